package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"
)

const (
	outbox = "/ratings/v1/access-requests"
	page   = 100 // rows of a list
)

// asking is a list that is asked for again and again.
type asking struct {
	what    string
	query   func(*customer) string
	limited bool // by the user who sees 50 companies; otherwise by an admin
	known   bool // the caller has the answer, and says so
	goal    goal
}

// Shares of the floor that are wanted.
var (
	otherwise = goal{sqlite: 0.20, postgres: 0.10}

	// unchanged are asked of a server as it is: nothing changes meanwhile.
	unchanged = []asking{
		{what: "list of 100, unchanged", query: none, goal: goal{sqlite: 0.80, postgres: 0.50}},
		{what: "list of 100 that the caller has (304)", query: none, known: true, goal: goal{sqlite: 2, postgres: 1}},
	}

	// changing is asked while something changes.
	changing = asking{what: fmt.Sprintf("list of 100 by status, %d changes a second", changes), query: query("status", "Declined")}

	// anew are asked of a server that keeps no answers: each is made as the first
	// after a change is.
	anew = []asking{
		{what: "list of 100 by status", query: query("status", "Declined"), goal: goal{sqlite: 0.24, postgres: 0.12}},
		{what: "list of 100 by company", query: func(c *customer) string { return "company_guid=" + c.companies[0] }, goal: otherwise},
		{what: "list of 100 by folder", query: func(c *customer) string { return "folder_guid=" + c.folder }, goal: otherwise},
		{what: "list of 100 by tier", query: func(c *customer) string { return "tier_guid=" + c.tier }, goal: otherwise},
		{what: "list of 100 by group", query: func(c *customer) string { return "group=" + c.groups[0] }, goal: otherwise},
		{what: "list of 100 by requester", query: func(c *customer) string { return "requesterid=" + c.rareUser() }, goal: otherwise},
		{what: "list of 100 by risk vector", query: query(vectorParameter, vectors[0]), goal: otherwise},
		{what: "list of 100 of a user who sees 50 companies", query: none, limited: true, goal: otherwise},
	}
)

const vectorParameter = "context.risk_vectors.risk_vector.slug"

func none(*customer) string { return "" }

func query(name, value string) func(*customer) string {
	return func(*customer) string { return url.Values{name: {value}}.Encode() }
}

func (a *asking) token(c *customer) string {
	if a.limited {
		return c.limited
	}
	return c.admin
}

// lists asks for every list.
func (b *bench) lists(ctx context.Context, f *figures) error {
	servers, stop, err := b.servers(ctx, f.stores)
	if err != nil {
		return err
	}
	defer stop()
	for _, a := range unchanged {
		if err := b.list(ctx, f, servers, a); err != nil {
			return err
		}
	}
	return b.whileChanging(ctx, f, servers)
}

// anew asks for every list that is made anew each time, by many callers and then
// by one.
func (b *bench) anew(ctx context.Context, f *figures) error {
	servers, stop, err := b.servers(ctx, f.stores, keepNoAnswers...)
	if err != nil {
		return err
	}
	defer stop()
	for _, a := range anew {
		if err := b.list(ctx, f, servers, a); err != nil {
			return err
		}
	}
	return b.waits(ctx, f, servers)
}

// list asks in turns: the floor, then each size, and again.
func (b *bench) list(ctx context.Context, f *figures, servers []*process, a asking) error {
	b.note("%s: %s", f.name(), a.what)
	l := line{what: a.what, goal: a.goal, rates: make([]float64, len(servers))}
	calls := make([]call, len(servers))
	path := func(s *store) string { return outbox + fmt.Sprintf("?limit=%d&", page) + a.query(s.customer) }
	for i, s := range f.stores {
		body, _, err := fetch(ctx, servers[i].first+path(s), a.token(s.customer))
		if err != nil {
			return err
		}
		if err := b.floor.give(ctx, "/list", body); err != nil {
			return err
		}
		l.bytes = len(body)
		calls[i] = call{url: servers[i].address + path(s), authorization: authorization(a.token(s.customer))}
		if _, err := b.load.get(ctx, calls[i], b.span/2); err != nil { // warms up
			return err
		}
	}
	var floors []float64
	rates := make([][]float64, len(servers))
	for range b.runs {
		rate, err := b.load.get(ctx, call{url: b.floor.address + "/list"}, b.span)
		if err != nil {
			return err
		}
		floors = append(floors, rate)
		for i, s := range f.stores {
			if a.known { // between two figures a server may change something by itself
				if _, calls[i].tag, err = fetch(ctx, servers[i].address+path(s), a.token(s.customer)); err != nil {
					return err
				}
			}
			if rate, err = b.load.get(ctx, calls[i], b.span); err != nil {
				return err
			}
			rates[i] = append(rates[i], rate)
		}
	}
	l.floor = median(floors)
	for i, r := range rates {
		l.rates[i] = median(r)
	}
	f.lines = append(f.lines, l)
	return nil
}

// fetch returns a list, which must have a full page, and its tag.
func fetch(ctx context.Context, address, token string) (body []byte, tag string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "", err
	}
	r.Header.Set("Authorization", authorization(token))
	resp, err := (&http.Client{Timeout: time.Minute}).Do(r)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	if body, err = io.ReadAll(resp.Body); err != nil {
		return nil, "", err
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(body, &rows); err != nil || len(rows) != page {
		return nil, "", fmt.Errorf("%s answers %d with %d rows, want %d: %w", address, resp.StatusCode, len(rows), page, err)
	}
	return slices.Clip(body), resp.Header.Get("ETag"), nil
}
