package tenant

import (
	"context"
	"errors"
	"regexp"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Licence is how many subscriptions of a type a customer may have.
type Licence struct {
	Type       string // slug
	Name       string
	Licence    *int64 // nil is unlimited
	Allocated  int64  // the sum of what groups have reserved
	SharedUsed int64  // use of the groups that reserved nothing
}

const licenceColumns = `subscription_type, name, licence, allocated, shared_used`

func (l *Licence) fields() []any {
	return []any{&l.Type, &l.Name, &l.Licence, &l.Allocated, &l.SharedUsed}
}

// Remaining is what is left for groups that reserved nothing; nil is unlimited.
func (l Licence) Remaining() *int64 {
	if l.Licence == nil {
		return nil
	}
	n := *l.Licence - l.Allocated - l.SharedUsed
	return &n
}

// knownTypes are the subscription types that every customer has.
var knownTypes = []Licence{
	{Type: "continuous_monitoring", Name: "Continuous Monitoring"},
	{Type: "alerts-only", Name: "Alerts Only"},
	{Type: "vendor-selection", Name: "Vendor Selection"},
	{Type: "countries", Name: "Countries"},
}

// maxSubscriptions bounds licences and allocations, so that no sum of them overflows.
const maxSubscriptions = 1_000_000_000

// Licences returns every subscription type of a customer: those that all have,
// unlimited unless licensed, and those it was given.
func Licences(ctx context.Context, c db.Conn, customerID int64) ([]Licence, error) {
	rows, err := db.All(ctx, c, (*Licence).fields, `
		select `+licenceColumns+` from licences
		where customer_id = $1
		order by subscription_type`, customerID)
	if err != nil {
		return nil, err
	}
	all := make([]Licence, len(knownTypes), len(knownTypes)+len(rows))
	copy(all, knownTypes)
next:
	for _, row := range rows {
		for i := range all {
			if all[i].Type == row.Type {
				all[i] = row
				continue next
			}
		}
		all = append(all, row)
	}
	return all, nil
}

// licenceOf returns the licence of one type, or an Invalid fault if the
// customer knows no such type.
func licenceOf(ctx context.Context, c db.Conn, customerID int64, subscriptionType string) (Licence, error) {
	l, err := db.One(ctx, c, (*Licence).fields, `
		select `+licenceColumns+` from licences
		where customer_id = $1 and subscription_type = $2`, customerID, subscriptionType)
	if !errors.Is(err, db.ErrNone) {
		return l, err
	}
	for _, l := range knownTypes {
		if l.Type == subscriptionType {
			return l, nil
		}
	}
	return Licence{}, fault.Field("subscription_type", "%.64q is not a subscription type", subscriptionType)
}

var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

func checkLicences(p fault.Problems, licences map[string]*int64) {
	for subscriptionType, n := range licences {
		p.Require(slug.MatchString(subscriptionType), "licence",
			"a subscription type is lower case letters, digits, - and _")
		p.Require(n == nil || *n >= 0 && *n <= maxSubscriptions, "licence", "must be between 0 and 1000000000")
	}
}

// ensureLicence makes the row of a type that the customer knows.
func ensureLicence(ctx context.Context, tx *db.Tx, customerID int64, l Licence) error {
	_, err := tx.Exec(ctx, `
		insert into licences (customer_id, subscription_type, name) values ($1, $2, $3)
		on conflict (customer_id, subscription_type) do nothing`,
		customerID, l.Type, l.Name)
	return err
}

// setLicence changes how many subscriptions of a type a customer may have. It
// makes the type if it is new.
func setLicence(ctx context.Context, tx *db.Tx, customerID int64, subscriptionType string, n *int64) error {
	l, err := licenceOf(ctx, tx, customerID, subscriptionType)
	if fault.Is(err, fault.Invalid) {
		l, err = Licence{Type: subscriptionType, Name: subscriptionType}, nil
	}
	if err != nil {
		return err
	}
	if err := ensureLicence(ctx, tx, customerID, l); err != nil {
		return err
	}
	changed, err := tx.Exec(ctx, `
		update licences set licence = $3
		where customer_id = $1 and subscription_type = $2
			and (cast($3 as bigint) is null or allocated + shared_used <= $3)`,
		customerID, subscriptionType, n)
	if err != nil || changed == 1 {
		return err
	}
	if l, err = licenceOf(ctx, tx, customerID, subscriptionType); err != nil {
		return err
	}
	return fault.New(fault.Conflict,
		"Groups have reserved %d subscriptions of type %s and use %d more: the licence cannot be less than %d.",
		l.Allocated, l.Type, l.SharedUsed, l.Allocated+l.SharedUsed)
}
