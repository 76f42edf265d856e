package db_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Durable transactions of two statements, as many writers at a time as named.
func BenchmarkTx(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		for _, writers := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("%s/%d", engine, writers), func(b *testing.B) {
				d := open(b, engine)
				todo := make(chan struct{}, b.N)
				for range b.N {
					todo <- struct{}{}
				}
				close(todo)
				done := make(chan error)
				b.ResetTimer()
				for range writers {
					go func() {
						var err error
						for range todo {
							err = writePair(b, d)
						}
						done <- err
					}()
				}
				for range writers {
					if err := <-done; err != nil {
						b.Error(err)
					}
				}
			})
		}
	}
}

var last atomic.Int64

func writePair(b *testing.B, d *db.DB) error {
	return d.Tx(b.Context(), func(tx *db.Tx) error {
		id := last.Add(1)
		if _, err := tx.Exec(b.Context(), `insert into things (id, name, at) values ($1, $2, $3)`, id, "name", db.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(b.Context(), `insert into parts (thing) values ($1)`, id)
		return err
	})
}

func BenchmarkOne(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			d := open(b, engine)
			if err := writePair(b, d); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := db.Value[string](b.Context(), d, `select name from things where id > $1 and kind = $2 order by id limit 1`, 0, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
