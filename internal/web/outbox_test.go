package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

func TestOutbox(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		saperix := s.A.Companies["Saperix"]
		s.send(t, s.maria())
		s.Move(time.Hour)
		hidden := s.send(t, collab.Draft{CompanyGUID: saperix, Reason: "validation"})[0] // to the preferred contact
		s.Move(time.Hour)
		s.send(t, collab.Draft{CompanyGUID: saperix, Email: "ann@saperix.example", FormalName: "Ann <b>Bold</b>"})
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)

		a := v.get(t, "/outbox").want(t, 200, "Maria Castro", "mcastro@blackhills.example", "Black Hills Technologies", "Preferred contact",
			"All 3", "Pending 3", "Active 0", "3 here, of 3 requests")
		for _, leak := range []string{"Richard", "richard.kuga", "<b>Bold"} {
			if strings.Contains(a.body, leak) {
				t.Errorf("the page shows %q", leak)
			}
		}
		if strings.Index(a.body, "ann@saperix") > strings.Index(a.body, "mcastro@") {
			t.Error("the newest is not first")
		}
		v.get(t, "/outbox/"+hidden.GUID).want(t, 200, "Preferred contact", "Invitation with link and code sent")
		if a := v.get(t, "/outbox/"+hidden.GUID); strings.Contains(strings.ToLower(a.body), "richard") {
			t.Error("the page of a request shows whom its company prefers")
		}

		for _, tt := range []struct {
			query     string
			with, not string
		}{
			{"?status=pending", "Maria", "Nothing matches"},
			{"?status=Active", "Nothing matches", "Maria"},
			{"?status=Active,Pending", "Maria", "Nothing matches"},
			{"?status=nonsense", "Nothing matches", "Maria"},
			{"?reason=validation", "Preferred contact", "Maria"},
			{"?q=castro", "Maria", "Preferred contact"},
			{"?q=black+mar", "Maria", "Preferred contact"},
			{"?q=%25", "Nothing matches", "Maria"},
			{"?q=cas*", "Nothing matches", "Maria"},
			{"?company_guid=" + strings.ToUpper(saperix), "Preferred contact", "Maria"},
			{"?company_guid=" + s.B.Companies["Saperix"], "Nothing matches", "Maria Castro"},
			{"?requesterid=" + s.A.Admin.GUID, "Maria", "Nothing matches"},
			{"?exclude_requesterid=" + s.A.Admin.GUID, "Nothing matches", "Maria Castro"},
			{"?context.risk_vectors.risk_vector.slug=DKIM,spf", "Maria", "Preferred contact"},
			{"?group=" + s.A.Group, "Nothing matches", "Maria Castro"},
			{"?start_date=2026-03-03", "Nothing matches", "Maria Castro"},
			{"?end_date=2026-03-03", "Maria", "Nothing matches"},
			{"?limit=1&offset=2", "Maria", "Preferred contact"},
		} {
			a := v.get(t, "/outbox"+tt.query).want(t, 200, tt.with)
			if strings.Contains(text(a.body), tt.not) {
				t.Errorf("%s shows %q", tt.query, tt.not)
			}
		}
		for _, query := range []string{
			"company_guid=x", "folder_guid=x", "tier_guid=x", "requesterid=x", "exclude_requesterid=x", "group=x", "view=x", "start_date=today",
			"end_date=2026-02-30", "sort=recipient", "limit=0", "limit=501", "limit=x", "offset=-1", "after=x", "q=" + strings.Repeat("x", 201),
		} {
			v.get(t, "/outbox?"+query).want(t, 400)
		}

		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		foreign.get(t, "/outbox").want(t, 200, "Nobody has been invited yet")
		foreign.get(t, "/outbox/"+hidden.GUID).want(t, 404)
		foreign.post(t, "/outbox/"+hidden.GUID+"/resolve", nil).want(t, 404)
	})
}

// A group that sees one company has that company's requests only.
func TestOutboxOfAGroup(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		other := s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Saperix"], Email: "ann@saperix.example", FormalName: "Ann Bold"})[0]
		v := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		a := v.get(t, "/outbox").want(t, 200, "Maria Castro", "All 1")
		if strings.Contains(a.body, "Ann Bold") {
			t.Error("shows a company that the group does not see")
		}
		v.get(t, "/outbox/"+maria.GUID).want(t, 200)
		v.get(t, "/outbox/"+other.GUID).want(t, 404)
	})
}

func TestOutboxPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for _, name := range []string{"Ann", "Bea", "Cid"} {
			s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Acme Paper"], Email: strings.ToLower(name) + "@acme.example", FormalName: name})
			s.Move(time.Second)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/outbox?limit=2&reason=other").want(t, 200, "Cid", "Bea", "Next page")
		_, rest, _ := strings.Cut(a.body, `rel="next"`)
		_, before, _ := strings.Cut(a.body, `First page</a>`)
		if rest == "" || before != "" {
			t.Fatal("no way on, or a way back from the first page")
		}
		next := a.body[:strings.Index(a.body, `" rel="next"`)]
		next = strings.ReplaceAll(next[strings.LastIndex(next, `href="`)+6:], "&amp;", "&")
		b := v.get(t, next).want(t, 200, "Ann", "First page")
		if strings.Contains(b.body, "Bea") || strings.Contains(b.body, `rel="next"`) || !strings.Contains(next, "reason=other") {
			t.Errorf("second page %s: %s", next, text(b.body))
		}
	})
}

// What is exported is exactly what is shown: the same filters, the same order.
func TestOutboxExport(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		company := s.A.Companies["Saperix"]
		s.send(t, collab.Draft{CompanyGUID: company, Email: "ann@saperix.example", FormalName: "Ann Bold"})
		query := "company_guid=" + company + "&q=a&sort=requestee_email&start_date=2026-03-01&status=Pending"
		a := v.get(t, "/outbox?columns=notes&limit=2&"+query).want(t, 200, "Ann Bold", "1 request, in this order")
		for _, format := range []string{"csv", "xlsx", "json"} {
			if address := "/outbox." + format + "?" + strings.ReplaceAll(query, "&", "&amp;"); !strings.Contains(a.body, `"`+address+`"`) {
				t.Errorf("no link to %s", address)
			}
			got := v.get(t, "/outbox."+format+"?columns=notes&after=zzz&limit=2&offset=3&"+query).want(t, 200)
			asked, err := url.ParseQuery(query + "&format=" + format)
			if want := s.A.Admin.Email + " " + asked.Encode(); err != nil || got.body != want {
				t.Errorf("asked the API for %q, want %q", got.body, want)
			}
		}
		v.get(t, "/outbox.csv?company_guid=x").want(t, 400)
	})
}

func TestRequestActions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path := "/outbox/" + maria.GUID
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, path).want(t, 200, "Maria Castro", "Please address these <concerns>.", "Remediation", "45 days", "DKIM F",
			"Emma Waters invited Maria Castro", "Introduction sent", "Invitation with link and code sent", "Invitation ends", "Mark as resolved")
		if strings.Contains(a.body, "Send the invitation again") || strings.Contains(a.body, "Approve and invite") {
			t.Error("offers what would be refused")
		}
		v.post(t, path+"/resend", nil).want(t, 409, "Try again tomorrow")
		v.post(t, path+"/approve", nil).want(t, 422, "await approval")
		v.post(t, path+"/revoke", url.Values{"reason": {"x"}}).want(t, 409, "gives no access")
		v.post(t, path+"/explode", nil).want(t, 404)
		v.post(t, "/outbox/nonsense/resolve", nil).want(t, 404)

		s.Move(25 * time.Hour)
		s.Drain(t)
		v = s.visitor()
		v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
		v.get(t, path).want(t, 200, "Send the invitation again")
		v.post(t, path+"/resend", nil).leads(t, path+"?done=resend")
		v.get(t, path+"?done=resend").want(t, 200, "The invitation is on its way again.")
		v.post(t, path+"/resolve", nil).leads(t, path+"?done=resolve")
		v.get(t, path+"?done=resolve").want(t, 200, "Resolved by Emma Waters", "There is nothing to decide")
		v.post(t, path+"/resolve", nil).want(t, 409)
	})
}

// Who may only read sees no buttons, and is refused without them.
func TestReadersCannotAct(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		v := s.member(t, s.A, s.A.Admin, string(actor.RequestsR))
		a := v.get(t, "/outbox/"+maria.GUID).want(t, 200, "There is nothing to decide")
		if strings.Contains(a.body, "/resolve") {
			t.Error("offers what would be refused")
		}
		for _, action := range []string{"approve", "reject", "resolve", "resend", "revoke"} {
			v.post(t, "/outbox/"+maria.GUID+"/"+action, url.Values{"reason": {"x"}}).want(t, 403)
		}
		if got := v.get(t, "/outbox/"+maria.GUID); strings.Contains(text(got.body), "Resolved by") || got.status != http.StatusOK {
			t.Error("the request changed")
		}
	})
}
