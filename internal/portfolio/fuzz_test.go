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
	"gatehouse/internal/tenant"
)

// No file makes an import fail other than by a fault, and a file that was taken
// changes nothing when it is taken again.
func FuzzImport(f *testing.F) {
	f.Add("name,primary_domain,industry,sector,location,employees\nWalmart,walmart.com,Retail,Shops,\"Bentonville, Ark.\",2200000\n")
	f.Add("\ufeffguid;name;domains;rating;rating_date;tier;folder;subscription_type;group;contact_name;contact_email;dkim\r\n" +
		"0190a000-0000-7000-8000-00000000000a;Acme;a.com b.org;700;2026-01-01;Gold;N|S;countries;All Companies;Ann;ann@a.com;A\r\n")
	f.Add("sep=|\nname|domain\n\"A\"\"B\"|é.com\nA|x.com\nA|\n|x.com\n")
	f.Add("name,name\n")
	f.Add("id,company,risk_vector,first_seen,last_seen,title\nf1,a.com,dkim,2026-01-01,2026-01-02,x\nf1,A,spf,,,\n")
	d := dbtest.Open(f, db.SQLite)
	customers := &tenant.Customers{DB: d, Now: db.Now}
	companies, findings := &portfolio.Companies{DB: d, Now: db.Now}, &portfolio.Findings{DB: d, Now: db.Now}
	f.Fuzz(func(t *testing.T, file string) {
		customer, err := customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "Blue Seas"})
		ok(t, err)
		by := actor.System(customer.ID)
		for _, opts := range []portfolio.ImportOptions{{DryRun: true}, {AllOrNothing: true}, {}} {
			report, err := companies.Import(t.Context(), by, strings.NewReader(file), opts)
			faultless(t, err)
			for _, row := range report.Rows {
				if row.Action == portfolio.Refused && len(row.Problems) == 0 || row.Line < 1 {
					t.Errorf("refused without a reason: %+v", row)
				}
			}
			_, err = findings.Import(t.Context(), by, strings.NewReader(file), opts)
			faultless(t, err)
		}
		again, err := companies.Import(t.Context(), by, strings.NewReader(file), portfolio.ImportOptions{})
		if err == nil && again.Added+again.Updated > 0 {
			t.Errorf("the same file again: %s", fmt.Sprint(again.Rows))
		}
	})
}

func faultless(t *testing.T, err error) {
	t.Helper()
	if err != nil && fault.Of(err).Kind == fault.Internal {
		t.Fatal(err)
	}
}
