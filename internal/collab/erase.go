package collab

import (
	"context"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// EraseDraft is how somebody says that everything about them shall go.
type EraseDraft struct {
	Email string // typed once more
	Words bool   // what they wrote, too: messages, comments
	Stop  bool   // and no mail from this server ever
}

var errErasedByAdmin = fault.New(fault.Forbidden, "An administrator of your organisation removes your user.")

// Erase forgets a recipient, in one transaction: its user with all its ways in, and
// who it was in every request that it has accepted, or works on as a colleague. The
// accesses that were its own end. The sender keeps that there was a request, when,
// and what about. What an organisation wrote down by itself, its contacts and its
// invitations that were never accepted, is that organisation's.
//
// It takes a fresh proof, and the address once more. Details of events that hold
// the name or the address go by a job.
func (ps *People) Erase(ctx context.Context, by actor.Actor, d EraseDraft) error {
	if by.CustomerKind != tenant.VendorAccess {
		return errErasedByAdmin
	}
	if !strings.EqualFold(strings.TrimSpace(d.Email), by.Email) {
		return fault.Field("email", "This is not your address.")
	}
	if err := (&identity.Sessions{DB: ps.DB, Now: ps.Now}).Fresh(ctx, by); err != nil {
		return err
	}
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		return ps.erase(ctx, tx, by, d)
	})
}

func (ps *People) erase(ctx context.Context, tx *db.Tx, by actor.Actor, d EraseDraft) error {
	home, err := tenant.Hold(ctx, tx, by.CustomerID)
	if err != nil {
		return err
	}
	e := &eraser{
		People: ps, tx: tx, by: by, draft: d, about: map[int64][]string{home.ID: nil},
		names: map[string]bool{by.FormalName: true}, addresses: map[string]bool{strings.ToLower(by.Email): true},
	}
	if err := e.requests(ctx); err != nil {
		return err
	}
	if err := e.colleagues(ctx); err != nil {
		return err
	}
	for _, q := range []string{
		`delete from received where customer_id = $1 and user_guid = $2`,
		`delete from message_reads where customer_id = $1 and user_guid = $2`,
		`delete from looks where customer_id = $1 and user_guid = $2`,
		`delete from outbox_views where customer_id = $1 and user_guid = $2`,
	} {
		if _, err := tx.Exec(ctx, q, home.ID, by.UserGUID); err != nil {
			return err
		}
	}
	person := e.person()
	if err := mail.Erase(ctx, tx, home.ID, "", person); err != nil {
		return err
	}
	if err := identity.ForgetNamed(ctx, tx, home.ID, person, e.pages); err != nil {
		return err
	}
	if err := ps.Users.Erase(ctx, tx, by); err != nil {
		return err
	}
	if err := tenant.EraseHome(ctx, tx, home, identity.Erased); err != nil {
		return err
	}
	if d.Stop {
		if err := ps.Requests.stop(ctx, tx, everywhere, strings.ToLower(by.Email), StopServer); err != nil {
			return err
		}
	}
	audit.Touch(ctx, tx, home.ID, audit.Requests)
	return e.forgetLater(ctx)
}

// eraser erases one person as part of a transaction.
type eraser struct {
	*People
	tx        *db.Tx
	by        actor.Actor
	draft     EraseDraft
	names     map[string]bool    // that anybody knows the person by
	addresses map[string]bool    // where it was written to, in lower case
	about     map[int64][]string // what it took part in, by the customer in whose record that is
	pages     []string           // of the inbox, about that
}

// tookPart notes that the person took part in a request, under a name and an address.
func (e *eraser) tookPart(customerID int64, request, name, email string, more ...string) {
	e.names[name], e.addresses[email] = true, true
	for _, id := range []int64{customerID, e.by.CustomerID} {
		e.about[id] = append(append(e.about[id], request), more...)
	}
	e.pages = append(e.pages, "/inbox/"+request)
}

// person is the person as mails, notifications and events say it.
func (e *eraser) person() audit.Person {
	some := func(set map[string]bool) []string {
		return slices.DeleteFunc(slices.Sorted(maps.Keys(set)), func(s string) bool { return s == "" })
	}
	return audit.Person{Addresses: some(e.addresses), Names: some(e.names)}
}

const forgetDetails jobs.Kind[audit.Erasure] = "collab.forget_details"

// forgetLater has a job look for the person in the record of events. What this
// transaction records names nobody.
func (e *eraser) forgetLater(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(e.about)) {
		to, err := db.Value[int64](ctx, e.tx, `select seq from heads where customer_id = $1`, id)
		if err != nil {
			return err
		}
		about := slices.Compact(slices.Sorted(slices.Values(e.about[id])))
		erasure := audit.Erasure{CustomerID: id, To: to, User: e.by.UserGUID, About: about, Person: e.person()}
		if err := forgetDetails.Add(ctx, e.tx, erasure); err != nil {
			return err
		}
	}
	return nil
}

func (ps *People) forget(ctx context.Context, e audit.Erasure) error {
	return audit.Erase(ctx, ps.DB, e)
}
