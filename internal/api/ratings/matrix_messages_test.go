package ratings_test

import (
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

func messageRows() (rows []apitest.Row) {
	const body, fields = `{"body":"x"}`, "body:string"
	r, rw := needs(actor.RequestsR), needs(actor.RequestsRW)
	const sent, received = "/access-requests/{guid}/messages", "/access-requests/received/{guid}/messages"
	return []apitest.Row{
		{Route: "GET " + sent, Need: r, Make: aRequest, Hidden: unseenRequest, Status: 200},
		{Route: "POST " + sent, Need: rw, Make: aRequest, Hidden: unseenRequest, Body: body, Fields: fields, Status: 201},
		{Route: "POST " + sent + "/mark-all-as-read", Need: r, Make: aRequest, Hidden: unseenRequest, Status: 204},
		{Route: "PATCH " + sent + "/{message_guid}", Need: rw, Make: aMessage, Hidden: unseenMessage, Body: body, Fields: fields, Status: 200},
		{Route: "DELETE " + sent + "/{message_guid}", Need: rw, Make: aMessage, Hidden: unseenMessage, Status: 204},
		{Route: "GET " + received, Make: aReceived, Hidden: sendersView, Status: 200},
		{Route: "POST " + received, Make: aReceived, Hidden: sendersView, Body: body, Fields: fields, Status: 201},
		{Route: "POST " + received + "/mark-all-as-read", Make: aReceived, Hidden: sendersView, Status: 204},
		{Route: "PATCH " + received + "/{message_guid}", Make: anAnswer, Hidden: sendersMessage, Body: body, Fields: fields, Status: 200},
		{Route: "DELETE " + received + "/{message_guid}", Make: anAnswer, Hidden: sendersMessage, Status: 204},
	}
}

func sharedFindingRows() []apitest.Row {
	const sent, received = "/access-requests/{guid}/findings", "/access-requests/received/{guid}/findings"
	return []apitest.Row{
		{Route: "GET " + sent, Need: needs(actor.RequestsR), Make: aSentFinding, Hidden: unseenRequest, Status: 200},
		{Route: "GET " + received, Make: aSharedFinding, Hidden: sendersView, Status: 200},
		{
			Route: "PATCH " + received + "/{id}", Make: aSharedFinding, Hidden: sendersFinding, Status: 200,
			Body: `{"status":"fixed","comment":"x"}`, Fields: "status:string comment:string",
		},
		{Route: "GET /collaboration/summary", Make: aReceived, Status: 200},
	}
}

func notificationRows() []apitest.Row {
	const all, one = "/notifications", "/notifications/{id}"
	return []apitest.Row{
		{Route: "GET " + all, Make: aNotification, Query: "page unread type", Status: 200},
		{
			Route: "POST " + all, Status: 200, Body: `{"data":{"subject":"x","text":"y","type":"Report"}}`,
			Fields: "data:object data.subject:string data.text:string data.type:string data.status:string data.unread:bool",
		},
		{Route: "POST " + all + "/mark-all-as-read", Make: aNotification, Body: `{"data":{"unread":false}}`, Fields: "data:object data.unread:bool", Status: 200},
		{Route: "GET " + one, Make: aNotification, Status: 200},
		{Route: "PATCH " + one, Make: aNotification, Body: `{"data":{"unread":false}}`, Fields: "data:object data.unread:bool", Status: 200},
	}
}

// say writes a message and notes its guid.
func say(t testing.TB, s *apitest.Server, token, path string) string {
	t.Helper()
	a := s.Do(t, token, "POST", path, `{"body":"Ahoy there"}`)
	if a.Status != 201 {
		t.Fatalf("%s: %d %s", path, a.Status, a.Body)
	}
	return apitest.JSON[document](t, a)["guid"].(string)
}

func aMessage(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aRequest(t, s, c)
	v["message_guid"] = say(t, s, c.Admin.Token, requests+"/"+v["guid"]+"/messages")
	return v
}

func unseenMessage(t testing.TB, s *apitest.Server) apitest.Vars {
	v := unseenRequest(t, s)
	v["message_guid"] = say(t, s, s.A.Admin.Token, requests+"/"+v["guid"]+"/messages")
	return v
}

func anAnswer(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aReceived(t, s, c)
	v["message_guid"] = say(t, s, v["caller"], requests+"/received/"+v["guid"]+"/messages")
	return v
}

func sendersMessage(t testing.TB, s *apitest.Server) apitest.Vars {
	v := sendersView(t, s)
	v["message_guid"] = say(t, s, s.A.Admin.Token, requests+"/"+v["guid"]+"/messages")
	return v
}

// findings imports findings of Black Hills Technologies with these ids.
func findings(t testing.TB, s *apitest.Server, c *apitest.Customer, ids ...string) {
	t.Helper()
	var file strings.Builder
	file.WriteString("id,company,risk_vector,severity,title,evidence,first_seen,last_seen\n")
	for _, id := range ids {
		file.WriteString(`"` + strings.ReplaceAll(id, `"`, `""`) + `",Black Hills Technologies,open_ports,severe,Telnet is open,192.0.2.7:23,2026-01-02,2026-02-03` + "\n")
	}
	report, err := s.Findings.Import(t.Context(), actor.System(c.ID), strings.NewReader(file.String()), portfolio.ImportOptions{AllOrNothing: true})
	if err != nil {
		t.Fatalf("%v %+v", err, report)
	}
}

// aSharedFinding is a finding in a request that was accepted.
func aSharedFinding(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	made++
	id := "obs-" + strconv.Itoa(made)
	findings(t, s, c, id)
	v := receive(t, s, c, strings.TrimSuffix(invite, "}")+`,"rolledup_observation_ids":["`+id+`"]}`)
	v["id"] = id
	return v
}

func aSentFinding(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aSharedFinding(t, s, c)
	delete(v, "caller")
	return v
}

func sendersFinding(t testing.TB, s *apitest.Server) apitest.Vars {
	v := aSharedFinding(t, s, s.A)
	v["caller"] = s.A.Admin.Token
	return v
}

func aNotification(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/notifications", `{"data":{"subject":"x","text":"y","type":"Report"}}`)
	if a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	id, err := db.Value[int64](t.Context(), s.DB, `select max(id) from notifications where user_guid = $1`, c.Admin.GUID)
	if err != nil {
		t.Fatal(err)
	}
	return apitest.Vars{"id": strconv.FormatInt(id, 10)}
}
