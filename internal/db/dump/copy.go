package dump

import (
	"context"
	"errors"
	"io"
	"sync"

	"gatehouse/internal/db"
)

// errStopped ends the writing when nobody reads any more.
var errStopped = errors.New("the reading has stopped")

// Copy writes what one transaction sees into the empty database of the other.
func Copy(ctx context.Context, from, to *db.Tx, program string) (Loaded, error) {
	r, w := io.Pipe()
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := Write(ctx, from, w, program)
		w.CloseWithError(err) // io.EOF, if there is none
	})
	l, err := Load(ctx, to, r)
	r.CloseWithError(errStopped)
	wg.Wait()
	return l, err
}
