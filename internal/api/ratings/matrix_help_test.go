package ratings_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

var made int

// made things have a name and a rank of their own.
func aName(_ testing.TB, _ *apitest.Server, c *apitest.Customer) apitest.Vars {
	made++
	n := strconv.Itoa(made)
	return apitest.Vars{
		"name": "Thing " + n, "rank": n, "email": "x" + n + "@blackhills.example", "company": c.Companies["Black Hills Technologies"],
	}
}

func toInvite(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return aName(t, s, c)
}

// post makes something as the customer's admin and notes its guid.
func post(t testing.TB, s *apitest.Server, c *apitest.Customer, path, body string) apitest.Vars {
	t.Helper()
	v := aName(t, s, c)
	for name, value := range v {
		body = strings.ReplaceAll(body, "$"+name, value)
	}
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1"+path, body)
	if a.Status != 201 {
		t.Fatalf("%s %s: %d %s", path, body, a.Status, a.Body)
	}
	v["guid"] = apitest.JSON[document](t, a)["guid"].(string)
	v["name"] += " again"
	made += 1000
	v["rank"] = strconv.Itoa(made)
	return v
}

const invite = `{"requestee_company_guid":"$company","requestee_email":"$email","requestee_formal_name":"X"}`

func aRequest(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return post(t, s, c, "/access-requests", invite)
}

// anOldRequest was sent long enough ago to be sent again.
func anOldRequest(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aRequest(t, s, c)
	err := s.DB.Tx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update access_requests set email_sent_at = $3, can_resend = $4 where customer_id = $1 and guid = $2`,
			c.ID, v["guid"], s.Now().Add(-25*time.Hour), true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func anAcceptedRequest(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aRequest(t, s, c)
	accept(t, s, v["email"])
	return v
}

// aReceived is a request with the token of who received it.
func aReceived(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return receive(t, s, c, invite)
}

func receive(t testing.TB, s *apitest.Server, c *apitest.Customer, body string) apitest.Vars {
	v := post(t, s, c, "/access-requests", body)
	accept(t, s, v["email"])
	by := recipient(t, s, v["email"])
	system, name := actor.System(by.CustomerID), "API"
	a, err := s.Accesses.Create(t.Context(), system, by.UserGUID, identity.AccessDraft{Type: "api_connection", Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := s.Tokens.Create(t.Context(), system, by.UserGUID, strconv.FormatInt(a.ID, 10), identity.TokenDraft{Forever: true})
	if err != nil {
		t.Fatal(err)
	}
	if a := s.Do(t, secret, "GET", requests+"/received", ""); a.Status != 200 { // the first use is an event
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["caller"] = secret
	return v
}

// sendersView is a request that the caller sent and did not receive.
func sendersView(t testing.TB, s *apitest.Server) apitest.Vars {
	v := anAcceptedRequest(t, s, s.A)
	v["caller"] = s.A.Admin.Token
	return v
}

func aForm(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return post(t, s, c, "/client-access-links", `{"name":"x"}`)
}

func aGroup(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return post(t, s, c, "/access-groups", `{"name":"$name"}`)
}

func aFolder(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return post(t, s, c, "/folders", `{"name":"$name"}`)
}

func aTier(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	return post(t, s, c, "/tiers", `{"name":"$name","description":"","rank":$rank}`)
}

func aUserAndCompany(_ testing.TB, _ *apitest.Server, c *apitest.Customer) apitest.Vars {
	return apitest.Vars{"user": url.QueryEscape(c.User.GUID), "company": c.Companies["Saperix"]}
}

// What follows is of A, and not seen by the caller: a group admin of "Vendors
// North", which sees Black Hills Technologies only.
func unseenCompany(t testing.TB, s *apitest.Server) apitest.Vars {
	v := aName(t, s, s.A)
	v["company"], v["email"], v["caller"] = s.A.Companies["Saperix"], "richard.kuga@saperix.example", s.A.GroupAdmin.Token
	return v
}

func unseenRequest(t testing.TB, s *apitest.Server) apitest.Vars {
	made++
	email := "x" + strconv.Itoa(made) + "@saperix.example"
	v := post(t, s, s.A, "/access-requests", strings.ReplaceAll(strings.ReplaceAll(invite, "$company", s.A.Companies["Saperix"]), "$email", email))
	v["caller"] = s.A.GroupAdmin.Token
	return v
}

func unseenGroup(t testing.TB, s *apitest.Server) apitest.Vars {
	v := aGroup(t, s, s.A)
	v["caller"] = s.A.GroupAdmin.Token
	return v
}
