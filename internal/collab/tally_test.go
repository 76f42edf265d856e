package collab_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// recount counts the requests of a customer as the tallies should.
func (k *desk) recount(t testing.TB, customer int64) []collab.Tallied {
	t.Helper()
	type row struct {
		at time.Time
		collab.Tallied
		opened, accepted, sent bool
	}
	counts := make(map[collab.Tallied]int64)
	err := db.Each(t.Context(), k.DB, func(r *row) []any {
		return []any{&r.at, &r.Reason, &r.Status, &r.opened, &r.accepted, &r.sent}
	}, func(r *row) error {
		r.Month, r.Stage = r.at.UTC().Format("2006-01"), collab.StageRegistered
		switch {
		case r.accepted:
			r.Stage = collab.StageAccepted
		case r.opened:
			r.Stage = collab.StageOpened
		case r.sent || r.Reason != collab.SelfRequested:
			r.Stage = collab.StageInvited
		}
		counts[r.Tallied]++
		return nil
	}, `select created_at, reason, status, opened_at is not null, accepted_at is not null, sent_count > 0
		from access_requests where customer_id = $1`, customer)
	if err != nil {
		t.Fatal(err)
	}
	var all []collab.Tallied
	for key, n := range counts {
		key.N = n
		all = append(all, key)
	}
	slices.SortFunc(all, func(a, b collab.Tallied) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return all
}

func (k *desk) tallies(t testing.TB, by actor.Actor) []collab.Tallied {
	t.Helper()
	all, err := k.requests.Tallies(t.Context(), by, collab.TallyAsk{})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b collab.Tallied) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return all
}

func (k *desk) exact(t testing.TB) {
	t.Helper()
	for _, by := range []actor.Actor{k.admin, k.foreign} {
		if diff := cmp.Diff(k.recount(t, by.CustomerID), k.tallies(t, by)); diff != "" {
			t.Fatalf("tallies (+) differ from the rows (-):\n%s", diff)
		}
	}
	wrong, err := db.Column[string](t.Context(), k.DB, `
		select c.name from companies c where c.is_invited <> exists (
			select 1 from access_requests a where a.customer_id = c.customer_id and a.company_guid = c.guid)`)
	if err != nil || wrong != nil {
		t.Fatalf("%q, %v: whether they have a request is kept wrongly", wrong, err)
	}
}

// Whatever is done to requests, by whomever and whenever, the tallies are what a
// count of the rows gives; also if what was done is undone.
func TestTalliesAreExact(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		k.requests.Users = &identity.Users{DB: d, Now: k.requests.Now, Links: k.requests.Links}
		var companies []string
		for i := range 30 { // some have a request at times, and then none
			companies = append(companies, k.company(t, fmt.Sprintf("Quill %d", i), fmt.Sprintf("quill%d.example", i)))
		}
		form := k.form(t)
		random := rand.New(rand.NewPCG(5, 26))
		done := make(map[string]int)
		for serial := range 400 {
			if name, ok := k.step(t, random, companies, form.GUID, serial); ok {
				done[name]++
			}
			if serial%10 == 0 {
				k.exact(t)
			}
		}
		k.exact(t)
		if k.count(t, `select count(*) from access_requests where opened_at is not null and answered_at is null`) == 0 {
			t.Error("nobody has opened an invitation without an answer")
		}
		if n := k.count(t, `select count(*) from access_requests
			where (answered_at is null) <> (accepted_at is null and declined_why is null) or answered_at < opened_at`); n > 0 {
			t.Errorf("%d requests do not say when they were answered", n)
		}
		for _, name := range steps {
			if done[name] == 0 && name != "create in vain" {
				t.Errorf("%s has never succeeded", name)
			}
		}
	})
}

// errUndo takes a transaction back.
var errUndo = errors.New("undo")

var steps = []string{
	"create", "create in vain", "undo", "register", "approve", "reject", "resolve", "resend", "revoke", "open", "accept", "decline", "wait", "move", "delete",
}

// step does one thing to a request, or makes one.
func (k *desk) step(t *testing.T, random *rand.Rand, companies []string, form string, serial int) (name string, ok bool) {
	t.Helper()
	ctx, place := t.Context(), random.IntN(len(companies))
	company := companies[place]
	name = steps[random.IntN(len(steps))]
	likely := map[string]string{"approve": ` and awaiting = 'approval'`, "reject": ` and awaiting = 'approval'`, "revoke": ` and status = 'Active'`}[name]
	guids, err := db.Column[string](ctx, k.DB,
		`select guid from access_requests where customer_id = $1`+likely+` order by guid`, k.admin.CustomerID)
	if err != nil {
		t.Fatal(err)
	}
	guid := db.NewID()
	if len(guids) > 0 {
		guid = guids[random.IntN(len(guids))]
	}
	email := fmt.Sprintf("person%d@quill%d.example", serial, place)
	change := func(status string) error {
		_, err := k.requests.Change(ctx, k.admin, collab.Change{GUID: guid, Status: status})
		return err
	}
	do := map[string]func() error{
		"create": func() error {
			reason := string(collab.Reasons[random.IntN(4)])
			_, err := k.requests.Create(ctx, k.admin, []collab.Draft{
				{CompanyGUID: company, Email: email, FormalName: "P", Reason: reason},
				{CompanyGUID: company, Email: "b" + email, FormalName: "Q", Reason: reason},
			})
			return err
		},
		"create in vain": func() error {
			_, err := k.requests.Create(ctx, k.admin, []collab.Draft{
				{CompanyGUID: company, Email: email, FormalName: "P"}, {CompanyGUID: company, Email: email, FormalName: "P"},
			})
			return err
		},
		"undo": func() error {
			err := k.Tx(ctx, func(tx *db.Tx) error {
				_, _, err := k.requests.SelfRequested(ctx, tx, collab.SelfRequest{
					CustomerID: k.admin.CustomerID, FormGUID: form, MakerGUID: k.admin.UserGUID, CompanyGUID: company, Email: email, FormalName: "P",
				})
				if err != nil {
					return err
				}
				if _, err := tx.Exec(ctx, `update access_requests set status = 'Resolved', awaiting = null where guid = $1`, guid); err != nil {
					return err
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Fatal(err)
			}
			return nil
		},
		"register": func() error { k.register(t, collab.Form{GUID: form}, email); return k.confirm(t, email) },
		"approve":  func() error { return change("Approved") },
		"reject":   func() error { return change("Rejected") },
		"resolve":  func() error { return change("Resolved") },
		"resend":   func() error { _, err := k.requests.Resend(ctx, k.admin, guid); return err },
		"revoke":   func() error { _, err := k.requests.Revoke(ctx, k.admin, guid, "x"); return err },
		"open":     func() error { return k.answer(t, guid, "open") },
		"accept":   func() error { return k.answer(t, guid, "accept") },
		"decline":  func() error { return k.answer(t, guid, "decline") },
		"wait":     func() error { k.now = k.now.AddDate(0, 0, 1+random.IntN(12)); return k.requests.Tick(ctx) },
		"move": func() error {
			_, err := k.Exec(ctx, `update access_requests set company_guid = $2 where guid = $1`, guid, company)
			if db.IsUnique(err) {
				return fault.New(fault.Conflict, "It is open there.")
			}
			return err
		},
		"delete": func() error { // nobody does
			for _, rows := range []string{`request_words where request_guid`, `access_requests where guid`} {
				if _, err := k.Exec(ctx, `delete from `+rows+` = $1 and not exists (
					select 1 from request_messages m where m.request_guid = $1)`, guid); err != nil {
					return err
				}
			}
			return nil
		},
	}
	if err := do[name](); err != nil {
		switch fault.Of(err).Kind {
		case fault.Conflict, fault.Invalid, fault.NotFound, fault.TooMany, fault.Unauthorized: // what is refused changes nothing
		default:
			t.Fatalf("%s: %v", name, err)
		}
		return name, false
	}
	return name, true
}

// answer clicks the live link of a request, if there is one.
func (k *desk) answer(t *testing.T, guid, how string) error {
	t.Helper()
	type link struct {
		guid    string
		sending int64
	}
	l, err := db.All(t.Context(), k.DB, func(l *link) []any { return []any{&l.guid, &l.sending} }, `
		select guid, sending from links where kind = 'invitation' and subject = $1 and used_at is null and ended = ''`, guid)
	if err != nil || len(l) == 0 {
		return err
	}
	a := collab.AnswerDraft{Terms: true, Why: "No."}
	a.Secret, a.Code = k.requests.Links.Secret(l[0].guid, l[0].sending)
	a.Password = "correct horse battery"
	switch how {
	case "accept":
		_, err = k.requests.Accept(t.Context(), a)
	case "decline":
		_, err = k.requests.Decline(t.Context(), a)
	default: // the code is right, and what follows is not
		a.Password = "x"
		_, err = k.requests.Accept(t.Context(), a)
	}
	return err
}

// Many at a time write the same tallies, in transactions of several requests, and
// lose none.
func TestTalliesOfManyAtATime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		company := k.company(t, "Quill & Sons", "quill.example")
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				for i := range 5 {
					drafts := []collab.Draft{}
					for j := range 4 {
						drafts = append(drafts, collab.Draft{
							CompanyGUID: company, FormalName: "P", Reason: string(collab.Reasons[(i+j+w)%4]),
							Email: fmt.Sprintf("p%d.%d.%d@quill.example", w, i, j),
						})
					}
					made, err := k.requests.Create(t.Context(), k.admin, drafts)
					if err != nil {
						t.Error(err)
						return
					}
					for _, r := range made[:2] {
						if _, err := k.requests.Change(t.Context(), k.admin, collab.Change{GUID: r.GUID, Status: "Resolved"}); err != nil {
							t.Error(err)
						}
					}
				}
			})
		}
		wg.Wait()
		k.exact(t)
		if n := len(k.tallies(t, k.admin)); n != 8 {
			t.Errorf("%d kinds, want 4 reasons in 2 statuses", n)
		}
	})
}
