package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Inbox is the collection of what users have received. It needs no role, and
// is asked by user, never by e-mail.
type Inbox struct {
	DB  *db.DB
	Now func() time.Time
}

type received struct {
	Row
	isRead  bool
	version int64
}

func (r *received) fields() []any { return append(r.Row.fields(), &r.isRead, &r.version) }

// inboxAtATime is how many rows of an inbox one statement reads.
const inboxAtATime = 500

const receivedColumns = `created_at, request_guid, document, is_read, version`

// withRead puts "read" at the end of the stored document.
func (r *received) withRead() []byte {
	doc := r.Document[:len(r.Document)-1]
	if r.isRead {
		return append(doc, `,"read":true}`...)
	}
	return append(doc, `,"read":false}`...)
}

// List yields the documents that the actor received, the newest first. Some are
// read at a time, and none while they are yielded: a slow reader must not keep
// a connection from others.
func (in *Inbox) List(ctx context.Context, by actor.Actor, yield func(*Row) error) error {
	var after *place
	for {
		var w db.Where
		w.And(`customer_id = ?`, by.CustomerID)
		w.And(`user_guid = ?`, by.UserGUID)
		if after != nil {
			w.And(`(created_at, request_guid) < (?, ?)`, after.at, after.guid)
		}
		rows, err := db.All(ctx, in.DB, (*received).fields, `
			select `+receivedColumns+` from received`+w.String()+`
			order by created_at desc, request_guid desc limit `+w.Arg(inboxAtATime), w.Args()...)
		if err != nil {
			return err
		}
		for i := range rows {
			rows[i].Document = rows[i].withRead()
			if err := yield(&rows[i].Row); err != nil {
				return err
			}
		}
		if len(rows) < inboxAtATime {
			return nil
		}
		last := rows[len(rows)-1]
		after = last.place()
	}
}

// One returns one document that the actor received, and its version.
func (in *Inbox) One(ctx context.Context, by actor.Actor, guid string) (doc []byte, version int64, err error) {
	return in.one(ctx, in.DB, by, guid)
}

func (in *Inbox) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (doc []byte, version int64, err error) {
	r, err := db.One(ctx, c, (*received).fields, `
		select `+receivedColumns+` from received
		where customer_id = $1 and user_guid = $2 and request_guid = $3`, by.CustomerID, by.UserGUID, guid)
	if errors.Is(err, db.ErrNone) {
		return nil, 0, errNotFound
	}
	if err != nil {
		return nil, 0, err
	}
	return r.withRead(), r.version, nil
}

// Mark notes that the actor has read one, or has not; nil only returns it.
func (in *Inbox) Mark(ctx context.Context, by actor.Actor, guid string, isRead *bool) (doc []byte, version int64, err error) {
	err = in.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		err := tenant.Match(ctx, tx, `received where customer_id = $1 and user_guid = $2 and request_guid = $3`,
			by.CustomerID, by.UserGUID, guid)
		if err != nil {
			return err
		}
		if isRead != nil {
			n, err := tx.Exec(ctx, `
				update received set is_read = $4, version = version + 1
				where customer_id = $1 and user_guid = $2 and request_guid = $3 and is_read <> $4`,
				by.CustomerID, by.UserGUID, guid, *isRead)
			if err != nil {
				return err
			}
			if n > 0 {
				audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
			}
		}
		doc, version, err = in.one(ctx, tx, by, guid)
		return err
	})
	return doc, version, err
}

// MarkAll notes that the actor has read everything.
func (in *Inbox) MarkAll(ctx context.Context, by actor.Actor) error {
	return in.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update received set is_read = $3, version = version + 1
			where customer_id = $1 and user_guid = $2 and not is_read`, by.CustomerID, by.UserGUID, true)
		if err == nil && n > 0 {
			audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
		}
		return err
	})
}

// Unread returns how many requests the actor has received and not read.
func (in *Inbox) Unread(ctx context.Context, by actor.Actor) (Amount, error) {
	n, err := db.Value[int64](ctx, in.DB, `
		select count(*) from (
			select 1 from received where customer_id = $1 and user_guid = $2 and not is_read limit $3) unread`,
		by.CustomerID, by.UserGUID, mostWaiting+1)
	return Amount{N: min(n, mostWaiting), More: n > mostWaiting}, err
}
