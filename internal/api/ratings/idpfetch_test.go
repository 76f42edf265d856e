package ratings_test

import (
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	outside "gatehouse/internal/fetch"
	"gatehouse/internal/identity"
)

// press is where IdPs publish their metadata: by https, on this machine.
type press struct {
	*httptest.Server
	mu    sync.Mutex
	texts map[string]string // by path
}

var thePress = sync.OnceValue(func() *press {
	p := &press{texts: make(map[string]string)}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		text, ok := p.texts[r.URL.Path]
		p.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, text)
	}))
	return p
})

// publish returns the address of a text, which the server under test may fetch.
func publish(t testing.TB, s *apitest.Server, text string) string {
	t.Helper()
	p := thePress()
	client, err := outside.New(outside.Options{
		Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		CA:       pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw}),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.IDPs.Fetch = client
	p.mu.Lock()
	defer p.mu.Unlock()
	path := "/" + strconv.Itoa(len(p.texts))
	p.texts[path] = text
	return p.URL + path
}

// republish changes what there is at an address; "" is nothing.
func republish(address, text string) {
	p := thePress()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.texts[strings.TrimPrefix(address, p.URL)] = text
}

func TestMetadataIsFetched(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, text := s.A.Admin.Token, metadata(t, "https://idp.example/fetched", nil)
		address := publish(t, s, text)
		got := newIDP(t, s, s.A, document{"name": "Okta", "metadata_url": address})
		one := idps + "/" + got["guid"].(string)
		if got["metadata"] != text || got["metadata_url"] != address || got["entityid"] != "https://idp.example/fetched" {
			t.Errorf("got %v", got)
		}
		if a := s.Do(t, admin, "POST", one+"/refresh", ""); a.Status != 200 || idpVersion(t, s, got["guid"].(string)) != 1 {
			t.Errorf("the same again: %d %s", a.Status, a.Body)
		}
		newer := metadata(t, "https://idp.example/fetched", []string{"/sso?a=1", "/sso?a=2"})
		republish(address, newer)
		if a := s.Do(t, admin, "POST", one+"/refresh", ""); apitest.JSON[document](t, a)["sso_url"] != "https://idp.example/sso?a=2&b=2" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		for name, tt := range map[string]struct {
			text   string
			status int
		}{
			"another entity": {metadata(t, "https://idp.example/other", nil), 409},
			"none":           {"<html>", 400},
			"too much":       {strings.Repeat("x", outside.MaxBody+1), 400},
		} {
			republish(address, tt.text)
			if a := s.Do(t, admin, "POST", one+"/refresh", ""); a.Status != tt.status {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		if got := stored(t, s, got["guid"].(string)); got != newer {
			t.Errorf("what cannot be used was stored: %s", got)
		}
		refused(t, s, admin, "POST", idps, `{"name":"x","metadata_url":"http://idp.example/"}`, 400)
		refused(t, s, admin, "POST", idps, `{"name":"x","metadata_url":"https://192.168.0.1/"}`, 400)
		refused(t, s, admin, "PATCH", one, `{"metadata_url":"https://169.254.169.254/"}`, 400)
		plain := newIDP(t, s, s.A, document{"name": "Plain", "metadata": metadata(t, "https://idp.example/plain", nil)})
		refused(t, s, admin, "POST", idps+"/"+plain["guid"].(string)+"/refresh", "", 409)
	})
}

func stored(t testing.TB, s *apitest.Server, guid string) string {
	t.Helper()
	text, err := db.Value[string](t.Context(), s.DB, `select metadata from idps where guid = $1`, guid)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A job fetches once a day; what cannot be used changes nothing, and is an event.
func TestMetadataIsFetchedEveryDay(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		text := metadata(t, "https://idp.example/daily", nil)
		address := publish(t, s, text)
		guid := newIDP(t, s, s.A, document{"name": "Okta", "metadata_url": address})["guid"].(string)
		all := func() {
			t.Helper()
			if err := s.IDPs.RefreshAll(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		all()
		newer := metadata(t, "https://idp.example/daily", []string{"/sso?a=1", "/sso?a=2"})
		republish(address, newer)
		s.Move(23 * time.Hour)
		if all(); stored(t, s, guid) != text {
			t.Error("it was fetched too early")
		}
		s.Move(time.Hour)
		if all(); stored(t, s, guid) != newer {
			t.Error("it was not fetched")
		}
		republish(address, metadata(t, "https://idp.example/other", nil))
		s.Move(24 * time.Hour)
		all()
		if n := count(t, s, `select count(*) from events where action = 'idp.metadata_refused'`); n != 1 || stored(t, s, guid) != newer {
			t.Errorf("%d events", n)
		}
	})
}

// What was read can be sent back, and the secret is nowhere.
func TestOpenIDProvider(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		got := newIDP(t, s, s.A, document{
			"protocol": "oidc", "name": "Entra", "issuer": "https://login.example/tenant/v2.0", "client_id": "gatehouse", "client_secret": "s3cret-of-the-client",
			"sso_url_suffix": "entra", "scopes": "openid email groups",
			"mapping": document{
				"email": "email", "name": "name", "role": "roles", "roles": document{"boss": "customer_admin"},
				"group": "groups", "groups": []any{document{"value": "g1", "group": strings.ToUpper(s.A.Group)}},
			}, "jit": true,
		})
		guid := got["guid"].(string)
		base := apitest.PublicURL + "/oidc/" + s.A.GUID
		want := document{
			"protocol": "oidc", "issuer": "https://login.example/tenant/v2.0", "entityid": "https://login.example/tenant/v2.0", "client_id": "gatehouse",
			"has_client_secret": true, "scopes": "email groups", "redirect_uri": base + "/callback/" + guid, "backchannel_logout_uri": base + "/logout/" + guid,
			"post_logout_redirect_uri": apitest.PublicURL + "/sign-in?done=out", "saml_login_url": base + "/login/entra", "jit": true,
			"certificate_expires_date": nil, "metadata": "", "metadata_url": "",
		}
		for field, v := range want {
			if got[field] != v {
				t.Errorf("%s: got %v, want %v", field, got[field], v)
			}
		}
		mapping := body(t, got["mapping"].(document))
		if !strings.Contains(mapping, `"group":"`+s.A.Group+`"`) || !strings.Contains(mapping, `"roles":{"boss":"customer_admin"}`) {
			t.Errorf("got %s", mapping)
		}
		again := s.Do(t, admin, "PATCH", idps+"/"+guid, body(t, got))
		if again.Status != 200 || idpVersion(t, s, guid) != 1 {
			t.Errorf("sent back: %d %s", again.Status, again.Body)
		}
		if a := s.Do(t, admin, "PATCH", idps+"/"+guid, `{"client_secret":"s3cret-of-the-client"}`); a.Status != 200 || idpVersion(t, s, guid) != 1 {
			t.Errorf("the same secret again: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "PATCH", idps+"/"+guid, `{"client_secret":""}`); apitest.JSON[document](t, a)["has_client_secret"] != false {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		for table, rows := range s.Snapshot(t) {
			if strings.Contains(strings.Join(rows, "\n"), "s3cret-of-the-client") {
				t.Errorf("the secret is in %s", table)
			}
		}
	})
}

func TestIDPProtocolRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, text := s.A.Admin.Token, metadata(t, "https://idp.example/a", nil)
		oidc := newIDP(t, s, s.A, document{"protocol": "oidc", "name": "Entra", "issuer": "https://login.example", "client_id": "x"})
		saml := newIDP(t, s, s.A, document{"name": "Okta", "metadata": text})
		const draft = `"protocol":"oidc","name":"x","issuer":"https://x.example","client_id":"x"`
		with := func(more string) string { return "{" + draft + "," + more + "}" }
		mapping := func(m string) string { return with(`"mapping":{` + m + `}`) }
		for _, tt := range []struct{ method, path, body string }{
			{"POST", idps, `{"protocol":"oidc","name":"x","client_id":"x"}`},
			{"POST", idps, `{"protocol":"oidc","name":"x","issuer":"https://x.example"}`},
			{"POST", idps, `{"protocol":"ws-fed","name":"x","issuer":"https://x.example","client_id":"x"}`},
			{"POST", idps, with(`"issuer":"http://x.example"`)},
			{"POST", idps, with(`"issuer":"https://x.example?a=b"`)},
			{"POST", idps, with(`"issuer":"https://u@x.example"`)},
			{"POST", idps, with(`"client_id":" "`)},
			{"POST", idps, with(`"scopes":"a\"b"`)},
			{"POST", idps, with(`"metadata_url":"https://x.example/"`)},
			{"POST", idps, with(`"wants_encrypted":true`)},
			{"POST", idps, with(`"mapping":null`)},
			{"POST", idps, with(`"jit":true,"mapping":{"email":"email"}`)},
			{"POST", idps, mapping(`"subject":"uid"`)},
			{"POST", idps, mapping(`"name":"a","first_name":"b"`)},
			{"POST", idps, mapping(`"role":"roles"`)},
			{"POST", idps, mapping(`"roles":{"a":"customer_user"}`)},
			{"POST", idps, mapping(`"role":"roles","roles":{"a":"root"}`)},
			{"POST", idps, mapping(`"role":"roles","roles":{"":"customer_user"}`)},
			{"POST", idps, mapping(`"group":"g","groups":[{"value":"a","group":"` + s.B.Group + `"}]`)},
			{"POST", idps, mapping(`"group":"g","groups":[{"value":"a","group":"` + s.A.Group + `"},{"value":"a","group":"` + s.A.Group + `"}]`)},
			{"PATCH", idps + "/" + oidc["guid"].(string), `{"protocol":"saml"}`},
			{"PATCH", idps + "/" + oidc["guid"].(string), body(t, document{"metadata": text})},
			{"PATCH", idps + "/" + oidc["guid"].(string), `{"issuer":""}`},
			{"PATCH", idps + "/" + saml["guid"].(string), `{"issuer":"https://x.example"}`},
			{"PATCH", idps + "/" + saml["guid"].(string), `{"client_secret":"x"}`},
			{"PATCH", idps + "/" + saml["guid"].(string), `{"jit":true}`},
		} {
			refused(t, s, admin, tt.method, tt.path, tt.body, 400)
		}
		refused(t, s, admin, "POST", idps, with(`"issuer":"https://login.example"`), 409)
	})
}

// Whoever says whom an IdP can name could become any of them.
func TestNobodyEntrustsToAnIDPWhatTheyLack(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		some := s.Person(t, s.A, "Some Rights", actor.Admin, "", []string{"GATEHOUSE_SETTINGS_RW"}).Token
		guid := newIDP(t, s, s.A, document{"protocol": "oidc", "name": "Entra", "issuer": "https://login.example", "client_id": "x"})["guid"].(string)
		one := idps + "/" + guid
		const gives = `{"mapping":{"email":"email","name":"name","role":"r","roles":{"boss":"customer_admin"}}}`
		if a := s.Do(t, some, "PATCH", one, `{"client_id":"y"}`); a.Status != 200 {
			t.Errorf("nobody signs in there: %d %s", a.Status, a.Body)
		}
		refused(t, s, some, "PATCH", one, gives, 403)
		refused(t, s, some, "PATCH", one, `{"jit":true}`, 403)
		u := s.Person(t, s.A, "Signs In", actor.Admin, "", nil)
		sub := "sub"
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), u.GUID, identity.AccessDraft{
			Type: identity.SSOConnection, SSOID: &sub, IDP: &guid, Roles: []string{"GATEHOUSE_USERS_RW"},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range []string{`{"client_id":"z"}`, `{"issuer":"https://evil.example"}`} {
			refused(t, s, some, "PATCH", one, change, 403)
		}
		for _, change := range []string{`{"name":"Azure"}`, `{"enabled":false}`} {
			if a := s.Do(t, some, "PATCH", one, change); a.Status != 200 {
				t.Errorf("%s: %d %s", change, a.Status, a.Body)
			}
		}
		refused(t, s, some, "PATCH", one, `{"enabled":true}`, 403)
		if a := s.Do(t, s.A.Admin.Token, "PATCH", one, gives); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		// What was given before may stay, and less is always allowed.
		if a := s.Do(t, some, "PATCH", one, `{"mapping":{"email":"mail","name":"name","role":"r","roles":{"boss":"customer_admin"}}}`); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}
