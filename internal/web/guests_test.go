package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// form has customer A publish a form and returns its address.
func (s *site) form(t *testing.T) string {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Forms.Create(t.Context(), by, collab.FormDraft{Name: "Client programme", Description: "See how we rate <you>."})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(s.Forms.Link(f.GUID))
	if err != nil {
		t.Fatal(err)
	}
	return u.RequestURI()
}

func jonas() url.Values {
	return url.Values{
		"formal_name": {"Jonas Lindqvist"}, "email": {"jonas@northwind.example"}, "company_name": {"Northwind"},
		"website": {"northwind.example"}, "phone": {""}, "message": {"Let me in & out."}, "terms": {"yes"},
	}
}

// The whole way: form, confirmation by the click of the same browser, approval.
func TestRegistration(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		v := s.visitor()
		v.get(t, form).want(t, 200, "Client programme", "See how we rate <you>.", "Blue Seas", "Work e-mail")
		if len(v.cookies) != 0 {
			t.Error("looking sets a cookie")
		}
		bad := jonas()
		bad.Set("email", "jonas")
		bad.Del("terms")
		a := v.post(t, form, bad).want(t, 422, "2 things need another look.", "This is not an e-mail address.", "Please accept the terms")
		for _, kept := range []string{`value="Jonas Lindqvist"`, `value="jonas"`, "Let me in &amp; out.", `aria-describedby="email-problem"`, `aria-invalid="true"`} {
			if !strings.Contains(a.body, kept) {
				t.Errorf("the form lost %s", kept)
			}
		}
		v.post(t, form, jonas()).leads(t, "/look-into-your-mail")
		v.get(t, "/look-into-your-mail").want(t, 200, "a mail is on its way")
		s.Drain(t)

		path, _ := s.Link(t, "jonas@northwind.example")
		a = v.get(t, path).want(t, 200, "Confirm your registration", "jonas@northwind.example")
		if strings.Contains(a.body, `name="code"`) {
			t.Error("asks the browser that filled in the form for the code")
		}
		v.post(t, path, nil).leads(t, path)
		v.get(t, path).want(t, 200, "Thank you, you are registered")
		v.post(t, path, nil).leads(t, path)

		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a = admin.get(t, "/outbox").want(t, 200, "Jonas Lindqvist", "Pending approval", "Registered", "All 1")
		_, request, _ := strings.Cut(a.body, `class="name" href="`)
		request, _, _ = strings.Cut(request, `"`)
		admin.get(t, request).want(t, 200, "Approve and invite", "Reject politely", "Only the e-mail address is proven.", "northwind.example")
		admin.post(t, request+"/approve", nil).leads(t, request+"?done=approve")
		admin.get(t, request).want(t, 200, "Invitation with link and code waits to be sent")
		s.Drain(t)
		invitation, _ := s.Link(t, "jonas@northwind.example")
		s.visitor().get(t, invitation).want(t, 200, "You registered for it.")
	})
}

// Another browser than the one that filled in the form needs the code.
func TestRegistrationElsewhere(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.visitor().post(t, s.form(t), jonas()).leads(t, "/look-into-your-mail")
		s.Drain(t)
		path, code := s.Link(t, "jonas@northwind.example")
		v := s.visitor()
		v.cookies["__Host-gatehouse-flow"] = &http.Cookie{Name: "__Host-gatehouse-flow", Value: "guessed"}
		if a := v.get(t, path); !strings.Contains(a.body, `name="code"`) {
			t.Error("does not ask for the code")
		}
		v.post(t, path, nil).want(t, 422, "6 digits")
		v.post(t, path, url.Values{"code": {other(code)}}).want(t, 422)
		v.post(t, path, url.Values{"code": {code[:3] + " " + code[3:]}}).leads(t, path)
		v.get(t, path).want(t, 200, "Thank you, you are registered")
	})
}

// Where the address fits several companies, who approves picks one.
func TestApproverPicksTheCompany(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		by := actor.System(s.A.ID)
		twins := "name,primary_domain\nNorthwind Air,northwind.example\nNorthwind Sea,northwind.example\n"
		if _, err := s.Companies.Import(t.Context(), by, strings.NewReader(twins), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		v := s.visitor()
		v.post(t, s.form(t), jonas()).leads(t, "/look-into-your-mail")
		s.Drain(t)
		path, _ := s.Link(t, "jonas@northwind.example")
		v.post(t, path, nil).leads(t, path)

		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		_, request, _ := strings.Cut(admin.get(t, "/outbox").body, `class="name" href="`)
		request, _, _ = strings.Cut(request, `"`)
		a := admin.get(t, request).want(t, 200, "The address fits several companies", "Northwind Air", "Northwind Sea")
		before, _, _ := strings.Cut(a.body, `">Northwind Sea<`)
		sea := before[strings.LastIndex(before, `"`)+1:]
		admin.post(t, request+"/approve", url.Values{"company": {s.A.Companies["Saperix"]}}).want(t, 422, "unrelated to this company")
		admin.post(t, request+"/approve", url.Values{"company": {sea}}).leads(t, request+"?done=approve")
		admin.get(t, request).want(t, 200, "jonas@northwind.example · Northwind Sea")
	})
}

// A program that fills in the field no person sees is told what a person is.
func TestHoneypot(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		before := s.state(t)
		v := s.visitor()
		filled := jonas()
		filled.Set(trap, "x")
		v.post(t, form, filled).leads(t, "/look-into-your-mail")
		same(t, before, s.state(t))
		v.get(t, formPath+"?token=unknown").want(t, 404, "This form does not exist, or it is closed.")
		v.post(t, formPath, jonas()).want(t, 404)
	})
}

func TestTooManyForms(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		v := s.visitor()
		for range 10 {
			v.post(t, form, jonas()).leads(t, "/look-into-your-mail")
		}
		a := v.post(t, form, jonas()).want(t, 429, "Too many tries")
		if a.header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
	})
}

func TestAcceptInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		v.get(t, path).want(t, 200, "Emma Waters", "Blue Seas International invites you to work together on the security of Black Hills Technologies",
			"Please address these <concerns>.", "Remediation", "45 days", "DKIM", "Answer until", "16 Mar 2026")
		v.post(t, path, url.Values{"code": {code}}).want(t, 400, "accepted, declined or passed on")
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}}).want(t, 422, "Accept the terms")
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {other(code)}, "password": {password}, "terms": {"yes"}}).want(t, 422)
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {"short"}, "terms": {"yes"}}).want(t, 422, "10 characters")

		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		v.get(t, "/inbox/"+maria.GUID+"?done=accepted").want(t, 200, "Welcome.", "Please address these <concerns>.", "open until 16 Apr 2026", "Mark as read")
		v.get(t, "/").leads(t, "/inbox")
		v.get(t, "/outbox").want(t, 403)
		s.visitor().get(t, path).want(t, 200, "You have accepted")

		a := v.get(t, "/inbox").want(t, 200, "Emma Waters, Blue Seas International (unread)")
		if !strings.Contains(a.body, "/inbox/"+maria.GUID) {
			t.Error("the inbox does not lead to the request")
		}
		v.post(t, "/inbox/"+maria.GUID+"/read", nil).leads(t, "/inbox/"+maria.GUID)
		if a := v.get(t, "/inbox"); strings.Contains(a.body, "(unread)") {
			t.Error("still unread")
		}
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.get(t, "/inbox/"+maria.GUID).want(t, 404)
		admin.get(t, "/outbox/"+maria.GUID).want(t, 200, "Maria Castro accepted; access began", "Revoke the access")
		admin.post(t, "/outbox/"+maria.GUID+"/revoke", nil).want(t, 422, "This field is required.")
		admin.post(t, "/outbox/"+maria.GUID+"/revoke", url.Values{"reason": {"over"}}).leads(t, "/outbox/"+maria.GUID+"?done=revoke")
		v.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
	})
}

// A recipient who is a user already signs in by its password; the link and the
// code alone are not enough.
func TestAcceptAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		s.visitor().post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.post(t, "/outbox/"+maria.GUID+"/resolve", nil).leads(t, "/outbox/"+maria.GUID+"?done=resolve")
		s.Move(time.Minute)
		again := s.send(t, s.maria())[0]
		path, code = s.Link(t, again.Email)
		v := s.visitor()
		a := v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {"something else entirely"}, "terms": {"yes"}})
		if a.status != 422 || len(v.cookies) != 0 {
			t.Fatalf("a wrong password: %d %v", a.status, v.cookies)
		}
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			leads(t, "/inbox/"+again.GUID+"?done=accepted")
		v.get(t, "/inbox").want(t, 200, "Resolved", "Active")
		v.post(t, "/inbox/read", nil).leads(t, "/inbox")
	})
}

func TestDeclineInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		a := v.post(t, path, url.Values{"answer": {"decline"}, "code": {code}, "stop": {"sender"}}).want(t, 422, "Say in a few words why.")
		if !strings.Contains(a.body, `id="decline" open>`) || !strings.Contains(a.body, `value="sender" checked`) {
			t.Error("the refusal's form came back closed or empty")
		}
		v.post(t, path, url.Values{"answer": {"decline"}, "code": {code}, "why": {"I left <Black Hills>."}, "stop": {"sender"}}).leads(t, path)
		v.get(t, path).want(t, 200, "You have declined")
		if len(v.cookies) != 0 {
			t.Error("a refusal signs in")
		}
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.get(t, "/outbox/"+maria.GUID).want(t, 200, "Declined", "I left <Black Hills>.")
	})
}
