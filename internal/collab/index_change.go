package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// changed is a request as it is read when it has changed.
type changed struct {
	guid, sender, company string
	at                    time.Time
	status                Status
	reason                Reason
	awaiting              *Awaiting
	sent                  int64
	vectors               Vectors
	document              []byte
}

const changedColumns = `r.guid, r.created_at, r.status, r.awaiting, r.reason, r.sent_count, r.requester_guid, r.company_guid, r.vectors, r.document`

func (c *changed) fields() []any {
	return []any{&c.guid, &c.at, &c.status, &c.awaiting, &c.reason, &c.sent, &c.sender, &c.company, &c.vectors, &c.document}
}

// changedSince reads the requests that have changed after some heads, $2 and $4,
// and up to others, $3 and $5. What else events are about has no such guid.
func changedSince(engine db.Dialect) string {
	const guids = `
			select e.subject as guid from events e where e.customer_id = $1 and e.seq > $2 and e.seq <= $3
			union
			select c.request_guid from request_changes c where c.customer_id = $1 and c.version > $4 and c.version <= $5`
	if engine == db.SQLite {
		return `select ` + changedColumns + ` from access_requests r where r.customer_id = $1 and r.guid in (` + guids + `)`
	}
	// Or it might read the whole table for them.
	return `select f.* from (` + guids + `) g cross join lateral (
		select ` + changedColumns + ` from access_requests r where r.customer_id = $1 and r.guid = g.guid limit 1) f`
}

// catchUp brings an outline to v. Whoever calls it holds the outline.
func (ix *Index) catchUp(ctx context.Context, o *outline, s *standing, v audit.Versions) (*standing, error) {
	// Another may have read one of the two later than this call did.
	next := &standing{epoch: s.epoch, seq: max(s.seq, v.Seq), requests: max(s.requests, v.Requests), names: s.names, set: s.set}
	all, err := db.All(ctx, ix.DB, (*changed).fields, changedSince(ix.DB.Dialect()), o.customerID, s.seq, next.seq, s.requests, next.requests)
	if err != nil {
		return nil, err
	}
	rows := make([]facets.Row, len(all))
	documents := make(map[facets.GUID][]byte, len(all))
	for i := range all {
		if rows[i], err = all[i].row(s.names); err != nil {
			return nil, ix.put(o, nil, err)
		}
		documents[rows[i].GUID] = all[i].document
	}
	if len(rows) > 0 {
		next.set = s.set.With(rows)
	}
	o.documents.renew(func() { o.now.Store(next) }, documents, false)
	if len(rows) > 0 {
		o.documents.age(ix.mostDocuments(next))
		ix.weigh(o)
	}
	if next.set.Changed() > bearableChanges(next.set.Len()) {
		ix.beside(ctx, o, func(context.Context) error {
			ix.compact(o, next.set)
			return nil
		})
	}
	return next, nil
}

// bearableChanges is how many changes lie beside a base of so many requests. Each
// list looks at all of them; a new base takes longer the more requests there are.
func bearableChanges(requests int) int { return 500 + requests/500 }

// compact puts an outline on a new base. What has changed meanwhile comes after.
func (ix *Index) compact(o *outline, from *facets.Set) {
	compact := from.Compact()
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.now.Load()
	if now == nil {
		return
	}
	set, ok := now.set.Onto(from, compact)
	if !ok {
		return
	}
	o.documents.renew(func() { o.now.Store(&standing{now.epoch, now.seq, now.requests, now.names, set}) }, nil, false)
	ix.weigh(o)
}

// row is the request as an outline has it.
func (c *changed) row(names *facets.Names) (r facets.Row, err error) {
	sender, isSender := facets.ParseGUID(c.sender)
	company, isCompany := facets.ParseGUID(c.company)
	var ok bool
	if r.GUID, ok = facets.ParseGUID(c.guid); !ok || !isSender || !isCompany {
		return r, errUnkept
	}
	r.At, r.Status, r.Reason = c.at.UnixMicro(), statusOf[c.status[2]], reasonOf[c.reason[0]]
	r.Company = names.Company(company)
	if r.Sender, err = names.Sender(sender); err != nil {
		return r, err
	}
	if c.awaiting != nil && *c.awaiting == Approval {
		r.Marks |= markUndecided
	}
	if c.reason == SelfRequested && c.sent > 0 {
		r.Marks |= markSent
	}
	for _, v := range c.vectors {
		vector, err := names.Vector(v.Slug)
		if err != nil {
			return r, err
		}
		r.Vectors |= vector
	}
	return r, nil
}

var errLost = errors.New("a request of the index is not in the database")
