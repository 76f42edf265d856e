package portfolio

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Members asks for companies to be put into a folder or tier, and taken out.
type Members struct {
	Add    []string // guids
	Remove []string
}

// Moved says what became of [Members]. A company that the actor does not see is
// not added, like one that does not exist or is there already.
type Moved struct {
	Added, NotAdded     []string
	Removed, NotRemoved []string
	Companies           []string // that are in it now, as far as the actor sees
}

const maxMembers = 10_000 // of one call

func (m *Members) check() error {
	p := fault.Problems{}
	m.Add, m.Remove = unique(p, "add_companies", m.Add), unique(p, "remove_companies", m.Remove)
	for _, guid := range m.Remove {
		p.Require(!slices.Contains(m.Add, guid), "remove_companies", "%s is also in add_companies", guid)
	}
	return p.Err()
}

func unique(p fault.Problems, field string, guids []string) []string {
	p.Require(len(guids) <= maxMembers, field, "has more than %d companies", maxMembers)
	seen := make(map[string]bool, len(guids))
	out := []string{}
	for _, guid := range guids {
		guid = strings.ToLower(guid)
		p.Require(IsGUID(guid), field, "%q is not a UUID", clip(guid))
		if !seen[guid] {
			seen[guid] = true
			out = append(out, guid)
		}
	}
	return out
}

// settle fills in the answer: what was asked and did not happen.
func (m Members) settle(added, removed, now []string) Moved {
	return Moved{
		Added: nonNil(added), NotAdded: without(m.Add, added),
		Removed: nonNil(removed), NotRemoved: without(m.Remove, removed),
		Companies: nonNil(now),
	}
}

// Detail says in a sentence what was not done, or nothing.
func (m Moved) Detail() string {
	var told []string
	if n := len(m.NotAdded); n > 0 {
		told = append(told, fmt.Sprintf("%d not added: in it already, or not in your portfolio.", n))
	}
	if n := len(m.NotRemoved); n > 0 {
		told = append(told, fmt.Sprintf("%d not removed: not in it.", n))
	}
	return strings.Join(told, " ")
}

func without(all, some []string) []string {
	set := make(map[string]bool, len(some))
	for _, s := range some {
		set[s] = true
	}
	return slices.DeleteFunc(append([]string{}, all...), func(s string) bool { return set[s] })
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// visibleOf returns those of guids that are companies which by sees.
func visibleOf(ctx context.Context, c db.Conn, by actor.Actor, guids []string) ([]string, error) {
	if len(guids) == 0 {
		return nil, nil
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	tenant.Visible(&w, by, `c.guid`)
	w.And(`c.guid in (` + texts(c, w.Arg(list(guids))) + `)`)
	return db.Column[string](ctx, c, `select c.guid from companies c`+w.String(), w.Args()...)
}

// seesAll reports whether by sees the whole portfolio.
func seesAll(by actor.Actor) bool {
	var w db.Where
	tenant.Visible(&w, by, `guid`)
	return w.String() == ""
}

// checkName reads the name and description of a folder or tier.
func checkName(p fault.Problems, name, description *string) {
	if name != nil {
		checkText(p, "name", name, maxText)
		p.Require(*name != "", "name", "must be set")
	}
	if description != nil {
		checkText(p, "description", description, maxText)
	}
}
