package tenant

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Seen answers from memory who sees which company: [Sees], while portfolio and
// people of the customer are as they were when the answer was read. The companies
// of a group are read when somebody in it is first asked about.
type Seen struct {
	DB    *db.DB
	Heads *audit.Heads

	mu   sync.Mutex // of who adds to it
	kept atomic.Pointer[map[int64]*seenIn]
}

// seenIn is what the groups of a customer see. It is never changed, only replaced.
type seenIn struct {
	epoch, portfolio, identity int64
	groups                     map[string]map[string]bool // companies by the group that sees them; "" sees all
}

// mostSeen bounds the companies that are kept, of all customers.
const mostSeen = 500_000

// Sees reports whether there is such a company, and by sees it. As long as by's
// customer has not changed since it was last asked, no statement is needed.
func (s *Seen) Sees(ctx context.Context, by actor.Actor, companyGUID string) (bool, error) {
	v, err := s.Heads.Read(ctx, by.CustomerID)
	if err != nil {
		return false, err
	}
	group := by.GroupGUID
	if seesAll(by) {
		group = ""
	} else if group == "" {
		return false, nil
	}
	if all := s.kept.Load(); all != nil {
		if of := (*all)[by.CustomerID]; of.stands(v) {
			if seen := of.groups[group]; seen != nil {
				return seen[companyGUID], nil
			}
		}
	}
	seen, err := s.read(ctx, by.CustomerID, group)
	if err != nil {
		return false, err
	}
	s.keep(by.CustomerID, v, group, seen)
	return seen[companyGUID], nil
}

// read returns the companies that a group sees. v was read before.
func (s *Seen) read(ctx context.Context, customerID int64, group string) (map[string]bool, error) {
	query, args := `select guid from companies where customer_id = $1`, []any{customerID}
	if group != "" {
		query, args = `
			select c.guid from group_companies gc
			join companies c on c.customer_id = gc.customer_id and c.guid = gc.company_guid
			where gc.customer_id = $1 and gc.group_guid = $2`, append(args, group)
	}
	guids, err := db.Column[string](ctx, s.DB, query, args...)
	seen := make(map[string]bool, len(guids))
	for _, guid := range guids {
		seen[guid] = true
	}
	return seen, err
}

// keep adds what a group sees to what is kept, and forgets all other customers
// while that is too much.
func (s *Seen) keep(customerID int64, v audit.Versions, group string, seen map[string]bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[int64]*seenIn)
	if old := s.kept.Load(); old != nil {
		maps.Copy(all, *old)
	}
	of := &seenIn{epoch: v.Epoch, portfolio: v.Portfolio, identity: v.Identity, groups: make(map[string]map[string]bool)}
	if old := all[customerID]; old.stands(v) {
		maps.Copy(of.groups, old.groups)
	}
	of.groups[group] = seen
	all[customerID] = of
	n := 0
	for _, of := range all {
		for _, companies := range of.groups {
			n += len(companies)
		}
	}
	if n > mostSeen {
		of.groups = map[string]map[string]bool{group: seen}
		all = map[int64]*seenIn{customerID: of}
	}
	s.kept.Store(&all)
}

// stands reports whether nothing has changed since s was read.
func (s *seenIn) stands(v audit.Versions) bool {
	return s != nil && s.epoch == v.Epoch && s.portfolio == v.Portfolio && s.identity == v.Identity
}

// sees asks s, or the database if there is none.
func (s *Seen) sees(ctx context.Context, d *db.DB, by actor.Actor, companyGUID string) (bool, error) {
	if s == nil {
		return Sees(ctx, d, by, companyGUID)
	}
	return s.Sees(ctx, by, companyGUID)
}
