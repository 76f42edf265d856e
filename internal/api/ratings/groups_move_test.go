package ratings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
)

// What would be is told, what is moved is answered, and what does not hold is
// refused with its reason.
func TestGroupMoves(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		g := newGroup(t, s, `{"name":"Moving","subscription_types":{"countries":{"total_allocated_quota":4}}}`).GUID
		h := newGroup(t, s, `{"name":"Still"}`).GUID
		sap, north := s.A.Companies["Saperix"], s.A.Group
		answers := func(method, path, body string, status int, want string) {
			t.Helper()
			a := s.Do(t, admin, method, accessGroups+path, body)
			want = strings.NewReplacer("$g", g, "$h", h, "$sap", sap, "$north", north).Replace(want)
			if a.Status != status || want != "" && strings.TrimSpace(a.Body) != want {
				t.Errorf("%s %s: %d %s", path, body, a.Status, cmp.Diff(want, strings.TrimSpace(a.Body)))
			}
		}
		answers("POST", "/companies/move", `{"companies":["`+sap+`"],"to":"`+g+`"}`, 200, `{"removed":[],"added":["$sap"]}`)
		answers("POST", "/companies/move", `{"companies":["`+sap+`"],"from":"`+g+`","to":"`+h+`"}`, 200, `{"removed":["$sap"],"added":["$sap"]}`)
		answers("POST", "/companies/move", `{"companies":["`+sap+`"],"from":null,"to":"`+h+`"}`, 200, `{"removed":[],"added":[]}`)
		answers("POST", "/companies/move", `{"companies":["`+sap+`"],"from":"`+s.A.Group+`"}`, 200, `{"removed":[],"added":[]}`)

		const move = `{"subscription_type":"countries","from":"$g","to":"$h","count":3,"dry_run":`
		sum := `{"subscription_type":"countries","count":3,"groups":[` +
			`{"guid":"$g","name":"Moving","total_used_quota":0,"allocated_before":4,"allocated_after":1},` +
			`{"guid":"$h","name":"Still","total_used_quota":0,"allocated_before":null,"allocated_after":3}],"licence":null,` +
			`"before":{"allocated":4,"used_of_the_rest":0,"remainder":null},"after":{"allocated":4,"used_of_the_rest":0,"remainder":null},"done":`
		body := strings.NewReplacer("$g", g, "$h", h).Replace(move)
		answers("POST", "/quotas/move", body+"true}", 200, sum+"false}")
		answers("POST", "/quotas/move", body+"false}", 200, sum+"true}")
		answers("POST", "/quotas/move", body+"false}", 409, `{"detail":"The group Moving has reserved 1 subscriptions of type countries: this is 2 too many."}`)
		answers("POST", "/quotas/move", body+"true}", 409, "")

		answers("POST", "/what-if", `{"groups":[{"guid":"`+h+`","is_default":true}],"users":[{"guid":"`+s.A.GroupAdmin.GUID+`","role":"customer_user","group":"`+h+`"}]}`, 200, "")
		answers("POST", "/what-if", `{"groups":[{"guid":null,"all_companies":true}]}`, 200,
			`{"gains":{"pairs":0,"users":0,"examples":[]},"loses":{"pairs":0,"users":0,"examples":[]},"parts":[],"hurdles":[]}`)
		answers("POST", "/what-if", `{"groups":[{"guid":"`+h+`","delete":true}]}`, 200, "")
		a := s.Do(t, admin, "POST", accessGroups+"/what-if", `{"groups":[{"guid":"`+north+`","add":["`+sap+`"]}]}`)
		type answer struct {
			Gains struct {
				Pairs, Users int64
				Examples     []struct {
					User    struct{ GUID, Email string }
					Company struct{ GUID, Name string }
				}
			}
			Parts []struct {
				From, To struct{ GUID, Name string }
				Users    int64
				Gained   int64 `json:"companies_gained"`
			}
		}
		got := apitest.JSON[answer](t, a)
		if n := got.Gains.Users; n == 0 || got.Gains.Pairs != n || len(got.Parts) != 1 || got.Parts[0].Gained != 1 || got.Parts[0].From.GUID != north ||
			int64(len(got.Gains.Examples)) != n || got.Gains.Examples[0].Company.Name != "Saperix" || got.Gains.Examples[0].User.Email == "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", accessGroups+"/"+north+"/companies/guids", ""); strings.Contains(a.Body, sap) {
			t.Error("asking did it")
		}
	})
}

// Who did not hear the answer and asks again is told the same, and nothing moves
// twice.
func TestRepeatedGroupMoves(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, sap := s.A.Admin.Token, s.A.Companies["Saperix"]
		g := newGroup(t, s, `{"name":"Moving","subscription_types":{"countries":{"total_allocated_quota":6}}}`).GUID
		h := newGroup(t, s, `{"name":"Still"}`).GUID
		quota := `{"subscription_type":"countries","from":"` + g + `","to":"` + h + `","count":2`
		for _, c := range []struct{ name, path, body string }{
			{"asked", "/quotas/move", quota + `,"dry_run":true}`},
			{"quota", "/quotas/move", quota + `}`},
			{"put", "/companies/move", `{"companies":["` + sap + `"],"to":"` + g + `"}`},
			{"moved", "/companies/move", `{"companies":["` + sap + `"],"from":"` + g + `","to":"` + h + `"}`},
		} {
			first := withKey(t, s, admin, accessGroups+c.path, c.body, c.name)
			again := withKey(t, s, admin, accessGroups+c.path, c.body, c.name)
			if first.Status != 200 || again.Status != 200 || again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" {
				t.Errorf("%s: first %d %s, again %d %s", c.name, first.Status, first.Body, again.Status, again.Body)
			}
		}
		group := apitest.JSON[struct {
			Types map[string]struct {
				Allocated int64 `json:"total_allocated_quota"`
			} `json:"subscription_types"`
		}](t, s.Do(t, admin, "GET", accessGroups+"/"+h, ""))
		if got := group.Types["countries"].Allocated; got != 2 {
			t.Errorf("%d were moved, want 2", got)
		}
	})
}
