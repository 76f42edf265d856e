package blob

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// each runs f on a store in the database and on one in a folder, on both engines.
func each(t *testing.T, f func(t *testing.T, s *Store, now *time.Time)) {
	t.Helper()
	eachIn(t, []string{inDatabase, inFolder}, f)
}

// eachIn is each for some of the places.
func eachIn(t *testing.T, places []string, f func(t *testing.T, s *Store, now *time.Time)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, in := range places {
			t.Run(in, func(t *testing.T) {
				now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
				s := &Store{DB: d, Now: func() time.Time { return now }}
				if in == inFolder {
					s.Folder = t.TempDir()
				}
				for _, table := range []string{"blob_parts", "blobs", "blob_strays"} {
					exec(t, d, `delete from `+table)
				}
				exec(t, d, `insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
					values (1, 'a', 'A', 'Live', 'o', 'A', $1, $1), (2, 'b', 'B', 'Live', 'p', 'B', $1, $1) on conflict do nothing`, now)
				f(t, s, &now)
			})
		}
	})
}

func exec(t testing.TB, d *db.DB, query string, args ...any) {
	t.Helper()
	if _, err := d.Exec(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

// left says what there is: blobs, strays, and bodies in the store's place.
func left(t *testing.T, s *Store) [3]int {
	t.Helper()
	var n [3]int
	for i, query := range []string{`select count(*) from blobs`, `select count(*) from blob_strays`, `select count(distinct guid) from blob_parts`} {
		var err error
		if n[i], err = db.Value[int](t.Context(), s.DB, query); err != nil {
			t.Fatal(err)
		}
	}
	if s.Folder != "" {
		err := filepath.WalkDir(s.Folder, func(_ string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				n[2]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func put(t *testing.T, s *Store, customer int64, body []byte) Blob {
	t.Helper()
	b, err := s.Put(t.Context(), customer, body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func use(t *testing.T, s *Store, b Blob, f func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := s.DB.Tx(t.Context(), func(tx *db.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// A body is kept once in a customer, whoever hands it in at once, and comes back
// as it was; a customer does not come to another's.
func TestPut(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *time.Time) {
		body := bytes.Repeat([]byte("\x00\xffevidence"), partSize/5) // several parts, and no text
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.Put(t.Context(), 1, body); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		b := put(t, s, 1, body)
		got, err := s.Read(t.Context(), 1, b.Hash)
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if _, err := s.Read(t.Context(), 2, b.Hash); err == nil {
			t.Error("another customer reads it")
		}
		put(t, s, 2, nil)
		if n := left(t, s); n[0] != 2 {
			t.Errorf("%d blobs", n[0])
		}
	})
}

// What is used stays; what nobody uses goes a day later, and what was not written
// to its end after an hour, whole.
func TestSweep(t *testing.T) {
	each(t, func(t *testing.T, s *Store, now *time.Time) {
		kept, dropped := put(t, s, 1, []byte("kept")), put(t, s, 1, []byte("dropped"))
		use(t, s, kept, func(ctx context.Context, tx *db.Tx) error { return s.Use(ctx, tx, kept) })
		use(t, s, dropped, func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(s.Use(ctx, tx, dropped), s.Release(ctx, tx, 1, dropped.Hash))
		})
		half := Blob{CustomerID: 1, guid: db.NewIDAt(*now), place: inDatabase} // the server died while it wrote
		if s.Folder != "" {
			half.place = inFolder
		}
		exec(t, s.DB, `insert into blob_strays (customer_id, guid, place, since) values (1, $1, $2, $3)`, half.guid, half.place, *now)
		if err := s.write(t.Context(), &half, []byte("half")); err != nil {
			t.Fatal(err)
		}
		if s.Folder != "" {
			if err := os.Rename(s.file(&half), s.file(&half)+unfinished); err != nil {
				t.Fatal(err)
			}
		}
		sweep := func(want [3]int) {
			t.Helper()
			if err := s.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := left(t, s); got != want {
				t.Errorf("left: %v, want %v", got, want)
			}
		}
		sweep([3]int{2, 1, 3})
		*now = now.Add(writing)
		sweep([3]int{2, 0, 2})
		*now = now.Add(grace - writing - time.Second)
		sweep([3]int{2, 0, 2})
		*now = now.Add(time.Second)
		sweep([3]int{1, 0, 1})
		if body, err := s.Read(t.Context(), 1, kept.Hash); err != nil || string(body) != "kept" {
			t.Errorf("%q, %v", body, err)
		}
		err := s.DB.Tx(t.Context(), func(tx *db.Tx) error { return s.Use(t.Context(), tx, dropped) })
		if err == nil {
			t.Error("uses what is gone")
		}
	})
}

// A stray that cannot be removed is told of, and keeps nobody else's from being
// removed; those of a folder that this node does not have are left to others.
func TestSweepPastWhatFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
		s := &Store{DB: d, Now: func() time.Time { return now }}
		exec(t, d, `insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
			values (1, 'a', 'A', 'Live', 'o', 'A', $1, $1)`, now)
		stray := func(place string, age time.Duration) Blob {
			b := Blob{CustomerID: 1, guid: db.NewIDAt(now.Add(-age)), place: place}
			exec(t, d, `insert into blob_strays (customer_id, guid, place, since) values (1, $1, $2, $3)`, b.guid, b.place, now.Add(-age))
			return b
		}
		var first Blob
		for i := range atOnce + 1 {
			if b := stray(inFolder, 3*time.Hour); i == 0 {
				first = b
			}
		}
		stray(inDatabase, 2*time.Hour)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(t, s); n[1] != atOnce+1 {
			t.Errorf("without the folder: %d strays, want %d", n[1], atOnce+1)
		}
		s.Folder = t.TempDir()
		if err := os.MkdirAll(filepath.Join(s.file(&first), "in the way"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := s.Sweep(t.Context()); err == nil {
			t.Error("nothing is told of a stray that stays")
		}
		if n := left(t, s); n[1] != 1 {
			t.Errorf("with the folder: %d strays, want 1", n[1])
		}
	})
}

// Who hands in again what a folder has lost heals it, and nothing stays behind.
func TestPutAgain(t *testing.T) {
	eachIn(t, []string{inFolder}, func(t *testing.T, s *Store, now *time.Time) { // a database has both or neither
		b := put(t, s, 1, []byte("lost"))
		use(t, s, b, func(ctx context.Context, tx *db.Tx) error { return s.Use(ctx, tx, b) })
		if err := os.Remove(s.file(&b)); err != nil {
			t.Fatal(err)
		}
		put(t, s, 1, []byte("lost"))
		if body, err := s.Read(t.Context(), 1, b.Hash); err != nil || string(body) != "lost" {
			t.Errorf("%q, %v", body, err)
		}
		*now = now.Add(2 * grace)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := left(t, s), [3]int{1, 0, 1}; got != want {
			t.Errorf("left: %v, want %v", got, want)
		}
	})
}

// What was damaged in its place is not given out.
func TestDamaged(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *time.Time) {
		b := put(t, s, 1, []byte("true"))
		if s.Folder == "" {
			exec(t, s.DB, `update blob_parts set body = $1`, []byte("lies"))
		} else if err := os.WriteFile(s.file(&b), []byte("lies"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Read(t.Context(), 1, b.Hash); err == nil {
			t.Error("read")
		}
	})
}

// While 10 MB are kept, others write: on SQLite nobody waits for all of it.
// go test -bench Others ./internal/blob says how long the longest waits.
func BenchmarkOthersWrite(b *testing.B) {
	for _, size := range []int{0, 10 << 20} {
		b.Run(map[bool]string{true: "alone", false: "beside 10 MB"}[size == 0], func(b *testing.B) {
			d := dbtest.Open(b, db.SQLite)
			now := time.Now().UTC()
			s := &Store{DB: d, Now: func() time.Time { return now }}
			exec(b, d, `insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
				values (1, 'a', 'A', 'Live', 'o', 'A', $1, $1)`, now)
			ctx, stop := context.WithCancel(b.Context())
			var wg sync.WaitGroup
			wg.Go(func() {
				body := bytes.Repeat([]byte{7}, size)
				for i := 0; ctx.Err() == nil && size > 0; i++ {
					body[0], body[1] = byte(i), byte(i>>8)
					if _, err := s.Put(ctx, 1, body); err != nil && ctx.Err() == nil {
						b.Error(err)
					}
				}
			})
			var longest time.Duration
			for b.Loop() {
				start := time.Now()
				exec(b, d, `update customers set name = name where id = 1`)
				longest = max(longest, time.Since(start))
			}
			stop()
			wg.Wait()
			b.ReportMetric(float64(longest.Microseconds())/1000, "ms-longest")
		})
	}
}
