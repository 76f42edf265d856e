package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	catalogue "gatehouse/internal/fault/phrase"
	"gatehouse/internal/web/phrases"
)

var (
	verbs = regexp.MustCompile(`%[-+# 0]*[0-9]*(\.[0-9]+)?[a-zA-Z%]`)

	// names are words that are the same in every language, or nobody's to translate.
	names = regexp.MustCompile(`Gatehouse|^Entity ID|^(API|DKIM|DMARC|DNSSEC|SPF|SAML 2\.0|OpenID Connect|Metadata|Name|Status|Portfolio|Contact|Contacts|Message|Messages|Type|Actions|Client ID)$|^%d kB$`)
)

// Whatever a page says is there in French and German, with the same arguments in
// the same order; and nothing is there that no page says.
func TestEveryPhraseIsTranslated(t *testing.T) {
	said := saidInCode(t)
	maps.Copy(said, saidInTemplates(t))
	if len(said) < 300 {
		t.Errorf("only %d phrases were found", len(said))
	}
	for _, lang := range []string{"fr", "de"} {
		texts, failures := phrases.Of(lang), catalogue.Texts(lang)
		for _, english := range slices.Sorted(maps.Keys(said)) {
			in := texts[english]
			switch {
			case !hasLetters(verbs.ReplaceAllString(english, "")), nobodys.ReplaceAllString(english, "") == "", failures[english] != "" && in == "":
			case in == "":
				t.Errorf("%s: %q is not translated into %q: add it to internal/web/phrases", said[english], english, lang)
			case !slices.Equal(verbs.FindAllString(english, -1), verbs.FindAllString(in, -1)):
				t.Errorf("%q and %q have other arguments", english, in)
			case in == english && !names.MatchString(english) && strings.ContainsRune(strings.TrimSpace(english), ' '):
				t.Errorf("%q is not translated into %q", english, lang)
			case strings.HasSuffix(english, ".") != strings.HasSuffix(in, "."):
				t.Errorf("%q and %q do not end alike", english, in)
			case lang == "fr" && regexp.MustCompile(`[^\x{a0}] ?[:;?!](\s|$)|'`).MatchString(verbs.ReplaceAllString(in, "x")):
				t.Errorf("%q: French has a no-break space before : ; ? ! and a curved apostrophe", in)
			}
		}
	}
	seen := make(map[string]phrases.In)
	for name, area := range phrases.Areas() {
		for english, in := range area {
			if _, ok := said[english]; !ok {
				t.Errorf("%s: %q is translated, and no page says it", name, english)
			}
			if before, ok := seen[english]; ok && before != in {
				t.Errorf("%s: %q is translated as %v, and as %v elsewhere", name, english, in, before)
			}
			seen[english] = in
		}
	}
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// saidInCode finds the formats of the calls of say and count.
func saidInCode(t *testing.T) map[string]string {
	t.Helper()
	said := make(map[string]string)
	set := token.NewFileSet()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fun, _ := call.Fun.(*ast.Ident)
			if fun == nil || name == "render.go" && len(call.Args) > 1 {
				return true
			}
			var formats []ast.Expr
			switch fun.Name {
			case "say":
				formats = call.Args[:1]
			case "count":
				formats = call.Args[1:3]
			}
			for _, f := range formats {
				text, ok := literal(f)
				if !ok {
					t.Errorf("%s: what is said here is no literal, so nobody can translate it", set.Position(f.Pos()))
				}
				said[text] = set.Position(f.Pos()).String()
			}
			return true
		})
	}
	return said
}

func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, also := literal(e.Y)
		return left + right, ok && also
	}
	return "", false
}

// reference pages quote the API's description, which is English.
var englishPages = []string{"reference.html", "chapter.html"}

// saidInTemplates finds the formats of say and count in templates, and refuses
// words that stand there untold.
func saidInTemplates(t *testing.T) map[string]string {
	t.Helper()
	said := make(map[string]string)
	done := make(map[string]bool)
	for _, v := range views {
		for _, tmpl := range tellers["en"].parse(v.file()).Templates() {
			if tmpl.Tree == nil || done[tmpl.Tree.ParseName+tmpl.Name()] || slices.Contains(englishPages, tmpl.Tree.ParseName) {
				continue
			}
			done[tmpl.Tree.ParseName+tmpl.Name()] = true
			r := reading{said: said, name: tmpl.Tree.ParseName}
			r.list(tmpl.Tree.Root)
			if words := untold(r.text.String()); words != "" {
				t.Errorf("%s, %s: %q is said in English alone: use {{say}}", tmpl.Tree.ParseName, tmpl.Name(), words)
			}
		}
	}
	return said
}

// reading goes through a template: what it says, and its text, with a mark for
// every action.
type reading struct {
	said map[string]string
	name string
	text strings.Builder
}

func (r *reading) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			r.text.Write(n.Text)
		case *parse.ActionNode:
			r.pipe(n.Pipe)
		case *parse.TemplateNode:
			r.pipe(n.Pipe)
		case *parse.IfNode:
			r.branch(&n.BranchNode)
		case *parse.RangeNode:
			r.branch(&n.BranchNode)
		case *parse.WithNode:
			r.branch(&n.BranchNode)
		}
	}
}

func (r *reading) branch(b *parse.BranchNode) {
	r.pipe(b.Pipe)
	r.list(b.List)
	r.list(b.ElseList)
}

func (r *reading) pipe(p *parse.PipeNode) {
	r.text.WriteByte(1)
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		fun, _ := c.Args[0].(*parse.IdentifierNode)
		for _, a := range c.Args {
			switch a := a.(type) {
			case *parse.PipeNode:
				r.pipe(a)
			case *parse.StringNode:
				if fun != nil && (fun.Ident == "say" || fun.Ident == "count") {
					r.said[a.Text] = r.name
				}
			}
			if _, isText := a.(*parse.StringNode); isText && fun != nil && fun.Ident == "say" {
				break
			}
		}
	}
}

var (
	tag        = regexp.MustCompile(`<[^>]*>`)
	spoken     = regexp.MustCompile(`\b(?:aria-label|alt|title|placeholder|data-label)="([^"]*)"`)
	attributes = regexp.MustCompile(`[\w-]+="[^"]*"|\b(autofocus|required|checked|selected|hidden|disabled|open)\b`) // a part of a tag
	entity     = regexp.MustCompile(`&\w+;`)
	nobodys    = regexp.MustCompile(`Gatehouse|\bAPI\b|\bCSV\b|\bExcel\b|\bCtrl\b|\bK\b|\bJSON\b|openapi\.\w+`)
)

// untold returns words that stand in a template's text or in attributes that
// people read or hear.
func untold(text string) string {
	for _, t := range tag.FindAllString(text, -1) {
		for _, a := range spoken.FindAllStringSubmatch(t, -1) {
			if hasLetters(nobodys.ReplaceAllString(a[1], "")) {
				return a[1]
			}
		}
	}
	for _, words := range tag.Split(text, -1) {
		words = attributes.ReplaceAllString(words, "")
		if words = strings.TrimSpace(nobodys.ReplaceAllString(entity.ReplaceAllString(words, ""), "")); hasLetters(words) {
			return words
		}
	}
	return ""
}
