package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// exports reads the whole list of the largest customer, each from a server that
// was just started, so that the most memory it ever had is this list's.
func (b *bench) exports(ctx context.Context, f *figures) error {
	for _, e := range []struct{ format, mark string }{{"json", `"requester_guid":`}, {"csv", "\n"}} {
		b.note("%s: the whole list as %s", f.name(), e.format)
		if err := b.export(ctx, f, e.format, e.mark); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) export(ctx context.Context, f *figures, format, mark string) (err error) {
	s := f.stores[len(f.stores)-1]
	began := time.Now()
	server, err := b.serve(ctx, s.url, s.data)
	if err != nil {
		return err
	}
	f.start = time.Since(began)
	defer func() {
		if stopErr := server.stop(); err == nil {
			err = stopErr
		}
	}()
	f.idle, _ = server.memory()

	began = time.Now()
	seen := &marks{mark: []byte(mark)}
	size, err := read(ctx, server.first+outbox+"?format="+format, s.admin, seen)
	if err != nil {
		return err
	}
	rows := seen.n
	if format == "csv" {
		rows-- // the line of names
	}
	if rows != s.size {
		return fmt.Errorf("the whole list as %s has %d rows, want %d", format, rows, s.size)
	}
	x := export{format: format, took: time.Since(began), bytes: size}
	if now, ok := server.memory(); ok {
		x.memory = now.most - f.idle.now
	}
	f.exports = append(f.exports, x)
	return nil
}

func read(ctx context.Context, url, token string, into io.Writer) (int64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", authorization(token))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s answers %d", url, resp.StatusCode)
	}
	return io.CopyBuffer(struct{ io.Writer }{into}, resp.Body, make([]byte, 1<<20))
}

// marks counts how often a mark comes in what is written to it.
type marks struct {
	mark []byte
	n    int
	rest []byte // the end of what was written last, shorter than the mark
}

func (m *marks) Write(b []byte) (int, error) {
	seam := append(m.rest, b[:min(len(b), len(m.mark)-1)]...)
	m.n += bytes.Count(seam, m.mark) + bytes.Count(b, m.mark)
	if len(b) >= len(m.mark)-1 {
		seam = b
	}
	m.rest = append([]byte(nil), seam[max(0, len(seam)-len(m.mark)+1):]...)
	return len(b), nil
}
