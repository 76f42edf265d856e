package tenant

import (
	"context"
	"errors"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Quota is a group's share of one subscription type.
type Quota struct {
	Type      string
	Allocated *int64 // nil: nothing is reserved, the group shares what is left
	Used      int64  // subscriptions that the group owns
	Available *int64 // nil is unlimited
}

// UsedAllocated is how much of its allocation the group uses.
func (q Quota) UsedAllocated() int64 {
	if q.Allocated == nil {
		return 0
	}
	return q.Used
}

// share is a row of quotas.
type share struct {
	group     string
	kind      string
	allocated *int64
	used      int64
}

func (s *share) fields() []any { return []any{&s.group, &s.kind, &s.allocated, &s.used} }

// Take uses n subscriptions of a type on behalf of a group: of its allocation,
// or of what the licence leaves to groups without one. An Exhausted fault says
// which limit it met; then nothing has changed, and tx can go on.
func Take(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, n int64) error {
	s, err := takeShare(ctx, tx, customerID, groupGUID, subscriptionType, n)
	isNew := false
	if errors.Is(err, db.ErrNone) { // no row yet, or not enough left
		if isNew, err = ensureShare(ctx, tx, customerID, groupGUID, subscriptionType); err != nil {
			return err
		}
		s, err = takeShare(ctx, tx, customerID, groupGUID, subscriptionType, n)
	}
	if errors.Is(err, db.ErrNone) {
		return exhaustedShare(ctx, tx, customerID, groupGUID, subscriptionType, n)
	}
	if err != nil || s.allocated != nil {
		return err
	}
	ok, err := moveLicence(ctx, tx, customerID, subscriptionType, 0, n)
	if err != nil || ok {
		return err
	}
	if isNew {
		err = dropShare(ctx, tx, customerID, groupGUID, subscriptionType)
	} else {
		_, err = returnShare(ctx, tx, customerID, groupGUID, subscriptionType, n)
	}
	if err != nil {
		return err
	}
	return exhaustedLicence(ctx, tx, customerID, subscriptionType, n)
}

// GiveBack returns n subscriptions that the group had taken.
func GiveBack(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, n int64) error {
	s, err := returnShare(ctx, tx, customerID, groupGUID, subscriptionType, n)
	if errors.Is(err, db.ErrNone) {
		return errors.New("more subscriptions given back than taken")
	}
	if err != nil || s.allocated != nil {
		return err
	}
	ok, err := moveLicence(ctx, tx, customerID, subscriptionType, 0, -n)
	if err == nil && !ok {
		return errors.New("no licence to give subscriptions back to")
	}
	return err
}

// takeShare is the whole rule of an allocation in one statement. It also holds
// the row, so that the answer whether something is allocated stays true.
func takeShare(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, n int64) (share, error) {
	return db.One(ctx, tx, (*share).fields, `
		update quotas set used = used + $4
		where customer_id = $1 and group_guid = $2 and subscription_type = $3
			and (allocated is null or used + $4 <= allocated)
		returning group_guid, subscription_type, allocated, used`,
		customerID, groupGUID, subscriptionType, n)
}

func returnShare(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, n int64) (share, error) {
	return db.One(ctx, tx, (*share).fields, `
		update quotas set used = used - $4
		where customer_id = $1 and group_guid = $2 and subscription_type = $3 and used >= $4
		returning group_guid, subscription_type, allocated, used`,
		customerID, groupGUID, subscriptionType, n)
}

// moveLicence adds to what is allocated and to what is used of the rest, if
// the licence bears it. This is the whole rule of a licence in one statement.
func moveLicence(ctx context.Context, tx *db.Tx, customerID int64, subscriptionType string, allocated, sharedUsed int64) (bool, error) {
	n, err := tx.Exec(ctx, `
		update licences set allocated = allocated + $3, shared_used = shared_used + $4
		where customer_id = $1 and subscription_type = $2
			and (licence is null or allocated + $3 + shared_used + $4 <= licence)`,
		customerID, subscriptionType, allocated, sharedUsed)
	return n == 1, err
}

// ensureShare makes the row of a group and type, and the type's own, and reports
// whether the first is new. The group cannot be deleted before tx ends.
func ensureShare(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string) (bool, error) {
	l, err := licenceOf(ctx, tx, customerID, subscriptionType)
	if err != nil {
		return false, err
	}
	if err := HoldGroup(ctx, tx, customerID, groupGUID); err != nil {
		return false, err
	}
	if err := ensureLicence(ctx, tx, customerID, l); err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `
		insert into quotas (customer_id, group_guid, subscription_type) values ($1, $2, $3)
		on conflict (customer_id, group_guid, subscription_type) do nothing`,
		customerID, groupGUID, subscriptionType)
	return n == 1, err
}

// dropShare removes a row that tx has made in vain.
func dropShare(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string) error {
	_, err := tx.Exec(ctx, `delete from quotas where customer_id = $1 and group_guid = $2 and subscription_type = $3`,
		customerID, groupGUID, subscriptionType)
	return err
}

// HoldGroup keeps a group from being deleted before tx ends, or answers
// NotFound. Who puts a user or a subscription into a group calls it before.
func HoldGroup(ctx context.Context, tx *db.Tx, customerID int64, guid string) error {
	return lockGroup(ctx, tx, customerID, guid, "key share")
}

// lockGroup locks a group's row with the given strength. SQLite has one writer
// at a time and needs no row locks.
func lockGroup(ctx context.Context, tx *db.Tx, customerID int64, guid, strength string) error {
	lock := ""
	if tx.Dialect() == db.Postgres {
		lock = " for " + strength
	}
	_, err := db.Value[string](ctx, tx, `
		select guid from groups where customer_id = $1 and guid = $2`+lock, customerID, guid)
	if errors.Is(err, db.ErrNone) {
		return noGroup()
	}
	return err
}

func noGroup() error { return fault.New(fault.NotFound, "There is no such access group.") }

// exhaustedShare says why takeShare had no row.
func exhaustedShare(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, n int64) error {
	type limit struct {
		name            string
		allocated, used int64
	}
	l, err := db.One(ctx, tx, func(l *limit) []any { return []any{&l.name, &l.allocated, &l.used} }, `
		select g.name, q.allocated, q.used
		from quotas q join groups g on g.customer_id = q.customer_id and g.guid = q.group_guid
		where q.customer_id = $1 and q.group_guid = $2 and q.subscription_type = $3 and q.allocated is not null`,
		customerID, groupGUID, subscriptionType)
	if errors.Is(err, db.ErrNone) {
		return fault.New(fault.Conflict, "The quota of the group has just been changed. Try again.")
	}
	if err != nil {
		return err
	}
	return fault.New(fault.Exhausted, "The group %s may own %d subscriptions of type %s and owns %d: %s.",
		l.name, l.allocated, subscriptionType, l.used, tooMany(l.used+n-l.allocated))
}

// exhaustedLicence says why moveLicence refused n more.
func exhaustedLicence(ctx context.Context, tx *db.Tx, customerID int64, subscriptionType string, n int64) error {
	l, err := licenceOf(ctx, tx, customerID, subscriptionType)
	if err != nil || l.Licence == nil {
		return errors.Join(err, errors.New("a licence refused what it bears"))
	}
	return fault.New(fault.Exhausted,
		"The licence has %d subscriptions of type %s, of which groups have reserved %d and use %d of the rest: %s.",
		*l.Licence, l.Type, l.Allocated, l.SharedUsed, tooMany(n-*l.Remaining()))
}
