package client_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"gatehouse/client"
)

func TestBusyServerIsAskedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, c *client.Client) {
		s.between = func(w http.ResponseWriter, call int, _ func()) bool {
			switch call {
			case 1:
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
			case 2:
				w.WriteHeader(http.StatusServiceUnavailable)
			default:
				return false
			}
			return true
		}
		start := time.Now()
		tier := must[*client.Tier](t)(c.CreateTier(t.Context(), client.TierDraft{Name: "One"}))
		if tier.Name != "One" || len(s.calls) != 3 || time.Since(start) < time.Second {
			t.Errorf("%d calls in %v", len(s.calls), time.Since(start))
		}
	})
}

// The server does the work, and the connection breaks before its answer: the
// repeat is answered with what was made.
func TestDroppedAnswerIsNotDoneTwice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, c *client.Client) {
		s.between = func(w http.ResponseWriter, call int, real func()) bool {
			if call != 1 {
				return false
			}
			real()
			panic(http.ErrAbortHandler)
		}
		var a client.Answer
		made := must[[]client.AccessRequest](t)(c.CreateAccessRequests(t.Context(), []client.AccessRequestDraft{draft(s, "a")}, client.Tell(&a)))
		all := collect(t, c.AllAccessRequests(t.Context(), client.ListAccessRequestsParams{}))
		if len(made) != 1 || len(all) != 1 || made[0].GUID != all[0].GUID || !a.Replayed || a.Status != http.StatusCreated {
			t.Errorf("made %d, there are %d, told %+v", len(made), len(all), a)
		}
		if key := s.calls[0].Header.Get("Idempotency-Key"); key == "" || key != s.calls[1].Header.Get("Idempotency-Key") {
			t.Errorf("the keys are %q and %q", key, s.calls[1].Header.Get("Idempotency-Key"))
		}
		must[[]client.AccessRequest](t)(c.CreateAccessRequests(t.Context(), []client.AccessRequestDraft{draft(s, "b")}, client.IdempotencyKey("b")))
		must[[]client.AccessRequest](t)(c.CreateAccessRequests(t.Context(), []client.AccessRequestDraft{draft(s, "b")}, client.IdempotencyKey("b"), client.Tell(&a)))
		if !a.Replayed {
			t.Error("a key of one's own does not hold")
		}
	})
}

// A proxy gives up while the server is still at it: the repeat is told so, and
// waits for what was made.
func TestSlowAnswerIsWaitedFor(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, c *client.Client) {
		s.between = func(w http.ResponseWriter, call int, real func()) bool {
			switch call {
			case 1:
				w.WriteHeader(http.StatusGatewayTimeout)
			case 2:
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusConflict)
				io.WriteString(w, `{"detail":"The call with this Idempotency-Key is still running. Try again in a moment."}`)
			default:
				return false
			}
			return true
		}
		tier := must[*client.Tier](t)(c.CreateTier(t.Context(), client.TierDraft{Name: "One"}))
		if tier.Name != "One" || len(s.calls) != 3 {
			t.Errorf("%d calls made %+v", len(s.calls), tier)
		}
		if _, err := c.CreateTier(t.Context(), client.TierDraft{Name: "One"}); len(s.calls) != 4 {
			t.Errorf("a conflict that is one is asked about %d times: %v", len(s.calls)-3, err)
		}
	})
}

// fake is a server that always gives one answer, and counts. It is no Gatehouse:
// what it says is in no description, so that nothing is compared.
func fake(t *testing.T, answer http.HandlerFunc) (url string, calls *int) {
	t.Helper()
	calls = new(int)
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*calls++
		answer(w, r)
	})), calls
}

func TestWhatIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	after := ""
	url, calls := fake(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(http.StatusTooManyRequests)
		io.WriteString(w, `{"detail":"Too many."}`)
	})
	c := open(t, url, "", client.Options{Pause: time.Millisecond})
	ask := func(what string, want int, call func() error) *client.Error {
		t.Helper()
		*calls = 0
		e := refused(t, call(), http.StatusTooManyRequests)
		if *calls != want || e.Detail != "Too many." {
			t.Errorf("%s: %d calls, want %d; %v", what, *calls, want, e)
		}
		return e
	}
	root := func() error { _, err := c.Root(t.Context()); return err }
	ask("a GET", 4, root)
	ask("a PATCH", 1, func() error {
		_, err := c.ChangeTier(t.Context(), "x", client.TierChange{})
		return err
	})
	ask("a POST that is known by no key", 1, func() error {
		_, err := c.RetrieveToken(t.Context(), client.TokenRetrieval{})
		return err
	})
	ask("a DELETE", 1, func() error { return c.DeleteTier(t.Context(), "x") })
	after = "61"
	if e := ask("beyond its patience", 1, root); e.RetryAfter != 61*time.Second {
		t.Errorf("it says to wait %v", e.RetryAfter)
	}
	after = time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	if e := ask("a date", 1, root); e.RetryAfter < 59*time.Minute {
		t.Errorf("it says to wait %v", e.RetryAfter)
	}
}

// A list that breaks off is no list that ends.
func TestBrokenList(t *testing.T) {
	t.Parallel()
	url, _ := fake(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `[{"guid":"a"},{"gu`)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	var got []string
	for r, err := range open(t, url, "", client.Options{}).AllTiers(t.Context(), client.ListTiersParams{}) {
		got = append(got, fmt.Sprint(r.GUID, err))
	}
	if len(got) != 2 || got[0] != "a<nil>" || !strings.Contains(got[1], "the list broke off") {
		t.Errorf("got %q", got)
	}
}

// What stands between says things in its own way, and tells what it likes.
func TestStrangeAnswers(t *testing.T) {
	t.Parallel()
	status, body := http.StatusForbidden, "<html>no\nentry"
	url, calls := fake(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "r-1")
		w.Header().Set("X-Ignored-Fields", "colour, nickname")
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		io.WriteString(w, body)
	})
	c := open(t, url, "", client.Options{Pause: time.Millisecond})
	var a client.Answer
	_, err := c.Root(t.Context(), client.Tell(&a))
	if e := refused(t, err, status); e.Detail != "<html>no" || e.RequestID != "r-1" {
		t.Errorf("got %+v", e)
	}
	if len(a.Ignored) != 2 || a.Ignored[1] != "nickname" || a.RequestID != "r-1" {
		t.Errorf("told %+v", a)
	}
	status = http.StatusFound
	_, err = c.Root(t.Context())
	refused(t, err, status)
	status, *calls = http.StatusOK, 0
	if _, err := c.Root(t.Context()); err == nil || *calls != 1 {
		t.Errorf("a page of HTML after %d calls: %v", *calls, err)
	}
}
