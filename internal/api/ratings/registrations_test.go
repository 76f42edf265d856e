package ratings_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// register fills in a form of the customer and confirms the address.
func register(t *testing.T, s *apitest.Server, c *apitest.Customer, email, company string) {
	t.Helper()
	confirm(t, s, c, email, company)
	s.Drain(t)
}

// confirm is register before the jobs that it leaves.
func confirm(t *testing.T, s *apitest.Server, c *apitest.Customer, email, company string) {
	t.Helper()
	link := apitest.JSON[document](t, s.Do(t, c.Admin.Token, "POST", "/ratings/v1/client-access-links", `{"name":"Clients"}`))
	err := s.Registrations.Register(t.Context(), link["guid"].(string), collab.RegistrationDraft{
		FormalName: "Ada Client", Email: email, CompanyName: company, Website: "https://example.org", Terms: true,
	}, "198.51.100.7", "")
	if err != nil {
		t.Fatal(err)
	}
	s.Drain(t)
	path, code := s.Link(t, email)
	if _, err := s.Registrations.Confirm(t.Context(), path[strings.LastIndexByte(path, '/')+1:], code, ""); err != nil {
		t.Fatal(err)
	}
}

func TestApproveAndReject(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const ada = "ada@blackhills.example"
		register(t, s, s.A, ada, "Black Hills")
		d := list(t, s, s.A.Admin.Token, "?reason=self_requested")[0]
		for field, want := range map[string]any{
			"status": "Pending", "awaiting": "approval", "email_sent_date": nil, "can_resend_email": false,
			"requestee_company_guid": s.A.Companies["Black Hills Technologies"], "requester_guid": s.A.Admin.GUID,
		} {
			if d[field] != want {
				t.Errorf("%s is %v, want %v", field, d[field], want)
			}
		}
		s.Move(30 * 24 * time.Hour) // a registration that awaits approval never becomes Never
		s.Drain(t)
		path := requests + "/" + d["guid"].(string)
		if a := s.Do(t, s.A.Admin.Token, "POST", path+"/resend", ""); a.Status != 409 {
			t.Errorf("resend: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.User.Token, "PATCH", path, `{"status":"approved"}`); a.Status != 200 {
			t.Errorf("approve: %d %s", a.Status, a.Body)
		}
		if d := one(t, s, d["guid"]); d["awaiting"] != "answer" || d["requester_guid"] != s.A.User.GUID || d["sent_count"] != 1.0 {
			t.Errorf("approved: %v", d)
		}
		accept(t, s, ada)

		register(t, s, s.A, "bea@blackhills.example", "Black Hills")
		guid := list(t, s, s.A.Admin.Token, "?q=bea")[0]["guid"].(string)
		s.Mails.Take()
		if a := s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+guid, `{"status":"Rejected"}`); a.Status != 200 {
			t.Errorf("reject: %d %s", a.Status, a.Body)
		}
		s.Drain(t)
		if mails := s.Mails.Take(); len(mails) != 1 || mails[0].To.Email != "bea@blackhills.example" || one(t, s, guid)["status"] != "Rejected" {
			t.Errorf("rejected: %v, %v", one(t, s, guid)["status"], mails)
		}
	})
}

// Who approves may choose among the companies that the address belongs to.
func TestApproveChoosesTheCompany(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		other := db.NewID()
		if _, err := s.DB.Exec(t.Context(), `
			insert into companies (customer_id, guid, name, name_lower, created_at, updated_at) values ($1, $2, 'Zebra', 'zebra', $3, $3)`,
			s.A.ID, other, s.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.DB.Exec(t.Context(), `insert into company_domains (customer_id, domain, company_guid) values ($1, 'acme.example', $2)`,
			s.A.ID, other); err != nil {
			t.Fatal(err)
		}
		register(t, s, s.A, "ada@acme.example", "Acme")
		d := list(t, s, s.A.Admin.Token, "")[0]
		if d["requestee_company_name"] != "Acme Paper" {
			t.Errorf("registered at %v", d["requestee_company_name"])
		}
		path := requests + "/" + d["guid"].(string)
		for company, status := range map[string]int{s.A.Companies["Saperix"]: 400, s.B.Companies["Acme Paper"]: 404, "x": 400} {
			if a := s.Do(t, s.A.Admin.Token, "PATCH", path, `{"status":"Approved","requestee_company_guid":"`+company+`"}`); a.Status != status {
				t.Errorf("%s: %d %s", company, a.Status, a.Body)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "PATCH", path, `{"status":"Approved","requestee_company_guid":"`+other+`"}`)
		if got := apitest.JSON[document](t, a); a.Status != 200 || got["requestee_company_name"] != "Zebra" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}
