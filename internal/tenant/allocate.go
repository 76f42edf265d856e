package tenant

import (
	"context"
	"maps"
	"slices"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// QuotaDraft is what is asked for a group and a subscription type.
type QuotaDraft struct {
	Allocated *int64 `json:"total_allocated_quota"`           // reserve so many
	None      bool   `json:"none,omitempty"`                  // reserve nothing: without an allocation it says so outright
	Available *int64 `json:"total_available_quota,omitempty"` // without an allocation, 0 reserves 0; otherwise ignored
}

// want returns the allocation that is asked of a group whose share is now q,
// and whether one is asked for at all.
func (d QuotaDraft) want(q Quota) (allocated *int64, asked bool) {
	switch {
	case d.Allocated != nil:
		return d.Allocated, true
	case d.Available != nil && *d.Available == 0:
		// What was answered and comes back unchanged, changes nothing.
		if d.None && q.Allocated == nil && q.Available != nil && *q.Available <= 0 {
			return nil, false
		}
		return new(int64), true
	}
	return nil, d.None
}

func checkQuotas(p fault.Problems, quotas map[string]QuotaDraft) {
	for subscriptionType, d := range quotas {
		p.Require(d.Allocated == nil || *d.Allocated >= 0 && *d.Allocated <= maxSubscriptions, "subscription_types",
			"%.64q: total_allocated_quota must be between 0 and 1000000000", subscriptionType)
	}
}

// checkTypes refuses a type that the customer does not know. A fresh customer
// with the types that all have needs no look at the database.
func checkTypes(ctx context.Context, c db.Conn, customerID int64, quotas map[string]QuotaDraft) error {
	for _, subscriptionType := range sorted(quotas) {
		_, err := licenceOf(ctx, c, customerID, subscriptionType)
		if fault.Is(err, fault.Invalid) {
			return fault.Field("subscription_types", "%.64q is not a subscription type", subscriptionType)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// allocateAll gives a group the allocations that are asked for. now is what it
// has.
func allocateAll(ctx context.Context, tx *db.Tx, customerID int64, groupGUID string, now []Quota, quotas map[string]QuotaDraft) error {
	for _, subscriptionType := range sorted(quotas) {
		has := Quota{Type: subscriptionType}
		if i := slices.IndexFunc(now, func(q Quota) bool { return q.Type == subscriptionType }); i >= 0 {
			has = now[i]
		}
		if want, asked := quotas[subscriptionType].want(has); asked {
			if err := allocate(ctx, tx, customerID, groupGUID, subscriptionType, want); err != nil {
				return err
			}
		}
	}
	return nil
}

// allocate reserves subscriptions for a group, or nothing if want is nil. What
// the group uses already moves with it, between its allocation and the rest
// that groups share.
func allocate(ctx context.Context, tx *db.Tx, customerID int64, groupGUID, subscriptionType string, want *int64) error {
	if _, err := ensureShare(ctx, tx, customerID, groupGUID, subscriptionType); err != nil {
		return err
	}
	// The update is there to hold the row: no subscription is taken meanwhile.
	s, err := db.One(ctx, tx, (*share).fields, `
		update quotas set used = used
		where customer_id = $1 and group_guid = $2 and subscription_type = $3
		returning group_guid, subscription_type, allocated, used`,
		customerID, groupGUID, subscriptionType)
	if err != nil {
		return err
	}
	var allocated, sharedUsed int64
	if s.allocated != nil {
		allocated -= *s.allocated
		sharedUsed += s.used
	}
	if want != nil {
		if *want < s.used {
			return fault.New(fault.Conflict,
				"The group owns %d subscriptions of type %s: its allocation cannot be %d.", s.used, subscriptionType, *want)
		}
		allocated += *want
		sharedUsed -= s.used
	}
	ok, err := moveLicence(ctx, tx, customerID, subscriptionType, allocated, sharedUsed)
	if err != nil {
		return err
	}
	if !ok {
		return exhaustedLicence(ctx, tx, customerID, subscriptionType, allocated+sharedUsed)
	}
	_, err = tx.Exec(ctx, `
		update quotas set allocated = $4
		where customer_id = $1 and group_guid = $2 and subscription_type = $3`,
		customerID, groupGUID, subscriptionType, want)
	return err
}

func tooMany(n int64) fault.Text {
	if n == 1 {
		return fault.Text{Format: "this is one too many"}
	}
	return fault.Text{Format: "this is %d too many", Args: []any{n}}
}

// sorted returns the keys of m in the order in which rows are locked, so that
// two transactions do not wait for each other.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
