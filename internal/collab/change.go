package collab

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Change is what PATCH and bulk may say about a request.
type Change struct {
	GUID   string
	Status string   // Approved, Rejected or Resolved, in any case; "" leaves it
	Notes  **string // nil leaves them
	Edits  string   // the tag of the notes that were edited, see [Request.NotesTag]; "" replaces whatever is there

	// CompanyGUID is the company that an approver chooses for a registration
	// whose address fits several; "" keeps the one it has.
	CompanyGUID string
}

// Decision is a status that a sender may write. It is not the status that the
// request then has: Approved makes it Pending.
type Decision string

// The decisions of the contract.
const (
	Approve Decision = "Approved"
	Reject  Decision = "Rejected"
	Resolve Decision = "Resolved"
)

// action is what a decision does.
func (d Decision) action() Action {
	switch d {
	case Approve:
		return Approving
	case Reject:
		return Rejecting
	default:
		return Resolving
	}
}

func parseDecision(s string) (Decision, error) {
	for _, d := range []Decision{Approve, Reject, Resolve} {
		if strings.EqualFold(s, string(d)) {
			return d, nil
		}
	}
	return "", fault.Field("status", "must be one of Approved, Rejected, Resolved")
}

// Change applies one change and returns the request as it is then.
func (rs *Requests) Change(ctx context.Context, by actor.Actor, c Change) (r Request, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return r, err
	}
	var decision Decision
	if c.Status != "" {
		if decision, err = parseDecision(c.Status); err != nil {
			return r, err
		}
	}
	if c.CompanyGUID != "" && decision != Approve {
		return r, fault.Field("requestee_company_guid", "can only be chosen when a registration is approved")
	}
	if c.Notes != nil && *c.Notes != nil {
		p := fault.Problems{}
		length(p, "notes", **c.Notes, maxMessage)
		if err := p.Err(); err != nil {
			return r, err
		}
	}
	err = rs.change(ctx, by, c.GUID, func(tx *db.Tx, r *Request) error {
		if c.Notes != nil {
			if err := rs.note(ctx, tx, by, r, c); err != nil {
				return err
			}
		}
		if decision == "" {
			return nil
		}
		return rs.decide(ctx, tx, by, r, decision, c.CompanyGUID)
	}, &r)
	return r, err
}

// change runs f on a request that by sees, in a transaction, and writes the
// document anew.
func (rs *Requests) change(ctx context.Context, by actor.Actor, guid string, f func(*db.Tx, *Request) error, changed *Request) error {
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		r, err := rs.seen(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `access_requests where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		if err := f(tx, &r); err != nil {
			return err
		}
		audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
		*changed, err = rs.render(ctx, tx, by.CustomerID, guid)
		return err
	})
}

// ErrEdited refuses notes that are made of others than there are now.
var ErrEdited = fault.New(fault.Conflict, "Somebody else has changed these notes since you read them.")

// NotesTag tells the present notes from any others.
func (r *Request) NotesTag() string {
	sum := sha256.Sum256([]byte(text(r.Notes)))
	return hex.EncodeToString(sum[:8])
}

// text is what a pointer leads to, "" if nowhere.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// note writes notes over those that were read. The event keeps the former ones,
// so that they can be put back.
func (rs *Requests) note(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request, c Change) error {
	if c.Edits != "" && c.Edits != r.NotesTag() {
		return ErrEdited
	}
	n, err := tx.Exec(ctx, `
		update access_requests set notes = $3 where customer_id = $1 and guid = $2 and ($4 = '' or coalesce(notes, '') = $5)`,
		r.CustomerID, r.GUID, *c.Notes, c.Edits, text(r.Notes))
	if err == nil && n == 0 {
		return ErrEdited
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
		Action: "access_request.note", Subject: r.GUID, Details: map[string]any{"from": text(r.Notes)},
	})
	return err
}

// Outcome is what became of one change of a bulk.
type Outcome struct {
	GUID   string
	Status Decision     // of one that was made
	Fault  *fault.Error // why one was not
}

// Bulk applies each change by itself: what cannot be done is told beside what
// was. A decision that does not exist refuses the whole.
func (rs *Requests) Bulk(ctx context.Context, by actor.Actor, changes []Change) (modified, not []Outcome, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return nil, nil, err
	}
	for _, c := range changes {
		if _, err := parseDecision(c.Status); err != nil {
			return nil, nil, err
		}
	}
	for i, c := range changes {
		decision, err := parseDecision(c.Status)
		if err != nil {
			return nil, nil, err
		}
		_, err = rs.Change(tenant.Step(ctx, strconv.Itoa(i)), by, c)
		f := fault.Of(err)
		switch {
		case err == nil || errors.Is(err, tenant.ErrClaimed): // before this call was broken off
			modified = append(modified, Outcome{GUID: c.GUID, Status: decision})
		case f.Kind == fault.Internal || f.Kind == fault.Unauthorized || f.Kind == fault.PreconditionFailed:
			return nil, nil, err
		default:
			not = append(not, Outcome{GUID: c.GUID, Fault: f})
		}
	}
	return modified, not, nil
}

// seen returns a request that the actor may see.
func (rs *Requests) seen(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Request, error) {
	var w db.Where
	w.And(`r.customer_id = ?`, by.CustomerID)
	w.And(`r.guid = ?`, guid)
	visible(&w, by)
	r, err := db.One(ctx, c, (*Request).fields, `select `+columns+` from access_requests r`+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return r, errNotFound
	}
	return r, err
}

// visible adds the condition that the actor may see a request.
func visible(w *db.Where, by actor.Actor) {
	if !by.AllCompanies && !by.IsAdmin() {
		w.And(seeing(by)(w))
	}
}

// seeing is the condition that an actor who does not see all companies sees a
// request: one to a company that it sees, or one that it sent.
func seeing(by actor.Actor) cond {
	return is(`(exists (
		select 1 from group_companies vgc
		where vgc.customer_id = ? and vgc.group_guid = ? and vgc.company_guid = r.company_guid) or r.requester_guid = ?)`,
		by.CustomerID, by.GroupGUID, by.UserGUID)
}

// One returns a request that the actor may see.
func (rs *Requests) One(ctx context.Context, by actor.Actor, guid string) (Request, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return Request{}, err
	}
	return rs.seen(ctx, rs.DB, by, guid)
}
