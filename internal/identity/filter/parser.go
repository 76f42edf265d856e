package filter

import (
	"encoding/json"
	"strings"

	"gatehouse/internal/fault"
)

// parser reads a text from left to right.
type parser struct {
	text  string
	at    int
	nodes int
}

func begin(text string) (*parser, error) {
	if len(text) > maxLength {
		return nil, fault.New(fault.Invalid, "It is longer than %d bytes.", maxLength)
	}
	return &parser{text: text}, nil
}

func (p *parser) wrong(want string) error {
	return fault.New(fault.Invalid, "At character %d there should be %s.", p.at+1, fault.Word(want))
}

func (p *parser) skip() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

// take takes a character if it comes next, after spaces.
func (p *parser) take(c byte) bool {
	p.skip()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// word takes a word if it comes next, in any case, and nothing of a longer one.
func (p *parser) word(word string) bool {
	p.skip()
	end := p.at + len(word)
	if end > len(p.text) || !strings.EqualFold(p.text[p.at:end], word) || end < len(p.text) && isName(p.text[end]) {
		return false
	}
	p.at = end
	return true
}

func (p *parser) node(n Node) (*Node, error) {
	if p.nodes++; p.nodes > maxNodes {
		return nil, fault.New(fault.Invalid, "It has more than %d parts.", maxNodes)
	}
	return &n, nil
}

func (p *parser) or(depth int) (*Node, error) {
	return p.chain(depth, "or", Or, p.and)
}

func (p *parser) and(depth int) (*Node, error) {
	return p.chain(depth, "and", And, p.term)
}

// chain reads parts that an operator holds together, the first two first.
func (p *parser) chain(depth int, word string, op Op, part func(int) (*Node, error)) (*Node, error) {
	left, err := part(depth)
	for err == nil && p.word(word) {
		var right *Node
		if right, err = part(depth); err == nil {
			left, err = p.node(Node{Op: op, Left: left, Right: right})
		}
	}
	return left, err
}

// term is a comparison, or something in parentheses or brackets.
func (p *parser) term(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, fault.New(fault.Invalid, "It has more than %d parentheses in each other.", maxDepth)
	}
	start := p.at
	if p.word("not") && p.take('(') {
		inner, err := p.closed(depth, ')')
		if err != nil {
			return nil, err
		}
		return p.node(Node{Op: Not, Left: inner})
	}
	if p.at = start; p.take('(') {
		return p.closed(depth, ')')
	}
	path, err := p.path()
	if err != nil {
		return nil, err
	}
	if path.Sub == "" && p.at < len(p.text) && p.text[p.at] == '[' {
		p.at++
		return p.has(depth, path)
	}
	return p.comparison(path)
}

// has is the rest of something in brackets. IdPs write emails[type eq "work"].value
// eq "…", too, as if it were a path: the part is of the same value.
func (p *parser) has(depth int, path Path) (*Node, error) {
	inner, err := p.bracket(depth)
	if err == nil && p.at < len(p.text) && p.text[p.at] == '.' {
		p.at++
		part := Path{Attr: p.name()}
		if part.Attr == "" {
			return nil, p.wrong("the name of a part")
		}
		var compared *Node
		if compared, err = p.comparison(part); err == nil {
			inner, err = p.node(Node{Op: And, Left: inner, Right: compared})
		}
	}
	if err != nil {
		return nil, err
	}
	return p.node(Node{Op: Has, Path: path, Left: inner})
}

func (p *parser) closed(depth int, end byte) (*Node, error) {
	inner, err := p.or(depth + 1)
	if err == nil && !p.take(end) {
		err = p.wrong(string(end))
	}
	return inner, err
}

func (p *parser) bracket(depth int) (*Node, error) { return p.closed(depth, ']') }

func (p *parser) comparison(path Path) (*Node, error) {
	p.skip()
	start := p.at
	op, ok := comparisons[p.name()]
	if !ok {
		p.at = start
		return nil, p.wrong("one of eq, ne, co, sw, ew, pr, gt, ge, lt, le")
	}
	n := Node{Op: op, Path: path}
	if op != Present {
		var err error
		if n.Value, err = p.value(); err != nil {
			return nil, err
		}
	}
	return p.node(n)
}

// value reads what an attribute is compared with, as JSON has it.
func (p *parser) value() (any, error) {
	p.skip()
	rest := p.text[p.at:]
	end := strings.IndexAny(rest, " )]")
	if end < 0 {
		end = len(rest)
	}
	if strings.HasPrefix(rest, `"`) {
		if end = closing(rest); end < 0 {
			return nil, p.wrong("a text in quotes that ends")
		}
	}
	dec := json.NewDecoder(strings.NewReader(rest[:end]))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil || dec.More() {
		if v, err = boolean(rest[:end]); err != nil { // True, as Python and Entra ID write it
			return nil, p.wrong("a value: a text in quotes, a number, true, false or null")
		}
	}
	switch v.(type) {
	case map[string]any, []any:
		return nil, p.wrong("a value that is no object and no list")
	}
	if s, ok := v.(string); ok && strings.ContainsRune(s, 0) {
		return nil, p.wrong("a text without NUL")
	}
	p.at += end
	return v, nil
}

func boolean(s string) (v bool, err error) {
	err = json.Unmarshal([]byte(strings.ToLower(s)), &v)
	return v, err
}

// closing is where a text in quotes ends, behind its last quote.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// path reads the name of an attribute, perhaps with its schema and one part.
func (p *parser) path() (Path, error) {
	p.skip()
	start := p.at
	if rest := p.text[p.at:]; len(rest) >= 4 && strings.EqualFold(rest[:4], "urn:") {
		end := strings.IndexAny(rest, " [)]")
		if end < 0 {
			end = len(rest)
		}
		colon := strings.LastIndexByte(rest[:end], ':')
		p.at += colon + 1
		path, err := p.names(start)
		path.Schema = strings.ToLower(rest[:colon])
		return path, err
	}
	return p.names(start)
}

func (p *parser) names(start int) (Path, error) {
	path := Path{Attr: p.name()}
	if path.Attr == "" {
		p.at = start
		return path, p.wrong("the name of an attribute")
	}
	if p.at < len(p.text) && p.text[p.at] == '.' {
		p.at++
		if path.Sub = p.name(); path.Sub == "" {
			return path, p.wrong("the name of a part")
		}
	}
	return path, nil
}

func isName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '$'
}

// name reads a name, in lower case.
func (p *parser) name() string {
	start := p.at
	for p.at < len(p.text) && isName(p.text[p.at]) {
		p.at++
	}
	return strings.ToLower(p.text[start:p.at])
}
