// Package filter reads the filters and the paths of SCIM (RFC 7644, sections
// 3.4.2.2 and 3.5.2), and says whether a JSON value matches. What they mean in
// SQL is the business of who owns the tables.
package filter

// Op is what a node does.
type Op string

// The operators. Has is a filter in brackets: some value of the attribute
// matches Left.
const (
	And Op = "and"
	Or  Op = "or"
	Not Op = "not"
	Has Op = "[]"

	Present      Op = "pr"
	Equal        Op = "eq"
	NotEqual     Op = "ne"
	Contains     Op = "co"
	StartsWith   Op = "sw"
	EndsWith     Op = "ew"
	Greater      Op = "gt"
	GreaterEqual Op = "ge"
	Less         Op = "lt"
	LessEqual    Op = "le"
)

var comparisons = map[string]Op{
	"pr": Present, "eq": Equal, "ne": NotEqual, "co": Contains, "sw": StartsWith, "ew": EndsWith,
	"gt": Greater, "ge": GreaterEqual, "lt": Less, "le": LessEqual,
}

// Node is a filter, or a part of one.
type Node struct {
	Op          Op
	Left, Right *Node // of and, or; Left alone of not and []
	Path        Path  // of a comparison and of []
	Value       any   // of a comparison: a string, json.Number, bool or nil
}

// Path names an attribute, in lower case: emails, name.givenname, or in a patch
// emails[type eq "work"].value.
type Path struct {
	Schema string // the URN before it, in lower case; "" is none
	Attr   string
	Filter *Node // of a patch
	Sub    string
}

// String is the path without its schema and its filter.
func (p Path) String() string {
	if p.Sub == "" {
		return p.Attr
	}
	return p.Attr + "." + p.Sub
}

// Bounds of what is read.
const (
	maxLength = 4000 // bytes
	maxNodes  = 100
	maxDepth  = 20
)

// Parse reads a filter. Errors are Invalid, in words.
func Parse(text string) (*Node, error) {
	p, err := begin(text)
	if err != nil {
		return nil, err
	}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.skip(); p.at < len(p.text) {
		return nil, p.wrong("an operator such as and")
	}
	return n, nil
}

// ParsePath reads the path of an operation of a patch.
func ParsePath(text string) (Path, error) {
	p, err := begin(text)
	if err != nil {
		return Path{}, err
	}
	path, err := p.path()
	if err != nil {
		return Path{}, err
	}
	if p.take('[') {
		if path.Sub != "" {
			return Path{}, p.wrong("no brackets after a part of an attribute")
		}
		if path.Filter, err = p.bracket(0); err != nil {
			return Path{}, err
		}
		if p.at < len(p.text) && p.text[p.at] == '.' {
			p.at++
			if path.Sub = p.name(); path.Sub == "" {
				return Path{}, p.wrong("the name of a part")
			}
		}
	}
	if p.skip(); p.at < len(p.text) {
		return Path{}, p.wrong("the end of the path")
	}
	return path, nil
}
