package tenant_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// pairs are who sees what in truth, each user and company asked for by itself.
func (w *world) pairs(t *testing.T) map[[2]string]bool {
	t.Helper()
	type pair struct{ user, company string }
	all, err := db.All(t.Context(), w.db, func(p *pair) []any { return []any{&p.user, &p.company} }, `
		select u.guid, c.guid from users u
		left join memberships m on m.customer_id = $1 and m.user_guid = u.guid
		join groups g on g.customer_id = $1 and (g.guid = m.group_guid or m.group_guid is null and g.is_default)
		join companies c on c.customer_id = $1
		where (u.customer_id = $1 or m.user_guid is not null) and u.deleted_at is null
			and (coalesce(m.role, '') = 'customer_admin' or g.all_companies or exists (
				select 1 from group_companies x where x.customer_id = $1 and x.group_guid = g.guid and x.company_guid = c.guid))`, w.c.ID)
	ok(t, err)
	seen := make(map[[2]string]bool)
	for _, p := range all {
		seen[[2]string{p.user, p.company}] = true
	}
	return seen
}

// apply does in truth what a shift asks about.
func (w *world) apply(t *testing.T, s tenant.Shift) {
	t.Helper()
	for _, u := range s.Users {
		if u.Role == nil && u.GroupGUID == nil {
			continue
		}
		w.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid)
			select $1, $2, 'customer_user', guid from groups where customer_id = $1 and is_default
			on conflict (customer_id, user_guid) do nothing`, w.c.ID, u.GUID)
		if u.Role != nil {
			w.exec(t, `update memberships set role = $3 where customer_id = $1 and user_guid = $2`, w.c.ID, u.GUID, string(*u.Role))
		}
		if u.GroupGUID != nil {
			w.exec(t, `update memberships set group_guid = $3 where customer_id = $1 and user_guid = $2`, w.c.ID, u.GUID, *u.GroupGUID)
		}
	}
	yes := true
	for _, g := range s.Groups {
		if g.AllCompanies != nil {
			w.exec(t, `update groups set all_companies = $3 where customer_id = $1 and guid = $2`, w.c.ID, g.GUID, *g.AllCompanies)
		}
		for _, c := range g.Remove {
			w.exec(t, `delete from group_companies where customer_id = $1 and group_guid = $2 and company_guid = $3`, w.c.ID, g.GUID, c)
		}
		if g.Add != nil {
			ok(t, w.groups.AddCompanies(t.Context(), w.admin, g.Add, []string{g.GUID}))
		}
		if g.MakeDefault {
			_, err := w.groups.Change(t.Context(), w.admin, g.GUID, tenant.GroupChange{IsDefault: &yes})
			ok(t, err)
		}
	}
	for _, g := range s.Groups {
		if g.Delete {
			def, _, err := tenant.DefaultGroup(t.Context(), w.db, w.c.ID)
			ok(t, err)
			w.exec(t, `update memberships set group_guid = $3 where customer_id = $1 and group_guid = $2`, w.c.ID, g.GUID, def)
			ok(t, w.groups.Delete(t.Context(), w.admin, g.GUID))
		}
	}
}

// Whatever is asked about: what is foretold is what then happens.
func TestWhatIfForetells(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, random := newWorld(t, d, nil), rand.New(rand.NewPCG(1, 2))
		newWorld(t, d, nil).company(t, "Foreign")
		var groups, companies, users []string
		for i := range 9 {
			companies = append(companies, w.company(t, fmt.Sprint("c", i)))
		}
		for i := range 4 {
			g := w.newGroup(t, fmt.Sprint("g", i), nil)
			groups = append(groups, g.GUID)
			_, err := w.groups.SetCompanies(t.Context(), w.admin, g.GUID, some(random, companies, 5))
			ok(t, err)
		}
		w.user(t, actor.Admin, groups[0])
		for i := range 10 {
			users = append(users, w.user(t, actor.User, groups[i%4]).UserGUID, w.loner(t).UserGUID)
		}
		before := w.pairs(t)
		for range 120 {
			s := aShift(random, groups, companies, users)
			e, err := w.groups.WhatIf(t.Context(), w.admin, s)
			ok(t, err)
			def, _, err := tenant.DefaultGroup(t.Context(), d, w.c.ID)
			ok(t, err)
			if slices.ContainsFunc(s.Groups, func(g tenant.GroupShift) bool { return g.Delete && g.GUID == def }) {
				continue // it cannot be
			}
			w.apply(t, s)
			after := w.pairs(t)
			want := differences(before, after)
			if got := fmt.Sprintf("+%d of %d, -%d of %d", e.Gains.Pairs, e.Gains.Users, e.Loses.Pairs, e.Loses.Users); got != want {
				t.Fatalf("%+v: foretold %s, was %s", s, got, want)
			}
			for _, p := range e.Gains.Examples {
				if k := [2]string{p.UserGUID, p.CompanyGUID}; before[k] || !after[k] {
					t.Errorf("%+v does not gain", p)
				}
			}
			for _, p := range e.Loses.Examples {
				if k := [2]string{p.UserGUID, p.CompanyGUID}; !before[k] || after[k] {
					t.Errorf("%+v does not lose", p)
				}
			}
			if len(e.Gains.Examples) == 0 != (e.Gains.Pairs == 0) || len(e.Loses.Examples) == 0 != (e.Loses.Pairs == 0) {
				t.Errorf("examples of %+v", e)
			}
			before = after
			if i := slices.IndexFunc(s.Groups, func(g tenant.GroupShift) bool { return g.Delete }); i >= 0 {
				groups[slices.Index(groups, s.Groups[i].GUID)] = w.newGroup(t, db.NewID(), nil).GUID
			}
		}
	})
}

func some(random *rand.Rand, list []string, most int) []string {
	list = slices.Clone(list)
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:random.IntN(most+1)]
}

func aShift(random *rand.Rand, groups, companies, users []string) (s tenant.Shift) {
	for i, guid := range some(random, groups, 2) {
		moved := some(random, companies, 6)
		half := len(moved) / 2
		g := tenant.GroupShift{GUID: guid, Add: moved[:half], Remove: moved[half:]}
		if random.IntN(3) == 0 {
			g.AllCompanies = new(random.IntN(3) == 0)
		}
		g.MakeDefault = i == 0 && random.IntN(6) == 0
		if i == 1 && random.IntN(3) == 0 && !s.Groups[0].MakeDefault {
			g = tenant.GroupShift{GUID: guid, Delete: true}
		}
		s.Groups = append(s.Groups, g)
	}
	for _, guid := range some(random, users, 3) {
		u := tenant.UserShift{GUID: guid}
		if random.IntN(2) == 0 {
			u.Role = new(actor.Ranks[random.IntN(len(actor.Ranks))])
		}
		if random.IntN(2) == 0 {
			u.GroupGUID = new(groups[random.IntN(len(groups))])
		}
		s.Users = append(s.Users, u)
	}
	if len(s.Groups)+len(s.Users) == 0 {
		s.Groups = []tenant.GroupShift{{GUID: groups[0], AllCompanies: new(true)}}
	}
	return s
}

func differences(before, after map[[2]string]bool) string {
	gained, lost := make(map[string]int), make(map[string]int)
	n, m := 0, 0
	for k := range after {
		if !before[k] {
			gained[k[0]]++
			n++
		}
	}
	for k := range before {
		if !after[k] {
			lost[k[0]]++
			m++
		}
	}
	return fmt.Sprintf("+%d of %d, -%d of %d", n, len(gained), m, len(lost))
}

// What is told, to whom, and what is refused.
func TestWhatIf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, map[string]*int64{monitoring: new(int64(5))}), newWorld(t, d, nil)
		acme, apex := w.company(t, "Acme"), w.company(t, "Apex")
		north, south := w.newGroup(t, "North", nil), w.newGroup(t, "South", nil)
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{acme}, []string{north.GUID}))
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{apex}, []string{south.GUID}))
		manager, user := w.user(t, actor.GroupAdmin, north.GUID), w.user(t, actor.User, south.GUID)
		ok(t, w.take(t, north.GUID, 2))

		told := func(by actor.Actor, s tenant.Shift) string {
			t.Helper()
			e, err := w.groups.WhatIf(t.Context(), by, s)
			ok(t, err)
			all := []string{fmt.Sprintf("+%d -%d", e.Gains.Pairs, e.Loses.Pairs)}
			for _, p := range e.Parts {
				all = append(all, fmt.Sprintf("%s>%s %d +%d -%d", p.From.Name, p.To.Name, p.Users, p.Gained, p.Lost))
			}
			for _, p := range append(e.Gains.Examples, e.Loses.Examples...) {
				all = append(all, p.UserName+" "+p.CompanyName)
			}
			for _, err := range e.Hurdles {
				all = append(all, fault.Of(err).Detail)
			}
			return strings.Join(all, ", ")
		}
		admin, gone := actor.Admin, []tenant.GroupShift{{GUID: strings.ToUpper(north.GUID), Delete: true}}
		counting := w.admin
		counting.Roles = []string{string(actor.GroupsR)}
		for _, tt := range []struct {
			by   actor.Actor
			s    tenant.Shift
			want string
		}{
			{w.admin, tenant.Shift{Groups: gone}, "+1 -0, North>All Companies 1 +1 -0, Someone Apex, " +
				"The group North owns subscriptions (continuous_monitoring). End them, or give them to another group, first., " +
				"The group North has 1 users. Put them into another one first."},
			{w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: w.group, Delete: true}}}, "+0 -0, " +
				"The default group cannot be deleted. Make another one the default first., The group All Companies has 1 users. Put them into another one first."},
			{
				w.admin,
				tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Remove: []string{acme}}, {GUID: south.GUID, Add: []string{acme}}}},
				"+1 -1, North>North 1 +0 -1, South>South 1 +1 -0, Someone Acme, Someone Acme",
			},
			{w.admin, tenant.Shift{Groups: []tenant.GroupShift{{Add: []string{acme}, MakeDefault: true}}}, "+0 -0"},
			{w.admin, tenant.Shift{Users: []tenant.UserShift{{GUID: user.UserGUID, Role: &admin}}}, "+1 -0, South>South 1 +1 -0, Someone Acme"},
			{w.admin, tenant.Shift{Users: []tenant.UserShift{{GUID: user.UserGUID, GroupGUID: &north.GUID}}}, "+1 -1, South>North 1 +1 -1, Someone Acme, Someone Apex"},
			{counting, tenant.Shift{Users: []tenant.UserShift{{GUID: user.UserGUID, GroupGUID: new("")}}}, "+1 -0, South>All Companies 1 +1 -0"},
			{manager, tenant.Shift{Users: []tenant.UserShift{{GUID: manager.UserGUID, Role: &admin}}}, "+0 -0"}, // of Apex it is told nothing
			{manager, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Remove: []string{acme}}}}, "+0 -1, North>North 1 +0 -1, Someone Acme"},
		} {
			if got := told(tt.by, tt.s); got != tt.want {
				t.Errorf("%+v: %s\nwant %s", tt.s, got, tt.want)
			}
		}

		guest := other.loner(t) // of the organisation above
		w.exec(t, `update users set formal_name = 'Guest' where guid = $1`, guest.UserGUID)
		w.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, 'customer_user', $3)`, w.c.ID, guest.UserGUID, south.GUID)
		for want, s := range map[string]tenant.Shift{
			"+2 -0, South>South 2 +1 -0, Someone Acme": {Groups: []tenant.GroupShift{{GUID: south.GUID, Add: []string{acme}}}},
		} {
			if got := told(w.admin, s); got != want {
				t.Errorf("with a guest: %s, want %s", got, want)
			}
		}
		if all, err := w.groups.Members(t.Context(), w.admin, south); err != nil || len(all) != 1 || all[0].GUID != user.UserGUID {
			t.Errorf("members beside a guest: %+v, %v", all, err)
		}

		nobody, wrong, chief := w.admin, actor.Role("king"), w.admin
		nobody.Roles, chief.Roles = []string{string(actor.UsersR)}, nil
		ofUser := []tenant.UserShift{{GUID: user.UserGUID, Role: &admin}}
		for name, tt := range map[string]struct {
			by   actor.Actor
			s    tenant.Shift
			want fault.Kind
		}{
			"of users with USERS_R":    {nobody, tenant.Shift{Users: ofUser}, ""},
			"of groups with USERS_R":   {nobody, tenant.Shift{Groups: gone}, fault.Forbidden},
			"without a right":          {chief, tenant.Shift{Users: ofUser}, fault.Forbidden},
			"nothing":                  {w.admin, tenant.Shift{}, fault.Invalid},
			"a group twice":            {w.admin, tenant.Shift{Groups: append(gone, gone...)}, fault.Invalid},
			"a user twice":             {w.admin, tenant.Shift{Users: append(ofUser, ofUser...)}, fault.Invalid},
			"two defaults":             {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, MakeDefault: true}, {GUID: south.GUID, MakeDefault: true}}}, fault.Invalid},
			"deleted and changed":      {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Delete: true, Add: []string{acme}}}}, fault.Invalid},
			"no guid of a group":       {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: "\x00"}}}, fault.Invalid},
			"no guid of a company":     {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Add: []string{"x"}}}}, fault.Invalid},
			"no guid of a user":        {w.admin, tenant.Shift{Users: []tenant.UserShift{{GUID: "x"}}}, fault.Invalid},
			"no role":                  {w.admin, tenant.Shift{Users: []tenant.UserShift{{GUID: user.UserGUID, Role: &wrong}}}, fault.Invalid},
			"too many companies":       {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Add: make([]string, 1001)}}}, fault.Invalid},
			"too many users":           {w.admin, tenant.Shift{Users: make([]tenant.UserShift, 101)}, fault.Invalid},
			"too many groups":          {w.admin, tenant.Shift{Groups: make([]tenant.GroupShift, 21)}, fault.Invalid},
			"a foreign group":          {other.admin, tenant.Shift{Groups: gone}, fault.NotFound},
			"a foreign user":           {other.admin, tenant.Shift{Users: ofUser}, fault.NotFound},
			"a user from above":        {w.admin, tenant.Shift{Users: []tenant.UserShift{{GUID: guest.UserGUID, GroupGUID: &north.GUID}}}, fault.NotFound},
			"a foreign company":        {w.admin, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Add: []string{other.company(t, "Far")}}}}, fault.NotFound},
			"another group":            {manager, tenant.Shift{Groups: []tenant.GroupShift{{GUID: south.GUID, Delete: true}}}, fault.NotFound},
			"a user of another group":  {manager, tenant.Shift{Users: ofUser}, fault.NotFound},
			"into another group":       {manager, tenant.Shift{Users: []tenant.UserShift{{GUID: manager.UserGUID, GroupGUID: &south.GUID}}}, fault.NotFound},
			"a company that it has no": {manager, tenant.Shift{Groups: []tenant.GroupShift{{GUID: north.GUID, Add: []string{apex}}}}, fault.NotFound},
		} {
			_, err := w.groups.WhatIf(t.Context(), tt.by, tt.s)
			if got := fault.Kind(""); err != nil || tt.want != "" {
				if err != nil {
					got = fault.Of(err).Kind
				}
				if got != tt.want {
					t.Errorf("%s: got %v, want %q", name, err, tt.want)
				}
			}
		}
	})
}
