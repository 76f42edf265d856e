// Package blob keeps files, in the database or in a folder, each once in a
// customer by what is in it.
//
// A body is whole or not there at all: before its first byte is written a row of
// blob_strays says so, and the transaction that makes it a blob removes that row.
// Whatever stops in between is swept away later, and so is a blob that nobody has
// used for a day: who restores a copy of the database finds the files that it
// names in a folder that was copied up to a day later.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// Store is where bodies are kept.
type Store struct {
	DB     *db.DB
	Now    func() time.Time // db.Now but in tests
	Folder string           // "" keeps them in the database
}

// Blob is a body that is kept.
type Blob struct {
	CustomerID int64
	Hash       string // SHA-256, in hex
	Size       int64

	guid  string
	place string
}

const columns = `customer_id, hash, size, guid, place`

func (b *Blob) fields() []any { return []any{&b.CustomerID, &b.Hash, &b.Size, &b.guid, &b.place} }

// The places of bodies.
const (
	inDatabase = "database"
	inFolder   = "folder"
)

const (
	writing = time.Hour      // is the longest that a body is being written
	grace   = 24 * time.Hour // is how long a body stays that nobody uses
	atOnce  = 100            // bounds what one round of sweeping takes on
)

// Put keeps a body that is not there yet, or whose file the folder has lost, and
// returns it. Who does not [Use] it within a day finds it gone. It opens
// transactions of its own, short ones: others write in between.
func (s *Store) Put(ctx context.Context, customerID int64, body []byte) (Blob, error) {
	sum := sha256.Sum256(body)
	b := Blob{CustomerID: customerID, Hash: hex.EncodeToString(sum[:]), Size: int64(len(body))}
	lost, isThere, err := s.touch(ctx, &b)
	if err != nil || isThere {
		return b, err
	}
	if b.guid, b.place = db.NewIDAt(s.Now()), inDatabase; s.Folder != "" {
		b.place = inFolder
	}
	_, err = s.DB.Exec(ctx, `insert into blob_strays (customer_id, guid, place, since) values ($1, $2, $3, $4)`,
		customerID, b.guid, b.place, s.Now())
	if err != nil {
		return b, err
	}
	if err := s.write(ctx, &b, body); err != nil {
		return b, fmt.Errorf("write blob: %w", err)
	}
	return b, s.DB.Tx(ctx, func(tx *db.Tx) error { return s.keep(ctx, tx, &b, lost) })
}

// touch puts off the end of a blob, if there is one of the hash of b, and reports
// whether its body is there. Of one whose file is not it returns the row.
func (s *Store) touch(ctx context.Context, b *Blob) (lost Blob, isThere bool, err error) {
	n, err := s.DB.Exec(ctx, `update blobs set touched_at = $3 where customer_id = $1 and hash = $2`, b.CustomerID, b.Hash, s.Now())
	if err != nil || n == 0 {
		return Blob{}, false, err
	}
	lost, err = db.One(ctx, s.DB, (*Blob).fields, `select `+columns+` from blobs where customer_id = $1 and hash = $2`, b.CustomerID, b.Hash)
	if err != nil {
		return Blob{}, false, err
	}
	isThere, err = s.isThere(&lost)
	return lost, isThere, err
}

// keep makes b a blob, in the place of the one that is lost if there is one.
func (s *Store) keep(ctx context.Context, tx *db.Tx, b *Blob, lost Blob) (err error) {
	var n int64
	if lost.guid != "" {
		n, err = tx.Exec(ctx, `
			update blobs set guid = $4, place = $5, touched_at = $6 where customer_id = $1 and hash = $2 and guid = $3`,
			b.CustomerID, b.Hash, lost.guid, b.guid, b.place, s.Now())
	} else {
		n, err = tx.Exec(ctx, `
			insert into blobs (customer_id, hash, guid, place, size, touched_at) values ($1, $2, $3, $4, $5, $6)
			on conflict do nothing`,
			b.CustomerID, b.Hash, b.guid, b.place, b.Size, s.Now())
	}
	if err != nil {
		return err
	}
	if n == 0 { // somebody has kept the same meanwhile: this copy is a stray
		_, err = tx.Exec(ctx, `update blobs set touched_at = $3 where customer_id = $1 and hash = $2`, b.CustomerID, b.Hash, s.Now())
		return err
	}
	n, err = tx.Exec(ctx, `delete from blob_strays where customer_id = $1 and guid = $2 and since > $3`,
		b.CustomerID, b.guid, s.Now().Add(-writing))
	if err == nil && n == 0 { // it took so long that the sweeping may have begun
		return errNotKept
	}
	return err
}

var errNotKept = fault.New(fault.Unavailable, "The file was not kept. Send it again.")

// Use notes, as part of tx, that somebody names a blob from now on.
func (s *Store) Use(ctx context.Context, tx *db.Tx, b Blob) error {
	n, err := tx.Exec(ctx, `
		update blobs set uses = uses + 1, touched_at = $3 where customer_id = $1 and hash = $2`, b.CustomerID, b.Hash, s.Now())
	if err == nil && n == 0 {
		return errNotKept
	}
	return err
}

// Release notes, as part of tx, that one of those who named a blob does no more.
func (s *Store) Release(ctx context.Context, tx *db.Tx, customerID int64, hash string) error {
	_, err := tx.Exec(ctx, `
		update blobs set uses = uses - 1, touched_at = $3 where customer_id = $1 and hash = $2 and uses > 0`, customerID, hash, s.Now())
	return err
}

// Read returns the body of a blob, as it was kept or not at all.
func (s *Store) Read(ctx context.Context, customerID int64, hash string) ([]byte, error) {
	b, err := db.One(ctx, s.DB, (*Blob).fields, `select `+columns+` from blobs where customer_id = $1 and hash = $2`, customerID, hash)
	if errors.Is(err, db.ErrNone) {
		return nil, fault.New(fault.NotFound, "This file is not kept any more.")
	}
	if err != nil {
		return nil, err
	}
	body, err := s.read(ctx, &b)
	if err != nil {
		return nil, fmt.Errorf("read blob: %w", err)
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != b.Hash {
		return nil, fmt.Errorf("blob %s of customer %d is damaged", b.Hash, customerID)
	}
	return body, nil
}

// Work makes r sweep away what nobody uses.
func (s *Store) Work(r *jobs.Runner) { jobs.Every(r, "blob.sweep", 10*time.Minute, s.Sweep) }

// Sweep removes blobs that nobody has used for a day, and what was not written to
// its end. It may run twice.
func (s *Store) Sweep(ctx context.Context) error {
	for {
		n, err := s.part(ctx)
		if err != nil {
			return err
		}
		if n < atOnce {
			break
		}
	}
	return s.sweepStrays(ctx)
}

// sweepStrays removes what can be removed, and tells what could not.
func (s *Store) sweepStrays(ctx context.Context) error {
	var failed []error
	for after := ""; ; {
		strays, err := s.strays(ctx, after)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for i := range strays {
			after = strays[i].guid
			if err := s.removeStray(ctx, &strays[i]); err != nil {
				failed = append(failed, err)
			}
		}
		if len(strays) < atOnce {
			return errors.Join(failed...)
		}
	}
}

// strays are those after one that this node comes to: it may not know where the
// folder is.
func (s *Store) strays(ctx context.Context, after string) ([]Blob, error) {
	var w db.Where
	w.And(`since <= ?`, s.Now().Add(-writing))
	w.And(`guid > ?`, after)
	if s.Folder == "" {
		w.And(`place = ?`, inDatabase)
	}
	return db.All(ctx, s.DB, func(b *Blob) []any { return []any{&b.CustomerID, &b.guid, &b.place} }, `
		select customer_id, guid, place from blob_strays`+w.String()+` order by guid limit `+w.Arg(atOnce), w.Args()...)
}

func (s *Store) removeStray(ctx context.Context, b *Blob) error {
	if err := s.remove(ctx, b); err != nil {
		return fmt.Errorf("remove stray: %w", err)
	}
	_, err := s.DB.Exec(ctx, `delete from blob_strays where customer_id = $1 and guid = $2`, b.CustomerID, b.guid)
	return err
}

// part makes strays of blobs that are not used. Who comes to use one meanwhile
// either is seen by the statement, or finds it gone and is told.
func (s *Store) part(ctx context.Context) (n int, err error) {
	return n, s.DB.Tx(ctx, func(tx *db.Tx) error {
		until := s.Now().Add(-grace)
		unused, err := db.All(ctx, tx, (*Blob).fields, `
			select `+columns+` from blobs where uses = 0 and touched_at <= $1 order by touched_at limit $2`, until, atOnce)
		n = len(unused)
		if err != nil {
			return err
		}
		for _, b := range unused {
			gone, err := tx.Exec(ctx, `delete from blobs where customer_id = $1 and hash = $2 and uses = 0 and touched_at <= $3`,
				b.CustomerID, b.Hash, until)
			if err != nil {
				return err
			}
			if gone == 0 {
				continue
			}
			if _, err := tx.Exec(ctx, `insert into blob_strays (customer_id, guid, place, since) values ($1, $2, $3, $4)`,
				b.CustomerID, b.guid, b.place, until); err != nil {
				return err
			}
		}
		return nil
	})
}
