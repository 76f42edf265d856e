package web

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
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

		who, err := s.Users.Homes(t.Context(), tom.Get("email"))
		if err != nil || len(who) != 1 {
			t.Fatal(who, err)
		}
		const of = ` from events e join event_details d on d.customer_id = e.customer_id and d.seq = e.seq where e.actor_user `
		kept := func() (rows []string) {
			others, err := db.Column[string](t.Context(), s.DB, `select d.body`+of+`<> $2 and d.customer_id = $1`, s.A.ID, who[0].GUID)
			if err != nil {
				t.Fatal(err)
			}
			all := s.SnapshotOf(t, s.A.ID)
			for _, row := range slices.Concat(others, all["mails"], all["notifications"]) {
				if !strings.Contains(row, `"tom@`) && !strings.Contains(row, "|email works on your request now|") {
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
		places, err := db.Column[string](t.Context(), s.DB, `select d.body`+of+`= $1 and d.body like '%"ip":%'`, who[0].GUID)
		if err != nil || len(places) != 0 {
			t.Errorf("the record still says where the colleague was: %v, %v", places, err)
		}
	})
}

// Who works on a request no more, and so cannot sign in, is not left in it.
func TestEraseFormerColleague(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		page := "/inbox/" + guid
		maria.post(t, page+"/colleagues", tom).leads(t, page+"/colleagues?done=invited")
		s.Drain(t)
		colleague := s.comes(t, guid)
		colleague.post(t, page+"/messages", url.Values{"body": {"I know the shop."}}).leads(t, page+"?done=message")
		s.Drain(t)
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := admin.get(t, "/outbox/"+guid).want(t, 200, "Tom Baker", "I know the shop.")
		admin.post(t, removeForm(t, a.body), nil).leads(t, "/outbox/"+guid+"?done=colleague")
		s.Drain(t)
		who, err := s.Users.Homes(t.Context(), tom.Get("email"))
		if err != nil || len(who) != 1 {
			t.Fatal(who, err)
		}
		done, err := s.People.EraseUser(t.Context(), actor.System(who[0].CustomerID), who[0].GUID, collab.EraseDraft{}, false)
		if err != nil || done.Working != 1 || done.Messages != 1 {
			t.Errorf("erased %+v: %v", done, err)
		}
		s.Drain(t)
		if found := s.traces(t, "tom@blackhills", "Tom Baker", "Tom <Baker>"); len(found) != 0 {
			t.Errorf("of the colleague there is\n%s", strings.Join(found, "\n"))
		}
		admin.get(t, "/outbox/"+guid).want(t, 200, "Erased person", "I know the shop.", "Maria Castro", "Active")
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

// moves gives a user of a recipient's customer another address, which it proves.
func (s *site) moves(t *testing.T, home int64, user, email string) {
	t.Helper()
	if _, err := s.Users.Change(t.Context(), actor.System(home), user, identity.UserChange{Email: &email}); err != nil {
		t.Fatal(err)
	}
	s.Drain(t)
	path, code := s.Link(t, email)
	secret := path[strings.LastIndex(path, "/")+1:]
	if err := s.Users.ConfirmEmail(t.Context(), secret, code); err != nil {
		t.Fatal(err)
	}
	s.Drain(t)
}

// The operator erases who asks for it in another way, with every address that the
// person has had or asked for. Rehearsed, nothing changes. Who has one of them by
// now keeps what is theirs.
func TestOperatorErases(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		page := "/inbox/" + guid + "/colleagues"
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		s.Drain(t)
		s.comes(t, guid)
		maria.post(t, "/inbox/"+guid+"/messages", url.Values{"body": {"The port is closed."}}).leads(t, "/inbox/"+guid+"?done=message")
		s.Drain(t)
		users, err := s.Users.Homes(t.Context(), "MCastro@BlackHills.example")
		if err != nil || len(users) != 1 {
			t.Fatal(users, err)
		}
		who := users[0]
		colleagues, err := s.Users.Homes(t.Context(), tom.Get("email"))
		if err != nil || len(colleagues) != 1 {
			t.Fatal(colleagues, err)
		}
		s.moves(t, who.CustomerID, who.GUID, "between@blackhills.example")
		s.moves(t, who.CustomerID, who.GUID, "given-up@blackhills.example")
		s.moves(t, who.CustomerID, who.GUID, "at-last@blackhills.example")
		asked := "asked-for@blackhills.example"
		if _, err := s.Users.Change(t.Context(), actor.System(who.CustomerID), who.GUID, identity.UserChange{Email: &asked}); err != nil {
			t.Fatal(err)
		}
		// Events have the real time, mails that of the test.
		if _, err := s.DB.Exec(t.Context(), `update events set at = $1 where action = 'user.email' and hash is null`, s.Now()); err != nil {
			t.Fatal(err)
		}
		s.Move(time.Minute)
		s.moves(t, who.CustomerID, colleagues[0].GUID, "given-up@blackhills.example")
		s.Mails.Take()

		by, draft := actor.System(who.CustomerID), collab.EraseDraft{}
		if _, err := s.People.EraseUser(t.Context(), s.actor(t), who.GUID, draft, false); !fault.Is(err, fault.Forbidden) {
			t.Errorf("an admin erases: %v", err)
		}
		before := s.Snapshot(t)
		would, err := s.People.EraseUser(t.Context(), by, who.GUID, draft, true)
		if err != nil || !reflect.DeepEqual(before, s.Snapshot(t)) {
			t.Errorf("rehearsing changes something: %v", err)
		}
		done, err := s.People.EraseUser(t.Context(), by, who.GUID, draft, false)
		if err != nil || done != would || done.Requests != 1 || done.Working != 0 || done.Messages != 1 || done.Mails < 6 || done.Notifications == 0 {
			t.Errorf("erased %+v, and it would have been %+v: %v", done, would, err)
		}
		if n, err := s.People.Forgetting(t.Context()); err != nil || n != 2 {
			t.Errorf("%d records are still to be gone through: %v", n, err)
		}
		s.Drain(t)
		if n, err := s.People.Forgetting(t.Context()); err != nil || n != 0 {
			t.Errorf("%d records are still to be gone through: %v", n, err)
		}
		if found := s.traces(t, "mcastro@blackhills", "Maria Castro", "between@blackhills", "at-last@blackhills", "asked-for@blackhills"); len(found) != 0 {
			t.Errorf("of the person there is\n%s", strings.Join(found, "\n"))
		}
		mails, err := db.Value[int](t.Context(), s.DB, `select count(*) from mails where recipient_lower = 'given-up@blackhills.example'`)
		if err != nil || mails != 1 { // in which the colleague proved it
			t.Errorf("%d mails to the address that somebody else has now: %v", mails, err)
		}
		for _, row := range s.traces(t, "given-up@blackhills") {
			if strings.HasPrefix(row, "event_details: ") && !strings.Contains(row, "tom@blackhills") && !strings.Contains(row, `{"email":"given-up@`) {
				t.Errorf("the record still tells of the person's address: %s", row)
			}
		}
		if found := s.traces(t, "Tom Baker"); len(found) == 0 {
			t.Error("the colleague has gone, too")
		}
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}
		if _, wrong, err := audit.Verify(t.Context(), s.DB, nil); err != nil || len(wrong) != 0 {
			t.Errorf("the record is broken: %v %v", wrong, err)
		}
		if _, err := s.People.EraseUser(t.Context(), actor.System(s.A.ID), s.A.Admin.GUID, draft, false); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who works for a customer is erased: %v", err)
		}
	})
}
