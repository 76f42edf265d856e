package collab

import (
	"context"
	"encoding/json"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Summary counts what somebody has received.
type Summary struct {
	Invitations Tally // requests
	Shared      Tally // findings that those share; Unread stays 0
}

// Tally is one kind of what was received.
type Tally struct {
	Total, Unread, Companies int
	Latest                   *Document // the newest request of the kind, nil if there is none
}

func (t *Tally) fields() []any { return []any{&t.Total, &t.Unread, &t.Companies} }

const (
	inboxOf    = ` from received i where i.customer_id = $1 and i.user_guid = $2`
	sharing    = ` and exists (select 1 from request_findings f where f.customer_id = i.sender_customer_id and f.request_guid = i.request_guid)`
	sharedWith = ` from received i
		join request_findings f on f.customer_id = i.sender_customer_id and f.request_guid = i.request_guid
		where i.customer_id = $1 and i.user_guid = $2`
)

// Summary returns how much the actor has received, of how many companies, and
// from whom last.
func (in *Inbox) Summary(ctx context.Context, by actor.Actor) (s Summary, err error) {
	s.Invitations, err = in.tally(ctx, by,
		`select count(*), count(case when not i.is_read then 1 end), count(distinct i.sender_customer_id)`+inboxOf, inboxOf)
	if err != nil {
		return s, err
	}
	s.Shared, err = in.tally(ctx, by, `select count(*), 0, count(distinct i.sender_customer_id)`+sharedWith, inboxOf+sharing)
	return s, err
}

func (in *Inbox) tally(ctx context.Context, by actor.Actor, count, among string) (Tally, error) {
	t, err := db.One(ctx, in.DB, (*Tally).fields, count, by.CustomerID, by.UserGUID)
	if err != nil || t.Total == 0 {
		return t, err
	}
	latest, err := db.Column[[]byte](ctx, in.DB, `
		select i.document`+among+` order by i.created_at desc, i.request_guid desc limit 1`, by.CustomerID, by.UserGUID)
	if err != nil || len(latest) == 0 {
		return t, err
	}
	t.Latest = new(Document)
	return t, json.Unmarshal(latest[0], t.Latest)
}
