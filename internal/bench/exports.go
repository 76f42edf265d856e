package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// exported is how many rows of a whole list are wanted in a second, and keeps is
// how much memory above idle is allowed for it, in bytes.
var exported = goal{sqlite: 150_000, postgres: 100_000}

const (
	keeps    = 64 << 20
	startsIn = 300 * time.Millisecond
)

// exports reads the whole list of the largest customer, each from a server that
// was just started, so that the most memory it ever had is this list's.
func (b *bench) exports(ctx context.Context, f *figures) error {
	for _, e := range []struct{ format, mark string }{{"json", `"requester_guid":`}, {"csv", "\n"}} {
		b.note("%s: the whole list as %s", f.name(), e.format)
		x, err := b.export(ctx, f, e.format, e.mark)
		if err != nil {
			return err
		}
		f.exports = append(f.exports, x)
		what := "the whole list as " + strings.ToUpper(e.format)
		f.atLeast(what+", rows a second", x.rate, exported.of(f), thousands)
		if x.memory > 0 {
			f.atMost(what+", memory above idle", float64(x.memory), keeps, asMiB)
		}
	}
	f.atMost("start", middle(f.starts), startsIn.Seconds(), asMillis)
	if idle := f.idle(); idle > 0 {
		f.atMost("memory when idle", float64(idle), keeps, asMiB)
	}
	return nil
}

// idle is the memory of a server that has just been started, in bytes; 0 if it
// was not measured.
func (f *figures) idle() int64 { return median(f.idles) }

// export reads the list again and again.
func (b *bench) export(ctx context.Context, f *figures, format, mark string) (x export, err error) {
	var rates []float64
	for range b.runs {
		took, err := b.exportOnce(ctx, f, &x, format, mark)
		if err != nil {
			return x, err
		}
		rates = append(rates, float64(b.largest())/took.Seconds())
	}
	x.format, x.rate = format, median(rates)
	return x, nil
}

func (b *bench) exportOnce(ctx context.Context, f *figures, x *export, format, mark string) (took time.Duration, err error) {
	s := f.last()
	began := time.Now()
	server, err := b.serve(ctx, s.url, s.data)
	if err != nil {
		return 0, err
	}
	f.starts = append(f.starts, time.Since(began))
	defer func() { err = errors.Join(err, server.stop()) }()
	idle, _ := server.memory()
	f.idles = append(f.idles, idle.now)

	began = time.Now()
	seen := &marks{mark: []byte(mark)}
	if x.bytes, err = read(ctx, server.first+outbox+"?format="+format, s.admin, seen); err != nil {
		return 0, err
	}
	took = time.Since(began)
	rows := seen.n
	if format == "csv" {
		rows-- // the line of names
	}
	if rows != s.size {
		return 0, fmt.Errorf("the whole list as %s has %d rows, want %d", format, rows, s.size)
	}
	if now, ok := server.memory(); ok {
		x.memory = max(x.memory, now.most-idle.now)
	}
	return took, nil
}

// plain is a client that asks for answers as they are: the default one would have
// the server compress them, and measure that.
var plain = &http.Client{Transport: &http.Transport{DisableCompression: true}}

func read(ctx context.Context, url, token string, into io.Writer) (int64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", authorization(token))
	resp, err := plain.Do(r)
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
