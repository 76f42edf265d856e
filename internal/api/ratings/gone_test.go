package ratings_test

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// Who was deleted is in no group any more.
func TestDeletedUserIsInNoGroup(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		gone := s.Person(t, s.A, "Max Gone", actor.User, "", nil)
		admin := s.A.Admin.Token
		groups := apitest.JSON[struct {
			DefaultGroup string `json:"default_group"`
		}](t, s.Do(t, admin, "GET", "/v1/access-groups", ""))
		read := func() (count int, users string) {
			a := s.Do(t, admin, "GET", "/v1/access-groups/"+groups.DefaultGroup+"?expand=users", "")
			return int(apitest.JSON[map[string]any](t, a)["user_count"].(float64)), a.Body
		}
		before, users := read()
		if !strings.Contains(users, gone.GUID) {
			t.Fatal(users)
		}
		if a := s.Do(t, admin, "DELETE", "/user/v1/users/"+gone.GUID, ""); a.Status != 204 {
			t.Fatal(a)
		}
		after, users := read()
		if after != before-1 || strings.Contains(users, gone.GUID) {
			t.Errorf("%d users, then %d: %s", before, after, users)
		}
		a := s.Do(t, admin, "GET", "/v1/access-groups/explain?user="+gone.GUID+"&company="+s.A.Companies["Saperix"], "")
		if a.Status != 404 {
			t.Errorf("explained: %v", a)
		}
	})
}

// A name as long as the sender may write it does not keep its bearer out.
func TestLongNameCanAccept(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		name := strings.Repeat("Ä", 120) + " " + strings.Repeat("ö", 134)
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_formal_name": name}))
		s.Drain(t)
		if r := accept(t, s, maria); r.FormalName != name {
			t.Errorf("got %s", r.FormalName)
		}
	})
}
