package web

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// to is the form that passes an invitation on.
func to(code, name, email string) url.Values {
	return url.Values{"answer": {"forward"}, "code": {code}, "colleague_name": {name}, "colleague_email": {email}}
}

// value reads one cell.
func value[T any](t *testing.T, s *site, query string, args ...any) T {
	t.Helper()
	v, err := db.Value[T](t.Context(), s.DB, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// lastMail is the last of some mails that went to an address.
func lastMail(t *testing.T, sent []mail.Rendered, email string) mail.Rendered {
	t.Helper()
	for _, m := range slices.Backward(sent) {
		if m.To.Email == email {
			return m
		}
	}
	t.Fatalf("no mail to %s", email)
	return mail.Rendered{}
}

// Without a script: Maria passes it on to Tom, Tom accepts, the sender sees who
// it was at each step, and Maria's link says what she did and nothing else.
func TestForwardInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		before := s.state(t)
		v.get(t, path).want(t, 200, "Not me: pass it on to a colleague", "At blackhills.example, like yours.")
		same(t, before, s.state(t))
		s.Move(25 * time.Hour)
		ends := value[time.Time](t, s, `select window_ends_at from access_requests`)

		v.post(t, path, to(code, "Tom\r\nWolf https://evil.example/x", "Tom@Blackhills.EXAMPLE")).leads(t, path)
		gone := v.get(t, path).want(t, 200, "You have passed it on", "Tom Wolf (Tom@blackhills.example)")
		if strings.Contains(gone.body, "<form") {
			t.Error("there is something to send")
		}
		for _, again := range []url.Values{
			to(code, "Tim", "tim@blackhills.example"),
			{"answer": {"decline"}, "code": {code}, "why": {"x"}},
			{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}},
		} {
			v.post(t, path, again).leads(t, path)
		}
		if n := value[int](t, s, `select count(*) from mails where template = 'invitation_intro' and recipient not in ($1)`, maria.Email); n != 0 {
			t.Errorf("%d introductions", n)
		}
		s.Drain(t)
		sent := s.Mails.Take()
		told := lastMail(t, sent, s.A.Admin.Email)
		for _, want := range []string{"Maria Castro (mcastro@blackhills.example)", "Tom Wolf (Tom@blackhills.example)", "/outbox/" + maria.GUID} {
			if !strings.Contains(strings.Join(strings.Fields(told.Text), " "), want) {
				t.Errorf("the sender's mail does not say %q: %s", want, told.Text)
			}
		}
		invited := lastMail(t, sent, "Tom@blackhills.example")
		if !strings.Contains(strings.Join(strings.Fields(invited.Text), " "), "Maria Castro (mcastro@blackhills.example) has passed this invitation on to you.") {
			t.Errorf("the colleague's mail: %s", invited.Text)
		}
		if got := value[time.Time](t, s, `select window_ends_at from access_requests`); !got.Equal(ends) {
			t.Errorf("the window ends at %v, not %v", got, ends)
		}

		tom, number := s.Link(t, "tom@blackhills.example")
		v = s.visitor()
		v.get(t, tom).want(t, 200, "Passed on by", "Maria Castro (mcastro@blackhills.example)", "Please address these <concerns>.")
		v.post(t, tom, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).want(t, 422)
		v.post(t, tom, url.Values{"answer": {"accept"}, "code": {number}, "password": {password}, "terms": {"yes"}}).leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		s.visitor().get(t, path).want(t, 200, "You have passed it on")
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		page := admin.get(t, "/outbox/"+maria.GUID).want(t, 200, "Tom Wolf", "Emma Waters invited Maria Castro", "Maria Castro opened the invitation",
			"Maria Castro passed the invitation on to Tom Wolf", "Tom Wolf accepted; access began")
		if strings.Contains(page.body, "evil.example") {
			t.Error("a name carries an address")
		}
		admin.get(t, "/outbox?q=tom").want(t, 200, "Tom Wolf")
		admin.get(t, "/outbox?q=castro").want(t, 200, "0")
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		foreign.get(t, "/outbox/"+maria.GUID).want(t, 404)
	})
}

// The page speaks its reader's language, and the colleague's mails that of who
// passed it on, also when the sender sends it again.
func TestForwardInLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const cc = "head@blackhills.example"
		draft := s.maria()
		draft.CCs = []string{cc}
		maria := s.send(t, draft)[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		for lang, says := range map[string][]string{
			"de": {"Ablehnen", "Nicht ich: an Kolleginnen oder Kollegen weitergeben", "Bei blackhills.example, wie Ihre.", "Ihre Daten", "darf Sie wieder einladen"},
			"fr": {"Décliner", "Ce n’est pas moi\u00a0: transmettre à un collègue", "Chez blackhills.example, comme la vôtre.", "Vos données", "peut vous inviter à nouveau"},
		} {
			v.header.Set("Accept-Language", lang)
			a := v.get(t, path)
			a.speaks(t, lang)
			for _, want := range says {
				if !strings.Contains(a.body, want) {
					t.Errorf("%s: the page does not say %q", lang, want)
				}
			}
		}
		v.header.Set("Accept-Language", "fr")
		v.post(t, path, to(code, "Tom", maria.Email)).want(t, 422, "C’est l’adresse à laquelle l’invitation est arrivée.")
		v.post(t, path, to(code, "Tom Wolf", "tom@blackhills.example")).leads(t, path)
		v.get(t, path).want(t, 200, "Vous l’avez transmise")
		if got := value[string](t, s, `select language from mails where template = 'invitation' and recipient = 'tom@blackhills.example'`); got != "fr" {
			t.Errorf("the colleague's mail is in %q", got)
		}
		s.Move(25 * time.Hour)
		if _, err := s.Requests.Resend(t.Context(), s.by(t, s.A.Admin), maria.GUID); err != nil {
			t.Fatal(err)
		}
		for recipient, want := range map[string]string{"tom@blackhills.example": "fr", cc: "en"} {
			got, err := db.Column[string](t.Context(), s.DB, `select language from mails where recipient = $1 and sending = 2`, recipient)
			if err != nil || len(got) == 0 || slices.Max(got) != want || slices.Min(got) != want {
				t.Errorf("sent again, it goes to %s in %q, want %q: %v", recipient, got, want, err)
			}
		}
	})
}

// Of a colleague who had themselves erased, nothing is told to who passed it on.
func TestForwardToTheErased(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		s.visitor().post(t, path, to(code, "Tom Wolf", "tom@blackhills.example")).leads(t, path)
		link, number := s.Link(t, "tom@blackhills.example")
		tom := s.visitor()
		tom.post(t, link, url.Values{"answer": {"accept"}, "code": {number}, "password": {password}, "terms": {"yes"}}).leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		tom.post(t, erasePath, url.Values{"email": {"tom@blackhills.example"}}).leads(t, "/account/erased")
		gone := s.visitor().get(t, path).want(t, 200, "You have passed it on", "A colleague of yours took it over.")
		if strings.Contains(gone.body, identity.Erased) || strings.Contains(gone.body, "()") {
			t.Errorf("it names who is gone: %s", text(gone.body))
		}
	})
}

// Whatever is not a colleague's address at the company is refused, each in its
// words or in none that tell; and nothing is written.
func TestForwardRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		busy, wants := s.maria(), s.maria()
		busy.Email, wants.Email = "busy@blackhills.example", "wants@blackhills.example"
		s.send(t, busy, wants)
		no, code := s.Link(t, wants.Email)
		s.visitor().post(t, no, url.Values{"answer": {"decline"}, "code": {code}, "why": {"no"}, "stop": {"sender"}}).leads(t, no)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		mails := value[int](t, s, `select count(*) from mails`)

		const nowhere = "cannot be passed on to this address"
		for _, c := range []struct {
			name, who, email string
			status           int
			says             string
		}{
			{"nobody", " \u200e", "tom@blackhills.example", 422, "Say what your colleague is called."},
			{"long", strings.Repeat("x", 101), "tom@blackhills.example", 422, "no more than 100 characters"},
			{"no address", "Tom", "tom", 422, "Enter a valid email address."},
			{"two addresses", "Tom", "tom@blackhills.example,eve@blackhills.example", 422, "Enter a valid email address."},
			{"quoted", "Tom", `"tom@evil.example"@blackhills.example`, 422, "Enter a valid email address."},
			{"not ASCII", "Tom", "t\u043em@blackhills.example", 422, "Enter a valid email address."},
			{"tagged", "Tom", "tom+x@blackhills.example", 422, "without the plus sign"},
			{"oneself", "Tom", " MCastro@BlackHills.example ", 422, "the address that the invitation came to"},
			{"elsewhere", "Tom", "tom@elsewhere.example", 422, "needs an address at blackhills.example"},
			{"almost there", "Tom", "tom@xblackhills.example", 422, "needs an address at blackhills.example"},
			{"below there", "Tom", "tom@blackhills.example.evil.example", 422, "needs an address at blackhills.example"},
			{"has one open", "Tom", "BUSY@blackhills.example", 409, nowhere},
			{"wants no more", "Tom", "Wants@blackhills.example", 409, nowhere},
		} {
			v := s.visitor()
			a := v.post(t, path, to(code, c.who, c.email)).want(t, c.status, c.says)
			if !strings.Contains(a.body, `id="forward" open>`) || strings.Contains(a.body, `id="accept" open>`) {
				t.Errorf("%s: the form came back closed", c.name)
			}
		}
		if n := value[int](t, s, `select count(*) from mails`); n != mails {
			t.Errorf("%d mails more", n-mails)
		}
		if n := value[int](t, s, `select count(*) from request_forwards`); n != 0 || s.status(t, maria.GUID) != "Pending" {
			t.Error("something was passed on")
		}
		s.visitor().get(t, path).want(t, 200, "Accept and go in") // the link is still there
	})
}

// The code counts as everywhere: five wrong ones lock the link, whatever they were
// for, and a right one bounds how many addresses can be tried out.
func TestForwardGuesses(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		busy := s.maria()
		busy.Email = "busy@blackhills.example"
		s.send(t, busy)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		for range 10 {
			v.post(t, path, to(code, "Tom", "busy@blackhills.example")).want(t, 409)
		}
		a := v.post(t, path, to(code, "Tom", "tom@blackhills.example")).want(t, 429, "Too many addresses were tried.")
		if a.header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
		for range 4 {
			v.post(t, path, to(other(code), "Tom", "tom@elsewhere.example")).want(t, 422, "not the code in the mail")
		}
		v.post(t, path, to(other(code), "Tom", "tom@blackhills.example")).want(t, 410, "This link is locked")
		v.post(t, path, to(code, "Tom", "tom@blackhills.example")).want(t, 410, "This link is locked")
		if s.status(t, maria.GUID) != "Pending" {
			t.Error("it is locked, and something happened")
		}
	})
}

// A request is passed on twice in its whole life, also when it is sent again in
// between, which goes to whom it is for now. A short window grows to three days.
func TestForwardTwice(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		s.Move(collab.InvitationDays*24*time.Hour - time.Minute)
		s.visitor().post(t, path, to(code, "Tom Wolf", "tom@blackhills.example")).leads(t, path)
		if got := value[time.Time](t, s, `select window_ends_at from access_requests`); !got.Equal(s.Now().Add(72 * time.Hour)) {
			t.Errorf("the window ends at %v, now is %v", got, s.Now())
		}
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.post(t, "/outbox/"+maria.GUID+"/resend", nil).want(t, 409)
		s.Move(25 * time.Hour)
		by := s.by(t, s.A.Admin)
		if _, err := s.Requests.Resend(t.Context(), by, maria.GUID); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		if n := value[int](t, s, `select count(*) from mails where recipient = $1 and created_at >= $2`, maria.Email, s.Now()); n != 0 {
			t.Error("the resent invitation went to who had passed it on")
		}
		path, code = s.Link(t, "tom@blackhills.example")
		s.visitor().post(t, path, to(code, "Ina Wolf", "ina@blackhills.example")).leads(t, path)
		path, code = s.Link(t, "ina@blackhills.example")
		if a := s.visitor().get(t, path).want(t, 200, "Passed on by", "Tom Wolf"); strings.Contains(a.body, `id="forward"`) {
			t.Error("a third time is offered")
		}
		s.visitor().post(t, path, to(code, "Maria", maria.Email)).want(t, 409, "passed on twice")
	})
}

// Nobody passes on what they registered for, nor from where anybody has an address.
func TestForwardWhereItMakesNoSense(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		for _, change := range []string{
			`update access_requests set reason = 'self_requested'`,
			`update access_requests set reason = 'other', email = 'm@gmail.com', email_lower = 'm@gmail.com'`,
		} {
			if _, err := s.DB.Exec(t.Context(), change); err != nil {
				t.Fatal(err)
			}
			if a := s.visitor().get(t, path); strings.Contains(a.body, `id="forward"`) {
				t.Error("offered after ", change)
			}
			s.visitor().post(t, path, to(code, "Tom", "tom@gmail.com")).want(t, 409, "cannot be passed on.")
		}
	})
}

// A colleague at a domain below the company's own is one; one at the same
// registrable domain that the company does not have, is not.
func TestForwardWithinTheCompany(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		if _, err := s.DB.Exec(t.Context(), `update company_domains set domain = 'labs.blackhills.example' where domain = 'blackhills.example' and customer_id = $1`, s.A.ID); err != nil {
			t.Fatal(err)
		}
		d := s.maria()
		d.Email = "mcastro@labs.blackhills.example"
		maria := s.send(t, d)[0]
		path, code := s.Link(t, maria.Email)
		s.visitor().post(t, path, to(code, "Tom", "tom@blackhills.example")).want(t, 409, "cannot be passed on to this address")
		s.visitor().post(t, path, to(code, "Tom", "tom@x.labs.blackhills.example")).leads(t, path)
	})
}

// Who wants no mail from this server gets none, and neither the colleague nor
// the sender can tell.
func TestForwardInSilence(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		tom := s.maria()
		tom.Email = "tom@blackhills.example"
		s.send(t, tom)
		path, code := s.Link(t, tom.Email)
		s.visitor().post(t, path, url.Values{"answer": {"decline"}, "code": {code}, "why": {"no"}, "stop": {"server"}}).leads(t, path)
		maria := s.send(t, s.maria())[0]
		path, code = s.Link(t, maria.Email)
		mails := value[int](t, s, `select count(*) from mails where recipient = $1`, tom.Email)
		s.visitor().post(t, path, to(code, "Tom Wolf", tom.Email)).leads(t, path)
		s.visitor().get(t, path).want(t, 200, "You have passed it on", "Tom Wolf")
		s.Drain(t)
		if n := value[int](t, s, `select count(*) from mails where recipient = $1`, tom.Email); n != mails {
			t.Error("a mail was queued")
		}
		if got := value[string](t, s, `select coalesce(mail_status, '-') from access_requests where guid = $1`, maria.GUID); got != "sent" {
			t.Errorf("mail_status is %s", got)
		}
		lastMail(t, s.Mails.Take(), s.A.Admin.Email)
	})
}

// What becomes of the former recipient's mail says nothing about the colleague's.
func TestForwardBeforeTheMailLeft(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		made, err := s.Requests.Create(t.Context(), s.by(t, s.A.Admin), []collab.Draft{s.maria()})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, made[0].Email)
		s.visitor().post(t, path, to(code, "Tom Wolf", "tom@blackhills.example")).leads(t, path)
		s.Drain(t)
		if got := value[string](t, s, `select state from mails where template = 'invitation' and recipient = $1`, made[0].Email); got != "dropped" {
			t.Errorf("the former recipient's mail is %s", got)
		}
		if got := value[string](t, s, `select coalesce(mail_status, '-') from access_requests where guid = $1`, made[0].GUID); got != "sent" {
			t.Errorf("mail_status is %s", got)
		}
	})
}

// Name and address from the preferred contact stay hidden from the sender, also
// after a colleague has accepted.
func TestForwardHidesTheContact(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		d := s.maria()
		d.CompanyGUID, d.Email, d.FormalName = s.A.Companies["Saperix"], "", ""
		request := s.send(t, d)[0]
		if !request.EmailHidden || !request.NameHidden {
			t.Fatalf("%+v", request)
		}
		path, code := s.Link(t, request.Email)
		s.visitor().post(t, path, to(code, "Tom Wolf", "tom@saperix.example")).leads(t, path)
		s.Drain(t)
		sent := s.Mails.Take()
		if _, err := s.DB.Exec(t.Context(), `update mails set state = 'refused', error = '550 ' || recipient || ' unknown' where template = 'invitation_intro'`); err != nil {
			t.Fatal(err)
		}
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		look := func() {
			t.Helper()
			page := admin.get(t, "/outbox/"+request.GUID).want(t, 200, "Preferred contact passed the invitation on to Tom Wolf")
			document := value[string](t, s, `select document from access_requests where guid = $1`, request.GUID)
			told, invited := lastMail(t, sent, s.A.Admin.Email).Text, lastMail(t, sent, "tom@saperix.example").Text
			if !strings.Contains(invited, "A colleague has passed this invitation on to you.") {
				t.Errorf("the colleague's mail: %s", invited)
			}
			for where, all := range map[string]string{"page": page.body, "document": document, "mail": told, "colleague's mail": invited} {
				for _, hidden := range []string{request.Email, request.FormalName} {
					if strings.Contains(all, hidden) {
						t.Errorf("the %s says %s: %s", where, hidden, all)
					}
				}
			}
			if !strings.Contains(document, `"requestee_email":"tom@saperix.example"`) || !strings.Contains(document, `"forwards":[{"date":"2026-03-02","from_formal_name":"","from_email":"","to_formal_name":"Tom Wolf"`) {
				t.Errorf("the document: %s", document)
			}
		}
		look()
		path, code = s.Link(t, "tom@saperix.example")
		s.visitor().get(t, path).want(t, 200, "Passed on by", request.FormalName)
		s.visitor().post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).leads(t, "/inbox/"+request.GUID+"?done=accepted")
		look()
	})
}

// Of several who answer at the same moment with the same link, one does.
func TestForwardRaces(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for round := range 5 {
			d := s.maria()
			d.Email = "race" + string(rune('a'+round)) + "@blackhills.example"
			request := s.send(t, d)[0]
			path, code := s.Link(t, request.Email)
			secret := strings.TrimPrefix(path, invitationBase)
			pass := func(email string) func() error {
				return func() error {
					_, err := s.Requests.Forward(t.Context(), collab.ForwardDraft{Secret: secret, Code: code, Name: "Tom", Email: email})
					return err
				}
			}
			answers := []func() error{
				pass("x" + d.Email), pass("y" + d.Email),
				func() error {
					_, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Terms: true, Answering: identity.Answering{Password: password}})
					return err
				},
				func() error {
					_, err := s.Requests.Decline(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Why: "no"})
					return err
				},
			}
			var all sync.WaitGroup
			errs := make([]error, len(answers))
			for i, answer := range answers {
				all.Go(func() { errs[i] = answer() })
			}
			all.Wait()
			won := 0
			for _, err := range errs {
				switch {
				case err == nil:
					won++
				case !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Conflict):
					t.Error(err)
				}
			}
			if won != 1 {
				t.Errorf("%d answers were taken: %v", won, errs)
			}
			live := value[int](t, s, `select count(*) from links where subject = $1 and used_at is null and ended = ''`, request.GUID)
			passed := value[int](t, s, `select count(*) from request_forwards where request_guid = $1`, request.GUID)
			if live != passed {
				t.Errorf("%d links live, passed on %d times", live, passed)
			}
		}
	})
}

// The sender's budget of mails counts it, and a recipient hears no number of it.
func TestForwardBudget(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.mailsOfDay(t, 2)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		a := s.visitor().post(t, path, to(code, "Tom", "tom@blackhills.example")).want(t, 429, "No more invitations are sent for this organisation today.")
		if strings.Contains(text(a.body), " 2 ") || a.header.Get("Retry-After") == "" {
			t.Error("it says how many, or not when")
		}
		s.Move(24 * time.Hour)
		s.visitor().post(t, path, to(code, "Tom", "tom@blackhills.example")).leads(t, path)
	})
}
