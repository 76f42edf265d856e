package bench

import (
	"fmt"
	"math"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// hot is how many requests go, whatever the size, to the companies that are asked
// for: three of five to the first of them, the others in turn to those that the
// limited actor sees beside it. Without them a small customer would have next to
// nothing to merge there, and a large one something of each.
const hot = 250

const message = "We would like to go through the findings of your last rating with you. " +
	"Please have a look at the risk vectors below, and tell us by when they can be remediated and who we should talk to."

// past yields the requests of two years in the order of their creation, in
// states that fit their age: the server's clock finds nothing to change.
func (c *customer) past(yield func(*collab.Past) bool) {
	pace := years * 365 * 24 * time.Hour / time.Duration(c.size)
	for i := range c.size {
		age := pace*time.Duration(c.size-i) - time.Duration(c.random.Int64N(int64(pace)))
		p := &collab.Past{Request: c.request(i, c.now.Add(-age).Truncate(time.Microsecond))}
		if i%20 == 19 {
			c.register(p, i)
		}
		c.mark(&p.Request, i)
		if !yield(p) {
			return
		}
	}
}

// rarely is the risk vector that few requests have.
const rarely = "insecure_systems"

// mark gives a request one of two rare values: the sender who is the last of the
// users, or a risk vector. Of a million each has one in a hundred, and just 100
// have both, spread over all; of fewer also 100.
func (c *customer) mark(r *collab.Request, i int) {
	share := int(math.Sqrt(float64(page)/float64(c.size)) * 1000) // in a thousand
	dice := c.random.IntN(1000)
	both := i%(c.size/page) == c.size/page/2 && i/(c.size/page) < page
	if both || dice < share {
		r.RequesterGUID = c.rareUser()
	}
	if grade := "C"; both || dice >= share && dice < 2*share {
		r.Vectors = append(r.Vectors, collab.Vector{Slug: rarely, Grade: &grade})
	}
}

func (c *customer) rareUser() string { return c.users[len(c.users)-1] }

// register makes a request one that came through a form. Of those of the last
// weeks some wait for a decision.
func (c *customer) register(p *collab.Past, i int) {
	began, at := p.CreatedAt.Add(-time.Minute), p.CreatedAt
	p.Reason, p.FormGUID = collab.SelfRequested, &c.forms[i/20%len(c.forms)]
	p.Registration = &collab.Registration{
		GUID: db.IDFrom(c.seed, began), FormGUID: *p.FormGUID, Email: p.Email, FormalName: p.FormalName, CompanyName: "A vendor",
		Website: "https://vendor.example/", Message: message, CreatedAt: began, MailedAt: &began, ExpiresAt: began.Add(48 * time.Hour), ConfirmedAt: &at,
	}
	switch {
	case c.random.IntN(4) == 0:
		p.Status, p.Awaiting = collab.Rejected, nil
	case c.now.Sub(at) < 30*24*time.Hour:
		approval := collab.Approval
		p.Status, p.Awaiting = collab.Pending, &approval
	default:
		return
	}
	p.DeclinedWhy, p.ResolvedAt, p.ResolvedBy, p.ResolvedByName = nil, nil, nil, nil
	p.AcceptedAt, p.AccessEndsAt, p.WindowEndsAt = nil, nil, nil
	p.SentCount, p.CanResend, p.EmailSentAt, p.MailStatus = 0, false, nil, nil
}

func (c *customer) request(i int, at time.Time) collab.Request {
	company := 1 + c.random.IntN(companyCount-1)
	if every := c.size / hot; i%every == 0 {
		company = 0
		if n := i / every; n%5 > 2 {
			company = 1 + n%(grantable-1)
		}
	}
	rating, ratingDate, status := int64(700), "2026-01-01", "sent"
	r := collab.Request{
		GUID: db.IDFrom(c.seed, at), CreatedAt: at, Reason: collab.Reasons[c.random.IntN(4)],
		RequesterGUID: c.users[c.random.IntN(len(c.users)-1)], CompanyGUID: c.companies[company],
		Email: fmt.Sprintf("person%07d@%s", i, companyDomain(company)), FormalName: fmt.Sprintf("Rob Person%07d", i),
		FriendlyName: "Rob", Message: message, TrialDays: 30, Rating: &rating, RatingDate: &ratingDate, IsReal: true,
		HubspotStatus: "CREATED", SentCount: 1, EmailSentAt: &at, MailStatus: &status,
	}
	for _, slug := range vectors {
		if grade := "B"; c.random.IntN(6) == 0 {
			r.Vectors = append(r.Vectors, collab.Vector{Slug: slug, Grade: &grade})
		}
	}
	c.live(&r, c.now.Sub(at))
	return r
}

// live gives a request the state of one that was sent so long ago.
func (c *customer) live(r *collab.Request, age time.Duration) {
	const day = 24 * time.Hour
	ends := r.CreatedAt.Add(collab.InvitationDays * day)
	r.WindowEndsAt = &ends
	switch dice := c.random.IntN(100); {
	case dice < 15:
		why := "We have no capacity this quarter."
		r.Status, r.DeclinedWhy = collab.Declined, &why
	case dice < 40 && age < collab.InvitationDays*day-time.Hour:
		answer := collab.Answer
		r.Status, r.Awaiting, r.CanResend = collab.Pending, &answer, age > day
	case dice < 40:
		r.Status, r.CanResend = collab.Never, true
	case dice < 65:
		at, by, name := r.CreatedAt, r.RequesterGUID, "Ann Porter"
		r.Status, r.ResolvedAt, r.ResolvedBy, r.ResolvedByName = collab.Resolved, &at, &by, &name
	default:
		accepted, until := r.CreatedAt, r.CreatedAt.Add(time.Duration(r.TrialDays)*day)
		r.Status, r.AcceptedAt, r.AccessEndsAt = collab.Inactive, &accepted, &until
		if age < 30*day-time.Hour {
			r.Status = collab.Active
		}
	}
}
