package ratings_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

// exactly holds an object to its fields and their types, additive ones included.
func exactly(t *testing.T, d document, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(d))); diff != "" {
		t.Errorf("fields: %s", diff)
	}
	for field, types := range want {
		if !slices.Contains(strings.Fields(types), typeName(d[field])) {
			t.Errorf("%s is %v, want %s", field, d[field], types)
		}
	}
}

func call(t *testing.T, s *apitest.Server, token, method, path, body string, status int) document {
	t.Helper()
	a := s.Do(t, token, method, path, body)
	if a.Status != status {
		t.Fatalf("%s %s %s: got %d %s, want %d", method, path, body, a.Status, a.Body, status)
	}
	if a.Body == "" {
		return nil
	}
	return apitest.JSON[document](t, a)
}

// emails returns the addresses of a page of users, in its order.
func emails(t *testing.T, s *apitest.Server, token, query string) []string {
	t.Helper()
	got := []string{}
	for _, u := range call(t, s, token, "GET", v2Users+query, "", 200)["results"].([]any) {
		local, _, _ := strings.Cut(u.(document)["email"].(string), "@")
		got = append(got, local)
	}
	return got
}

var userShape = map[string]string{
	"guid": "string", "email": "string", "formal_name": "string", "friendly_name": "string", "group": "object", "roles": "array",
	"status": "string", "joined_time": "string", "last_login_time": "string null", "landing_page": "string",
	"email_preferences": "object", "features": "array", "is_available_for_contact": "bool", "is_company_api_token": "bool",
	"preferred_contact_for_entities": "array",
	"is_active":                      "bool", "pending_email": "string null",
}

func TestCreateUser(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		u := call(t, s, s.A.Admin.Token, "POST", v2Users, `{"user":{"email":"New.Person@blueseas.example","formal_name":"New Person",
			"friendly_name":"Newt","group":{"guid":"`+s.A.Group+`","name":"Vendors North"},
			"roles":[{"name":"x","slug":"customer_portfolio_manager"}],"landing_page":"SPM","is_available_for_contact":true,
			"email_preferences":{"notifications":{"folder":true},"real_time_alerts":{"alerts_period":7}},
			"preferred_contact_for_entities":["`+s.A.Companies["Saperix"]+`"]}}`, 201)
		exactly(t, u, userShape)
		guid := u["guid"].(string)
		want := document{
			"guid": guid, "email": "New.Person@blueseas.example", "formal_name": "New Person", "friendly_name": "Newt",
			"group":  document{"guid": s.A.Group, "name": "Vendors North"},
			"roles":  []any{document{"name": "Customer Portfolio Manager", "slug": "customer_portfolio_manager"}},
			"status": "Created", "joined_time": "2026-03-02T10:00:00Z", "last_login_time": nil, "landing_page": "SPM",
			"email_preferences": document{
				"compromised_system_alerts": false,
				"notifications": document{
					"annotation": false, "company_request": false, "folder": true, "issue_tracking": false, "report": false,
				},
				"real_time_alerts": document{"alerts_period": 7.0, "is_enabled": false},
			},
			"features": []any{}, "is_available_for_contact": true, "is_company_api_token": false,
			"preferred_contact_for_entities": []any{s.A.Companies["Saperix"]}, "is_active": true, "pending_email": nil,
		}
		if diff := cmp.Diff(want, u); diff != "" {
			t.Error(diff)
		}
		if got := call(t, s, s.A.Admin.Token, "GET", v2Users+"/"+guid, "", 200); !cmp.Equal(got, want) {
			t.Errorf("read: %v", got)
		}
		// Whoever does not see the company does not see that somebody is asked about it.
		if got := call(t, s, s.A.GroupAdmin.Token, "GET", v2Users+"/"+guid, "", 200)["preferred_contact_for_entities"]; len(got.([]any)) != 0 {
			t.Errorf("unseen companies: %v", got)
		}
		accesses := call(t, s, s.A.Admin.Token, "GET", "/user/v1/users/"+guid+"/access", "", 200)["data"].(document)["results"].([]any)
		roles := []any{"GATEHOUSE_REQUESTS_RW", "GATEHOUSE_GROUPS_R", "GATEHOUSE_PORTFOLIO_RW", "GATEHOUSE_USERS_R"}
		slices.SortFunc(roles, byText)
		if len(accesses) != 1 || accesses[0].(document)["type"] != "ui_connection" {
			t.Fatalf("accesses: %v", accesses)
		}
		got := accesses[0].(document)["roles"].([]any)
		slices.SortFunc(got, byText)
		if diff := cmp.Diff(roles, got); diff != "" {
			t.Error(diff)
		}
		s.Drain(t)
		if mails := s.Mails.Take(); len(mails) != 1 || mails[0].To.Email != "New.Person@blueseas.example" {
			t.Errorf("mails: %v", mails)
		}
		setPassword(t, s, "new.person@blueseas.example")
		if got := call(t, s, s.A.Admin.Token, "GET", v2Users+"/"+guid, "", 200)["status"]; got != "Activated" {
			t.Errorf("with a password the user is %v", got)
		}
	})
}

func byText(a, b any) int { return strings.Compare(a.(string), b.(string)) }

// setPassword follows the link of the last mail.
func setPassword(t *testing.T, s *apitest.Server, email string) {
	t.Helper()
	path, code := s.Link(t, email)
	ps := &identity.Passwords{DB: s.DB, Now: s.Now, Links: s.Links}
	if err := ps.Set(t.Context(), path[strings.LastIndexByte(path, '/')+1:], code, password); err != nil {
		t.Fatal(err)
	}
}

func TestUserCallsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const whole = `{"email":"a@blueseas.example","formal_name":"A"`
		admin := s.A.Admin.Token
		governor := s.Person(t, s.A, "Grace Hill", actor.GroupAdmin, s.A.Group, []string{"GATEHOUSE_USERS_RW"}).Token
		one := v2Users + "/" + s.A.User.GUID
		for name, c := range map[string]struct {
			token, method, path, body string
			status                    int
		}{
			"without e-mail":                 {admin, "POST", v2Users, `{"formal_name":"A"}`, 400},
			"without a name":                 {admin, "POST", v2Users, `{"email":"a@blueseas.example"}`, 400},
			"a blank name":                   {admin, "POST", v2Users, `{"email":"a@blueseas.example","formal_name":" "}`, 400},
			"two roles":                      {admin, "POST", v2Users, whole + `,"roles":[{"slug":"customer_user"},{"slug":"customer_admin"}]}`, 400},
			"a role that is not there":       {admin, "POST", v2Users, whole + `,"roles":[{"slug":"vrm_admin"}]}`, 400},
			"not active":                     {admin, "POST", v2Users, whole + `,"is_active":false}`, 400},
			"another landing page":           {admin, "POST", v2Users, whole + `,"landing_page":"X"}`, 400},
			"a long period":                  {admin, "POST", v2Users, whole + `,"email_preferences":{"real_time_alerts":{"alerts_period":366}}}`, 400},
			"too many companies":             {admin, "POST", v2Users, whole + `,"preferred_contact_for_entities":[` + strings.Repeat(`"x",`, 500) + `"x"]}`, 400},
			"a taken address":                {admin, "POST", v2Users, `{"email":"` + s.A.User.Email + `","formal_name":"A"}`, 409},
			"a group admin makes an admin":   {s.A.GroupAdmin.Token, "POST", v2Users, whole + `,"roles":[{"slug":"customer_admin"}]}`, 403},
			"or in another group":            {s.A.GroupAdmin.Token, "POST", v2Users, whole + `,"group":{"guid":"` + s.A.Admin.GroupGUID + `"}}`, 403},
			"or gives rights that it lacks":  {governor, "POST", v2Users, whole + `}`, 403},
			"a group admin changes an admin": {s.A.GroupAdmin.Token, "PATCH", v2Users + "/" + s.A.Admin.GUID, `{"formal_name":"X"}`, 404},
			"or makes itself one":            {s.A.GroupAdmin.Token, "PATCH", v2Users + "/" + s.A.GroupAdmin.GUID, `{"roles":[{"slug":"customer_admin"}]}`, 403},
			"the last admin goes":            {admin, "DELETE", v2Users + "/" + s.A.Admin.GUID, "", 409},
			"or is demoted":                  {admin, "PATCH", v2Users + "/" + s.A.Admin.GUID, `{"roles":[{"slug":"customer_user"}]}`, 409},
			"or stopped":                     {admin, "PATCH", v2Users + "/" + s.A.Admin.GUID, `{"is_active":false}`, 409},
			"another customer's":             {s.B.Admin.Token, "PATCH", one, `{"formal_name":"X"}`, 404},
			"another customer's group":       {admin, "PATCH", one, `{"group":{"guid":"` + s.B.Group + `"}}`, 400},
			"a group by its name":            {admin, "PATCH", one, `{"group":{"name":"Vendors North"}}`, 400},
			"own role":                       {s.A.User.Token, "PATCH", v2Users + "/current", `{"roles":[{"slug":"customer_group_admin"}]}`, 403},
			"an admin's own role":            {admin, "PATCH", v2Users + "/current", `{"roles":[{"slug":"customer_user"}]}`, 403},
			"own group":                      {s.A.User.Token, "PATCH", v2Users + "/current", `{"group":null}`, 403},
			"own address":                    {s.A.User.Token, "PATCH", v2Users + "/current", `{"email":"x@blueseas.example"}`, 403},
			"own end":                        {s.A.User.Token, "PATCH", v2Users + "/current", `{"is_active":false}`, 403},
			"own companies":                  {admin, "PATCH", v2Users + "/current", `{"preferred_contact_for_entities":["` + s.A.Companies["Saperix"] + `"]}`, 403},
			"no login to require a factor":   {admin, "POST", one + "/require-mfa", "", 400},
			"or to reset it":                 {admin, "POST", one + "/reset-mfa", "", 400},
			"or to activate":                 {admin, "POST", one + "/resend-activation-email", "", 400},
			"a sort that is none":            {admin, "GET", v2Users + "?sort=phone", "", 400},
			"a guid that is none":            {admin, "GET", v2Users + "?group.guid=x", "", 400},
			"a guid in a query":              {admin, "POST", v2Users + "/query", `{"guid":["x"]}`, 400},
			"a format that is none":          {admin, "GET", v2Users + "?format=xml", "", 400},
		} {
			t.Run(name, func(t *testing.T) { refused(t, s, c.token, c.method, c.path, c.body, c.status) })
		}
	})
}

func TestChangeUser(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		guid := aUser(t, s, s.A)["user_guid"]
		path := v2Users + "/" + guid
		login := func() (roles []string) {
			for _, r := range call(t, s, admin, "GET", "/user/v1/users/"+guid+"/access", "", 200)["data"].(document)["results"].([]any)[0].(document)["roles"].([]any) {
				roles = append(roles, r.(string))
			}
			return roles
		}
		if diff := cmp.Diff(actor.Usual(actor.User), login()); diff != "" {
			t.Errorf("a user begins with %s", diff)
		}
		// What is read can be sent back, and changes nothing.
		before, rows := s.Do(t, admin, "GET", path, "").Body, s.Rows(t)
		if a := s.Do(t, admin, "PATCH", path, before); a.Status != 200 || a.Body != before {
			t.Errorf("%d %s, want %s", a.Status, a.Body, before)
		}
		if got := s.Rows(t); !maps.Equal(got, rows) {
			t.Errorf("what was the same was written: %v", cmp.Diff(rows, got))
		}
		u := call(t, s, admin, "PATCH", path, `{"roles":[{"slug":"customer_group_admin"}],"formal_name":"Other Name","friendly_name":"O",
			"preferred_contact_for_entities":["`+s.A.Companies["Saperix"]+`","`+s.A.Companies["Acme Paper"]+`"]}`, 200)
		if u["formal_name"] != "Other Name" || len(u["preferred_contact_for_entities"].([]any)) != 2 {
			t.Errorf("got %v", u)
		}
		if diff := cmp.Diff(actor.Usual(actor.GroupAdmin), login()); diff != "" {
			t.Errorf("the login did not follow: %s", diff)
		}
		// The group admin replaces what it sees of the companies, and nothing else.
		call(t, s, s.A.GroupAdmin.Token, "PATCH", path, `{"preferred_contact_for_entities":["`+s.A.Companies["Black Hills Technologies"]+`"]}`, 200)
		if got := call(t, s, admin, "GET", path, "", 200)["preferred_contact_for_entities"].([]any); len(got) != 3 {
			t.Errorf("companies: %v", got)
		}
		refused(t, s, s.A.GroupAdmin.Token, "PATCH", path, `{"preferred_contact_for_entities":["`+s.A.Companies["Saperix"]+`"]}`, 400)
		// Roles that somebody chose are left alone.
		access := call(t, s, admin, "GET", "/user/v1/users/"+guid+"/access", "", 200)["data"].(document)["results"].([]any)[0].(document)
		number := strconv.FormatFloat(access["id"].(float64), 'f', -1, 64)
		call(t, s, admin, "PATCH", "/user/v1/users/"+guid+"/access/"+number, `{"roles":["GATEHOUSE_USERS_R"]}`, 200)
		call(t, s, admin, "PATCH", path, `{"roles":[{"slug":"customer_user"}]}`, 200)
		if got := login(); !slices.Equal(got, []string{"GATEHOUSE_USERS_R"}) {
			t.Errorf("chosen roles became %v", got)
		}
		// A new address waits for its proof.
		u = call(t, s, admin, "PATCH", path, `{"email":"moved@blueseas.example"}`, 200)
		if u["pending_email"] != "moved@blueseas.example" || u["email"] == "moved@blueseas.example" {
			t.Errorf("e-mail %v, pending %v", u["email"], u["pending_email"])
		}
		if got := call(t, s, admin, "PATCH", path, `{"group":null}`, 200)["group"].(document)["name"]; got != "All Companies" {
			t.Errorf("the default group is %v", got)
		}
		if u := call(t, s, admin, "PATCH", path, `{"is_active":false}`, 200); u["status"] != "Deactivated" || u["is_active"] != false {
			t.Errorf("stopped: %v", u)
		}
		call(t, s, admin, "PATCH", path, `{"status":"Activated"}`, 200)
		if u := call(t, s, admin, "GET", path, "", 200); u["status"] != "Deactivated" {
			t.Errorf("status is no switch: %v", u)
		}
		call(t, s, admin, "DELETE", path, "", 204)
		refused(t, s, admin, "GET", path, "", 404)
	})
}

func TestOwnUser(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const path = v2Users + "/current"
		for _, p := range []*apitest.Person{s.A.Admin, s.A.User, s.A.Reader} { // a right is not needed
			u := call(t, s, p.Token, "GET", path, "", 200)
			exactly(t, u, userShape)
			if u["guid"] != p.GUID || u["status"] != "Activated" || u["last_login_time"] != "2026-03-02T10:00:00Z" {
				t.Errorf("got %v", u)
			}
			u["formal_name"], u["is_available_for_contact"], u["landing_page"] = "Dr. "+p.FormalName, true, "TPRM"
			u["email_preferences"].(document)["compromised_system_alerts"] = true
			after := call(t, s, p.Token, "PATCH", path, text(t, u), 200)
			if diff := cmp.Diff(u, after); diff != "" {
				t.Error(diff)
			}
			if got := call(t, s, s.A.Admin.Token, "GET", v2Users+"/"+p.GUID, "", 200); !cmp.Equal(got, after) {
				t.Errorf("got %v", got)
			}
		}
	})
}

// Somebody from above acts in a subsidiary: it has the role and the group that
// it has there.
func TestOwnUserFromAbove(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ctx := t.Context()
		parent := s.A.GUID
		if _, err := s.Customers.Set(ctx, actor.System(s.B.ID), s.B.GUID, setParent(&parent)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Users.SetMembership(ctx, actor.System(s.A.ID), s.A.Manager.GUID, s.B.ID, new(actor.User), &s.B.Group); err != nil {
			t.Fatal(err)
		}
		a, err := s.Accesses.Create(ctx, actor.System(s.A.ID), s.A.Manager.GUID, identity.AccessDraft{Type: "api_connection", CustomerID: s.B.ID, Name: new("Below")})
		if err != nil {
			t.Fatal(err)
		}
		_, secret, err := s.Tokens.Create(ctx, actor.System(s.A.ID), s.A.Manager.GUID, strconv.FormatInt(a.ID, 10), identity.TokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		u := call(t, s, secret, "GET", v2Users+"/current", "", 200)
		if u["group"].(document)["guid"] != s.B.Group || u["roles"].([]any)[0].(document)["slug"] != "customer_user" {
			t.Errorf("got %v", u)
		}
		call(t, s, secret, "PATCH", v2Users+"/current", text(t, u), 200)
		if got := call(t, s, secret, "PATCH", v2Users+"/current", `{"friendly_name":"Below"}`, 200)["friendly_name"]; got != "Below" {
			t.Errorf("got %v", got)
		}
		v1 := call(t, s, s.A.Admin.Token, "GET", "/ratings/v1/users/current", "", 200)["customer"].(document)
		if diff := cmp.Diff([]any{s.B.CompanyGUID}, v1["my_company_subsidiaries"]); diff != "" {
			t.Error(diff)
		}
		v1 = call(t, s, s.A.GroupAdmin.Token, "GET", "/ratings/v1/users/current", "", 200)["customer"].(document)
		if len(v1["my_company_subsidiaries"].([]any)) != 0 {
			t.Errorf("a group sees %v", v1["my_company_subsidiaries"])
		}
	})
}

func TestFactorsAndActivation(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		v := aUser(t, s, s.A)
		path, email := v2Users+"/"+v["user_guid"], v["email"]
		first, _ := s.Link(t, email)
		for range 4 {
			s.Move(time.Minute)
			call(t, s, admin, "POST", path+"/resend-activation-email", "", 200)
		}
		if last, _ := s.Link(t, email); last == first {
			t.Error("no newer link")
		}
		ps := &identity.Passwords{DB: s.DB, Now: s.Now, Links: s.Links}
		if l, err := ps.Look(t.Context(), first[strings.LastIndexByte(first, '/')+1:]); err != nil || l.State != "superseded" {
			t.Errorf("the first link is %v, %v", l.State, err)
		}
		a := s.Do(t, admin, "POST", path+"/resend-activation-email", "") // the sixth mail of the day
		if a.Status != 429 || a.Header.Get("Retry-After") != "86160" {
			t.Errorf("%d %s, Retry-After %s", a.Status, a.Body, a.Header.Get("Retry-After"))
		}
		s.Move(24*time.Hour - 4*time.Minute)
		call(t, s, admin, "POST", path+"/resend-activation-email", "", 200)
		setPassword(t, s, email)
		refused(t, s, admin, "POST", path+"/resend-activation-email", "", 400)

		cookie, err := signIn(t, s, email)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			call(t, s, admin, "POST", path+"/require-mfa", "", 200)
		}
		access := call(t, s, admin, "GET", "/user/v1/users/"+v["user_guid"]+"/access", "", 200)["data"].(document)["results"].([]any)[0].(document)
		if access["two_fa_enabled"] != true {
			t.Errorf("access: %v", access)
		}
		if _, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.9"); err == nil {
			t.Error("a session goes on without the factor that is required")
		}
		if _, err := signIn(t, s, email); !errors.Is(err, identity.ErrEnrol) {
			t.Errorf("a password alone: %v", err)
		}
		call(t, s, admin, "PATCH", fmt.Sprintf("/user/v1/users/%s/access/%.0f", v["user_guid"], access["id"]), `{"two_fa_enabled":false}`, 200)
		cookie, err = signIn(t, s, email)
		if err != nil {
			t.Fatal(err)
		}
		enrolApp(t, s, cookie)
		if _, err := signIn(t, s, email); !errors.Is(err, identity.ErrFactor) {
			t.Errorf("a password alone: %v", err)
		}
		call(t, s, admin, "POST", path+"/reset-pending-mfa", "", 200)
		if _, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.9"); err != nil {
			t.Errorf("the session ended with what was pending: %v", err)
		}
		for _, nobody := range []*apitest.Person{s.A.Manager, s.A.Reader} {
			if status := s.Do(t, nobody.Token, "POST", path+"/reset-mfa", "").Status; status == 200 {
				t.Errorf("%s resets", nobody.Email)
			}
		}
		refused(t, s, s.B.Admin.Token, "POST", path+"/reset-mfa", "", 404)
		refused(t, s, admin, "POST", v2Users+"/"+s.A.Admin.GUID+"/reset-mfa", "", 400)
		s.Drain(t)
		s.Mails.Take()
		call(t, s, admin, "POST", path+"/reset-mfa", "", 200)
		if _, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.9"); err == nil {
			t.Error("the session lives on")
		}
		if _, err := signIn(t, s, email); err != nil {
			t.Errorf("nothing is enrolled any more: %v", err)
		}
		s.Drain(t)
		if mails := s.Mails.Take(); len(mails) != 1 || mails[0].To.Email != email || !strings.Contains(mails[0].Subject, "reset") {
			t.Errorf("mails %v", mails)
		}
		for action, want := range map[string]int{"access.reset_mfa": 1, "access.reset_pending_mfa": 1, "access.link": 5} {
			n, err := db.Value[int](t.Context(), s.DB, `select count(*) from events where action = $1`, action)
			if err != nil || n != want {
				t.Errorf("%d events %s, %v", n, action, err)
			}
		}
		call(t, s, admin, "PATCH", path, `{"is_active":false}`, 200)
		refused(t, s, admin, "POST", path+"/resend-activation-email", "", 400)
	})
}
