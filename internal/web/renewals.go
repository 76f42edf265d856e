package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

func (c *Web) showRenewToken(w http.ResponseWriter, r *http.Request) error {
	return c.askRenewToken(w, r, http.StatusOK, nil)
}

func (c *Web) askRenewToken(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	link, err := c.Tokens.LookRenewal(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	if link.State != mail.Live {
		return gone{mail.RenewLink, link.State}
	}
	return render(w, status, newConfirm(r, confirmView{
		Heading: "Renew your API token", Button: "Make a new token and show it", AsksCode: true,
		Lead: "Your API token for " + link.CustomerName + " expires soon. A new one is made in its place and shown once: have a safe place at hand. The old one works until it expires.",
		Foot: "The link works once. After five wrong codes it stops working.",
	}, f))
}

// renewToken answers with the token itself: led on to another page, a browser
// could come back to it.
func (c *Web) renewToken(w http.ResponseWriter, r *http.Request) error {
	secret, err := c.Tokens.Renew(r.Context(), r.PathValue("token"), r.PostFormValue("code"))
	if err == nil {
		return render(w, http.StatusOK, newSecret(threshold("Your new API token", open, nil), secret))
	}
	if f := formFault(err); f != nil {
		return c.askRenewToken(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}

// newSecret shows the token that took another's place.
func newSecret(p page, secret string) secretView {
	return secretView{
		page: p, Heading: "Your new API token", Secret: secret,
		Lead: "Copy it to where the old one is used. It is shown here and never again.",
		Foot: "The old token works until it expires. Whoever has this one can do what it can do: if it gets into wrong hands, have it revoked.",
	}
}

// showRenewal shows what a reminder is about to who may renew it.
func (c *Web) showRenewal(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	m, err := c.Reminders.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	v := confirmView{page: console(by, "Renew", ""), Action: r.URL.Path, Foot: "If it is no longer needed, close the page: it ends by itself."}
	switch m.Kind {
	case identity.UserEnds:
		e, err := c.Users.Extension(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = "Extend the access of "+e.User.FormalName, "Extend it to "+sayDay(&e.Day)
		v.Lead = e.User.FormalName + " (" + e.User.Email + ") has access until " + sayDay(e.User.ExpiresAt) + ". It is extended by " + counted(int64(e.Days), "day") + ", as long as it was given before."
	case identity.TrialEnds:
		q, err := c.Requests.Extendable(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = "Extend the access of "+q.FormalName, "Extend it by "+counted(q.TrialDays, "day")
		v.Lead = q.FormalName + " (" + q.Email + ") accepted your invitation and has access until " + sayTime(q.AccessEndsAt) + "."
	default:
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		name, err := c.Tokens.RenewableFor(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = "Renew the API token “"+name+"”", "Make a new token and show it"
		v.Lead = "It expires on " + sayTime(&m.EndsAt) + ". A new one is made in its place and shown once; the old one works until it expires."
	}
	return render(w, http.StatusOK, v)
}

// renew does what the page of a reminder says.
func (c *Web) renew(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	m, err := c.Reminders.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	v := messageView{page: console(by, "Renewed", ""), Heading: "Renewed"}
	switch m.Kind {
	case identity.UserEnds:
		u, err := c.Users.Extend(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Lead = u.FormalName + " has access until " + sayDay(u.ExpiresAt) + "."
	case identity.TrialEnds:
		q, err := c.Requests.Extend(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Lead = q.FormalName + " has access until " + sayTime(q.AccessEndsAt) + "."
		v.Ways = []way{{"See the request", "/outbox/" + q.GUID}}
	default:
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		secret, err := c.Tokens.RenewFor(r.Context(), by, m)
		if err != nil {
			return err
		}
		return render(w, http.StatusOK, newSecret(console(by, "The new API token", ""), secret))
	}
	return render(w, http.StatusOK, v)
}
