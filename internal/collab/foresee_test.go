package collab_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// states puts a request of every kind into the admin's outbox, and returns
// their guids.
func (k *desk) states(t *testing.T) []string {
	t.Helper()
	company := k.company(t, "Quill", "quill.example")
	var guids []string
	add := func(set string, args ...any) string {
		t.Helper()
		made, err := k.requests.Create(t.Context(), k.admin, []collab.Draft{{
			CompanyGUID: company, FormalName: "Somebody", Email: fmt.Sprintf("p%d@quill.example", len(guids)), CCs: []string{"ada@acme.example"},
		}})
		if err != nil {
			t.Fatal(err)
		}
		k.exec(t, `update access_requests set `+set+` where guid = $1`, append([]any{made[0].GUID}, args...)...)
		guids = append(guids, made[0].GUID)
		return made[0].GUID
	}
	longAgo, soon := k.now.Add(-48*time.Hour), k.now.Add(time.Hour)
	add(`notes = null`) // sent just now
	add(`email_sent_at = $2`, longAgo)
	add(`email_sent_at = $2, sent_count = 5`, longAgo)
	add(`email_sent_at = null, sent_count = 0, awaiting = 'approval', reason = 'self_requested'`)
	add(`status = 'Never', awaiting = null, email_sent_at = $2`, longAgo)
	add(`status = 'Active', awaiting = null, accepted_at = $2, access_ends_at = $3, access_runs = $4`, longAgo, soon, true)
	add(`status = 'Active', awaiting = null, accepted_at = $2, access_ends_at = $2, access_runs = $3`, longAgo, true) // the job comes late
	add(`status = 'Inactive', awaiting = null, accepted_at = $2, access_ends_at = $2`, longAgo)
	add(`status = 'Resolved', awaiting = null, accepted_at = $2, access_ends_at = $3, access_runs = $4`, longAgo, soon, true)
	add(`status = 'Resolved', awaiting = null`)
	add(`status = 'Rejected', awaiting = null`)
	add(`status = 'Declined', awaiting = null`)
	add(`status = 'Never', awaiting = null, email_sent_at = $2, email_lower = 'twice@quill.example'`, longAgo)
	add(`status = 'Never', awaiting = null, email_sent_at = $2, email_lower = 'twice@quill.example'`, longAgo)
	add(`status = 'Never', awaiting = null, email_sent_at = $2, email_lower = 'p0@quill.example'`, longAgo)
	no := add(`status = 'Never', awaiting = null, email_sent_at = $2`, longAgo)
	k.exec(t, `insert into refusals (customer_id, email_hash, created_at) values ($1, $2, $3)`,
		k.admin.CustomerID, collab.HashEmail(fmt.Sprintf("p%d@quill.example", len(guids)-1)), k.now)
	return append(guids, no, db.NewID()) // one again, and one that is not there
}

// What is foreseen for a request of any state is what the verb then does: the
// rules are the same.
func TestForeseenIsDone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		seen := make(map[collab.Obstacle]bool)
		for _, a := range collab.Actions {
			k := newDesk(t, dbtest.Open(t, d.Dialect()))
			guids := k.states(t)
			before := k.count(t, `select count(*) from mails`)
			f, err := k.requests.Foresee(t.Context(), k.admin, a, guids)
			if err != nil {
				t.Fatal(err)
			}
			if n := k.count(t, `select count(*) from mails`); n != before {
				t.Errorf("%s: to foresee sends mails", a)
			}
			came, err := k.requests.Run(t.Context(), k.admin, a, "over", guids)
			if err != nil || len(came) != len(guids)-1 || len(f.Steps) != len(came) {
				t.Fatal(err, len(came), len(f.Steps))
			}
			for i, c := range came {
				seen[c.Obstacle] = true
				if c.Obstacle != f.Steps[i].Obstacle || c.GUID != f.Steps[i].Request.GUID {
					t.Errorf("%s of %d: foreseen %q, came %q", a, i, f.Steps[i].Obstacle, c.Obstacle)
				}
			}
			if a == collab.Approving || a == collab.Resending {
				if n := k.count(t, `select count(*) from mails`) - before; n != f.Mails || n == 0 {
					t.Errorf("%s: %d mails, foreseen were %d", a, n, f.Mails)
				}
				left := k.count(t, `select used from limits where key like 'invitations of %'`)
				if int64(100_000-left+f.Mails) != f.Left {
					t.Errorf("%s: %d mails are used, %d were foreseen to be left before %d", a, left, f.Left, f.Mails)
				}
			} else if f.Mails != 0 {
				t.Errorf("%s: foresees %d invitations", a, f.Mails)
			}
		}
		for _, o := range []collab.Obstacle{
			"", collab.NoRegistration, collab.IsClosed, collab.IsNotSendable, collab.AwaitsApproval, collab.SentOften, collab.SentToday,
			collab.GivesNoAccess, collab.WantsNoMore, collab.OpenAlready, collab.Unseen,
		} {
			if !seen[o] {
				t.Errorf("nothing met %q", o)
			}
		}
	})
}

// What a day's budget cannot hold is told of the requests that it stops; the
// others are done.
func TestRunBeyondTheBudget(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		guids := k.states(t)
		_, err := k.customers.SetSettings(t.Context(), k.admin, func(s *tenant.Settings) error {
			s.InvitationMailsPerDay = k.count(t, `select used from limits where key like 'invitations of %'`) + 4
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		f, err := k.requests.Foresee(t.Context(), k.admin, collab.Resending, guids)
		if err != nil || f.Left != 4 || f.Mails != 9 {
			t.Fatal(f.Left, f.Mails, err)
		}
		came, err := k.requests.Run(t.Context(), k.admin, collab.Resending, "", guids)
		if err != nil {
			t.Fatal(err)
		}
		got := make(map[collab.Obstacle]int) // the second of two to the same person could be sent, had the first been
		for _, c := range came {
			got[c.Obstacle]++
		}
		if got[""] != 1 || got[collab.OverBudget] != 3 {
			t.Error(got)
		}
	})
}

// Who may only read, sees a part, or belongs to another customer, changes nothing.
func TestWhoRuns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		guids := k.states(t)
		reader := with(k.admin, string(actor.RequestsR))
		if _, err := k.requests.Foresee(t.Context(), reader, collab.Resolving, guids); !fault.Is(err, fault.Forbidden) {
			t.Error(err)
		}
		if _, err := k.requests.Run(t.Context(), reader, collab.Resolving, "", guids); !fault.Is(err, fault.Forbidden) {
			t.Error(err)
		}
		for _, wrong := range []struct {
			action collab.Action
			why    string
			guids  []string
		}{
			{"explode", "", guids},
			{collab.Resolving, "", nil},
			{collab.Resolving, "", make([]string, collab.MostAtOnce+1)},
			{collab.Revoking, " ", guids},
		} {
			if _, err := k.requests.Run(t.Context(), k.admin, wrong.action, wrong.why, wrong.guids); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s of %d: %v", wrong.action, len(wrong.guids), err)
			}
		}
		came, err := k.requests.Run(t.Context(), k.foreign, collab.Resolving, "", guids)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range came {
			if c.Obstacle != collab.Unseen {
				t.Errorf("a foreigner met %q", c.Obstacle)
			}
		}
		f, err := k.requests.Foresee(t.Context(), k.foreign, collab.Resolving, guids)
		if err != nil || f.Steps[0].Obstacle != collab.Unseen || f.Steps[0].Request.Email != "" {
			t.Error("a foreigner is shown what is not theirs", err)
		}
		// An access that ends on the way leaves the rest undone, and says so.
		k.exec(t, `update users set is_active = $2 where guid = $1`, k.admin.UserGUID, false)
		came, err = k.requests.Run(t.Context(), k.admin, collab.Resolving, "", guids[:3])
		if err != nil || came[0].Obstacle != collab.Failed || came[1].Obstacle != collab.NotTried || came[2].Obstacle != collab.NotTried {
			t.Error(came, err)
		}
	})
}

func with(by actor.Actor, roles ...string) actor.Actor {
	by.Roles = roles
	return by
}

// Notes are written over those that were read, and over no others.
func TestNotesOfTwo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		guid := k.states(t)[0]
		r, err := k.requests.One(t.Context(), k.admin, guid)
		if err != nil {
			t.Fatal(err)
		}
		write := func(tag, text string) error {
			notes := &text
			_, err := k.requests.Change(t.Context(), k.admin, collab.Change{GUID: guid, Notes: &notes, Edits: tag})
			return err
		}
		if err := write(r.NotesTag(), "mine"); err != nil {
			t.Fatal(err)
		}
		if err := write(r.NotesTag(), "yours"); !fault.Is(err, fault.Conflict) {
			t.Errorf("overwritten: %v", err)
		}
		if err := write("", "anybody's"); err != nil { // as PATCH does
			t.Error(err)
		}
		past, err := k.requests.History(t.Context(), k.admin, guid)
		if err != nil || len(past) != 2 || past[0].Notes != "" || past[1].Notes != "mine" || past[1].Who != k.admin.FormalName {
			t.Errorf("%+v, %v", past, err)
		}
		if _, err := k.requests.History(t.Context(), k.foreign, guid); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
		if err := write("", strings.Repeat("x", 5001)); !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	})
}

// Of several who save the notes that they read at the same moment one succeeds.
func TestNotesRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		guid := k.states(t)[0]
		for range 10 {
			r, err := k.requests.One(t.Context(), k.admin, guid)
			if err != nil {
				t.Fatal(err)
			}
			var saved atomic.Int64
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					notes := new(db.NewID())
					_, err := k.requests.Change(t.Context(), k.admin, collab.Change{GUID: guid, Notes: &notes, Edits: r.NotesTag()})
					switch {
					case err == nil:
						saved.Add(1)
					case !fault.Is(err, fault.Conflict):
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := saved.Load(); n != 1 {
				t.Fatalf("%d of 4 have saved", n)
			}
		}
	})
}
