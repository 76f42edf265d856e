package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// Who was let share and now only reads changes nothing of what others are shown,
// loses nothing of what was typed, and may end the sharing.
func TestSharedViewOfWhoOnlyReads(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		reader := s.member(t, s.A, s.A.User, string(actor.RequestsRW))
		shared := viewAddress.FindStringSubmatch(runOf(t, reader.post(t, "/outbox/views", url.Values{"name": {"All's"}, "query": {"q=cid"}, "shared": {"yes"}})))[1]
		reader.get(t, "/outbox?q=ann&view="+shared).want(t, 200, "Update “All's”")
		s.rolesOf(t, s.A.User, string(actor.RequestsR))
		a := reader.get(t, "/outbox?q=ann&view="+shared).want(t, 200, "All's")
		if strings.Contains(a.body, "Update “") {
			t.Error("offers what would be refused")
		}
		a = reader.post(t, "/outbox/views/"+shared, url.Values{"query": {"q=ann"}}).want(t, 403, "This view is shared, and you may not share", "Search: ann")
		if got := formValue(t, a, "query"); got != "q=ann" {
			t.Errorf("the filters come back as %q", got)
		}
		a = reader.post(t, "/outbox/views/"+shared, url.Values{"name": {"Ann's"}, "shared": {"yes"}}).want(t, 403, "This view is shared, and you may not share")
		if !strings.Contains(a.body, `value="Ann&#39;s"`) {
			t.Error("the name that was typed is lost")
		}
		v.get(t, "/outbox/views/"+shared).leads(t, "/outbox?q=cid&view="+shared)
		reader.post(t, "/outbox/views/"+shared, url.Values{"name": {"Ann's"}}).leads(t, "/outbox/views?done=view")
		v.get(t, "/outbox/views/"+shared).want(t, 404)
	})
}

// rolesOf gives the ui_connection of a person other roles.
func (s *site) rolesOf(t *testing.T, p *apitest.Person, roles ...string) {
	t.Helper()
	access := strconv.FormatInt(s.access(t, p, identity.UIConnection), 10)
	if _, err := s.Accesses.Change(t.Context(), actor.System(s.A.ID), p.GUID, access, identity.AccessChange{Roles: &roles}); err != nil {
		t.Fatal(err)
	}
}
