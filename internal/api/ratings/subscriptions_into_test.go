package ratings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

// Where nothing was added nothing is left: no folder, no event, no version.
func TestNothingAddedLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		licence(t, s, "continuous_monitoring", new(int64(0)))
		for _, kind := range []string{"alerts-only", "countries"} {
			if err := s.Companies.Subscribe(t.Context(), actor.System(s.A.ID), hills, kind, ""); err != nil {
				t.Fatal(err)
			}
		}
		folder := folders + "/" + newFolder(t, s, admin, `{"name":"Old"}`)["guid"].(string)
		tier := tiers + "/" + newTier(t, s, admin, `{"name":"Gold","description":"","rank":1}`)["guid"].(string)
		for _, path := range []string{folder, tier} {
			call(t, s, admin, "PATCH", path+"/companies", `{"add_companies":["`+hills+`"]}`, 200)
		}
		order := func(kind, company, folder string) string {
			return `{"` + kind + `":{"companies":[` + company + `],"folder":"` + folder + `"}}`
		}
		add := func(guid, kind string) string {
			return `{"add":[{"guid":"` + guid + `","type":"` + kind + `","folder":["New","Newer"],"tier":"Gold"}]}`
		}
		before := s.Snapshot(t)
		for _, c := range []struct{ token, method, path, body, holds string }{
			{admin, "POST", subscriptions, order("countries", `{"guid":"`+db.NewID()+`"}`, "New"), `"no_matching_company"`},
			{admin, "POST", subscriptions, order("countries", `{"url":"nowhere"},{"name":"nobody"}`, "New"), `"invalid_url"`},
			{admin, "POST", subscriptions, order("countries", ``, "New"), `"added":0`},
			{admin, "POST", subscriptions, order("continuous_monitoring", `{"guid":"`+sap+`"}`, "New"), `"error_adding_company"`},
			{admin, "POST", subscriptions, order("continuous_monitoring", `{"guid":"`+hills+`"}`, "New"), `"not_switched":1`},
			{admin, "POST", subscriptions, order("countries", `{"guid":"`+hills+`"}`, "Old"), `"company_exists_in_folder"`},
			{s.A.GroupAdmin.Token, "POST", subscriptions, order("countries", `{"guid":"`+sap+`"}`, "New"), `"no_matching_company"`},
			{s.A.GroupAdmin.Token, "POST", subscriptions, order("continuous_monitoring", `{"guid":"`+hills+`"}`, "New"), `"error_adding_company"`},
			{admin, "POST", subscriptions + "/bulk", add(sap, "continuous_monitoring"), `The licence has 0`},
			{admin, "POST", subscriptions + "/bulk", add(hills, "countries"), `has a subscription of type countries already`},
			{s.A.GroupAdmin.Token, "POST", subscriptions + "/bulk", add(sap, "countries"), `There is no such company`},
			{admin, "PATCH", folder + "/companies", `{"add_companies":["` + hills + `"],"remove_companies":["` + sap + `"]}`, `"not_added":["` + hills},
			{admin, "PATCH", tier + "/companies", `{"add_companies":["` + hills + `"],"remove_companies":["` + sap + `"]}`, `"not_added":["` + hills},
		} {
			a := s.Do(t, c.token, c.method, c.path, c.body)
			if a.Status != 200 || !strings.Contains(a.Body, c.holds) {
				t.Errorf("%s %s: got %d %s, want %s", c.path, c.body, a.Status, a.Body, c.holds)
			}
			if diff := cmp.Diff(before, s.Snapshot(t)); diff != "" {
				t.Fatalf("%s %s left traces:\n%s", c.path, c.body, diff)
			}
		}
		// A key is remembered, and that is all.
		withKey(t, s, admin, subscriptions, order("countries", `{"guid":"`+db.NewID()+`"}`, "New"), "k")
		after := s.Snapshot(t)
		if len(after["idempotency_keys"]) != 1 {
			t.Errorf("remembered: %q", after["idempotency_keys"])
		}
		after["idempotency_keys"] = nil
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("with a key it left traces:\n%s", diff)
		}
	})
}

// A folder is made for the first company that goes into it, once, and knows that
// it was changed.
func TestSubscribedIntoFolders(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		call(t, s, admin, "POST", subscriptions, `{"alerts-only":{"companies":[{"guid":"`+hills+`"}],"folder":"New"},`+
			`"countries":{"companies":[{"name":"nobody"},{"guid":"`+sap+`"}],"folder":"NEW"}}`, 200)
		all := apitest.JSON[[]document](t, s.Do(t, admin, "GET", folders, ""))
		if len(all) != 1 || all[0]["name"] != "New" || all[0]["companies_count"] != 2.0 {
			t.Fatalf("got %v", all)
		}
		one := folders + "/" + all[0]["guid"].(string)
		tag := func() string { return s.Do(t, admin, "GET", one, "").Header.Get("ETag") }
		changed := func(old string) bool {
			a := s.Ask(t, admin, "PATCH", one, "application/json", `{"description":"x"}`, "If-Match", old)
			return a.Status == 412
		}
		old := tag()
		call(t, s, admin, "POST", subscriptions, `{"alerts-only":{"companies":[{"guid":"`+hills+`"}],"folder":"new"}}`, 200)
		if changed(old) {
			t.Error("a company that was in it already changes the folder")
		}
		old = tag()
		call(t, s, admin, "POST", subscriptions+"/bulk", `{"add":[{"guid":"`+s.A.Companies["Acme Paper"]+`","type":"countries","folder":["New","Other","other"]}]}`, 200)
		if !changed(old) {
			t.Error("a new company leaves the folder's version as it was")
		}
		if n := count(t, s, `select count(*) from folders f join folder_companies m on m.folder_guid = f.guid where f.name = 'Other'`); n != 1 {
			t.Errorf("%d companies are in Other", n)
		}
	})
}
