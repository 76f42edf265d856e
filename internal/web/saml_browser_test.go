package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/saml"
)

// desk is a site behind https with a clock that goes, and a SimpleSAMLphp that
// customer A trusts.
type desk struct {
	*site
	authority *idp.Authority
	php       *idp.SAML
	idp       identity.IDP
	home      string
	late      time.Duration // how far the site's clock is ahead
}

// eachSAML runs f at a desk, on both engines.
func eachSAML(t *testing.T, change func(*identity.IDPChange), f func(t *testing.T, d *desk)) {
	t.Helper()
	each(t, func(t *testing.T, s *site) { f(t, newDesk(t, s, change)) })
}

func newDesk(t *testing.T, s *site, change func(*identity.IDPChange)) *desk {
	t.Helper()
	a := idp.NewAuthority(t)
	d := &desk{site: s, authority: a, php: idp.NewSAML(t, a)}
	d.home = s.serve(t, a, func() { d.tick() })
	d.tick()
	ch := identity.IDPChange{Name: new("Blue ID"), Metadata: new(d.php.Metadata(t))}
	if change != nil {
		change(&ch)
	}
	var err error
	if d.idp, err = s.IDPs.Create(t.Context(), actor.System(s.A.ID), ch); err != nil {
		t.Fatal(err)
	}
	d.trust(t, "")
	return d
}

// serve serves the pages behind https.
func (s *site) serve(t *testing.T, a *idp.Authority, before func()) (home string) {
	t.Helper()
	var h http.Handler
	address := a.Serve(t, func(string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			before()
			h.ServeHTTP(w, r.WithContext(actor.WithCall(r.Context(), "127.0.0.1", "test")))
		})
	})
	home = strings.Replace(address, "127.0.0.1", "localhost", 1) // the IdP is another site
	s.web.PublicURL, s.Factors.PublicURL = home, home
	h = s.web.Handler()
	return home
}

// tick sets the site's clock to this machine's, which is the IdP's.
func (d *desk) tick() { d.Move(time.Now().Add(d.late).Sub(d.Now())) }

func (d *desk) entity() string { return identity.EntityID(d.home, d.A.GUID) }

// trust has the IdP read the metadata of customer A, without some of its lines.
func (d *desk) trust(t *testing.T, without string) {
	t.Helper()
	resp := d.visitor().get(t, "/saml/"+d.A.GUID+"/metadata").want(t, http.StatusOK)
	var lines []string
	for line := range strings.Lines(resp.body) {
		if without == "" || !strings.Contains(line, without) {
			lines = append(lines, line)
		}
	}
	d.php.Retrust(t, strings.Join(lines, ""))
}

// knows makes the student a user of customer A.
func (d *desk) knows(t *testing.T) {
	t.Helper()
	subject := "student-1"
	_, err := d.Accesses.Create(t.Context(), actor.System(d.A.ID), d.A.Admin.GUID, identity.AccessDraft{
		Type: identity.SSOConnection, CustomerID: d.A.ID, SSOID: &subject, IDP: &d.idp.GUID, Roles: actor.AllRights(),
	})
	if err != nil {
		t.Fatal(err)
	}
}

// atIDP fills in the IdP's form, and waits until the browser is back.
func (b *browser) atIDP(t *testing.T, back string) {
	t.Helper()
	b.arrivesSoon(t, "#submit_button")
	b.do(t,
		chromedp.SetValue(chromedp.ID("username"), idp.Student.Name),
		chromedp.SetValue(chromedp.ID("password"), idp.Student.Password),
		chromedp.Click(chromedp.ID("submit_button")),
	)
	b.arrivesSoon(t, back)
}

// start is where somebody sets out to the IdP.
func (d *desk) start() string { return d.home + "/saml/" + d.A.GUID + "/login/" + d.idp.GUID }

// Somebody signs in at the IdP, and out here: that ends the session there, too.
func TestSignInAndOutAtSAMLInBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		b := newBrowser(t)
		b.window(t, 390, "light")
		b.open(t, d.start()+"?next=%2Finbox")
		b.atIDP(t, ".console")
		b.menu(t)
		b.shows(t, "Inbox", "Emma Waters")
		b.do(t, chromedp.Click(".who form button"))
		b.arrivesSoon(t, `form[action="/sign-in"]`)
		b.shows(t, "You are signed out.")
		b.open(t, d.start())
		b.arrivesSoon(t, "#username") // asked anew
	})
}

// With forms in place of redirects, in both directions.
func TestSAMLByFormsInBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		d.php.Set(t, map[string]any{
			"SingleSignOnServiceBinding": []string{saml.BindingPOST}, "SingleLogoutServiceBinding": []string{saml.BindingPOST},
		})
		d.change(t, identity.IDPChange{Metadata: new(d.php.Metadata(t))})
		d.trust(t, saml.BindingRedirect)
		b := newBrowser(t)
		b.open(t, d.start())
		b.atIDP(t, ".console")
		b.shows(t, "Emma Waters")
		b.do(t, chromedp.Click(".who form button"))
		b.arrivesSoon(t, `form[action="/sign-in"]`)
		b.shows(t, "You are signed out.")

		b.open(t, d.start())
		b.atIDP(t, ".console")
		b.open(t, d.php.LogoutAt())
		b.waitsFor(t, `location.href.endsWith("/logout.php")`)
		b.open(t, d.home+"/inbox")
		b.shows(t, "Sign in")
	})
}

// Begun at the IdP: nobody is signed in without having agreed.
func TestSAMLBegunAtTheIdPInBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		b := newBrowser(t)
		b.window(t, 390, "dark")
		b.open(t, d.php.StartAt(d.entity()))
		b.atIDP(t, `form[action="/sso/arrived"]`)
		b.shows(t, "as Emma Waters?")
		b.accessible(t)
		b.press(t, `form[action="/sso/arrived"] button`)
		b.arrivesSoon(t, ".console")
		b.shows(t, "Emma Waters")
	})
}

// Who signs out at the IdP is signed out here: that one, in that browser.
func TestSAMLEndedAtTheIdPInBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		b, elsewhere := newBrowser(t), newBrowser(t)
		for _, b := range []*browser{b, elsewhere} {
			b.open(t, d.start()+"?next=%2Finbox")
			b.atIDP(t, ".console")
		}
		b.open(t, d.php.LogoutAt())
		b.waitsFor(t, `location.href.endsWith("/logout.php")`) // the IdP is content with the answer
		b.open(t, d.home+"/inbox")
		b.shows(t, "Sign in")
		elsewhere.open(t, d.home+"/inbox")
		elsewhere.shows(t, "Inbox", "Emma Waters")
	})
}

// A sensitive action asks the IdP to ask anew, even though it remembers.
func TestProveAtSAMLInBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		b := newBrowser(t)
		b.open(t, d.start())
		b.atIDP(t, ".console")
		if _, err := d.DB.Exec(t.Context(), `update sessions set proved_at = $1`, d.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
		b.open(t, d.home+"/account/prove?next=%2Finbox")
		b.shows(t, "Continue at your identity provider")
		b.do(t, chromedp.Click(`a[href^="/account/prove/idp"]`))
		b.atIDP(t, ".console")
		b.shows(t, "Inbox")
		at, err := db.Value[time.Time](t.Context(), d.DB, `select proved_at from sessions where is_open`)
		if err != nil || d.Now().Sub(at) > time.Minute {
			t.Errorf("proven at %v, now is %v: %v", at, d.Now(), err)
		}
	})
}

// Who is new gets a user, in the group and with the name that the IdP says.
func TestNewAtSAMLInBrowser(t *testing.T) {
	jit := func(ch *identity.IDPChange) {
		ch.IsJIT = new(true)
		ch.Mapping = &identity.Mapping{Email: "mail", Name: "displayName"}
	}
	eachSAML(t, jit, func(t *testing.T, d *desk) {
		b := newBrowser(t)
		b.open(t, d.start())
		b.atIDP(t, ".console")
		b.shows(t, "Sam Student")
		who, err := db.Column[string](t.Context(), d.DB, `
			select u.email || ' ' || a.sso_id from users u join accesses a on a.user_guid = u.guid
			where a.customer_id = $1 and a.type = 'sso_connection'`, d.A.ID)
		if err != nil || !slices.Equal(who, []string{"student@blueseas.example student-1"}) {
			t.Errorf("got %v %v", who, err)
		}
	})
}

// change changes the IdP.
func (d *desk) change(t *testing.T, ch identity.IDPChange) {
	t.Helper()
	var err error
	if d.idp, err = d.IDPs.Change(t.Context(), actor.System(d.A.ID), d.idp.GUID, ch); err != nil {
		t.Fatal(err)
	}
}

// waitsFor waits until an expression holds.
func (b *browser) waitsFor(t *testing.T, expression string) {
	t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 5*time.Minute)
	defer stop()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		if holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err == nil && holds {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%s: the browser is at %s: %s", expression, eval[string](t, b, `location.href`), eval[string](t, b, `document.body.innerText`))
		case <-tick.C:
		}
	}
}

// arrivesSoon is arrives for a way over other sites: it says where it ended. It asks
// whichever page is there; to wait for an element of one fails when that goes away.
func (b *browser) arrivesSoon(t *testing.T, selector string) {
	t.Helper()
	b.waitsFor(t, fmt.Sprintf(`document.querySelector(%q)?.checkVisibility() === true`, selector))
	b.loaded(t)
}
