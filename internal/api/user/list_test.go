package user_test

import (
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// Lists come in every format, with the fields that were asked for; as a file,
// all of them if no limit was sent.
func TestListsAsFiles(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const more = 505 // than a page holds
		for i := range more {
			p := s.Person(t, s.A, fmt.Sprintf("Pat Lee%d", i), actor.User, "", nil)
			if i == 0 && !strings.Contains(p.Path(), p.GUID) {
				t.Fatal(p.Path())
			}
		}
		get := func(path string) string {
			t.Helper()
			a := s.Do(t, s.A.Admin.Token, "GET", path, "")
			if a.Status != 200 {
				t.Fatalf("%s: %d %s", path, a.Status, a.Body)
			}
			return a.Body
		}
		total := more + 5
		for path, want := range map[string]int{
			"/user/v1/users?format=csv":                                total,
			"/user/v1/users?format=csv&limit=7":                        7,
			"/user/v1/users?format=csv&limit=500&offset=500":           total - 500,
			"/user/v1/users?format=table&email=pat.lee1*":              1 + 10 + 100,
			"/user/v1/access?format=csv":                               total,
			"/user/v1/access?format=csv&limit=500&offset=500":          total - 500,
			s.A.User.Path() + "/tokens?format=csv":                     1,
			"/user/v1/users/" + s.A.User.GUID + "/access?format=table": 1,
			"/user/v1/roles?format=csv":                                len(actor.AllRights()) + 7, // every R beside its RW
		} {
			if n := strings.Count(get(path), "\n") - 1; n != want {
				t.Errorf("%s: %d rows, want %d", path, n, want)
			}
		}
		if body := get("/user/v1/users?format=ndjson&fields=email&email=emma*"); body != `{"email":"emma.waters@blueseas.example"}`+"\n" {
			t.Errorf("ndjson: %s", body)
		}
		if body := get("/user/v1/users?format=csv&fields=email,role&email=emma*"); body != "email,role\nemma.waters@blueseas.example,customer_admin\n" {
			t.Errorf("csv: %q", body)
		}
		if body := get("/user/v1/access?limit=1&fields=type,created_by.firstname"); !strings.Contains(body, `"results":[{"created_by":null,"type":"api_connection"}]`) {
			t.Errorf("fields: %s", body)
		}
		if body := get("/user/v1/roles?format=xlsx"); !strings.HasPrefix(body, "PK") {
			t.Errorf("xlsx: %.20q", body)
		}
		if body := get("/user/v1/roles?format=table&fields=id"); !strings.HasPrefix(body, "ID\nGATEHOUSE_REQUESTS_R\n") {
			t.Errorf("table: %.60q", body)
		}
	})
}
