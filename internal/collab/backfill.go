package collab

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// Past is a request as it has become, with what lies beside its row.
type Past struct {
	Request
	FindingIDs   []string
	Registration *Registration // that it came from
	IsRead       bool          // by its recipient
}

// Backfill writes requests of the past that nobody has lived through: for a demo
// and for benchmarks. It takes them as they are, and completes what follows from
// them: customer, lower-case address, number of findings and documents, of which
// it writes the same as every change does. It makes no mail and no link, and one
// event for each of its transactions; who calls it answers for the rest.
//
// It returns how many are written, also if one of them fails.
func (rs *Requests) Backfill(ctx context.Context, by actor.Actor, past iter.Seq[*Past]) (written int, err error) {
	if !by.IsSystem() {
		return 0, actor.Denied()
	}
	next, stop := iter.Pull(past)
	defer stop()
	b := backfill{
		rs: rs, by: by, people: make(map[string]names), companies: make(map[string]named),
		findings: make(map[string]portfolio.Finding),
	}
	for chunk := some(next, atATime); len(chunk) > 0; chunk = some(next, atATime) {
		if err := rs.DB.Tx(ctx, func(tx *db.Tx) error { return b.write(ctx, tx, chunk) }); err != nil {
			return written, err
		}
		written += len(chunk)
	}
	return written, nil
}

func some[T any](next func() (T, bool), n int) (got []T) {
	for len(got) < n {
		one, ok := next()
		if !ok {
			break
		}
		got = append(got, one)
	}
	return got
}

// backfill remembers the names that documents show from one transaction to the
// next.
type backfill struct {
	rs        *Requests
	by        actor.Actor
	people    map[string]names // requesters, and the customer with each
	companies map[string]named
	findings  map[string]portfolio.Finding
}

type named struct {
	guid, name string
	preferred  bool // it has a preferred contact
}

func (b *backfill) write(ctx context.Context, tx *db.Tx, chunk []*Past) error {
	if err := b.learn(ctx, tx, chunk); err != nil {
		return err
	}
	var t tables
	for _, p := range chunk {
		if err := b.complete(p, &t); err != nil {
			return err
		}
	}
	for _, table := range []*rows{&t.requests, &t.vectors, &t.words, &t.findings, &t.received, &t.registrations} {
		if err := table.insert(ctx, tx); err != nil {
			return fmt.Errorf("write requests of the past: %w", err)
		}
	}
	if err := b.countForms(ctx, tx, chunk); err != nil {
		return err
	}
	audit.Record(ctx, tx, b.by, b.by.CustomerID, audit.Event{
		Action: "access_request.backfill", Details: map[string]int{"requests": len(chunk)},
	})
	for _, p := range chunk {
		audit.Changed(tx, b.by.CustomerID, p.GUID)
		if p.RecipientCID != nil {
			audit.Touch(ctx, tx, *p.RecipientCID, audit.Requests|audit.Identity)
		}
	}
	audit.Touch(ctx, tx, b.by.CustomerID, audit.Requests)
	return nil
}

// complete makes the rows of one request.
func (b *backfill) complete(p *Past, t *tables) error {
	p.CustomerID, p.EmailLower = b.by.CustomerID, strings.ToLower(p.Email)
	p.FindingsCount, p.Version = int64(len(p.FindingIDs)), 1
	if p.AcceptedAt != nil { // who accepted has opened and answered
		p.OpenedAt, p.AnsweredAt = cmp.Or(p.OpenedAt, p.AcceptedAt), p.AcceptedAt
	}
	company, ok := b.companies[p.CompanyGUID]
	if !ok {
		return fmt.Errorf("request %s: there is no company %s", p.GUID, p.CompanyGUID)
	}
	n, ok := b.people[p.RequesterGUID]
	if !ok {
		return fmt.Errorf("request %s: there is no user %s", p.GUID, p.RequesterGUID)
	}
	n.company, n.preferred = company.name, company.preferred
	d, err := b.rs.derive(&p.Request, &n)
	if err != nil {
		return err
	}
	t.add(p, &d, b.findings)
	return nil
}

// learn reads the names in a chunk that no chunk before had.
func (b *backfill) learn(ctx context.Context, tx *db.Tx, chunk []*Past) error {
	var people, companies []string
	for _, p := range chunk {
		if err := b.learnFindings(ctx, tx, p); err != nil {
			return err
		}
		if _, ok := b.people[p.RequesterGUID]; !ok {
			people = append(people, p.RequesterGUID)
		}
		if _, ok := b.companies[p.CompanyGUID]; !ok {
			companies = append(companies, p.CompanyGUID)
		}
	}
	if err := b.learnPeople(ctx, tx, distinct(people)); err != nil {
		return err
	}
	for part := range slices.Chunk(distinct(companies), atATime) {
		var w db.Where
		w.And(`co.customer_id = ?`, b.by.CustomerID)
		w.In(`co.guid`, part)
		err := db.Each(ctx, tx, func(n *named) []any { return []any{&n.name, &n.preferred, &n.guid} }, func(n *named) error {
			b.companies[n.guid] = *n
			return nil
		}, `select `+companyColumns+`, co.guid from companies co`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *backfill) learnPeople(ctx context.Context, tx *db.Tx, guids []string) error {
	type requester struct {
		guid string
		names
	}
	for part := range slices.Chunk(guids, atATime) {
		var w db.Where
		w.And(`cu.id = ?`, b.by.CustomerID)
		w.In(`u.guid`, part)
		err := db.Each(ctx, tx, func(r *requester) []any {
			return append(r.sender(), &r.guid)
		}, func(r *requester) error {
			b.people[r.guid] = r.names
			return nil
		}, `select `+senderColumns+`, u.guid from users u cross join customers cu`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
	}
	return nil
}

// learnFindings reads what a request shares. There are few findings, and many
// requests share them.
func (b *backfill) learnFindings(ctx context.Context, tx *db.Tx, p *Past) error {
	var fresh []string
	for _, id := range p.FindingIDs {
		if _, ok := b.findings[id]; !ok {
			fresh = append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	known, err := b.rs.Findings.Known(ctx, tx, b.by, p.CompanyGUID, fresh)
	if err != nil {
		return err
	}
	for _, id := range fresh {
		b.findings[id] = known[id] // one that is not there is shared by its id alone
	}
	return nil
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
