package collab

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// Bounds of whom a form lets in.
const (
	MaxDomains        = 100
	MostRegistrations = 1_000_000
)

// Domains are those of e-mail addresses: each stands for those below it, too.
type Domains []string

// Scan reads the column's JSON.
func (ds *Domains) Scan(v any) error {
	*ds = nil
	return db.ScanJSON(v, (*[]string)(ds))
}

func (ds Domains) text() string { return jsonText(ds) }

// check makes domains of what was typed, sorted, each once.
func (ds *Domains) check(p fault.Problems, field string) {
	p.Require(len(*ds) <= MaxDomains, field, "A form names at most %d domains.", MaxDomains)
	if len(*ds) > MaxDomains {
		return
	}
	all := make([]string, 0, len(*ds))
	for _, typed := range *ds {
		domain := portfolio.Domain(strings.TrimPrefix(strings.TrimSpace(typed), "@"))
		p.Require(domain != "", field, "%q is no domain", clip(typed))
		all = append(all, domain)
	}
	slices.Sort(all)
	*ds = slices.Compact(all)
}

// clip keeps what is quoted back short.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// hold reports whether a domain is one of them, or below one.
func (ds Domains) hold(domain string) bool {
	return slices.ContainsFunc(ds, func(d string) bool { return domain == d || strings.HasSuffix(domain, "."+d) })
}

// errDomain refuses an address by its domain alone, in the same words whatever
// the reason: they say nothing about who is known here.
var errDomain = fault.Field("email",
	"This form takes no registrations from this address. Please use the one that you have at your company, or ask who gave you the form.")

// welcomes reports whether the form takes addresses of a domain.
func (f *Form) welcomes(domain string) bool {
	return !f.RefusedDomains.hold(domain) && (len(f.AllowedDomains) == 0 || f.AllowedDomains.hold(domain))
}

// FormState says whether a form takes registrations.
type FormState string

// The states of a form.
const (
	FormOpen    FormState = "open"
	FormClosed  FormState = "closed" // by an admin
	FormExpired FormState = "expired"
	FormFull    FormState = "full"
)

// State is that of the form at some time.
func (f *Form) State(at time.Time) FormState {
	switch {
	case !f.IsActive:
		return FormClosed
	case f.ExpiresAt != nil && !f.ExpiresAt.After(at):
		return FormExpired
	case f.MaxRegistrations != nil && f.Registered >= *f.MaxRegistrations:
		return FormFull
	}
	return FormOpen
}

var (
	errExpired = fault.New(fault.NotFound, "This form has ended.")
	errFull    = fault.New(fault.NotFound, "This form has had as many registrations as it takes.")
)

// refusal is why a stranger cannot use the form, or nil.
func (f *Form) refusal(at time.Time) error {
	switch f.State(at) {
	case FormClosed:
		return errClosed
	case FormExpired:
		return errExpired
	case FormFull:
		return errFull
	default:
		return nil
	}
}

// takePlace counts a registration that was filled in at some time, if the form
// has room for it: one statement decides between many that are confirmed at the
// same moment.
func takePlace(ctx context.Context, tx *db.Tx, f *Form, filledIn time.Time) error {
	n, err := tx.Exec(ctx, `
		update client_access_links set registered = registered + 1, version = version + 1
		where customer_id = $1 and guid = $2 and is_active and (expires_at is null or expires_at > $3)
			and (max_registrations is null or registered < max_registrations)`, f.CustomerID, f.GUID, filledIn)
	if err != nil {
		return err
	}
	if n == 0 {
		now, err := readForm(ctx, tx, f.CustomerID, f.GUID)
		if err == nil {
			err = now.refusal(filledIn)
		}
		return err
	}
	audit.Touch(ctx, tx, f.CustomerID, audit.Requests)
	return nil
}
