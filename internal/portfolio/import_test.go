package portfolio_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func TestImportTheSample(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		file := string(portfolio.Sample)
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{DryRun: true}), "500 added, 0 updated, 0 unchanged, 0 refused")
		if n := w.count(t, `select count(*) from companies`); n != 0 {
			t.Errorf("a dry run left %d companies", n)
		}
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{}), "500 added, 0 updated, 0 unchanged, 0 refused")
		before := w.count(t, `select seq from heads where customer_id = $1`, w.c.ID)
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{}), "0 added, 0 updated, 500 unchanged, 0 refused")
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{AllOrNothing: true}), "0 added, 0 updated, 500 unchanged, 0 refused")
		if after := w.count(t, `select seq from heads where customer_id = $1`, w.c.ID); after != before {
			t.Errorf("an import that changes nothing was recorded")
		}
		// Two of them share a domain, and both are there.
		both, err := w.companies.ByDomain(t.Context(), d, w.c.ID, "mail.thewaltdisneycompany.com")
		ok(t, err)
		if len(both) != 2 || both[0].Name == both[1].Name {
			t.Errorf("got %v", both)
		}
		walmart := w.company(t, "walmart")
		if walmart.PrimaryDomain != "walmart.com" || *walmart.Employees != 2200000 || walmart.Location != "Bentonville, Ark." ||
			walmart.Industry != "General Merchandisers" || walmart.Sector != "Retailing" || walmart.Rating != nil {
			t.Errorf("got %+v", walmart)
		}
	})
}

// importCase imports files one after another and tells what the last one does.
type importCase struct {
	name  string
	files []string
	opts  portfolio.ImportOptions
	want  string   // the tally of the last
	rows  []string // of the last
}

const acme = "name,primary_domain,industry,rating,rating_date,tier,folder,contact_name,contact_email,dkim\n" +
	"Acme,acme.com,Tools,700,2026-01-01,Gold,North,Ann,ann@acme.com,A\n"

var importCases = []importCase{
	{name: "nothing is new", files: []string{acme, acme}, want: "0 added, 0 updated, 1 unchanged, 0 refused"},
	{
		name: "a changed row says which fields",
		files: []string{acme, "name,primary_domain,industry,rating,rating_date,dkim,tier\n" +
			"ACME,acme.com,Anvils,650,2026-02-01,b,Silver\n"},
		want: "0 added, 1 updated, 0 unchanged, 0 refused",
		rows: []string{"line 2: ACME updated: name, industry, rating, rating_date, dkim, tier"},
	},
	{
		name:  "an empty cell leaves things as they are",
		files: []string{acme, "name,primary_domain,industry,rating,contact_email,folder,tier\nAcme,acme.com,,,,,\n"},
		want:  "0 added, 0 updated, 1 unchanged, 0 refused",
	},
	{
		name:  "a new rating has no old date",
		files: []string{acme, "name,domain,rating\nAcme,acme.com,500\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: Acme updated: rating, rating_date"},
	},
	{
		name:  "the same rating keeps its date",
		files: []string{acme, "name,domain,rating\nAcme,acme.com,700\n"},
		want:  "0 added, 0 updated, 1 unchanged, 0 refused",
	},
	{
		name: "a guid renames",
		files: []string{
			"guid,name,domain\n0190a000-0000-7000-8000-000000000001,Acme,acme.com\n",
			"GUID,Name,Primary Domain\n0190A000-0000-7000-8000-000000000001,Apex,apex.com\n",
		},
		want: "0 added, 1 updated, 0 unchanged, 0 refused",
		rows: []string{"line 2: Apex updated: name, primary_domain"},
	},
	{
		name:  "a domain may be shared: another name is another company",
		files: []string{"name,domain\nAcme,acme.com\n", "name,domain\nAcme Labs,acme.com\n"},
		want:  "1 added, 0 updated, 0 unchanged, 0 refused",
	},
	{
		name:  "a name may be shared, and the report says so",
		files: []string{"name,domain\nDelta,delta.com\n", "name,domain\ndelta,deltafaucet.com\n"},
		want:  "1 added, 0 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: delta added (another company of this name has the domain delta.com: if it is the same, give its guid)"},
	},
	{
		name:  "a company without a domain gets one",
		files: []string{"name\nAcme\n", "name,domain\nACME,acme.com\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: ACME updated: name, primary_domain"},
	},
	{
		name:  "a name alone finds the only one",
		files: []string{acme, "name,sector\nacme,Metal\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: acme updated: name, sector"},
	},
	{
		name:  "a name alone that several have is refused",
		files: []string{"name,domain\nDelta,delta.com\nDelta,deltafaucet.com\n", "name,sector\nDelta,Air\n"},
		want:  "0 added, 0 updated, 0 unchanged, 1 refused",
		rows:  []string{"line 2: Delta refused: name is the name of several companies: give a guid"},
	},
	{
		name:  "a domain alone finds the only one",
		files: []string{acme, "domain,sector\nhttps://www.acme.com/about,Metal\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: acme.com updated: sector"},
	},
	{
		name:  "a domain alone that several have, or nobody, is refused",
		files: []string{"name,domain\nAcme,acme.com\nLabs,acme.com\n", "domain,sector\nacme.com,Metal\nnobody.com,Air\n"},
		want:  "0 added, 0 updated, 0 unchanged, 2 refused",
		rows: []string{
			"line 2: acme.com refused: primary_domain belongs to several companies: give a name or a guid",
			"line 3: nobody.com refused: name must be set: no company has this domain",
		},
	},
	{
		name:  "domains are a list",
		files: []string{"name,domains\nAcme,acme.com acme.org\n", "name,domains\nAcme,\"acme.org, acme.net\"\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: Acme updated: primary_domain, domains"},
	},
	{
		name:  "a row is found by any of its domains",
		files: []string{"name,primary_domain,domains\nAcme,acme.com,acme.com|acme.org\n", "name,domain\nAcme,acme.org\n"},
		want:  "0 added, 1 updated, 0 unchanged, 0 refused",
		rows:  []string{"line 2: Acme updated: primary_domain"},
	},
	{
		name: "several rows about one company add up",
		files: []string{"name,domain,folder,contact_email\n" +
			"Acme,acme.com,North,ann@acme.com\nAcme,acme.com,South;East,bob@acme.com\nAcme,acme.com,North,bob@acme.com\n"},
		want: "1 added, 1 updated, 1 unchanged, 0 refused",
		rows: []string{"line 3: Acme updated: contact_email, folder"},
	},
	{
		name:  "but may not contradict each other",
		files: []string{"name,domain,sector\nAcme,acme.com,Air\nAcme,acme.com,Sea\nAcme,acme.com,Air\n"},
		want:  "1 added, 0 updated, 1 unchanged, 1 refused",
		rows:  []string{"line 3: Acme refused: sector differs from line 2, which is about the same company"},
	},
	{
		name: "every wrong cell is told",
		files: []string{"name,domain,rating,rating_date,employees,dkim,contact_email,guid\n" +
			",,,,,,,\n" +
			"Acme,acme,9000,yesterday,many,Z,nobody,42\n"},
		want: "0 added, 0 updated, 0 unchanged, 1 refused",
		rows: []string{`line 3: Acme refused: contact_email is not an e-mail address; dkim must be one of A, B, C, D, F, N/A; ` +
			`employees "many" is not a whole number; guid is not a UUID; primary_domain "acme" is not a domain; ` +
			`rating must be between 250 and 900; rating_date must be a date, YYYY-MM-DD`},
	},
	{
		name:  "suffixes and mail providers are nobody's",
		files: []string{"name,domain\nA,co.uk\nB,gmail.com\nC,mail.yahoo.co.uk\nD,\n"},
		want:  "1 added, 0 updated, 0 unchanged, 3 refused",
		rows: []string{
			"line 2: A refused: primary_domain co.uk is a public suffix, under which anybody can register",
			"line 3: B refused: primary_domain gmail.com is the domain of a mail provider",
			"line 4: C refused: primary_domain mail.yahoo.co.uk is the domain of a mail provider",
		},
	},
	{
		name:  "a row needs a name",
		files: []string{"name,sector,contact_name\n,Air,\nAcme,,Ann\n"},
		want:  "0 added, 0 updated, 0 unchanged, 2 refused",
		rows: []string{
			"line 2: a row refused: name must be set, or guid, or primary_domain",
			"line 3: Acme refused: contact_email must be set beside a contact_name",
		},
	},
	{
		name:  "too long, not text",
		files: []string{"name,industry\n" + strings.Repeat("x", 256) + ",\nAc\x00me,\nAc\xffme,\n" + strings.Repeat("é", 255) + ",\n"},
		want:  "1 added, 0 updated, 0 unchanged, 3 refused",
		rows: []string{
			"line 2: " + strings.Repeat("x", 60) + "… refused: name is longer than 255 characters",
			"line 3: Ac\x00me refused: name contains control characters",
			"line 4: Ac?me refused: name is not UTF-8",
		},
	},
	{
		name:  "spreadsheets: mark, semicolons, CRLF, quotes, lines in cells",
		files: []string{"\ufeffName;Domain;Location\r\n\"Acme; Inc.\";acme.com;\"Two\r\nlines\"\r\n\r\nApex;apex.com;\r\nBad;bad;x\r\n"},
		want:  "2 added, 0 updated, 0 unchanged, 1 refused",
		rows:  []string{`line 6: Bad refused: primary_domain "bad" is not a domain`},
	},
	{
		name:  "tabs, and sep=",
		files: []string{"sep=|\r\nname|domain\r\nAcme|acme.com\r\nB|b\r\n", "name\tdomain\nAcme\tacme.com\nB\tb\n"},
		want:  "0 added, 0 updated, 1 unchanged, 1 refused",
		rows:  []string{`line 3: B refused: primary_domain "b" is not a domain`},
	},
	{
		name:  "broken rows do not take the next ones with them",
		files: []string{"name,domain\nAc\"me,acme.com\nApex,apex.com\nA,b.com,c\nLast,last.com\n\"open,never.com\n"},
		want:  "2 added, 0 updated, 0 unchanged, 3 refused",
		rows: []string{
			`line 2: a row refused: row is not CSV: bare " in non-quoted-field`,
			"line 4: a row refused: row has 3 cells, the header has 2",
			`line 6: a row refused: row is not CSV: extraneous or missing " in quoted-field`,
		},
	},
	{
		name:  "unknown folders, groups and types",
		files: []string{"name,tier,group,subscription_type\nA,0190a000-0000-7000-8000-000000000001,,\nB,,Nobody,\nC,,,gold\n"},
		want:  "0 added, 0 updated, 0 unchanged, 3 refused",
		rows: []string{
			"line 2: A refused: tier is not the guid of a tier",
			`line 3: B refused: group "nobody" is not an access group`,
			`line 4: C refused: subscription_type "gold" is not a subscription type`,
		},
	},
}

func TestImport(t *testing.T) {
	for _, tt := range importCases {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, nil)
				for _, file := range tt.files[:len(tt.files)-1] {
					w.imports(t, file, tt.opts)
				}
				last := tt.files[len(tt.files)-1]
				dry := w.imports(t, last, portfolio.ImportOptions{DryRun: true})
				got := w.imports(t, last, tt.opts)
				wantTally(t, got, tt.want)
				var lines []string
				for _, row := range got.Rows {
					lines = append(lines, row.String())
				}
				if strings.Join(lines, "\n") != strings.Join(tt.rows, "\n") {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(tt.rows, "\n"))
				}
				if tally(dry) != tally(got) || dry.Applied || !got.Applied {
					t.Errorf("the dry run said %s", tally(dry))
				}
				again := w.imports(t, last, tt.opts)
				if again.Added+again.Updated > 0 || again.Refused != got.Refused {
					t.Errorf("the same file again: %s\n%v", tally(again), again.Rows)
				}
			})
		})
	}
}

func TestImportWholeFiles(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"empty", "", "The file is empty."},
		{"UTF-16", "\xff\xfen\x00a\x00", "The file is UTF-16. Save it as CSV in UTF-8."},
		{"no columns", "a,b\n1,2\n", "The file has none of the columns guid, name and primary_domain in its first line."},
		{"twice the same column", "name,company name\na,b\n", "The file has two columns name."},
		{"a quote that never ends", "name\nA\n\"" + strings.Repeat("x\n", 1<<20), "After line 2 comes a row of more than 1048576 bytes: is there a quote that is never closed?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, nil)
				for _, opts := range []portfolio.ImportOptions{{}, {AllOrNothing: true}, {DryRun: true}} {
					_, err := w.companies.Import(t.Context(), w.admin, strings.NewReader(tt.file), opts)
					if !fault.Is(err, fault.Invalid) || fault.Of(err).Detail != tt.want {
						t.Errorf("got %v", err)
					}
				}
				if n := w.count(t, `select count(*) from companies`); n != 0 {
					t.Errorf("it left %d companies", n)
				}
			})
		})
	}
}

func TestImportUnknownColumns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		report := w.imports(t, "name,Colour,domain,size\nA,red,a.com,1\nB,blue,b.com,2\n", portfolio.ImportOptions{})
		wantTally(t, report, "2 added, 0 updated, 0 unchanged, 0 refused")
		if got := fmt.Sprint(report.Unknown); got != "[Colour size]" {
			t.Errorf("got %s", got)
		}
	})
}

func TestImportAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		before := w.rows(t)
		var file strings.Builder
		file.WriteString("name,domain,folder,tier,contact_email,subscription_type\n")
		for i := range 2500 { // three stages
			fmt.Fprintf(&file, "Company %d,c%d.com,F,T,a@c%d.com,%s\n", i, i, i, monitoring)
		}
		bad := file.String() + "Bad,bad,,,,\n"
		var told []string
		// A reader that cannot go back must do as well.
		report, err := w.companies.Import(t.Context(), w.admin, io.MultiReader(strings.NewReader(bad)), portfolio.ImportOptions{
			AllOrNothing: true, Row: func(r portfolio.RowReport) { told = append(told, r.String()) },
		})
		if !fault.Is(err, fault.Invalid) || fault.Of(err).Detail != "1 of 2501 rows were refused, so nothing was imported." {
			t.Errorf("got %v", err)
		}
		if report.Applied || len(told) != 1 || told[0] != `line 2502: Bad refused: primary_domain "bad" is not a domain` {
			t.Errorf("got %v, %v", report.Applied, told)
		}
		if after := w.rows(t); after != before {
			t.Errorf("it changed %s, was %s", after, before)
		}
		var progress []int
		report = w.imports(t, file.String(), portfolio.ImportOptions{
			AllOrNothing: true, Progress: func(rows int) { progress = append(progress, rows) },
		})
		wantTally(t, report, "2500 added, 0 updated, 0 unchanged, 0 refused")
		if got := fmt.Sprint(progress); got != "[1000 2000 2500]" {
			t.Errorf("progress %s", got)
		}
		wantTally(t, w.imports(t, file.String(), portfolio.ImportOptions{}), "0 added, 0 updated, 2500 unchanged, 0 refused")
	})
}

// rows counts the rows of all tables that an import writes.
func (w *world) rows(t *testing.T) string {
	t.Helper()
	var all []string
	for _, table := range []string{
		"companies", "company_domains", "subscriptions", "folders", "folder_companies", "tiers", "contacts",
		"findings", "group_companies", "events", "jobs", "folder_shares", "ended_subscriptions", "relationships", "life_cycles",
	} {
		all = append(all, fmt.Sprint(table, " ", w.count(t, `select count(*) from `+table)))
	}
	return strings.Join(append(all, fmt.Sprint("used ", w.count(t, `select cast(coalesce(sum(used), 0) as bigint) from quotas`))), ", ")
}

// A company that is repeated in a later stage is remembered.
func TestImportRemembersStages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		var file strings.Builder
		file.WriteString("name,domain,sector\nAcme,acme.com,Air\n")
		for i := range 1500 {
			fmt.Fprintf(&file, "Company %d,c%d.com,Air\n", i, i)
		}
		file.WriteString("Acme,acme.com,Sea\nAcme,acme.com,Air\n")
		for _, opts := range []portfolio.ImportOptions{{DryRun: true}, {}} {
			report := w.imports(t, file.String(), opts)
			wantTally(t, report, "1501 added, 0 updated, 1 unchanged, 1 refused")
		}
	})
}

func TestImportNeedsTheRight(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		reader := w.admin
		reader.Roles = []string{string(actor.PortfolioR)}
		_, err := w.companies.Import(t.Context(), reader, strings.NewReader(acme), portfolio.ImportOptions{})
		wants(t, err, fault.Forbidden)
		_, err = w.findings.Import(t.Context(), reader, strings.NewReader("id,company,risk_vector\n"), portfolio.ImportOptions{})
		wants(t, err, fault.Forbidden)
		w.exec(t, `update users set is_active = $2 where guid = $1`, w.admin.UserGUID, false)
		_, err = w.companies.Import(t.Context(), w.admin, strings.NewReader(acme), portfolio.ImportOptions{})
		wants(t, err, fault.Unauthorized)
		if n := w.count(t, `select count(*) from companies`); n != 0 {
			t.Errorf("it left %d companies", n)
		}
	})
}

// A file that breaks off keeps what was whole, and all-or-nothing nothing.
func TestImportOfAFileThatBreaksOff(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		gone := errors.New("gone")
		for _, opts := range []portfolio.ImportOptions{{}, {AllOrNothing: true}} {
			r := io.MultiReader(strings.NewReader(acme), failing{gone})
			if _, err := w.companies.Import(t.Context(), w.admin, r, opts); !errors.Is(err, gone) {
				t.Errorf("got %v", err)
			}
		}
		if n := w.count(t, `select count(*) from companies`); n != 0 {
			t.Errorf("it left %d companies", n)
		}
	})
}

// What was read of it before is kept, a whole stage at a time.
func TestImportOfAFileThatBreaksOffLater(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		gone := errors.New("gone")
		var file strings.Builder
		file.WriteString("name\n")
		for i := range 2500 { // two stages, and half of one
			fmt.Fprintf(&file, "Company %d of many%s\n", i, strings.Repeat(" and more", 20))
		}
		report, err := w.companies.Import(t.Context(), w.admin, io.MultiReader(strings.NewReader(file.String()), failing{gone}), portfolio.ImportOptions{})
		if !errors.Is(err, gone) || report.Added != 2000 || report.Applied {
			t.Errorf("got %+v, %v", report, err)
		}
		if n := w.count(t, `select count(*) from companies`); n != 2000 {
			t.Errorf("it left %d companies", n)
		}
	})
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
