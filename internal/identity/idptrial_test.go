package identity_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/fetch"
	"gatehouse/internal/identity"
)

// published is an OpenID provider that says what a test lets it say.
type published struct {
	*httptest.Server
	issuer, keys string
	date         time.Time
}

func publish(t *testing.T, w *world) *published {
	t.Helper()
	p := &published{keys: `{"keys":[{"kty":"RSA","use":"sig"},{"kty":"oct"},{"kty":"EC","use":"enc"}]}`, date: w.now}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", p.date.UTC().Format(http.TimeFormat))
		switch r.URL.Path {
		case "/.well-known/openid-configuration":
			rw.Write([]byte(`{"issuer":"` + p.issuer + `","authorization_endpoint":"https://x.example/a","token_endpoint":"https://x.example/t","jwks_uri":"` + p.URL + `/keys"}`))
		case "/keys":
			rw.Write([]byte(p.keys))
		default:
			http.Error(rw, "the secret of the house", http.StatusNotFound)
		}
	}))
	t.Cleanup(p.Close)
	p.issuer = p.URL
	var err error
	w.idps.Fetch, err = fetch.New(fetch.Options{
		Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, CA: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// found is the states of the checks by their codes, and all that they say.
func found(t *testing.T, w *world, guid string) (states map[string]string, said string) {
	t.Helper()
	states = make(map[string]string)
	var all []string
	for _, c := range must(w.idps.Test(t.Context(), w.admin, guid))(t) {
		states[c.Code] = c.State
		all = append(all, c.Found.String(), c.Advice.String())
	}
	return states, strings.Join(all, "\n")
}

// A test of an IdP tells each point apart: what it publishes, its keys, the clock,
// the mapping, and what it calls by SCIM with. It never repeats what came back.
func TestIDPTrial(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		p := publish(t, w)
		name, protocol, client, secret := "Login", identity.OIDC, "gatehouse", "tell nobody"
		i := must(w.idps.Create(t.Context(), w.admin, identity.IDPChange{Name: &name, Protocol: &protocol, Issuer: &p.issuer, ClientID: &client, ClientSecret: &secret}))(t)
		want := func(what string, states map[string]string, code, state string) {
			if states[code] != state {
				t.Errorf("%s: %s is %q, want %q", what, code, states[code], state)
			}
		}
		states, said := found(t, w, i.GUID)
		for _, code := range []string{"enabled", "client", "discovery", "issuer", "endpoints", "keys", "clock", "mapping"} {
			want("as it should be", states, code, identity.Good)
		}
		want("at first", states, "used", identity.Warning)
		if !strings.Contains(said, "it publishes 1 keys") || strings.Contains(said, secret) || states["scim_token"] != "" {
			t.Errorf("said %s", said)
		}
		p.date, p.keys = w.now.Add(time.Hour), `{"keys":[{"kty":"oct"}]}`
		states, _ = found(t, w, i.GUID)
		want("an hour ahead", states, "clock", identity.Bad)
		want("keys of another kind", states, "keys", identity.Bad)
		p.issuer += "/"
		states, _ = found(t, w, i.GUID)
		want("another issuer", states, "issuer", identity.Bad)
		other := p.URL + "/other"
		must(w.idps.Change(t.Context(), w.admin, i.GUID, identity.IDPChange{Issuer: &other, ClientSecret: &secret}))(t)
		states, said = found(t, w, i.GUID)
		want("nothing there", states, "discovery", identity.Bad)
		if !strings.Contains(said, "the answer was 404") || strings.Contains(said, "secret of the house") {
			t.Errorf("said %s", said)
		}
		scim := &identity.SCIMTokens{DB: d, Now: func() time.Time { return w.now }}
		token, _, err := scim.Create(t.Context(), w.admin, i.GUID, identity.SCIMTokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		states, _ = found(t, w, i.GUID)
		want("a new token", states, "scim_token", identity.Good)
		want("a new token", states, "scim_used", identity.Warning)
		want("a new token", states, "scim_maker", identity.Good)
		wants(t, scim.Revoke(t.Context(), w.admin, i.GUID, token.GUID, ""), nil)
		states, _ = found(t, w, i.GUID)
		want("a revoked one", states, "scim_token", identity.Bad)

		w.idps.Fetch = nil
		states, _ = found(t, w, i.GUID)
		want("nothing is fetched", states, "discovery", identity.Bad)
		if _, err := w.idps.Test(t.Context(), w.otherAdmin, i.GUID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another customer: %v", err)
		}
		if _, err := w.idps.Test(t.Context(), w.actor(t, w.acme, actor.GroupAdmin, "", actor.AllRights()...), i.GUID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("no admin: %v", err)
		}
	})
}

// A rehearsal tells who would arrive and what the mapping makes of them, by the
// rules of arriving, and leaves nothing behind.
func TestRehearsal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		name, protocol, issuer, client, jit := "Login", identity.OIDC, "https://login.example", "gatehouse", true
		i := must(w.idps.Create(t.Context(), w.admin, identity.IDPChange{
			Name: &name, Protocol: &protocol, Issuer: &issuer, ClientID: &client,
			Mapping: &identity.Mapping{Email: "email", Name: "name", Role: "groups", Roles: map[string]actor.Role{"Risk": actor.PortfolioManager}},
		}))(t)
		sub := "0001"
		u := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: identity.SSOConnection, SSOID: &sub}))(t)
		came := func(subject string, said map[string][]string) identity.Rehearsal {
			return must(w.idps.Rehearse(t.Context(), w.admin, i.GUID, subject, said))(t)
		}
		ann := map[string][]string{"name": {"Ann Bold"}, "email": {"ann@acme.example"}, "groups": {"Risk", "All"}}
		if r := came(sub, ann); !r.Opens || r.UserName != u.FormalName || r.Role != actor.PortfolioManager || !slices.Equal(r.Roles, actor.Usual(actor.PortfolioManager)) || r.Name != "Ann Bold" {
			t.Errorf("somebody known: %+v", r)
		}
		if r := came("0002", ann); r.Opens || r.IsNew || !strings.Contains(r.Why.String(), "Nobody here has this identity") {
			t.Errorf("somebody unknown: %+v", r)
		}
		must(w.idps.Change(t.Context(), w.admin, i.GUID, identity.IDPChange{IsJIT: &jit}))(t)
		if r := came("0002", ann); !r.Opens || !r.IsNew {
			t.Errorf("a newcomer: %+v", r)
		}
		if r := came("0002", map[string][]string{"name": {"Ann"}, "email": {u.Email}}); r.Opens || r.Role != actor.User || !strings.Contains(r.Why.String(), "has the e-mail address already") {
			t.Errorf("an address that is taken: %+v", r)
		}
		if r := came("0002", nil); r.Opens || !strings.Contains(r.Why.String(), "a name and an e-mail address") {
			t.Errorf("without a name: %+v", r)
		}
		if r := came("", ann); r.Opens || !strings.Contains(r.Why.String(), "who it is") {
			t.Errorf("without a subject: %+v", r)
		}
		off := false
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{IsActive: &off}))(t)
		if r := came(sub, ann); r.Opens || !strings.Contains(r.Why.String(), "locked") {
			t.Errorf("somebody locked: %+v", r)
		}
		if _, err := w.idps.Rehearse(t.Context(), w.otherAdmin, i.GUID, sub, ann); !fault.Is(err, fault.NotFound) {
			t.Errorf("another customer: %v", err)
		}
	})
}
