package e2e

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gatehouse/client"
	"gatehouse/internal/portfolio"
)

// story is how a risk team gets to its first answers.
type story struct {
	*site
	box     *mailbox
	admin   credentials
	group   string
	robin   string // the colleague's token
	form    string // the address of the public form
	maria   string // the guid of her request
	scanned int    // links that the mail scanner followed
}

const (
	mariaAt    = "mcastro@blackhills.example"
	richardAt  = "richard.kuga@blackhills.example"
	robinAt    = "robin@blueseas.example"
	emmaAt     = "emma@blueseas.example"
	herSecret  = "a wise old owl"
	blackHills = "Black Hills Technologies"
)

// TestStory goes the whole way, from an empty folder to a resolved
// collaboration. A mail scanner is always there before the people are.
func TestStory(t *testing.T) {
	t.Parallel()
	needsChromium(t)
	each(t, func(t *testing.T, s *site) {
		y := &story{site: s, box: newMailbox(t)}
		y.admin = read[credentials](t, s.run(t, "init", "--customer", "My Company", "--company", "Blue Seas International",
			"--domain", "blueseas.example", "--name", "Emma Waters", "--email", emmaAt, "--licence", "continuous_monitoring=3", "--json"))
		s.serve(t, "--smtp-url", y.box.url())
		y.imports(t)
		y.makesAGroup(t)
		y.spendsItsQuota(t)
		y.hiresAColleague(t)
		y.publishesAForm(t)
		y.strangerRegisters(t)
		y.colleagueApproves(t)
		y.mariaAccepts(t)
		y.richardDeclines(t)
		y.resolves(t)
		y.readsTheOutbox(t)
		y.checksTheRecord(t)
		if y.scanned < 10 {
			t.Errorf("the mail scanner followed %d links", y.scanned)
		}
	})
}

// imports brings the portfolio in: 500 companies as they are, and the one that
// this is about.
func (y *story) imports(t *testing.T) {
	dir := t.TempDir()
	sample, own := filepath.Join(dir, "companies.csv"), filepath.Join(dir, "own.csv")
	for file, content := range map[string][]byte{
		sample: portfolio.Sample,
		own: []byte("name,primary_domain,rating,rating_date,folder,tier,dkim\n" +
			blackHills + ",blackhills.example,390,2020-03-03,Critical vendors,Tier 1,F\n"),
	} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []portfolio.Report{{Added: 500, Applied: true}, {Unchanged: 500, Applied: true}} {
		got := read[portfolio.Report](t, y.run(t, "import", "companies", sample, "--json"))
		if got.Added != want.Added || got.Unchanged != want.Unchanged || got.Refused != 0 || !got.Applied {
			t.Errorf("the import says %+v, want %+v", got, want)
		}
	}
	y.run(t, "import", "companies", own)
}

// makesAGroup sends the body of the document "Create a new Access Control
// Group", and learns what a quota is.
func (y *story) makesAGroup(t *testing.T) {
	body := func(name string) string {
		return `{ "name":"` + name + `", "can_set_tier_scope":false, "groups":[ { "all_companies":false, "is_default":false,
			"allow_bundled_companies":true, "subscription_types":{ "continuous_monitoring":{ "total_allocated_quota":2, "total_available_quota":0 } } } ] }`
	}
	const groups = "/ratings/v1/access-groups"
	made := read[object](t, y.call(t, y.admin.Token, "POST", groups, body("This Group"), http.StatusCreated))
	y.group = made["guid"].(string)
	quota := made["subscription_types"].(object)["continuous_monitoring"].(object)
	if quota["total_allocated_quota"] != 2.0 || quota["total_available_quota"] != 2.0 {
		t.Errorf("the quota is %v", quota)
	}
	if refused := y.call(t, y.admin.Token, "POST", groups, body("One Too Many"), http.StatusConflict); !strings.Contains(refused, "3") {
		t.Errorf("4 of 3 are refused with %s", refused)
	}
	err := y.client(t, y.admin.Token).AddAccessGroupCompanies(t.Context(), client.GroupCompanies{
		Companies: []string{y.company(t, y.admin.Token, blackHills)}, Groups: []string{y.group},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// spendsItsQuota subscribes the group to companies until it may no more.
func (y *story) spendsItsQuota(t *testing.T) {
	file := filepath.Join(t.TempDir(), "subscriptions.csv")
	var rows strings.Builder
	rows.WriteString("name,primary_domain,subscription_type,group\n")
	for _, company := range []string{"Walmart,walmart.com", "Exxon Mobil,exxonmobil.com", "Apple,apple.com"} {
		rows.WriteString(company + ",continuous_monitoring,This Group\n")
	}
	if err := os.WriteFile(file, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	code, printed, _ := y.try(t, "import", "companies", file, "--json")
	report := read[portfolio.Report](t, printed)
	if code != 1 || report.Updated != 2 || report.Refused != 1 || !strings.Contains(report.Rows[2].String(), "may own 2 subscriptions") {
		t.Errorf("the import exits with %d and reports %s", code, printed)
	}
	group := must(y.client(t, y.admin.Token).GetAccessGroup(t.Context(), y.group, client.GetAccessGroupParams{}))(t)
	quota := group.SubscriptionTypes["continuous_monitoring"]
	if quota.TotalUsedAllocatedQuota != 2 || quota.TotalAvailableQuota == nil || *quota.TotalAvailableQuota != 0 {
		t.Errorf("the quota is %+v", quota)
	}
}

// hiresAColleague makes a user, two accesses and a token. The mail lets the
// colleague choose a password.
func (y *story) hiresAColleague(t *testing.T) {
	ctx, c := t.Context(), y.client(t, y.admin.Token)
	robin := must(c.CreateUser(ctx, client.UserDraft{
		Firstname: new("Robin"), Lastname: new("Marsh"), Email: robinAt,
		Role: new(client.RatingsRoleCustomerPortfolioManager), Group: client.Set(y.group),
	}))(t)
	roles := []string{"GATEHOUSE_REQUESTS_RW", "GATEHOUSE_PORTFOLIO_R", "GATEHOUSE_GROUPS_R"}
	must(c.CreateAccess(ctx, robin.ID, client.AccessDraft{Type: client.AccessTypeUIConnection, Roles: roles}, client.CreateAccessParams{}))(t)
	api := must(c.CreateAccess(ctx, robin.ID, client.AccessDraft{
		Type: client.AccessTypeAPIConnection, Name: new("Scripts"), Roles: roles,
	}, client.CreateAccessParams{}))(t)
	y.robin = must(c.CreateToken(ctx, robin.ID, strconv.Itoa(api.ID), nil))(t).Token

	mail := y.box.wait(t, robinAt, "", 1)
	y.scan(t)
	link, code := mail.link(t)
	b := newBrowser(t)
	b.open(t, link)
	b.fill(t, "form", map[string]string{"code": code, "password": "correct horse battery"})
	b.press(t, "form button")
	b.shows(t, "Sign in")

	if seen := y.outbox(t, y.robin, ""); len(seen) != 0 {
		t.Errorf("the outbox of a new customer holds %v", seen)
	}
	_, err := y.client(t, y.robin).ListClientAccessLinks(ctx, client.ListClientAccessLinksParams{})
	if refusal, ok := errors.AsType[*client.Error](err); !ok || refusal.Status != http.StatusForbidden {
		t.Errorf("the forms of others: %v", err)
	}
}

// publishesAForm sends the body of the document "Create a Collaboration
// Registration Form".
func (y *story) publishesAForm(t *testing.T) {
	form := read[object](t, y.call(t, y.admin.Token, "POST", "/ratings/v1/client-access-links",
		`{ "name": "Example name", "description": "Example description", "is_active": true, "scope": "tprm" }`, http.StatusCreated))
	y.form = form["link"].(string)
	if want := y.url + "/app/static/pages/access-request?token=" + form["guid"].(string); y.form != want {
		t.Errorf("the form is at %s, want %s", y.form, want)
	}
}
