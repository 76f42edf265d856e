package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

func webhookRows() []apitest.Row {
	const one, deliveries, delivery = "/webhooks/{guid}", "/webhooks/{guid}/deliveries", "/webhooks/{guid}/deliveries/{delivery_guid}"
	const fields = "name:string url:string format:string event_types:strings is_active:bool"
	const body = `{"name":"SIEM","url":"https://hooks.example/a","format":"standard","event_types":["user.created"],"is_active":true}`
	r, rw := needs(actor.WebhooksR), needs(actor.WebhooksRW)
	return []apitest.Row{
		{Route: "GET /webhooks", Need: r, Roles: admins, Make: aWebhook, Status: 200},
		{Route: "POST /webhooks", Need: rw, Roles: admins, Make: noWebhook, Body: body, Fields: fields, Status: 201},
		{Route: "GET /webhooks/event-types", Need: r, Roles: admins, Status: 200},
		{Route: "GET " + one, Need: r, Roles: admins, Make: aWebhook, Status: 200},
		{Route: "PATCH " + one, Need: rw, Roles: admins, Make: aWebhook, Body: body, Fields: fields, Status: 200},
		{Route: "DELETE " + one, Need: rw, Roles: admins, Make: aWebhook, Status: 204},
		{Route: "POST " + one + "/rotate", Need: rw, Roles: admins, Make: aWebhook, Body: `{"overlap_hours":1}`, Fields: "overlap_hours:int", Status: 200},
		{Route: "POST " + one + "/test", Need: rw, Roles: admins, Make: aWebhook, Status: 200},
		{Route: "POST " + one + "/replay", Need: rw, Roles: admins, Make: aWebhook, Body: `{"since":"2026-03-01","all":true}`, Fields: "since:string all:bool", Status: 204},
		{Route: "GET " + deliveries, Need: r, Roles: admins, Make: aDelivery, Query: "state type after limit fields format", Status: 200},
		{Route: "GET " + delivery, Need: r, Roles: admins, Make: aDelivery, Status: 200},
		{Route: "POST " + delivery + "/replay", Need: rw, Roles: admins, Make: aDelivery, Status: 200},
	}
}

// noWebhook is a customer with room for one.
func noWebhook(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	for _, table := range []string{"webhook_deliveries", "webhooks"} {
		if _, err := s.DB.Exec(t.Context(), `delete from `+table+` where customer_id = $1`, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.DB.Exec(t.Context(), `update heads set listeners = 0 where customer_id = $1`, c.ID); err != nil {
		t.Fatal(err)
	}
	return apitest.Vars{}
}

// aWebhook leads to where nothing is sent to: the address is inside the house.
func aWebhook(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	noWebhook(t, s, c)
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/webhooks", `{"name":"SIEM","url":"https://127.0.0.1:1/"}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.Vars{"guid": apitest.JSON[document](t, a)["guid"].(string)}
}

// aDelivery is one that was not taken.
func aDelivery(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	v := aWebhook(t, s, c)
	v["delivery_guid"] = db.NewID()
	_, err := s.DB.Exec(t.Context(), `
		insert into webhook_deliveries (customer_id, webhook_guid, guid, seq, event_guid, type, subject, happened_at, state, tries, due_at, status, error)
		values ($1, $2, $3, 1, $4, 'company.updated', $5, $6, 'failed', 12, $6, 500, '{"format":"the answer was %d","args":[{"number":500}]}')`,
		c.ID, v["guid"], v["delivery_guid"], db.NewID(), c.Companies["Saperix"], s.Now())
	if err != nil {
		t.Fatal(err)
	}
	return v
}
