package ratings_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

const contacts = "/ratings/v1/contacts"

type page struct {
	Links struct {
		Next, Previous *string
	}
	Count   int
	Results []document
}

// of returns a field of every result.
func (p page) of(field string) string {
	var all []string
	for _, r := range p.Results {
		all = append(all, fmt.Sprint(r[field]))
	}
	return strings.Join(all, " ")
}

func newContact(t testing.TB, s *apitest.Server, token, body string) document {
	t.Helper()
	a := s.Do(t, token, "POST", contacts, body)
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", body, a.Status, a.Body)
	}
	return apitest.JSON[page](t, a).Results[0]
}

func getPage(t *testing.T, s *apitest.Server, token, path string) page {
	t.Helper()
	a := s.Do(t, token, "GET", path, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", path, a.Status, a.Body)
	}
	return apitest.JSON[page](t, a)
}

// typed compares an answer with the contract's fields and their types.
func typed(t *testing.T, got document, contract map[string]string, additive ...string) {
	t.Helper()
	for field, types := range contract {
		if v, there := got[field]; !there || !slices.Contains(strings.Fields(types), typeName(v)) {
			t.Errorf("%s is %v, want %s", field, v, types)
		}
	}
	for field := range got {
		if contract[field] == "" && !slices.Contains(additive, field) {
			t.Errorf("%s is not in the contract", field)
		}
	}
}

var contactContract = map[string]string{
	"company_guid": "string", "contact_type": "string", "created_time": "string", "email": "string", "formal_name": "string",
	"friendly_name": "string null", "guid": "string", "nickname": "string null", "phone_number": "string", "platform_id": "string",
	"relation_active": "bool null", "relation_type": "string null", "role": "string", "source": "string", "updated_time": "string",
	"user_guid": "string null", // null of those that a file brought
}

func TestContactHasTheContractsFields(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		a := s.Do(t, s.A.Admin.Token, "POST", contacts, `{"contact":{"company_guid":"`+s.A.Companies["Saperix"]+`","email":"Zoe@saperix.example",`+
			`"formal_name":"Zoë  Stone","nickname":"Z","phone_number":"+1 555 0100","role":"CISO","relation_type":"backup","relation_active":true,`+
			`"source":"Service Now","platform_id":"SN-1","guid":"`+db.NewID()+`","contact_type":"x"}}`)
		got := apitest.JSON[page](t, a)
		if a.Status != 200 || got.Count != 1 || len(got.Results) != 1 || got.Links.Next != nil || got.Links.Previous != nil {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
		c := got.Results[0]
		want := document{
			"guid": c["guid"], "company_guid": s.A.Companies["Saperix"], "contact_type": "Customer Created", "email": "Zoe@saperix.example",
			"formal_name": "Zoë Stone", "friendly_name": nil, "nickname": "Z", "phone_number": "+1 555 0100", "role": "CISO",
			"relation_type": "Backup", "relation_active": true, "source": "Service Now", "platform_id": "SN-1",
			"user_guid": s.A.Admin.GUID, "created_time": "2026-03-02T10:00:00Z", "updated_time": "2026-03-02T10:00:00Z",
		}
		if diff := cmp.Diff(want, c); diff != "" {
			t.Error(diff)
		}
		typed(t, c, contactContract)
		one := contacts + "/" + fmt.Sprint(c["guid"])
		if diff := cmp.Diff(want, apitest.JSON[document](t, s.Do(t, s.A.User.Token, "GET", one, ""))); diff == "" {
			t.Error("the user's group does not see the company")
		}
		if diff := cmp.Diff(want, apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", one, ""))); diff != "" {
			t.Error(diff)
		}
		s.Move(time.Minute)
		want["nickname"], want["relation_active"], want["updated_time"] = nil, nil, "2026-03-02T10:01:00Z"
		a = s.Do(t, s.A.Admin.Token, "PATCH", one, `{"nickname":null,"relation_active":null,"email":"Zoe@saperix.example"}`)
		if diff := cmp.Diff(want, apitest.JSON[document](t, a)); diff != "" {
			t.Error(diff)
		}
		s.Move(time.Minute)
		before := s.Rows(t)["events"]
		text, _ := json.Marshal(want)
		a = s.Do(t, s.A.Admin.Token, "PATCH", one, string(text)) // what was read changes nothing
		if diff := cmp.Diff(want, apitest.JSON[document](t, a)); diff != "" || s.Rows(t)["events"] != before {
			t.Errorf("%s%d events", diff, s.Rows(t)["events"]-before)
		}
		a = s.Do(t, s.A.Admin.Token, "DELETE", one, "")
		if diff := cmp.Diff(want, apitest.JSON[document](t, a)); diff != "" {
			t.Error(diff)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", one, ""); a.Status != 404 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
	})
}

// One contact a company is Primary: the preferred one. A request that names
// nobody goes there, and its document says so, soon.
func TestPrimaryContact(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"]
		request := create(t, s, admin, newRequest(s.A, nil))
		preferred := func() any {
			t.Helper()
			s.Drain(t)
			return one(t, s, fmt.Sprint(request["guid"]))["has_preferred_contact"]
		}
		if preferred() != false {
			t.Fatal("there is a preferred contact before there is one")
		}
		first := newContact(t, s, admin, `{"company_guid":"`+hills+`","email":"one@blackhills.example","formal_name":"One","relation_type":"Primary"}`)
		if preferred() != true {
			t.Error("the document does not know of the preferred contact")
		}
		second := newContact(t, s, admin, `{"company_guid":"`+hills+`","email":"two@blackhills.example","formal_name":"Two","relation_type":"Primary"}`)
		if got := getPage(t, s, admin, contacts+"?companies="+hills); got.of("relation_type") != "Backup Primary" {
			t.Errorf("got %s", got.of("relation_type"))
		}
		sent := create(t, s, admin, newRequest(s.A, map[string]any{"requestee_email": nil, "requestee_formal_name": nil, "third_parties": nil}))
		if sent["requestee_email"] != "" || sent["requestee_formal_name"] != "" {
			t.Errorf("the sender reads %v %v", sent["requestee_formal_name"], sent["requestee_email"])
		}
		email, err := db.Value[string](t.Context(), s.DB, `select email from access_requests where guid = $1`, sent["guid"])
		if err != nil || email != "two@blackhills.example" {
			t.Errorf("it went to %s, %v", email, err)
		}
		if a := s.Do(t, admin, "PATCH", contacts+"/"+fmt.Sprint(first["guid"]), `{"relation_type":"Primary"}`); a.Status != 200 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if got := getPage(t, s, admin, contacts+"?companies="+hills); got.of("relation_type") != "Primary Backup" || preferred() != true {
			t.Errorf("got %s", got.of("relation_type"))
		}
		s.Do(t, admin, "DELETE", contacts+"/"+fmt.Sprint(first["guid"]), "")
		if preferred() != false {
			t.Error("the preferred contact was deleted, and the document does not know")
		}
		s.Do(t, admin, "PATCH", contacts+"/"+fmt.Sprint(second["guid"]), `{"relation_type":"PRIMARY"}`)
		if preferred() != true {
			t.Error("there is a preferred contact again, and the document does not know")
		}
		s.Do(t, admin, "PATCH", contacts+"/"+fmt.Sprint(second["guid"]), `{"relation_type":null}`)
		if preferred() != false {
			t.Error("nobody is preferred, and the document does not know")
		}
		file := "name,domain,contact_name,contact_email\nBlack Hills Technologies,blackhills.example,Two,two@blackhills.example\n"
		if _, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file), portfolio.ImportOptions{AllOrNothing: true}); err != nil || preferred() != true {
			t.Errorf("a file brought a preferred contact, and the document does not know: %v", err)
		}
	})
}

func TestContactLists(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, acme := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Acme Paper"]
		saperix := s.A.Companies["Saperix"]
		var guids []any
		for _, c := range []string{hills + ",b@blackhills.example,Bo Ash", acme + ",a@acme.example,=Ann Oak", hills + ",c@blackhills.example,Cy Fir"} {
			s.Move(time.Minute)
			part := strings.Split(c, ",")
			guids = append(guids, newContact(t, s, admin, `{"company_guid":"`+part[0]+`","email":"`+part[1]+`","formal_name":"`+part[2]+`"}`)["guid"])
		}
		newContact(t, s, s.B.Admin.Token, `{"company_guid":"`+s.B.Companies["Saperix"]+`","email":"b@saperix.example","formal_name":"Bo Ash"}`)
		s.Move(time.Minute)
		s.Do(t, admin, "PATCH", fmt.Sprint(contacts, "/", guids[0]), `{"role":"CISO"}`)
		const richard, a, b, c = "richard.kuga@saperix.example", "a@acme.example", "b@blackhills.example", "c@blackhills.example"
		for query, want := range map[string][]string{
			"":                                      {richard, b, a, c},
			"/latest":                               {b, c, a, richard},
			"/latest?limit=1":                       {b},
			"?sort=-created_time":                   {c, a, b, richard},
			"?sort=email":                           {a, b, c, richard},
			"?sort=-formal_name&companies=" + hills: {c, b},
			"?companies=" + hills + "," + strings.ToUpper(acme):         {b, a, c},
			"?companies=" + db.NewID() + "," + s.B.Companies["Saperix"]: {},
			"?q=ash+bo":                    {b},
			"?q=kuga":                      {richard},
			"?q=%25":                       {},
			"?limit=2&offset=1":            {b, a},
			"/latest?companies=" + saperix: {richard},
		} {
			if got := getPage(t, s, admin, contacts+query).of("email"); got != strings.Join(want, " ") {
				t.Errorf("%s: got %s, want %v", query, got, want)
			}
		}
		first := getPage(t, s, admin, contacts+"?limit=3")
		if first.Count != 4 || first.Links.Next == nil || *first.Links.Next != apitest.PublicURL+contacts+"?limit=3&offset=3" {
			t.Errorf("got %d %v", first.Count, first.Links)
		}
		asked := s.Do(t, admin, "POST", contacts+"/query/?limit=1", `{"companies":["`+hills+`"]}`)
		found := apitest.JSON[page](t, asked)
		if asked.Status != 200 || found.Count != 2 || found.of("email") != b {
			t.Fatalf("got %d %s", asked.Status, asked.Body)
		}
		next := getPage(t, s, admin, strings.TrimPrefix(*found.Links.Next, apitest.PublicURL))
		if next.Count != 2 || next.of("email") != c || next.Links.Next != nil {
			t.Errorf("the next page has %s of %d", next.of("email"), next.Count)
		}
		if all := s.Do(t, admin, "POST", contacts+"/query", ``); apitest.JSON[page](t, all).Count != 4 {
			t.Errorf("without a body: %d %s", all.Status, all.Body)
		}
		if got := getPage(t, s, s.A.Manager.Token, contacts); got.Count != 2 || got.of("email") != b+" "+c {
			t.Errorf("the manager sees %d: %s", got.Count, got.of("email"))
		}
		if got := getPage(t, s, s.A.Manager.Token, contacts+"/latest?companies="+acme); got.Count != 0 {
			t.Errorf("the manager sees %s", got.of("email"))
		}
		sheet := s.Do(t, admin, "GET", contacts+"?format=csv&fields=email,formal_name&companies="+acme, "")
		if sheet.Body != "formal_name,email\n'=Ann Oak,a@acme.example\n" {
			t.Errorf("got %s", sheet.Body)
		}
		lines := s.Do(t, s.A.Manager.Token, "GET", contacts+"/latest?format=ndjson&fields=email", "")
		if lines.Body != `{"email":"`+b+`"}`+"\n"+`{"email":"`+c+`"}`+"\n" {
			t.Errorf("got %s", lines.Body)
		}
		if got := getPage(t, s, admin, contacts+"?fields=guid&limit=1"); len(got.Results[0]) != 1 {
			t.Errorf("got %v", got.Results)
		}
	})
}

func TestContactsInBulk(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, saperix := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		richard := getPage(t, s, admin, contacts).Results[0]
		a := s.Do(t, admin, "PUT", contacts+"/bulk", `[
			{"company_guid":"`+hills+`","email":"one@blackhills.example","formal_name":"One","relation_type":"Primary"},
			{"company_guid":"`+saperix+`","email":"RICHARD.KUGA@saperix.example","role":"CTO"},
			{"company_guid":"`+saperix+`","email":"new@saperix.example","relation_type":"Primary"}]`)
		all := apitest.JSON[[]document](t, a)
		if a.Status != 201 || len(all) != 3 {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
		if all[1]["guid"] != richard["guid"] || all[1]["role"] != "CTO" || all[1]["formal_name"] != "Richard Kuga" || all[1]["relation_type"] != "Backup" {
			t.Errorf("got %v", all[1])
		}
		if all[0]["relation_type"] != "Primary" || all[2]["relation_type"] != "Primary" {
			t.Errorf("got %s", a.Body)
		}
		again := s.Do(t, admin, "PUT", contacts+"/bulk", a.Body)
		if again.Status != 201 || again.Body != a.Body {
			t.Errorf("again: %d %s", again.Status, again.Body)
		}
		guid := fmt.Sprint(richard["guid"])
		good := `{"company_guid":"` + hills + `","email":"good@blackhills.example"}`
		foreign := newContact(t, s, s.B.Admin.Token, `{"company_guid":"`+s.B.Companies["Saperix"]+`","email":"b@saperix.example"}`)["guid"]
		var many []string
		for range 1001 {
			many = append(many, good)
		}
		before := s.Snapshot(t)
		for _, tt := range []struct {
			name, token, body string
			status            int
		}{
			{"an unknown guid", admin, `[` + good + `,{"guid":"` + db.NewID() + `"}]`, 404},
			{"another customer's", admin, `[` + good + `,{"guid":"` + fmt.Sprint(foreign) + `"}]`, 404},
			{"an unseen one", s.A.Manager.Token, `[` + good + `,{"guid":"` + guid + `"}]`, 404},
			{"an unseen company", s.A.Manager.Token, `[` + good + `,{"company_guid":"` + saperix + `","email":"x@saperix.example"}]`, 404},
			{"a bad address", admin, `[` + good + `,{"company_guid":"` + hills + `","email":"x"}]`, 400},
			{"no address", admin, `[` + good + `,{"company_guid":"` + hills + `"}]`, 400},
			{"no company", admin, `[` + good + `,{"email":"x@x.example"}]`, 400},
			{"one twice", admin, `[` + good + `,` + good + `]`, 400},
			{"one twice, by guid and address", admin, `[{"guid":"` + guid + `"},{"company_guid":"` + saperix + `","email":"richard.kuga@saperix.example"}]`, 400},
			{"two primaries", admin, `[{"guid":"` + guid + `","relation_type":"Primary"},{"company_guid":"` + saperix + `","email":"new@saperix.example","relation_type":"Primary"}]`, 400},
			{"another company", admin, `[{"guid":"` + guid + `","company_guid":"` + hills + `"}]`, 400},
			{"a taken address", admin, `[` + good + `,{"guid":"` + guid + `","email":"new@saperix.example"}]`, 409},
			{"too many", admin, `[` + strings.Join(many, ",") + `]`, 400},
			{"an object", admin, good, 400},
		} {
			if a := s.Do(t, tt.token, "PUT", contacts+"/bulk", tt.body); a.Status != tt.status {
				t.Errorf("%s: %d %s", tt.name, a.Status, a.Body)
			}
		}
		if diff := cmp.Diff(before, s.Snapshot(t)); diff != "" {
			t.Errorf("refused calls left traces: %s", diff)
		}
		for _, one := range []string{good, `{"guid":"` + guid + `","role":"CEO"}`} {
			if a := s.Ask(t, admin, "PUT", contacts+"/bulk", "application/json", `[`+one+`]`, "If-Match", `"1-0"`); a.Status != 412 {
				t.Errorf("on a condition: %d %s", a.Status, a.Body)
			}
		}
		if a := s.Do(t, admin, "POST", contacts, `{"company_guid":"`+saperix+`","email":"Richard.Kuga@saperix.example"}`); a.Status != 409 {
			t.Errorf("a second contact of the address: %d %s", a.Status, a.Body)
		}
	})
}

// Names are found in any case, those that a file brought, too.
func TestContactsAreFoundInAnyCase(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"]
		c := newContact(t, s, admin, `{"company_guid":"`+hills+`","email":"o@blackhills.example","formal_name":"ÖZLEM ÅS","friendly_name":"ŁUCJA"}`)
		file := "name,domain,contact_name,contact_email\nSaperix,saperix.example,ÉMILE Žák,e@saperix.example\n"
		if _, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		for q, want := range map[string]string{
			"özlem": "o@blackhills.example", "ÅS+ö": "o@blackhills.example", "łucja": "o@blackhills.example", "émile+žák": "e@saperix.example",
		} {
			if got := getPage(t, s, admin, contacts+"?q="+q).of("email"); got != want {
				t.Errorf("%s: got %q, want %s", q, got, want)
			}
		}
		s.Do(t, admin, "PATCH", fmt.Sprint(contacts, "/", c["guid"]), `{"formal_name":"ÜMIT","friendly_name":null}`)
		for q, n := range map[string]int{"ümit": 1, "özlem": 0} {
			if got := getPage(t, s, admin, contacts+"?q="+q); got.Count != n {
				t.Errorf("renamed, %s: got %d, want %d", q, got.Count, n)
			}
		}
	})
}
