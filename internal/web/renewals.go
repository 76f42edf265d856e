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
	return render(w, r, status, newConfirm(r, confirmView{
		Heading: say("Renew your API token"), Button: say("Make a new token and show it"), AsksCode: true,
		Lead: say("Your API token for %s expires soon. A new one is made in its place and shown once: have a safe place at hand. The old one works until it expires.", link.CustomerName),
		Foot: say("The link works once. After five wrong codes it stops working."),
	}, f))
}

// renewToken answers with the token itself: led on to another page, a browser
// could come back to it.
func (c *Web) renewToken(w http.ResponseWriter, r *http.Request) error {
	secret, err := c.Tokens.Renew(r.Context(), r.PathValue("token"), r.PostFormValue("code"))
	if err == nil {
		return render(w, r, http.StatusOK, newSecret(threshold(say("Your new API token"), open, nil), secret))
	}
	if f := formFault(err); f != nil {
		return c.askRenewToken(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}

// newSecret shows the token that took another's place.
func newSecret(p page, secret string) secretView {
	return secretView{
		page: p, Heading: say("Your new API token"), Secret: secret,
		Lead: say("Copy it to where the old one is used. It is shown here and never again."),
		Foot: say("The old token works until it expires. Whoever has this one can do what it can do: if it gets into wrong hands, have it revoked."),
	}
}

// showRenewal shows what a reminder is about to who may renew it.
func (c *Web) showRenewal(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	m, err := c.Reminders.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	v := confirmView{page: console(by, say("Renew"), ""), Action: r.URL.Path, Foot: say("If it is no longer needed, close the page: it ends by itself.")}
	switch m.Kind {
	case identity.UserEnds:
		e, err := c.Users.Extension(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = say("Extend the access of %s", e.User.FormalName), say("Extend it to %s", sayDay(&e.Day))
		v.Lead = say("%s (%s) has access until %s. It is extended by %s, as long as it was given before.",
			e.User.FormalName, e.User.Email, sayDay(e.User.ExpiresAt), count(int64(e.Days), "%d day", "%d days"))
	case identity.TrialEnds:
		q, err := c.Requests.Extendable(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = say("Extend the access of %s", q.FormalName), count(q.TrialDays, "Extend it by %d day", "Extend it by %d days")
		v.Lead = say("%s (%s) accepted your invitation and has access until %s.", q.FormalName, q.Email, sayTime(q.AccessEndsAt))
	default:
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		name, err := c.Tokens.RenewableFor(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Heading, v.Button = say("Renew the API token “%s”", name), say("Make a new token and show it")
		v.Lead = say("It expires on %s. A new one is made in its place and shown once; the old one works until it expires.", sayTime(&m.EndsAt))
	}
	return render(w, r, http.StatusOK, v)
}

// renew does what the page of a reminder says.
func (c *Web) renew(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	m, err := c.Reminders.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	v := messageView{page: console(by, say("Renewed"), ""), Heading: say("Renewed")}
	switch m.Kind {
	case identity.UserEnds:
		u, err := c.Users.Extend(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Lead = say("%s has access until %s.", u.FormalName, sayDay(u.ExpiresAt))
	case identity.TrialEnds:
		q, err := c.Requests.Extend(r.Context(), by, m)
		if err != nil {
			return err
		}
		v.Lead = say("%s has access until %s.", q.FormalName, sayTime(q.AccessEndsAt))
		v.Ways = []way{{say("See the request"), "/outbox/" + q.GUID}}
	default:
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		secret, err := c.Tokens.RenewFor(r.Context(), by, m)
		if err != nil {
			return err
		}
		return render(w, r, http.StatusOK, newSecret(console(by, say("The new API token"), ""), secret))
	}
	return render(w, r, http.StatusOK, v)
}
