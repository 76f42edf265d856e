package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// referenceView is the first page of the reference: what holds for every call,
// and where the operations of each tag are.
type referenceView struct {
	page
	Version string
	About   []paragraph
	Tags    []chapter
}

func (referenceView) file() string { return "reference.html" }

// chapterView is the page of a tag: its operations, and the shapes that they
// take and answer.
type chapterView struct {
	page
	Chapter chapter
	Others  []way
}

func (chapterView) file() string { return "chapter.html" }

// paragraph is text with words in it that stand out.
type paragraph []span

type span struct {
	Text         string
	Code, Strong bool
}

// Whole says that a line does not break inside: the name of a header looks like
// two at the end of a line. Longer code has to break on a phone.
func (s span) Whole() bool {
	return len(s.Text) <= 24 && strings.ContainsAny(s.Text, "- ")
}

// chapter is a tag of the description.
type chapter struct {
	Name, Slug string
	About      []paragraph
	Operations []operation
	Shapes     []shape
}

// operation is one call.
type operation struct {
	ID, Method, Path, Summary string
	About                     []paragraph
	Access                    []paragraph // who may call it
	Parameters                []parameter
	Body                      *body
	Answers, Refusals         []response
	Curl                      string
}

type parameter struct {
	Name     string
	Where    string // path, query or header
	Required bool
	Type     []typePart
	About    []paragraph
	Example  string
}

// typePart is a word of a type; with a Shape it leads there.
type typePart struct{ Text, Shape string }

type body struct {
	Required bool
	Wrappers []string
	Kinds    []string
	Type     []typePart
	Fields   []entry // of a type without a name
	Examples []example
}

type response struct {
	Status   string
	About    []paragraph
	Kinds    []string
	Headers  []entry
	Type     []typePart
	Examples []example
}

type example struct{ Title, Text string }

// shape is a type that has a name.
type shape struct {
	Name   string
	About  []paragraph
	Type   []typePart // of what has no fields
	Fields []entry
}

// entry is a field; that of an object within has the names of both.
type entry struct {
	Name     string
	Required bool
	Type     []typePart
	About    []paragraph
}

func referencePage(title string) page {
	return page{Title: plain(title), Here: "docs", Reference: true}
}

// frame is that of the console around the reference, which is for everybody:
// who is signed in finds the way back in it.
func (c *Web) frame(r *http.Request, title string) (page, error) {
	p := referencePage(title)
	if c.session(r) == "" {
		return p, nil
	}
	by, err := c.Sessions.Actor(r.Context(), c.session(r), actor.IP(r.Context()))
	switch {
	case fault.Is(err, fault.Unauthorized):
		return p, nil
	case err != nil:
		return page{}, err
	}
	p.Who = console(by, plain(title), p.Here).Who
	return p, nil
}

func (c *Web) reference(w http.ResponseWriter, r *http.Request) error {
	v := *c.book()
	var err error
	if v.page, err = c.frame(r, "API reference"); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

func (c *Web) chapter(w http.ResponseWriter, r *http.Request) error {
	v := chapterView{}
	for _, tag := range c.book().Tags {
		v.Others = append(v.Others, way{plain(tag.Name), "/docs/" + tag.Slug})
		if tag.Slug == r.PathValue("tag") {
			v.Chapter = tag
		}
	}
	if v.Chapter.Slug == "" {
		return fault.New(fault.NotFound, "The reference has no such page.")
	}
	var err error
	if v.page, err = c.frame(r, v.Chapter.Name+" · API reference"); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// prose reads the few signs that the description's texts have: blank lines
// between paragraphs, `code` and **weight**.
func prose(text string) (all []paragraph) {
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if block = strings.Join(strings.Fields(block), " "); block == "" {
			continue
		}
		var p paragraph
		for i, part := range strings.Split(block, "`") {
			if i%2 == 1 {
				p = append(p, span{Text: part, Code: true})
				continue
			}
			for j, words := range strings.Split(part, "**") {
				if words != "" {
					p = append(p, span{Text: words, Strong: j%2 == 1})
				}
			}
		}
		all = append(all, p)
	}
	return all
}
