package web

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jba/templatecheck"
	"golang.org/x/net/html"
)

// A template that names a field its view lacks fails here, not in front of a user.
func TestViews(t *testing.T) {
	for _, v := range views {
		fresh := tellers["en"].parse(v.file()) // the check reads templates that were not escaped yet
		if err := templatecheck.CheckHTML(fresh.Lookup("layout"), v); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryViewHasASample(t *testing.T) {
	all := samples()
	for _, v := range views {
		if !slices.ContainsFunc(all, func(s sample) bool { return s.view.file() == v.file() }) {
			t.Errorf("%s has no sample", v.file())
		}
	}
}

// english tells a phrase as most tests read it.
func english(p phrase) string { return tellers["en"].tell(p) }

func write(t *testing.T, v view) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pages["en"][v.file()]().ExecuteTemplate(&b, "layout", v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A password is not shown while it is typed, wherever one is asked for, and any
// length of it can be pasted.
func TestPasswordsAreMasked(t *testing.T) {
	fields := 0
	for _, s := range samples() {
		for _, n := range elements(t, write(t, s.view), "input") {
			if !strings.Contains(attribute(n, "name"), "password") {
				continue
			}
			fields++
			if attribute(n, "type") != "password" || attribute(n, "maxlength") != "" || !strings.HasSuffix(attribute(n, "autocomplete"), "-password") {
				t.Errorf("%s asks for a password with %v", s.name, n.Attr)
			}
		}
	}
	if fields < 6 {
		t.Errorf("only %d fields ask for a password", fields)
	}
}

// What a view says is told, in the reader's language, and not printed.
func TestPhrasesAreTold(t *testing.T) {
	for _, s := range samples() {
		if page := write(t, s.view); bytes.Contains(page, []byte("UNTOLD")) {
			_, rest, _ := bytes.Cut(page, []byte("UNTOLD"))
			t.Errorf("%s prints a phrase: %.80s", s.name, rest)
		}
	}
}

// Every page of who is signed in has a way out.
func TestEveryPageSignsOut(t *testing.T) {
	for _, s := range samples() {
		content := write(t, s.view)
		if !bytes.Contains(content, []byte(`class="who-name"`)) {
			continue
		}
		out := slices.ContainsFunc(elements(t, content, "form"), func(n *html.Node) bool {
			return attribute(n, "action") == "/sign-out" && attribute(n, "method") == "post" && said(n) == "Sign out"
		})
		if !out {
			t.Errorf("%s has no way to sign out", s.name)
		}
	}
}

func elements(t *testing.T, content []byte, name string) (all []*html.Node) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			all = append(all, n)
		}
	}
	return all
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// ours is a script of ours that only improves its page.
var ours = regexp.MustCompile(`<script (?:type="module" src="/static/[a-z0-9.]+"|src="/static/[a-z0-9.]+" defer)></script>`)

// foreign is what is inline, or loaded from elsewhere or sent there. A link may
// lead there.
var foreign = regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son\w+=|javascript:|\s(?:src|srcset|data|poster|action|formaction)="https?://|<link[^>]*\shref="https?://`)

// The policy would silently drop what is inline; nothing may come from elsewhere.
func TestPagesKeepThePolicy(t *testing.T) {
	for _, s := range samples() {
		page := bytes.ReplaceAll(ours.ReplaceAll(write(t, s.view), nil), []byte(`xmlns="http://www.w3.org/2000/svg"`), nil)
		if _, ok := s.view.(carryView); ok { // it has a policy of its own: see carryPolicy
			page = bytes.ReplaceAll(page, []byte(` action="https://idp.example/sso"`), nil)
		}
		if found := foreign.Find(page); found != nil {
			t.Errorf("%s has %q", s.name, found)
		}
	}
}

// What a reader of screens needs: a language, a title, one h1, a name for every
// input and button, and references that lead somewhere.
func TestPagesAreAccessible(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			p := outline(t, bytes.NewReader(write(t, s.view)))
			if p.count["h1"] != 1 || p.count["main"] != 1 || p.count["title"] != 1 {
				t.Errorf("h1, main, title: %d, %d, %d", p.count["h1"], p.count["main"], p.count["title"])
			}
			for id, n := range p.ids {
				if n > 1 {
					t.Errorf("id %q is there %d times", id, n)
				}
			}
			for _, ref := range p.refs {
				if p.ids[ref] == 0 {
					t.Errorf("a reference leads to %q, which is not there", ref)
				}
			}
			for _, id := range p.inputs {
				if !p.labelled[id] {
					t.Errorf("input %q has no label", id)
				}
			}
			for _, name := range p.unnamed {
				t.Errorf("a %s has no name", name)
			}
		})
	}
}

// parts are what TestPagesAreAccessible looks at.
type parts struct {
	count        map[string]int
	ids          map[string]int
	labelled     map[string]bool
	refs, inputs []string
	unnamed      []string
}

func outline(t *testing.T, r io.Reader) *parts {
	t.Helper()
	doc, err := html.Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	p := &parts{count: map[string]int{}, ids: map[string]int{}, labelled: map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.add(n)
		}
	}
	return p
}

func (p *parts) add(n *html.Node) {
	attr := make(map[string]string)
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
	}
	if n.Namespace == "" { // a picture has a title of its own
		p.count[n.Data]++
	}
	if id, ok := attr["id"]; ok {
		p.ids[id]++
	}
	for _, key := range []string{"aria-describedby", "aria-labelledby"} {
		p.refs = append(p.refs, strings.Fields(attr[key])...)
	}
	switch n.Data {
	case "label":
		p.labelled[attr["for"]] = true
		p.refs = append(p.refs, attr["for"])
	case "input", "select", "textarea":
		switch attr["type"] {
		case "hidden":
		case "button":
			if attr["aria-label"] == "" {
				p.unnamed = append(p.unnamed, n.Data)
			}
		default:
			if attr["aria-label"] == "" {
				p.inputs = append(p.inputs, attr["id"])
			}
		}
	case "button", "a":
		if said(n) == "" && attr["aria-label"] == "" {
			p.unnamed = append(p.unnamed, n.Data)
		}
		if ref, ok := strings.CutPrefix(attr["href"], "#"); ok && ref != "" {
			p.refs = append(p.refs, ref)
		}
	}
}

func said(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
