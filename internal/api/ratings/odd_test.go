package ratings_test

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Lists of any length are a filter or a 400, never a failure of ours.
func TestHugeLists(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		guids, short := make([]string, 1600), make([]string, 33000)
		for i := range guids {
			guids[i] = strings.Replace("00000000-0000-4000-8000-000000000000", "00000000", strconv.Itoa(10000000+i), 1)
		}
		for i := range short {
			short[i] = strconv.FormatInt(int64(i), 36)
		}
		words := strings.Repeat("ab+", 2000)
		for _, path := range []string{
			"/v1/access-requests?exclude_requesterid=" + strings.Join(guids, ","),
			"/v1/access-requests?company_guid=" + strings.Join(guids, ","),
			"/v1/access-requests?requesterid=" + strings.Join(guids, ","),
			"/v1/access-requests?folder_guid=" + strings.Join(guids, ","),
			"/v1/access-requests?tier_guid=" + strings.Join(guids, ","),
			"/v1/access-requests?group=" + strings.Repeat("1,", 33000),
			"/v1/access-requests?context.risk_vectors.risk_vector.slug=" + strings.Repeat("a,", 33000),
			"/v1/access-requests?status=" + strings.Join(short, ","),
			"/v1/client-access-links?q=" + words,
			"/v1/client-access-links?q=" + strings.Repeat("a", 60000),
			"/v1/access-groups?fields=" + strings.Join(short, ","),
			"/v2/portfolio?industry.slug=" + strings.Repeat("a,", 33000),
			"/v2/portfolio?risk_vectors.slug=" + strings.Repeat("a,", 33000),
			"/user/v1/users?q=" + words,
			"/user/v1/users?email=" + strings.Repeat("a", 60000),
			"/user/v1/access?type=" + strings.Repeat("a", 60000),
			"/user/v1/users?user=" + strings.Repeat("*a", 2000),
		} {
			if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); a.Status != 200 && a.Status != 400 {
				t.Errorf("GET %.60s: %d %.200s", path, a.Status, a.Body)
			}
		}
		list := `["` + strings.Join(short, `","`) + `"]`
		for path, body := range map[string]string{
			"/v2/portfolio?x=1":            `{"industry.slug":` + list + `}`,
			"/v2/portfolio?x=2":            `{"subscription_type.slug":` + list + `}`,
			"/v1/access-groups/query?x":    `{"guid":["` + strings.Join(guids, `","`) + `"]}`,
			"/v1/access-requests":          `{"requestee_company_guid":"` + s.A.Companies["Saperix"] + `","rolledup_observation_ids":` + list + `}`,
			"/v1/access-requests?x=vector": `{"requestee_company_guid":"` + s.A.Companies["Saperix"] + `","ccs":` + list + `}`,
			s.A.User.Path() + "/tokens":    `{"allowed_ips":` + list + `}`,
		} {
			if a := s.Do(t, s.A.Admin.Token, "POST", path, body); a.Status >= 500 {
				t.Errorf("POST %.60s: %d %.200s", path, a.Status, a.Body)
			}
		}
	})
}

// A list that is too long is refused before anything looks through it: to find
// what it repeats takes the square of its length. A list that is ignored is read
// and no more.
func TestTooLongListsAreRefusedAtOnce(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	long := make([]string, 130_000)
	for i := range long {
		long[i] = strconv.FormatInt(int64(i), 36)
	}
	list := `["` + strings.Join(long, `","`) + `"]`
	company := `{"requestee_company_guid":"` + s.A.Companies["Saperix"] + `",`
	for _, call := range [][2]string{
		{"/v1/access-requests", company + `"rolledup_observation_ids":` + list + `}`},
		{"/v1/access-requests", company + `"ccs":` + list + `}`},
		{"/user/v1/users/" + s.A.User.GUID + "/access", `{"type":"profile","name":"x","roles":` + list + `}`},
		{s.A.User.Path() + "/tokens", `{"allowed_ips":` + list + `}`},
	} {
		reading := timeOfRefusal(t, s, "/v1/access-requests", `{"ignored":`+list+`}`)
		if took := timeOfRefusal(t, s, call[0], call[1]); took > 30*reading {
			t.Errorf("%s %.100s: took %v, and to read as much %v", call[0], call[1], took, reading)
		}
	}
}

// timeOfRefusal returns how long it takes to refuse a call: the least of three,
// because others use the machine, too.
func timeOfRefusal(t *testing.T, s *apitest.Server, path, body string) time.Duration {
	t.Helper()
	least := time.Duration(math.MaxInt64)
	for range 3 {
		began := time.Now()
		if a := s.Do(t, s.A.Admin.Token, "POST", path, body); a.Status != 400 {
			t.Errorf("%s: %d %.200s", path, a.Status, a.Body)
		}
		least = min(least, time.Since(began))
	}
	return least
}

// What a form's body says is text like everything else.
func TestFormBodyIsText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		for _, body := range []string{"q=%00", "q=%ff", "industry.slug=%00", "%00=a"} {
			r := httptest.NewRequest("POST", "/v2/portfolio", strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.SetBasicAuth(s.A.Admin.Token, "")
			if a := s.Send(t, r); a.Status != http.StatusBadRequest {
				t.Errorf("%s: %d %s", body, a.Status, a.Body)
			}
		}
	})
}

// Each list of a filter is short enough, and all together are more than SQLite
// has variables: the whole is refused, too.
func TestManyLongListsAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		list := "=" + strings.Repeat("a,", api.MaxValues-1) + "a&"
		few := "/v2/portfolio?industry.slug" + list + "subscription_type.slug" + list
		all := few + "industry.name" + list + "exclude_subscription_type.slug" + list + "exclude_subscription_type" + list +
			"risk_vectors.slug" + list + "risk_vectors.grade" + list + "relationship.slug" + list + "life_cycle.slug" + list
		for path, want := range map[string]int{few: http.StatusOK, all: http.StatusBadRequest} {
			if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); a.Status != want {
				t.Errorf("%d bytes: %d %.200s, want %d", len(path), a.Status, a.Body, want)
			}
		}
	})
}

// A page of what a long body asked for leads on to the next.
func TestLongBodiesHaveANextPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		guids := make([]string, api.MaxValues-1)
		for i := range guids {
			guids[i] = db.NewID()
		}
		guids = append(guids[2:], s.A.Companies["Saperix"], s.A.Companies["Black Hills Technologies"])
		body := `{"limit":1,"companies":["` + strings.Join(guids, `","`) + `"]}`
		for _, name := range []string{"a@saperix.example", "b@saperix.example"} {
			a := s.Do(t, s.A.Admin.Token, "POST", "/v1/contacts", `{"email":"`+name+`","company_guid":"`+s.A.Companies["Saperix"]+`"}`)
			if a.Status != http.StatusOK {
				t.Fatal(a.Body)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "POST", "/v1/contacts/query", body)
		var page struct{ Links struct{ Next string } }
		if err := json.Unmarshal([]byte(a.Body), &page); err != nil || a.Status != http.StatusOK || page.Links.Next == "" {
			t.Fatalf("%d %.300s: %v", a.Status, a.Body, err)
		}
		next, err := url.Parse(page.Links.Next)
		if err != nil {
			t.Fatal(err)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", next.RequestURI(), "")
		if a.Status != http.StatusOK || !strings.Contains(a.Body, "saperix.example") || len(next.RequestURI()) < 150_000 {
			t.Errorf("%d %.300s", a.Status, a.Body)
		}
	})
}

// A parameter that cannot be read is refused: without its filter the answer
// would be the whole list.
func TestMalformedQuery(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	for _, query := range []string{"status=%zz", "status=Active;reason=other"} {
		if a := s.Do(t, s.A.Admin.Token, "GET", "/v1/access-requests?"+query, ""); a.Status != 400 {
			t.Errorf("%s: %d", query, a.Status)
		}
	}
}

// What is wrong with a call is said in every format, although a file has begun
// with its header by then.
func TestRefusedInEveryFormat(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	for _, format := range []string{"json", "csv", "xlsx", "ndjson", "table"} {
		a := s.Do(t, s.A.Admin.Token, "GET", "/v1/access-requests?after=x&format="+format, "")
		if a.Status != 400 || !strings.Contains(a.Body, "is not a place in this list") || a.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %s %s", format, a.Status, a.Header.Get("Content-Type"), a.Body)
		}
	}
}
