package user_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

// peopleRows are about what a user may do, and where it is signed in.
func peopleRows(one string) []apitest.Row {
	reads, writes := []actor.Right{actor.UsersR}, []actor.Right{actor.UsersRW}
	return []apitest.Row{
		{Route: "GET " + one + "/rights", Need: reads, Make: somebody, Hidden: unseen, Status: 200},
		{Route: "GET " + one + "/roles", Need: reads, Make: somebody, Hidden: unseen, Status: 200},
		{Route: "GET " + one + "/sessions", Need: writes, Make: somebody, Hidden: unseen, Status: 200},
		{Route: "DELETE " + one + "/sessions", Need: writes, Make: signedIn, Hidden: unseen, Status: 204},
		{Route: "DELETE " + one + "/sessions/{session}", Need: writes, Make: signedIn, Hidden: unseenSession, Status: 204},
	}
}

// signedIn is somebody in whose name a browser is signed in.
func signedIn(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	v := somebody(t, s, c)
	v["session"] = openSession(t, s, c, v["access"])
	return v
}

func unseenSession(t testing.TB, s *apitest.Server) apitest.Vars {
	t.Helper()
	v := unseen(t, s)
	v["session"] = openSession(t, s, s.A, v["access"])
	return v
}

// openSession writes a session as a sign-in does: nobody's secret opens it.
func openSession(t testing.TB, s *apitest.Server, c *apitest.Customer, access string) (guid string) {
	t.Helper()
	guid = db.NewID()
	_, err := s.DB.Exec(t.Context(), `
		insert into sessions (customer_id, guid, access_id, login_customer_id, login_access_id, is_open, hash, created_at, seen_at, expires_at,
			ip, agent, method, factor)
		select a.customer_id, cast($1 as text), a.id, a.customer_id, a.id, true, cast($1 as text), cast($2 as timestamp), cast($2 as timestamp),
			cast($3 as timestamp), '192.0.2.9', 'Firefox', 'password', 'totp'
		from accesses a where a.customer_id = $4 and cast(a.id as text) = $5`, guid, s.Now(), s.Now().AddDate(0, 0, 1), c.ID, access)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}
