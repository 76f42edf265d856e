package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Invitation returns what is behind the link that was mailed to a colleague. It
// changes nothing: mail scanners follow links too.
func (cs *Colleagues) Invitation(ctx context.Context, secret string) (i ColleagueInvitation, err error) {
	if i.Link, err = cs.Requests.Links.Look(ctx, secret); err != nil {
		return i, err
	}
	if i.Link.Kind != mail.ColleagueLink {
		return i, errNotFound
	}
	if i.Home, err = tenant.Read(ctx, cs.DB, i.Link.CustomerID); err != nil {
		return i, err
	}
	rows, err := db.All(ctx, cs.DB, (*Colleague).fields, `
		select `+colleagueColumns+` from request_colleagues k where k.recipient_customer_id = $1 and k.invitation = $2
		order by k.guid <> k.invitation, k.customer_id, k.guid limit $3`, i.Link.CustomerID, i.Link.Subject, mostAtOnce)
	if err != nil {
		return i, err
	}
	for _, k := range rows {
		if i.Who.GUID == "" {
			i.Who = k
		}
		r, n, err := read(ctx, cs.DB, k.CustomerID, k.RequestGUID)
		if err != nil {
			return i, err
		}
		if ask := askOf(k, &r, &n); r.Status == Active || r.Status == Resolved {
			ask.Runs = r.accessRuns(cs.Now())
			i.Asks = append(i.Asks, ask)
		}
	}
	return i, nil
}

func askOf(k Colleague, r *Request, n *names) ColleagueAsk {
	a := ColleagueAsk{
		Colleague: k, RequesterName: n.formal, RequesterCompany: n.ownCompany, CustomerName: n.customer, CompanyName: n.company,
		Reason: r.Reason, Message: r.Message, Findings: r.FindingsCount,
	}
	if r.AccessEndsAt != nil {
		a.AccessEndsAt = *r.AccessEndsAt
	}
	return a
}

// checked returns the invitation if the code in its mail came with the answer.
func (cs *Colleagues) checked(ctx context.Context, a *ColleagueAnswer) (i ColleagueInvitation, err error) {
	if i, err = cs.Invitation(ctx, a.Secret); err != nil {
		return i, err
	}
	if i.Link, err = cs.Requests.Links.Check(ctx, a.Secret, a.Code, ""); err != nil {
		return i, err
	}
	if i.Who.GUID == "" {
		return i, errAnswered
	}
	return i, nil
}

// Accept lets a colleague in, for as long as the accesses of the requests run. It
// becomes a user beside the recipient, or signs in as the one that it is: a link
// never signs an existing user in. It returns what it was let in to.
func (cs *Colleagues) Accept(ctx context.Context, a ColleagueAnswer) (in []Colleague, err error) {
	p := fault.Problems{}
	a.FormalName = checkName(p, a.FormalName)
	p.Require(a.Terms, "terms", "Accept the terms to go on.")
	if err := p.Err(); err != nil {
		return nil, err
	}
	i, err := cs.checked(ctx, &a)
	if err != nil {
		return nil, err
	}
	rs := cs.Requests
	phc := ""
	has, err := rs.Users.ProveRecipient(ctx, i.Home.Domain, i.Who.EmailLower, a.Answering)
	if err == nil && !has {
		phc, err = identity.HashFor(ctx, rs.Links.Key, i.Who.Email, a.Password, i.Who.Email, a.FormalName)
	}
	if err != nil {
		return nil, err
	}
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		in, err = cs.accept(ctx, tx, &i, identity.RecipientDraft{
			Email: i.Who.Email, FormalName: a.FormalName, PHC: phc, Holder: a.Holder,
		})
		return err
	})
	return in, err
}

func (cs *Colleagues) accept(ctx context.Context, tx *db.Tx, i *ColleagueInvitation, who identity.RecipientDraft) (in []Colleague, err error) {
	// Nobody is bound who has just had everything about themselves erased.
	if _, err := tenant.Hold(ctx, tx, i.Home.ID); err != nil {
		return nil, err
	}
	if err := cs.Requests.Links.Spend(ctx, tx, i.Link); err != nil {
		return nil, err
	}
	user, access, err := cs.Requests.Users.BindRecipient(ctx, tx, i.Home, who)
	if err != nil {
		return nil, err
	}
	by := actor.Actor{
		CustomerID: i.Home.ID, CustomerGUID: i.Home.GUID, CustomerName: i.Home.Name, CustomerKind: i.Home.Kind,
		UserGUID: user.GUID, Email: i.Who.Email, FormalName: who.FormalName, AccessID: access,
	}
	for _, ask := range i.Asks {
		k := ask.Colleague
		k.FormalName = who.FormalName
		joined, err := cs.join(ctx, tx, by, &k)
		if err != nil {
			return nil, err
		}
		if joined {
			in = append(in, k)
		}
	}
	if len(in) == 0 {
		return nil, errAnswered
	}
	return in, nil
}

// join binds a colleague to a user while the access to its request runs.
func (cs *Colleagues) join(ctx context.Context, tx *db.Tx, by actor.Actor, k *Colleague) (bool, error) {
	now := cs.Now()
	n, err := tx.Exec(ctx, `
		update request_colleagues set user_guid = $5, joined_at = $3, formal_name = $6, version = version + 1
		where customer_id = $1 and request_guid = $2 and guid = $4 and user_guid is null and expires_at > $3 and exists (
			select 1 from access_requests r
			where r.customer_id = $1 and r.guid = $2 and (r.recipient_guid is null or r.recipient_guid <> $5) and `+running+`)`,
		k.CustomerID, k.RequestGUID, now, k.GUID, by.UserGUID, k.FormalName)
	if err != nil || n == 0 {
		return false, err
	}
	k.UserGUID, k.JoinedAt = &by.UserGUID, &now
	k.record(ctx, tx, by, "colleague.join")
	if _, err := cs.Requests.render(ctx, tx, k.CustomerID, k.RequestGUID); err != nil {
		return false, err
	}
	return true, cs.tellOf(ctx, tx, k)
}

// tellOf tells the requester, by mail too, and who invited that a colleague is in.
func (cs *Colleagues) tellOf(ctx context.Context, tx *db.Tx, k *Colleague) error {
	r, n, err := read(ctx, tx, k.CustomerID, k.RequestGUID)
	if err != nil {
		return err
	}
	name, about := mail.CleanName(k.FormalName), mail.CleanName(n.company)
	note := identity.Notification{
		CustomerID: r.CustomerID, UserGUID: r.RequesterGUID, Type: identity.Collaboration, Status: identity.Success, Path: "/outbox/" + r.GUID,
		Subject: name + " works on your request now", Text: mail.CleanName(k.InviterName) + " has let in a colleague to the request about " + about + ".",
	}
	if err := identity.Notify(ctx, tx, cs.Now(), note); err != nil {
		return err
	}
	note.CustomerID, note.UserGUID, note.Path = k.HomeID, k.InviterGUID, "/inbox/"+r.GUID
	note.Subject, note.Text = name+" has accepted", "Your colleague works on the request about "+about+" with you."
	if err := identity.Notify(ctx, tx, cs.Now(), note); err != nil {
		return err
	}
	return cs.Requests.mailRequester(ctx, tx, &r, &n, mail.ColleagueJoined{
		ColleagueName: k.FormalName, ColleagueEmail: k.Email, InviterName: k.InviterName, CompanyName: n.company, RequestGUID: r.GUID,
	})
}

// Decline says no to what a colleague asks, and keeps that no more is wanted from
// the senders, or from this server.
func (cs *Colleagues) Decline(ctx context.Context, a ColleagueAnswer) error {
	if a.Stop != NoStop && a.Stop != StopSender && a.Stop != StopServer {
		return fault.Field("stop", "must be sender or server")
	}
	i, err := cs.checked(ctx, &a)
	if err != nil {
		return err
	}
	return cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := cs.Requests.Links.Spend(ctx, tx, i.Link); err != nil {
			return err
		}
		rows, err := db.All(ctx, tx, (*Colleague).fields, `
			select `+colleagueColumns+` from request_colleagues k
			where k.recipient_customer_id = $1 and k.invitation = $2 and k.user_guid is null order by k.customer_id, k.request_guid`, i.Home.ID, i.Link.Subject)
		if err != nil {
			return err
		}
		for _, k := range rows {
			if err := cs.drop(ctx, tx, actor.System(k.HomeID), &k, "colleague.decline"); err != nil {
				return err
			}
			if err := cs.Requests.stop(ctx, tx, k.CustomerID, k.EmailLower, a.Stop); err != nil {
				return err
			}
		}
		audit.Touch(ctx, tx, i.Home.ID, audit.Requests)
		return nil
	})
}
