package user_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

// The failures of the family are in the language of the access, else of the
// user; of who is not known, in that of Accept-Language.
func TestFailuresSpeakTheLanguageOfWhoCalls(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		set := func(path, language string) {
			t.Helper()
			if a := s.Do(t, s.A.Admin.Token, "PATCH", path, `{"language":"`+language+`"}`); a.Status != 200 {
				t.Fatalf("%s: %d %s", path, a.Status, a.Body)
			}
		}
		german := inGerman(t, s)
		set("/user/v1/users/"+s.A.GroupAdmin.GUID, "de")
		set(s.A.GroupAdmin.Path(), "fr") // counts before the user's
		const wrong = `{"email":"nowhere","nonsense":1}`
		for _, c := range []struct {
			name, token, accept, method, path, body string
			status                                  int
			language, want                          string
		}{
			{"a stranger", "", "", "GET", "/user/v1/users", "", 401, "en", "Authentication credentials were not provided, or are not valid."},
			{"a French stranger", "", "fr-CA, en;q=0.5", "GET", "/user/v1/users", "", 401, "fr", "Les données d’authentification manquent ou ne sont pas valides."},
			{"a stranger elsewhere", "", "de", "GET", "/user/v1/nowhere", "", 404, "de", "Nicht gefunden."},
			{"another method", "", "fr", "PUT", "/user/v1/users", "", 405, "fr", `La méthode \"PUT\" n’est pas autorisée.`},
			{"a user's language", german, "fr", "POST", "/user/v1/users", wrong, 403, "de", "Sie sind nicht berechtigt, diese Aktion auszuführen."},
			{"what the user sees not", german, "fr", "GET", "/user/v1/users/7", "", 404, "de", "Nicht gefunden."},
			{"parameters", german, "fr", "GET", "/user/v1/users?q=%00", "", 400, "de", "q: enthält Zeichen, die kein Text sind"},
			{"a limit", german, "", "GET", "/user/v1/users?limit=501", "", 400, "de", "limit: muss zwischen 1 und 500 liegen"},
			{"an access's language", s.A.GroupAdmin.Token, "de", "POST", "/user/v1/users", wrong, 400, "fr", "nonsense: n’est pas un champ de cet appel"},
			{
				"several fields", s.A.GroupAdmin.Token, "", "POST", "/user/v1/users", `{"email":"x","role":"boss"}`, 400, "fr",
				"email: doit être une adresse e-mail; firstname: doit être renseigné, ou bien lastname; role: doit être customer_admin",
			},
			{"a wrong type", s.A.GroupAdmin.Token, "", "POST", "/user/v1/users", `{"email":7}`, 400, "fr", "email: doit être une chaîne de caractères, et non number"},
			{"the default language is one", s.A.Admin.Token, "fr", "GET", "/user/v1/users/7", "", 404, "en", "Not found."},
		} {
			r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/json")
			if c.token != "" {
				r.SetBasicAuth(c.token, "")
			}
			if c.accept != "" {
				r.Header.Set("Accept-Language", c.accept)
			}
			a := s.Send(t, r)
			if a.Status != c.status || !strings.Contains(a.Body, `"message":"`+c.want) {
				t.Errorf("%s: %d %s, want %d %s", c.name, a.Status, a.Body, c.status, c.want)
			}
			if a.Header.Get("Content-Language") != c.language || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept-Language") {
				t.Errorf("%s: Content-Language %q, Vary %q", c.name, a.Header.Get("Content-Language"), a.Header.Values("Vary"))
			}
		}
		a := s.Do(t, s.A.GroupAdmin.Token, "POST", "/user/v1/users", `{"email":"x","firstname":"X"}`)
		got := apitest.JSON[map[string][]struct {
			Code    string
			Details map[string]string
		}](t, a)["errors"][0]
		if got.Code != "invalid" || got.Details["email"] != "doit être une adresse e-mail" {
			t.Errorf("code and details: %s", a.Body)
		}
	})
}

// inGerman returns the token of an access that nobody gave a language: it has
// that of its user.
func inGerman(t *testing.T, s *apitest.Server) string {
	t.Helper()
	create := func(path, body string) object {
		t.Helper()
		return data(t, s.Do(t, s.A.Admin.Token, "POST", path, body), 201)
	}
	user := create("/user/v1/users", `{"email":"dora@blueseas.example","firstname":"Dora","language":"de"}`)["id"].(string)
	access := create("/user/v1/users/"+user+"/access", `{"type":"api_connection","name":"x","roles":["GATEHOUSE_USERS_R"]}`)["id"].(float64)
	return create("/user/v1/users/"+user+"/access/"+strconv.Itoa(int(access))+"/tokens", "")["token"].(string)
}

// The ratings family's failures are English, whoever asks.
func TestTheRatingsFamilySpeaksEnglish(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		if a := s.Do(t, s.A.Admin.Token, "PATCH", s.A.Admin.Path(), `{"language":"fr"}`); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		for path, want := range map[string]string{
			"/ratings/v1/folders/7": "Not found.", "/ratings/v1/access-requests?limit=x": "must be an integer", "/v1/nowhere": "Not found.",
		} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.SetBasicAuth(s.A.Admin.Token, "")
			r.Header.Set("Accept-Language", "fr")
			a := s.Send(t, r)
			if a.Status < 400 || !strings.Contains(a.Body, want) || a.Header.Get("Content-Language") != "" {
				t.Errorf("%s: %d %s in %q", path, a.Status, a.Body, a.Header.Get("Content-Language"))
			}
		}
	})
}
