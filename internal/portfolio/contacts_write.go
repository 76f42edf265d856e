package portfolio

import (
	"context"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Create makes a contact at a company that by sees. It is a Conflict if the
// company has one with the address.
func (cs *Contacts) Create(ctx context.Context, by actor.Actor, d ContactDraft) (Contact, error) {
	d.GUID = ""
	written, err := cs.write(ctx, by, []ContactDraft{d}, creating)
	return append(written, Contact{})[0], err
}

// Restore makes a contact like one that was deleted. If the company has another
// preferred contact by now, that was decided later and stays: was is a Backup.
func (cs *Contacts) Restore(ctx context.Context, by actor.Actor, was *Contact) error {
	_, err := cs.write(ctx, by, []ContactDraft{was.draft()}, restoring)
	return err
}

// Change changes a contact at a company that by sees.
func (cs *Contacts) Change(ctx context.Context, by actor.Actor, d ContactDraft) (Contact, error) {
	if !IsGUID(strings.ToLower(d.GUID)) {
		return Contact{}, noContact()
	}
	written, err := cs.write(ctx, by, []ContactDraft{d}, changing)
	return append(written, Contact{})[0], err
}

// maxContacts of one call.
const maxContacts = 1000

// Put writes contacts, all or none: those with a guid must be there; of the
// others each is the company's contact with that address, or a new one.
func (cs *Contacts) Put(ctx context.Context, by actor.Actor, drafts []ContactDraft) ([]Contact, error) {
	if len(drafts) > maxContacts {
		return nil, fault.Field("body", "must have no more than %d contacts", maxContacts)
	}
	return cs.write(ctx, by, drafts, putting)
}

// manner is how contacts are written.
type manner int

const (
	putting   manner = iota // as a list, which has no version to compare
	creating                // one, which must be new
	restoring               // one, which must be new, and takes no other's place
	changing                // one that is there
)

// write writes contacts and returns them as they are then, in the order of the
// drafts.
func (cs *Contacts) write(ctx context.Context, by actor.Actor, drafts []ContactDraft, how manner) (written []Contact, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return nil, err
	}
	for i := range drafts {
		if err := drafts[i].check(); err != nil {
			return nil, numbered(err, i, len(drafts))
		}
	}
	return written, cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		book, err := cs.open(ctx, tx, by, drafts)
		if err != nil {
			return err
		}
		if how == restoring {
			book.yield(&drafts[0])
		}
		lines := make([]*contactLine, len(drafts))
		for i := range drafts {
			if lines[i], err = book.enter(&drafts[i], how == creating || how == restoring); err != nil {
				return numbered(err, i, len(drafts))
			}
		}
		if how == changing {
			if err := matchContact(ctx, tx, by, drafts[0].GUID); err != nil {
				return err
			}
		}
		book.promote()
		if err := book.save(ctx); err != nil {
			return err
		}
		written = make([]Contact, len(lines))
		for i, l := range lines {
			written[i] = l.Contact
		}
		return nil
	})
}

// numbered says which of several contacts is wrong.
func numbered(err error, i, n int) error {
	f := fault.Of(err)
	if n < 2 || f.Kind == fault.Internal {
		return err
	}
	return f.Under(strconv.Itoa(i)+".").Retold("Contact %d: %s", i+1, f.Text(""))
}
