package mail

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// TestDemoStaysInside: what a demo customer writes, and what is written to those
// whom only demo customers asked, never reaches a mail server.
func TestDemoStaysInside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		server, folder := &wire{}, &wire{}
		h := newHouse(t, d, server)
		h.post.Demo = folder
		const real, demo, bothAsked, demoAsked, nobodyAsked = customer, customer + 1, 11, 12, 13
		h.exec(t, `update customers set kind = 'Partner Demo' where id = $1`, int64(demo))
		for _, id := range []int64{bothAsked, demoAsked, nobodyAsked} {
			h.exec(t, `insert into customers (id, guid, name, kind, domain, company_guid, company_name, created_at, updated_at)
				values ($1, $2, '', 'Vendor Access', $2, $2, '', $3, $3)`, id, db.NewID(), start)
			h.exec(t, `insert into heads (customer_id) values ($1)`, id)
		}
		h.ask(t, real, bothAsked)
		h.ask(t, demo, bothAsked)
		h.ask(t, demo, demoAsked)
		for _, id := range []int64{real, demo, bothAsked, demoAsked, nobodyAsked} {
			h.queue(t, Message{CustomerID: id, To: Address{"Maria", "maria@blackhills.example"}, Content: EmailChanged{}})
		}
		h.drain(t)
		if len(server.given) != 3 || len(folder.given) != 2 {
			t.Errorf("%d went out and %d stayed, want 3 and 2", len(server.given), len(folder.given))
		}
		states, err := db.Column[string](t.Context(), d, `select customer_id || ' ' || state from mails order by customer_id`)
		if err != nil || len(states) != 5 {
			t.Fatal(states, err)
		}
		for _, s := range states {
			if s[len(s)-4:] != Sent {
				t.Error(s)
			}
		}

		h.post.Demo = nil
		guid := h.queue(t, Message{CustomerID: demo, To: Address{"Maria", "maria@blackhills.example"}, Content: EmailChanged{}})
		h.drain(t)
		state, err := db.Value[string](t.Context(), d, `select state from mails where guid = $1`, guid)
		if err != nil || state != Dropped || len(server.given) != 3 {
			t.Errorf("without a place for it, it is %s, %v", state, err)
		}
	})
}

// ask makes a request of a customer to somebody in a Vendor Access customer.
func (h *house) ask(t *testing.T, sender, recipient int64) {
	t.Helper()
	guid := db.NewID()
	h.exec(t, `insert into companies (customer_id, guid, name, name_lower, created_at, updated_at)
		values ($1, $2, 'Black Hills', 'black hills', $3, $3)`, sender, guid, start)
	h.exec(t, `insert into access_requests (customer_id, guid, created_at, status, reason, requester_guid, company_guid, email,
			email_lower, trial_days, is_real, hubspot_status, recipient_customer_id, recipient_guid, document)
		select cast($1 as bigint), cast($2 as text), cast($3 as timestamp), 'Active', 'other', $2, $2, '', '', 30, kind = 'Live', 'CREATED',
			cast($4 as bigint), $2, '{}' from customers where id = $1`, sender, guid, start, recipient)
}
