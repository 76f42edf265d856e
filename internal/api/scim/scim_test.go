package scim_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

type document = map[string]any

const (
	users  = "/scim/v2/Users"
	groups = "/scim/v2/Groups"
)

// world is a server with an IdP in each customer, called Okta, and its SCIM token.
type world struct {
	*apitest.Server
	idp, token   string // of A
	idpB, tokenB string
}

func eachWorld(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, newWorld(t, d)) })
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	w := &world{Server: apitest.New(t, d)}
	w.idp, w.idpB = w.newIDP(t, w.A, "Okta"), w.newIDP(t, w.B, "Okta")
	w.token, _ = w.newToken(t, w.A.Admin, w.idp, `{}`)
	w.tokenB, _ = w.newToken(t, w.B.Admin, w.idpB, `{}`)
	return w
}

// newIDP makes an IdP as an admin does, and returns its guid.
func (w *world) newIDP(t testing.TB, c *apitest.Customer, name string) string {
	t.Helper()
	body, err := json.Marshal(document{"name": name, "metadata": apitest.Metadata(t, "https://"+name+".example/metadata")})
	if err != nil {
		t.Fatal(err)
	}
	a := w.Do(t, c.Admin.Token, "POST", "/ratings/v1/idps", string(body))
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[[]document](t, a)[0]["guid"].(string)
}

// newToken makes a SCIM token as a person does.
func (w *world) newToken(t testing.TB, p *apitest.Person, idp, body string) (secret, guid string) {
	t.Helper()
	a := w.Do(t, p.Token, "POST", "/ratings/v1/idps/"+idp+"/scim-tokens", body)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	d := apitest.JSON[document](t, a)
	return d["token"].(string), d["guid"].(string)
}

// call makes a call with a Bearer; header names and values follow.
func (w *world) call(t testing.TB, token, method, path, body string, headers ...string) apitest.Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", "application/scim+json; charset=utf-8")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return w.Send(t, r)
}

// ask is call where the status is known.
func (w *world) ask(t testing.TB, token, method, path, body string, want int, headers ...string) document {
	t.Helper()
	a := w.call(t, token, method, path, body, headers...)
	if a.Status != want {
		t.Fatalf("%s %s %s: %d %s, want %d", method, path, body, a.Status, a.Body, want)
	}
	if want == http.StatusNoContent {
		return nil
	}
	if kind := a.Header.Get("Content-Type"); kind != "application/scim+json" {
		t.Errorf("%s %s: the answer is called %q", method, path, kind)
	}
	return apitest.JSON[document](t, a)
}

// refused makes a call that must fail in the shape of RFC 7644.
func (w *world) refused(t testing.TB, token, method, path, body string, status int, kind string, headers ...string) document {
	t.Helper()
	d := w.ask(t, token, method, path, body, status, headers...)
	got, _ := d["scimType"].(string)
	if got != kind || d["status"] != strconv.Itoa(status) || d["detail"] == "" {
		t.Errorf("%s %s %s: %v, want the type %q", method, path, body, d, kind)
	}
	return d
}

func person(userName, more string) string {
	return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"` + userName + `"` + more + `}`
}

// made makes a user whose userName is its address.
func (w *world) made(t testing.TB, token, email string) string {
	t.Helper()
	return w.ask(t, token, "POST", users, person(email, `,"name":{"givenName":"Given","familyName":"Family"}`), 201)["id"].(string)
}

func (w *world) count(t testing.TB, query string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), w.DB, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func value(t testing.TB, w *world, query string, args ...any) (string, error) {
	t.Helper()
	return db.Value[string](t.Context(), w.DB, query, args...)
}

func escaped(s string) string { return url.QueryEscape(s) }

// dotted returns what an answer has under a path of names and numbers, as a text;
// of a text with blanks the first word; | stands for a dot in a name.
func dotted(v any, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		name = strings.ReplaceAll(name, "|", ".")
		switch at := v.(type) {
		case document:
			v = at[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(at) {
				return ""
			}
			v = at[i]
		default:
			return ""
		}
	}
	if v == nil {
		return ""
	}
	first, _, _ := strings.Cut(fmt.Sprint(v), " ")
	return first
}

// signIn opens a session of somebody on the word of the IdP, and returns its cookie.
func (w *world) signIn(t testing.TB, subject string) string {
	t.Helper()
	ways, err := w.Sessions.Arrive(t.Context(), identity.Browser{IP: "192.0.2.1"}, identity.Arrival{
		CustomerID: w.A.ID, IDP: w.idp, Subject: subject, Message: identity.Message{ID: db.NewID(), Ends: w.Now().Add(time.Minute)}, ProvedAt: w.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	cookie, err := w.Sessions.Open(t.Context(), ways[0].Ticket, ways[0].AccessID, "192.0.2.1", "")
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

// mapping gives an IdP of A a mapping.
func (w *world) mapping(t testing.TB, idp string, m identity.Mapping) {
	t.Helper()
	if _, err := w.IDPs.Change(t.Context(), actor.System(w.A.ID), idp, identity.IDPChange{Mapping: &m}); err != nil {
		t.Fatal(err)
	}
}
