package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

func mailRows() []apitest.Row {
	const one, words = "/mails/{guid}", "/mail-wordings/{template}/{language}"
	r, rw := needs(actor.SettingsR), needs(actor.SettingsRW)
	return []apitest.Row{
		{Route: "GET /mails", Need: r, Roles: admins, Query: "state template q after limit fields format", Status: 200},
		{Route: "GET " + one, Need: r, Roles: admins, Make: aRefusedMail, Status: 200},
		{Route: "POST " + one + "/resend", Need: rw, Roles: admins, Make: aRefusedMail, Status: 200},
		{Route: "GET /mail-wordings", Need: r, Roles: admins, Status: 200},
		{Route: "GET " + words, Need: r, Roles: admins, Make: aMail, Common: "template language", Status: 200},
		{
			Route: "PUT " + words, Need: rw, Roles: admins, Make: aMail, Common: "template language", Status: 200,
			Body: `{"subject":"{{company}}","opening":"Hello","closing":"Bye"}`, Fields: "subject:string? opening:string? closing:string?",
		},
		{Route: "DELETE " + words, Need: rw, Roles: admins, Make: aMail, Common: "template language", Status: 204},
		{Route: "POST " + words + "/test", Need: rw, Roles: admins, Make: aMail, Common: "template language", Status: 204},
	}
}

func aMail(testing.TB, *apitest.Server, *apitest.Customer) apitest.Vars {
	return apitest.Vars{"template": "invitation", "language": "fr"}
}

// aRefusedMail is one that a mail server would not have.
func aRefusedMail(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	guid := db.NewID()
	_, err := s.DB.Exec(t.Context(), `insert into mails (customer_id, guid, template, recipient, recipient_lower, name, args, state, error, tries, created_at)
		values ($1, $2, 'password_changed', 'maria@blackhills.example', 'maria@blackhills.example', 'Maria', '{"CustomerName":"Blue Seas","FormalName":"Maria"}',
			'refused', '550 no such user', 1, $3)`, c.ID, guid, s.Now())
	if err != nil {
		t.Fatal(err)
	}
	return apitest.Vars{"guid": guid}
}
