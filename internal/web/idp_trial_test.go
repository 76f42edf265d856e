package web

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
)

// An admin tests an identity provider and sees point by point what is right and
// what to do; then rehearses a sign-in with what it says, pasted in any form.
func TestIDPIsTried(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.idpAdmin(t)
		v.upload(t, idpsPath+"/new", "metadata_file", "metadata.xml", metadataText(t), "protocol", "saml", "name", "Directory",
			"mapping.email", "mail", "mapping.name", "cn", "jit", "yes", "mapping.role", "groups", "mapping.roles", "Risk = customer_portfolio_manager").want(t, 303)
		at := idpsPath + "/" + s.idps(t)[0].GUID
		v.get(t, at).want(t, 200, "Does it work?")
		before := s.state(t)
		page := v.post(t, at+"/test", nil).want(t, 200, "Test of Directory", "2 points need a look.", "Its last signing certificate is good until 2027-03-02.",
			"There is no address that newer metadata comes from.", "What to do: Enter one", "Newcomers get a user", "To compare", "/acs")
		s.callsWork(t, page)
		assertion := `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Subject><NameID>0001</NameID></Subject><AttributeStatement>
			<Attribute Name="mail"><AttributeValue>ann@blueseas.example</AttributeValue></Attribute><Attribute Name="cn"><AttributeValue>Ann Bold</AttributeValue></Attribute>
			<Attribute Name="groups"><AttributeValue>All</AttributeValue><AttributeValue>Risk</AttributeValue></Attribute></AttributeStatement></Assertion>`
		claims := `{"sub":"0001","mail":"ann@blueseas.example","cn":"Ann Bold","groups":["All","Risk"]}`
		token := "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
		for _, said := range []string{assertion, claims, token, "mail = ann@blueseas.example\ncn = Ann Bold\ngroups = Risk\nsub = 0001"} {
			v.post(t, at+"/rehearse", url.Values{"said": {said}}).want(t, 200, "Would get in", "A new user", "Ann Bold", "Role Portfolio manager", "GATEHOUSE_PORTFOLIO_RW")
		}
		v.post(t, at+"/rehearse", url.Values{"said": {"mail = x"}}).want(t, 200, "Would not get in", "It does not say who it is")
		v.post(t, at+"/rehearse", url.Values{"said": {"mail = " + s.A.User.Email + "\ncn = X"}, "subject": {"0001"}}).want(t, 200, "Would not get in", "has the e-mail address already", "Role User")
		for _, said := range []string{"", "hello", "{", "<a", "eyJh.%%.x"} {
			v.post(t, at+"/rehearse", url.Values{"said": {said}}).want(t, 422, "What the identity provider says:")
		}
		if after := s.state(t); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Error("a test or a rehearsal changed something")
		}
		v.post(t, at+"/scim-tokens", nil).want(t, 200)
		v.post(t, at+"/test", nil).want(t, 200, "A token for SCIM works.", "The IdP has never called by SCIM.", "/scim/v2/Users?count=1")

		v.header.Set("Accept-Language", "de")
		v.post(t, at+"/test", nil).want(t, 200, "Prüfung von Directory", "Er ist aktiviert.", "Zu tun:")
		reader := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		reader.post(t, at+"/test", nil).want(t, 403)
		reader.post(t, at+"/rehearse", url.Values{"said": {claims}}).want(t, 403)
		s.peopleOf(t, s.B).post(t, at+"/test", nil).want(t, 404)
	})
}
