package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// created is how many requests are made in a second, by size.
type created struct {
	what  string
	rates []float64
	goal  goal // the share of the engine's own durable rows that the largest should have
}

// creates makes requests for people who have none yet, from all connections at
// once, in turns with the engine's own rows. The servers are started one by one,
// because each goes on sending the mails of what was made.
func (b *bench) creates(ctx context.Context, f *figures) (err error) {
	b.note("%s: creating", f.name())
	plain, tuned, err := b.ownRows(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, plain.Close(), tuned.Close()) }()
	f.creates = []created{
		{what: "create, one customer", goal: goal{sqlite: 0.40, postgres: 0.15}},
		{what: fmt.Sprintf("create, %d customers", customerCount)},
	}
	var alone, together, better []float64
	own := func() error { // in turns with the creates
		return errors.Join(
			take(&alone)(plain.alone(ctx, b.span/2)), take(&together)(plain.together(ctx, b.span)), take(&better)(tuned.together(ctx, b.span)))
	}
	for _, s := range f.stores {
		if err := b.create(ctx, f, s, own); err != nil {
			return err
		}
	}
	f.durable = durable{median(alone), median(together), median(better)}
	for _, c := range f.creates {
		if want := c.goal.of(f); want > 0 {
			f.atLeast(c.what+", of the engine's own durable inserts", c.rates[len(c.rates)-1]/f.durable.together, want, percent)
		}
	}
	return nil
}

func (b *bench) create(ctx context.Context, f *figures, s *store, own func() error) error {
	server, err := b.serve(ctx, s.url, s.data)
	if err != nil {
		return err
	}
	defer func() {
		if err := server.stop(); err != nil {
			b.note("a server ended badly: %v", err)
		}
	}()
	next := s.drafts(server)
	for range customerCount { // one of each customer is compared with the description
		if err := b.load.one(ctx, server, next[1]()); err != nil {
			return err
		}
	}
	for _, n := range next { // a server that has been running for a moment has its connections
		if _, err := b.load.post(ctx, b.span/2, n); err != nil {
			return err
		}
	}
	rates := make([][]float64, len(next))
	for range b.runs {
		if err := own(); err != nil {
			return err
		}
		for i, n := range next {
			if err := take(&rates[i])(b.load.post(ctx, b.span, n)); err != nil {
				return err
			}
		}
	}
	for i := range next {
		f.creates[i].rates = append(f.creates[i].rates, median(rates[i]))
	}
	return nil
}

// take keeps a figure.
func take(all *[]float64) func(float64, error) error {
	return func(rate float64, err error) error {
		*all = append(*all, rate)
		return err
	}
}

// drafts makes new requests of the customer, and of it and those beside it in turn.
func (s *store) drafts(server *process) (next []func() call) {
	draft := func(n int, token string, companies []string) call {
		company := n % len(companies)
		return call{
			url: server.address + outbox, authorization: authorization(token), want: http.StatusCreated,
			body: fmt.Appendf(nil, `{"requestee_company_guid":%q,"requestee_formal_name":"Rob Newman%d","requestee_email":"new%d@%s","message":%q,`+
				`"context":{"risk_vectors":[{"risk_vector":{"slug":%q}}]}}`,
				companies[company], n, n, companyDomain(company), message, vectors[0]),
		}
	}
	return []func() call{
		func() call { return draft(int(s.made.Add(1)), s.admin, s.companies) },
		func() call {
			n := int(s.made.Add(1))
			if i := n % customerCount; i > 0 {
				return draft(n, s.beside[i-1].admin, s.beside[i-1].companies)
			}
			return draft(n, s.admin, s.companies)
		},
	}
}

// one makes a call where a test compares it.
func (l *load) one(ctx context.Context, server *process, c call) error {
	c.url = server.first + c.url[len(server.address):]
	r, err := c.request(ctx, http.MethodPost)
	if err != nil {
		return err
	}
	return l.call(r, c.want)
}
