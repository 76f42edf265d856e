package web

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

const supplierFile = "name,primary_domain,rating,tier,Remark\n" +
	"Saperix,saperix.example,700,Critical,x\n" +
	"Northwind,northwind.example,,,\n" +
	"=Bad,gmail.com,9,,\n" +
	"Acme Paper,acme.example,,,\n"

// A file is looked at, then imported as it was looked at; what was refused is
// given back.
func TestImportPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/portfolio/import").want(t, 200, "Look at it first", "At most 10 MB and 20,000 rows")
		for _, sample := range []string{"companies.csv", "findings.csv"} {
			a := v.get(t, "/portfolio/samples/"+sample).want(t, 200)
			if !strings.Contains(a.header.Get("Content-Disposition"), sample) || strings.Count(a.body, "\n") < 3 {
				t.Errorf("%s: %v %s", sample, a.header, a.body)
			}
		}
		v.get(t, "/portfolio/samples/x.csv").want(t, 404)

		led := v.sends(t, "companies", supplierFile)
		page := led.header.Get("Location")
		v.get(t, page).want(t, 200, "Look before you import", "of 4 rows", "1 New", "1 Changed", "1 Unchanged", "1 Refused", "Remark", "Import 2 rows",
			"2 Saperix Changed rating , rating_date , tier", "4 =Bad Refused primary_domain gmail.com is the domain of a mail provider; rating must be between 250 and 900", "2 rows to look at")
		if n := s.named(t, "Northwind"); n != 0 {
			t.Error("the preview has imported something")
		}
		refused := v.get(t, page+"/refused.csv").want(t, 200)
		if want := "\ufeffname,primary_domain,rating,tier,Remark,problem\n=Bad,gmail.com,9,,,primary_domain gmail.com is the domain of a mail provider; rating must be between 250 and 900\n"; refused.body != want ||
			!strings.Contains(refused.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("refused rows %q %v", refused.body, refused.header)
		}
		v.header.Set("Accept-Language", "fr")
		v.get(t, page).want(t, 200, "gmail.com est le domaine d’un fournisseur de messagerie", "doit être compris entre 250 et 900")
		v.header.Set("Accept-Language", "de")
		v.get(t, page).want(t, 200, "gmail.com ist die Domain eines E-Mail-Anbieters", "muss zwischen 250 und 900 liegen")
		v.header.Del("Accept-Language")

		mate := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		mate.get(t, page).want(t, 404)
		mate.post(t, page, nil).want(t, 404)

		v.post(t, page, nil).leads(t, page)
		v.get(t, page).want(t, 200, "Imported", "2 rows of the file changed something.", "1 New", "1 Refused", "Go to the portfolio")
		v.post(t, page, nil).leads(t, page)
		if n := s.named(t, "Northwind"); n != 1 {
			t.Errorf("%d companies were imported", n)
		}
		again := v.sends(t, "companies", "name,primary_domain\nNorthwind,northwind.example\n").header.Get("Location")
		v.get(t, again).want(t, 200, "There is nothing to import: no row of the file changes anything.", "1 Unchanged")

		findings := v.sends(t, "findings", "id,company,risk_vector\n1,Northwind,spf\n").header.Get("Location")
		v.get(t, findings).want(t, 200, "Import 1 row")
		v.post(t, findings, nil).leads(t, findings)
		v.get(t, findings).want(t, 200, "1 row of the file changed something.")
	})
}

func TestImportOfWhatCannotBe(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/portfolio/import", nil).want(t, 422, "File: This field is required.")
		v.sends(t, "companies", "").want(t, 422, "The file is empty.")
		v.sends(t, "companies", "\xff\xfen\x00").want(t, 422, "UTF-16")
		v.sends(t, "companies", "a,b\n1,2\n").want(t, 422, "none of the columns")
		v.sends(t, "people", "name\nx\n").want(t, 422, "Must be companies or findings.")
		v.sends(t, "companies", "name\n"+strings.Repeat("x\n", 20_001)).want(t, 422, "more than 20,000 rows")
		v.sends(t, "companies", strings.Repeat("x", maxImport)).want(t, 413)
		v.get(t, "/portfolio/import/nonsense").want(t, 404)
		v.get(t, "/portfolio/import/"+db.NewID()).want(t, 404)
	})
}

// sends hands in a file to be looked at.
func (v *visitor) sends(t *testing.T, kind, file string) reply {
	t.Helper()
	return v.upload(t, "/portfolio/import", "file", "suppliers.csv", file, "kind", kind)
}

func (s *site) named(t *testing.T, company string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, `select count(*) from companies where customer_id = $1 and name = $2`, s.A.ID, company)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
