package ratings_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// creator returns who makes requests at once, by a token of an admin, whose budget
// of mails is the given one beyond what is used.
func creator(t testing.TB, s *apitest.Server, mails int) actor.Actor {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Customers.SetSettings(t.Context(), by, func(set *tenant.Settings) error {
		set.InvitationMailsPerDay = mails
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return by
}

func draftOf(s *apitest.Server, i int) collab.Draft {
	return collab.Draft{
		CompanyGUID: s.A.Companies["Saperix"], FormalName: fmt.Sprintf("Rob Newman%d", i), Email: fmt.Sprintf("new%d@saperix.example", i),
		Message: "We would like to go through the findings of your last rating with you.", Vectors: []string{"patching_cadence"},
	}
}

// Whoever races for what: a request that was made is there whole and once, one that
// was refused left nothing, the day's budget is used to the last mail and not
// beyond, and the record has no gap.
func TestCreatesAreWholeInARace(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const people, tries, places = 12, 3, 8
		by := creator(t, s, 2*places)
		before := counted(t, s)
		var mu sync.Mutex
		made, refused := make(map[string]int), make(map[fault.Kind]int)
		var wg sync.WaitGroup
		for i := range people * tries {
			wg.Go(func() {
				got, err := s.Requests.Create(t.Context(), by, []collab.Draft{draftOf(s, i%people)})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					made[got[0].GUID]++
				case fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMany):
					refused[fault.Of(err).Kind]++
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(made) != places || refused[fault.Conflict]+refused[fault.TooMany] != people*tries-places || refused[fault.TooMany] == 0 {
			t.Errorf("%d were made, want %d; refused: %v", len(made), places, refused)
		}
		after := counted(t, s)
		for what, each := range map[string]int{
			"access_requests": 1, "mails": 2, "jobs": 2, "links": 1, "directory": 1, "request_vectors": 1, "events": 1, "event_details": 1,
			"limits": 2 * 1, "seq": 1, "requests": 1, "tallies": 1, "people": 1,
		} {
			if got := after[what] - before[what]; got != each*places {
				t.Errorf("%s: %d more, want %d", what, got, each*places)
			}
		}
		for guid := range made {
			words := value(t, s, `select count(*) from request_words where request_guid = $1 and word in ('rob', 'saperix')`, guid)
			told := value(t, s, `select count(*) from events e join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
				where e.subject = $1 and e.action = 'access_request.create'`, guid)
			mails := value(t, s, `select count(*) from mails where request_guid = $1`, guid)
			if words != 2 || told != 1 || mails != 2 {
				t.Errorf("%s is not whole: %d words, %d events, %d mails", guid, words, told, mails)
			}
		}
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}
		if _, found, err := audit.Verify(t.Context(), s.DB, nil); err != nil || len(found) > 0 {
			t.Errorf("the record is not whole: %v, %v", found, err)
		}
	})
}

func value(t *testing.T, s *apitest.Server, query string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// counted says how many rows there are of what a create makes, and how far what it
// moves has come.
func counted(t *testing.T, s *apitest.Server) map[string]int {
	t.Helper()
	all := map[string]int{
		"limits":   value(t, s, `select coalesce(max(used), 0) from limits where key like 'invitations of %'`),
		"tallies":  value(t, s, `select coalesce(cast(sum(n) as bigint), 0) from request_tallies where customer_id = $1`, s.A.ID),
		"people":   value(t, s, `select count(distinct email_lower) from access_requests where customer_id = $1`, s.A.ID),
		"seq":      value(t, s, `select seq from heads where customer_id = $1`, s.A.ID),
		"requests": value(t, s, `select requests from heads where customer_id = $1`, s.A.ID),
	}
	for _, table := range []string{"access_requests", "mails", "jobs", "links", "directory", "request_vectors", "events", "event_details"} {
		all[table] = value(t, s, `select count(*) from `+table)
	}
	return all
}

// Several at once are told which of them is refused, and none is made, also where
// the refusal is the database's.
func TestCreateSaysWhichIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		by := creator(t, s, 100)
		before := counted(t, s)
		_, err := s.Requests.Create(t.Context(), by, []collab.Draft{draftOf(s, 1), draftOf(s, 2), draftOf(s, 1), draftOf(s, 3)})
		if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "Item 3 of 4: ") {
			t.Errorf("got %v", err)
		}
		after := counted(t, s)
		for what := range before {
			if before[what] != after[what] {
				t.Errorf("%s: %d more", what, after[what]-before[what])
			}
		}
		if _, err := s.Requests.Create(t.Context(), by, []collab.Draft{draftOf(s, 1), draftOf(s, 2)}); err != nil {
			t.Error(err)
		}
	})
}

// A create goes to PostgreSQL and back for what it has to know, and once more with
// all that it writes. On that last way the customer's others wait.
func TestTripsOfACreate(t *testing.T) {
	d, count := dbtest.Trips(t)
	s := apitest.New(t, d)
	by := creator(t, s, 1000)
	var before int64
	for i := range 4 { // statements are prepared first
		before = count()
		if _, err := s.Requests.Create(t.Context(), by, []collab.Draft{draftOf(s, i)}); err != nil {
			t.Fatal(err)
		}
	}
	if got := count() - before; got > 4 {
		t.Errorf("%d trips, want at most 4", got)
	}
	for i := range 2 { // with the first the use of the token is noted, too
		r := httptest.NewRequest("POST", "/ratings/v1/access-requests", strings.NewReader(newRequest(s.A, map[string]any{
			"requestee_email": fmt.Sprintf("rob%d@blackhills.example", i), "third_parties": nil,
		})))
		r.SetBasicAuth(s.A.Admin.Token, "")
		before = count()
		if a := s.Send(t, r); a.Status != 201 || i > 0 && count()-before > 6 {
			t.Errorf("%d, with %d trips, want at most 6: %s", a.Status, count()-before, a.Body)
		}
	}
	if _, err := s.Requests.Create(t.Context(), by, []collab.Draft{draftOf(s, 0)}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second open request: %v", err)
	}
}
