package user_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

const roles = "/user/v1/roles"

func TestRoleCatalogue(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		got := data(t, s.Do(t, admin, "POST", roles, `{"id":"CLIENTNMS_EVENT_R","description":" Read events. "}`), 201)
		if want := (object{"id": "CLIENTNMS_EVENT_R", "description": "Read events."}); !reflect.DeepEqual(got, want) {
			t.Errorf("%v", got)
		}
		path := roles + "/CLIENTNMS_EVENT_R"
		got = data(t, s.Do(t, admin, "PATCH", path, `{"description":"Reads all events."}`), 200)
		if want := (object{"id": "CLIENTNMS_EVENT_R", "description": "Reads all events."}); !reflect.DeepEqual(got, want) {
			t.Errorf("%v", got)
		}
		if a := s.Do(t, admin, "GET", roles, ""); !strings.Contains(a.Body, `{"id":"CLIENTNMS_EVENT_R","description":"Reads all events."}`) {
			t.Errorf("%s", a.Body)
		}
		// While another access holds it, it stays.
		access := s.A.Reader.Path()
		data(t, s.Do(t, admin, "PATCH", access, `{"roles":["CLIENTNMS_EVENT_R"]}`), 200)
		refuse(t, s, []call{{"held", admin, "DELETE", path, "", 409, ""}})
		data(t, s.Do(t, admin, "PATCH", access, `{"roles":[]}`), 200)
		if a := s.Do(t, admin, "DELETE", path, ""); a.Status != 204 || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", roles, ""); strings.Contains(a.Body, "CLIENTNMS") {
			t.Errorf("it is still held: %s", a.Body)
		}
		refuse(t, s, []call{{"gone", admin, "PATCH", access, `{"roles":["CLIENTNMS_EVENT_R"]}`, 400, "roles"}})
	})
}

func TestRoleRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		data(t, s.Do(t, admin, "POST", roles, `{"id":"EVENTS_R"}`), 201)
		one := roles + "/EVENTS_R"
		own := roles + "/GATEHOUSE_USERS_RW"
		refuse(t, s, []call{
			{"again", admin, "POST", roles, `{"id":"EVENTS_R"}`, 409, ""},
			{"one of ours", admin, "POST", roles, `{"id":"GATEHOUSE_NEW_RW"}`, 400, "id"},
			{"no id", admin, "POST", roles, `{"description":"x"}`, 400, "id"},
			{"with a comma", admin, "POST", roles, `{"id":"A,B"}`, 400, "id"},
			{"an unknown field", admin, "POST", roles, `{"id":"X","rights":[]}`, 400, "rights"},
			{"a long description", admin, "POST", roles, `{"id":"X","description":"` + strings.Repeat("x", 501) + `"}`, 400, "description"},
			{"another id", admin, "PATCH", one, `{"id":"X"}`, 400, "id"},
			{"nothing", admin, "PATCH", one, `{}`, 400, "description"},
			{"ours, described", admin, "PATCH", own, `{"description":"x"}`, 404, ""},
			{"ours, deleted", admin, "DELETE", own, "", 404, ""},
			{"another customer's", s.B.Admin.Token, "PATCH", one, `{"description":"x"}`, 404, ""},
			{"another customer's", s.B.Admin.Token, "DELETE", one, "", 404, ""},
			{"a group admin", s.A.GroupAdmin.Token, "POST", roles, `{"id":"X"}`, 403, ""},
			{"a group admin", s.A.GroupAdmin.Token, "DELETE", one, "", 403, ""},
			{"a user", s.A.User.Token, "PATCH", one, `{"description":"x"}`, 403, ""},
		})
	})
}

// An access below that was given the role holds it too; one that has it from a
// catalogue of its own does not.
func TestRolesHeldBelow(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ctx := t.Context()
		sub, err := s.Customers.Create(ctx, actor.System(0), tenant.NewCustomer{Name: "South", ParentGUID: s.A.GUID, CompanyDomain: "south.example"})
		if err != nil {
			t.Fatal(err)
		}
		south := &apitest.Customer{Customer: sub}
		below := s.Person(t, south, "Sue South", actor.User, "", nil)
		data(t, s.Do(t, s.A.Admin.Token, "POST", roles, `{"id":"EVENTS_R"}`), 201)
		data(t, s.Do(t, s.A.Admin.Token, "PATCH", below.Path(), `{"roles":["EVENTS_R"]}`), 200)
		refuse(t, s, []call{{"held below", s.A.Admin.Token, "DELETE", roles + "/EVENTS_R", "", 409, ""}})
		if err := s.Roles.Add(ctx, actor.System(sub.ID), identity.Role{ID: "EVENTS_R"}); err != nil {
			t.Fatal(err)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", roles+"/EVENTS_R", ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// Of a role that is removed and given at the same moment, one comes first.
func TestRolesAreNotGivenWhileTheyGo(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for i := range 8 {
			id := "ROLE_" + strconv.Itoa(i)
			giver := s.Person(t, s.A, "Giver "+id, actor.Admin, "", actor.AllRights())
			data(t, s.Do(t, giver.Token, "POST", roles, `{"id":"`+id+`"}`), 201)
			removed := make(chan int)
			go func() { removed <- s.Do(t, giver.Token, "DELETE", roles+"/"+id, "").Status }()
			given := s.Do(t, giver.Token, "PATCH", s.A.Reader.Path(), `{"roles":["`+id+`"]}`).Status
			gone := <-removed
			if (given == 200) == (gone == 204) {
				t.Errorf("given %d, removed %d", given, gone)
			}
			data(t, s.Do(t, s.A.Admin.Token, "PATCH", s.A.Reader.Path(), `{"roles":[]}`), 200)
		}
	})
}
