package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// changes is how many things change in a second while a list is asked for.
const changes = 10

// whileChanging asks for a list while the notes of one of its requests change.
func (b *bench) whileChanging(ctx context.Context, f *figures, servers []*process) error {
	var editors []*editor
	for i, s := range f.stores {
		e, err := newEditor(ctx, servers[i], s.admin)
		if err != nil {
			return err
		}
		editors = append(editors, e)
	}
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, len(editors))
	for _, e := range editors {
		go func() { ended <- e.goOn(ctx) }()
	}
	err := b.list(ctx, f, servers, changing)
	stop()
	for range editors {
		err = errors.Join(err, <-ended)
	}
	return err
}

// editor changes the notes of a customer's newest request.
type editor struct {
	url, token string
	client     *http.Client
	n          int
}

func newEditor(ctx context.Context, server *process, token string) (*editor, error) {
	body, _, err := fetch(ctx, server.first+outbox+fmt.Sprintf("?limit=%d&status=Declined", page), token)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		GUID string `json:"guid"`
	}
	if err := json.Unmarshal(body, &rows); err != nil {
		return nil, err
	}
	return &editor{url: server.address + outbox + "/" + rows[0].GUID, token: token, client: &http.Client{Timeout: patience}}, nil
}

func (e *editor) change(ctx context.Context) error {
	e.n++
	r, err := http.NewRequestWithContext(ctx, http.MethodPatch, e.url, strings.NewReader(fmt.Sprintf(`{"notes":"Called %d times"}`, e.n)))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", authorization(e.token))
	r.Header.Set("Content-Type", "application/json")
	resp, err := e.client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("a change is answered %d", resp.StatusCode)
	}
	return nil
}

// goOn changes something from time to time until ctx ends.
func (e *editor) goOn(ctx context.Context) error {
	tick := time.NewTicker(time.Second / changes)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := e.change(ctx); err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
}
