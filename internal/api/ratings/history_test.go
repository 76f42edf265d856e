package ratings_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// When a database is restored under nodes that go on, its versions come again for
// something else. Nothing that a node kept of the history before is given in the
// next one, and who has an answer of it is not told that it still holds.
func TestAnswersAreOfThisHistory(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		h := newHistories(t, s)
		restore := dbtest.Past(t, s.DB, s.A.ID)
		h.write(t, "first")
		h.back(t, restore)
	})
}

// A standby that takes over may lack the last transactions: the same without anybody
// to say so.
func TestAnswersAreOfThisHistoryAfterAFailover(t *testing.T) {
	t.Parallel()
	primary := dbtest.Server(t)
	standby := dbtest.Standby(t, primary)
	s := apitest.New(t, dbtest.Connect(t, "postgres://postgres@"+primary.Address()+","+standby.Address()+"/postgres?sslmode=disable"))
	h := newHistories(t, s)
	h.settles(t, func() bool { // on the standby, too
		d, err := db.Open(t.Context(), standby.URL("postgres"))
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		v, err := (&audit.Heads{DB: d}).Read(t.Context(), s.A.ID)
		now := h.versions(t)
		now.Epoch = v.Epoch // they are two servers
		return err == nil && v == now
	})
	if err := standby.Stop(t.Context(), "fast"); err != nil {
		t.Fatal(err)
	}
	h.write(t, "first") // and the standby gets nothing of it
	h.back(t, func() {
		for _, step := range []func(context.Context) error{
			func(ctx context.Context) error { return primary.Stop(ctx, "immediate") }, standby.Start, standby.Promote,
		} {
			if err := step(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for _, node := range []*apitest.Server{h.s, h.far, h.plain} {
			h.settles(t, func() bool {
				return node.DB.Tx(t.Context(), func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), `update customers set name = name where id = $1`, s.A.ID)
					return err
				}) == nil
			})
		}
	})
}

// histories are nodes on a database that goes back, and then another way.
type histories struct {
	*kept
	tier string
}

func newHistories(t *testing.T, s *apitest.Server) *histories {
	t.Helper()
	far, plain := s.Another(t), s.Another(t)
	plain.Doors.Heads, plain.Common.Answers, plain.Requests.Index = nil, nil, nil
	plain.Mount()
	h := &histories{kept: &kept{s: s, far: far, plain: plain}}
	h.guid = create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
	h.tier = apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/tiers", `{"name":"Zero","description":"","rank":1}`))["guid"].(string)
	h.compare(t, "at first") // and what is not known yet is: tokens that are used
	return h
}

// write changes something of everything. Each history moves the versions as the
// other one does.
func (h *histories) write(t *testing.T, what string) {
	t.Helper()
	h.do("PATCH", requests+"/{guid}", fmt.Sprintf(`{"notes":%q}`, what))(t)
	h.do("PATCH", "/ratings/v1/tiers/"+h.tier, fmt.Sprintf(`{"name":%q}`, what))(t)
	h.manager(identity.UserChange{FirstName: &what})(t)
	h.do("PATCH", "/ratings/v1/access-groups/"+h.s.A.Group, fmt.Sprintf(`{"name":%q}`, what))(t)
	h.sees(map[string]string{"first": "Saperix", "second": "Black Hills Technologies"}[what])(t)
}

// back lets the history that was written go, writes another one, and compares.
func (h *histories) back(t *testing.T, goBack func()) {
	t.Helper()
	h.compare(t, "in the first history")
	was, tags := h.versions(t), make(map[string]string)
	for _, path := range lists {
		tags[path] = h.s.Do(t, h.s.A.Admin.Token, "GET", path, "").Header.Get("ETag")
	}
	goBack()
	h.write(t, "second")
	if now := h.versions(t); now.Epoch == was.Epoch || now != (audit.Versions{
		Epoch: now.Epoch, Seq: was.Seq, Requests: was.Requests, Portfolio: was.Portfolio, Identity: was.Identity,
	}) {
		t.Fatalf("the second history is at %+v, the first one was at %+v", now, was)
	}
	h.compare(t, "in the second history")
	for path, tag := range tags {
		if a := h.s.Ask(t, h.s.A.Admin.Token, "GET", path, "", "", "If-None-Match", tag); a.Status != 200 {
			t.Errorf("%s: %d to who has it of the first history", path, a.Status)
		}
	}
}

func (h *histories) versions(t *testing.T) audit.Versions {
	t.Helper()
	v, err := h.s.Heads.Read(t.Context(), h.s.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// settles waits for something that takes a moment.
func (h *histories) settles(t *testing.T, done func() bool) {
	t.Helper()
	for tick := time.NewTicker(50 * time.Millisecond); !done(); {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		}
	}
}
