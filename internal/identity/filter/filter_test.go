package filter_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/filter"
)

// written is a filter as a text in which every part has parentheses.
func written(n *filter.Node) string {
	switch n.Op {
	case filter.And, filter.Or:
		return "(" + written(n.Left) + " " + string(n.Op) + " " + written(n.Right) + ")"
	case filter.Not:
		return "not (" + written(n.Left) + ")"
	case filter.Has:
		return n.Path.String() + "[" + written(n.Left) + "]"
	case filter.Present:
		return n.Path.String() + " pr"
	default:
		value, _ := json.Marshal(n.Value) // it came from JSON
		return fmt.Sprint(n.Path, " ", n.Op, " ", string(value))
	}
}

const (
	coreURN       = "urn:ietf:params:scim:schemas:core:2.0:User"
	enterpriseURN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`userName eq "bjensen"`:                       `username eq "bjensen"`,
		`name.familyName co "O'Malley"`:               `name.familyname co "O'Malley"`,
		coreURN + `:userName sw "J"`:                  `username sw "J"`,
		enterpriseURN + `:manager.displayName eq "x"`: `manager.displayname eq "x"`,
		`title pr`: `title pr`,
		`meta.lastModified gt "2011-05-13T04:42:34Z"`:        `meta.lastmodified gt "2011-05-13T04:42:34Z"`,
		`title pr and userType eq "Employee"`:                `(title pr and usertype eq "Employee")`,
		`a pr or b pr and c pr`:                              `(a pr or (b pr and c pr))`,
		`(a pr or b pr) and c pr`:                            `((a pr or b pr) and c pr)`,
		`not (a pr) and b pr`:                                `(not (a pr) and b pr)`,
		`not(a pr)`:                                          `not (a pr)`,
		`NOT (a PR) AND b EQ true OR c Eq False`:             `((not (a pr) and b eq true) or c eq false)`,
		`emails[type eq "work" and value co "@example.com"]`: `emails[(type eq "work" and value co "@example.com")]`,
		`emails[type eq "work"].value eq "x"`:                `emails[(type eq "work" and value eq "x")]`,
		`emails[type eq "work"] or ims[type eq "xmpp"]`:      `(emails[type eq "work"] or ims[type eq "xmpp"])`,
		`android eq 1.5 and order ne null`:                   `(android eq 1.5 and order ne null)`,
		`userName eq "a \"quoted\" ] ) name"`:                `username eq "a \"quoted\" ] ) name"`,
		`(((a eq -12)))`:                                     `a eq -12`,
		`not pr`:                                             `not pr`,
		`  a   eq   "x"  `:                                   `a eq "x"`,
	} {
		n, err := filter.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := written(n); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// What is no filter is refused in words, and so is what would take long.
func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		``, ` `, `userName`, `userName eq`, `userName is "x"`, `userName eq x`, `userName eq "x`, `eq "x"`, `userName eq "x" userName eq "y"`,
		`(a pr`, `a pr)`, `a pr and`, `and a pr`, `a pr and and b pr`, `not a pr`, `emails[type eq "work"`, `emails[]`, `emails[type eq "work"].value`, `emails[type eq "work"]. eq "x"`, `emails[type eq "work"].value.x eq "x"`,
		`a. pr`, `.a pr`, `a.b.c pr`, `a eq {}`, `a eq []`, `a eq {"b":1}`, `a eq "\u0000"`, "a\tpr", `a eq "\x"`, `urn: pr`, `a eq 1 2`,
		strings.Repeat("(", 30) + "a pr" + strings.Repeat(")", 30), strings.Repeat("not (", 21) + "a pr" + strings.Repeat(")", 21),
		strings.Repeat("a pr and ", 200) + "a pr", `a eq "` + strings.Repeat("x", 4000) + `"`,
	} {
		if _, err := filter.Parse(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.80q: %v", text, err)
		}
	}
}

func TestParsePath(t *testing.T) {
	for text, want := range map[string]string{
		`active`:                         `active`,
		`name.givenName`:                 `name.givenname`,
		`emails[type eq "work"].value`:   `emails.value type eq "work"`,
		`members[value eq "2819c223"]`:   `members value eq "2819c223"`,
		`roles[primary eq "True"].value`: `roles.value primary eq "True"`,
		`addresses[type eq "work"]`:      `addresses type eq "work"`,
		coreURN + `:name.familyName`:     `name.familyname`,
	} {
		p, err := filter.ParsePath(text)
		got := p.String()
		if err == nil && p.Filter != nil {
			got += " " + written(p.Filter)
		}
		if err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{``, `.`, `a.`, `a[`, `a[]`, `a[b pr`, `a[b pr].`, `a[b pr].c.d`, `a[b pr]x`, `a.b[c pr]`, `a b`, `a eq "x"`, strings.Repeat("a", 5000)} {
		if p, err := filter.ParsePath(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.80q: %v, %v", text, p, err)
		}
	}
}

func TestMatches(t *testing.T) {
	const value = `{"type":"Work","value":"Emma@example.com","primary":true,"weight":3,"tags":["a","b"]}`
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		`type eq "work"`: true, `TYPE eq "work"`: true, `type eq "home"`: false, `type ne "home"`: true, `value co "@EXAMPLE"`: true,
		`value sw "emma"`: true, `value ew ".com"`: true, `value ew ".org"`: false, `primary eq true`: true, `primary eq "True"`: true,
		`primary eq false`: false, `display pr`: false, `type pr`: true, `not (type pr)`: false, `type eq "x" or primary eq true`: true,
		`type eq "work" and primary eq false`: false, `tags eq "b"`: true, `tags eq "c"`: false, `display eq null`: true, `type eq null`: false, `type ne null`: true,
		`weight eq 3`: true, `value gt "d"`: true, `value lt "d"`: false, `value ge "emma@example.com"`: true, `value le "emma@example.com"`: true,
	} {
		n, err := filter.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := n.Matches(v); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
	n, err := filter.Parse(`value eq "x"`)
	if err != nil || !n.Matches("X") || n.Matches("y") {
		t.Error("a single value is not its own value", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{`userName eq "x"`, `emails[type eq "work" and not (value co "a")] or a.b pr`, `urn:a:b:c.d lt 1.5`, `((a eq null))`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := filter.Parse(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", text, err)
			}
		} else {
			n.Matches(map[string]any{"a": []any{"x", true, nil, map[string]any{"value": "y"}}})
		}
		if _, err := filter.ParsePath(text); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", text, err)
		}
	})
}
