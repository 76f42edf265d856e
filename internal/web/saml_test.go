package web

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity"
)

// setsOut has a browser set out to the IdP, and the student sign in there: the
// form that brings the answer back.
func (d *desk) setsOut(t *testing.T, v *visitor) idp.Form {
	t.Helper()
	away := v.get(t, strings.TrimPrefix(d.start(), d.home)).want(t, http.StatusSeeOther).header.Get("Location")
	return d.php.Visit(t, d.authority.Client(t), idp.Form{Action: away}, idp.Student)
}

// brings sends a form of the IdP to this server, as a browser does that is on
// the IdP's site: without our cookies. Those that come back it keeps.
func (v *visitor) brings(t *testing.T, d *desk, f idp.Form) reply {
	t.Helper()
	d.tick()
	cross := v.site.visitor()
	cross.header.Set("Sec-Fetch-Site", "cross-site")
	cross.header.Set("Origin", d.php.URL)
	a := cross.post(t, strings.TrimPrefix(f.Action, d.home), f.Fields)
	maps.Copy(v.cookies, cross.cookies)
	return a
}

// reasons are those of refusals, of customer A's IdP.
func (d *desk) reasons(t *testing.T) []string {
	t.Helper()
	all, err := db.Column[string](t.Context(), d.DB, `select distinct reason from refused_sign_ins where customer_id = $1 order by reason`, d.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (d *desk) sessions(t *testing.T) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), d.DB, `select count(*) from sessions`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// refused checks that a form opened nothing, that whoever brought it learns
// nothing of why, and that the record does.
func (d *desk) refused(t *testing.T, a reply, reason string) {
	t.Helper()
	a.want(t, http.StatusForbidden, "What your identity provider sent was refused.")
	if got := d.reasons(t); !slices.Contains(got, reason) {
		t.Errorf("the record says %q, want %q", got, reason)
	}
	if n := d.sessions(t); n != 0 {
		t.Errorf("%d sessions or tickets", n)
	}
	if strings.Contains(text(a.body), reason) {
		t.Errorf("the page tells: %s", reason)
	}
}

// An answer counts once, for the request of this server, at its own IdP and
// customer.
func TestSAMLAnswersCountOnce(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		v := d.visitor()
		f := d.setsOut(t, v)
		v.brings(t, d, f).leads(t, "/sso/arrived")
		v.get(t, "/sso/arrived").leads(t, "/")
		v.get(t, "/inbox").want(t, http.StatusOK, "Emma Waters")

		again := d.visitor()
		again.brings(t, d, f).want(t, http.StatusUnauthorized, "that opens nothing here")
		if got := d.reasons(t); !slices.Equal(got, []string{"replayed"}) {
			t.Errorf("the record says %q", got)
		}
	})
}

// What is not signed is refused by the whole server, too, and recorded.
func TestSAMLRefusals(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		v := d.visitor()
		f := d.setsOut(t, v)
		say := func(change func(text string) string) idp.Form {
			text, err := base64.StdEncoding.DecodeString(f.Fields.Get("SAMLResponse"))
			if err != nil {
				t.Fatal(err)
			}
			changed := change(string(text))
			if changed == string(text) {
				t.Fatal("nothing changed")
			}
			return idp.Form{Action: f.Action, Fields: url.Values{"SAMLResponse": {base64.StdEncoding.EncodeToString([]byte(changed))}}}
		}
		d.refused(t, v.brings(t, d, say(func(s string) string { return strings.Replace(s, ">student-1<", ">emma<", 1) })),
			"the signature is not the IdP's, or something was changed")
		d.refused(t, v.brings(t, d, say(func(s string) string { return strings.Replace(s, ">student-1<", "><!---->student-1<", 1) })),
			"the message has comments, processing instructions or a document type")
		d.refused(t, v.brings(t, d, say(func(s string) string { return strings.ReplaceAll(s, d.idp.EntityID, "https://other.example") })),
			"no IdP that is enabled calls itself like this")
		d.refused(t, v.brings(t, d, idp.Form{Action: f.Action, Fields: url.Values{"SAMLResponse": {"???"}}}), "the message is not well-formed")
		d.refused(t, v.brings(t, d, idp.Form{Action: f.Action, Fields: url.Values{}}), "the message is not well-formed")

		d.late = 8 * time.Minute
		d.refused(t, v.brings(t, d, f), "the message has expired")
		d.late = 0
		v.brings(t, d, f).leads(t, "/sso/arrived")
	})
}

// Customer B may trust the same IdP: what it says of A's people is not for B.
func TestSAMLAnswersAreForOneCustomer(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		_, err := d.IDPs.Create(t.Context(), actor.System(d.B.ID), identity.IDPChange{Name: new("The same"), Metadata: new(d.php.Metadata(t))})
		if err != nil {
			t.Fatal(err)
		}
		v := d.visitor()
		f := d.setsOut(t, v)
		f.Action = strings.Replace(f.Action, d.A.GUID, d.B.GUID, 1)
		v.brings(t, d, f).want(t, http.StatusForbidden, "was refused")
		reason, err := db.Column[string](t.Context(), d.DB, `select reason from refused_sign_ins where customer_id = $1`, d.B.ID)
		if err != nil || !slices.Equal(reason, []string{"the message is meant for another address"}) {
			t.Errorf("the record says %q %v", reason, err)
		}
	})
}

// Of two IdPs of a customer, each answers its own requests: mixed up, they are
// refused, though both are trusted.
func TestSAMLAnswersOfAnotherIdP(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		other := newDesk(t, d.site, func(ch *identity.IDPChange) { ch.Name = new("Another") })
		v := d.visitor()
		// A request to the one is carried to the other, which answers it.
		away := v.get(t, strings.TrimPrefix(d.start(), d.home)).header.Get("Location")
		other.php.Set(t, map[string]any{"redirect.validate": false, "validate.authnrequest": false})
		f := other.php.Visit(t, other.authority.Client(t), idp.Form{Action: strings.Replace(away, d.php.URL, other.php.URL, 1)}, idp.Student)
		if !f.Fields.Has("SAMLResponse") {
			t.Fatalf("got %v", f)
		}
		other.refused(t, v.brings(t, other, f), "the message answers no request of this server, or one of too long ago")
	})
}

// Nobody is signed in as somebody else by an answer that is slipped to them.
func TestSAMLAnswersOpenOneBrowser(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		attacker, victim := d.visitor(), d.visitor()
		f := d.setsOut(t, attacker)
		victim.brings(t, d, f).leads(t, "/sso/arrived")
		victim.get(t, "/sso/arrived").want(t, http.StatusForbidden, "begun in another browser")
		victim.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
		if n := d.sessions(t); n != 0 {
			t.Errorf("%d sessions or tickets", n)
		}

		// Nor by one that answers nothing: they are asked.
		f = d.php.Visit(t, d.authority.Client(t), idp.Form{Action: d.php.StartAt(d.entity())}, idp.Student)
		victim.brings(t, d, f).leads(t, "/sso/arrived")
		victim.get(t, "/sso/arrived").want(t, http.StatusOK, "as Emma Waters?")
		victim.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
	})
}

// Unknown, or at an IdP that was switched off: the same answer, and no user.
func TestSAMLOpensNothingForStrangers(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		v := d.visitor()
		f := d.setsOut(t, v)
		users := d.Rows(t)["users"]
		v.brings(t, d, f).want(t, http.StatusUnauthorized, "that opens nothing here")
		if got := d.reasons(t); !slices.Equal(got, []string{"unknown subject"}) {
			t.Errorf("the record says %q", got)
		}
		if got := d.Rows(t)["users"]; got != users {
			t.Errorf("%d users, were %d", got, users)
		}
		d.change(t, identity.IDPChange{IsEnabled: new(false)})
		d.refused(t, v.brings(t, d, f), "no IdP that is enabled calls itself like this")
		v.get(t, strings.TrimPrefix(d.start(), d.home)).want(t, http.StatusNotFound)
	})
}

// A message about signing out ends sessions only if it is the IdP's, and once.
func TestSAMLLogoutMessages(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		d.knows(t)
		v, browser := d.visitor(), d.authority.Client(t)
		away := v.get(t, strings.TrimPrefix(d.start(), d.home)).header.Get("Location")
		v.brings(t, d, d.php.Visit(t, browser, idp.Form{Action: away}, idp.Student)).leads(t, "/sso/arrived")
		v.get(t, "/sso/arrived").leads(t, "/")
		out := strings.TrimPrefix(d.php.Visit(t, browser, idp.Form{Action: d.php.LogoutAt()}, idp.Student).Action, d.home)

		stranger := d.visitor()
		stranger.get(t, strings.Replace(out, "&Signature=", "&Nothing=", 1)).want(t, http.StatusForbidden, "was refused")
		stranger.get(t, strings.Replace(out, "&SigAlg=", "&RelayState=x&SigAlg=", 1)).want(t, http.StatusForbidden, "was refused")
		stranger.get(t, strings.Replace(out, d.A.GUID, d.B.GUID, 1)).want(t, http.StatusForbidden, "was refused")
		v.get(t, "/inbox").want(t, http.StatusOK)

		if to := stranger.get(t, out).want(t, http.StatusSeeOther).header.Get("Location"); !strings.HasPrefix(to, d.php.URL) || !strings.Contains(to, "SAMLResponse=") {
			t.Errorf("the answer goes to %s", to)
		}
		v.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
		stranger.get(t, out).want(t, http.StatusForbidden, "was refused")
		if got := d.reasons(t); !slices.Contains(got, "replayed") {
			t.Errorf("the record says %q", got)
		}
	})
}

// Whoever signs out here is led to the IdP, and back. What it says then changes
// nothing, and is believed only if it is signed.
func TestSAMLSignOut(t *testing.T) {
	eachSAML(t, func(ch *identity.IDPChange) { ch.LogoutRedirectURL = new("https://intranet.example/bye") }, func(t *testing.T, d *desk) {
		d.knows(t)
		v, browser := d.visitor(), d.authority.Client(t)
		away := v.get(t, strings.TrimPrefix(d.start(), d.home)).header.Get("Location")
		v.brings(t, d, d.php.Visit(t, browser, idp.Form{Action: away}, idp.Student)).leads(t, "/sso/arrived")
		v.get(t, "/sso/arrived").leads(t, "/")
		onward := v.post(t, "/sign-out", nil).want(t, http.StatusOK, "You are signed out here").header.Get("Refresh")
		v.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")

		back := d.php.Visit(t, browser, idp.Form{Action: strings.TrimPrefix(onward, "0; url=")}, idp.Student)
		path := strings.TrimPrefix(back.Action, d.home)
		v.get(t, strings.Replace(path, "&Signature=", "&Nothing=", 1)).leads(t, "/sign-in?done=here")
		if got := d.reasons(t); !slices.Equal(got, []string{"nothing in the message is signed"}) {
			t.Errorf("the record says %q", got)
		}
		v.get(t, path).leads(t, "https://intranet.example/bye")
	})
}

// Anybody may read what an IdP has to know of a customer; of a customer that is
// none there is nothing.
func TestSAMLMetadata(t *testing.T) {
	eachSAML(t, nil, func(t *testing.T, d *desk) {
		a := d.visitor().get(t, "/saml/"+d.A.GUID+"/metadata").want(t, http.StatusOK)
		if kind := a.header.Get("Content-Type"); kind != "application/samlmetadata+xml" {
			t.Errorf("Content-Type %s", kind)
		}
		for _, want := range []string{
			`entityID="` + d.entity() + `"`, `AuthnRequestsSigned="true"`, `WantAssertionsSigned="true"`, `Location="` + d.entity() + `/acs"`,
			`Location="` + d.entity() + `/logout"`, `Location="` + d.entity() + `/logout-post"`, `use="encryption"`, `use="signing"`,
		} {
			if !strings.Contains(a.body, want) {
				t.Errorf("there is no %s in %s", want, a.body)
			}
		}
		if again := d.visitor().get(t, "/saml/"+strings.ToUpper(d.A.GUID)); again.body != a.body {
			t.Errorf("another key, or another name: %s", again.body)
		}
		d.visitor().get(t, "/saml/0197a3c0-0000-7000-8000-000000000001/metadata").want(t, http.StatusNotFound)
	})
}
