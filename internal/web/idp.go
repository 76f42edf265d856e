package web

import (
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// idpView is one identity provider: what it has to know of this server, and its settings.
type idpView struct {
	page
	Notice    string
	Name      string
	State     state
	Facts     []fact
	Addresses []fact // of this server
	CanChange bool
	Delete    string
	Form      idpForm
}

func (idpView) file() string { return "idp.html" }

// newIDPView asks for a new one.
type newIDPView struct {
	page
	Form idpForm
}

func (newIDPView) file() string { return "new_idp.html" }

// addressesFor are the addresses of this server that somebody has to enter at an IdP.
func (c *Web) addressesFor(by actor.Actor, i *identity.IDP) []fact {
	at := c.PublicURL + "/" + i.Protocol + "/" + by.CustomerGUID
	start := fact{"Where people start", at + "/login/" + url.PathEscape(i.Ref())}
	if i.Protocol == identity.OIDC {
		return []fact{
			{"Redirect URI", at + "/callback/" + i.GUID},
			{"Back-channel logout URI", at + "/logout/" + i.GUID},
			{"Post-logout redirect URI", c.PublicURL + "/sign-in?done=out"},
			start,
		}
	}
	return []fact{
		{"Entity ID (audience)", at},
		{"Reply URL (assertion consumer service)", at + "/acs"},
		{"Metadata, with all of this and the certificate", at + "/metadata"},
		{"Single logout", at + "/logout"},
		start,
	}
}

func (c *Web) newIDPPage(by actor.Actor, i *identity.IDP, form idpForm) idpView {
	form.Action, form.Button = idpsPath+"/"+i.GUID, "Save"
	return idpView{
		page: console(by, i.Name, "idps").failed(form.Wrong), Name: i.Name, State: stateOfIDP(i, c.Now()), Facts: factsOfIDP(i), Addresses: c.addressesFor(by, i),
		CanChange: canChangeIDPs(by), Delete: idpsPath + "/" + i.GUID + "/delete", Form: form,
	}
}
