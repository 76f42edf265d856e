package e2e

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gatehouse/internal/e2e/idp"
)

// TestSSO connects the program with two IdPs of the world, as an operator and an
// admin do, and lets people in who are new: the address leads to the one, and the
// address of its sign-in to the other. What was answered once is refused after
// the server was killed, and whom the IdP ends is out.
func TestSSO(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		admin := s.found(t)
		a := idp.NewAuthority(t)
		ca := filepath.Join(t.TempDir(), "ca.pem")
		if err := os.WriteFile(ca, []byte(a.PEM), 0o600); err != nil {
			t.Fatal(err)
		}
		options := []string{"--fetch-networks", "127.0.0.0/8", "--fetch-ca", ca}
		s.run(t, "customer", "set", admin.CustomerGUID, "--sso-domains", "blackhills.example")
		s.serve(t, options...)
		mapping := object{"email": "email", "name": "name"}

		oidc := idp.NewOIDC(t, a, idp.Options{People: map[string]idp.Object{
			"maria": {"name": "Maria Castro", "email": "maria@blackhills.example", "email_verified": true},
		}})
		made := s.connect(t, admin.Token, object{
			"name": "Login", "protocol": "oidc", "issuer": oidc.Issuer, "client_id": "gatehouse", "client_secret": strings.Repeat("secret", 8),
			"jit": true, "mapping": mapping,
		})
		oidc.Register(t, idp.Object{
			"client_id": "gatehouse", "client_secret": strings.Repeat("secret", 8), "redirect_uris": []any{made["redirect_uri"]},
			"grant_types": []string{"authorization_code"}, "response_types": []string{"code"},
		})
		maria := &visitor{s, a.Client(t)}
		maria.post(t, "/sign-in", url.Values{"email": {"maria@blackhills.example"}}).leads(t, "/sign-in/password")
		start := regexp.MustCompile(`href="(/oidc/[^"]+)"`).FindStringSubmatch(maria.get(t, "/sign-in/password").body)
		if start == nil {
			t.Fatal("no button leads to the IdP of the domain")
		}
		back := oidc.SignIn(t, maria.get(t, start[1]).to, "maria")
		maria.follow(t, back.String())
		maria.get(t, "/account").says(t, "Maria Castro")

		saml := idp.NewSAML(t, a)
		made = s.connect(t, admin.Token, object{"name": "Directory", "metadata_url": saml.EntityID, "jit": true, "mapping": object{"email": "mail", "name": "displayName"}})
		saml.Trust(t, (&visitor{s, a.Client(t)}).get(t, "/saml/"+admin.CustomerGUID+"/metadata").body)
		sam := &visitor{s, a.Client(t)}
		form := saml.Visit(t, a.Client(t), idp.Form{Action: sam.get(t, made["saml_login_url"].(string)).to}, idp.Student)
		sam.do(t, form.Request(t)).leads(t, "/sso/arrived")
		sam.follow(t, "/sso/arrived")
		sam.get(t, "/account").says(t, "Sam Student")

		s.kill()
		s.serve(t, options...)
		sam.get(t, "/account").says(t, "Sam Student")
		if again := (&visitor{s, a.Client(t)}).do(t, form.Request(t)); again.status != http.StatusUnauthorized {
			t.Errorf("the answer counts again: %d, to %s", again.status, again.to)
		}

		guid := made["guid"].(string)
		token := read[object](t, s.call(t, admin.Token, "POST", "/ratings/v1/idps/"+guid+"/scim-tokens", object{}, 201))["token"].(string)
		found := read[object](t, s.get(t, token, "/scim/v2/Users?filter="+url.QueryEscape(`userName eq "student@blueseas.example"`)))
		user := found["Resources"].([]any)[0].(object)
		s.call(t, token, "PATCH", "/scim/v2/Users/"+user["id"].(string), object{
			"schemas": []string{"urn:ietf:params:scim:api:messages:2.0:PatchOp"}, "Operations": []object{{"op": "replace", "path": "active", "value": false}},
		}, 200)
		sam.get(t, "/account").leads(t, "/sign-in?next=%2Faccount")
		maria.get(t, "/account").says(t, "Maria Castro")
	})
}

// connect adds an IdP.
func (s *site) connect(t *testing.T, token string, body object) object {
	t.Helper()
	return read[[]object](t, s.call(t, token, "POST", "/ratings/v1/idps", body, 201))[0]
}

// visitor is a browser without a window.
type visitor struct {
	site   *site
	client *http.Client
}

// arrival is where a visitor is, or is led to.
type arrival struct {
	status   int
	to, body string
}

func (v *visitor) do(t *testing.T, r *http.Request) arrival {
	t.Helper()
	resp, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return arrival{resp.StatusCode, resp.Header.Get("Location"), string(body)}
}

// address is path on the site; a whole address stays as it is.
func (v *visitor) address(path string) string {
	if strings.HasPrefix(path, "/") {
		return v.site.url + path
	}
	return path
}

func (v *visitor) get(t *testing.T, path string) arrival {
	t.Helper()
	return v.do(t, idp.Form{Action: v.address(path)}.Request(t))
}

func (v *visitor) post(t *testing.T, path string, form url.Values) arrival {
	t.Helper()
	return v.do(t, idp.Form{Action: v.address(path), Fields: form}.Request(t))
}

// follow goes where it is led to, as browsers do.
func (v *visitor) follow(t *testing.T, path string) {
	t.Helper()
	for range 5 {
		a := v.get(t, path)
		if a.to == "" {
			if a.status != http.StatusOK {
				t.Fatalf("%s: %d %s", path, a.status, a.body)
			}
			return
		}
		path = a.to
	}
	t.Fatalf("led on and on, to %s", path)
}

func (a arrival) leads(t *testing.T, to string) {
	t.Helper()
	if a.to != to {
		t.Fatalf("%d, led to %q, want %q: %s", a.status, a.to, to, a.body)
	}
}

func (a arrival) says(t *testing.T, text string) {
	t.Helper()
	if a.status != http.StatusOK || !strings.Contains(a.body, text) {
		t.Fatalf("%d does not say %q: %s", a.status, text, a.body)
	}
}
