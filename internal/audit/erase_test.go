package audit_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// crowd is a record of customer 1 with many events that say many addresses, and
// some about Maria: the numbers of those whose details go, and all.
func crowd(t *testing.T, d *db.DB, events int) (e audit.Erasure, gone []int64, all int64) {
	t.Helper()
	customers(t, d, 1, 2)
	for i := 0; i < events; i += 400 {
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			for n := range 400 {
				audit.Record(t.Context(), tx, admin(1, guidOf("emma")), 1, audit.Event{
					Action: "access_request.create", Subject: fmt.Sprintf("r-%d", i+n), Details: map[string]any{"email": fmt.Sprintf("p%d@vendor.example", i+n)},
				})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range []struct {
		who, subject string
		details      any
		goes         bool
	}{
		{"emma", "r-maria", map[string]any{"email": "Maria@Vendor.example"}, true},
		{"emma", "elsewhere", map[string]any{"ccs": []string{"x@y.example", "Maria <maria@vendor.example>."}}, true},
		{"maria", "u-1", map[string]any{"name": "Maria Castro"}, true},
		{"maria", "u-1", map[string]any{"status": "fixed", "ip": "192.0.2.7"}, true},
		{"emma", "u-1", map[string]any{"status": "fixed", "ip": "192.0.2.8"}, false},
		{"emma", guidOf("maria"), map[string]any{"kind": "totp"}, true},
		{"emma", "r-maria", map[string]any{"to": "old@vendor.example"}, true},
		{"emma", "r-9", map[string]any{"email": "old@vendor.example"}, false},
		{"emma", "r-9", map[string]any{"name": "Maria Castro"}, false},
		{"emma", "r-9", map[string]any{"email": "anna-maria@vendor.example"}, false},
	} {
		write(t, d, 1, x.who, audit.Event{Action: "x.y", Subject: x.subject, Details: x.details})
		seq, err := audit.LastSeq(t.Context(), d, 1)
		if err != nil {
			t.Fatal(err)
		}
		if all = seq; x.goes {
			gone = append(gone, seq)
		}
	}
	write(t, d, 2, "emma", audit.Event{Action: "x.y", Subject: "r-maria", Details: "maria@vendor.example"})
	if d.Dialect() == db.Postgres {
		exec(t, d, `analyze`)
	}
	return audit.Erasure{
		CustomerID: 1, To: all, User: guidOf("maria"), About: []string{"r-maria", "k-1"}, Former: []string{"old@vendor.example"},
		Person: audit.Person{Addresses: []string{"maria@vendor.example"}, Names: []string{"Maria Castro"}},
	}, gone, all
}

// What says the person goes, and nothing else; the record is whole after it. What
// is noted of addresses goes on where it was left, and loses what goes.
func TestErase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		e, gone, all := crowd(t, d, 2400)
		lost := func(want []int64) {
			t.Helper()
			got, err := db.Column[int64](t.Context(), d, `
				select e.seq from events e left join event_details x on x.customer_id = e.customer_id and x.seq = e.seq
				where e.customer_id = 1 and x.seq is null order by e.seq`)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("gone are the details of %v, want %v: %v", got, want, err)
			}
			stale, err := db.Value[int](t.Context(), d, `
				select count(*) from event_addresses a
				where not exists (select 1 from event_details x where x.customer_id = a.customer_id and x.seq = a.seq)`)
			if err != nil || stale != 0 {
				t.Errorf("%d details that are gone are found by their addresses: %v", stale, err)
			}
		}
		for range 2 {
			if err := audit.Erase(t.Context(), d, e); err != nil {
				t.Fatal(err)
			}
			lost(gone)
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from event_details where customer_id = 2`); err != nil || n != 1 {
			t.Errorf("another customer has %d details: %v", n, err)
		}

		// Somebody else, later: what came since is found, and what was noted before.
		write(t, d, 1, "emma", audit.Event{Action: "x.y", Subject: "r-7", Details: map[string]any{"to": "p7@vendor.example"}})
		second := audit.Erasure{CustomerID: 1, To: all + 1, User: guidOf("noor"), Person: audit.Person{Addresses: []string{"p7@vendor.example"}}}
		exec(t, d, `update event_details set body = '{"email":"p7@vendor.example"}' where customer_id = 1 and seq = 9`) // noted before: nothing reads it again
		if err := audit.Erase(t.Context(), d, second); err != nil {
			t.Fatal(err)
		}
		exec(t, d, `delete from event_details where customer_id = 1 and seq = 9`)
		exec(t, d, `delete from event_addresses where customer_id = 1 and seq = 9`)
		lost(append(append([]int64{8, 9}, gone...), all+1))
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if _, findings, err := audit.Verify(t.Context(), d, nil); err != nil || len(findings) != 0 {
			t.Errorf("the record: %v %v", findings, err)
		}

		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := audit.ForgetDetails(t.Context(), tx, 1, db.Now().AddDate(0, 0, 1), 100)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if first, err := db.Value[int64](t.Context(), d, `select min(seq) from event_addresses where customer_id = 1`); err != nil || first != 103 {
			t.Errorf("addresses are noted from event %d on, want 103: %v", first, err) // 100 of which two were gone
		}
	})
}

// To erase somebody reads what an index leads to, however long the record is.
func TestEraseReadsWhatItLooksFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		e, _, _ := crowd(t, d, 2000)
		if err := audit.Erase(t.Context(), d, audit.Erasure{CustomerID: 1, To: e.To}); err != nil { // notes the addresses
			t.Fatal(err)
		}
		if d.Dialect() == db.Postgres {
			exec(t, d, `analyze`)
		}
		queries, args := e.Statements()
		if len(queries) != 6 {
			t.Fatalf("%d statements", len(queries))
		}
		for i, q := range queries {
			if d.Dialect() == db.Postgres {
				plan := dbtest.Explain(t, d, q, args[i]...)
				if read, wrong := plan.Read(); read > 12 || strings.HasPrefix(wrong, "Seq") && i < 5 { // the last reads all customers
					t.Errorf("reads %d rows, %s\n%s\n%+v", read, wrong, q, plan)
				}
				continue
			}
			steps := dbtest.Steps(t, d, q, args[i]...)
			leads := []string{"INDEX events_subject (customer_id=? AND subject=?", "INDEX events_actor (customer_id=? AND actor_user=?", "INDEX event_addresses_address (customer_id=? AND address=?"}
			if strings.HasPrefix(steps[0], "SCAN c USING COVERING INDEX") { // customer by customer
				steps = steps[1:]
			}
			if len(steps) < 2 || !slices.ContainsFunc(leads, func(index string) bool { return strings.Contains(steps[0], index) }) {
				t.Errorf("%v\n%s", steps, q)
			}
			for _, s := range steps {
				if strings.HasPrefix(s, "SCAN") || strings.Contains(s, "TEMP B-TREE") {
					t.Errorf("%v\n%s", steps, q)
				}
			}
		}
	})
}

// Whatever text says an address is found by it.
func TestAddressesAreFoundByTheirNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 52))
	pick := func(from string, most int) string {
		letters := []rune(from)
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	said := 0
	for range 20_000 {
		address := strings.ToLower(pick("abİ.-_+'ß9", 4) + "@" + pick("abé-.", 4))
		text := pick("a. ,@<>'_\n", 3) + address + pick("a. ,@<>'_\n", 3)
		if r.IntN(2) == 0 {
			text = strings.ToUpper(text)
		}
		body, err := json.Marshal(map[string]any{"x": []string{pick("ab@", 3), text}})
		if err != nil {
			t.Fatal(err)
		}
		p := audit.Person{Addresses: []string{address}}
		if !p.In(string(body)) {
			continue
		}
		said++
		for _, number := range audit.AddressNumbers(address) {
			if !slices.Contains(audit.AddressNumbersIn(string(body)), number) {
				t.Fatalf("%q says %q, and is not found by it", text, address)
			}
		}
	}
	if said < 2000 {
		t.Errorf("only %d texts said an address", said)
	}
	if n := len(audit.AddressNumbers("a@b.example, A@B.example. <a@b.example>; c@b.example")); n != 2 {
		t.Errorf("%d numbers of two addresses", n)
	}
}
