package web

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/mail"
)

// The mails of one sending are queued one after the other, and one line.
func TestDeliveriesTogether(t *testing.T) {
	intro, invitation := mail.InvitationIntro{}.Template(), mail.Invitation{}.Template()
	at := func(template, state string, after time.Duration) mail.Mail {
		return mail.Mail{Template: template, State: state, CreatedAt: sampleTime.Add(after)}
	}
	got := deliveries([]mail.Mail{
		at(intro, mail.Sent, 0),
		at(invitation, mail.Sent, 20*time.Microsecond),
		at(intro, mail.Sent, 40*time.Microsecond), at(intro, mail.Sent, 60*time.Microsecond),
		at(invitation, mail.Sent, 24*time.Hour),
		at(invitation, mail.Refused, 24*time.Hour+time.Microsecond),
	}, func(*mail.Mail) bool { return true })
	day := sampleTime.Add(24 * time.Hour)
	want := []event{
		{Text: say("%s %s", say("Introduction"), say("sent")), Under: say("to %d addresses", int64(3)), At: sampleTime},
		{Text: say("%s %s", say("Invitation with link and code"), say("sent")), At: sampleTime.Add(20 * time.Microsecond)},
		{Text: say("%s %s", say("Invitation with link and code"), say("sent")), At: day},
		{Kind: "bad", Text: say("%s %s", say("Invitation with link and code"), say("refused by the mail server")), At: day.Add(time.Microsecond)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
