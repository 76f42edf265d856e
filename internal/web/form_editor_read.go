package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// readFormEditor returns the page as it was sent, and the change that it asks
// for: of the form that there is, or of one that is new.
func readFormEditor(r *http.Request, f *collab.Form) (e formEditor, ch collab.FormChange, err error) {
	e = blankFormEditor()
	for _, in := range e.lines() {
		in.Value = r.PostFormValue(in.Name)
	}
	scope, language := r.PostFormValue("scope"), r.PostFormValue("language")
	e.choose(scope, language)
	own := readOwn(r)
	e.own(own, f.Fields)
	p := fault.Problems{}
	ch = collab.FormChange{
		Name: &e.Name.Value, Description: &e.Description.Value, Scope: &scope, IsActive: new(e.Active.Value != ""),
		Fields: &own, AllowedDomains: domainsOf(e.Allowed.Value), RefusedDomains: domainsOf(e.Refused.Value),
		Heading: new(e.Heading.Value), Intro: new(e.Intro.Value), Button: new(e.Label.Value), Thanks: new(e.Thanks.Value), Language: &language,
		MaxRegistrations: new(readMost(p, e.Most.Value)),
	}
	if e.Expires.Value != lastDay(f.ExpiresAt) { // what a program set to the second stays so
		ch.ExpiresAt = new(readEnd(p, e.Expires.Value))
	}
	return e, ch, p.Err()
}

func domainsOf(text string) *collab.Domains {
	all := collab.Domains(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }))
	return &all
}

func readMost(p fault.Problems, text string) *int64 {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	p.Require(err == nil && n >= 1 && n <= collab.MostRegistrations, "max_registrations", "must be between 1 and %d", collab.MostRegistrations)
	return &n
}

func readEnd(p fault.Problems, text string) *time.Time {
	if text == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	p.Require(err == nil, "expires_at", "must be a day such as 2026-12-31")
	return new(day.AddDate(0, 0, 1))
}

// readOwn returns the own fields that were sent, in their order.
func readOwn(r *http.Request) collab.OwnFields {
	own := collab.OwnFields{}
	for i := range collab.MaxOwnFields {
		at := "own_fields[" + strconv.Itoa(i) + "]."
		if _, ok := r.PostForm[at+"label"]; !ok {
			break
		}
		f := collab.OwnField{
			Key: r.PostFormValue(at + "key"), Label: r.PostFormValue(at + "label"), Kind: collab.FieldKind(r.PostFormValue(at + "kind")),
			IsRequired: r.PostFormValue(at+"required") != "", Help: r.PostFormValue(at + "help"),
		}
		if f.Kind == collab.ChoiceField {
			for line := range strings.Lines(r.PostFormValue(at + "options")) {
				if line = strings.TrimSpace(line); line != "" {
					f.Options = append(f.Options, line)
				}
			}
		}
		own = append(own, f)
	}
	return own
}
