package mail

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
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
		w := &wire{}
		h := newHouse(t, d, w)
		guid, _ := h.invite(t, "maria@blackhills.example")
		settled := 0
		h.post.Settled = func(context.Context, *db.Tx, Mail) error { settled++; return nil }
		another := jobs.NewRunner(d, slog.New(slog.DiscardHandler), h.Now)
		Deliver(another, h.post)
		meanwhile := func(answer error) func(Rendered) error {
			return func(Rendered) error {
				w.answer = func(Rendered) error { return answer }
				h.exec(t, `update jobs set leased_until = null`)
				if worked, err := another.Next(t.Context()); err != nil || !worked {
					t.Errorf("the other worker: %v, %v", worked, err)
				}
				return answer
			}
		}
		w.answer = meanwhile(errBusy)
		h.drain(t)
		if m := h.mail(t, guid); h.count(t, "jobs") != 1 || m.Tries != 1 || m.State != Queued || settled != 0 {
			t.Errorf("put off: %d jobs, %+v, settled %d times", h.count(t, "jobs"), m, settled)
		}
		h.pass(time.Hour)
		w.answer = meanwhile(nil)
		h.drain(t)
		if m := h.mail(t, guid); h.count(t, "jobs") != 0 || m.Tries != 2 || m.State != Sent || settled != 1 {
			t.Errorf("sent: %d jobs, %+v, settled %d times", h.count(t, "jobs"), m, settled)
		}
		if len(w.given) != 4 {
			t.Errorf("given %d", len(w.given))
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
		if worked, err := h.runner.Next(ctx); err != nil || !worked || h.mail(t, guid).State != Sent || h.count(t, "jobs") != 0 {
			t.Errorf("sent while stopping: %+v, %v", h.mail(t, guid), err)
		}
		ctx, stop = context.WithCancel(t.Context())
		defer stop()
		answer = errBusy
		guid, _ = h.invite(t, "tom@blackhills.example")
		if worked, err := h.runner.Next(ctx); err != nil || !worked {
			t.Errorf("got %v, %v", worked, err)
		}
		attempt, err := db.Value[int64](t.Context(), d, `select attempt from jobs where leased_until is null`)
		if m := h.mail(t, guid); err != nil || attempt != 0 || m.State != Queued || m.Tries != 0 {
			t.Errorf("interrupted: %+v, attempt %d, %v", m, attempt, err)
		}
	})
}

// TestSentTogether: what is wrong with one of the mails that are sent together is not
// the others' fault, and each job ends by itself.
func TestSentTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{answer: func(r Rendered) error {
			if r.To.Email == "busy@x.example" {
				return errBusy
			}
			return nil
		}}
		h := newHouse(t, d, w)
		h.post.Settled = func(_ context.Context, _ *db.Tx, m Mail) error {
			if m.Recipient == "broken@x.example" {
				return errors.New("no")
			}
			return nil
		}
		guids := make(map[string]string)
		for _, name := range []string{"1", "2", "3", "4", "5", "6", "7", "a", "busy", "broken", "b", "lost", "c"} {
			guids[name], _ = h.invite(t, name+"@x.example")
		}
		for range 3 { // one, two, and four of them
			if worked, err := h.runner.Next(t.Context()); err != nil || !worked {
				t.Fatal(worked, err)
			}
		}
		h.exec(t, `update mails set template = 'of_a_newer_node' where guid = $1`, guids["lost"])
		if worked, err := h.runner.Next(t.Context()); err != nil || !worked {
			t.Fatal(worked, err)
		}
		for name, want := range map[string]string{"a": Sent, "b": Sent, "c": Sent, "busy": Queued, "broken": Queued, "lost": Queued} {
			if m := h.mail(t, guids[name]); m.State != want || (m.Tries == 1) != (name != "broken") {
				t.Errorf("%s: %+v", name, m)
			}
		}
		if len(w.given) != 7+5 || h.count(t, "jobs") != 3 || h.count(t, "jobs where error <> ''") != 1 {
			t.Errorf("given %d; %d jobs, %d of them failed", len(w.given), h.count(t, "jobs"), h.count(t, "jobs where error <> ''"))
		}
	})
}

// TestSlowServer: what is sent together with something slow is left to others.
func TestSlowServer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.invite(t, "quick@x.example")
		h.drain(t)
		w.given = nil
		w.answer = func(Rendered) error { h.pass(dawdling + time.Millisecond); return nil }
		h.invite(t, "a@x.example")
		h.invite(t, "b@x.example")
		if worked, err := h.runner.Next(t.Context()); err != nil || !worked {
			t.Fatal(worked, err)
		}
		if n := h.count(t, "jobs where attempt = 0 and leased_until is null"); len(w.given) != 1 || n != 1 || h.count(t, "jobs") != 1 {
			t.Errorf("given %d, %d jobs left, %d in all", len(w.given), n, h.count(t, "jobs"))
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
