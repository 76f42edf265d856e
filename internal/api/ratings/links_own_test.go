package ratings_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
)

// What a form has beyond the contract is sent, answered after it, sent back and
// changed in parts.
func TestLinksOfOurOwn(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const sent = `{"name":"N","own_fields":[{"label":"Number of suppliers?","kind":"choice","required":true,"options":["Up to 50","More"]},
			{"key":"about","label":"About you","kind":"long_text","help":"A few words."},{"label":"Number of suppliers?","kind":"text"}],
			"allowed_domains":["@Quill.example","quill.example","https://www.zeta.example/x"],"refused_domains":["rival.example"],
			"expires_at":"2026-12-31","max_registrations":5,"wording":{"heading":"Come in","intro":"Two\nlines"},"language":"fr"}`
		a := s.Do(t, s.A.Admin.Token, "POST", clientAccessLinks, sent)
		got := apitest.JSON[map[string]any](t, a)
		path := clientAccessLinks + "/" + fmt.Sprint(got["guid"])
		for field, want := range map[string]string{
			"own_fields": `[map[help: key:number_of_suppliers kind:choice label:Number of suppliers? options:[Up to 50 More] required:true]` +
				` map[help:A few words. key:about kind:long_text label:About you options:[] required:false]` +
				` map[help: key:number_of_suppliers_2 kind:text label:Number of suppliers? options:[] required:false]]`,
			"allowed_domains": "[quill.example zeta.example]", "refused_domains": "[rival.example]", "expires_at": "2027-01-01T00:00:00.000000Z",
			"max_registrations": "5", "registered_count": "0", "wording": "map[button: heading:Come in intro:Two\nlines thanks:]",
			"language": "fr", "logo": "<nil>", "state": "open",
		} {
			if g := fmt.Sprint(got[field]); a.Status != 201 || g != want {
				t.Errorf("%d: %s is %s, want %s", a.Status, field, g, want)
			}
		}
		s.Move(time.Minute)
		read := s.Do(t, s.A.Admin.Token, "GET", path, "")
		if again := s.Do(t, s.A.Admin.Token, "PATCH", path, read.Body); again.Status != 200 || again.Body != read.Body {
			t.Errorf("sent back: %d %s, was %s", again.Status, again.Body, read.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "PATCH", path, `{"expires_at":null,"max_registrations":null,"wording":{"button":"Go"},"allowed_domains":[]}`)
		got = apitest.JSON[map[string]any](t, a)
		if a.Status != 200 || got["expires_at"] != nil || got["max_registrations"] != nil || fmt.Sprint(got["allowed_domains"]) != "[]" ||
			fmt.Sprint(got["wording"]) != "map[button:Go heading:Come in intro:Two\nlines thanks:]" || len(got["own_fields"].([]any)) != 3 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if list := s.Do(t, s.A.Admin.Token, "GET", clientAccessLinks+"?format=csv&fields=name,state,max_registrations,expires_at", ""); !strings.Contains(list.Body, "N,open") {
			t.Errorf("as CSV: %s", list.Body)
		}
	})
}

func TestWrongLinksOfOurOwn(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		path := clientAccessLinks + "/" + newLink(t, s, `{"own_fields":[{"key":"size","label":"Size","kind":"text"}]}`)
		many := strings.TrimSuffix(strings.Repeat(`{"label":"x","kind":"text"},`, 21), ",")
		domains := strings.TrimSuffix(strings.Repeat(`"a.example",`, 101), ",")
		for _, tt := range []struct{ name, body, says string }{
			{"null", `{"own_fields":null}`, "own_fields: This field may not be null."},
			{"too many", `{"own_fields":[` + many + `]}`, "at most 20"},
			{"no label", `{"own_fields":[{"kind":"text"}]}`, "own_fields[0].label"},
			{"unknown kind", `{"own_fields":[{"label":"x","kind":"date"}]}`, "own_fields[0].kind"},
			{"another kind", `{"own_fields":[{"key":"size","label":"Size","kind":"checkbox"}]}`, "keeps its kind"},
			{"key", `{"own_fields":[{"key":"No Key","label":"x","kind":"text"}]}`, "own_fields[0].key"},
			{"key twice", `{"own_fields":[{"key":"a","label":"x","kind":"text"},{"key":"a","label":"y","kind":"text"}]}`, "own_fields[1].key"},
			{"choice of nothing", `{"own_fields":[{"label":"x","kind":"choice"}]}`, "own_fields[0].options"},
			{"same options", `{"own_fields":[{"label":"x","kind":"choice","options":["a"," a"]}]}`, "own_fields[0].options"},
			{"options of a text", `{"own_fields":[{"label":"x","kind":"text","options":["a"]}]}`, "own_fields[0].options"},
			{"label of two lines", `{"own_fields":[{"label":"x\ny","kind":"text"}]}`, "own_fields[0].label"},
			{"no domain", `{"allowed_domains":["nowhere"]}`, "allowed_domains"},
			{"too many domains", `{"refused_domains":[` + domains + `]}`, "at most 100"},
			{"no time", `{"expires_at":"soon"}`, "expires_at"},
			{"long ago", `{"expires_at":"0001-01-01"}`, "expires_at"},
			{"nobody", `{"max_registrations":0}`, "max_registrations"},
			{"too many people", `{"max_registrations":1000001}`, "max_registrations"},
			{"not a number", `{"max_registrations":"5"}`, "max_registrations"},
			{"heading too long", `{"wording":{"heading":"` + strings.Repeat("x", 121) + `"}}`, "wording.heading"},
			{"button of two lines", `{"wording":{"button":"a\nb"}}`, "wording.button"},
			{"no wording", `{"wording":{"thanks":null}}`, "wording.thanks"},
			{"language", `{"language":"es"}`, "language"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := s.Do(t, s.A.Admin.Token, "GET", path, "").Body
				a := s.Do(t, s.A.Admin.Token, "PATCH", path, tt.body)
				if a.Status != 400 || !strings.Contains(a.Body, tt.says) {
					t.Errorf("%d %s", a.Status, a.Body)
				}
				checkLinkError(t, a)
				if after := s.Do(t, s.A.Admin.Token, "GET", path, "").Body; after != before {
					t.Errorf("changed all the same to %s", after)
				}
			})
		}
	})
}

// A confirmed registration shows in the form's count, its state and its version.
func TestLinkCounts(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := newLink(t, s, `{"max_registrations":1,"own_fields":[{"key":"size","label":"Size","kind":"text"}]}`)
		path := clientAccessLinks + "/" + guid
		tag := s.Do(t, s.A.Admin.Token, "GET", path, "").Header.Get("ETag")
		err := s.Registrations.Register(t.Context(), guid, collab.RegistrationDraft{
			FormalName: "Maria Castro", Email: "m@blackhills.example", CompanyName: "Typed", Website: "typed.example", Terms: true,
			Typed: map[string]string{"size": " 12  people"},
		}, "192.0.2.9", "")
		if err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		link, code := s.Link(t, "m@blackhills.example")
		if _, err := s.Registrations.Confirm(t.Context(), strings.TrimPrefix(link, "/registrations/"), code, ""); err != nil {
			t.Fatal(err)
		}
		a := s.Do(t, s.A.Admin.Token, "GET", path, "")
		if got := apitest.JSON[map[string]any](t, a); got["registered_count"] != 1.0 || got["state"] != "full" || a.Header.Get("ETag") == tag {
			t.Errorf("%s %s", a.Header.Get("ETag"), a.Body)
		}
		if a := s.Do(t, "", "POST", "/v1/access-requests/self-access/validate-token", `{"token":"`+guid+`"}`); !strings.Contains(a.Body, `"valid":false`) {
			t.Errorf("a form that is full: %s", a.Body)
		}
	})
}
