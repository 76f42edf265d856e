package collab

import (
	"context"
	"encoding/json"
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
	e := &eraser{People: ps, tx: tx, by: by, draft: d, names: map[string]bool{by.FormalName: true}, customers: map[int64]bool{home.ID: true}}
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
	if err := mail.Erase(ctx, tx, home.ID, "", e.named()); err != nil {
		return err
	}
	if err := identity.ForgetNamed(ctx, tx, home.ID, e.named().Names); err != nil {
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
	names     map[string]bool // that anybody knows the person by
	customers map[int64]bool  // whose events may name it
}

// named is the person as mails and notifications name it.
func (e *eraser) named() mail.Named {
	n := mail.Named{Email: strings.ToLower(e.by.Email)}
	for _, name := range slices.Sorted(maps.Keys(e.names)) {
		if name != "" {
			n.Names = append(n.Names, name)
		}
	}
	return n
}

// forgetting is the details of events that are to go.
type forgetting struct {
	CustomerID int64    `json:"customer_id"`
	To         int64    `json:"to"` // the number of the last event
	Texts      []string `json:"texts"`
}

const forgetDetails jobs.Kind[forgetting] = "collab.forget_details"

// forgetLater has a job look for the person in the record of events. What this
// transaction records names nobody.
func (e *eraser) forgetLater(ctx context.Context) error {
	named := e.named()
	texts := []string{named.Email}
	for _, name := range named.Names {
		quoted, err := json.Marshal(name)
		if err != nil {
			return err
		}
		texts = append(texts, string(quoted))
	}
	for _, id := range slices.Sorted(maps.Keys(e.customers)) {
		to, err := db.Value[int64](ctx, e.tx, `select seq from heads where customer_id = $1`, id)
		if err != nil {
			return err
		}
		if err := forgetDetails.Add(ctx, e.tx, forgetting{id, to, texts}); err != nil {
			return err
		}
	}
	return nil
}

func (ps *People) forget(ctx context.Context, f forgetting) error {
	return audit.Erase(ctx, ps.DB, f.CustomerID, f.To, f.Texts)
}
