package collab_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// piles are the ways in which a request waits, as its row says so.
var piles = []struct {
	name string
	set  string // $2 is a moment, now that of the test
	at   func(now time.Time, i int) time.Time
	of   func(*collab.Waiting) *collab.Pile
}{
	{
		"registrations", `status = 'Pending', awaiting = 'approval', created_at = $2`,
		func(now time.Time, i int) time.Time { return now.AddDate(-2, 0, i) }, func(w *collab.Waiting) *collab.Pile { return &w.Registrations },
	},
	{
		"accepted", `status = 'Active', accepted_at = $2, answered_at = $2`,
		func(now time.Time, i int) time.Time { return now.Add(-time.Duration(i+1) * time.Second) }, func(w *collab.Waiting) *collab.Pile { return &w.Accepted },
	},
	{
		"declined", `status = 'Declined', accepted_at = null, answered_at = $2`,
		func(now time.Time, i int) time.Time { return now.Add(-time.Duration(i+1) * time.Second) }, func(w *collab.Waiting) *collab.Pile { return &w.Declined },
	},
	{
		"trials", `status = 'Active', access_runs = true, access_ends_at = $2`,
		func(now time.Time, i int) time.Time { return now.Add(time.Duration(i+1) * time.Second) }, func(w *collab.Waiting) *collab.Pile { return &w.Trials },
	},
	{
		"invitations", `status = 'Pending', awaiting = 'answer', window_ends_at = $2`,
		func(now time.Time, i int) time.Time { return now.Add(time.Duration(i+1) * time.Second) }, func(w *collab.Waiting) *collab.Pile { return &w.Invitations },
	},
	{
		"refused", `status = 'Pending', awaiting = 'answer', mail_status = 'refused', email_sent_at = $2`,
		func(now time.Time, i int) time.Time { return now.Add(-time.Duration(i+1) * time.Second) }, func(w *collab.Waiting) *collab.Pile { return &w.Refused },
	},
}

// clear makes all requests those of a company that no group sees, sent by an
// admin, of which nothing waits.
func (s *shelf) clear(t *testing.T) {
	t.Helper()
	s.exec(t, `update access_requests set status = 'Never', awaiting = null, mail_status = null, access_runs = false, answered_at = null, accepted_at = null,
		window_ends_at = null, created_at = $2, company_guid = $3, requester_guid = $4 where customer_id = $1`,
		s.admin.CustomerID, s.now.AddDate(0, -6, 0), s.companies[len(s.companies)-1], s.senders[0].UserGUID)
}

// What waits for who sees few companies is found however much waits that they do
// not see: at those companies, and of what they sent elsewhere.
func TestWaitingOfWhoSeesFew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		small := s.senders[2]
		for _, p := range piles {
			t.Run(p.name, func(t *testing.T) {
				s.clear(t)
				for i, r := range s.requests {
					s.exec(t, `update access_requests set `+p.set+` where guid = $1`, r.GUID, p.at(s.now, i))
				}
				n := len(s.requests)
				seen, sent := s.requests[n-2].GUID, s.requests[n-1].GUID
				s.exec(t, `update access_requests set company_guid = $2, requester_guid = $3 where guid = $1`, seen, s.companies[1], small.UserGUID)
				s.exec(t, `update access_requests set requester_guid = $2 where guid = $1`, sent, small.UserGUID)
				w, err := s.desk.requests.Waiting(t.Context(), small)
				if err != nil {
					t.Fatal(err)
				}
				got := *p.of(&w)
				if got.Amount != (collab.Amount{N: 2}) || len(got.First) != 2 || got.First[0].GUID != seen || got.First[1].GUID != sent {
					t.Errorf("%+v of %d wait, want 2: %s, then %s", got.Amount, len(got.First), seen, sent)
				}
				for _, other := range piles { // an invitation whose mail was refused may end, too
					if n := other.of(&w).N; n > 0 && other.name != p.name {
						t.Errorf("%d %s", n, other.name)
					}
				}
				// An admin has them all, in the same order, and others nothing of it.
				if w, err = s.desk.requests.Waiting(t.Context(), s.admin); err != nil || p.of(&w).Amount != (collab.Amount{N: 500, More: true}) {
					t.Errorf("an admin has %+v, %v", p.of(&w).Amount, err)
				}
				if w, err = s.desk.requests.Waiting(t.Context(), s.senders[3]); err != nil || p.of(&w).Amount != (collab.Amount{N: 1}) || p.of(&w).First[0].GUID != seen {
					t.Errorf("another who sees the company has %+v, %v", p.of(&w).Amount, err)
				}
				if w, err = s.desk.requests.Waiting(t.Context(), s.foreign); err != nil || p.of(&w).N != 0 {
					t.Errorf("another customer has %+v, %v", p.of(&w).Amount, err)
				}
			})
		}
	})
}

// Where somebody sees so many companies that what waits is looked for among all,
// and not all of that is looked at, there may be more.
func TestWaitingOfWhoSeesMany(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, collab.MostLooked)
		large := s.senders[4]
		in := func(by actor.Actor) collab.Waiting {
			t.Helper()
			w, err := s.desk.requests.Waiting(t.Context(), by)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		s.clear(t)
		s.exec(t, `update access_requests set status = 'Pending', awaiting = 'approval' where customer_id = $1`, s.admin.CustomerID)
		if got := in(large); got.Registrations.Amount != (collab.Amount{More: true}) || got.Declined.More || got.Messages.More {
			t.Errorf("%+v wait; declined, messages: %+v, %+v", got.Registrations.Amount, got.Declined.Amount, got.Messages.Amount)
		}
		last, lost := s.requests[0].GUID, s.requests[1].GUID
		s.exec(t, `update access_requests set created_at = $2, company_guid = $3 where guid = $1`, last, s.now.AddDate(0, -1, 0), s.companies[0])
		s.exec(t, `update access_requests set status = 'Never', awaiting = null where guid = $1`, lost) // all are looked at now
		if got := in(large).Registrations; got.Amount != (collab.Amount{N: 1}) || got.First[0].GUID != last {
			t.Errorf("%+v wait", got.Amount)
		}
	})
}

// Messages and findings are looked for among more than wait at most.
func TestWaitingMessagesAmongOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		small := s.senders[2]
		s.clear(t)
		s.exec(t, `insert into request_messages (customer_id, request_guid, number, guid, side, author_guid, author_name, body, created_at)
			select $1, r.guid, 1, r.guid, 'requestee', 'x', 'X', 'Hello', $2 from access_requests r where r.customer_id = $1`, s.admin.CustomerID, s.now.Add(-time.Hour))
		s.exec(t, `insert into request_findings (customer_id, request_guid, finding_id, position, remediation, remediated_at)
			select $1, r.guid, 'f1', 0, 'fixed', $2 from access_requests r where r.customer_id = $1`, s.admin.CustomerID, s.now.Add(-time.Hour))
		last := s.requests[300].GUID
		s.exec(t, `update access_requests set company_guid = $2 where guid = $1`, last, s.companies[0])
		s.exec(t, `update request_messages set created_at = $2 where request_guid = $1`, last, s.now.Add(-2*time.Hour))
		s.exec(t, `update request_findings set remediated_at = $2 where request_guid = $1`, last, s.now.Add(-2*time.Hour))
		w, err := s.desk.requests.Waiting(t.Context(), small)
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]collab.Pile{"messages": w.Messages, "findings": w.Findings} {
			if got.Amount != (collab.Amount{N: 1}) || got.First[0].GUID != last {
				t.Errorf("%+v %s wait", got.Amount, name)
			}
		}
	})
}

// What happened last at few companies is told however much has happened since.
func TestRecentOfWhoSeesFew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		small := s.senders[2]
		s.clear(t)
		s.exec(t, `update access_requests set answered_at = $2, accepted_at = $2, created_at = $3 where customer_id = $1`, s.admin.CustomerID, s.now.Add(-time.Minute), s.now.Add(-time.Hour))
		seen, sent := s.requests[300].GUID, s.requests[301].GUID
		s.exec(t, `update access_requests set created_at = $2, answered_at = null, accepted_at = null, company_guid = $3, requester_guid = $4, reason = 'other' where guid = $1`,
			seen, s.now.AddDate(0, -1, 0), s.companies[0], small.UserGUID)
		s.exec(t, `update access_requests set created_at = $2, answered_at = $3, accepted_at = null, requester_guid = $4, reason = 'self_requested' where guid = $1`,
			sent, s.now.AddDate(0, -1, -1), s.now.AddDate(0, 0, -1), small.UserGUID)
		recent, err := s.desk.requests.Recent(t.Context(), small, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range recent {
			got = append(got, string(h.What)+" "+h.GUID)
		}
		if want := "declined " + sent + ", invited " + seen + ", registered " + sent; strings.Join(got, ", ") != want {
			t.Errorf("recently %v, want %s", got, want)
		}
	})
}
