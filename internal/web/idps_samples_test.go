package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// idpSamples are the pages about identity providers, in every state.
func idpSamples() []sample {
	by := actor.Actor{
		FormalName: "Emma Waters", CustomerName: "Blue Seas International", CustomerGUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70",
		Role: actor.Admin, Roles: actor.AllRights(),
	}
	c := &Web{PublicURL: "https://gatehouse.blueseas.example", Now: func() time.Time { return sampleTime }}
	groups := []tenant.Group{{GUID: "g-1", Name: "All Companies"}, {GUID: "g-2", Name: "Suppliers in Europe"}}
	soon, past := sampleTime.AddDate(0, 3, 0), sampleTime.AddDate(0, 0, -1)
	directory := identity.IDP{
		GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f71", Name: "Blue Seas directory", IsEnabled: true, Protocol: identity.SAML, HasSignedIn: true, IsJIT: true,
		EntityID: "https://sts.windows.net/3f2a0c1e-0b52-4b9a-9d6e-6d6f4b1f2c3d/", Metadata: "<EntityDescriptor/>", CertificateEnds: &soon,
		MetadataURL: "https://login.microsoftonline.com/3f2a0c1e-0b52-4b9a-9d6e-6d6f4b1f2c3d/federationmetadata/2007-06/federationmetadata.xml",
		Mapping: identity.Mapping{
			Email: "mail", Name: "displayName", Role: "roles", Roles: map[string]actor.Role{"Risk team": actor.PortfolioManager, "Heads": actor.Admin},
			Group: "groups", Groups: []identity.MappedGroup{{Value: "Purchasing", GroupGUID: "g-2"}, {Value: "Gone", GroupGUID: "g-3"}},
		},
		DefaultGroup: "g-2", SignHashAlg: "sha256",
	}
	google := identity.IDP{GUID: "i-2", Name: "Google", IsEnabled: true, Protocol: identity.OIDC, EntityID: "https://accounts.google.com", ClientID: "1234.apps.googleusercontent.com", Scopes: "profile email"}
	old := identity.IDP{GUID: "i-3", Name: "Old directory", IsEnabled: true, Protocol: identity.SAML, EntityID: "https://idp.blueseas.example", CertificateEnds: &past}
	from := "2001:db8:85a3::8a2e:370:7334"
	tokens := []identity.SCIMToken{
		{GUID: "t-1", Prefix: "8FkQ2mZx", Last4: "0aQz", CreatedAt: sampleTime.AddDate(0, -2, 0), ExpiresAt: &soon, LastUsedAt: &past, LastUsedIP: &from},
		{GUID: "t-2", Prefix: "1FkQ2mZx", Last4: "9aQz", CreatedAt: sampleTime.AddDate(-1, 0, 0), RevokedAt: &past},
	}
	list := newIDPs(by, []identity.IDP{directory, google, old, {GUID: "i-4", Name: "Sandbox", Protocol: identity.OIDC}}, sampleTime)
	list.Notice = idpNotices["deleted"]
	added := c.newIDPPage(by, &directory, tokens, formOfIDP(&directory, groups))
	added.Notice = idpNotices["added"]
	stale := formOfIDP(&directory, groups)
	stale.complain(identity.ErrStale)
	reader := by
	reader.Roles = []string{"GATEHOUSE_SETTINGS_R"}
	return []sample{
		{"no idps", newIDPs(by, nil, sampleTime)},
		{"idps", list},
		{"idp", added},
		{"idp by openid connect", c.newIDPPage(by, &google, nil, formOfIDP(&google, groups))},
		{"idp to look at", c.newIDPPage(reader, &directory, tokens, formOfIDP(&directory, groups))},
		{"idp after a while", c.newIDPPage(by, &directory, tokens, stale)},
		{"new idp", c.newIDPForm(by, emptyIDPForm(identity.SAML, groups))},
		{"new idp by openid connect", c.newIDPForm(by, emptyIDPForm(identity.OIDC, groups))},
		{"new idp with complaints", c.newIDPForm(by, sentIDPForm(groups, url.Values{
			"protocol": {identity.SAML}, "metadata": {"<html>"}, "mapping.roles": {"Risk team"}, "mapping.groups": {"Purchasing = Nowhere"}, "jit": {"yes"},
		}))},
	}
}

// sentIDPForm is the form as it comes back with what is wrong.
func sentIDPForm(groups []tenant.Group, values url.Values) idpForm {
	r := httptest.NewRequest(http.MethodPost, "/page", strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", plainForm)
	form, _, err := readIDPForm(r, groups, true)
	form.complain(err)
	return form
}
