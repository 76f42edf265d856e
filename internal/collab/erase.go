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

// Erased is how much was erased of somebody, or would be.
type Erased struct {
	Requests      int64 // that it has accepted: their accesses end
	Working       int64 // that it works on, or did, or is asked to, as a colleague
	Messages      int64
	Files         int64
	Mails         int64 // that went to it, or named it
	Notifications int64 // of others, about its requests or naming it
}

var errErasedByAdmin = fault.New(fault.Forbidden, "An administrator of your organisation removes your user.")

// Erase forgets a recipient, in one transaction: its user with all its ways in, and
// who it was in every request that it has accepted, or works on as a colleague, or
// once did. The
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
		_, err := ps.erase(ctx, tx, by, by.UserGUID, d)
		return err
	})
}

func (ps *People) erase(ctx context.Context, tx *db.Tx, by actor.Actor, user string, d EraseDraft) (Erased, error) {
	by.IP = "" // nothing looks at what this transaction records
	e := &eraser{
		People: ps, tx: tx, by: by, draft: d,
		names: make(map[string]bool), addresses: make(map[string]bool), about: make(map[int64][]string),
	}
	err := e.erase(ctx, user)
	return e.done, err
}

// eraser erases one person as part of a transaction.
type eraser struct {
	*People
	tx        *db.Tx
	by        actor.Actor // whom the record names: the person itself, or the server
	who       identity.User
	draft     EraseDraft
	names     map[string]bool    // that anybody knows the person by
	addresses map[string]bool    // where it was written to, in lower case; false if they are somebody else's by now
	about     map[int64][]string // what it took part in, by the customer in whose record that is
	pages     []string           // of the inbox, about that
	done      Erased
}

func (e *eraser) erase(ctx context.Context, user string) error {
	home, err := tenant.Hold(ctx, e.tx, e.by.CustomerID)
	if err != nil {
		return err
	}
	if e.who, err = e.Users.Hold(ctx, e.tx, e.by, user); err != nil {
		return err
	}
	if e.who.CustomerID != home.ID || home.Kind != tenant.VendorAccess {
		return errErasedByAdmin
	}
	e.about[home.ID], e.names[e.who.FormalName], e.addresses[strings.ToLower(e.who.Email)] = nil, true, true
	for _, part := range []func(context.Context) error{e.requests, e.colleagues, e.former, e.atHome} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	if err := e.Users.Erase(ctx, e.tx, e.by, e.who); err != nil {
		return err
	}
	if err := tenant.EraseHome(ctx, e.tx, home, identity.Erased); err != nil {
		return err
	}
	if e.draft.Stop {
		if err := e.Requests.stop(ctx, e.tx, everywhere, strings.ToLower(e.who.Email), StopServer); err != nil {
			return err
		}
	}
	audit.Touch(ctx, e.tx, home.ID, audit.Requests)
	return e.forgetLater(ctx)
}

// atHome erases the person from its own customer, with the addresses that it has
// had there between two invitations.
func (e *eraser) atHome(ctx context.Context) error {
	home := e.who.CustomerID
	for _, q := range []string{
		`delete from received where customer_id = $1 and user_guid = $2`,
		`delete from message_reads where customer_id = $1 and user_guid = $2`,
		`delete from looks where customer_id = $1 and user_guid = $2`,
		`delete from outbox_views where customer_id = $1 and user_guid = $2`,
	} {
		if _, err := e.tx.Exec(ctx, q, home, e.who.GUID); err != nil {
			return err
		}
	}
	formers, err := e.Users.Formers(ctx, e.tx, e.who)
	if err != nil {
		return err
	}
	for _, f := range formers {
		own, err := e.wasAt(ctx, f.Address)
		if err != nil {
			return err
		}
		if own || f.Until.IsZero() {
			continue
		}
		n, err := mail.EraseTo(ctx, e.tx, home, f.Address, f.Until)
		if err != nil {
			return err
		}
		e.done.Mails += n
	}
	n, err := mail.Erase(ctx, e.tx, home, "", e.person())
	if err != nil {
		return err
	}
	e.done.Mails += n
	n, err = identity.ForgetNamed(ctx, e.tx, home, e.person(), e.pages)
	e.done.Notifications += n
	return err
}

// wasAt notes an address of the person, and reports whether nobody else has it now:
// who does is not to lose anything.
func (e *eraser) wasAt(ctx context.Context, address string) (bool, error) {
	if own, known := e.addresses[address]; known {
		return own, nil
	}
	others, err := e.Users.IsAnothers(ctx, e.tx, e.who, address)
	e.addresses[address] = !others
	return !others, err
}

// tookPart notes that the person took part in a request, under a name and an address.
func (e *eraser) tookPart(ctx context.Context, customerID int64, request, name, email string, more ...string) error {
	e.names[name] = true
	for _, id := range []int64{customerID, e.who.CustomerID} {
		e.about[id] = append(append(e.about[id], request), more...)
	}
	e.pages = append(e.pages, "/inbox/"+request)
	_, err := e.wasAt(ctx, email)
	return err
}

// at are addresses of the person: those that are its own, or those that are
// somebody else's by now.
func (e *eraser) at(own bool) []string {
	var all []string
	for _, address := range slices.Sorted(maps.Keys(e.addresses)) {
		if address != "" && e.addresses[address] == own {
			all = append(all, address)
		}
	}
	return all
}

// person is the person as mails, notifications and events say it.
func (e *eraser) person() audit.Person {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(e.names)), func(s string) bool { return s == "" })
	return audit.Person{Addresses: e.at(true), Names: names}
}

// mails erases the person from the mails of a sender about a request, where the
// address that it had there is its own whoever has it now, and from those to it
// about none.
func (e *eraser) mails(ctx context.Context, customerID int64, request string, p audit.Person) error {
	n, err := mail.Erase(ctx, e.tx, customerID, request, p)
	if err != nil {
		return err
	}
	e.done.Mails += n
	for _, address := range p.Addresses {
		if !e.addresses[address] {
			continue
		}
		n, err := mail.EraseTo(ctx, e.tx, customerID, address, e.Now().AddDate(0, 0, 1)) // clocks differ
		if err != nil {
			return err
		}
		e.done.Mails += n
	}
	return nil
}

// notices deletes what notifications of a customer's users say of a request.
func (e *eraser) notices(ctx context.Context, customerID int64, request string) error {
	n, err := identity.ForgetAbout(ctx, e.tx, customerID, pagesOf(request))
	e.done.Notifications += n
	return err
}

// named deletes the notifications of a customer's users about a request that name
// the person: who else works on it keeps theirs.
func (e *eraser) named(ctx context.Context, customerID int64, request string, p audit.Person) error {
	n, err := identity.ForgetNamed(ctx, e.tx, customerID, p, pagesOf(request))
	e.done.Notifications += n
	return err
}

// pagesOf are the pages of a request that notifications lead to.
func pagesOf(request string) []string {
	return []string{"/outbox/" + request, "/inbox/" + request, "/more-time/" + request}
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
		erasure := audit.Erasure{CustomerID: id, To: to, User: e.who.GUID, About: about, Former: e.at(false), Person: e.person()}
		if err := forgetDetails.Add(ctx, e.tx, erasure); err != nil {
			return err
		}
	}
	return nil
}

func (ps *People) forget(ctx context.Context, e audit.Erasure) error {
	return audit.Erase(ctx, ps.DB, e)
}
