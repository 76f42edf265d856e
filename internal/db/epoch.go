package db

import (
	"context"
	"crypto/rand"
	"encoding/binary"
)

// Epoch is an expression that tells one history of a database from another. In one
// epoch nothing that was committed, and that somebody has seen, is ever taken back:
// a version that grows by one with each change means the same whenever it is read.
// With the next epoch it may have gone back, and grow to the same number with
// something else: whoever keeps a version keeps the epoch, of the same statement.
//
// An epoch ends when the database is restored, which [NewEra] says. On PostgreSQL it
// also ends with the server's process. Until then the server loses nothing that it
// has shown, and a standby that is promoted has shown nothing that it takes back. But
// when another server takes over, it may lack what was not sent to it yet; and one
// that was stopped may start on an older copy of its files. Neither is there without
// a new process. The number of the timeline says less: it stays the same over a copy
// of files. Of what else there is at one server, the file of the table tells this
// database from one that was dropped, and this table from one of pg_restore.
//
// An SQLite file that is put in the place of another is noticed by nobody, but a
// server begins an era when it starts.
func (d Dialect) Epoch() string {
	if d == SQLite {
		return `(select h.era from house h)`
	}
	return `(select hashtextextended(h.era || ' ' || extract(epoch from pg_postmaster_start_time()) || ' ' ||
		coalesce(pg_relation_filepath('heads'), ''), 0) from house h)`
}

// NewEra begins another history with tx: what anybody keeps of the one before, in
// memory or as an ETag, is not of this one. It belongs into the transaction that
// restores a database.
func NewEra(ctx context.Context, tx *Tx) error {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	_, err := tx.Exec(ctx, `update house set era = $1`, int64(binary.BigEndian.Uint64(random[:])>>1))
	return err
}
