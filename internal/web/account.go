package web

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// accountView is who is signed in, and where else.
type accountView struct {
	page
	Notice phrase
	Facts  []fact
	Links  []way
	Rows   []sessionRow
	Others bool // there are sessions besides this one
}

func (accountView) file() string { return "account.html" }

type sessionRow struct {
	GUID            string
	Device, Proof   phrase
	Acting, Address string
	Since, LastSeen time.Time
	IsThis          bool
}

func (c *Web) showAccount(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx := r.Context()
	ways, err := c.Sessions.Ways(ctx, by)
	if err != nil {
		return err
	}
	sessions, err := c.Sessions.Own(ctx, by)
	if err != nil {
		return err
	}
	v := newAccount(by, ways[0], sessions)
	v.Notice = map[string]phrase{
		"ended":  say("The session has ended."),
		"others": say("All your other sessions have ended."),
	}[r.URL.Query().Get("done")]
	return render(w, r, http.StatusOK, v)
}

func newAccount(by actor.Actor, login identity.Choice, sessions []identity.OpenSession) accountView {
	v := accountView{
		page: console(by, say("Your account"), "account"), Others: len(sessions) > 1,
		Facts: known(
			fact{say("Name"), plain(by.FormalName)}, fact{say("E-mail"), plain(by.Email)}, fact{say("Organisation"), plain(by.CustomerName)},
			fact{say("You act through"), acting(by)}, fact{say("You sign in"), signsIn(login)}, fact{say("Last sign-in"), sayMoment(login.LastLoginAt)},
		),
		Links: []way{{say("API tokens"), tokensPath}},
	}
	if login.Type == identity.UIConnection {
		v.Links = append([]way{{say("Second factors"), deskBase}, {say("Change your password"), "/account/password"}}, v.Links...)
	}
	if by.CanSwitch {
		v.Links = append(v.Links, way{say("Act through another profile"), "/switch"})
	}
	v.Links = append(v.Links, way{say("Your data"), dataPath}, way{say("Erase me"), erasePath})
	for _, s := range sessions {
		v.Rows = append(v.Rows, newSessionRow(&s))
	}
	return v
}

func newSessionRow(s *identity.OpenSession) sessionRow {
	return sessionRow{
		GUID: s.GUID, Device: device(s.Agent), Proof: proofOf(s.Method, s.Factor), Acting: joined(s.Profile, s.CustomerName),
		Address: s.IP, Since: s.CreatedAt, LastSeen: s.SeenAt, IsThis: s.IsThis,
	}
}

func acting(by actor.Actor) phrase {
	if by.AccessType == identity.Profile {
		return say("The profile %s", by.Profile)
	}
	return say("Your own access")
}

func signsIn(login identity.Choice) phrase {
	if login.Type == identity.SSOConnection {
		return say("At the identity provider of %s", login.CustomerName)
	}
	return say("Here, to %s", login.CustomerName)
}

// proofOf says how somebody has shown who they are.
func proofOf(method, factor string) phrase {
	first := map[string]phrase{"password": say("Password"), "passkey": say("Passkey"), "sso": say("Single sign-on")}[method]
	second := map[string]phrase{"totp": say("authenticator app"), "passkey": say("passkey"), "recovery": say("recovery code")}[factor]
	if second == nil || method == factor {
		return first
	}
	return say("%s and %s", first, second)
}

// joined names a profile with its organisation.
func joined(profile, customer string) string {
	if profile == "" {
		return customer
	}
	return profile + ", " + customer
}

// endSession ends one of somebody's sessions. To end another than this one takes
// a fresh proof: whoever finds a screen unlocked must not throw out its owner.
func (c *Web) endSession(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	if guid != by.SessionGUID {
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
	}
	if err := c.Sessions.EndOne(r.Context(), by, guid); err != nil {
		return err
	}
	if guid == by.SessionGUID {
		return c.leave(w, r)
	}
	return see(w, r, "/account?done=ended")
}

// endSessions ends all of somebody's sessions, or all but this one.
func (c *Web) endSessions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	switch r.PostFormValue("which") {
	case "others":
		if err := c.Sessions.EndOthers(r.Context(), by); err != nil {
			return err
		}
		return see(w, r, "/account?done=others")
	case "all":
		if err := c.Sessions.EndAll(r.Context(), by); err != nil {
			return err
		}
		return c.leave(w, r)
	default:
		return fault.New(fault.Invalid, "Say which sessions are to end: all, or the others.")
	}
}

// leave leads out who has just ended its own session.
func (c *Web) leave(w http.ResponseWriter, r *http.Request) error {
	c.dropCookie(w, sessionCookie)
	return see(w, r, "/sign-in?done=out")
}
