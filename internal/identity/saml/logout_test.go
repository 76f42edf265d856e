package saml

import (
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	dsig "github.com/russellhaering/goxmldsig"

	"gatehouse/internal/e2e/idp"
)

// byPOST has the IdP take and send messages about signing out by forms alone.
var byPOST = map[string]any{"SingleLogoutServiceBinding": []string{BindingPOST}}

// message reads what the IdP has a browser carry to this side.
func (w *world) message(t *testing.T, f idp.Form, field string) (Message, error) {
	t.Helper()
	if f.Fields != nil {
		if f.Action != w.sp.LogoutPOST() {
			t.Fatalf("a form goes to %s", f.Action)
		}
		return ReadPOST(f.Fields.Get(field), f.Fields.Get("RelayState"))
	}
	address, query, _ := strings.Cut(f.Action, "?")
	if address != w.sp.Logout() || !strings.Contains(query, field+"=") {
		t.Fatalf("a redirect goes to %s", f.Action)
	}
	return ReadRedirect(query)
}

// onlyPOST changes both sides to forms.
func (w *world) onlyPOST(t *testing.T) {
	t.Helper()
	w.php.Set(t, byPOST)
	m, err := ParseMetadata(w.php.Metadata(t), w.now)
	if err != nil {
		t.Fatal(err)
	}
	if m.SLOBinding != BindingPOST {
		t.Fatalf("binding %s", m.SLOBinding)
	}
	w.idp.Metadata = m
	text, err := w.sp.Describe()
	if err != nil {
		t.Fatal(err)
	}
	redirect := `<md:SingleLogoutService Binding="` + BindingRedirect + `" Location="` + w.sp.Logout() + `"/>`
	if !strings.Contains(text, redirect) {
		t.Fatal(text)
	}
	w.php.Retrust(t, strings.Replace(text, redirect, "", 1))
}

// eachBinding runs f with redirects and with forms.
func eachBinding(t *testing.T, f func(t *testing.T, w *world)) {
	for _, name := range []string{"redirect", "form"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			if name == "form" {
				w.onlyPOST(t)
			}
			f(t, w)
		})
	}
}

// Who signs out here is signed out at the IdP, which says so.
func TestSignOutAtSimpleSAMLphp(t *testing.T) {
	eachBinding(t, func(t *testing.T, w *world) {
		l := w.accepts(t, w.signIn(t))
		o, err := w.sp.SignOut(w.idp, "_out", l.NameID, l.Session, w.now)
		if err != nil {
			t.Fatal(err)
		}
		m, err := w.message(t, w.php.Visit(t, w.browser, form(o), idp.Person{}), "SAMLResponse")
		if err != nil {
			t.Fatal(err)
		}
		end, err := w.sp.ReadLogoutEnd(w.idp, m, w.now)
		if err != nil || !end.Confirmed || end.InResponseTo != "_out" {
			t.Fatalf("got %+v %v", end, err)
		}
		if again := w.accepts(t, w.signIn(t)); again.Session == l.Session {
			t.Error("the IdP's session lives on")
		}
		w.now = w.now.Add(MaxAge + 2*Skew)
		if _, err := w.sp.ReadLogoutEnd(w.idp, m, w.now); !errors.Is(err, Expired) {
			t.Errorf("later: %v", err)
		}
	})
}

// leaves has the student sign out at the IdP, and returns what it asks of us.
func (w *world) leaves(t *testing.T) idp.Form {
	t.Helper()
	return w.php.Visit(t, w.browser, idp.Form{Action: w.php.LogoutAt()}, idp.Person{})
}

// Who signs out at the IdP is named here, and the IdP goes on when it is told
// that it was done.
func TestSimpleSAMLphpSignsOut(t *testing.T) {
	eachBinding(t, func(t *testing.T, w *world) {
		l := w.accepts(t, w.signIn(t))
		m, err := w.message(t, w.leaves(t), "SAMLRequest")
		if err != nil {
			t.Fatal(err)
		}
		if !m.IsLogoutRequest() || m.Issuer() != w.idp.EntityID {
			t.Errorf("from %s", m.Issuer())
		}
		out, err := w.sp.ReadLogout(w.idp, m, w.now)
		if err != nil || out.NameID != l.NameID || len(out.Sessions) != 1 || out.Sessions[0] != l.Session || out.ID == "" {
			t.Fatalf("got %+v %v, signed in as %+v", out, err, l)
		}
		o, err := w.sp.SignedOut(w.idp, "_done", out, w.now)
		if err != nil {
			t.Fatal(err)
		}
		w.browser.CheckRedirect = nil
		resp, err := w.browser.Do(form(o).Request(t))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if !strings.HasSuffix(resp.Request.URL.Path, "/logout.php") {
			t.Errorf("the IdP is not content: it stays at %s\n%s", resp.Request.URL.Path, w.php.Log())
		}
	})
}

// A message about signing out counts only if the IdP has signed it, for this
// address and this moment.
func TestRefusesForgedLogouts(t *testing.T) {
	w := newWorld(t, nil)
	w.accepts(t, w.signIn(t))
	f := w.leaves(t)
	reads := func(query string) error {
		m, err := ReadRedirect(query)
		if err == nil {
			_, err = w.sp.ReadLogout(w.idp, m, w.now)
		}
		return err
	}
	_, query, _ := strings.Cut(f.Action, "?")
	if err := reads(query); err != nil {
		t.Fatal(err)
	}
	parsed, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(q url.Values)) string {
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		change(q)
		return q.Encode()
	}
	other := newWorld(t, nil)
	other.accepts(t, other.signIn(t))
	_, others, _ := strings.Cut(other.leaves(t).Action, "?")
	for name, c := range map[string]struct {
		query string
		why   Refusal
	}{
		"unsigned":            {with(func(q url.Values) { q.Del("Signature"); q.Del("SigAlg") }), NotSigned},
		"a changed state":     {with(func(q url.Values) { q.Set("RelayState", "x") }), WrongSignature},
		"a changed signature": {with(func(q url.Values) { q.Set("Signature", "AAAA") }), WrongSignature},
		"SHA-1":               {with(func(q url.Values) { q.Set("SigAlg", dsig.RSASHA1SignatureMethod) }), WeakSignature},
		"HMAC":                {with(func(q url.Values) { q.Set("SigAlg", "http://www.w3.org/2000/09/xmldsig#hmac-sha1") }), WeakSignature},
		"another message":     {with(func(q url.Values) { q.Set("SAMLRequest", other.query(t, others).Get("SAMLRequest")) }), WrongSignature},
		"another IdP's":       {others, WrongSignature},
		"a parameter twice":   {query + "&SAMLRequest=" + url.QueryEscape(parsed.Get("SAMLRequest")), Malformed},
		"two messages":        {query + "&SAMLResponse=x", Malformed},
		"an answer":           {strings.Replace(query, "SAMLRequest=", "SAMLResponse=", 1), WrongSignature},
		"none":                {"", Malformed},
	} {
		t.Run(name, func(t *testing.T) {
			if err := reads(c.query); !errors.Is(err, c.why) {
				t.Errorf("got %v, want %q", err, c.why)
			}
		})
	}
	t.Run("to another address", func(t *testing.T) {
		sp := *w.sp
		sp.EntityID = "https://other.example"
		m, err := ReadRedirect(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sp.ReadLogout(w.idp, m, w.now); !errors.Is(err, WrongDestination) {
			t.Error(err)
		}
	})
	t.Run("to sign in", func(t *testing.T) {
		m, err := ReadRedirect(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.sp.ReadResponse(w.idp, m, w.now); !errors.Is(err, WrongKind) {
			t.Error(err)
		}
		if _, err := w.sp.ReadLogoutEnd(w.idp, m, w.now); !errors.Is(err, WrongKind) {
			t.Error(err)
		}
	})
	t.Run("later", func(t *testing.T) {
		w.now = w.now.Add(MaxAge + 2*Skew)
		if err := reads(query); !errors.Is(err, Expired) {
			t.Error(err)
		}
	})
}

func (w *world) query(t *testing.T, raw string) url.Values {
	t.Helper()
	q, err := url.ParseQuery(raw)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// In a form the signature is inside the message.
func TestRefusesForgedLogoutForms(t *testing.T) {
	w := newWorld(t, nil)
	w.onlyPOST(t)
	w.accepts(t, w.signIn(t))
	value := w.leaves(t).Fields.Get("SAMLRequest")
	refused := func(value string, why Refusal) {
		t.Helper()
		m, err := ReadPOST(value, "")
		if err == nil {
			_, err = w.sp.ReadLogout(w.idp, m, w.now)
		}
		if !errors.Is(err, why) {
			t.Errorf("got %v, want %q", err, why)
		}
	}
	root := tree(t, value)
	unsign(root)
	refused(untree(t, root), NotSigned)
	root = tree(t, value)
	find(t, root, "NameID").SetText(evil)
	refused(untree(t, root), WrongSignature)
	root = tree(t, value)
	inner := root.Copy()
	set(root, "ID", "_forged")
	root.AddChild(inner)
	unsign(root)
	refused(untree(t, root), MisplacedParts)
	root = tree(t, value)
	set(root, "NotOnOrAfter", w.now.Add(-time.Hour).Format(time.RFC3339))
	sign(t, root, w.php.Key, w.php.Certificate, dsig.RSASHA256SignatureMethod)
	refused(untree(t, root), Expired)
	refused(base64.StdEncoding.EncodeToString([]byte("<x/>")), WrongKind)
}
