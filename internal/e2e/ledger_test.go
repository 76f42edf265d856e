package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// ledger is what the writers of a load were answered, and what they asked for
// without an answer: that may have happened or not.
type ledger struct {
	mu       sync.Mutex
	made     map[string]*entry // guid -> a request whose creation was answered
	unheard  [][]string        // e-mails of each creation that nobody answered
	answered int               // writes
	busy     chan struct{}     // closed by the next one that is answered
	cut      int               // writes that nobody answered

	last    time.Time     // a write was answered
	longest time.Duration // without one, since [ledger.begin]
}

// entry is a request as it was answered last.
type entry struct {
	email, name, message string
	notes                []string // the last ones answered, then those that nobody answered
	resolved, asked      bool     // answered; asked for, whether answered or not
}

// mostSent bounds what a writer sends in all. After that it only changes.
const mostSent = 750

// writer sends access requests and changes them, one call after the other.
type writer struct {
	s       *site
	name    int
	token   string
	company string
	random  *rand.Rand
	ledger  *ledger
	client  *http.Client
	mine    []string
	sent    int
	patient bool // a 502, 503 or 504 is as good as no answer
}

// newWriters returns n writers of one ledger, which send to a company.
func newWriters(s *site, token, company string, n int, seed uint64) ([]*writer, *ledger) {
	l := &ledger{made: make(map[string]*entry)}
	all := make([]*writer, n)
	for i := range all {
		all[i] = &writer{
			s: s, name: i, token: token, company: company, ledger: l,
			random: rand.New(rand.NewPCG(seed, uint64(i))),
			client: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1}},
		}
	}
	return all, l
}

// work writes until the server no longer answers.
func (w *writer) work(t *testing.T) {
	for w.write(t) == nil {
		continue
	}
}

// write writes once, and counts what nobody answered.
func (w *writer) write(t *testing.T) (err error) {
	switch n := w.random.IntN(10); {
	case n < 3 && len(w.mine) > 0:
		err = w.note(t)
	case n < 4 && len(w.mine) > 0:
		err = w.resolve(t)
	case w.sent >= mostSent:
		err = w.note(t)
	case n < 6:
		err = w.create(t, 3)
	default:
		err = w.create(t, 1)
	}
	if err != nil {
		w.ledger.mu.Lock()
		w.ledger.cut++
		w.ledger.mu.Unlock()
	}
	return err
}

// create sends one request, or several in one call: all of them or none.
func (w *writer) create(t *testing.T, n int) error {
	var drafts []object
	var emails []string
	for range n {
		w.sent++
		email := fmt.Sprintf("w%d.n%d@blackhills.example", w.name, w.sent)
		emails = append(emails, email)
		drafts = append(drafts, object{
			"requestee_company_guid": w.company, "requestee_email": email,
			"requestee_formal_name": fmt.Sprintf("Writer %d Number %d", w.name, w.sent),
			"message":               strings.Repeat("Please look into this. ", 1+w.random.IntN(20)) + email,
			"notes":                 "new",
		})
	}
	var body any = drafts
	if n == 1 {
		body = drafts[0]
	}
	text, err := w.post(t, "POST", requests, body, http.StatusCreated)
	w.ledger.mu.Lock()
	defer w.ledger.mu.Unlock()
	if err != nil {
		w.ledger.unheard = append(w.ledger.unheard, emails)
		return err
	}
	if n == 1 {
		text = "[" + text + "]"
	}
	var answered []struct {
		GUID string `json:"guid"`
	}
	if err := json.Unmarshal([]byte(text), &answered); err != nil || len(answered) != n {
		t.Errorf("the answer to a new request is %s, %v", text, err)
		return err
	}
	for i, a := range answered {
		d := drafts[i]
		w.ledger.made[a.GUID] = &entry{
			email: emails[i], name: d["requestee_formal_name"].(string), message: d["message"].(string), notes: []string{"new"},
		}
		w.mine = append(w.mine, a.GUID)
	}
	w.ledger.done()
	return nil
}

func (w *writer) note(t *testing.T) error {
	e, path := w.one()
	notes := fmt.Sprintf("note %d", w.random.Uint32())
	_, err := w.post(t, "PATCH", path, object{"notes": notes}, http.StatusOK)
	w.ledger.mu.Lock()
	defer w.ledger.mu.Unlock()
	if err != nil {
		e.notes = append(e.notes, notes)
		return err
	}
	e.notes = []string{notes}
	w.ledger.done()
	return nil
}

func (w *writer) resolve(t *testing.T) error {
	e, path := w.one()
	if e.asked {
		return w.note(t)
	}
	_, err := w.post(t, "PATCH", path, object{"status": "Resolved"}, http.StatusOK)
	w.ledger.mu.Lock()
	defer w.ledger.mu.Unlock()
	e.asked = true
	if err != nil {
		return err
	}
	e.resolved = true
	w.ledger.done()
	return nil
}

// one picks a request that this writer made: two never change the same one.
func (w *writer) one() (*entry, string) {
	guid := w.mine[w.random.IntN(len(w.mine))]
	w.ledger.mu.Lock()
	defer w.ledger.mu.Unlock()
	return w.ledger.made[guid], requests + "/" + guid
}

// post returns an error where the server did not answer. An answer is the one
// that is wanted: being killed soon is no excuse for another.
func (w *writer) post(t *testing.T, method, path string, body any, want int) (string, error) {
	a, err := w.s.ask(w.client, w.token, method, path, jsonOf(t, body))
	if err != nil {
		w.client.CloseIdleConnections()
		return "", err
	}
	if w.patient && a.status >= http.StatusBadGateway && a.status <= http.StatusGatewayTimeout {
		return "", fmt.Errorf("status %d", a.status)
	}
	if a.status != want {
		t.Errorf("%s %s: %d %s, want %d", method, path, a.status, a.body, want)
		return "", fmt.Errorf("status %d", a.status)
	}
	return a.body, nil
}

// next returns what is closed by the next write that is answered.
func (l *ledger) next() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.busy = make(chan struct{})
	return l.busy
}

// begin starts to look for the longest time without an answer, and returns what
// was answered and what was not before.
func (l *ledger) begin() (answered, cut int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last, l.longest = time.Now(), 0
	return l.answered, l.cut
}

// gap returns what begin looks for, up to now.
func (l *ledger) gap() (longest time.Duration, answered, cut int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(l.longest, time.Since(l.last)), l.answered, l.cut
}

// done counts a write. The caller holds the lock.
func (l *ledger) done() {
	now := time.Now()
	l.longest, l.last = max(l.longest, now.Sub(l.last)), now
	l.answered++
	if l.busy != nil {
		close(l.busy)
		l.busy = nil
	}
}

// check compares an outbox with the ledger. Nothing that was answered may be
// missing or other, and what was asked in one call is there whole or not at all.
func (l *ledger) check(t *testing.T, rows []object) {
	t.Helper()
	there := make(map[string]bool, len(rows))
	byGUID := make(map[string]object, len(rows))
	for _, row := range rows {
		there[row["requestee_email"].(string)] = true
		byGUID[row["guid"].(string)] = row
	}
	for guid, e := range l.made {
		if row, ok := byGUID[guid]; !ok {
			t.Errorf("the request %s to %s was answered and is gone", guid, e.email)
		} else {
			e.compare(t, row)
		}
	}
	for _, emails := range l.unheard {
		for _, email := range emails {
			if there[email] != there[emails[0]] {
				t.Errorf("of one call, the requests to %v are there in part", emails)
			}
		}
	}
	heard := make(map[string]bool)
	for _, e := range l.made {
		heard[e.email] = true
	}
	for _, emails := range l.unheard {
		for _, email := range emails {
			heard[email] = true
		}
	}
	for email := range there {
		if !heard[email] {
			t.Errorf("nobody asked for a request to %s", email)
		}
	}
	if len(rows) != len(there) {
		t.Errorf("%d requests to %d people", len(rows), len(there))
	}
}

func (e *entry) compare(t *testing.T, row object) {
	t.Helper()
	for field, want := range map[string]string{
		"requestee_email": e.email, "requestee_formal_name": e.name, "message": e.message,
	} {
		if row[field] != want {
			t.Errorf("%s of the request to %s is %q, want %q", field, e.email, row[field], want)
		}
	}
	found := false
	for _, notes := range e.notes {
		found = found || row["notes"] == notes
	}
	if !found {
		t.Errorf("the notes of the request to %s are %q, want one of %q", e.email, row["notes"], e.notes)
	}
	switch row["status"] {
	case "Resolved":
		if !e.asked {
			t.Errorf("nobody resolved the request to %s", e.email)
		}
	case "Pending":
		if e.resolved {
			t.Errorf("the request to %s was resolved and is Pending", e.email)
		}
	default:
		t.Errorf("the request to %s is %s", e.email, row["status"])
	}
}
