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

// HasKey reports whether a database was used with a server key.
func HasKey(ctx context.Context, d *db.DB) (bool, error) {
	check, err := db.Value[*string](ctx, d, `select key_check from house`)
	return check != nil, err
}

// Belongs is ErrOtherKey if a database was used with another key. One that was used
// with none keeps this one's check; of several nodes that come at once, the first
// decides.
func (k Key) Belongs(ctx context.Context, d *db.DB) error {
	has, err := HasKey(ctx, d)
	if err == nil && !has {
		_, err = d.Exec(ctx, `update house set key_check = $1 where key_check is null`, k.check())
	}
	if err != nil {
		return err
	}
	check, err := db.Value[string](ctx, d, `select key_check from house`)
	if err == nil && check != k.check() {
		return ErrOtherKey
	}
	return err
}

// Adopt makes the key that of a database. What was made with another one stops
// working.
func (k Key) Adopt(ctx context.Context, d *db.DB) error {
	_, err := d.Exec(ctx, `update house set key_check = $1`, k.check())
	return err
}
