package mail

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/jobs"
)

// Deliver makes r send queued mails.
func Deliver(r *jobs.Runner, p *Post) { jobs.HandleTogether(r, sendMail, p.deliver) }

// waits are the pauses between tries: short at first, for a server that only
// wants to see a second one (greylisting), and a day in all.
var waits = []time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 8 * time.Hour,
}

const (
	patience = time.Minute // how long one try may take, well below the lease of its job
	dawdling = time.Second // of those sent together: who has not had a turn by then is left to others
)

// parcel is a mail on its way.
type parcel struct {
	Mail         // with the end that it has found, or Queued
	task         *jobs.Task[letter]
	link         *Link
	carrier      Transport
	isPutOff     bool // until another try
	isUnfinished bool // its task says why
}

func (m *parcel) fail(err error) {
	m.isUnfinished = true
	m.task.Fail(err)
}

// deliver sends mails, or finds that there is nothing to do: an attempt whose job
// was not settled may have done it. What they have in common is read once, and what
// became of them is written down at once.
func (p *Post) deliver(ctx context.Context, tasks []*jobs.Task[letter]) {
	c := &common{post: p}
	all := c.parcels(ctx, tasks)
	began := p.Now()
	for _, m := range all {
		switch {
		case m.isUnfinished || m.State != Queued:
		case p.Now().Sub(began).Abs() > dawdling:
			m.isUnfinished = true
			m.task.Leave()
		default:
			p.try(m.task.Within(ctx), m, c)
		}
	}
	ended := slices.DeleteFunc(all, func(m *parcel) bool { return m.isUnfinished })
	if len(ended) == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx) // what happened is written down even so
	if err := p.settle(ctx, ended); err == nil {
		return
	}
	for _, m := range ended { // what is wrong with one is not the others' fault
		m.task.Fail(p.settle(m.task.Within(ctx), []*parcel{m}))
	}
}

// try sends one mail.
func (p *Post) try(ctx context.Context, m *parcel, c *common) {
	err := p.send(ctx, m, c)
	switch {
	case err != nil && ctx.Err() != nil:
		m.fail(ctx.Err()) // the server stops: that is not the mail's fault
		return
	case errors.Is(err, errPanic):
		m.fail(err) // its job says it aloud
		return
	}
	refusal, final := errors.AsType[*Refusal](err)
	switch {
	case err == nil:
		now := p.Now()
		m.State, m.Error, m.SentAt = Sent, "", &now
	case final:
		m.State, m.Error = Refused, brief(refusal.Answer)
	case m.Tries >= int64(len(waits)):
		m.State, m.Error = Refused, brief(err.Error())
	default:
		m.isPutOff, m.Error = true, brief(err.Error())
	}
}

// errPanic is what went wrong where nothing should. Those that are sent together must
// not be sent again, each time, because of one.
var errPanic = errors.New("panic")

func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errPanic, p)
	}
}

func (p *Post) send(ctx context.Context, m *parcel, c *common) (err error) {
	defer caught(&err)
	d, err := c.dress(ctx, m.Mail)
	if err != nil {
		return err
	}
	r, err := p.render(m.Mail, m.link, d)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return m.carrier.Send(ctx, r)
}

// brief makes a server's answer fit for a row and a page.
func brief(answer string) string {
	answer = strings.Join(strings.Fields(strings.ToValidUTF8(answer, "")), " ")
	if runes := []rune(answer); len(runes) > 500 {
		answer = string(runes[:499]) + "…"
	}
	return answer
}
