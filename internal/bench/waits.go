package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// waitsFor is how long one caller goes on asking for the same at most.
const waitsFor = 5 * time.Second

// wait is something of the API that one caller asks for, one time after another.
type wait struct {
	what   string
	path   func(*customer) string
	full   bool // the answer is a whole page
	change bool // something changes before each
	goal   func(f *figures) time.Duration
}

var apiWaits = []wait{
	{what: "two rare values together: 100 of all", full: true, goal: pairGoal, path: func(c *customer) string {
		return outbox + fmt.Sprintf("?limit=%d&requesterid=%s&%s=%s", page, c.rareUser(), vectorParameter, rarely)
	}},
	{what: "the first list of 100 by status after a change", full: true, change: true, path: listed("status=Declined")},
	{what: "list of 100", full: true, path: listed("")},
	{what: "list of 100, from the 1,000th", path: listed("offset=1000")},
	{what: "list of 100, from the middle of all", full: true, path: func(c *customer) string {
		return listed("offset=" + strconv.Itoa(c.size/2))(c)
	}},
	{what: "q: a common word", full: true, path: listed("q=rob")},
	{what: "q: a rare word", path: listed("q=vendor00042")},
	{what: "q: the beginning of many words", full: true, path: listed("q=person00")},
	{what: "q: a word nobody has", path: listed("q=zebra")},
	{what: "q: a common word and a status", full: true, path: listed("q=rob&status=Declined")},
	{what: "counts", path: at(outbox + "/counts")},
	{what: "counts by status", path: at(outbox + "/counts?status=Declined")},
	{what: "counts by risk vector", path: at(outbox + "/counts?" + vectorParameter + "=" + vectors[0])},
	{what: "counts by tier", path: func(c *customer) string { return outbox + "/counts?tier_guid=" + c.tier }},
}

func listed(query string) func(*customer) string {
	return at(outbox + fmt.Sprintf("?limit=%d&%s", page, query))
}

func pairGoal(f *figures) time.Duration {
	return time.Duration(goal{sqlite: 5, postgres: 10}.of(f)) * time.Millisecond
}

// waits asks for everything of every size.
func (b *bench) waits(ctx context.Context, f *figures, servers []*process) error {
	b.note("%s: one caller", f.name())
	for _, w := range apiWaits {
		of := paged{what: w.what, goal: w.goal != nil}
		for i, s := range f.stores {
			took, err := w.times(ctx, servers[i], s.customer, b.asks)
			if err != nil {
				return fmt.Errorf("%s: %w", w.what, err)
			}
			of.add(took)
		}
		f.waits = append(f.waits, of)
		if w.goal != nil {
			f.atMost(w.what, of.median[len(of.median)-1].Seconds(), w.goal(f).Seconds(), asMillis)
		}
	}
	return nil
}

func (w *wait) times(ctx context.Context, server *process, c *customer, asks int) (took []time.Duration, err error) {
	path := w.path(c)
	if w.full {
		if _, _, err := fetch(ctx, server.first+path, c.admin); err != nil {
			return nil, err
		}
	}
	e, err := newEditor(ctx, server, c.admin)
	if err != nil {
		return nil, err
	}
	for n, start := 0, time.Now(); n < asks+2 && (n < 5 || time.Since(start) < waitsFor); n++ {
		if w.change {
			if err := e.change(ctx); err != nil {
				return nil, err
			}
		}
		began := time.Now()
		if err := get(ctx, e.client, server.address+path, c.admin); err != nil {
			return nil, err
		}
		if n > 1 { // the first warm up
			took = append(took, time.Since(began))
		}
	}
	return took, nil
}

func get(ctx context.Context, client *http.Client, url, token string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", authorization(token))
	resp, err := client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %d", url, resp.StatusCode)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func (p *paged) add(took []time.Duration) {
	sorted := slices.Sorted(slices.Values(took))
	p.median, p.most = append(p.median, median(took)), append(p.most, sorted[len(sorted)*95/100])
}
