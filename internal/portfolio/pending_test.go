package portfolio_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func (w *world) uploads() *tenant.Uploads {
	return &tenant.Uploads{DB: w.db, Now: func() time.Time { return w.now }}
}

func (w *world) pending() *portfolio.Imports {
	return &portfolio.Imports{Uploads: w.uploads(), Companies: w.companies, Findings: w.findings}
}

const mixed = "sep=;\r\nName;Domain;Rating;Note\r\nAcme;acme.com;700;x\r\n\"Bad; one\";bad.com;7;\"two\nlines\"\r\nApex;apex.org;;\r\nshort;row\r\n"

// A file is looked at, and then imported as it was looked at: once.
func TestPendingImport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		is := w.pending()
		guid, err := is.Preview(t.Context(), w.admin, portfolio.OfCompanies, "companies.csv", []byte(mixed))
		ok(t, err)
		p, err := is.One(t.Context(), w.admin, guid)
		ok(t, err)
		wantTally(t, p.Report, "2 added, 0 updated, 0 unchanged, 2 refused")
		if p.State != portfolio.Previewed || p.Name != "companies.csv" || p.Kind != portfolio.OfCompanies || p.Report.Applied || len(p.Report.Rows) != 2 {
			t.Errorf("previewed %+v", p)
		}
		if n := w.count(t, `select count(*) from companies where customer_id = $1 and name = 'Acme'`, w.c.ID); n != 0 {
			t.Error("the preview has imported something")
		}

		other := w.user(t, actor.Admin, tenant.Group{GUID: w.admin.GroupGUID, AllCompanies: true})
		_, err = is.One(t.Context(), other, guid)
		wants(t, err, fault.NotFound)
		wants(t, is.Apply(t.Context(), other, guid), fault.NotFound)
		reader := w.admin
		reader.Roles = []string{string(actor.PortfolioR)}
		_, err = is.One(t.Context(), reader, guid)
		wants(t, err, fault.Forbidden)

		ok(t, is.Apply(t.Context(), w.admin, guid))
		wants(t, is.Apply(t.Context(), w.admin, guid), fault.Conflict)
		p, err = is.One(t.Context(), w.admin, guid)
		ok(t, err)
		wantTally(t, p.Report, "2 added, 0 updated, 0 unchanged, 2 refused")
		if p.State != portfolio.Imported || !p.Report.Applied || *w.company(t, "Acme").Rating != 700 {
			t.Errorf("imported %+v", p)
		}

		var b strings.Builder
		ok(t, p.WriteRefused(&b))
		want := "\xef\xbb\xbfName,Domain,Rating,Note,problem\n" +
			"Bad; one,bad.com,7,\"two\nlines\",rating must be between 250 and 900\n" +
			"short,row,,,\"row has 2 cells, the header has 4\"\n"
		if b.String() != want {
			t.Errorf("refused rows are\n%q, want\n%q", b.String(), want)
		}
		again := w.imports(t, b.String(), portfolio.ImportOptions{})
		wantTally(t, again, "0 added, 0 updated, 0 unchanged, 2 refused")
	})
}

// A file of findings, one that nobody can read, and one that is too large.
func TestPendingFiles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, "name,domain\nAcme,acme.com\n", portfolio.ImportOptions{})
		is := w.pending()
		guid, err := is.Preview(t.Context(), w.admin, portfolio.OfFindings, "f.csv", []byte("id,company,risk_vector\n1,acme.com,spf\n2,nobody.com,spf\n"))
		ok(t, err)
		ok(t, is.Apply(t.Context(), w.admin, guid))
		p, err := is.One(t.Context(), w.admin, guid)
		ok(t, err)
		wantTally(t, p.Report, "1 added, 0 updated, 0 unchanged, 1 refused")
		found, err := w.findings.Some(t.Context(), w.admin, w.company(t, "Acme").GUID, 10)
		ok(t, err)
		if len(found) != 1 || found[0].ID != "1" {
			t.Errorf("findings %+v", found)
		}
		for _, tt := range []struct {
			name, kind, file string
			want             fault.Kind
		}{
			{"no such kind", "people", "name\nx\n", fault.Invalid},
			{"empty", portfolio.OfCompanies, "", fault.Invalid},
			{"no columns", portfolio.OfCompanies, "a,b\n1,2\n", fault.Invalid},
			{"UTF-16", portfolio.OfCompanies, "\xff\xfen\x00", fault.Invalid},
			{"too large", portfolio.OfCompanies, strings.Repeat("x", portfolio.MaxFile+1), fault.TooLarge},
		} {
			t.Run(tt.name, func(t *testing.T) {
				_, err := is.Preview(t.Context(), w.admin, tt.kind, "x", []byte(tt.file))
				wants(t, err, tt.want)
			})
		}
		w.now = w.now.Add(25 * time.Hour)
		_, err = is.One(t.Context(), w.admin, guid)
		wants(t, err, fault.NotFound)
	})
}
