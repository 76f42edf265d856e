package collab_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// What waits is counted up to a bound, in its order, for who sees it.
func TestWaiting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 2000)
		in := func(by actor.Actor) collab.Waiting {
			t.Helper()
			w, err := s.desk.requests.Waiting(t.Context(), by)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		if w := in(s.admin); w.Registrations.N+w.Trials.N+w.Invitations.N+w.Refused.N+w.Messages.N+w.Findings.N != 0 {
			t.Errorf("of nothing waits %+v", w)
		}
		// 600 registrations; of them the first company, which a group sees, has some.
		small, want, oldest := s.senders[2], int64(0), s.requests[599].GUID
		for i, p := range s.requests[:600] {
			s.exec(t, `update access_requests set status = 'Pending', awaiting = 'approval', email_lower = $2 where guid = $1`, p.GUID, strconv.Itoa(i))
			want += one01(s.sees(small, p))
		}
		w := in(s.admin)
		if w.Registrations.Amount != (collab.Amount{N: 500, More: true}) || len(w.Registrations.First) != 3 || w.Registrations.First[0].GUID != oldest {
			t.Errorf("registrations: %+v of %d, want 500 and more, the oldest %s first", w.Registrations.Amount, len(w.Registrations.First), oldest)
		}
		if got := in(small).Registrations; got.N == 0 || got.N > want {
			t.Errorf("a group has %+v, want some of %d", got.Amount, want)
		}
		for _, row := range in(small).Registrations.First {
			var doc collab.Document
			if err := json.Unmarshal(row.Document, &doc); err != nil || !strings.Contains(strings.Join(s.companies[:3], " "), doc.RequesteeCompanyGUID) && doc.RequesterGUID != small.UserGUID {
				t.Errorf("a group is shown a request to %s: %v", doc.RequesteeCompanyGUID, err)
			}
		}
		if got := in(s.foreign).Registrations; got.N != 0 {
			t.Errorf("another customer has %+v", got.Amount)
		}
		reader := s.admin
		reader.Roles = []string{string(actor.LinksR)}
		if _, err := s.desk.requests.Waiting(t.Context(), reader); !fault.Is(err, fault.Forbidden) {
			t.Errorf("without a right: %v", err)
		}
	})
}

// What others said waits until one has looked; a message until it is read.
func TestWaitingForAnswers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		company := k.company(t, "Quill & Sons", "quill.example")
		made, err := k.requests.Create(t.Context(), k.admin, []collab.Draft{{CompanyGUID: company, FormalName: "Quentin", Email: "q@quill.example"}})
		if err != nil {
			t.Fatal(err)
		}
		guid := made[0].GUID
		k.exec(t, `update access_requests set status = 'Active', awaiting = null, answered_at = $2, accepted_at = $2, opened_at = $2, access_ends_at = $3, access_runs = $4 where guid = $1`,
			guid, k.now.Add(time.Hour), k.now.AddDate(0, 0, 10), true)
		k.exec(t, `insert into request_messages (customer_id, request_guid, number, guid, side, author_guid, author_name, body, created_at)
			values ($1, $2, 1, 'm', 'requestee', 'x', 'Quentin', 'Hello', $3)`, k.admin.CustomerID, guid, k.now.Add(time.Hour))
		k.exec(t, `update access_requests set messages = 1 where guid = $1`, guid)
		k.exec(t, `insert into request_findings (customer_id, request_guid, finding_id, position, remediation, remediated_at)
			values ($1, $2, 'f1', 0, 'fixed', $3)`, k.admin.CustomerID, guid, k.now.Add(time.Hour))
		k.now = k.now.Add(2 * time.Hour)
		waits := func(by actor.Actor, accepted, messages, findings, trials int64) {
			t.Helper()
			w, err := k.requests.Waiting(t.Context(), by)
			if err != nil {
				t.Fatal(err)
			}
			if w.Accepted.N != accepted || w.Messages.N != messages || w.Findings.N != findings || w.Trials.N != trials || w.Declined.N != 0 {
				t.Errorf("accepted %d, messages %d, findings %d, trials %d, declined %d; want %d, %d, %d, %d and none",
					w.Accepted.N, w.Messages.N, w.Findings.N, w.Trials.N, w.Declined.N, accepted, messages, findings, trials)
			}
		}
		waits(k.admin, 1, 1, 1, 1)
		waits(k.foreign, 0, 0, 0, 0)
		if err := k.requests.Look(t.Context(), k.admin, k.now.AddDate(1, 0, 0)); err != nil {
			t.Fatal(err)
		}
		waits(k.admin, 0, 1, 0, 1)
		waits(k.reader, 1, 1, 1, 1)                                                             // each has looked by itself
		if err := k.requests.Look(t.Context(), k.admin, k.now.Add(-24*time.Hour)); err != nil { // from a page that was open long
			t.Fatal(err)
		}
		waits(k.admin, 0, 1, 0, 1)
		if err := (&collab.Messages{DB: d, Now: k.requests.Now, Requests: k.requests}).MarkRead(t.Context(), k.admin, collab.Requester, guid); err != nil {
			t.Fatal(err)
		}
		waits(k.admin, 0, 0, 0, 1)
		k.now = k.now.AddDate(0, 0, 11)
		waits(k.admin, 0, 0, 0, 0)

		recent, err := k.requests.Recent(t.Context(), k.admin, 10)
		if err != nil || len(recent) != 2 || recent[0].What != collab.HasAccepted || recent[1].What != collab.WasInvited {
			t.Errorf("recently %+v, %v", recent, err)
		}
		if recent, err := k.requests.Recent(t.Context(), k.foreign, 10); err != nil || len(recent) != 0 {
			t.Errorf("in another customer recently %+v, %v", recent, err)
		}
	})
}
