package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
)

// People choose their names. Whoever is called like a word of the record, or whose
// address ends like another's, takes nothing with them that is not theirs.
func TestErasingTakesNoMore(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		other := s.maria()
		other.Email, other.FormalName = "atom@blackhills.example", "Atom"
		s.send(t, other)
		page := "/inbox/" + guid + "/colleagues"
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		s.Drain(t)
		path, code := s.Link(t, tom.Get("email"))
		colleague := s.visitor()
		colleague.post(t, path, url.Values{"answer": {"accept"}, "formal_name": {"email"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			leads(t, "/inbox/"+guid+"?done=accepted")
		s.Drain(t)

		kept := func() (rows []string) {
			all := s.SnapshotOf(t, s.A.ID)
			for _, row := range slices.Concat(all["event_details"], all["mails"]) {
				if !strings.Contains(row, `"tom@`) {
					rows = append(rows, row)
				}
			}
			return rows
		}
		before := kept()
		colleague.post(t, erasePath, url.Values{"email": {tom.Get("email")}}).leads(t, "/account/erased")
		s.Drain(t)
		after := kept()
		for _, row := range before {
			if !slices.Contains(after, row) {
				t.Errorf("what is not the person's has gone: %s", row)
			}
		}
		if found := s.traces(t, ` tom@`, `"tom@`); len(found) != 0 {
			t.Errorf("of the colleague there is\n%s", strings.Join(found, "\n"))
		}
	})
}

// Who has registered is known to every admin, and wrote to them at once.
func TestEraseRegistered(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		second := s.A.Manager
		if _, err := s.DB.Exec(t.Context(), `update memberships set role = 'customer_admin' where user_guid = $1`, second.GUID); err != nil {
			t.Fatal(err)
		}
		jonas := jonas()
		v := s.visitor()
		v.post(t, form, jonas).leads(t, "/look-into-your-mail")
		s.Drain(t)
		path, _ := s.Link(t, jonas.Get("email"))
		v.post(t, path, nil).leads(t, path)
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		_, request, _ := strings.Cut(admin.get(t, "/outbox").body, `class="name" href="`)
		request, _, _ = strings.Cut(request, `"`)
		admin.post(t, request+"/approve", nil).leads(t, request+"?done=approve")
		s.Drain(t)
		path, code := s.Link(t, jonas.Get("email"))
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}})
		s.Drain(t)
		if found := s.traces(t, "Jonas Lindqvist (jonas@northwind.example)"); len(found) < 2 {
			t.Fatalf("not every admin was told: %v", found)
		}
		v.post(t, erasePath, url.Values{"email": {jonas.Get("email")}, "words": {"yes"}}).leads(t, "/account/erased")
		s.Drain(t)
		if found := s.traces(t, jonas.Get("email"), "Lindqvist", "Let me in"); len(found) != 0 {
			t.Errorf("of the person there is\n%s", strings.Join(found, "\n"))
		}
	})
}
