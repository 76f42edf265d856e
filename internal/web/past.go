package web

import (
	"cmp"
	"slices"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/mail"
)

// past is what was done to a request, the first first.
type past []collab.Deed

func (p past) has(action string) bool {
	return slices.ContainsFunc(p, func(d collab.Deed) bool { return d.Action == action })
}

// told tells what was done, and by whom. That a request was resolved stands in
// its row.
func (p past) told() []event {
	var all []event
	for _, d := range p {
		who := or(plain(d.Who), say("Gatehouse"))
		e := event{At: d.At}
		switch d.Action {
		case "access_request.note":
			e.Text, e.Former = say("%s changed the notes", who), d.Notes
		case "access_request.resend":
			e.Text = say("%s sent the invitation again", who)
		case "access_request.approve":
			e.Text = say("%s approved the registration", who)
		case "access_request.auto_approve":
			e.Text = say("Approved by itself: an earlier invitation to the same person had ended")
		case "access_request.reject":
			e.Text, e.Kind = say("%s rejected the registration", who), "bad"
		case "access_request.revoke":
			e.Text, e.Under, e.Kind = say("%s revoked the access", who), plain(d.Why), "bad"
		case collab.Forwarded:
			e.Text = say("%s passed the invitation on to %s", passer(d.Forward), d.Forward.ToName)
			e.Under = plain(d.Forward.ToEmail)
		case "access_request.erase":
			e.Text, e.Kind = say("The recipient had everything about themselves erased; the access ended"), "bad"
		case "access_request.extend":
			e.Text = say("%s extended the access", who)
		case "access_request.ask_time":
			e.Text, e.Under = count(d.Days, "%d day more was asked for by %s", "%d days more were asked for by %s", who), plain(d.Why)
		case "access_request.give_time":
			e.Text, e.Under = count(d.Days, "%d day more was given by %s", "%d days more were given by %s", who), plain(d.Why)
		case "access_request.refuse_time":
			e.Text, e.Under = say("%s gave no more time", who), plain(d.Why)
		case "access_request.leave":
			e.Text, e.Under, e.Kind = say("%s left and ended the access", who), plain(d.Why), "bad"
		default:
			continue
		}
		all = append(all, e)
	}
	return all
}

// passer is who passed an invitation on, as far as the sender sees that.
func passer(f *collab.Forward) phrase {
	return or(plain(cmp.Or(f.FromName, f.FromEmail)), say("Preferred contact"))
}

// recipientAt is whom the invitation was for at a time, if that is not who it is
// for now.
func (p past) recipientAt(at time.Time, now phrase) phrase {
	for _, d := range p {
		if d.Forward != nil && !d.At.Before(at) {
			return passer(d.Forward)
		}
	}
	return now
}

// mayName reports whether what became of a mail may be told in the server's own
// words, which may hold an address that the sender never learns.
func (p past) mayName(m *mail.Mail) bool {
	return !slices.ContainsFunc(p, func(d collab.Deed) bool {
		return d.Forward != nil && d.Forward.EmailHidden && !m.CreatedAt.After(d.At)
	})
}

// formerNotes are the notes before they were last changed; false if they never were.
func (p past) formerNotes() (string, bool) {
	for _, d := range slices.Backward(p) {
		if d.Action == "access_request.note" {
			return d.Notes, true
		}
	}
	return "", false
}
