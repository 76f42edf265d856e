package ratings_test

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

func letterRows() []apitest.Row {
	const (
		sent, received       = "/access-requests/{guid}/findings/{id}/evidence", "/inbox/{guid}/findings/{id}/evidence"
		sentTime, moreTime   = "/access-requests/{guid}/more-time", "/inbox/{guid}/more-time"
		answer, answerFields = `{"answer":"give","days":3,"word":"x"}`, "answer:string days:int word:string"
	)
	r, rw := needs(actor.RequestsR), needs(actor.RequestsRW)
	return []apitest.Row{
		{Route: "GET " + sent, Need: r, Make: aSentFile, Hidden: unseenFile, Status: 200},
		{Route: "GET " + sent + "/{file_guid}", Need: r, Make: aSentFile, Hidden: unseenFile, Status: 200},
		{Route: "GET " + received, Make: aFile, Hidden: sendersFile, Status: 200},
		{Route: "POST " + received, Make: aSharedFinding, Hidden: sendersFinding, Ask: "?name=x.txt", Type: "application/octet-stream", Body: "x", Status: 201},
		{Route: "GET " + received + "/{file_guid}", Make: aFile, Hidden: sendersFile, Status: 200},
		{Route: "DELETE " + received + "/{file_guid}", Make: aFile, Hidden: sendersFile, Status: 204},
		{Route: "GET " + sentTime, Need: r, Make: anAsk, Hidden: unseenAsk, Status: 200},
		{Route: "POST " + sentTime, Need: rw, Make: anAsk, Hidden: unseenAsk, Body: answer, Fields: answerFields, Status: 200},
		{Route: "GET " + moreTime, Make: aReceived, Hidden: sendersView, Status: 200},
		{Route: "POST " + moreTime, Make: aReceived, Hidden: sendersView, Body: `{"days":3,"why":"x"}`, Fields: "days:int why:string", Status: 201},
		{Route: "POST /inbox/{guid}/leave", Make: aReceivedAmongOthers, Hidden: sendersView, Body: `{"why":"x"}`, Fields: "why:string", Status: 204},
	}
}

// handIn has the recipient of a request hand in a file, and notes its guid.
func handIn(t testing.TB, s *apitest.Server, v apitest.Vars) {
	t.Helper()
	path := "/ratings/v1/inbox/" + v["guid"] + "/findings/" + v["id"] + "/evidence?name=scan.txt"
	a := s.DoAs(t, v["caller"], "POST", path, "application/octet-stream", "23/tcp closed")
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["file_guid"] = apitest.JSON[document](t, a)["guid"].(string)
}

func aFile(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aSharedFinding(t, s, c)
	handIn(t, s, v)
	return v
}

func aSentFile(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aFile(t, s, c)
	delete(v, "caller")
	return v
}

// sendersFile is a file as somebody on the other side would ask for it.
func sendersFile(t testing.TB, s *apitest.Server) apitest.Vars {
	v := aFile(t, s, s.A)
	v["caller"] = s.A.Admin.Token
	return v
}

// unseenFile is a file in a request that the group of who asks does not see.
func unseenFile(t testing.TB, s *apitest.Server) apitest.Vars {
	v := unseenRequest(t, s)
	v["id"], v["file_guid"] = "x", v["guid"]
	return v
}

func anAsk(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	v := aReceived(t, s, c)
	if a := s.Do(t, v["caller"], "POST", "/ratings/v1/inbox/"+v["guid"]+"/more-time", `{"days":3,"why":"x"}`); a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	delete(v, "caller")
	return v
}

func unseenAsk(t testing.TB, s *apitest.Server) apitest.Vars { return unseenRequest(t, s) }

// aReceivedAmongOthers is a request whose recipient has received another, and so
// still gets in when it has left the one.
func aReceivedAmongOthers(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aReceived(t, s, c)
	if a := s.Do(t, c.Admin.Token, "PATCH", requests+"/"+v["guid"], `{"status":"Resolved"}`); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	a := s.Do(t, c.Admin.Token, "POST", requests, strings.NewReplacer("$company", v["company"], "$email", v["email"]).Replace(invite))
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	accept(t, s, v["email"])
	v["guid"] = apitest.JSON[document](t, a)["guid"].(string)
	return v
}
