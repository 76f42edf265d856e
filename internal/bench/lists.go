package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	outbox = "/ratings/v1/access-requests"
	page   = 100 // rows of a list
)

// asked are the lists.
var asked = []struct {
	what  string
	query func(*customer) string
	token func(*customer) string
}{
	{"list of 100 by status", func(*customer) string { return "status=Declined" }, admins},
	{"list of 100 by company", func(c *customer) string { return "company_guid=" + c.companies[0] }, admins},
	{"list of 100 by group", func(c *customer) string { return "group=" + c.groups[0] }, admins},
	{"list of 100 by risk vector", func(*customer) string { return "context.risk_vectors.risk_vector.slug=" + vectors[0] }, admins},
	{"list of 100 of a user who sees 50 companies", func(*customer) string { return "" }, func(c *customer) string { return c.limited }},
}

func admins(c *customer) string { return c.admin }

// lists asks for every list in turns: the floor, then each size, and again.
func (b *bench) lists(ctx context.Context, f *figures) error {
	servers, stop, err := b.servers(ctx, f.stores)
	if err != nil {
		return err
	}
	defer stop()
	for _, ask := range asked {
		b.note("%s: %s", f.name(), ask.what)
		l := line{what: ask.what}
		var floors []float64
		rates := make([][]float64, len(servers))
		urls := make([]string, len(servers))
		for i, s := range f.stores {
			path := outbox + fmt.Sprintf("?limit=%d&", page) + ask.query(s.customer)
			urls[i] = servers[i].address + path
			body, err := fetch(ctx, servers[i].first+path, ask.token(s.customer))
			if err != nil {
				return err
			}
			if err := b.floor.give(ctx, "/list", body); err != nil {
				return err
			}
			l.bytes = len(body)
			if _, err := b.load.get(ctx, urls[i], ask.token(s.customer), b.span/2); err != nil { // warms up
				return err
			}
		}
		for range b.runs {
			rate, err := b.load.get(ctx, b.floor.address+"/list", "", b.span)
			if err != nil {
				return err
			}
			floors = append(floors, rate)
			for i, s := range f.stores {
				if rate, err = b.load.get(ctx, urls[i], ask.token(s.customer), b.span); err != nil {
					return err
				}
				rates[i] = append(rates[i], rate)
			}
		}
		l.floor = median(floors)
		for _, r := range rates {
			l.rates = append(l.rates, median(r))
		}
		f.lines = append(f.lines, l)
	}
	return nil
}

// fetch returns a list, which must have a full page.
func fetch(ctx context.Context, url, token string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", authorization(token))
	resp, err := (&http.Client{Timeout: time.Minute}).Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(body, &rows); err != nil || len(rows) != page {
		return nil, fmt.Errorf("%s answers %d with %d rows, want %d: %w", url, resp.StatusCode, len(rows), page, err)
	}
	return body, nil
}
