package user_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func each(t *testing.T, f func(t *testing.T, s *apitest.Server)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, apitest.New(t, d)) })
}

type object = map[string]any

// data returns what is in the envelope of a success.
func data(t *testing.T, a apitest.Answer, status int) object {
	t.Helper()
	got := apitest.JSON[object](t, a)
	if a.Status != status || got["message"] != "OK" || len(got) != 2 {
		t.Fatalf("got %d %s, want %d", a.Status, a.Body, status)
	}
	inner, _ := got["data"].(object)
	return inner
}

var fieldName = regexp.MustCompile(`"(\w+)":`)

// fields returns the names in a body, in their order.
func fields(body string) []string {
	var names []string
	for _, m := range fieldName.FindAllStringSubmatch(body, -1) {
		names = append(names, m[1])
	}
	return names
}

// seedBody is the example of seeds/003, with the customer's id.
func seedBody(customerID int64) string {
	return strings.Replace(`{
"type": "api_connection",
"name": "New application API access",
"roles": [
"CLIENTNMS_WEBSERVICE_EVENT_R",
"CLIENTNMS_WEBSERVICE_DNS_RW"
],
"customer_id": 1234,
"language": "en"
}`, "1234", strconv.FormatInt(customerID, 10), 1)
}

var seedRoles = []string{"CLIENTNMS_WEBSERVICE_EVENT_R", "CLIENTNMS_WEBSERVICE_DNS_RW"}

// The document's example gets the document's answer: its fields in its order,
// and no other.
func TestCreateAccessAsDocumented(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		by := actor.System(s.A.ID)
		for _, id := range seedRoles {
			if err := s.Roles.Add(t.Context(), by, identity.Role{ID: id}); err != nil {
				t.Fatal(err)
			}
		}
		admin := s.Person(t, s.A, "Company Administrator", actor.Admin, "", append(actor.AllRights(), seedRoles...))
		for _, ref := range []string{s.A.User.GUID, strconv.FormatInt(s.A.User.ID, 10)} {
			a := s.Do(t, admin.Token, "POST", "/user/v1/users/"+ref+"/access", seedBody(s.A.ID))
			got := data(t, a, http.StatusCreated)
			id, _ := got["id"].(float64)
			want := object{
				"id": id, "user": s.A.User.GUID, "type": "api_connection", "customer_id": float64(s.A.ID),
				"roles": []any{"CLIENTNMS_WEBSERVICE_EVENT_R", "CLIENTNMS_WEBSERVICE_DNS_RW"}, "last_login_at": nil,
				"language": "en", "name": "New application API access", "created_at": "2026-03-02T10:00:00+00:00",
				"created_by": object{"id": admin.GUID, "firstname": "Company", "lastname": "Administrator"},
			}
			if !reflect.DeepEqual(got, want) || id == 0 {
				t.Errorf("got  %v\nwant %v", got, want)
			}
			order := "message data id user type customer_id roles last_login_at language name created_at created_by id firstname lastname"
			if got := strings.Join(fields(a.Body), " "); got != order {
				t.Errorf("fields %s, want %s", got, order)
			}
		}
	})
}

// Fields of other types are absent, not null.
func TestAccessFieldsByType(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for kind, tt := range map[string]struct{ body, own string }{
			"ui_connection":  {`{"type":"ui_connection","two_fa_enabled":true}`, "two_fa_enabled"},
			"sso_connection": {`{"type":"sso_connection","sso_id":"emma"}`, "sso_id"},
			"api_connection": {`{"type":"api_connection","name":"x"}`, "language,name"},
			"profile":        {`{"type":"profile","name":"x"}`, "name"},
		} {
			u := s.Person(t, s.A, "New "+kind, actor.User, "", nil)
			got := data(t, s.Do(t, s.A.Admin.Token, "POST", "/user/v1/users/"+u.GUID+"/access", tt.body), http.StatusCreated)
			want := append([]string{"id", "user", "type", "customer_id", "roles", "last_login_at", "created_at", "created_by"}, strings.Split(tt.own, ",")...)
			slices.Sort(want)
			if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, want) {
				t.Errorf("%s: %v, want %v", kind, names, want)
			}
		}
	})
}

func TestAccess(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		path := s.A.Reader.Path()
		got := data(t, s.Do(t, admin, "PATCH", path, `{"name":"renamed","roles":["GATEHOUSE_REQUESTS_R"],"language":"fr"}`), http.StatusOK)
		if got["name"] != "renamed" || got["language"] != "fr" || !reflect.DeepEqual(got["roles"], []any{"GATEHOUSE_REQUESTS_R"}) {
			t.Errorf("%v", got)
		}
		if again := data(t, s.Do(t, admin, "GET", path+"/", ""), http.StatusOK); !reflect.DeepEqual(again, got) {
			t.Errorf("%v, want %v", again, got)
		}
		all := data(t, s.Do(t, admin, "GET", "/user/v1/users/"+s.A.Reader.GUID+"/access", ""), http.StatusOK)
		if len(all) != 2 || all["total"] != 1.0 || !reflect.DeepEqual(all["results"], []any{got}) {
			t.Errorf("%v", all)
		}
		if a := s.Do(t, admin, "DELETE", path, ""); a.Status != http.StatusNoContent || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Reader.Token, "GET", "/user/v1/roles", ""); a.Status != http.StatusUnauthorized {
			t.Errorf("the token of a deleted access: %d", a.Status)
		}
	})
}

func TestAccessAcrossUsers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		sub, err := s.Customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "South", ParentGUID: s.A.GUID})
		if err != nil {
			t.Fatal(err)
		}
		profile := `{"type":"profile","name":"South","customer_id":` + strconv.FormatInt(sub.ID, 10) + `}`
		data(t, s.Do(t, s.A.Admin.Token, "POST", "/user/v1/users/"+s.A.User.GUID+"/access", profile), http.StatusCreated)
		for query, want := range map[string]struct {
			total, shown float64
			rest         string
		}{
			"": {6, 6, "true 100 0 [user:asc]"},
			"?include_subsidiaries=False&sort[]=type:desc&sort[]=user": {5, 5, "false 100 0 [type:desc user:asc]"},
			"?type=prof*":                     {1, 1, "true 100 0 [user:asc]"},
			"?limit=2&offset=5":               {6, 1, "true 2 5 [user:asc]"},
			"?user=" + s.A.User.GUID:          {2, 2, "true 100 0 [user:asc]"},
			"?user=" + s.B.User.GUID:          {0, 0, "true 100 0 [user:asc]"},
			"?customer_id=" + str(sub.ID):     {1, 1, "true 100 0 [user:asc]"},
			"?customer_id=" + str(s.B.ID):     {0, 0, "true 100 0 [user:asc]"},
			"?customer_id=" + str(s.A.ID):     {6, 6, "true 100 0 [user:asc]"},
			"?offset=1000&sort=customer_id:x": {-1, 0, ""},
			"?limit=501":                      {-1, 0, ""},
			"?limit=x":                        {-1, 0, ""},
			"?customer_id=x":                  {-1, 0, ""},
			"?sort[]=name":                    {-1, 0, ""},
			"?include_subsidiaries=maybe":     {-1, 0, ""},
		} {
			a := s.Do(t, s.A.Admin.Token, "GET", "/user/v1/access"+query, "")
			if want.total < 0 {
				if a.Status != http.StatusBadRequest {
					t.Errorf("%s: %d %s", query, a.Status, a.Body)
				}
				continue
			}
			got := data(t, a, http.StatusOK)
			results, _ := got["results"].([]any)
			rest := strings.Trim(strings.Join(strings.Fields(toText(got["include_subsidiaries"], got["limit"], got["offset"], got["sort"])), " "), " ")
			if got["total"] != want.total || float64(len(results)) != want.shown || rest != want.rest || len(got) != 6 {
				t.Errorf("%s: %v of %v, %s, want %v", query, len(results), got["total"], rest, want)
			}
		}
	})
}

func str(n int64) string { return strconv.FormatInt(n, 10) }

func toText(values ...any) string {
	var all []string
	for _, v := range values {
		b, _ := json.Marshal(v)
		all = append(all, strings.NewReplacer(`"`, "", ",", " ").Replace(string(b)))
	}
	return strings.Join(all, " ")
}

func TestUser(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		a := s.Do(t, admin, "POST", "/user/v1/users", `{"firstname":"Ada","lastname":"Stone","email":"Ada@BlueSeas.example","phone":"+44 1",
			"language":"fr","expires_at":"2026-12-31","role":"customer_portfolio_manager","group":"`+s.A.Group+`"}`)
		got := data(t, a, http.StatusCreated)
		guid, _ := got["id"].(string)
		want := object{
			"id": guid, "firstname": "Ada", "lastname": "Stone", "email": "Ada@BlueSeas.example", "expires_at": "2026-12-31",
			"customer_id": float64(s.A.ID), "phone": "+44 1", "language": "fr", "last_login_at": nil,
			"created_at": "2026-03-02T10:00:00+00:00", "created_by": object{"id": s.A.Admin.GUID, "firstname": "Emma", "lastname": "Waters"},
			"updated_at": "2026-03-02T10:00:00+00:00", "updated_by": nil,
			"number": got["number"], "role": "customer_portfolio_manager", "group": s.A.Group, "is_active": true, "pending_email": nil,
		}
		if !reflect.DeepEqual(got, want) || len(guid) != 36 {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		path := "/user/v1/users/" + guid
		got = data(t, s.Do(t, admin, "PATCH", path, `{"lastname":"Stein","expires_at":null,"phone":null,"group":null,"role":"customer_user","email":"new@blueseas.example"}`), http.StatusOK)
		if got["lastname"] != "Stein" || got["expires_at"] != nil || got["phone"] != "" || got["role"] != "customer_user" || got["group"] == s.A.Group ||
			got["email"] != "Ada@BlueSeas.example" || got["pending_email"] != "new@blueseas.example" {
			t.Errorf("%v", got)
		}
		link, code := s.Link(t, "new@blueseas.example")
		if err := s.Users.ConfirmEmail(t.Context(), link[strings.LastIndex(link, "/")+1:], code); err != nil {
			t.Fatal(err)
		}
		if got = data(t, s.Do(t, admin, "GET", path, ""), http.StatusOK); got["email"] != "new@blueseas.example" {
			t.Errorf("%v", got)
		}
		list := data(t, s.Do(t, admin, "GET", "/user/v1/users?lastname=st*&sort[]=lastname:asc&limit=1", ""), http.StatusOK)
		if results, _ := list["results"].([]any); list["total"] != 2.0 || list["limit"] != 1.0 || list["offset"] != 0.0 || len(list) != 4 ||
			len(results) != 1 || !reflect.DeepEqual(results[0], any(got)) {
			t.Errorf("%v", list)
		}
		if a := s.Do(t, admin, "DELETE", path, ""); a.Status != http.StatusNoContent {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", path, ""); a.Status != http.StatusNotFound {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// With customer_id in the query, PATCH changes what a user is in a subsidiary.
func TestMembershipInSubsidiary(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		sub, err := s.Customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "South", ParentGUID: s.A.GUID})
		if err != nil {
			t.Fatal(err)
		}
		path := "/user/v1/users/" + s.A.User.GUID + "?customer_id="
		got := data(t, s.Do(t, s.A.Admin.Token, "PATCH", path+str(sub.ID), `{"role":"customer_admin"}`), http.StatusOK)
		if got["role"] != "customer_user" {
			t.Errorf("%v", got)
		}
		role, err := db.Value[string](t.Context(), s.DB, `select role from memberships where customer_id = $1 and user_guid = $2`, sub.ID, s.A.User.GUID)
		if role != "customer_admin" || err != nil {
			t.Errorf("%s %v", role, err)
		}
		for query, want := range map[string]int{str(s.B.ID): 404, "1": 404, "x": 400, "-1": 400} {
			if a := s.Do(t, s.A.Admin.Token, "PATCH", path+query, `{"role":"customer_admin"}`); a.Status != want {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "PATCH", path+str(sub.ID), `{"role":"customer_admin","firstname":"X"}`); a.Status != 400 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, path := s.A.Admin.Token, s.A.Reader.Path()+"/tokens"
		got := data(t, s.Do(t, admin, "POST", path, `{"expires_at":"2026-12-31","allowed_ips":["192.0.2.0/24"]}`), http.StatusCreated)
		secret, _ := got["token"].(string)
		id, _ := got["id"].(string)
		want := object{
			"id": id, "token": secret, "prefix": secret[4:12], "last4": secret[len(secret)-4:], "expires_at": "2027-01-01T00:00:00+00:00",
			"allowed_ips": []any{"192.0.2.0/24"}, "last_used_at": nil, "last_used_ip": nil, "created_at": "2026-03-02T10:00:00+00:00",
			"created_by": object{"id": s.A.Admin.GUID, "firstname": "Emma", "lastname": "Waters"}, "revoked_at": nil,
			"revoke_reason": nil, "replaced_by": nil, "jwk": nil,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		data(t, s.Do(t, secret, "GET", "/user/v1/roles", ""), http.StatusOK)
		list := s.Do(t, admin, "GET", path, "")
		if all := data(t, list, http.StatusOK); all["total"] != 2.0 || strings.Contains(list.Body, secret) || strings.Contains(list.Body, `"token"`) {
			t.Errorf("%s", list.Body)
		}
		fresh := data(t, s.Do(t, secret, "POST", path+"/"+id+"/rotate", `{"overlap_hours":1}`), http.StatusCreated)
		if fresh["token"] == secret || fresh["id"] == id {
			t.Errorf("%v", fresh)
		}
		if a := s.Do(t, admin, "DELETE", path+"/"+id+"?reason=leaked", ""); a.Status != http.StatusNoContent {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, secret, "GET", "/user/v1/roles", ""); a.Status != http.StatusUnauthorized {
			t.Errorf("a revoked token: %d", a.Status)
		}
		bare := data(t, s.Do(t, admin, "POST", path, ""), http.StatusCreated)
		if bare["expires_at"] != "2027-03-02T10:00:00+00:00" || len(bare["allowed_ips"].([]any)) != 0 {
			t.Errorf("%v", bare)
		}
		if never := data(t, s.Do(t, admin, "POST", path, `{"expires_at":null}`), http.StatusCreated); never["expires_at"] != nil {
			t.Errorf("%v", never)
		}
	})
}

func TestRoles(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		got := data(t, s.Do(t, s.A.Admin.Token, "GET", "/user/v1/roles", ""), http.StatusOK)
		results, _ := got["results"].([]any)
		if got["total"] != float64(len(actor.Catalogue())) || len(results) != len(actor.Catalogue()) {
			t.Errorf("%v", got)
		}
		if first, _ := results[0].(object); first["id"] != "GATEHOUSE_REQUESTS_R" || first["description"] == "" || len(first) != 2 {
			t.Errorf("%v", first)
		}
		if got := data(t, s.Do(t, s.A.Reader.Token, "GET", "/user/v1/roles", ""), http.StatusOK); got["total"] != 0.0 || got["results"] == nil {
			t.Errorf("%v", got)
		}
	})
}

// One token works on both families, as Basic and as Bearer.
func TestTokenOnBothFamilies(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, path := range []string{"/user/v1/users", "/ratings/v1/access-groups"} {
			for name, auth := range map[string]func(*http.Request){
				"basic":           func(r *http.Request) { r.SetBasicAuth(s.A.Admin.Token, "") },
				"bearer":          func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+s.A.Admin.Token) },
				"lower case":      func(r *http.Request) { r.Header.Set("Authorization", "bearer "+s.A.Admin.Token) },
				"none":            func(*http.Request) {},
				"cookie":          func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "session", Value: s.A.Admin.Token}) },
				"as the password": func(r *http.Request) { r.SetBasicAuth("", s.A.Admin.Token) },
			} {
				r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
				auth(r)
				a := s.Send(t, r)
				if want := name == "basic" || name == "bearer" || name == "lower case"; (a.Status == 200) != want || !want && a.Status != 401 {
					t.Errorf("%s %s: %d %s", path, name, a.Status, a.Body)
				}
				if a.Status == 401 && a.Header.Get("WWW-Authenticate") != `Basic realm="gatehouse"` {
					t.Errorf("%s %s: %v", path, name, a.Header)
				}
			}
		}
	})
}
