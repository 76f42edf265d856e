package apitest

import (
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
)

// roles: a ratings role lets in as DESIGN.md §4.1 says, whatever the access holds.
func (w *walk) roles(t *testing.T, r *Row, own Vars) {
	if len(r.Need) == 0 {
		return
	}
	method, path, _ := strings.Cut(r.Route, " ")
	allowed := r.Roles
	if allowed == nil {
		allowed = reach[r.Need[0]]
	}
	for _, p := range []*Person{w.s.A.Admin, w.s.A.GroupAdmin, w.s.A.Manager, w.s.A.User} {
		if !slices.Contains(allowed, p.Role) {
			w.refuse(t, call{string(p.Role), p.Token, method, own.fill(path), `{`, []int{403}})
			continue
		}
		a := w.s.Do(t, p.Token, method, anywhere(path), `{`)
		if (a.Status == 401 || a.Status == 403) && (strings.Contains(path, "{") || r.Body != "") {
			t.Errorf("a %s is not let in: %d %s", p.Role, a.Status, a.Body)
		}
	}
}

var (
	everybody = []actor.Role{actor.Admin, actor.GroupAdmin, actor.PortfolioManager, actor.User}
	reach     = map[actor.Right][]actor.Role{
		actor.RequestsR: everybody, actor.RequestsRW: everybody,
		actor.PortfolioR: everybody, actor.PortfolioRW: everybody[:3],
		actor.GroupsR: everybody, actor.GroupsRW: everybody[:1],
		actor.UsersR: everybody, actor.UsersRW: everybody[:2],
		actor.LinksR: everybody[:1], actor.LinksRW: everybody[:1], actor.SettingsRW: everybody[:1],
		actor.AuditR: everybody[:1], actor.SettingsR: everybody[:1],
	}
)
