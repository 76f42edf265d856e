package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

func admin(customerID int64, guid string) actor.Actor {
	return actor.Actor{CustomerID: customerID, UserGUID: guid, AccessID: 7, Role: actor.Admin, Roles: actor.AllRights(), IP: "192.0.2.9"}
}

// library is a record of customer 1 with events of several kinds and people, and
// of customer 2 with one.
func library(t *testing.T, d *db.DB) *audit.Events {
	t.Helper()
	customers(t, d, 1, 2)
	for i, name := range []string{"emma", "noor"} {
		exec(t, d, `insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
			values (1, $1, $2, $3, $3, $4, $5, $5)`, guidOf(name), i+1, name+"@blueseas.example", strings.ToUpper(name[:1])+name[1:]+" Waters", db.Now())
	}
	for _, e := range []struct{ who, action, subject string }{
		{"emma", "sign_in", guidOf("emma")},
		{"emma", "token.create", "t-1"},
		{"noor", "sign_in", guidOf("noor")},
		{"noor", "access_request.create", "r-1"},
		{"noor", "access_request.create", "r-2"},
		{"emma", "access_request.resolve", "r-1"},
		{"", "sign_in.refused", guidOf("noor")},
		{"emma", "token.revoke", "t-1"},
	} {
		write(t, d, 1, e.who, audit.Event{Action: e.action, Subject: e.subject})
	}
	write(t, d, 2, "emma", audit.Event{Action: "token.create", Subject: "other"})
	return &audit.Events{DB: d, Now: db.Now}
}

func guidOf(name string) string {
	return fmt.Sprintf("0199b2c4-6a58-7d3e-9f10-%012x", []byte(name))[:36]
}

func write(t *testing.T, d *db.DB, customerID int64, who string, e audit.Event) {
	t.Helper()
	by := actor.System(customerID)
	if who != "" {
		by = admin(customerID, guidOf(who))
	}
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		audit.Record(t.Context(), tx, by, customerID, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func seqs(events []audit.Recorded) (all []int64) {
	for _, e := range events {
		all = append(all, e.Seq)
	}
	return all
}

func TestLookForEvents(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		es, by := library(t, d), admin(1, guidOf("emma"))
		hour := time.Hour
		past, future := db.Now().Add(-2*hour), db.Now().Add(2*hour)
		for _, tt := range []struct {
			name string
			f    audit.Filter
			want []int64
		}{
			{"everything", audit.Filter{}, []int64{8, 7, 6, 5, 4, 3, 2, 1}},
			{"a page", audit.Filter{Limit: 3}, []int64{8, 7, 6}},
			{"the next", audit.Filter{Limit: 3, Before: 6}, []int64{5, 4, 3}},
			{"an action", audit.Filter{Actions: []string{"token.create"}}, []int64{2}},
			{"a kind", audit.Filter{Actions: []string{"token"}}, []int64{8, 2}},
			{"kinds", audit.Filter{Actions: []string{"access_request", "refusals"}}, []int64{7, 6, 5, 4}},
			{"an unknown kind", audit.Filter{Actions: []string{"weather"}}, nil},
			{"an address", audit.Filter{Who: "noor@"}, []int64{5, 4, 3}},
			{"a name", audit.Filter{Who: "EMMA w"}, []int64{8, 6, 2, 1}},
			{"a guid", audit.Filter{Who: strings.ToUpper(guidOf("noor"))}, []int64{5, 4, 3}},
			{"the server", audit.Filter{Who: "server"}, []int64{7}},
			{"nobody", audit.Filter{Who: "%"}, nil},
			{"a subject", audit.Filter{Subject: "r-1"}, []int64{6, 4}},
			{"somebody's kind", audit.Filter{Who: "emma", Actions: []string{"token", "sign_ins"}}, []int64{8, 2, 1}},
			{"all at once", audit.Filter{Who: "emma", Actions: []string{"access_request"}, Subject: "r-1"}, []int64{6}},
			{"since then", audit.Filter{From: &past}, []int64{8, 7, 6, 5, 4, 3, 2, 1}},
			{"until then", audit.Filter{Until: &past}, nil},
			{"between", audit.Filter{From: &past, Until: &future, Actions: []string{"sign_in"}}, []int64{3, 1}},
			{"in the future", audit.Filter{From: &future}, nil},
		} {
			page, err := es.Page(t.Context(), by, tt.f)
			if got := seqs(page.Events); err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%s: got %v %v, want %v", tt.name, got, err, tt.want)
			}
			if wantNext := tt.f.Limit > 0; (page.Next > 0) != wantNext || page.Sought {
				t.Errorf("%s: next %d", tt.name, page.Next)
			}
			if tt.f.Limit > 0 {
				continue
			}
			var all []int64
			err = es.Each(t.Context(), by, tt.f, func(r *audit.Recorded) error { all = append(all, r.Seq); return nil })
			if err != nil || !slices.Equal(all, tt.want) {
				t.Errorf("%s: exported %v %v, want %v", tt.name, all, err, tt.want)
			}
		}
	})
}

func TestReadAnEvent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		es, by := library(t, d), admin(1, guidOf("emma"))
		write(t, d, 1, "emma", audit.Event{Action: "tier.update", Subject: "x", Details: map[string]string{"name": "Gold"}})
		r, err := es.One(t.Context(), by, 9)
		if err != nil || r.UserName != "Emma Waters" || r.UserEmail != "emma@blueseas.example" || r.AccessID != 7 || r.Subject != "x" ||
			r.Detail("name") != "Gold" || r.From() != "192.0.2.9" || r.Hash != "" || r.Erased() {
			t.Errorf("got %+v %v", r, err)
		}
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		exec(t, d, `delete from event_details`)
		if r, err = es.One(t.Context(), by, 9); err != nil || r.Hash == "" || !r.Erased() || r.From() != "" {
			t.Errorf("got %+v %v", r, err)
		}
		if last, err := es.Last(t.Context(), by, "token.create"); err != nil || last.Seq != 2 {
			t.Errorf("last %+v %v", last, err)
		}
		if last, err := es.Last(t.Context(), by, "idp.create"); err != nil || last != nil {
			t.Errorf("last %+v %v", last, err)
		}
		if _, err := es.One(t.Context(), by, 10); !fault.Is(err, fault.NotFound) {
			t.Errorf("an event that is not there: %v", err)
		}
		reader := by
		reader.Role = actor.GroupAdmin // whatever the access carries
		if _, err := es.One(t.Context(), reader, 1); !fault.Is(err, fault.Forbidden) {
			t.Errorf("somebody who is no admin reads: %v", err)
		}
		if _, err := es.Page(t.Context(), reader, audit.Filter{}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("somebody who is no admin looks: %v", err)
		}
		for name, f := range map[string]audit.Filter{
			"limit": {Limit: 1001}, "until": {From: new(db.Now()), Until: new(db.Now().Add(-time.Hour))},
			"action": {Actions: make([]string, 21)}, "user": {Who: strings.Repeat("x", 255)}, "subject": {Subject: strings.Repeat("x", 255)},
		} {
			if _, err := es.Page(t.Context(), by, f); !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[name] == "" {
				t.Errorf("%s: got %v", name, err)
			}
		}
	})
}
