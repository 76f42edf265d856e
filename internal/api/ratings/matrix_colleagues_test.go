package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/identity"
)

func colleagueRows() []apitest.Row {
	const sent, received = "/access-requests/{guid}/colleagues", "/inbox/{guid}/colleagues"
	return []apitest.Row{
		{Route: "GET " + sent, Need: needs(actor.RequestsR), Make: aSentColleague, Hidden: unseenRequest, Status: 200},
		{Route: "DELETE " + sent + "/{colleague_guid}", Need: needs(actor.RequestsRW), Make: aSentColleague, Hidden: unseenColleague, Status: 204},
		{Route: "GET " + received, Make: aColleague, Hidden: sendersView, Status: 200},
		{
			Route: "POST " + received, Make: aReceived, Hidden: sendersView, Status: 201, Body: `{"formal_name":"X","email":"x@blackhills.example"}`,
			Fields: "formal_name:string email:string all_requests:bool",
		},
		{Route: "GET " + received + "/{colleague_guid}", Make: aColleague, Hidden: sendersColleague, Status: 200},
		{Route: "DELETE " + received + "/{colleague_guid}", Make: aColleague, Hidden: sendersColleague, Status: 204},
	}
}

// bring has the recipient of a request invite a colleague, who accepts.
func bring(t testing.TB, s *apitest.Server, v apitest.Vars, name, email string) collab.Colleague {
	t.Helper()
	a := s.Do(t, v["caller"], "POST", "/ratings/v1/inbox/"+v["guid"]+"/colleagues", `{"formal_name":"`+name+`","email":"`+email+`"}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return join(t, s, name, email)[0]
}

// join accepts the invitation that was mailed last to a colleague.
func join(t testing.TB, s *apitest.Server, name, email string) []collab.Colleague {
	t.Helper()
	path, code := s.Link(t, email)
	in, err := s.Colleagues.Accept(t.Context(), collab.ColleagueAnswer{
		Secret: path[len("/colleagues/"):], Code: code, FormalName: name, Terms: true,
		Answering: identity.Answering{Password: "correct horse battery"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func aColleague(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aReceived(t, s, c)
	made++
	v["colleague_guid"] = bring(t, s, v, "Tom Baker", v["email"][:1]+"om-"+v["email"]).GUID
	return v
}

func aSentColleague(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aColleague(t, s, c)
	delete(v, "caller")
	return v
}

func unseenColleague(t testing.TB, s *apitest.Server) apitest.Vars {
	v := unseenRequest(t, s)
	v["colleague_guid"] = aColleague(t, s, s.A)["colleague_guid"]
	return v
}

func sendersColleague(t testing.TB, s *apitest.Server) apitest.Vars {
	v := aColleague(t, s, s.A)
	v["caller"] = s.A.Admin.Token
	return v
}
