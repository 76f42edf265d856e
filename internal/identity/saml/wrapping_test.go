package saml

import (
	"testing"

	"github.com/beevik/etree"
)

// A signature covers what is read, wherever an attacker puts what was signed:
// the shapes of "On Breaking SAML" (Somorovsky and others, 2012).
func TestRefusesWrappedSignatures(t *testing.T) {
	forged := func(t *testing.T, of *etree.Element, id string) *etree.Element {
		f := of.Copy()
		set(f, "ID", id)
		find(t, f, "NameID").SetText(evil)
		return f
	}
	object := func(signature, holds *etree.Element) {
		o := signature.CreateElement("ds:Object")
		o.AddChild(holds)
	}
	onResponse := map[string]func(t *testing.T, root *etree.Element) *etree.Element{
		"1: the original in the signature of a forged response": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, "_forged")
			original := root.Copy()
			unsign(original)
			object(only(f, nsSignature, "Signature"), original)
			return f
		},
		"2: the original beside the signature of a forged response": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, "_forged")
			original := root.Copy()
			unsign(original)
			f.InsertChildAt(only(f, nsSignature, "Signature").Index(), original)
			return f
		},
		"the same ID twice": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, attr(root, "ID"))
			original := root.Copy()
			unsign(original)
			f.AddChild(original)
			return f
		},
	}
	onAssertion := map[string]func(t *testing.T, root *etree.Element) *etree.Element{
		"3: a forged assertion before the original": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			unsign(f)
			root.InsertChildAt(a.Index(), f)
			return root
		},
		"3: a forged assertion after the original": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, find(t, root, "Assertion"), "_forged")
			unsign(f)
			root.AddChild(f)
			return root
		},
		"4: the original in a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			unsign(f)
			root.RemoveChild(a)
			f.AddChild(a)
			root.AddChild(f)
			return root
		},
		"5: the signature in a forged assertion, the original at the end": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.InsertChildAt(a.Index(), f)
			unsign(a)
			return root
		},
		"6: the original in the signature of a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.RemoveChild(a)
			unsign(a)
			only(f, nsSignature, "Signature").AddChild(a)
			root.AddChild(f)
			return root
		},
		"7: a forged assertion in Extensions": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, find(t, root, "Assertion"), "_forged")
			unsign(f)
			x := etree.NewElement("samlp:Extensions")
			x.AddChild(f)
			root.InsertChildAt(0, x)
			return root
		},
		"8: the original in an Object of the signature of a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.RemoveChild(a)
			unsign(a)
			object(only(f, nsSignature, "Signature"), a)
			root.AddChild(f)
			return root
		},
		"the same ID, in another name space": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			f.CreateAttr("xmlns:x", "urn:x")
			f.Attr = append([]etree.Attr{{Space: "x", Key: "ID", Value: attr(a, "ID")}}, f.Attr...)
			root.RemoveChild(a)
			root.AddChild(f)
			return root
		},
		"the signature of the original on a forged assertion of its ID": func(t *testing.T, root *etree.Element) *etree.Element {
			find(t, root, "NameID").SetText(evil)
			return root
		},
	}
	try := func(options map[string]any, all map[string]func(*testing.T, *etree.Element) *etree.Element) {
		w := newWorld(t, options)
		value := w.signIn(t)
		w.accepts(t, value)
		for name, attack := range all {
			t.Run(name, func(t *testing.T) {
				if l, err := w.reads(t, untree(t, attack(t, tree(t, value)))); err == nil {
					t.Errorf("taken: %q", l.Subject)
				}
			})
		}
	}
	try(map[string]any{"saml20.sign.assertion": false}, onResponse)
	try(map[string]any{"saml20.sign.response": false}, onAssertion)
	try(nil, onResponse)
}
