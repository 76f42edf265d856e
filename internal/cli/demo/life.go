package demo

import (
	"time"

	"gatehouse/internal/collab"
)

// life is what happens to one request, event after event up to the demo's
// present, by the rules that the verbs of collab hold.
type life struct {
	*history
	past   *collab.Past
	person *person
	sender *member // or who made the form, and then who approved
}

// never is later than everything.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// await lets a registration wait for somebody to decide on it.
func (l *life) await(at time.Time) {
	r := l.past
	awaiting := collab.Approval
	r.Awaiting = &awaiting
	l.person.busyUntil = never
	decided := london.next(l.dice, at.Add(l.delay(20*time.Hour)))
	forgotten := at.After(l.today.AddDate(0, 0, -45)) && l.chance(0.3)
	if forgotten || decided.After(l.today) {
		return
	}
	if l.chance(0.25) {
		r.Status, r.Awaiting = collab.Rejected, nil
		l.close(decided)
		return
	}
	l.sender = l.decider(decided)
	r.RequesterGUID = l.sender.user.GUID
	l.send(decided)
}

// decider is somebody who may decide on a request to the company: mostly whoever
// looks after it, otherwise an admin.
func (l *life) decider(at time.Time) *member {
	for _, m := range l.senders[2:] {
		for _, c := range m.companies {
			if c == l.person.company && !m.joined.After(at) && l.chance(0.6) {
				return m
			}
		}
	}
	if admin := l.staff[1]; !admin.joined.After(at) && l.chance(0.3) {
		return admin
	}
	return l.staff[0]
}

// send sends the invitation, and goes on with whatever happens first: an answer,
// a reminder, or that the sender gives it up.
func (l *life) send(at time.Time) {
	for {
		closes := l.open(at)
		answered, accepts := l.answer(at, closes)
		again := l.reminder(at, closes)
		givenUp := never
		if l.chance(0.03) {
			givenUp = london.next(l.dice, at.Add(l.days(2, 12)))
		}
		switch next := earliest(answered, again, givenUp); {
		case next.After(l.today):
			l.wait(closes)
			return
		case next.Equal(answered) && accepts:
			l.accept(answered)
			return
		case next.Equal(answered):
			l.decline(answered)
			return
		case next.Equal(givenUp):
			l.resolve(givenUp)
			l.close(givenUp)
			return
		}
		at = again
	}
}

// open notes a sending and returns the end of its window.
func (l *life) open(at time.Time) time.Time {
	r := l.past
	closes, awaiting, mail := at.AddDate(0, 0, collab.InvitationDays), collab.Answer, "sent"
	if l.chance(0.015) {
		mail = "refused"
	}
	r.Status, r.Awaiting, r.WindowEndsAt, r.EmailSentAt, r.MailStatus = collab.Pending, &awaiting, &closes, &at, &mail
	r.SentCount++
	l.person.busyUntil = never
	return closes
}

// answer says when the recipient answers, and whether it accepts. Too late is
// never.
func (l *life) answer(at, closes time.Time) (when time.Time, accepts bool) {
	says := []odds[int]{{1, 0.5}, {-1, 0.07}, {0, 0.43}}
	switch {
	case l.past.Reason == collab.SelfRequested:
		says = []odds[int]{{1, 0.85}, {-1, 0.01}, {0, 0.14}}
	case l.past.SentCount > 1:
		says = []odds[int]{{1, 0.3}, {-1, 0.1}, {0, 0.6}}
	}
	what := draw(l.dice, says)
	when = america.next(l.dice, at.Add(l.delay(22*time.Hour)))
	if what == 0 || *l.past.MailStatus == "refused" || !when.Before(closes) {
		return never, false
	}
	return when, what > 0
}

// reminder says when the sender sends the invitation again.
func (l *life) reminder(at, closes time.Time) time.Time {
	switch again := l.Float64(); {
	case l.past.SentCount >= 5:
		return never
	case again < 0.35:
		return london.next(l.dice, at.Add(l.days(3, 10)))
	case again < 0.45: // after it had ended
		return london.next(l.dice, closes.Add(l.days(1, 20)))
	}
	return never
}

// wait leaves the invitation unanswered.
func (l *life) wait(closes time.Time) {
	if closes.After(l.today) {
		return
	}
	l.past.Status, l.past.Awaiting = collab.Never, nil
	l.close(closes)
	if l.chance(0.3) {
		l.resolve(london.next(l.dice, closes.Add(l.days(1, 40))))
	}
}

func (l *life) decline(at time.Time) {
	l.past.Status, l.past.Awaiting, l.past.DeclinedWhy = collab.Declined, nil, new(pick(l.dice, refusals))
	l.past.OpenedAt, l.past.AnsweredAt = &at, &at
	l.close(at.AddDate(0, 6, 0)) // and is left alone for a while
}

// accept gives the recipient access for the days of the trial.
func (l *life) accept(at time.Time) {
	r := l.past
	ends := at.AddDate(0, 0, int(r.TrialDays))
	r.Status, r.Awaiting, r.AcceptedAt, r.AccessEndsAt = collab.Active, nil, &at, &ends
	r.NameHidden, r.EmailHidden = false, false
	next := london.next(l.dice, at.Add(l.days(1, int(r.TrialDays))))
	if !next.Before(ends) {
		next = never
	}
	switch fate := l.Float64(); {
	case fate < 0.03 && !next.After(l.today):
		r.Status, r.AccessEndsAt, r.RevokedWhy = collab.Inactive, &next, new(pick(l.dice, revocations))
		l.close(next)
	case fate < 0.4 && !next.After(l.today):
		l.resolve(next)
		l.close(next)
	case ends.After(l.today):
		l.person.busyUntil = never
	default:
		r.Status = collab.Inactive
		l.close(ends)
		if l.chance(0.45) {
			l.resolve(london.next(l.dice, ends.Add(l.days(1, 45))))
		}
	}
}

// resolve closes the collaboration, if that has happened yet.
func (l *life) resolve(at time.Time) {
	if at.After(l.today) {
		return
	}
	who := l.sender
	if l.chance(0.25) {
		who = l.decider(at)
	}
	r := l.past
	r.Status, r.Awaiting, r.ResolvedAt = collab.Resolved, nil, &at
	r.ResolvedBy, r.ResolvedByName = &who.user.GUID, &who.user.FormalName
}

// close notes when the person could be asked again.
func (l *life) close(at time.Time) { l.person.busyUntil = at }

// settle works out at the end what a job would have shown by now.
func (l *life) settle() {
	r := l.past
	r.CanResend = (r.Status == collab.Pending || r.Status == collab.Never) &&
		r.SentCount >= 1 && r.SentCount <= 4 && !r.EmailSentAt.After(l.today.AddDate(0, 0, -1))
	// Some look and do not answer.
	if r.AnsweredAt == nil && r.AcceptedAt == nil && r.SentCount > 0 && *r.MailStatus == "sent" && r.GUID[len(r.GUID)-1] < '6' {
		if at := r.EmailSentAt.Add(5 * time.Hour); at.Before(l.today) {
			r.OpenedAt = &at
		}
	}
}
