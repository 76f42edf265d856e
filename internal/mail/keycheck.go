package mail

import (
	"context"
	"errors"

	"gatehouse/internal/db"
)

// ErrOtherKey says that a database has been used with another server key.
var ErrOtherKey = errors.New("this is not the server key that the database was used with")

// check is what a database keeps of its key: nothing that the key could be found by.
func (k Key) check() string { return k.Sign("database", "the key of this database") }

// mostCompared is how many links are looked at where there is no check yet. Commands
// beside the servers may have made a few with a key of their own.
const mostCompared = 100

// HasKey reports whether a database was used with a server key. If that was before
// there were checks, its links tell.
func HasKey(ctx context.Context, d *db.DB) (bool, error) {
	return db.Value[bool](ctx, d, `select key_check is not null or exists (select 1 from links) from house`)
}

// Belongs is ErrOtherKey if a database was used with another key, and not with this one.
func (k Key) Belongs(ctx context.Context, d *db.DB) error {
	_, err := k.compare(ctx, d)
	return err
}

// Own is [Key.Belongs], after which the database keeps this key's check; of several
// nodes that come at once to one that has none, the first decides.
func (k Key) Own(ctx context.Context, d *db.DB) error {
	isKept, err := k.compare(ctx, d)
	if err != nil || isKept {
		return err
	}
	if _, err := d.Exec(ctx, `update house set key_check = $1 where key_check is null`, k.check()); err != nil {
		return err
	}
	return k.Belongs(ctx, d)
}

// compare compares the key with the check that a database keeps, or without one with
// what its newest links were made with.
func (k Key) compare(ctx context.Context, d *db.DB) (isKept bool, err error) {
	check, err := db.Value[*string](ctx, d, `select key_check from house`)
	if err != nil {
		return false, err
	}
	if check != nil {
		if *check != k.check() {
			err = ErrOtherKey
		}
		return true, err
	}
	links, err := db.All(ctx, d, func(l *Link) []any { return []any{&l.GUID, &l.Sending, &l.hash} },
		`select guid, sending, hash from links order by created_at desc limit $1`, mostCompared)
	if err != nil || len(links) == 0 {
		return false, err
	}
	for _, l := range links {
		if hash(k.token(l.GUID, l.Sending)) == l.hash {
			return false, nil
		}
	}
	return false, ErrOtherKey
}

// Adopt makes the key that of a database. What was made with another one stops
// working.
func (k Key) Adopt(ctx context.Context, d *db.DB) error {
	_, err := d.Exec(ctx, `update house set key_check = $1`, k.check())
	return err
}
