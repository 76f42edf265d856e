package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// another signs in a person again, in another browser.
func (s *site) another(t *testing.T, p *apitest.Person, agent string) *visitor {
	t.Helper()
	v := s.visitor()
	v.header.Set("User-Agent", agent)
	v.post(t, "/sign-in", url.Values{"email": {p.Email}, "password": {password}}).leads(t, "/")
	return v
}

// isOut checks that the browser is signed in no longer.
func (v *visitor) isOut(t *testing.T) {
	t.Helper()
	v.get(t, "/account").leads(t, "/sign-in?next=%2Faccount")
}

func (v *visitor) staysIn(t *testing.T) {
	t.Helper()
	v.get(t, "/account").want(t, 200, "Your account")
}

// events counts events of an action, by whoever acted through an access.
func (s *site) events(t *testing.T, action string, accessID int64) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, `select count(*) from events where action = $1 and actor_access = $2`, action, accessID)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var endIn = regexp.MustCompile(`action="(/account/sessions/[0-9a-f-]+/end)"`)

// ends returns where the sessions of the page of an account end: this one, and others.
func (v *visitor) ends(t *testing.T) (own string, others []string) {
	t.Helper()
	for row := range strings.SplitSeq(v.get(t, "/account").want(t, 200).body, "<li>") {
		if found := endIn.FindStringSubmatch(row); found != nil {
			if strings.Contains(row, "This session") {
				own = found[1]
			} else {
				others = append(others, found[1])
			}
		}
	}
	return own, others
}

// A person sees where it is signed in, and nobody else's sessions.
func TestAccountListsOwnSessions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		s.Move(time.Minute)
		s.another(t, s.A.Admin, firefox)
		s.member(t, s.A, s.A.User)
		v.get(t, "/account").want(t, 200, "Emma Waters", s.A.Admin.Email, "Last sign-in", "Firefox on Linux", "192.0.2.1",
			"This session", "Password.", "signed in 2 Mar 2026, 10:00 UTC", "Blue Seas").lacks(t, s.A.User.Email, "Switch")
		own, others := v.ends(t)
		if own == "" || len(others) != 1 {
			t.Errorf("own %q, others %q", own, others)
		}
	})
}

// lacks checks that the page says none of texts.
func (a reply) lacks(t *testing.T, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if strings.Contains(text(a.body), s) {
			t.Errorf("the page says %q", s)
		}
	}
}

// A session that its owner ends is over at once: here, and at another node.
func TestEndOneSession(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		lost, elsewhere := s.another(t, s.A.Admin, firefox), s.another(t, s.A.Admin, firefox)
		elsewhere.site = s.node(t)
		elsewhere.staysIn(t)
		_, others := v.ends(t)
		for _, end := range others {
			v.post(t, end, nil).leads(t, "/account?done=ended")
		}
		v.get(t, "/account?done=ended").want(t, 200, "The session has ended.")
		lost.isOut(t)
		elsewhere.isOut(t)
		v.post(t, others[0], nil).want(t, 404)
		own, _ := v.ends(t)
		v.post(t, own, nil).leads(t, "/sign-in?done=out")
		v.isOut(t)
		if n := s.events(t, "session.end", s.access(t, s.A.Admin, identity.UIConnection)); n != 3 {
			t.Errorf("%d events", n)
		}
	})
}

// node is another server over the same database.
func (s *site) node(t *testing.T) *site {
	t.Helper()
	other := *s
	w := *s.web
	w.Sessions = &identity.Sessions{DB: s.DB, Now: s.Now, Key: s.web.Sessions.Key, Factors: s.Factors}
	other.web, other.handler = &w, w.Handler()
	return &other
}

func (s *site) access(t *testing.T, p *apitest.Person, kind string) int64 {
	t.Helper()
	id, err := db.Value[int64](t.Context(), s.DB, `select id from accesses where user_guid = $1 and type = $2`, p.GUID, kind)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Nobody ends a session of somebody else: it does not exist for them.
func TestNobodyEndsSessionsOfOthers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		emma := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		own, _ := emma.ends(t)
		for _, v := range []*visitor{s.member(t, s.A, s.A.User, actor.AllRights()...), s.member(t, s.B, s.B.Admin, actor.AllRights()...)} {
			v.post(t, own, nil).want(t, 404)
			v.post(t, "/account/sessions/end", url.Values{"which": {"others"}}).leads(t, "/account?done=others")
			v.post(t, "/account/sessions/end", url.Values{"which": {"all"}}).leads(t, "/sign-in?done=out")
		}
		emma.staysIn(t)
	})
}

// Ending all others leaves this one; ending all leaves none, also none that is
// only about to open.
func TestEndSessions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		lost := s.another(t, s.A.Admin, firefox)
		ticket, err := s.Sessions.SignIn(t.Context(), s.A.Admin.Email, password, "192.0.2.9", "")
		if err != nil {
			t.Fatal(err)
		}
		v.post(t, "/account/sessions/end", nil).want(t, 400, "Say which sessions are to end")
		v.post(t, "/account/sessions/end", url.Values{"which": {"others"}}).leads(t, "/account?done=others")
		v.get(t, "/account?done=others").want(t, 200, "All your other sessions have ended.")
		lost.isOut(t)
		if _, err := s.Sessions.Open(t.Context(), ticket[0].Ticket, ticket[0].AccessID, "192.0.2.9", ""); err == nil {
			t.Error("a session opened that had begun before")
		}
		lost = s.another(t, s.A.Admin, firefox)
		v.post(t, "/account/sessions/end", url.Values{"which": {"all"}}).leads(t, "/sign-in?done=out")
		v.isOut(t)
		lost.isOut(t)
	})
}

// To end other sessions one proves oneself again; to leave, one does not.
func TestEndingSessionsAsksAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		other := s.another(t, s.A.Admin, firefox)
		own, others := v.ends(t)
		v.header.Set("Referer", "http://example.com/account")
		s.Move(identity.FreshFor)
		const prove = "/account/prove?next=%2Faccount"
		v.post(t, others[0], nil).leads(t, prove)
		for _, which := range []string{"others", "all"} {
			v.post(t, "/account/sessions/end", url.Values{"which": {which}}).leads(t, prove)
		}
		other.staysIn(t)
		v.post(t, "/account/prove", url.Values{"password": {password}, "next": {"/account"}}).leads(t, "/account")
		v.post(t, others[0], nil).leads(t, "/account?done=ended")
		other.isOut(t)
		s.Move(identity.FreshFor)
		v.post(t, own, nil).leads(t, "/sign-in?done=out")
		v.isOut(t)
	})
}

// Who signs in gets a new session, and the one that the browser had is over.
func TestSignInEndsTheSessionBefore(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		old := v.sits()
		v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
		if v.secret() == old.secret() {
			t.Error("the secret is the old one")
		}
		old.isOut(t)
		v.staysIn(t)
	})
}

// The cookie of a session: by https no other host can set it, no script reads
// it, no other site's form carries it.
func TestSessionCookie(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		check := func(v *visitor, name string, secure bool) {
			t.Helper()
			k := v.cookies[name]
			if k == nil || k.Secure != secure || !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Path != "/" || k.Domain != "" ||
				k.MaxAge != int(identity.LongestSession.Seconds()) {
				t.Errorf("%s: %+v", name, k)
			}
		}
		check(s.member(t, s.A, s.A.Admin), "__Host-gatehouse", true)
		s.web.PublicURL = "http://localhost:8080"
		s.handler = s.web.Handler()
		check(s.another(t, s.A.Admin, firefox), "gatehouse", false)
	})
}

func TestDevice(t *testing.T) {
	for agent, want := range map[string]string{
		firefox: "Firefox on Linux",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":              "Edge on Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15":                      "Safari on macOS",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1":     "Chrome on iPhone",
		"Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":                             "Chrome on ChromeOS",
		"curl/8.14.1": "curl",
		"":            "Unknown browser",
		"<script>":    "Unknown browser",
	} {
		if got := tellers["en"].tell(device(agent)); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}
