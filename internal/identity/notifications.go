package identity

import (
	"context"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Notifications is the collection of what users are notified of. It needs no
// role: everybody has their own, and sees no other.
type Notifications struct {
	DB  *db.DB
	Now func() time.Time
}

// NotificationFilter says which of a user's notifications are asked for.
type NotificationFilter struct {
	Unread        *bool
	Types         []string // nil is all
	Limit, Offset int
}

// NotificationCounts are of a user's notifications, whatever the filter but for
// Filtered.
type NotificationCounts struct{ Total, Unread, Filtered int }

func (f *NotificationFilter) where(by actor.Actor) *db.Where {
	var w db.Where
	w.And(`n.customer_id = ?`, by.CustomerID)
	w.And(`n.user_guid = ?`, by.UserGUID)
	if f.Unread != nil {
		w.And(`n.is_unread = ?`, *f.Unread)
	}
	w.In(`n.type`, f.Types)
	return &w
}

// List returns a page of the actor's notifications, the newest first, with how
// many there are.
func (ns *Notifications) List(ctx context.Context, by actor.Actor, f NotificationFilter) ([]Notification, NotificationCounts, error) {
	w := f.where(by)
	filtered := w.Clone()
	all, err := db.All(ctx, ns.DB, (*Notification).fields, `
		select `+notificationColumns+` from notifications n`+w.String()+`
		order by n.created_at desc, n.id desc limit `+w.Arg(f.Limit)+` offset `+w.Arg(f.Offset), w.Args()...)
	if err != nil {
		return nil, NotificationCounts{}, err
	}
	counts, err := db.One(ctx, ns.DB, func(c *NotificationCounts) []any { return []any{&c.Total, &c.Unread, &c.Filtered} }, `
		select count(*), count(case when o.is_unread then 1 end),
			(select count(*) from notifications n`+filtered.String()+`)
		from notifications o where o.customer_id = $1 and o.user_guid = $2`, filtered.Args()...)
	return all, counts, err
}

// One returns a notification of the actor's.
func (ns *Notifications) One(ctx context.Context, by actor.Actor, id int64) (Notification, error) {
	return oneNotification(ctx, ns.DB, by.CustomerID, by.UserGUID, id)
}

// Create makes a notification for the actor itself.
func (ns *Notifications) Create(ctx context.Context, by actor.Actor, n Notification) (Notification, error) {
	if err := n.check(); err != nil {
		return n, err
	}
	n.CustomerID, n.UserGUID, n.Path, n.CreatedAt = by.CustomerID, by.UserGUID, "", ns.Now()
	err := ns.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err = addNotification(ctx, tx, n)
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "notification.create", Subject: strconv.FormatInt(n.ID, 10)})
		return err
	})
	return n, err
}

// Mark notes that the actor has read a notification, or has not; nil only
// returns it.
func (ns *Notifications) Mark(ctx context.Context, by actor.Actor, id int64, unread *bool) (n Notification, err error) {
	err = ns.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		err := tenant.Match(ctx, tx, `notifications where customer_id = $1 and user_guid = $2 and id = $3`, by.CustomerID, by.UserGUID, id)
		if err != nil {
			return err
		}
		if unread != nil {
			if err := mark(ctx, tx, by, &id, *unread); err != nil {
				return err
			}
		}
		n, err = oneNotification(ctx, tx, by.CustomerID, by.UserGUID, id)
		return err
	})
	return n, err
}

// MarkAll notes the same of all of the actor's.
func (ns *Notifications) MarkAll(ctx context.Context, by actor.Actor, unread bool) error {
	return ns.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		return mark(ctx, tx, by, nil, unread)
	})
}

// mark changes those of a user that are otherwise: one, or all if id is nil.
func mark(ctx context.Context, tx *db.Tx, by actor.Actor, id *int64, unread bool) error {
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.And(`user_guid = ?`, by.UserGUID)
	w.And(`is_unread <> ?`, unread)
	if id != nil {
		w.And(`id = ?`, *id)
	}
	n, err := tx.Exec(ctx, `update notifications set is_unread = $3, version = version + 1`+w.String(), w.Args()...)
	if err == nil && n > 0 {
		audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
	}
	return err
}
