package web

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// idpAdmin is signed in as an admin who may do everything.
func (s *site) idpAdmin(t *testing.T) *visitor {
	t.Helper()
	s.door(t, s.A, s.A.Admin, actor.AllRights()...)
	v := s.visitor()
	v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
	return v
}

func (s *site) idps(t *testing.T) []identity.IDP {
	t.Helper()
	all, err := s.IDPs.List(t.Context(), actor.System(s.A.ID))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// metadataText is the metadata of an identity provider, which nobody runs.
func metadataText(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: apitest.Start.AddDate(-1, 0, 0), NotAfter: apitest.Start.AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/saml">
	<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
		<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>` +
		base64.StdEncoding.EncodeToString(der) + `</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
		<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso"/>
	</IDPSSODescriptor>
</EntityDescriptor>`
}

// An admin adds identity providers of both kinds, reads what to enter there,
// changes and deletes them.
func TestIDPPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.idpAdmin(t)
		v.get(t, idpsPath).want(t, 200, "People sign in with passwords", "Add one by SAML", "Add one by OpenID Connect")
		v.get(t, idpsPath+"/new?protocol=kerberos").want(t, 404)
		v.get(t, idpsPath+"/new?protocol=oidc").want(t, 200, "Issuer", "Client secret")

		made := v.post(t, idpsPath+"/new", url.Values{
			"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"gatehouse"}, "client_secret": {"tell nobody"},
			"scopes": {"profile email groups"}, "mapping.email": {"email"}, "mapping.name": {"name"}, "jit": {"yes"},
			"mapping.role": {"groups"}, "mapping.roles": {"cn=risk,ou=x = customer_portfolio_manager\n\nheads=customer_group_admin"},
			"mapping.group": {"groups"}, "mapping.groups": {"purchasing = all companies"},
		})
		oidc := s.idps(t)[0]
		made.leads(t, idpsPath+"/"+oidc.GUID+"?done=added")
		if oidc.Protocol != identity.OIDC || !oidc.IsJIT || !oidc.HasClientSecret() || oidc.Mapping.Roles["cn=risk,ou=x"] != actor.PortfolioManager ||
			oidc.Mapping.Roles["heads"] != actor.GroupAdmin || len(oidc.Mapping.Groups) != 1 || oidc.Mapping.Groups[0].Value != "purchasing" {
			t.Errorf("added %+v", oidc)
		}
		page := v.get(t, idpsPath+"/"+oidc.GUID).want(t, 200, "Redirect URI", "/callback/"+oidc.GUID, "purchasing = All Companies", "Not used yet")
		if strings.Contains(page.body, "tell nobody") {
			t.Error("the client secret is shown")
		}

		v.post(t, idpsPath+"/"+oidc.GUID, url.Values{
			"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"other"}, "scopes": {"email"},
			"mapping.email": {"email"}, "mapping.name": {"name"},
		}).leads(t, idpsPath+"/"+oidc.GUID+"?done=changed")
		oidc = s.idps(t)[0]
		if secret, err := s.IDPs.ClientSecret(oidc); err != nil || secret != "tell nobody" || oidc.ClientID != "other" || oidc.IsEnabled || oidc.IsJIT || oidc.Mapping.Role != "" {
			t.Errorf("changed to %+v, secret %q, %v", oidc, secret, err)
		}
		v.get(t, idpsPath).want(t, 200, "Disabled")
		v.post(t, idpsPath+"/"+oidc.GUID+"/delete", nil).leads(t, idpsPath+"?done=deleted")
		if left := s.idps(t); len(left) != 0 {
			t.Errorf("left %+v", left)
		}
	})
}

// Metadata comes as text or as a file, and says at its field what is wrong with
// it; what was typed stays.
func TestMetadataByFile(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.idpAdmin(t)
		v.get(t, idpsPath+"/new").want(t, 200, "File of the metadata")
		wrong := v.post(t, idpsPath+"/new", url.Values{"protocol": {"saml"}, "name": {"Directory"}, "metadata": {"<html/>"}})
		wrong.want(t, 422, "One thing needs another look.", "Cannot be used")
		if !strings.Contains(wrong.body, `value="Directory"`) {
			t.Error("the name is lost")
		}
		v.upload(t, idpsPath+"/new", "metadata_file", "metadata.xml", metadataText(t), "protocol", "saml", "name", "Directory").want(t, 303)
		i := s.idps(t)[0]
		v.get(t, idpsPath+"/"+i.GUID).want(t, 200, "Reply URL", "/acs", i.EntityID)
		v.upload(t, idpsPath+"/new", "metadata_file", "metadata.xml", "\xff\xfe", "protocol", "saml", "name", "Other").want(t, 422, "Must be XML in UTF-8")
		v.upload(t, idpsPath+"/new", "metadata_file", "metadata.xml", strings.Repeat("x", maxUpload), "protocol", "saml", "name", "Other").want(t, 413, "1,024 kB")
		v.upload(t, "/sign-in", "file", "x", "", "email", "a@b.example").want(t, 415)
	})
}

// A token for SCIM is shown once, rotated and revoked; of live ones there are two.
func TestSCIMTokensInTheConsole(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.idpAdmin(t)
		v.post(t, idpsPath+"/new", url.Values{"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"gatehouse"}}).want(t, 303)
		at := idpsPath + "/" + s.idps(t)[0].GUID
		v.get(t, at).want(t, 200, "Provisioning by SCIM", "/scim/v2", "Make a token for SCIM")
		first := secretIn.FindString(v.post(t, at+"/scim-tokens", nil).want(t, 200, "Your new token for SCIM").body)
		page := v.get(t, at).want(t, 200, "Live")
		if first == "" || strings.Contains(page.body, first) {
			t.Errorf("the secret %q is shown again, or never was", first)
		}
		change := regexp.MustCompile(`action="(` + at + `/scim-tokens/[0-9a-f-]+/)(rotate|revoke)"`)
		token := change.FindStringSubmatch(page.body)[1]
		second := secretIn.FindString(v.post(t, token+"rotate", nil).want(t, 200, "The old token works for one more day.").body)
		if second == "" || second == first {
			t.Errorf("rotated to %q", second)
		}
		page = v.get(t, at).want(t, 200, "Replaced")
		if strings.Contains(page.body, "Make a token for SCIM") {
			t.Error("a third token is offered")
		}
		v.post(t, at+"/scim-tokens", nil).want(t, 409)
		v.post(t, token+"revoke", nil).leads(t, at+"?done=revoked")
		v.get(t, at).want(t, 200, "Revoked", "Make a token for SCIM")
		v.post(t, token+"eat", nil).want(t, 404)
		s.Move(11 * time.Minute)
		v.header.Set("Referer", apitest.PublicURL+at)
		v.post(t, at+"/scim-tokens", nil).leads(t, "/account/prove?next="+url.QueryEscape(at))
	})
}

var secretIn = regexp.MustCompile(`gth_[0-9A-Za-z]{33}`)

// Identity providers are an admin's business, and ask for a proof of the last ten
// minutes: before the form is filled in, and without losing it afterwards.
func TestIDPsAskForAProof(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.idpAdmin(t)
		s.callsStand(t, v.get(t, idpsPath).want(t, 200))
		s.callsStand(t, v.get(t, idpsPath+"/new?protocol=saml").want(t, 200))
		s.callsStand(t, v.get(t, idpsPath+"/new?protocol=oidc").want(t, 200))
		s.Move(11 * time.Minute)
		v.get(t, idpsPath).want(t, 200)
		v.get(t, idpsPath+"/new?protocol=oidc").leads(t, "/account/prove?next=%2Fidentity-providers%2Fnew%3Fprotocol%3Doidc")
		late := v.post(t, idpsPath+"/new", url.Values{"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"gatehouse"}})
		late.want(t, 422, "Show it in another tab")
		if !strings.Contains(late.body, `value="https://login.example"`) || len(s.idps(t)) != 0 {
			t.Errorf("the form is lost, or was taken: %+v", s.idps(t))
		}
		v.post(t, "/account/prove", url.Values{"password": {password}, "next": {"/account"}}).leads(t, "/account")
		v.post(t, idpsPath+"/new", url.Values{"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"gatehouse"}}).
			leads(t, idpsPath+"/"+s.idps(t)[0].GUID+"?done=added")
		s.callsStand(t, v.get(t, idpsPath+"/"+s.idps(t)[0].GUID).want(t, 200, "Make a token for SCIM"))
	})
}

// Who is no admin finds neither the pages nor the way to them.
func TestIDPsAreForAdmins(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.idpAdmin(t)
		s.door(t, s.A, s.A.User, actor.AllRights()...)
		v := s.visitor()
		v.post(t, "/sign-in", url.Values{"email": {s.A.User.Email}, "password": {password}}).leads(t, "/")
		if strings.Contains(v.get(t, "/account").want(t, 200).body, idpsPath) {
			t.Error("the bar leads a user to identity providers")
		}
		for _, path := range []string{idpsPath, idpsPath + "/new"} {
			v.get(t, path).want(t, 403)
		}
		v.post(t, idpsPath+"/new", url.Values{"protocol": {"oidc"}, "name": {"Login"}, "issuer": {"https://login.example"}, "client_id": {"gatehouse"}}).want(t, 422, "do not have permission")
		if len(s.idps(t)) != 0 {
			t.Error("a user added one")
		}
	})
}
