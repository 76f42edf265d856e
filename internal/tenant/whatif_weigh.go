package tenant

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// class are users who see the same before, and the same after. So what they gain
// and lose is counted once, however many they are.
type class struct {
	Part
	before, after sight
	named         []string // the users, if they were asked for by name
	who           db.Where // otherwise: of memberships m,
	isLoose       bool     // or of users u
}

// sight is what somebody sees: all companies, or those of a group's list with
// what is added to it and without what is removed.
type sight struct {
	all         bool
	group       string
	add, remove []string
}

// isSame reports whether nothing differs between what two see.
func (s sight) isSame(after sight) bool {
	return s.all && after.all || s.all == after.all && s.group == after.group && len(after.add)+len(after.remove) == 0
}

// holds is the condition that company c is seen. It is asked company by company:
// PostgreSQL would otherwise join the lists, and in the wrong way for as long as
// it has not counted what was just put into a group.
func (s sight) holds(w *db.Where) string {
	if s.all {
		return always
	}
	in := `(select count(*) from group_companies gc
		where gc.customer_id = c.customer_id and gc.group_guid = ` + w.Arg(s.group) + ` and gc.company_guid = c.guid) > 0`
	if len(s.remove) > 0 {
		in += ` and not ` + oneOf(w, `c.guid`, s.remove)
	}
	if len(s.add) > 0 {
		in = in + ` or ` + oneOf(w, `c.guid`, s.add)
	}
	return `(` + in + `)`
}

// companies is the condition that c is seen after and not before, or if not
// gained the other way round.
func (c *class) companies(by actor.Actor, gained bool) *db.Where {
	seen, unseen := c.before, c.after
	if gained {
		seen, unseen = c.after, c.before
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	if !seen.all && !unseen.all && seen.group == unseen.group { // the list is the same but for these: do not read all of it
		changed := c.after.remove
		if gained {
			changed = c.after.add
		}
		w.And(oneOf(&w, `c.guid`, changed))
	}
	w.And(seen.holds(&w))
	w.And(`not ` + unseen.holds(&w))
	Visible(&w, by, `c.guid`)
	return &w
}

// oneOf is the condition that a column is one of values.
func oneOf(w *db.Where, column string, values []string) string {
	if len(values) == 0 {
		return `1 = 0`
	}
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = w.Arg(v)
	}
	return column + ` in (` + strings.Join(places, `, `) + `)`
}

// weigh adds to e what a class gains and loses.
func (gs *Groups) weigh(ctx context.Context, by actor.Actor, c *class, e *Effect) error {
	if c.before.isSame(c.after) {
		return nil
	}
	for _, part := range []struct {
		gained, none bool
		n            *int64
		sights       *Sights
	}{
		{true, c.before.all, &c.Gained, &e.Gains},
		{false, c.after.all, &c.Lost, &e.Loses},
	} {
		if part.none {
			continue
		}
		w := c.companies(by, part.gained)
		n, err := db.Value[int64](ctx, gs.DB, `select count(*) from companies c`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
		if *part.n = n; n == 0 {
			continue
		}
		part.sights.Pairs += n * c.Users
		part.sights.Users += c.Users
		if err := gs.show(ctx, by, c, part.gained, part.sights); err != nil {
			return err
		}
	}
	if c.Gained+c.Lost > 0 {
		e.Parts = append(e.Parts, c.Part)
	}
	return nil
}

// perUser is how many companies of one user are shown where there are several.
const perUser = 3

// show adds examples of what a class gains or loses.
func (gs *Groups) show(ctx context.Context, by actor.Actor, c *class, gained bool, s *Sights) error {
	room := MostExamples - len(s.Examples)
	if room <= 0 || !by.Has(actor.UsersR) || !by.Has(actor.PortfolioR) {
		return nil
	}
	users, err := gs.firstUsers(ctx, by, c, room)
	if err != nil {
		return err
	}
	each := room
	if len(users) > 1 {
		each = perUser
	}
	w := c.companies(by, gained)
	companies, err := db.All(ctx, gs.DB, func(s *Pair) []any { return []any{&s.CompanyGUID, &s.CompanyName, &s.CompanyDomain} }, `
		select c.guid, c.name, c.primary_domain from companies c`+w.String()+`
		order by c.name_lower, c.guid limit `+w.Arg(min(room, each)), w.Args()...)
	if err != nil {
		return err
	}
	for _, u := range users {
		for _, company := range companies {
			if len(s.Examples) == MostExamples {
				return nil
			}
			company.UserGUID, company.UserName, company.UserEmail = u.UserGUID, u.UserName, u.UserEmail
			s.Examples = append(s.Examples, company)
		}
	}
	return nil
}

// firstUsers are the first of a class by name. Who is put into a group here and
// belongs to the organisation above is counted, and not named.
func (gs *Groups) firstUsers(ctx context.Context, by actor.Actor, c *class, most int) ([]Pair, error) {
	w, from := c.who.Clone(), `memberships m join users u on u.guid = m.user_guid`
	switch {
	case c.named != nil:
		w, from = new(db.Where), `users u`
		w.In(`u.guid`, c.named)
	case c.isLoose:
		from = `users u`
	}
	w.And(`u.customer_id = ?`, by.CustomerID)
	return db.All(ctx, gs.DB, func(s *Pair) []any { return []any{&s.UserGUID, &s.UserName, &s.UserEmail} }, `
		select u.guid, u.formal_name, u.email from `+from+w.String()+`
		order by u.formal_name, u.guid limit `+w.Arg(most), w.Args()...)
}
