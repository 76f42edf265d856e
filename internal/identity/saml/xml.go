package saml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"gatehouse/internal/fault"

	"github.com/beevik/etree"
	xrv "github.com/mattermost/xml-roundtrip-validator"
)

const (
	maxMessage  = 256 << 10 // bytes
	maxElements = 10_000
	maxDepth    = 32
)

// errLarge, errDocType and errInstruction are what checkXML refuses but what is
// not well-formed.
var (
	errNotXML      = fault.Reason("must be well-formed XML in UTF-8")
	errDocType     = fault.Reason("must not have a document type")
	errInstruction = fault.Reason("must not have processing instructions")
	errLarge       = fault.Reason("has more elements than the metadata of one IdP")
	errComment     = fault.Reason("must not have comments")
)

// checkXML refuses what is not well-formed, what has a document type, which is
// where entities are declared, and what is built to cost time. Comments are for
// metadata alone: in a message they only serve to make two readers see two texts.
func checkXML(text string, comments bool) error {
	d := xml.NewDecoder(strings.NewReader(text))
	elements, depth, roots := 0, 0, 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errNotXML
		}
		switch t := token.(type) {
		case xml.Directive:
			return errDocType
		case xml.ProcInst:
			if t.Target != "xml" {
				return errInstruction
			}
		case xml.Comment:
			if !comments {
				return errComment
			}
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			elements++
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return errNotXML
			}
		}
		if elements > maxElements || depth > maxDepth {
			return errLarge
		}
	}
	if roots != 1 || depth != 0 {
		return errNotXML
	}
	return nil
}

// parse reads a message of which nothing is known yet.
func parse(text []byte) (*etree.Element, error) {
	if len(text) > maxMessage {
		return nil, TooLong
	}
	switch err := checkXML(string(text), false); {
	case errors.Is(err, errNotXML), errors.Is(err, errLarge):
		return nil, Malformed
	case err != nil:
		return nil, HasComment
	}
	// What Go's reader and writer do not agree on could be signed as one thing and
	// read as another.
	if err := xrv.Validate(bytes.NewReader(text)); err != nil {
		return nil, Malformed
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(text); err != nil || doc.Root() == nil {
		return nil, Malformed
	}
	return doc.Root(), checkIDs(doc.Root())
}

// checkIDs makes sure that an ID means one element, whoever looks for it.
func checkIDs(root *etree.Element) error {
	seen := map[string]bool{}
	for el := range elements(root) {
		had := false
		for _, a := range el.Attr {
			if !strings.EqualFold(a.Key, "id") {
				continue
			}
			if a.Space != "" || had || seen[a.Value] {
				return AmbiguousID
			}
			had, seen[a.Value] = true, true
		}
	}
	return nil
}

// elements are el and all that is in it.
func elements(el *etree.Element) func(yield func(*etree.Element) bool) {
	return func(yield func(*etree.Element) bool) { walk(el, yield) }
}

func walk(el *etree.Element, yield func(*etree.Element) bool) bool {
	if !yield(el) {
		return false
	}
	for _, child := range el.ChildElements() {
		if !walk(child, yield) {
			return false
		}
	}
	return true
}

func is(el *etree.Element, space, tag string) bool {
	return el.Tag == tag && el.NamespaceURI() == space
}

// children are those children of el that have a name.
func children(el *etree.Element, space, tag string) (found []*etree.Element) {
	for _, child := range el.ChildElements() {
		if is(child, space, tag) {
			found = append(found, child)
		}
	}
	return found
}

// only returns the one child of a name, or nil if there is none, or several.
func only(el *etree.Element, space, tag string) *etree.Element {
	if el == nil {
		return nil
	}
	if found := children(el, space, tag); len(found) == 1 {
		return found[0]
	}
	return nil
}

// attr is an attribute without a name space.
func attr(el *etree.Element, key string) string {
	if el == nil {
		return ""
	}
	for _, a := range el.Attr {
		if a.Space == "" && a.Key == key {
			return a.Value
		}
	}
	return ""
}

// read fills v with an element that stands by itself.
func read(el *etree.Element, v any) error {
	doc := etree.NewDocument()
	doc.SetRoot(el.Copy())
	text, err := doc.WriteToBytes()
	if err != nil {
		return Malformed
	}
	if err := xml.Unmarshal(text, v); err != nil {
		return Malformed
	}
	return nil
}
