package portfolio_test

import (
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// What an import writes beside the companies.
func TestImportFacets(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		g := w.group(t, "Vendors North", nil)
		w.imports(t, `guid,name,domains,employees,custom_id,rating,rating_date,spf,dkim,tier,folder,subscription_type,group,contact_name,contact_email
0190a000-0000-7000-8000-00000000000A,Acme,acme.com WWW.acme.org,12,V-7,640,2026-02-28,a,N/A,Gold,North|South,continuous_monitoring,vendors north,Ann Lee,Ann@acme.com
,Apex,,,,,,,,Gold,south,,,,
`, portfolio.ImportOptions{})
		acme := w.company(t, "acme")
		if acme.GUID != "0190a000-0000-7000-8000-00000000000a" || *acme.CustomID != "V-7" || *acme.Rating != 640 || *acme.RatingDate != "2026-02-28" ||
			acme.Grades["spf"] != "A" || acme.Grades["dkim"] != "N/A" || len(acme.Grades) != 2 || !acme.HasPreferred || acme.PrimaryDomain != "acme.com" {
			t.Errorf("got %+v", acme)
		}
		domains, err := w.companies.Domains(t.Context(), d, w.c.ID, []string{acme.GUID})
		ok(t, err)
		if got := fmt.Sprint(domains[acme.GUID]); got != "[acme.com acme.org]" {
			t.Errorf("got %s", got)
		}
		folders, err := w.folders.List(t.Context(), w.admin)
		ok(t, err)
		if len(folders) != 2 || folders[0].Name != "North" || len(folders[0].Companies) != 1 || len(folders[1].Companies) != 2 {
			t.Errorf("got %+v", folders)
		}
		member := w.user(t, actor.User, g)
		wantList(t, w, member, "the group sees what it pays for", portfolio.Filter{}, "Acme")

		// By guid, to the names of an existing folder, tier and group.
		tier := *acme.TierGUID
		report := w.imports(t, fmt.Sprintf("name,tier,folder,group\nApex,%s,%s,%s\n", tier, folders[0].GUID, g.GUID), portfolio.ImportOptions{})
		if got := report.Rows[0].String(); got != "line 2: Apex updated: folder, group" {
			t.Errorf("got %s", got)
		}
		wantList(t, w, member, "now both", portfolio.Filter{}, "Acme", "Apex")
		w.sound(t)
	})
}

func TestImportContacts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		contacts := func() string {
			t.Helper()
			all, err := w.contacts.List(t.Context(), w.admin, w.company(t, "acme").GUID)
			ok(t, err)
			var told []string
			for _, c := range all {
				told = append(told, fmt.Sprintf("%s <%s> %v", c.FormalName, c.Email, c.IsPreferred))
			}
			return strings.Join(told, ", ")
		}
		for _, step := range []struct{ file, want, row string }{
			{"name,domain,contact_email\nAcme,acme.com,ann@acme.com\n", " <ann@acme.com> true", ""},
			{"name,domain,contact_name,contact_email\nAcme,acme.com,Ann,ANN@acme.com\n", "Ann <ann@acme.com> true", "contact_name"},
			{"name,domain,contact_email\nAcme,acme.com,bob@acme.com\n", " <bob@acme.com> true, Ann <ann@acme.com> false", "contact_email"},
			{
				"name,domain,contact_email\nAcme,acme.com,ann@acme.com\nAcme,acme.com,cy@acme.com\n",
				"Ann <ann@acme.com> true,  <bob@acme.com> false,  <cy@acme.com> false", "contact_email",
			},
		} {
			report := w.imports(t, step.file, portfolio.ImportOptions{})
			if got := contacts(); got != step.want {
				t.Errorf("got %s, want %s", got, step.want)
			}
			if step.row != "" && fmt.Sprint(report.Rows[0].Changed) != "["+step.row+"]" {
				t.Errorf("got %v", report.Rows)
			}
			again := w.imports(t, step.file, portfolio.ImportOptions{})
			if again.Updated > 0 {
				t.Errorf("again: %v", again.Rows)
			}
		}
		preferred, err := w.contacts.Preferred(t.Context(), d, w.c.ID, w.company(t, "acme").GUID)
		ok(t, err)
		if preferred.Email != "ann@acme.com" {
			t.Errorf("got %+v", preferred)
		}
		_, err = w.contacts.Preferred(t.Context(), d, w.c.ID, db.NewID())
		wants(t, err, fault.NotFound)
	})
}

// A name in documents must be written again; nothing else must.
func TestImportRefreshesNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, "name,domain\nAcme,acme.com\nApex,apex.com\n", portfolio.ImportOptions{})
		jobs := func() int64 { return w.count(t, `select count(*) from jobs where kind = 'collab.refresh'`) }
		w.imports(t, "name,domain,sector\nAcme,acme.com,Air\n", portfolio.ImportOptions{})
		if n := jobs(); n != 0 {
			t.Errorf("%d jobs without a new name", n)
		}
		w.imports(t, "guid,name\n"+w.company(t, "acme").GUID+",Acme Ltd\n", portfolio.ImportOptions{})
		if n := w.count(t, `select count(*) from jobs where kind = 'collab.refresh' and args like $1`, "%"+w.company(t, "acme ltd").GUID+"%"); n != 1 {
			t.Errorf("%d jobs for a new name", n)
		}
	})
}

func TestImportGenerated(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		const file = "name,rating\nAcme,700\n"
		w.imports(t, file, portfolio.ImportOptions{Generated: true})
		if !w.company(t, "acme").IsGenerated {
			t.Error("not labelled")
		}
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{Generated: true}), "0 added, 0 updated, 1 unchanged, 0 refused")
		w.imports(t, file, portfolio.ImportOptions{})
		if w.company(t, "acme").IsGenerated {
			t.Error("a real rating is still labelled as generated")
		}
	})
}

func TestImportFindings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, "name,domains\nAcme,acme.com\nApex,apex.com shared.com\nTwin,shared.com\nTwin,twin.com\nbooking.com,b.com\n", portfolio.ImportOptions{})
		acme := w.company(t, "acme").GUID
		imports := func(by actor.Actor, file string, opts portfolio.ImportOptions) (portfolio.Report, []string) {
			t.Helper()
			report, err := w.findings.Import(t.Context(), by, strings.NewReader(file), opts)
			ok(t, err)
			var told []string
			for _, row := range report.Rows {
				told = append(told, row.String())
			}
			return report, told
		}
		file := "id,company,risk_vector,severity,title,evidence,first_seen,last_seen\n" +
			"f1," + strings.ToUpper(acme) + ",DKIM,minor,No key,dig,2026-01-01,2026-01-02\n" +
			"f2,https://www.acme.com/,open_ports,,,,,\n" +
			"f3,apex,spf,,,,,\n" +
			"f4,booking.com,spf,,,,,\n" +
			"f5,shared.com,spf,,,,,\nf6,twin,spf,,,,,\nf7,Nobody,spf,,,,,\n" +
			"f8,acme,magic,,,,2026-13-01,\n,acme,spf,,,,,\nf1,acme,dkim,,Other,,,\nf1,acme,dkim,,,,,\n"
		want := []string{
			"line 6: f5 refused: company is the domain of several companies: give a name or a guid",
			"line 7: f6 refused: company is the name of several companies: give a guid",
			"line 8: f7 refused: company is not in your portfolio",
			"line 9: f8 refused: first_seen must be a date, YYYY-MM-DD; risk_vector is not a risk vector",
			"line 10:  refused: id must be set",
			"line 11: f1 refused: id has other values in line 2 of this file",
		}
		dry, _ := imports(w.admin, file, portfolio.ImportOptions{DryRun: true})
		report, told := imports(w.admin, file, portfolio.ImportOptions{})
		wantTally(t, report, "4 added, 0 updated, 1 unchanged, 6 refused")
		wantTally(t, dry, tally(report))
		if fmt.Sprint(told) != fmt.Sprint(want) {
			t.Errorf("got %s", strings.Join(told, "\n"))
		}
		report, _ = imports(w.admin, file, portfolio.ImportOptions{})
		wantTally(t, report, "0 added, 0 updated, 5 unchanged, 6 refused")
		_, told = imports(w.admin, "id,company,risk_vector,severity,last_seen\nf1,acme,dkim,severe,2026-02-01\n", portfolio.ImportOptions{})
		if fmt.Sprint(told) != "[line 2: f1 updated: severity, last_seen]" {
			t.Errorf("got %v", told)
		}
		known, err := w.findings.Known(t.Context(), d, w.admin, acme, []string{"f1", "f2", "f3", "f9"})
		ok(t, err)
		if f := known["f1"]; len(known) != 2 || f.Title != "No key" || f.Severity != "severe" || *f.FirstSeen != "2026-01-01" || *f.LastSeen != "2026-02-01" {
			t.Errorf("got %+v", known)
		}
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, w.company(t, "apex").GUID))
		_, told = imports(by, "id,company,risk_vector\nx1,acme,spf\nf2,apex,spf\n", portfolio.ImportOptions{})
		if fmt.Sprint(told) != "[line 2: x1 refused: company is not in your portfolio line 3: f2 refused: id belongs to another company]" {
			t.Errorf("got %v", told)
		}
		for _, bad := range []string{"", "id,company\n", "name\n"} {
			_, err := w.findings.Import(t.Context(), w.admin, strings.NewReader(bad), portfolio.ImportOptions{})
			wants(t, err, fault.Invalid)
		}
	})
}
