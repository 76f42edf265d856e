package saml

import (
	"testing"

	"github.com/beevik/etree"
)

// Who somebody is: exactly what the IdP calls them, or what the mapped attribute
// says, and nothing that changes or may be somebody else's.
func TestSubject(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	name := func(change func(n *etree.Element)) string {
		return w.says(t, value, func(_, a *etree.Element) { change(find(t, a, "NameID")) })
	}
	if l := w.accepts(t, name(func(n *etree.Element) { n.SetText("Student-1 ") })); l.Subject != "Student-1 " {
		t.Errorf("subject %q", l.Subject)
	}
	w.refuses(t, name(func(n *etree.Element) { n.SetText("  ") }), NoSubject)
	w.refuses(t, name(func(n *etree.Element) { n.Parent().RemoveChild(n) }), NoSubject)
	w.refuses(t, name(func(n *etree.Element) { n.Parent().AddChild(n.Copy()) }), NoSubject)
	w.refuses(t, name(func(n *etree.Element) { set(n, "Format", transient) }), TransientSubject)
	w.refuses(t, name(func(n *etree.Element) { set(n, "NameQualifier", "https://other.example") }), ForeignQualifier)
	w.refuses(t, name(func(n *etree.Element) { set(n, "SPNameQualifier", "https://other.example") }), ForeignQualifier)
	w.accepts(t, name(func(n *etree.Element) {
		set(n, "NameQualifier", w.idp.EntityID)
		set(n, "SPNameQualifier", w.sp.EntityID)
	}))

	w.idp.SubjectAttribute = "uid"
	if l := w.accepts(t, name(func(n *etree.Element) { set(n, "Format", transient); n.SetText("_x") })); l.Subject != "student-1" || l.NameID.Value != "_x" {
		t.Errorf("got %+v", l)
	}
	w.idp.SubjectAttribute = "groups"
	w.refuses(t, value, NoAttribute) // has two values
	w.idp.SubjectAttribute = "none"
	w.refuses(t, value, NoAttribute)
}

// The transient names of the IdP change: nobody can be known by them.
func TestRefusesTransientNames(t *testing.T) {
	w := newWorld(t, map[string]any{"NameIDFormat": transient, "authproc": nil})
	w.refuses(t, w.signIn(t), TransientSubject)
	w.idp.SubjectAttribute = "uid"
	if l := w.accepts(t, w.signIn(t)); l.Subject != "student-1" {
		t.Errorf("subject %q", l.Subject)
	}
}

// What was begun at the IdP answers nothing.
func TestIdPInitiated(t *testing.T) {
	w := newWorld(t, nil)
	o := Outgoing{Address: w.php.StartAt(w.sp.EntityID)}
	if l := w.accepts(t, w.answer(t, form(o))); l.Subject != "student-1" || l.Flow != "" {
		t.Errorf("got %+v", l)
	}
}
