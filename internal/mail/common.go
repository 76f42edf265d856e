package mail

import (
	"context"
	"fmt"

	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// common is what mails that are sent together have in common. It is read once, when
// the first of them asks.
type common struct {
	post     *Post
	carriers memo[int64, Transport]
	brands   memo[int64, Brand]
	wordings memo[wordingKey, Wording]
}

type wordingKey struct {
	customerID         int64
	template, language string
}

// memo keeps what was asked for.
type memo[K comparable, V any] map[K]V

func (m *memo[K, V]) of(k K, ask func() (V, error)) (V, error) {
	if v, ok := (*m)[k]; ok {
		return v, nil
	}
	v, err := ask()
	if err != nil {
		return v, err
	}
	if *m == nil {
		*m = make(memo[K, V])
	}
	(*m)[k] = v
	return v, nil
}

// parcels reads the mails that are still to be sent. Those that have no way to go
// are at their end.
func (c *common) parcels(ctx context.Context, tasks []*jobs.Task[letter]) (all []*parcel) {
	byCustomer := make(map[int64][]*jobs.Task[letter])
	for _, t := range tasks {
		byCustomer[t.Args.CustomerID] = append(byCustomer[t.Args.CustomerID], t)
	}
	for customerID, theirs := range byCustomer {
		some, err := c.parcelsOf(ctx, customerID, theirs)
		if err != nil {
			for _, t := range theirs {
				t.Fail(err)
			}
		}
		all = append(all, some...)
	}
	return all
}

func (c *common) parcelsOf(ctx context.Context, customerID int64, tasks []*jobs.Task[letter]) (all []*parcel, err error) {
	guids := make([]string, 0, len(tasks))
	for _, t := range tasks {
		guids = append(guids, t.Args.GUID)
	}
	mails, err := c.post.queued(ctx, customerID, guids)
	if err != nil {
		return nil, err
	}
	links, err := c.post.linksOf(ctx, customerID, mails)
	if err != nil {
		return nil, err
	}
	by, err := c.carrier(ctx, customerID)
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		m, ok := mails[t.Args.GUID]
		if !ok {
			continue
		}
		delete(mails, m.GUID) // two jobs of one mail, which was queued again, send it once
		one := &parcel{Mail: m, task: t, carrier: by}
		if m.LinkGUID != nil {
			one.link = links[*m.LinkGUID]
		}
		switch {
		case m.LinkGUID != nil && one.link == nil:
			one.fail(fmt.Errorf("read link %s: %w", *m.LinkGUID, db.ErrNone))
		case one.link != nil && !one.link.Live():
			one.State, one.Error = Dropped, "The link in it was "+string(one.link.State)+" before it could be sent."
		case by == nil:
			one.State, one.Error = Dropped, "A demo customer's mails stay in the house, and there is no place for them."
		}
		all = append(all, one)
	}
	return all, nil
}

// queued returns those of a customer's mails that wait, by guid.
func (p *Post) queued(ctx context.Context, customerID int64, guids []string) (map[string]Mail, error) {
	var w db.Where
	w.And(`customer_id = ?`, customerID)
	w.In("guid", guids)
	w.And(`state = 'queued'`)
	mails := make(map[string]Mail)
	err := db.Each(ctx, p.DB, (*Mail).fields, func(m *Mail) error {
		mails[m.GUID] = *m
		return nil
	}, `select `+columns+` from mails`+w.String(), w.Args()...)
	if err != nil {
		return nil, fmt.Errorf("read mails: %w", err)
	}
	return mails, nil
}

// linksOf returns the links that a customer's mails carry, by guid.
func (p *Post) linksOf(ctx context.Context, customerID int64, mails map[string]Mail) (map[string]*Link, error) {
	var guids []string
	for _, m := range mails {
		if m.LinkGUID != nil {
			guids = append(guids, *m.LinkGUID)
		}
	}
	if guids == nil {
		return nil, nil //nolint:nilnil // most mails carry none
	}
	return p.Links.some(ctx, p.DB, customerID, guids)
}

// carrier returns what takes a customer's mails away: Post.Transport, or Post.Demo if
// it is a demo customer. Those write to invented people at the domains of real
// companies, so no mail of theirs may leave the house. Neither may a mail of
// recipients whom only demo customers have asked.
func (c *common) carrier(ctx context.Context, customerID int64) (Transport, error) {
	return c.carriers.of(customerID, func() (Transport, error) {
		demo, err := db.Value[bool](ctx, c.post.DB, `
			select c.kind = 'Partner Demo' or c.kind = 'Vendor Access'
				and exists (select 1 from access_requests r where r.recipient_customer_id = c.id)
				and not exists (select 1 from access_requests r where r.recipient_customer_id = c.id and r.is_real)
			from customers c where c.id = $1`, customerID)
		if err != nil {
			return nil, fmt.Errorf("ask whose mail it is: %w", err)
		}
		if demo {
			return c.post.Demo, nil
		}
		return c.post.Transport, nil
	})
}

// dress is how a mail looks and speaks now: the customer may have changed it since
// it was queued.
func (c *common) dress(ctx context.Context, m Mail) (d dress, err error) {
	if c.post.Brand != nil {
		d.Brand, err = c.brands.of(m.CustomerID, func() (Brand, error) { return c.post.Brand(ctx, m.CustomerID) })
		if err != nil {
			return d, fmt.Errorf("ask for the brand of a mail: %w", err)
		}
	}
	k := wordingKey{m.CustomerID, m.Template, layouts[m.Template].language(m.Language)}
	d.Wording, err = c.wordings.of(k, func() (Wording, error) {
		return ReadWording(ctx, c.post.DB, k.customerID, k.template, k.language)
	})
	return d, err
}
