package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// choose takes a choice of a list, which is one click.
func (k *task) choose(t *testing.T, id, value string) {
	t.Helper()
	k.clicks++
	eval[string](t, k.browser, fmt.Sprintf(`document.getElementById(%q).value = %q`, id, value))
}

// tenMore puts ten companies called Fjord into a group.
func (s *site) tenMore(t *testing.T, group string) {
	t.Helper()
	by, file := actor.System(s.A.ID), &strings.Builder{}
	file.WriteString("name,primary_domain\n")
	for i := range 10 {
		fmt.Fprintf(file, "Fjord %d,fjord%d.example\n", i, i)
	}
	if _, err := s.Companies.Import(t.Context(), by, strings.NewReader(file.String()), portfolio.ImportOptions{AllOrNothing: true}); err != nil {
		t.Fatal(err)
	}
	found, _, err := s.Companies.List(t.Context(), by, portfolio.Filter{Q: "fjord"})
	if err != nil {
		t.Fatal(err)
	}
	var guids []string
	for _, c := range found {
		guids = append(guids, c.GUID)
	}
	if err := s.Groups.AddCompanies(t.Context(), by, guids, []string{group}); err != nil {
		t.Fatal(err)
	}
}

// An admin makes a group, moves ten companies and an allocation into it, is told
// why somebody does not see a company, and what deleting would do; the last two
// on a phone, in the dark.
func TestTaskGroupsInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		north, licensed := s.A.Group, int64(20)
		if _, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{Licences: map[string]*int64{"countries": &licensed}}); err != nil {
			t.Fatal(err)
		}
		s.tenMore(t, north)
		b, home := s.adminsBrowser(t)
		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in?next=/groups", s.A.Admin.Email)
		b.shows(t, "Groups", "Vendors North", "What you are licensed for")

		k := newTask(b, "Make a group")
		b.do(t, chromedp.SendKeys(chromedp.ID("group-name"), "Shipping"))
		k.click(t, "aside details summary")
		b.do(t, chromedp.SendKeys(chromedp.ID("quota-countries"), "6"))
		k.press(t, "aside form > p button")
		b.shows(t, "The group is there.", "There is no company in the group")
		k.done(t, 2)
		shipping := strings.TrimPrefix(eval[string](t, b, `location.pathname`), "/groups/")

		b.open(t, home+"/groups")
		k = newTask(b, "Move ten companies to another group")
		k.press(t, `a[href="/groups/`+north+`"]`)
		b.do(t, chromedp.SendKeys(chromedp.ID("q"), "fjord"))
		k.press(t, "form.sift button")
		b.shows(t, "10 companies")
		k.click(t, "#tick-all")
		b.shows(t, "10 ticked")
		k.choose(t, "to", shipping)
		k.press(t, `button[value="move"]`)
		b.shows(t, "Move 10 companies from Vendors North to Shipping?", "4 users lose sight of companies: 40 pairs of a user and a company.", "and 28 more")
		k.press(t, `form[action="/groups/do"] button`)
		b.shows(t, "10 companies were moved.")
		k.done(t, 6)
		b.press(t, ".did button")
		b.shows(t, "It is as it was before.", "10 companies")

		b.open(t, home+"/groups")
		k = newTask(b, "Move an allocation to another group")
		k.press(t, `.top a[href="/groups/quotas"]`)
		k.choose(t, "type", "countries")
		k.choose(t, "from", shipping)
		k.choose(t, "to", north)
		b.do(t, chromedp.SendKeys(chromedp.ID("count"), "4"))
		k.press(t, "main form.panel button")
		b.shows(t, "Countries, before and after", "Move 4 subscriptions")
		k.press(t, `form[method="post"][action="/groups/quotas"] button`)
		b.shows(t, "4 subscriptions were moved.")
		k.done(t, 6)

		b.window(t, 390, "dark")
		b.open(t, home+"/groups")
		k = newTask(b, "Explain why somebody does not see a company")
		k.press(t, `.top a[href="/groups/explain"]`)
		b.do(t, chromedp.SendKeys(chromedp.ID("find-who"), "una stone"), chromedp.SendKeys(chromedp.ID("find-what"), "saperix"))
		k.press(t, "main form.panel button")
		b.shows(t, "Una Stone does not see Saperix.", "The company is not in the group Vendors North.", "Put the company into the group")
		k.done(t, 2)
		b.fits(t)
		b.touchable(t)

		b.open(t, home+"/groups")
		k = newTask(b, "See what deleting a group would do")
		k.press(t, `a[href="/groups/`+north+`"]`)
		k.press(t, `a[href="/groups/`+north+`/settings"]`)
		k.press(t, `button[value="delete"]`)
		b.shows(t, "What stands in the way", "has 4 users", "4 users come to see companies: 8 pairs of a user and a company.")
		k.done(t, 3)
		b.fits(t)
		b.touchable(t)
	})
}
