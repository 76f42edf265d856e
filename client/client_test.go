package client_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/client"
	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// front is a real server on a real connection. A test can stand in between.
type front struct {
	*apitest.Server
	url string

	mu    sync.Mutex
	calls []*http.Request
	// between may answer instead of the server, after it, or not at all. It gets
	// the number of the call, from 1.
	between func(w http.ResponseWriter, call int, serve func()) bool
}

// each runs f against a server over each engine, as an admin.
func each(t *testing.T, f func(t *testing.T, s *front, c *client.Client)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := &front{Server: apitest.New(t, d)}
		s.url = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s.mu.Lock()
			s.calls = append(s.calls, r)
			call := len(s.calls)
			s.mu.Unlock()
			real := func() { //nolint:contextcheck // the call's own
				s.ServeHTTP(w, r.WithContext(actor.WithCall(r.Context(), "192.0.2.1", "test")))
			}
			if s.between == nil || !s.between(w, call, real) {
				real()
			}
		}))
		f(t, s, s.as(t, s.A.Admin.Token))
	})
}

func (s *front) as(t *testing.T, token string) *client.Client {
	t.Helper()
	return open(t, s.url, token, client.Options{Pause: time.Millisecond})
}

func serve(t *testing.T, h http.Handler) (url string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func open(t *testing.T, url, token string, o client.Options) *client.Client {
	t.Helper()
	c, err := client.New(url, token, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func must[T any](t *testing.T) func(v T, err error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func collect[T any](t *testing.T, all iter.Seq2[T, error]) (got []T) {
	t.Helper()
	for v, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, v)
	}
	return got
}

// refused wants an *Error with a status.
func refused(t *testing.T, err error, status int) *client.Error {
	t.Helper()
	e, ok := errors.AsType[*client.Error](err)
	if !ok || e.Status != status {
		t.Fatalf("got %v, want a %d", err, status)
	}
	return e
}

func draft(s *front, who string) client.AccessRequestDraft {
	return client.AccessRequestDraft{
		RequesteeCompanyGUID: s.A.Companies["Black Hills Technologies"],
		RequesteeEmail:       client.Set(who + "@blackhills.example"),
		RequesteeFormalName:  client.Set("Maria Castro"),
	}
}

func TestNew(t *testing.T) {
	for _, address := range []string{"", "nowhere", "ftp://x", "http://", "http://x/?a=b", "http://x/?", "http://u:p@x/", ":"} {
		if _, err := client.New(address, "", client.Options{}); err == nil {
			t.Errorf("%q is taken for the address of a server", address)
		}
	}
}

// A list is read in one call, one by one, or as a file; pages lead on in three ways.
func TestLists(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, c *client.Client) {
		ctx := t.Context()
		made := must[[]client.AccessRequest](t)(c.CreateAccessRequests(ctx, []client.AccessRequestDraft{draft(s, "a"), draft(s, "b"), draft(s, "c")}))
		if len(made) != 3 || made[0].Status != client.StatusPending || made[0].RequesteeEmail != "a@blackhills.example" || made[0].CreatedTime.IsZero() {
			t.Fatalf("made %+v", made)
		}
		if got := must[[]client.AccessRequest](t)(c.ListAccessRequests(ctx, client.ListAccessRequestsParams{Status: []string{"Pending", "Active"}})); len(got) != 3 {
			t.Errorf("the outbox has %d", len(got))
		}
		whole, before := collect(t, c.AllAccessRequests(ctx, client.ListAccessRequestsParams{})), len(s.calls)
		paged := collect(t, c.AllAccessRequests(ctx, client.ListAccessRequestsParams{Limit: 1}))
		if len(whole) != 3 || len(paged) != 3 || paged[2].GUID != whole[2].GUID || len(s.calls)-before < 3 {
			t.Errorf("%d at once, %d in pages of %d calls", len(whole), len(paged), len(s.calls)-before)
		}
		before = len(s.calls)
		companies := collect(t, c.AllPortfolio(ctx, client.ListPortfolioParams{Limit: 1}))
		if len(companies) != 3 || companies[0].GUID == companies[2].GUID || len(s.calls)-before != 3 {
			t.Errorf("the portfolio has %+v in %d calls", companies, len(s.calls)-before)
		}
		found := collect(t, c.AllQueryPortfolio(ctx, map[string]any{"name_q": []any{"a"}}, client.QueryPortfolioParams{Limit: 1}))
		if len(found) != 3 {
			t.Errorf("the query finds %d", len(found))
		}
		guids := []any{companies[0].GUID, companies[1].GUID}
		for range 2100 { // more than an address takes
			guids = append(guids, db.NewID())
		}
		if found := collect(t, c.AllQueryPortfolio(ctx, map[string]any{"guid": guids}, client.QueryPortfolioParams{Limit: 1})); len(found) != 2 {
			t.Errorf("of many guids the query finds %d", len(found))
		}
		before = len(s.calls)
		users := collect(t, c.AllUsers(ctx, client.ListUsersParams{Limit: 2}))
		if len(users) != 5 || len(s.calls)-before != 3 {
			t.Errorf("%d users in %d calls", len(users), len(s.calls)-before)
		}
		for range c.AllUsers(ctx, client.ListUsersParams{Limit: 1}) {
			break // asks no further
		}
		if len(s.calls)-before != 4 {
			t.Errorf("who stops still asks %d times", len(s.calls)-before-3)
		}
		body := must[io.ReadCloser](t)(c.ExportAccessRequests(ctx, client.CSV, client.ListAccessRequestsParams{Fields: []string{"requestee_email"}, Sort: []string{"requestee_email"}}))
		defer body.Close()
		if text, _ := io.ReadAll(body); !strings.HasSuffix(strings.ReplaceAll(string(text), "\r", ""), "requestee_email\na@blackhills.example\nb@blackhills.example\nc@blackhills.example\n") {
			t.Errorf("the file is %q", text)
		}
	})
}

func TestUserFamily(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, _ *client.Client) {
		ctx := t.Context()
		c := open(t, s.url+"/", s.A.Admin.Token, client.Options{Bearer: true})
		u := must[*client.User](t)(c.CreateUser(ctx, client.UserDraft{Email: "robin@blueseas.example", Firstname: new("Robin"), Phone: client.Set("1")}))
		a := must[*client.Access](t)(c.CreateAccess(ctx, u.ID, client.AccessDraft{
			Type: client.AccessTypeAPIConnection, Name: new("SIEM"), Roles: []string{"GATEHOUSE_REQUESTS_R"},
		}, client.CreateAccessParams{}))
		id := strconv.Itoa(a.ID)
		token := must[*client.Token](t)(c.CreateToken(ctx, u.ID, id, &client.TokenDraft{ExpiresAt: client.Null[string]()}))
		dated := must[*client.Token](t)(c.CreateToken(ctx, u.ID, id, nil))
		if token.ExpiresAt != nil || dated.ExpiresAt == nil || dated.ExpiresAt.Before(s.Now()) {
			t.Errorf("null is %v, absent is %v", token.ExpiresAt, dated.ExpiresAt)
		}
		if _, err := s.as(t, token.Token).ListAccessRequests(ctx, client.ListAccessRequestsParams{}); err != nil {
			t.Errorf("the new token: %v", err)
		}
		changed := must[*client.User](t)(c.ChangeUser(ctx, u.ID, client.UserChange{Phone: client.Null[string]()}, client.ChangeUserParams{}))
		if changed.Phone != "" || changed.Firstname != "Robin" || changed.LastLoginAt == nil {
			t.Errorf("changed to %+v", changed)
		}
		if err := c.DeleteUser(ctx, u.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestErrors(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *front, c *client.Client) {
		ctx := t.Context()
		_, err := c.CreateAccessRequests(ctx, []client.AccessRequestDraft{draft(s, "a"), {RequesteeCompanyGUID: s.A.Companies["Acme Paper"], RequesteeEmail: client.Set("nobody")}})
		if e := refused(t, err, http.StatusBadRequest); e.Detail == "" || len(e.Fields) == 0 || !strings.HasPrefix(e.Error(), "400 Bad Request: ") {
			t.Errorf("the ratings family: %+v", e)
		}
		_, err = c.CreateUser(ctx, client.UserDraft{Email: "nobody"})
		if e := refused(t, err, http.StatusBadRequest); e.Code != "invalid" || e.Detail == "" || len(e.Fields["email"]) != 1 {
			t.Errorf("the user family: %+v", e)
		}
		_, err = c.CreateClientAccessLink(ctx, client.ClientAccessLinkDraft{Name: new(strings.Repeat("x", 256))})
		if e := refused(t, err, http.StatusBadRequest); !strings.Contains(e.Detail, "name") || len(e.Fields["name"]) != 1 {
			t.Errorf("forms: %+v", e)
		}
		_, err = c.GetAccessRequest(ctx, "00000000-0000-4000-8000-000000000000")
		refused(t, err, http.StatusNotFound)
		_, err = c.GetAccessRequest(ctx, "../tiers") // stays one step of the path
		refused(t, err, http.StatusNotFound)
		_, err = s.as(t, s.A.Reader.Token).ListTiers(ctx, client.ListTiersParams{})
		refused(t, err, http.StatusForbidden)
		_, err = s.as(t, "").ListTiers(ctx, client.ListTiersParams{})
		refused(t, err, http.StatusUnauthorized)
		for _, err := range s.as(t, "gth_x").AllPortfolio(ctx, client.ListPortfolioParams{}) {
			refused(t, err, http.StatusUnauthorized)
		}
	})
}

// Who knows a version reads again only what is new, and changes only what it knows.
func TestConditions(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, _ *front, c *client.Client) {
		ctx := t.Context()
		var first, second client.Answer
		tier := must[*client.Tier](t)(c.CreateTier(ctx, client.TierDraft{Name: "One", Rank: 1}))
		must[*client.Tier](t)(c.GetTier(ctx, tier.GUID, client.Tell(&first)))
		if _, err := c.GetTier(ctx, tier.GUID, client.IfNoneMatch(first.ETag)); !errors.Is(err, client.ErrNotModified) {
			t.Errorf("what has not changed: %v", err)
		}
		must[*client.Tier](t)(c.ChangeTier(ctx, tier.GUID, client.TierChange{Name: new("Two")}, client.IfMatch(first.ETag), client.Tell(&second)))
		if second.Status != http.StatusOK || second.ETag == first.ETag {
			t.Errorf("told %+v, then %+v", first, second)
		}
		_, err := c.ChangeTier(ctx, tier.GUID, client.TierChange{Name: new("Three")}, client.IfMatch(first.ETag))
		refused(t, err, http.StatusPreconditionFailed)
	})
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	start := time.Now()
	_, err := open(t, url, "", client.Options{Pause: time.Hour, Patience: 2 * time.Hour}).Root(ctx)
	if !errors.Is(err, context.Canceled) || time.Since(start) > 30*time.Minute {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}
