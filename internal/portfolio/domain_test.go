package portfolio_test

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/portfolio"
)

func TestDomain(t *testing.T) {
	for typed, want := range map[string]string{
		"acme.com": "acme.com", " ACME.com. ": "acme.com", "https://www.acme.com/about?x=1": "acme.com",
		"http://acme.com:8080": "acme.com", "www.com": "www.com", "www.co.uk": "www.co.uk", "www2.acme.com": "www2.acme.com",
		"bücher.example": "xn--bcher-kva.example", "XN--BCHER-KVA.example": "xn--bcher-kva.example",
		"": "", "acme": "", "10.0.0.1": "", "[::1]": "", "ann@acme.com": "", "ac me.com": "", "-acme.com": "", "acme..com": "",
		"a_b.com": "", "acme.com#x": "",
	} {
		if got := portfolio.Domain(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	for email, want := range map[string]string{
		"ann@acme.com": "acme.com", "Ann@Mail.ACME.com": "mail.acme.com", "ann@bücher.example": "xn--bcher-kva.example",
		"ann": "", "@acme.com": "", "ann@acme": "", "ann@acme.com/x": "", `"a@b"@acme.com`: "acme.com",
	} {
		if got := portfolio.DomainOf(email); got != want {
			t.Errorf("%q: got %q, want %q", email, got, want)
		}
	}
	for domain, want := range map[string]bool{
		"acme.com": true, "mail.acme.co.uk": true, "com": false, "co.uk": false, "github.io": false, "": false,
		"gmail.com": false, "MAIL.gmx.de": false, "mailinator.com": false, "frontier.com": true,
	} {
		if got := portfolio.OfCompany(domain); got != want {
			t.Errorf("%q: got %v", domain, got)
		}
	}
}

func TestByDomain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		w.imports(t, "name,domains\nAcme,acme.co.uk acme.com\nLabs,labs.acme.com\nTwin,acme.com\n", portfolio.ImportOptions{})
		other.imports(t, "name,domains\nAcme,acme.com other.com\n", portfolio.ImportOptions{})
		for domain, want := range map[string]int{
			"acme.com": 2, "Mail.ACME.com": 2, "labs.acme.com": 1, "x.labs.acme.com": 1, "acme.co.uk": 1,
			"co.uk": 0, "com": 0, "gmail.com": 0, "other.com": 0, "": 0, "notacme.com": 0,
		} {
			found, err := w.companies.ByDomain(t.Context(), d, w.c.ID, domain)
			ok(t, err)
			if len(found) != want {
				t.Errorf("%s: got %d companies, want %d", domain, len(found), want)
			}
		}
		acme := w.company(t, "acme").GUID
		for domain, want := range map[string]bool{
			"acme.com": true, "eu.ACME.com": true, "acme.co.uk": true, "notacme.com": false, "co.uk": false, "": false,
		} {
			has, err := w.companies.HasDomain(t.Context(), d, w.c.ID, acme, domain)
			ok(t, err)
			if has != want {
				t.Errorf("%s: got %v", domain, has)
			}
		}
		if has, err := w.companies.HasDomain(t.Context(), d, other.c.ID, acme, "acme.com"); err != nil || has {
			t.Errorf("another customer's company: %v, %v", has, err)
		}
	})
}

func TestMakeTyped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		make := func(name, domain string) (c portfolio.Company) {
			t.Helper()
			ok(t, d.Tx(t.Context(), func(tx *db.Tx) (err error) {
				c, err = w.companies.MakeTyped(t.Context(), tx, w.admin, w.c.ID, name, domain)
				return err
			}))
			return c
		}
		acme := make("  Acme \t Ltd ", "acme.com")
		if acme.Name != "Acme Ltd" || acme.PrimaryDomain != "acme.com" || acme.Source != portfolio.FromForm {
			t.Errorf("got %+v", acme)
		}
		if again := make("Somebody else", "ACME.com"); again.GUID != acme.GUID {
			t.Errorf("a second company for the same domain")
		}
		for _, domain := range []string{"gmail.com", "co.uk", "", "nonsense"} {
			if c := make("Typed", domain); c.PrimaryDomain != "" {
				t.Errorf("%q became a company's domain", domain)
			}
		}
		if n := w.count(t, `select count(*) from subscriptions`) + w.count(t, `select count(*) from group_companies`); n != 0 {
			t.Error("a typed company has a subscription or a group")
		}
	})
}
