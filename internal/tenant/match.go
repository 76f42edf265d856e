package tenant

import (
	"context"
	"errors"
	"slices"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

type versionsKey struct{}

// WithVersions returns a context in which a writing transaction succeeds only if
// what it changes has one of the versions.
func WithVersions(ctx context.Context, versions []int64) context.Context {
	return context.WithValue(ctx, versionsKey{}, versions)
}

var errChanged = fault.New(fault.PreconditionFailed, "This has changed since you read it, or has no version that If-Match could name. Read it again.")

// expect makes tx fail at its end unless [Match] has compared the versions of
// ctx, if there are any: on a condition that a verb does not know, nothing is
// done. It returns where Match notes that it did.
func expect(ctx context.Context, tx *db.Tx) *bool {
	if ctx.Value(versionsKey{}) == nil {
		return nil
	}
	value := tx.AtEnd(versionsKey{}, func() (any, func(context.Context, *db.Tx) error) {
		isMet := new(bool)
		return isMet, func(context.Context, *db.Tx) error {
			if *isMet {
				return nil
			}
			return errChanged
		}
	})
	return value.(*bool) //nolint:forcetypeassert // only the line above makes it
}

// Match refuses a change of something that has none of the versions of ctx. row
// says where it is: "folders where customer_id = $1 and guid = $2". Its row is
// held until tx ends, so that the version stays the one that was compared; what
// the verb has read of it before may be older. Every verb that changes one thing
// calls it once it knows that the thing is seen. Without versions it asks
// nothing; what is not there is for the verb to tell.
func Match(ctx context.Context, tx *db.Tx, row string, args ...any) error {
	err := MatchThere(ctx, tx, row, args...)
	if errors.Is(err, db.ErrNone) {
		*expect(ctx, tx) = true
		return nil
	}
	return err
}

// MatchThere is [Match] of what need not be there to be changed, such as what a
// PUT makes: it is db.ErrNone that has none of the versions.
func MatchThere(ctx context.Context, tx *db.Tx, row string, args ...any) error {
	versions, ok := ctx.Value(versionsKey{}).([]int64)
	if !ok {
		return nil
	}
	query := `select version from ` + row
	if tx.Dialect() == db.Postgres { // SQLite has one writer at a time
		query += ` for update`
	}
	version, err := db.Value[int64](ctx, tx, query, args...)
	switch {
	case err != nil:
		return err
	case !slices.Contains(versions, version):
		return errChanged
	}
	*expect(ctx, tx) = true
	return nil
}
