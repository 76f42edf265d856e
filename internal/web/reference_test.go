package web

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// The reference is for everybody, and has a page for every tag.
func TestReferenceIsOpen(t *testing.T) {
	s := newSite(t, dbtest.Open(t, db.SQLite))
	first := s.visitor().get(t, "/docs").want(t, 200, "API reference", "What holds for every call", "Access requests")
	for _, tag := range sampleReference().Tags {
		if !strings.Contains(first.body, `href="/docs/`+tag.Slug+`"`) {
			t.Errorf("nothing leads to %s", tag.Slug)
		}
		page := s.visitor().get(t, "/docs/"+tag.Slug).want(t, 200, tag.Name)
		for _, o := range tag.Operations {
			page.want(t, 200, o.Summary, o.Method+" "+o.Path)
		}
	}
	s.visitor().get(t, "/docs/nothing").want(t, 404)
}

// Who is signed in keeps the console's ways; whose session is over reads on.
func TestReferenceKeepsTheConsole(t *testing.T) {
	s := newSite(t, dbtest.Open(t, db.SQLite))
	v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
	for _, path := range []string{"/docs", "/docs/contacts"} {
		v.get(t, path).want(t, 200, "Outbox", "Emma Waters", "Sign out")
	}
	s.visitor().get(t, "/docs").want(t, 200, "Sign in")
	s.Move(identity.SessionLife + time.Hour)
	if a := v.get(t, "/docs").want(t, 200, "API reference", "Sign in"); strings.Contains(a.body, "Sign out") {
		t.Error("the session is over")
	}
}

// Every operation is on a page, with what the file says of it.
func TestReferenceHasAll(t *testing.T) {
	text := api.Describe("1.0").YAML
	n := 0
	for _, tag := range sampleReference().Tags {
		n += len(tag.Operations)
	}
	if want := bytes.Count(text, []byte(" operationId: ")); n != want {
		t.Errorf("%d operations are on the pages, %d in the file", n, want)
	}
	tags := sampleReference().Tags
	requests := tags[slices.IndexFunc(tags, func(c chapter) bool { return c.Slug == "access-requests" })]
	page := string(write(t, chapterView{page: referencePage("x"), Chapter: requests}))
	for _, want := range []string{
		`<code>context.risk_vectors[].risk_vector.slug</code>`,                         // a field inside of others
		`array of <a href="#shape-AccessRequest">AccessRequest</a>`,                    // a type that leads on
		`<code>requestee_company_guid</code> <b class="must">always</b>`,               // what is required
		`curl -u &#34;$TOKEN:&#34; &#34;$GATEHOUSE/ratings/v1/access-requests&#34;`,    // a command
		`Needs <code>GATEHOUSE_REQUESTS_RW</code>.`,                                    // a right
		`<code>exclude_requesterid</code>`,                                             // a parameter that is shared
		`<b class="status">409</b></dt><dd>Its state, or something else that is there`, // a refusal
		`may come wrapped in <code>vendor_access_request</code>`,                       // a wrapper
		`&#34;requestee_company_name&#34;: &#34;Black Hills Technologies&#34;`,         // an example
		`string or null, date`,                   // a type of two
		`integer, at least 0, at most 1,000,000`, // a large bound
		`<code>Link</code>: The absolute addresses of the next and the previous page`, // a header
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The file's names of shapes lead somewhere on the page that has them.
func TestReferenceLeadsToItsShapes(t *testing.T) {
	for _, tag := range sampleReference().Tags {
		page := string(write(t, chapterView{page: referencePage("x"), Chapter: tag}))
		for rest := page; ; {
			_, after, ok := strings.Cut(rest, `href="#`)
			if !ok {
				break
			}
			id, _, _ := strings.Cut(after, `"`)
			if rest = after; strings.Count(page, `id="`+id+`"`) != 1 {
				t.Errorf("%s: #%s is there %d times", tag.Slug, id, strings.Count(page, `id="`+id+`"`))
			}
		}
	}
}
