package mail

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

func TestQueueAndSend(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		guid, link := h.invite(t, "maria@blackhills.example")
		m := h.mail(t, guid)
		token, code := h.links.Secret(link, 1)
		if m.State != Queued || strings.Contains(m.Args, token) || strings.Contains(m.Args, code) {
			t.Fatalf("queued %+v", m)
		}
		h.pass(time.Minute)
		h.drain(t)
		m = h.mail(t, guid)
		if m.State != Sent || m.SentAt == nil || !m.SentAt.Equal(start.Add(time.Minute)) || m.Tries != 1 {
			t.Errorf("sent %+v", m)
		}
		if len(w.given) != 1 || h.count(t, "jobs") != 0 {
			t.Fatalf("given %d, jobs %d", len(w.given), h.count(t, "jobs"))
		}
		r := w.given[0]
		if r.MessageID != guid+"@gatehouse.example.com" || r.To.Email != "maria@blackhills.example" ||
			r.From.Email != "gatehouse@gatehouse.example.com" || !r.Date.Equal(start) {
			t.Errorf("rendered %+v", r)
		}
		for _, body := range []string{r.Text, r.HTML} {
			if !strings.Contains(body, "https://gatehouse.example.com/invitations/"+token) || !strings.Contains(body, code) {
				t.Errorf("without link and code:\n%s", body)
			}
		}
	})
}

// TestNothingOutlivesARollback: no change, no mail.
func TestNothingOutlivesARollback(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		undone := errors.New("undone")
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := Queue(t.Context(), tx, start, Message{CustomerID: customer, To: Address{"", "a@b.example"}, Content: EmailChanged{}})
			return errors.Join(err, undone)
		})
		if !errors.Is(err, undone) || h.count(t, "mails") != 0 || h.count(t, "jobs") != 0 {
			t.Errorf("%v, mails %d, jobs %d", err, h.count(t, "mails"), h.count(t, "jobs"))
		}
	})
}

func TestQueueRefuses(t *testing.T) {
	to := Address{"Maria", "maria@blackhills.example"}
	for name, c := range map[string]struct {
		m    Message
		want fault.Kind
	}{
		"no content":                    {Message{To: to}, fault.Internal},
		"invitation without link":       {Message{To: to, Content: Invitation{}}, fault.Internal},
		"introduction with link":        {Message{To: to, Content: InvitationIntro{}, LinkGUID: "x"}, fault.Internal},
		"no address":                    {Message{Content: EmailChanged{}}, fault.Invalid},
		"two addresses":                 {Message{To: Address{"", "a@b.example, c@d.example"}, Content: EmailChanged{}}, fault.Invalid},
		"address with a header":         {Message{To: Address{"", "a@b.example\r\nBcc: c@d.example"}, Content: EmailChanged{}}, fault.Invalid},
		"address with a name":           {Message{To: Address{"", "A <a@b.example>"}, Content: EmailChanged{}}, fault.Invalid},
		"address with a quoted command": {Message{To: Address{"", `"a@b.example> "@c.example`}, Content: EmailChanged{}}, fault.Invalid},
		"address of 300 characters":     {Message{To: Address{"", strings.Repeat("a", 290) + "@b.example"}, Content: EmailChanged{}}, fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) { wantKind(t, c.m.check(), c.want) })
	}
}

// TestUnproven: to an address that is not proven goes no word of a stranger.
func TestUnproven(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.queue(t, Message{
			CustomerID: customer, To: Address{"You have won", "maria@blackhills.example"},
			LinkGUID: h.link(t, week(h, RegistrationLink, "reg-1")), Content: RegistrationConfirm{"Blue Seas", "Suppliers"},
		})
		h.drain(t)
		if len(w.given) != 1 || w.given[0].To.Name != "" {
			t.Errorf("%+v", w.given)
		}
	})
}

// TestPatience: a server that is busy for a day gets its tries, and then the
// mail is refused with what it said.
func TestPatience(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{answer: func(Rendered) error { return errBusy }}
		h := newHouse(t, d, w)
		guid, _ := h.invite(t, "maria@blackhills.example")
		h.drain(t)
		h.drain(t)
		if m := h.mail(t, guid); m.State != Queued || m.Error != "421 too busy" || len(w.given) != 1 {
			t.Fatalf("after one try: %+v, given %d", m, len(w.given))
		}
		for range 25 * 60 {
			h.pass(time.Minute)
			h.drain(t)
		}
		if m := h.mail(t, guid); m.State != Refused || m.Error != "421 too busy" {
			t.Errorf("after a day: %+v", m)
		}
		if want := len(waits) + 1; len(w.given) != want || h.count(t, "jobs") != 0 {
			t.Errorf("%d tries, want %d; jobs left %d", len(w.given), want, h.count(t, "jobs"))
		}
		for _, r := range w.given {
			if r.MessageID != w.given[0].MessageID || r.Text != w.given[0].Text {
				t.Errorf("tries differ: %q, %q", r.MessageID, w.given[0].MessageID)
			}
		}
	})
}

func TestSettled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		answers := map[string]error{
			"sent@x.example": nil, "refused@x.example": &Refusal{"550 5.1.1 no\r\nsuch user"}, "later@x.example": errBusy,
		}
		h := newHouse(t, d, &wire{answer: func(r Rendered) error { return answers[r.To.Email] }})
		got := map[string]string{}
		h.post.Settled = func(ctx context.Context, tx *db.Tx, m Mail) error {
			// it sees the state that its transaction writes
			state, err := db.Value[string](ctx, tx, `select state from mails where guid = $1`, m.GUID)
			if state != m.State {
				t.Errorf("hook sees %q, is told %q", state, m.State)
			}
			got[m.Recipient] = m.State + " " + m.Error
			return err
		}
		for to := range answers {
			h.invite(t, to)
		}
		_, dead := h.invite(t, "dropped@x.example")
		h.exec(t, `update links set ended = 'withdrawn' where guid = $1`, dead)
		h.drain(t)
		want := map[string]string{
			"sent@x.example": "sent ", "refused@x.example": "refused 550 5.1.1 no such user",
			"dropped@x.example": "dropped The link in it was withdrawn before it could be sent.",
		}
		for to := range want {
			if got[to] != want[to] {
				t.Errorf("%s: %q, want %q", to, got[to], want[to])
			}
		}
		if len(got) != len(want) {
			t.Errorf("settled %v", got)
		}
	})
}

// TestSettledFails: the mail stays queued if what hangs on it cannot be
// written, and goes again with the same Message-ID.
func TestSettledFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		broken := true
		h.post.Settled = func(context.Context, *db.Tx, Mail) error {
			if broken {
				return errors.New("no")
			}
			return nil
		}
		guid, _ := h.invite(t, "maria@blackhills.example")
		h.drain(t)
		if m := h.mail(t, guid); m.State != Queued {
			t.Fatalf("%+v", m)
		}
		broken = false
		h.pass(time.Hour)
		h.drain(t)
		if m := h.mail(t, guid); m.State != Sent || len(w.given) != 2 || w.given[0].MessageID != w.given[1].MessageID {
			t.Errorf("%+v, given %d", m, len(w.given))
		}
	})
}

// TestTwoAttempts: a worker that lost its lease and the one that took over
// neither settle a mail twice nor make two jobs of it.
func TestTwoAttempts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{answer: func(Rendered) error { return errBusy }}
		h := newHouse(t, d, w)
		guid, _ := h.invite(t, "maria@blackhills.example")
		h.exec(t, `delete from jobs`)
		stale := h.mail(t, guid)
		settled := 0
		h.post.Settled = func(context.Context, *db.Tx, Mail) error { settled++; return nil }
		for range 2 {
			if err := h.post.putOff(t.Context(), stale, "busy"); err != nil {
				t.Fatal(err)
			}
		}
		if n := h.count(t, "jobs"); n != 1 {
			t.Errorf("%d jobs, want 1", n)
		}
		for range 2 {
			if err := h.post.settle(t.Context(), stale, Sent, ""); err != nil {
				t.Fatal(err)
			}
		}
		if m := h.mail(t, guid); settled != 1 || m.Tries != 2 {
			t.Errorf("settled %d times, %d tries", settled, m.Tries)
		}
		if err := h.post.deliver(t.Context(), letter{customer, guid}); err != nil || len(w.given) != 0 {
			t.Errorf("a sent mail went again: %v", err)
		}
	})
}

// TestStop: a server that stops does not count it against the mail, and still
// says what was sent.
func TestStop(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, stop := context.WithCancel(t.Context())
		var answer error
		h := newHouse(t, d, &wire{answer: func(Rendered) error { stop(); return answer }})
		guid, _ := h.invite(t, "maria@blackhills.example")
		if err := h.post.deliver(ctx, letter{customer, guid}); err != nil || h.mail(t, guid).State != Sent {
			t.Errorf("sent while stopping: %+v, %v", h.mail(t, guid), err)
		}
		ctx, stop = context.WithCancel(t.Context())
		defer stop()
		answer = errBusy
		guid, _ = h.invite(t, "tom@blackhills.example")
		if err := h.post.deliver(ctx, letter{customer, guid}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if m := h.mail(t, guid); m.State != Queued || m.Tries != 0 {
			t.Errorf("interrupted: %+v", m)
		}
	})
}

// TestLook shows a mail to who may read it without the way in.
func TestLook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		guid, link := h.invite(t, "maria@blackhills.example")
		h.drain(t)
		token, code := h.links.Secret(link, 1)
		if len(w.given) != 1 || !strings.Contains(w.given[0].Text, token) || !strings.Contains(w.given[0].Text, code) {
			t.Fatalf("sent %+v", w.given)
		}
		r, err := h.post.Look(t.Context(), h.mail(t, guid))
		if err != nil || strings.Contains(r.Text+r.HTML, token) || strings.Contains(r.Text+r.HTML, code) {
			t.Errorf("%v, %s", err, r.Text)
		}
		if !strings.Contains(r.Text, Path(InvitationLink, PreviewToken)) || !strings.Contains(r.Text, "6 December 2025") {
			t.Errorf("it does not say what was sent:\n%s", r.Text)
		}
	})
}

func TestMessageIDHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://gatehouse.example.com:8443/x": "gatehouse.example.com", "http://[::1]:8080": "[IPv6:::1]", "http://127.0.0.1:80": "127.0.0.1",
		"gatehouse": "", "": "",
	} {
		got, err := (&Post{PublicURL: in}).host()
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v, want %q", in, got, err, want)
		}
	}
}
