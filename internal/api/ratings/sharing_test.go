package ratings_test

import (
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

// A folder that one does not see filters nothing anywhere; one that one sees and
// may not change answers 403.
func TestSharedFolders(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, manager, hills := s.A.Admin.Token, s.A.Manager.Token, s.A.Companies["Black Hills Technologies"]
		f := newFolder(t, s, admin, `{"name":"Board","shared_options":{"is_shared":false}}`)
		one := folders + "/" + fmt.Sprint(f["guid"])
		if f["customer_global"] != false || f["can_edit_properties"] != true {
			t.Errorf("got %v", f)
		}
		s.Do(t, admin, "PATCH", one+"/companies", `{"add_companies":["`+hills+`"]}`)
		create(t, s, admin, newRequest(s.A, nil))
		filters := func(token string) (n int) {
			for _, path := range []string{"/v1/access-requests?folder_guid=", "/v2/portfolio?folder=", "/v1/portfolio?folder=", "/v1/company-life-cycles?folder="} {
				if a := s.Do(t, token, "GET", path+fmt.Sprint(f["guid"]), ""); strings.Contains(a.Body, hills) {
					n++
				}
			}
			counted := apitest.JSON[map[string]any](t, s.Do(t, token, "GET", "/v1/access-requests/counts?folder_guid="+fmt.Sprint(f["guid"]), ""))
			if counted["total"].(float64) > 0 {
				n++
			}
			return n
		}
		s.Do(t, admin, "POST", "/v1/company-life-cycles", `{"company_guids":["`+hills+`"],"next_life_cycle_type":"monitoring"}`)
		if got, hidden := filters(admin), filters(manager); got != 5 || hidden != 0 {
			t.Errorf("%d filters let an admin find it, %d a manager", got, hidden)
		}
		if a := s.Do(t, manager, "GET", folders, ""); a.Body != "[]\n" {
			t.Errorf("got %s", a.Body)
		}
		refused(t, s, manager, "GET", one, "", 404)
		for _, share := range []struct {
			rights       string
			fill, rename int
		}{
			{`"can_edit_folder_contents":false,"can_edit_folder_properties":false`, 403, 403},
			{`"can_edit_folder_contents":true,"can_edit_folder_properties":false`, 200, 403},
			{`"can_edit_folder_contents":false,"can_edit_folder_properties":true`, 403, 200},
		} {
			a := s.Do(t, admin, "PATCH", one, `{"shared_options":{"shared_with":[{"email":"paul.mason@blueseas.example",`+share.rights+`}]}}`)
			shared := apitest.JSON[map[string]any](t, a)["shared_options"].(map[string]any)
			if a.Status != 200 || shared["is_shared"] != true || shared["shared_with_all_users"] != false || len(shared["shared_with"].([]any)) != 1 {
				t.Fatalf("got %d %s", a.Status, a.Body)
			}
			if n := filters(manager); n != 5 {
				t.Errorf("%d filters let him find it", n)
			}
			a = s.Do(t, manager, "GET", one, "")
			for field, is := range map[string]bool{
				`"user_can_edit_contents":`: share.fill == 200, `"can_edit_properties":`: share.rename == 200, `"user_can_share":`: false, `"is_deletable":`: false,
			} {
				if want := fmt.Sprint(field, is); !strings.Contains(a.Body, want) {
					t.Errorf("%s: %s is not in %s", share.rights, want, a.Body)
				}
			}
			for body, status := range map[string]int{`{}`: share.rename, `{"shared_options":{"is_shared":false}}`: 403} {
				if a := s.Do(t, manager, "PATCH", one, body); a.Status != status {
					t.Errorf("%s: PATCH %s: %d %s", share.rights, body, a.Status, a.Body)
				}
			}
			if a := s.Do(t, manager, "PATCH", one+"/companies", `{}`); a.Status != share.fill {
				t.Errorf("%s: companies: %d %s", share.rights, a.Status, a.Body)
			}
			refused(t, s, manager, "DELETE", one, "", 403)
			refused(t, s, s.A.GroupAdmin.Token, "DELETE", one, "", 404)
		}
		refused(t, s, admin, "PATCH", one, `{"shared_options":{"shared_with":[{"email":"paul.mason@blueseas.test"}]}}`, 400)
		refused(t, s, admin, "POST", folders, `{"name":"x","shared_options":{"shared_with":[{"email":"nobody@blueseas.example"}]}}`, 400)
		refused(t, s, admin, "POST", folders, `{"name":"x","shared_options":7}`, 400)
	})
}
