package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

func count(t *testing.T, s *apitest.Server, q string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, q)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// recipient is the actor of somebody who accepted an invitation, without a
// session: tests of the web sign in for real.
func recipient(t testing.TB, s *apitest.Server, email string) actor.Actor {
	t.Helper()
	type row struct {
		customer, access int64
		user, group      string
	}
	r, err := db.One(t.Context(), s.DB, func(r *row) []any { return []any{&r.customer, &r.access, &r.user, &r.group} }, `
		select a.customer_id, a.id, a.user_guid, g.guid
		from users u join accesses a on a.user_guid = u.guid join groups g on g.customer_id = a.customer_id and g.is_default
		where u.email_lower = $1 and a.type = 'ui_connection'`, email)
	if err != nil {
		t.Fatal(err)
	}
	return actor.Actor{CustomerID: r.customer, UserGUID: r.user, AccessID: r.access, GroupGUID: r.group, Role: actor.User}
}
