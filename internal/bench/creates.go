package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
)

// creates makes requests for people who have none yet, from all connections at
// once. The servers are started one by one, because each goes on sending the
// mails of what was made.
func (b *bench) creates(ctx context.Context, f *figures) error {
	b.note("%s: creating", f.name())
	l := line{what: "create"}
	var floors []float64
	for _, s := range f.stores {
		rate, err := b.create(ctx, s, &l, &floors)
		if err != nil {
			return err
		}
		l.rates = append(l.rates, rate)
	}
	l.floor = median(floors)
	f.lines = append(f.lines, l)
	return nil
}

func (b *bench) create(ctx context.Context, s *store, l *line, floors *[]float64) (float64, error) {
	server, err := b.serve(ctx, s.url, s.data)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err := server.stop(); err != nil {
			b.note("a server ended badly: %v", err)
		}
	}()
	var made atomic.Int64
	next := func() []byte {
		n := int(made.Add(1))
		return fmt.Appendf(nil, `{"requestee_company_guid":%q,"requestee_formal_name":"Rob Newman%d","requestee_email":"new%d@%s","message":%q,`+
			`"context":{"risk_vectors":[{"risk_vector":{"slug":%q}}]}}`,
			s.companies[n%companyCount], n, n, companyDomain(n%companyCount), message, vectors[0])
	}
	answer, err := makeOne(ctx, server.first+outbox, s.admin, next())
	if err != nil {
		return 0, err
	}
	l.bytes = len(answer)
	if err := b.floor.give(ctx, "/made", answer); err != nil {
		return 0, err
	}
	var rates []float64
	for range b.runs {
		rate, err := b.load.post(ctx, b.floor.address+"/made", "", b.span, next)
		if err != nil {
			return 0, err
		}
		*floors = append(*floors, rate)
		if rate, err = b.load.post(ctx, server.address+outbox, s.admin, b.span, next); err != nil {
			return 0, err
		}
		rates = append(rates, rate)
	}
	return median(rates), nil
}

func makeOne(ctx context.Context, url, token string, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", authorization(token))
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusCreated {
		err = fmt.Errorf("%s answers %d: %s", url, resp.StatusCode, answer)
	}
	return answer, err
}
