package ratings_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/mail/dnstest"
)

const validate = companies + "/validate-recipient-emails"

const (
	badFormat  = "Invalid email format"
	badDomain  = "Invalid email domain"
	atProvider = "Email belongs to a public email provider"
	unrelated  = "Email is unrelated to this company"
)

// validation is the body of a call about addresses at one company.
func validation(t *testing.T, company, flags string, emails ...string) string {
	t.Helper()
	var rows []document
	for _, e := range emails {
		rows = append(rows, document{"company_guid": company, "email": e})
	}
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	return `{"email_validations":` + string(text) + flags + `}`
}

func TestValidateRecipients(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		dns := dnstest.Start(t, map[string]dnstest.Domain{"blackhills.example": {MX: "mx.blackhills.example."}, "eu.blackhills.example": {MX: "."}})
		s.Companies.DNS = mail.NewDNS(dns.Resolver)
		hills := strings.ToUpper(s.A.Companies["Black Hills Technologies"])
		for flags, changed := range map[string]map[string]any{
			``:                              {},
			`,"check_deliverability":null`:  {},
			`,"check_deliverability":false`: {"x@eu.blackhills.example": nil, "x@gone.blackhills.example": nil},
			`,"exclude_public_provider_domains":false`: {"x@gmail.com": unrelated, "x@googlemail.com": unrelated},
		} {
			want := map[string]any{
				"mcastro@blackhills.example": nil, "MCastro@BlackHills.EXAMPLE": nil, "x@eu.blackhills.example": badDomain,
				"x@gone.blackhills.example": badDomain, "x@saperix.example": unrelated, "x@blackhills.example.evil.example": unrelated,
				"x@notblackhills.example": unrelated, "x@gmail.com": atProvider, "x@googlemail.com": atProvider, "x@localhost": badDomain,
				"x@co.uk": badDomain, "x@192.0.2.1": badDomain, "x@-.example": badDomain, "": badFormat, "x": badFormat, "@blackhills.example": badFormat,
				"x@": badFormat, "x y@blackhills.example": badFormat, "X <x@blackhills.example>": badFormat, "a@b@blackhills.example": badFormat,
				strings.Repeat("x", 255) + "@blackhills.example": badFormat,
			}
			var emails []string
			for e := range want {
				emails = append(emails, e)
			}
			maps.Copy(want, changed)
			a := s.Do(t, s.A.User.Token, "POST", validate, validation(t, hills, flags, emails...))
			got := apitest.JSON[map[string][]document](t, a)["email_validations"]
			if a.Status != 200 || len(got) != len(emails) {
				t.Fatalf("%s: %d %s", flags, a.Status, a.Body)
			}
			for i, e := range emails {
				row := document{"company_guid": hills, "email": e, "email_valid": want[e] == nil, "error_message": want[e]}
				if diff := cmp.Diff(row, got[i]); diff != "" {
					t.Errorf("%s %s", flags, diff)
				}
			}
		}
		if n := dns.Asked("saperix.example") + dns.Asked("gmail.com"); n > 0 {
			t.Errorf("the DNS was asked %d times about domains that are not the company's", n)
		}
	})
}

// A DNS that cannot be asked condemns nobody.
func TestValidateRecipientsWithoutDNS(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		dns := dnstest.Start(t, map[string]dnstest.Domain{"blackhills.example": {Broken: true}})
		hills := s.A.Companies["Black Hills Technologies"]
		for _, d := range []*mail.DNS{nil, mail.NewDNS(dns.Resolver)} {
			s.Companies.DNS = d
			a := s.Do(t, s.A.Admin.Token, "POST", validate, validation(t, hills, ``, "x@blackhills.example"))
			if a.Status != 200 || !strings.Contains(a.Body, `"email_valid":true`) {
				t.Errorf("got %d %s", a.Status, a.Body)
			}
		}
		if dns.Asked("blackhills.example") == 0 {
			t.Error("nobody asked")
		}
	})
}

// What does not exist for the caller is 404, whoever's it is.
func TestValidateRecipientsOfUnseenCompanies(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var same []string
		for _, company := range []string{s.A.Companies["Saperix"], s.B.Companies["Black Hills Technologies"], db.NewID()} {
			a := s.Do(t, s.A.Manager.Token, "POST", validate, validation(t, company, ``, "x@saperix.example"))
			if same = append(same, a.Body); a.Status != 404 || a.Body != same[0] {
				t.Errorf("got %d %s", a.Status, a.Body)
			}
		}
		hills := s.A.Companies["Black Hills Technologies"]
		for body, status := range map[string]int{
			`{"email_validations":[]}`: 200, `{}`: 400, `{"email_validations":[{"company_guid":"` + hills + `"}]}`: 400,
			`{"email_validations":[{"email":"x@blackhills.example"}]}`:                  400,
			validation(t, hills, ``, strings.Split(strings.Repeat("x ", 1000), " ")...): 400,
		} {
			if a := s.Do(t, s.A.Manager.Token, "POST", validate, body); a.Status != status {
				t.Errorf("%.60s: %d %s", body, a.Status, a.Body)
			}
		}
	})
}
