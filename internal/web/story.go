package web

import (
	"slices"
	"strings"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/mail"
)

// event is one step of a request's story. Its kind is a class of the
// stylesheet: "bad" for what went wrong, "ahead" for what is to come.
type event struct {
	Kind        string
	Text, Under phrase
	At          time.Time
	Undated     bool   // nobody wrote down when; At is its place in the story
	Former      string // notes that were replaced
}

// story tells what happened to a request, the first thing first. The recipient
// is named as the document names it: perhaps not at all.
func story(r *collab.Request, d *collab.Document, mails []mail.Mail, past past, now time.Time) []event {
	who := recipient(d)
	first := past.recipientAt(r.CreatedAt, who)
	all := []event{{At: r.CreatedAt, Text: say("%s invited %s", requester(d), first)}}
	if r.Reason == collab.SelfRequested {
		all[0].Text = say("%s registered and confirmed the address", first)
	}
	add := func(at *time.Time, text, under phrase) {
		if at == nil {
			return
		}
		e := event{At: *at, Text: text, Under: under}
		if at.After(now) {
			e.Kind = "ahead"
		}
		all = append(all, e)
	}
	if r.OpenedAt != nil {
		add(r.OpenedAt, say("%s opened the invitation", past.recipientAt(*r.OpenedAt, who)), nil)
	}
	add(r.AcceptedAt, say("%s accepted; access began", who), nil)
	if r.DeclinedWhy != nil {
		all = append(all, refusal(say("%s declined", who), *r.DeclinedWhy, mails, now))
	}
	switch {
	case r.RevokedWhy != nil && past.has("access_request.revoke"): // told with who did it
	case r.LeftAt != nil && past.has("access_request.leave"):
	case r.LeftAt != nil && r.LeftWhy != nil:
		add(r.LeftAt, say("%s left and ended the access", who), plain(*r.LeftWhy))
	case r.RevokedWhy != nil:
		add(r.AccessEndsAt, say("Access revoked"), plain(*r.RevokedWhy))
	case r.AccessEndsAt != nil:
		add(r.AccessEndsAt, say("Access ends"), nil)
	case r.Status == collab.Pending && r.Awaiting != nil && *r.Awaiting == collab.Answer:
		add(r.WindowEndsAt, say("Invitation ends"), nil)
	case r.Status == collab.Never:
		add(r.WindowEndsAt, say("Invitation ended without an answer"), nil)
	}
	if r.ResolvedAt != nil && r.ResolvedByName != nil {
		add(r.ResolvedAt, say("Resolved by %s", *r.ResolvedByName), nil)
	}
	all = append(all, past.told()...)
	sent := deliveries(mails, func(m *mail.Mail) bool { return d.RequesteeEmail != "" && past.mayName(m) })
	if len(sent) == 0 { // a request may outlive its mails, or come from before them
		add(r.EmailSentAt, say("Invitation sent"), nil)
	}
	all = append(all, sent...)
	slices.SortStableFunc(all, func(a, b event) int { return a.At.Compare(b.At) })
	return all
}

// refusal is dated by the mail that told the sender of it, if there was one.
func refusal(text phrase, why string, mails []mail.Mail, now time.Time) event {
	e := event{Kind: "bad", Text: text, Under: plain(why), At: now, Undated: true}
	for _, m := range mails {
		if m.Template == (mail.RequestDeclined{}).Template() {
			e.At, e.Undated = m.CreatedAt, false
		}
	}
	return e
}

// sayMail says what a mail was, for those whose sending is part of the story.
var sayMail = map[string]phrase{
	(mail.InvitationIntro{}).Template():      say("Introduction"),
	(mail.Invitation{}).Template():           say("Invitation with link and code"),
	(mail.RegistrationRejected{}).Template(): say("Polite refusal"),
}

var mailStates = map[string]phrase{
	mail.Queued: say("waits to be sent"), mail.Sent: say("sent"), mail.Refused: say("refused by the mail server"), mail.Dropped: say("dropped, its link was dead"),
}

// together is how far apart the mails of one transaction may be queued: one
// sending of an invitation follows another by hours.
const together = time.Minute

// deliveries tells of mails; several of a kind and state that were queued
// together are one line. What a mail server answered may name an address: it is
// told only where the address may be known.
func deliveries(mails []mail.Mail, mayName func(*mail.Mail) bool) []event {
	var all []event
	var firsts []mail.Mail // the first mail of each line
	var copies []int64     // how many mails each line is
	for _, m := range mails {
		text, told := sayMail[m.Template]
		if !told {
			continue
		}
		at := m.CreatedAt
		if m.SentAt != nil {
			at = *m.SentAt
		}
		i := slices.IndexFunc(firsts, func(f mail.Mail) bool {
			return f.Template == m.Template && f.State == m.State && m.CreatedAt.Sub(f.CreatedAt) < together
		})
		if i >= 0 {
			copies[i]++
			all[i].Under = say("to %d addresses", copies[i])
			continue
		}
		firsts, copies = append(firsts, m), append(copies, 1)
		e := event{Text: say("%s %s", text, mailStates[m.State]), At: at}
		if m.State == mail.Refused || m.State == mail.Dropped {
			e.Kind = "bad"
		}
		if mayName(&m) && m.Error != "" {
			e.Under = plain(strings.TrimSpace(m.Error))
		}
		all = append(all, e)
	}
	return all
}
