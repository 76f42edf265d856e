package mail

import (
	"context"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// warm sends what is sent one by one, two, and four at a time, so that the next
// mails go together.
func (h *house) warm(t *testing.T) {
	t.Helper()
	for _, name := range []string{"1", "2", "3", "4", "5", "6", "7"} {
		h.invite(t, name+"@warm.example")
	}
	h.drain(t)
}

// TestPanicIsOnesOwn: what breaks with one mail keeps no other that is sent with it,
// nor has it sent again.
func TestPanicIsOnesOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.warm(t)
		w.given = nil
		w.answer = func(r Rendered) error {
			if r.To.Email == "sending@x.example" {
				panic("no")
			}
			return nil
		}
		h.post.Settled = func(_ context.Context, _ *db.Tx, m Mail) error {
			if m.Recipient == "settling@x.example" {
				panic("no")
			}
			return nil
		}
		guids := make(map[string]string)
		for _, name := range []string{"a", "sending", "b", "settling", "c"} {
			guids[name], _ = h.invite(t, name+"@x.example")
		}
		if worked, err := h.runner.Next(t.Context()); err != nil || !worked {
			t.Fatal(worked, err)
		}
		for name, want := range map[string]string{"a": Sent, "b": Sent, "c": Sent, "sending": Queued, "settling": Queued} {
			if m := h.mail(t, guids[name]); m.State != want {
				t.Errorf("%s: %+v", name, m)
			}
		}
		if n := h.count(t, "jobs where error like 'panic: %'"); len(w.given) != 5 || n != 2 || h.count(t, "jobs") != 2 {
			t.Errorf("given %d; %d jobs, %d of them failed", len(w.given), h.count(t, "jobs"), n)
		}
	})
}

// TestOfWhichCall: another try of a mail, and what follows from its end, are of the
// call that queued the mail, also of those that are sent together.
func TestOfWhichCall(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.warm(t)
		w.answer = func(r Rendered) error {
			if r.To.Email == "busy@x.example" {
				return errBusy
			}
			return nil
		}
		followed := make(map[string]string)
		h.post.Settled = func(ctx context.Context, _ *db.Tx, m Mail) error {
			followed[m.Recipient] = actor.RequestID(ctx)
			return nil
		}
		for _, name := range []string{"a", "busy", "b"} {
			h.invite(t, name+"@x.example")
		}
		h.exec(t, `update jobs set request_id = 'call-of-' || (select recipient from mails where jobs.args like '%' || guid || '%')`)
		if worked, err := h.runner.Next(t.Context()); err != nil || !worked {
			t.Fatal(worked, err)
		}
		if followed["a@x.example"] != "call-of-a@x.example" || followed["b@x.example"] != "call-of-b@x.example" {
			t.Errorf("what follows is of %v", followed)
		}
		id, err := db.Value[string](t.Context(), d, `select request_id from jobs`)
		if err != nil || id != "call-of-busy@x.example" {
			t.Errorf("the next try is of %q, %v", id, err)
		}
	})
}

// TestQueuedAgain: a mail with two jobs goes once.
func TestQueuedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.warm(t)
		w.given = nil
		guid, _ := h.invite(t, "maria@x.example")
		h.exec(t, `update mails set state = 'dropped' where guid = $1`, guid) // by who erased somebody, before its job came to it
		m := h.mail(t, guid)
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			return Requeue(t.Context(), tx, h.Now(), m, false)
		})
		if err != nil || h.count(t, "jobs") != 2 {
			t.Fatal(err, h.count(t, "jobs"))
		}
		h.drain(t)
		if m = h.mail(t, guid); m.State != Sent || len(w.given) != 1 || h.count(t, "jobs") != 0 {
			t.Errorf("%+v, given %d, %d jobs", m, len(w.given), h.count(t, "jobs"))
		}
	})
}
