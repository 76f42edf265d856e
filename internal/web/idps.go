package web

import (
	"cmp"
	"errors"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

const idpsPath = "/identity-providers"

// mountIDPs adds the pages of an admin's business: where people sign in.
func (c *Web) mountIDPs(member func(string, memberHandler), upload func(string, memberHandler)) {
	member("GET "+idpsPath, c.idps)
	member("GET "+idpsPath+"/new", c.newIDP)
	upload("POST "+idpsPath+"/new", c.addIDP)
	member("GET "+idpsPath+"/{guid}", c.idp)
	upload("POST "+idpsPath+"/{guid}", c.changeIDP)
	member("POST "+idpsPath+"/{guid}/delete", c.deleteIDP)
	member("POST "+idpsPath+"/{guid}/test", c.testIDP)
	member("POST "+idpsPath+"/{guid}/rehearse", c.rehearseIDP)
	member("POST "+idpsPath+"/{guid}/scim-tokens", c.makeSCIMToken)
	member("POST "+idpsPath+"/{guid}/scim-tokens/{token}/{action}", c.changeSCIMToken)
}

// idpsView lists a customer's identity providers.
type idpsView struct {
	page
	Notice    phrase
	CanChange bool
	Rows      []idpRow
	Calls     []apiCall
}

func (idpsView) file() string { return "idps.html" }

type idpRow struct {
	GUID, Name, Protocol, Issuer string
	State                        state
	Facts                        []fact
}

var protocolNames = map[string]string{identity.SAML: "SAML 2.0", identity.OIDC: "OpenID Connect"}

var idpNotices = map[string]phrase{
	"added":   say("The identity provider is there. Enter the addresses below at it, then try to sign in."),
	"changed": say("Your changes are saved."),
	"deleted": say("The identity provider is deleted."),
	"revoked": tokenNotices["revoked"],
}

// canChangeIDPs says what [identity.IDPs] would, so that no page offers what it refuses.
func canChangeIDPs(by actor.Actor) bool { return by.IsAdmin() && by.Has(actor.SettingsRW) }

func (c *Web) idps(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := c.IDPs.List(r.Context(), by)
	if err != nil {
		return err
	}
	v := newIDPs(by, all, c.Now())
	v.Notice = idpNotices[r.URL.Query().Get("done")]
	v.Calls = []apiCall{c.call(say("List the identity providers"), "GET", idpsCall, nil)}
	return render(w, r, http.StatusOK, v)
}

func newIDPs(by actor.Actor, all []identity.IDP, now time.Time) idpsView {
	v := idpsView{page: console(by, say("Single sign-on"), "identity-providers"), CanChange: canChangeIDPs(by)}
	for _, i := range all {
		v.Rows = append(v.Rows, idpRow{
			GUID: i.GUID, Name: i.Name, Protocol: protocolNames[i.Protocol], Issuer: i.EntityID, State: stateOfIDP(&i, now), Facts: factsOfIDP(&i),
		})
	}
	return v
}

func stateOfIDP(i *identity.IDP, now time.Time) state {
	switch {
	case !i.IsEnabled:
		return state{"inactive", say("Disabled")}
	case i.CertificateEnds != nil && !i.CertificateEnds.After(now):
		return state{"declined", say("Certificate expired")}
	case !i.HasSignedIn:
		return state{"pending", say("Not used yet")}
	}
	return state{"active", say("In use")}
}

func factsOfIDP(i *identity.IDP) []fact {
	newcomers := say("Only whom an administrator added")
	if i.IsJIT {
		newcomers = say("Get a user when they first sign in")
	}
	return known(
		fact{say("Protocol"), plain(protocolNames[i.Protocol])},
		fact{say("Newcomers"), newcomers},
		fact{say("Certificate expires"), sayTime(i.CertificateEnds)},
		fact{say("Calls itself"), plain(i.EntityID)},
	)
}

func (c *Web) idp(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.idpDesk(r, by)
	if err != nil {
		return err
	}
	v := c.newIDPPage(by, &d.idp, d.tokens, formOfIDP(&d.idp, d.groups))
	v.Notice = idpNotices[r.URL.Query().Get("done")]
	return render(w, r, http.StatusOK, v)
}

// idpDesk is what the page of an identity provider is made of.
type idpDesk struct {
	idp    identity.IDP
	tokens []identity.SCIMToken
	groups []tenant.Group
}

func (c *Web) idpDesk(r *http.Request, by actor.Actor) (d idpDesk, err error) {
	if d.idp, err = c.IDPs.One(r.Context(), by, r.PathValue("guid")); err != nil {
		return d, err
	}
	if d.tokens, err = c.SCIMTokens.List(r.Context(), by, d.idp.GUID); err != nil {
		return d, err
	}
	d.groups, err = c.groups(r, by)
	return d, err
}

// groups are those that a mapping can lead to, if by may see them.
func (c *Web) groups(r *http.Request, by actor.Actor) ([]tenant.Group, error) {
	groups, err := c.Groups.List(r.Context(), by)
	if fault.Is(err, fault.Forbidden) {
		return nil, nil
	}
	return groups, err
}

// newIDP asks for the proof before the form is filled in, not after.
func (c *Web) newIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if !canChangeIDPs(by) {
		return actor.Denied()
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	groups, err := c.groups(r, by)
	if err != nil {
		return err
	}
	protocol := cmp.Or(r.URL.Query().Get("protocol"), identity.SAML)
	if protocolNames[protocol] == "" {
		return fault.New(fault.NotFound, "There is no such protocol.")
	}
	return render(w, r, http.StatusOK, c.newIDPForm(by, emptyIDPForm(protocol, groups)))
}

func (c *Web) newIDPForm(by actor.Actor, form idpForm) newIDPView {
	form.Action, form.Button = idpsPath+"/new", say("Add")
	body := map[string]any{"name": "Directory", "metadata_url": "https://idp.example.com/metadata"}
	if form.IsOIDC() {
		body = map[string]any{"name": "Login", "protocol": "oidc", "issuer": "https://login.example.com", "client_id": "gatehouse", "client_secret": "…"}
	}
	return newIDPView{
		page: console(by, say("Add an identity provider"), "identity-providers").failed(form.Wrong), Form: form,
		Calls: []apiCall{c.call(say("Add one"), "POST", idpsCall, body)},
	}
}

func (c *Web) addIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	groups, err := c.groups(r, by)
	if err != nil {
		return err
	}
	form, ch, err := readIDPForm(r, groups, true)
	if err == nil {
		var i identity.IDP
		if i, err = c.IDPs.Create(r.Context(), by, ch); err == nil {
			return see(w, r, idpsPath+"/"+i.GUID+"?done=added")
		}
	}
	if form.complain(err) {
		return render(w, r, http.StatusUnprocessableEntity, c.newIDPForm(by, form))
	}
	return err
}

func (c *Web) changeIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.idpDesk(r, by)
	if err != nil {
		return err
	}
	form, ch, err := readIDPForm(r, d.groups, false)
	if err == nil {
		if _, err = c.IDPs.Change(r.Context(), by, d.idp.GUID, ch); err == nil {
			return see(w, r, idpsPath+"/"+d.idp.GUID+"?done=changed")
		}
	}
	if form.complain(err) {
		return render(w, r, http.StatusUnprocessableEntity, c.newIDPPage(by, &d.idp, d.tokens, form))
	}
	return err
}

// complain puts what is wrong at the fields, and reports whether the form can
// say it. What was typed stays, also where the last proof is too old.
func (f *idpForm) complain(err error) bool {
	if errors.Is(err, identity.ErrStale) {
		f.IsStale = true
	}
	said := formFault(err, fault.Conflict, fault.Forbidden)
	f.Wrong = complain(said, f.fields()...)
	return err != nil && said != nil
}

func (c *Web) deleteIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.idpDesk(r, by)
	if err != nil {
		return err
	}
	err = c.IDPs.Delete(r.Context(), by, d.idp.GUID)
	if fault.Is(err, fault.Conflict) {
		form := formOfIDP(&d.idp, d.groups)
		form.complain(err)
		return render(w, r, http.StatusUnprocessableEntity, c.newIDPPage(by, &d.idp, d.tokens, form))
	}
	if err != nil {
		return err
	}
	return see(w, r, idpsPath+"?done=deleted")
}
