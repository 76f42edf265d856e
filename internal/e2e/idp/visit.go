package idp

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Form is what a page has a browser send.
type Form struct {
	Action string // a whole address; of a redirect, with its query
	Fields url.Values
}

// Request makes the call that a browser makes of it.
func (f Form) Request(t testing.TB) *http.Request {
	t.Helper()
	method, body := http.MethodGet, ""
	if f.Fields != nil {
		method, body = http.MethodPost, f.Fields.Encode()
	}
	r, err := http.NewRequestWithContext(t.Context(), method, f.Action, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if f.Fields != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

// Visit is a browser at the IdP: it sends form, signs in as who where it is
// asked to, and returns what the IdP has it carry elsewhere.
func (s *SAML) Visit(t testing.TB, browser *http.Client, form Form, who Person) Form {
	t.Helper()
	var page string
	for range 10 {
		resp, err := browser.Do(form.Request(t))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		page = string(text)
		at := resp.Request.URL
		if to := resp.Header.Get("Location"); to != "" {
			form = Form{Action: resolve(t, at, to)}
		} else {
			form = firstForm(t, at, page)
			if form.Action == "" {
				break
			}
		}
		if !strings.HasPrefix(form.Action, s.URL+"/") {
			return form
		}
		if form.Fields.Has("username") {
			form.Fields.Set("username", who.Name)
			form.Fields.Set("password", who.Password)
		}
	}
	t.Fatalf("the IdP leads nowhere: %.3000s\n%s", page, s.Log())
	return Form{}
}

func resolve(t testing.TB, at *url.URL, to string) string {
	t.Helper()
	u, err := at.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	return u.String()
}

// firstForm finds the first form of a page.
func firstForm(t testing.TB, at *url.URL, page string) (form Form) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	value := func(n *html.Node, name string) string {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "form" && form.Action != "":
			return form
		case n.Data == "form":
			form = Form{Action: resolve(t, at, value(n, "action")), Fields: url.Values{}}
		case n.Data == "input" && form.Action != "" && value(n, "name") != "":
			form.Fields.Set(value(n, "name"), value(n, "value"))
		}
	}
	return form
}
