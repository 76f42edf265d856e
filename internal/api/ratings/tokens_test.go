package ratings_test

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

const (
	companyTokens = "/ratings/v1/customers/current/api-tokens"
	retrieve      = "/ratings/v1/api-tokens/retrieve"
)

func newToken(t *testing.T, s *apitest.Server, token, path, body string) document {
	t.Helper()
	a := s.Do(t, token, "POST", path, body)
	if a.Status != 201 {
		t.Fatalf("%s: %d %s", body, a.Status, a.Body)
	}
	if a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a secret may be kept: %v", a.Header)
	}
	return apitest.JSON[document](t, a)
}

func TestCompanyToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		got := newToken(t, s, admin, companyTokens, `{"description":" SIEM export ","group":"`+strings.ToUpper(s.A.Group)+`","send_token_retrieval_email":false}`)
		secret, _ := got["token"].(string)
		want := document{
			"guid": got["guid"], "description": "SIEM export", "group": s.A.Group, "creator_name": "Emma Waters",
			"roles":        []any{document{"display_name": "Customer User", "slug": "customer_user"}},
			"created_date": "2026-03-02T10:00:00Z", "token": secret,
			"status": "live", "expires_date": "2027-03-02T10:00:00Z", "last_used_date": nil,
		}
		if !reflect.DeepEqual(got, want) || !identity.WellFormed(secret) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		// It does what a user of its group does.
		a := s.Do(t, secret, "GET", "/v1/portfolio", "")
		if a.Status != 200 || strings.Contains(a.Body, "Saperix") || !strings.Contains(a.Body, "Black Hills") {
			t.Errorf("it sees %d %s", a.Status, a.Body)
		}
		for path, status := range map[string]int{"/v1/client-access-links": 403, companyTokens: 403, requests: 200} {
			if a := s.Do(t, secret, "GET", path, ""); a.Status != status {
				t.Errorf("%s: %d %s", path, a.Status, a.Body)
			}
		}
		delete(want, "token")
		want["last_used_date"] = "2026-03-02T10:00:00Z"
		all := apitest.JSON[[]document](t, s.Do(t, admin, "GET", "/ratings/v1/customers/"+s.A.GUID+"/api-tokens", ""))
		if len(all) != 1 || !reflect.DeepEqual(all[0], want) {
			t.Errorf("listed %v\nwant %v", all, want)
		}
		if a := s.Do(t, s.B.Admin.Token, "GET", companyTokens, ""); strings.TrimSpace(a.Body) != "[]" {
			t.Errorf("the other customer reads %s", a.Body)
		}
		for _, stored := range s.Snapshot(t) {
			if strings.Contains(strings.Join(stored, "\n"), secret) {
				t.Error("the secret is in the database")
			}
		}
		// The user family knows it as an access like any other.
		path := "/user/v1/users/" + got["guid"].(string)
		if a := s.Do(t, admin, "GET", path+"/access", ""); !strings.Contains(a.Body, `"name":"SIEM export"`) ||
			!strings.Contains(a.Body, `"roles":["GATEHOUSE_REQUESTS_R","GATEHOUSE_GROUPS_R","GATEHOUSE_PORTFOLIO_R","GATEHOUSE_USERS_R"]`) {
			t.Errorf("%s", a.Body)
		}
		if a := s.Do(t, admin, "DELETE", companyTokens+"/"+got["guid"].(string), ""); a.Status != 204 || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, secret, "GET", "/v1/portfolio", ""); a.Status != 401 {
			t.Errorf("after it was deleted: %d", a.Status)
		}
		refused(t, s, admin, "DELETE", companyTokens+"/"+got["guid"].(string), "", 404)
		refused(t, s, admin, "DELETE", companyTokens+"/"+s.A.User.GUID, "", 404) // a person is no company token
	})
}

func TestListCompanyTokens(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		for _, name := range []string{"Beta feed", "Alpha feed", "=Gamma"} {
			s.Move(time.Second)
			newToken(t, s, admin, companyTokens, `{"description":"`+name+`"}`)
		}
		for query, want := range map[string]string{
			"?fields=description": `[{"description":"=Gamma"},{"description":"Alpha feed"},{"description":"Beta feed"}]`,
			"?fields=description&sort=description&limit=1&offset=1": `[{"description":"Alpha feed"}]`,
			"?fields=description&q=FEE&sort=created_date":           `[{"description":"Beta feed"},{"description":"Alpha feed"}]`,
			"?fields=description&limit=0&q=alpha":                   `[{"description":"Alpha feed"}]`,
			"?fields=description&q=fee%25":                          `[]`,
			"?fields=description,status&format=csv&limit=1":         "description,status\n'=Gamma,live",
		} {
			if a := s.Do(t, admin, "GET", companyTokens+query, ""); strings.TrimSpace(a.Body) != want {
				t.Errorf("%s: %d %q, want %q", query, a.Status, a.Body, want)
			}
		}
		for query, want := range map[string]string{
			"":                   "",
			"?limit=3":           "",
			"?limit=2":           "<" + apitest.PublicURL + companyTokens + `?limit=2&offset=2>; rel="next"`,
			"?limit=2&offset=2":  "<" + apitest.PublicURL + companyTokens + `?limit=2>; rel="previous"`,
			"?offset=2":          "",
			"?limit=2&q=nothing": "",
		} {
			if a := s.Do(t, admin, "GET", companyTokens+query, ""); strings.Join(a.Header.Values("Link"), ", ") != want {
				t.Errorf("%s leads to %q, want %q", query, a.Header.Values("Link"), want)
			}
		}
		for _, query := range []string{"?sort=guid", "?limit=-1", "?offset=x", "?format=xml", "?q=" + strings.Repeat("x", 201)} {
			refused(t, s, admin, "GET", companyTokens+query, "", 400)
		}
	})
}

// Who may make company tokens, for whom, and with what.
func TestCompanyTokensHoldTheCeiling(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ctx := t.Context()
		sub, err := s.Customers.Create(ctx, actor.System(0), tenant.NewCustomer{Name: "South", ParentGUID: s.A.GUID, CompanyDomain: "south.example"})
		if err != nil {
			t.Fatal(err)
		}
		south := &apitest.Customer{Customer: sub}
		subAdmin := s.Person(t, south, "Sue South", actor.Admin, "", actor.AllRights())
		sees, _, err := tenant.DefaultGroup(ctx, s.DB, sub.ID)
		if err != nil {
			t.Fatal(err)
		}
		weak := s.Person(t, s.A, "Wes Weak", actor.Admin, "", []string{"GATEHOUSE_TOKENS_RW", "GATEHOUSE_PORTFOLIO_R"})
		below, above := "/ratings/v1/customers/"+sub.GUID+"/api-tokens", "/ratings/v1/customers/"+s.A.GUID+"/api-tokens"
		foreign := "/ratings/v1/customers/" + s.B.GUID + "/api-tokens"
		const plain = `{"description":"x"}`
		admin := s.A.Admin.Token
		for _, tt := range []struct {
			name, token, path, body string
			status                  int
		}{
			{"a group admin", s.A.GroupAdmin.Token, companyTokens, plain, 403},
			{"a manager", s.A.Manager.Token, companyTokens, plain, 403},
			{"a user", s.A.User.Token, companyTokens, plain, 403},
			{"an admin without the right", s.Person(t, s.A, "No Tokens", actor.Admin, "", []string{"GATEHOUSE_USERS_RW"}).Token, companyTokens, plain, 403},
			{"nobody", "", companyTokens, plain, 401},
			{"the admin of a subsidiary, above", subAdmin.Token, above, plain, 404},
			{"another customer", admin, foreign, plain, 404},
			{"another customer's subsidiary", s.B.Admin.Token, below, plain, 404},
			{"no customer", admin, "/ratings/v1/customers/1/api-tokens", plain, 404},
			{"another customer's group", admin, companyTokens, `{"description":"x","group":"` + s.B.Group + `"}`, 400},
			{"a group of the customer above", admin, below, `{"description":"x","group":"` + s.A.Group + `"}`, 400},
			{"a group of the subsidiary", admin, companyTokens, `{"description":"x","group":"` + sees + `"}`, 400},
			{"no description", admin, companyTokens, `{}`, 400},
			{"an empty one", admin, companyTokens, `{"description":"  "}`, 400},
			{"a long one", admin, companyTokens, `{"description":"` + strings.Repeat("x", 256) + `"}`, 400},
			{"a role that is none", admin, companyTokens, `{"description":"x","role":"root"}`, 400},
			{"a mail to nowhere", admin, companyTokens, `{"description":"x","send_token_retrieval_email":true}`, 400},
			{"a mail to no address", admin, companyTokens, `{"description":"x","send_token_retrieval_email":true,"email":"x"}`, 400},
		} {
			t.Run(tt.name, func(t *testing.T) { refused(t, s, tt.token, "POST", tt.path, tt.body, tt.status) })
		}

		// An access with few rights makes a token with no more, whatever the role.
		got := newToken(t, s, weak.Token, companyTokens, `{"description":"weak","role":"customer_admin"}`)
		secret := got["token"].(string)
		if a := s.Do(t, secret, "GET", "/user/v1/roles", ""); !strings.Contains(a.Body, `"total":2,`) ||
			!strings.Contains(a.Body, "GATEHOUSE_TOKENS_RW") || !strings.Contains(a.Body, "GATEHOUSE_PORTFOLIO_R") {
			t.Errorf("a token of an admin with two rights has %s", a.Body)
		}
		for path, status := range map[string]int{"/v1/client-access-links": 403, requests: 403, "/user/v1/users": 403, "/v1/tiers": 200} {
			if a := s.Do(t, secret, "GET", path, ""); a.Status != status {
				t.Errorf("%s: %d %s", path, a.Status, a.Body)
			}
		}
		// A company token without the role of an admin makes no other.
		user := newToken(t, s, admin, companyTokens, `{"description":"user"}`)
		if a := s.Do(t, user["token"].(string), "POST", companyTokens, plain); a.Status != 403 {
			t.Errorf("a company token made another: %d %s", a.Status, a.Body)
		}
		mighty := newToken(t, s, admin, companyTokens, `{"description":"mighty","role":"customer_admin"}`)
		// The weak admin takes the mighty one away; to take it over is refused.
		number := strconv.FormatInt(accessOf(t, s, mighty["guid"].(string)), 10)
		for _, path := range []string{"", "/retrieval"} {
			if a := s.Do(t, weak.Token, "POST", "/user/v1/users/"+mighty["guid"].(string)+"/access/"+number+"/tokens"+path, ""); a.Status != 403 {
				t.Errorf("a token of the mighty%s for the weak: %d %s", path, a.Status, a.Body)
			}
		}
		if a := s.Do(t, weak.Token, "DELETE", companyTokens+"/"+mighty["guid"].(string), ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}

		// A parent's admin makes, sees and ends those of a subsidiary, and only there.
		made := newToken(t, s, admin, below, plain)
		if a := s.Do(t, made["token"].(string), "GET", "/v1/portfolio", ""); a.Status != 200 || strings.Contains(a.Body, "Saperix") {
			t.Errorf("a token of the subsidiary reads the parent's portfolio: %d %s", a.Status, a.Body)
		}
		if all := apitest.JSON[[]document](t, s.Do(t, subAdmin.Token, "GET", companyTokens, "")); len(all) != 1 || all[0]["group"] != sees {
			t.Errorf("%v", all)
		}
		refused(t, s, admin, "DELETE", companyTokens+"/"+made["guid"].(string), "", 404)
		refused(t, s, subAdmin.Token, "DELETE", companyTokens+"/"+user["guid"].(string), "", 404)
		refused(t, s, s.B.Admin.Token, "DELETE", companyTokens+"/"+user["guid"].(string), "", 404)
		refused(t, s, s.A.GroupAdmin.Token, "DELETE", companyTokens+"/"+user["guid"].(string), "", 403)
		if a := s.Do(t, admin, "DELETE", below+"/"+made["guid"].(string), ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

func accessOf(t *testing.T, s *apitest.Server, user string) int64 {
	t.Helper()
	id, err := db.Value[int64](t.Context(), s.DB, `select id from accesses where user_guid = $1`, user)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// The only admin may be a company token: then it stays.
func TestTheLastAdminMayBeACompanyToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		got := newToken(t, s, admin, companyTokens, `{"description":"robot","role":"customer_admin"}`)
		secret := got["token"].(string)
		if err := s.Users.Delete(t.Context(), actor.System(s.A.ID), s.A.Admin.GUID); err != nil {
			t.Fatal(err)
		}
		if a := s.Do(t, secret, "GET", companyTokens, ""); a.Status != 200 { // the first use is an event
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		refused(t, s, secret, "DELETE", companyTokens+"/"+got["guid"].(string), "", 409)
	})
}

func body(t testing.TB, v document) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func fetch(t *testing.T, s *apitest.Server, ticket, email, user string) apitest.Answer {
	t.Helper()
	return s.Do(t, "", "POST", retrieve, body(t, document{"auth_token": ticket, "email": email, "user_guid": user}))
}

// The token is made when it is retrieved: before, there is none that anybody
// could hold.
func TestRetrieve(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, email := s.A.Admin.Token, "tom.hale@siem.example"
		s.Mails.Take()
		got := newToken(t, s, admin, companyTokens, `{"description":"SIEM export","email":"`+email+`","send_token_retrieval_email":true}`)
		user := got["guid"].(string)
		if _, has := got["token"]; has || got["status"] != "pending" || got["expires_date"] != nil {
			t.Fatalf("made %v", got)
		}
		if n := count(t, s, `select count(*) from tokens t join accesses a on a.id = t.access_id where a.user_guid = '`+user+`'`); n != 0 {
			t.Errorf("%d tokens before it is retrieved", n)
		}
		s.Drain(t)
		mails := s.Mails.Take()
		auth := ticket(t, s, email)
		if len(mails) != 1 || mails[0].To.Email != email {
			t.Fatalf("sent %v", mails)
		}
		for _, part := range []string{mails[0].Text, mails[0].HTML} {
			for _, want := range []string{auth, email, user, "Emma Waters", "SIEM export", apitest.PublicURL + retrieve} {
				if !strings.Contains(part, want) {
					t.Errorf("%q is missing in %s", want, part)
				}
			}
		}
		for table, rows := range s.Snapshot(t) {
			if strings.Contains(strings.Join(rows, "\n"), auth[:32]) {
				t.Errorf("the secret of the mail is in %s", table)
			}
		}

		a := fetch(t, s, auth, strings.ToUpper(email), user)
		secret, _ := apitest.JSON[document](t, a)["token"].(string)
		if a.Status != 200 || !identity.WellFormed(secret) || a.Body != `{"token":"`+secret+`"}`+"\n" || a.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d %v %s", a.Status, a.Header, a.Body)
		}
		if a := s.Do(t, secret, "GET", "/v1/portfolio", ""); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		all := apitest.JSON[[]document](t, s.Do(t, admin, "GET", companyTokens, ""))
		if all[0]["status"] != "live" || all[0]["expires_date"] != "2027-03-02T10:00:00Z" {
			t.Errorf("%v", all)
		}
		if again := fetch(t, s, auth, email, user); again.Status != 404 {
			t.Errorf("a second time: %d %s", again.Status, again.Body)
		}
	})
}

// Whatever is wrong, the answer is the same and says nothing.
func TestRetrievalsAnswerAlike(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		email := "tom@siem.example"
		send := func() (auth, user string) {
			t.Helper()
			got := newToken(t, s, s.A.Admin.Token, companyTokens, `{"description":"x","email":"`+email+`","send_token_retrieval_email":true}`)
			s.Move(time.Second)
			return ticket(t, s, email), got["guid"].(string)
		}
		const wrong = `{"detail":"This auth_token is not known here or works no more, or it does not belong to this e-mail address and user."}` + "\n"
		alike := func(name string, a apitest.Answer) {
			t.Helper()
			if a.Status != 404 || a.Body != wrong {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		auth, user := send()
		secret, code := mail.SplitTicket(auth)
		bad := map[byte]string{'0': "1"}[code[0]]
		if bad == "" {
			bad = "0"
		}
		alike("unknown", fetch(t, s, strings.Repeat("a", 32)+"-"+code, email, user))
		alike("no ticket", fetch(t, s, "x", email, user))
		alike("a link without its code", fetch(t, s, secret, email, user))
		alike("another address", fetch(t, s, auth, "tim@siem.example", user))
		alike("another user", fetch(t, s, auth, email, s.A.Admin.GUID))
		alike("another code", fetch(t, s, mail.Ticket(secret, bad+code[1:]), email, user))
		if n := count(t, s, `select wrong_codes from links where kind = 'retrieve_token'`); n != 4 {
			t.Errorf("%d tries were counted against the link", n)
		}
		alike("a fifth", fetch(t, s, auth, "tim@siem.example", user))
		alike("locked", fetch(t, s, auth, email, user))
		if n := count(t, s, `select count(*) from events where action = 'link.lock'`); n != 1 {
			t.Errorf("%d events of it", n)
		}

		auth, user = send()
		s.Move(8 * 24 * time.Hour)
		alike("expired", fetch(t, s, auth, email, user))

		auth, user = send()
		inactive := false
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), user, identity.UserChange{IsActive: &inactive}); err != nil {
			t.Fatal(err)
		}
		alike("deactivated", fetch(t, s, auth, email, user))
		if n := count(t, s, `select wrong_codes from links where kind = 'retrieve_token' order by created_at desc limit 1`); n != 1 {
			t.Errorf("%d tries were counted against the link of who is stopped", n)
		}

		auth, user = send()
		s.Do(t, s.A.Admin.Token, "DELETE", companyTokens+"/"+user, "")
		alike("deleted", fetch(t, s, auth, email, user))

		// A link of another kind is nobody's here, and its codes are not counted.
		if _, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.Reader.GUID, identity.AccessDraft{Type: identity.UIConnection}); err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.Reader.Email)
		alike("to set a password", fetch(t, s, strings.TrimPrefix(path, "/set-password/")+"-"+code, s.A.Reader.Email, s.A.Reader.GUID))
		if n := count(t, s, `select sum(wrong_codes) from links where kind = 'set_password'`); n != 0 {
			t.Errorf("%d wrong codes of another link", n)
		}
		if n := count(t, s, `select count(*) from tokens where created_at > (select min(created_at) from tokens)`); n != 0 {
			t.Errorf("%d tokens were made", n)
		}
	})
}

// An address that guesses is stopped, and told when to come back.
func TestRetrievalsAreBudgeted(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aRetrieval(t, s, s.A)
		for range 30 {
			if a := fetch(t, s, "x", "x@siem.example", db.NewID()); a.Status != 404 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		a := fetch(t, s, v["ticket"], v["email"], v["guid"])
		if a.Status != 429 || a.Header.Get("Retry-After") != "3600" {
			t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
		}
		s.Move(time.Hour)
		if a := fetch(t, s, v["ticket"], v["email"], v["guid"]); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// Of two that fetch the same token at once, one gets it.
func TestOneRetrievalWins(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aRetrieval(t, s, s.A)
		answers := make(chan int)
		for range 4 {
			go func() { answers <- fetch(t, s, v["ticket"], v["email"], v["guid"]).Status }()
		}
		won := 0
		for range 4 {
			if <-answers == 200 {
				won++
			}
		}
		if won != 1 {
			t.Errorf("%d won", won)
		}
	})
}

// A company token sends invitations, and its user, which has no mailbox, is told
// of nothing.
func TestCompanyTokensReadNoMail(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		secret := newToken(t, s, s.A.Admin.Token, companyTokens, `{"description":"robot","role":"customer_admin"}`)["token"].(string)
		create(t, s, secret, newRequest(s.A, nil))
		accept(t, s, maria)
		s.Drain(t)
		for _, m := range s.Mails.Take() {
			if identity.IsServiceEmail(m.To.Email) {
				t.Errorf("%s to %s", m.Subject, m.To.Email)
			}
		}
		if n := count(t, s, `select count(*) from mails where recipient like '%.invalid'`); n != 0 {
			t.Errorf("%d mails to nobody", n)
		}
	})
}
