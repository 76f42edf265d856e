package mail

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// start is when the tests' clock begins.
var start = time.Date(2025, 11, 22, 14, 5, 0, 0, time.UTC)

// house is a customer with a post office and a clock that tests move.
type house struct {
	db     *db.DB
	post   *Post
	links  *Links
	runner *jobs.Runner

	mu  sync.Mutex
	now time.Time
}

const customer = 100_001

// newHouse sends through the transport; the runner works when told.
func newHouse(t *testing.T, d *db.DB, transport Transport) *house {
	t.Helper()
	h := &house{db: d, now: start}
	h.links = &Links{DB: d, Key: Key{1, 2, 3}, Now: h.Now}
	h.post = &Post{
		DB: d, Links: h.links, Transport: transport, PublicURL: "https://gatehouse.example.com/", Now: h.Now,
	}
	h.runner = jobs.NewRunner(d, slog.New(slog.DiscardHandler), h.Now)
	Deliver(h.runner, h.post)
	for _, id := range []int64{customer, customer + 1} {
		h.exec(t, `insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
			values ($1, $2, 'Blue Seas International', 'Live', $3, 'Blue Seas International', $4, $4)`,
			id, db.NewID(), db.NewID(), start)
		h.exec(t, `insert into heads (customer_id) values ($1)`, id)
	}
	return h
}

func (h *house) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *house) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if _, err := h.db.Exec(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

func (h *house) queue(t *testing.T, m Message) string {
	t.Helper()
	var guid string
	err := h.db.Tx(t.Context(), func(tx *db.Tx) (err error) {
		guid, err = Queue(t.Context(), tx, h.Now(), m)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// invite makes a link of two weeks and queues the mail with it.
func (h *house) invite(t *testing.T, to string) (mail, link string) {
	t.Helper()
	link = h.link(t, NewLink{CustomerID: customer, Kind: InvitationLink, Subject: "request-of-" + to, ExpiresAt: h.Now().Add(14 * 24 * time.Hour)})
	return h.queue(t, Message{
		CustomerID: customer, To: Address{"Maria Castro", to}, LinkGUID: link,
		Content: Invitation{RequesterCompany: "Blue Seas International", CompanyName: "Black Hills Technologies", TrialDays: 45},
	}), link
}

func (h *house) link(t *testing.T, n NewLink) string {
	t.Helper()
	var guid string
	err := h.db.Tx(t.Context(), func(tx *db.Tx) (err error) {
		guid, err = h.links.Make(t.Context(), tx, n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

func (h *house) drain(t *testing.T) {
	t.Helper()
	if err := h.runner.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (h *house) mail(t *testing.T, guid string) Mail {
	t.Helper()
	m, err := db.One(t.Context(), h.db, (*Mail).fields,
		`select `+columns+` from mails where customer_id = $1 and guid = $2`, int64(customer), guid)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (h *house) count(t *testing.T, table string) int64 {
	t.Helper()
	n, err := db.Value[int64](t.Context(), h.db, `select count(*) from `+table)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// wire is a transport that answers as it is told and keeps what it was given.
type wire struct {
	mu     sync.Mutex
	answer func(Rendered) error
	given  []Rendered
}

func (w *wire) Send(_ context.Context, r Rendered) error {
	w.mu.Lock()
	w.given = append(w.given, r)
	answer := w.answer
	w.mu.Unlock()
	if answer == nil {
		return nil
	}
	return answer(r)
}

func wantKind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if want == "" && err != nil {
		t.Fatalf("got %v, want no error", err)
	}
	if want != "" && !fault.Is(err, want) {
		t.Fatalf("got %v, want %s", err, want)
	}
}

var errBusy = errors.New("421 too busy")
