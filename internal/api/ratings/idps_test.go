package ratings_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

const idps = "/ratings/v1/idps"

// certified is a key of IdPs.
var certified = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// certificate makes one that expires at a time, in the lines of metadata.
func certificate(t testing.TB, expires time.Time) string {
	t.Helper()
	key, err := certified()
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "idp.example"},
		NotBefore: expires.AddDate(-2, 0, 0), NotAfter: expires,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	text := base64.StdEncoding.EncodeToString(der)
	return "\n" + text[:64] + "\n      " + text[64:] + "\n"
}

var certificateEnds = apitest.Start.AddDate(1, 0, 0)

// metadata is that of an IdP, as IdPs give it, changed by replacing pairs.
func metadata(t testing.TB, entityID string, replace []string) string {
	t.Helper()
	text := `<?xml version="1.0" encoding="UTF-8"?>
<!-- made for ` + entityID + ` -->
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="` + entityID + `">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>` + certificate(t, certificateEnds) + `</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/slo"/>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example/post"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso?a=1&amp;b=2"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`
	for i := 0; i+1 < len(replace); i += 2 {
		if !strings.Contains(text, replace[i]) {
			t.Fatalf("there is no %q to replace", replace[i])
		}
		text = strings.ReplaceAll(text, replace[i], replace[i+1])
	}
	return text
}

func newIDP(t *testing.T, s *apitest.Server, c *apitest.Customer, v document) document {
	t.Helper()
	a := s.Do(t, c.Admin.Token, "POST", idps, body(t, v))
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	all := apitest.JSON[[]document](t, a)
	if len(all) != 1 {
		t.Fatalf("%s is not an array of one", a.Body)
	}
	return all[0]
}

func TestIDP(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, text := s.A.Admin.Token, metadata(t, "https://idp.example/a", nil)
		got := newIDP(t, s, s.A, document{"idp": document{
			"name": " Okta ", "metadata": text, "default_group": strings.ToUpper(s.A.Group), "sso_url_suffix": "okta-eu",
			"logout_redirect_url": "https://blueseas.example/bye", "successful_login": true,
		}})
		guid, _ := got["guid"].(string)
		saml := apitest.PublicURL + "/saml/" + s.A.GUID
		want := document{
			"guid": guid, "name": "Okta", "enabled": true, "metadata": text, "default_group": s.A.Group, "sign_hash_alg": "sha256",
			"sso_url_suffix": "okta-eu", "custom_saml_login_url": "", "logout_redirect_url": "https://blueseas.example/bye",
			"saml_login_url": saml + "/login/okta-eu", "post_single_logout_url": saml + "/logout-post",
			"customer_specific_entityid": true, "successful_login": false,
			"entityid": "https://idp.example/a", "sso_url": "https://idp.example/sso?a=1&b=2",
			"certificate_expires_date": certificateEnds.Format(time.RFC3339),
			"protocol":                 "saml", "metadata_url": "", "slo_url": "https://idp.example/slo", "wants_encrypted": false,
			"issuer": "", "client_id": "", "has_client_secret": false, "scopes": "", "redirect_uri": "", "backchannel_logout_uri": "",
			"post_logout_redirect_uri": "", "jit": false,
			"mapping": document{
				"subject": "", "email": "", "name": "", "first_name": "", "last_name": "", "role": "", "roles": document{}, "group": "", "groups": []any{},
			},
		}
		if !reflect.DeepEqual(got, want) || len(guid) != 36 {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		config := apitest.JSON[document](t, s.Do(t, admin, "GET", idps+"/config", ""))
		if want := (document{
			"entityid": saml, "metadata_url": saml + "/metadata", "acs_url": saml + "/acs", "logout_service_url": saml + "/logout",
			"logout_service_post_url": saml + "/logout-post", "saml_version": "2.0",
			"bindings": []any{"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"},
		}); !reflect.DeepEqual(config, want) {
			t.Errorf("got  %v\nwant %v", config, want)
		}
		if all := apitest.JSON[[]document](t, s.Do(t, admin, "GET", idps, "")); len(all) != 1 || !reflect.DeepEqual(all[0], want) {
			t.Errorf("the list: %v", all)
		}
		if a := s.Do(t, s.B.Admin.Token, "GET", idps, ""); strings.TrimSpace(a.Body) != "[]" {
			t.Errorf("the other customer reads %s", a.Body)
		}

		// What was read can be sent back, though its certificate has expired since.
		s.Move(2 * 365 * 24 * time.Hour)
		again := s.Do(t, admin, "PATCH", idps+"/"+guid, body(t, got))
		if g := apitest.JSON[document](t, again); again.Status != 200 || !reflect.DeepEqual(g, want) {
			t.Errorf("sent back: %d %s", again.Status, again.Body)
		}
		if v := idpVersion(t, s, guid); v != 1 {
			t.Errorf("nothing changed and the version is %d", v)
		}
		changed := s.Do(t, admin, "PATCH", idps+"/"+strings.ToUpper(guid), `{"name":"Okta EU","enabled":false,"default_group":"","sso_url_suffix":"","sign_hash_alg":"sha1"}`)
		g := apitest.JSON[document](t, changed)
		if changed.Status != 200 || g["name"] != "Okta EU" || g["enabled"] != false || g["default_group"] != "" ||
			g["saml_login_url"] != saml+"/login/"+guid || g["sign_hash_alg"] != "sha1" || idpVersion(t, s, guid) != 2 {
			t.Errorf("%d %s", changed.Status, changed.Body)
		}
		events := strings.Join(s.Snapshot(t)["event_details"], "\n")
		if strings.Contains(events, "X509") || !strings.Contains(events, "metadata_sha256") {
			t.Errorf("the record holds the metadata, or not its hash: %s", events)
		}
		if a := s.Do(t, admin, "DELETE", idps+"/"+guid, ""); a.Status != 204 || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		refused(t, s, admin, "DELETE", idps+"/"+guid, "", 404)
	})
}

func idpVersion(t *testing.T, s *apitest.Server, guid string) int64 {
	t.Helper()
	v, err := db.Value[int64](t.Context(), s.DB, `select version from idps where guid = $1`, guid)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The list is searched, sorted and cut like the others that come whole.
func TestListIDPs(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, name := range []string{"Okta", "Entra", "Ping"} {
			newIDP(t, s, s.A, document{"name": name, "metadata": metadata(t, "https://idp.example/"+name, nil)})
		}
		for query, want := range map[string]string{
			"":                         `[{"name":"Entra"},{"name":"Okta"},{"name":"Ping"}]`,
			"&limit=0&sort=-name":      `[{"name":"Ping"},{"name":"Okta"},{"name":"Entra"}]`,
			"&sort=entityid&offset=1":  `[{"name":"Okta"},{"name":"Ping"}]`,
			"&q=okt":                   `[{"name":"Okta"}]`,
			"&format=csv&limit=1":      "name\nEntra",
			"&limit=1&offset=1&q=none": `[]`,
		} {
			if a := s.Do(t, s.A.Admin.Token, "GET", idps+"?fields=name"+query, ""); strings.TrimSpace(a.Body) != want {
				t.Errorf("%s: %d %q, want %q", query, a.Status, a.Body, want)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "GET", idps+"?limit=1&offset=1", "")
		want := "<" + apitest.PublicURL + idps + `?limit=1&offset=2>; rel="next", <` + apitest.PublicURL + idps + `?limit=1>; rel="previous"`
		if got := strings.Join(a.Header.Values("Link"), ", "); got != want {
			t.Errorf("it leads to %s, want %s", got, want)
		}
		for _, query := range []string{"?sort=metadata", "?limit=-1", "?offset=x", "?format=xml"} {
			refused(t, s, s.A.Admin.Token, "GET", idps+query, "", 400)
		}
	})
}

// Metadata that could not work, or is an attack, is refused in words.
func TestMetadataIsValidated(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		expired := certificate(t, apitest.Start.Add(-time.Hour))
		whole := metadata(t, "https://idp.example/a", nil)
		_, rest, _ := strings.Cut(whole, "<ds:X509Certificate>")
		good, _, _ := strings.Cut(rest, "</ds:X509Certificate>")
		const dtd = `<!DOCTYPE md [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
		for name, tt := range map[string]struct{ text, says string }{
			"no XML":                {"hello", "well-formed"},
			"nothing":               {"", "well-formed"},
			"cut off":               {whole[:len(whole)-30], "well-formed"},
			"two documents":         {whole + `<a/>`, "well-formed"},
			"text behind it":        {whole + `x`, "well-formed"},
			"a document type":       {strings.Replace(whole, "<md:EntityDescriptor", dtd+"<md:EntityDescriptor", 1), "document type"},
			"an entity":             {strings.Replace(whole, "https://idp.example/post", "&x;", 1), "well-formed"},
			"an instruction":        {strings.Replace(whole, "<!--", `<?xml-stylesheet href="https://evil.example"?><!--`, 1), "instructions"},
			"another character set": {strings.Replace(whole, "UTF-8", "UTF-16", 1), "well-formed"},
			"not a descriptor":      {`<a xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>`, "EntityDescriptor"},
			"another name space":    {strings.Replace(whole, "SAML:2.0:metadata", "SAML:9:metadata", 1), "EntityDescriptor"},
			"no entityID":           {strings.Replace(whole, `entityID="https://idp.example/a"`, "", 1), "entityID"},
			"a long entityID":       {strings.Replace(whole, `entityID="`, `entityID="`+strings.Repeat("x", 1100), 1), "entityID"},
			"a service provider":    {strings.ReplaceAll(whole, "IDPSSODescriptor", "SPSSODescriptor"), "IDPSSODescriptor"},
			"SAML 1":                {strings.Replace(whole, "SAML:2.0:protocol", "SAML:1.1:protocol", 1), "IDPSSODescriptor"},
			"plain http":            {strings.Replace(whole, "https://idp.example/sso", "http://idp.example/sso", 1), "https"},
			"javascript":            {strings.Replace(whole, "https://idp.example/sso", "javascript:alert(1)//", 1), "https"},
			"no way to sign in":     {strings.ReplaceAll(whole, "SingleSignOnService", "ArtifactResolutionService"), "SingleSignOnService"},
			"another binding":       {strings.NewReplacer("bindings:HTTP-POST", "bindings:SOAP", "bindings:HTTP-Redirect", "bindings:PAOS").Replace(whole), "SingleSignOnService"},
			"no certificate":        {strings.Replace(whole, `use="signing"`, `use="encryption"`, 1), "must have a signing certificate"},
			"half a certificate":    {strings.Replace(whole, good, good[:100], 1), "cannot be read"},
			"an old certificate":    {strings.Replace(whole, good, expired, 1), "expired on 2026-03-02"},
			"expired itself":        {strings.Replace(whole, "entityID=", `validUntil="2026-03-01T00:00:00Z" entityID=`, 1), "valid until 2026-03-01"},
			"very deep":             {strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), "more elements"},
			"very many elements":    {"<a>" + strings.Repeat("<b/>", 10_001) + "</a>", "more elements"},
			"very large":            {whole + strings.Repeat(" ", 256<<10), "256 kB"},
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", idps, body(t, document{"name": name, "metadata": tt.text}))
			says, _ := apitest.JSON[document](t, a)["metadata"].([]any)
			if a.Status != 400 || len(says) != 1 || !strings.Contains(says[0].(string), tt.says) {
				t.Errorf("%s: %d %s, want 400 and %q", name, a.Status, a.Body, tt.says)
			}
		}
		if n := count(t, s, `select count(*) from idps`); n != 0 {
			t.Errorf("%d were made", n)
		}
		// A signing key beside an unreadable one for encryption, keys for both.
		for _, text := range []string{
			strings.Replace(whole, `use="signing"`, "", 1),
			strings.Replace(whole, "entityID=", `validUntil="2036-03-01T00:00:00Z" entityID=`, 1),
		} {
			i := newIDP(t, s, s.A, document{"name": "Good", "metadata": text})
			s.Do(t, s.A.Admin.Token, "DELETE", idps+"/"+i["guid"].(string), "")
		}
	})
}

func TestIDPRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, text := s.A.Admin.Token, metadata(t, "https://idp.example/a", nil)
		first := newIDP(t, s, s.A, document{"name": "Okta", "metadata": text, "sso_url_suffix": "okta"})
		second := newIDP(t, s, s.A, document{"name": "Entra", "metadata": metadata(t, "https://idp.example/b", nil)})
		one, other := idps+"/"+first["guid"].(string), idps+"/"+second["guid"].(string)
		fresh := func(v document) string {
			if v["metadata"] == nil {
				v["metadata"] = metadata(t, "https://idp.example/c", nil)
			}
			return body(t, v)
		}
		for _, tt := range []struct {
			method, path, body string
			status             int
		}{
			{"POST", idps, `{"name":"x"}`, 400},
			{"POST", idps, fresh(document{"name": ""}), 400},
			{"POST", idps, fresh(document{"name": strings.Repeat("x", 256)}), 400},
			{"POST", idps, fresh(document{"name": "x", "sign_hash_alg": "md5"}), 400},
			{"POST", idps, fresh(document{"name": "x", "sso_url_suffix": "a/b"}), 400},
			{"POST", idps, fresh(document{"name": "x", "sso_url_suffix": "-a"}), 400},
			{"POST", idps, fresh(document{"name": "x", "sso_url_suffix": first["guid"]}), 400},
			{"POST", idps, fresh(document{"name": "x", "custom_saml_login_url": "http://x.example"}), 400},
			{"POST", idps, fresh(document{"name": "x", "logout_redirect_url": "https://u:p@x.example/"}), 400},
			{"POST", idps, fresh(document{"name": "x", "default_group": s.B.Group}), 400},
			{"POST", idps, fresh(document{"name": "x", "default_group": db.NewID()}), 400},
			{"POST", idps, fresh(document{"name": "OKTA"}), 409},
			{"POST", idps, fresh(document{"name": "x", "sso_url_suffix": "okta"}), 409},
			{"POST", idps, fresh(document{"name": "x", "metadata": text}), 409},
			{"PATCH", other, `{"name":"okta"}`, 409},
			{"PATCH", other, `{"sso_url_suffix":"okta"}`, 409},
			{"PATCH", other, body(t, document{"metadata": text}), 409},
			{"PATCH", other, `{"metadata":"<a/>"}`, 400},
			{"PATCH", other, `{"metadata":""}`, 400},
			{"PATCH", idps + "/" + db.NewID(), `{"metadata":"<a/>"}`, 400},
			{"PATCH", other, `{"default_group":"` + s.B.Group + `"}`, 400},
		} {
			refused(t, s, admin, tt.method, tt.path, tt.body, tt.status)
		}
		for _, method := range []string{"PATCH", "DELETE"} {
			refused(t, s, s.B.Admin.Token, method, one, `{"name":"x"}`, 404)
			refused(t, s, s.A.GroupAdmin.Token, method, one, `{"name":"x"}`, 403)
		}
		// The same entity is allowed while one of the two is disabled.
		twin := newIDP(t, s, s.A, document{"name": "Twin", "metadata": text, "enabled": false})
		refused(t, s, admin, "PATCH", idps+"/"+twin["guid"].(string), `{"enabled":true}`, 409)
		if a := s.Do(t, admin, "PATCH", one, `{"enabled":false}`); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "PATCH", idps+"/"+twin["guid"].(string), `{"enabled":true}`); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		// Another customer may use the same names, suffix and IdP.
		newIDP(t, s, s.B, document{"name": "Okta", "metadata": text, "sso_url_suffix": "okta"})
		// A group that was deleted is nobody's default.
		group := newGroup(t, s, `{"name":"Soon gone"}`).GUID
		s.Do(t, admin, "PATCH", one, `{"default_group":"`+group+`"}`)
		if a := s.Do(t, admin, "DELETE", accessGroups+"/"+group, ""); a.Status != 204 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "PATCH", one, `{"name":"Okta 2"}`); a.Status != 200 || apitest.JSON[document](t, a)["default_group"] != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// Whom an sso_connection signs in at: the only IdP, or the one that is named.
func TestAccessesChooseTheirIDP(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		people := 0
		sso := func(more string, status int) document {
			t.Helper()
			people++
			u := s.Person(t, s.A, "Sam "+strconv.Itoa(people), actor.User, "", nil)
			a := s.Do(t, admin, "POST", "/user/v1/users/"+u.GUID+"/access", `{"type":"sso_connection","sso_id":"sam"`+more+`}`)
			if a.Status != status {
				t.Fatalf("%s: %d %s", more, a.Status, a.Body)
			}
			data, _ := apitest.JSON[document](t, a)["data"].(document)
			return data
		}
		before := sso("", 201)
		if _, has := before["idp"]; has {
			t.Errorf("without an IdP: %v", before)
		}
		first := newIDP(t, s, s.A, document{"name": "One", "metadata": metadata(t, "https://idp.example/1", nil)})["guid"].(string)
		path := "/user/v1/users/" + before["user"].(string) + "/access"
		if a := s.Do(t, admin, "GET", path, ""); !strings.Contains(a.Body, `"idp":"`+first+`"`) {
			t.Errorf("the first IdP takes over those before it: %s", a.Body)
		}
		sso("", 409) // the same sso_id at the same IdP
		second := newIDP(t, s, s.A, document{"name": "Two", "metadata": metadata(t, "https://idp.example/2", nil)})["guid"].(string)
		sso("", 400)
		sso(`,"idp":"`+db.NewID()+`"`, 400)
		foreign := newIDP(t, s, s.B, document{"name": "Two", "metadata": metadata(t, "https://idp.example/2", nil)})["guid"].(string)
		sso(`,"idp":"`+foreign+`"`, 400)
		sso(`,"idp":null`, 400)
		sso(`,"idp":7`, 400)
		at := sso(`,"idp":"`+strings.ToUpper(second)+`"`, 201) // the same sso_id at another
		if at["idp"] != second {
			t.Errorf("%v", at)
		}
		number := strconv.FormatFloat(at["id"].(float64), 'f', 0, 64)
		access := "/user/v1/users/" + at["user"].(string) + "/access/" + number
		if a := s.Do(t, admin, "PATCH", access, `{"idp":"`+first+`"}`); a.Status != 409 {
			t.Errorf("the same sso_id is there: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "PATCH", access, `{"idp":"`+foreign+`"}`); a.Status != 400 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "PATCH", access, `{"sso_id":"sam"}`); a.Status != 200 {
			t.Errorf("its own sso_id is another's elsewhere: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "POST", "/user/v1/users/"+s.A.Reader.GUID+"/access", `{"type":"profile","name":"x","idp":"`+first+`"}`); a.Status != 400 {
			t.Errorf("a profile at an IdP: %d %s", a.Status, a.Body)
		}
		refused(t, s, admin, "DELETE", idps+"/"+second, "", 409)
		if err := s.Accesses.Delete(t.Context(), actor.System(s.A.ID), at["user"].(string), number); err != nil {
			t.Fatal(err)
		}
		if a := s.Do(t, admin, "DELETE", idps+"/"+second, ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// Of an IdP that is deleted and an access that chooses it at the same moment, one
// comes first and the other finds it done.
func TestIDPsAndAccessesDoNotMiss(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ctx := t.Context()
		for i := range 8 {
			n := strconv.Itoa(i)
			guid := newIDP(t, s, s.A, document{"name": "IdP " + n, "metadata": metadata(t, "https://idp.example/"+n, nil)})["guid"].(string)
			u := s.Person(t, s.A, "Racer "+n, actor.User, "", nil)
			by := actor.System(s.A.ID)
			deleted := make(chan int)
			go func() { deleted <- s.Do(t, s.A.Admin.Token, "DELETE", idps+"/"+guid, "").Status }()
			sso := "racer" + n
			a, err := s.Accesses.Create(ctx, by, u.GUID, identity.AccessDraft{Type: identity.SSOConnection, SSOID: &sso})
			status := <-deleted
			if err != nil {
				t.Fatal(err)
			}
			if (a.IDP == guid) != (status == 409) {
				t.Errorf("access at %q, delete %d", a.IDP, status)
			}
			if err := s.Accesses.Delete(ctx, by, u.GUID, strconv.FormatInt(a.ID, 10)); err != nil {
				t.Fatal(err)
			}
			s.Do(t, s.A.Admin.Token, "DELETE", idps+"/"+guid, "")
		}
	})
}
