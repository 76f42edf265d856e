package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Leaving is what there is to say to an IdP about somebody who signs out here.
type Leaving struct {
	CustomerID int64 // of the IdP
	IDP        string
	Hint       string // see [Arrival]
}

const forHint = "idp hint"

func (ss *Sessions) sealHint(a Arrival) (string, error) {
	if a.Hint == "" {
		return "", nil
	}
	return ss.Key.Seal(forHint, itoa(a.CustomerID)+"/"+a.IDP, []byte(a.Hint))
}

type departure struct {
	login accessKey
	from  origin
}

func (l *departure) fields() []any {
	return append([]any{&l.login.customerID, &l.login.id}, l.from.fields()...)
}

// Leaving returns at which IdP the person of a session signed in; the IDP is ""
// if it was at none. It is asked before the session ends.
func (ss *Sessions) Leaving(ctx context.Context, by actor.Actor) (Leaving, error) {
	l, err := db.One(ctx, ss.DB, (*departure).fields, `
		select login_customer_id, login_access_id, idp_guid, idp_subject, idp_session, idp_hint, idp_ends_at
		from sessions where customer_id = $1 and guid = $2 and is_open`, by.CustomerID, by.SessionGUID)
	if errors.Is(err, db.ErrNone) {
		return Leaving{}, errEnded
	}
	if err != nil || l.from.idp == "" {
		return Leaving{}, err
	}
	out := Leaving{CustomerID: l.login.customerID, IDP: l.from.idp}
	if l.from.hint != "" {
		plain, err := ss.Key.Unseal(forHint, itoa(out.CustomerID)+"/"+out.IDP, l.from.hint)
		if err != nil {
			return Leaving{}, err
		}
		out.Hint = string(plain)
	}
	return out, nil
}

// Message is a message of an IdP: how it is called, and until when it could be
// used.
type Message struct {
	ID   string
	Ends time.Time
}

// Farewell is what an IdP says about somebody who has signed out there.
type Farewell struct {
	CustomerID int64
	IDP        string
	Name       string   // of [Arrival]; "" is whoever has one of the sessions
	Sessions   []string // of the IdP; none means all of the person's
	Message    Message  // the message that says so, which counts once
}

// EndAtIDP ends the sessions that a logout message of an IdP is about, and the
// tickets that would open some, at once. It returns how many. A message that was
// shown before is Unauthorized.
func (ss *Sessions) EndAtIDP(ctx context.Context, f Farewell) (n int, err error) {
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		n = 0
		first, err := spend(ctx, tx, f.CustomerID, "logout "+f.IDP+" "+f.Message.ID, later(f.Message.Ends, ss.Now().Add(FlowLife)))
		if err != nil {
			return err
		}
		if !first {
			return errArrival
		}
		ended, err := ss.farewell(ctx, tx, f)
		if err != nil {
			return err
		}
		for _, s := range ended {
			audit.Record(ctx, tx, actor.System(s.customerID), s.customerID, audit.Event{
				Action: "session.end", Subject: s.guid, Details: map[string]any{"user": s.user, "idp": f.IDP, "itself": false},
			})
			if err := endSession(ctx, tx, s.customerID, s.guid); err != nil {
				return err
			}
		}
		n = len(ended)
		return nil
	})
	return n, err
}

type endedSession struct {
	customerID int64
	guid, user string
}

func (s *endedSession) fields() []any { return []any{&s.customerID, &s.guid, &s.user} }

// farewell finds what is to end. The accesses are held before it is read for
// good: see endSessions.
func (ss *Sessions) farewell(ctx context.Context, tx *db.Tx, f Farewell) ([]endedSession, error) {
	if f.Name == "" && len(f.Sessions) == 0 {
		return nil, nil // nobody, rather than everybody
	}
	var w db.Where
	w.And("s.login_customer_id = ?", f.CustomerID)
	w.And("s.idp_guid = ?", f.IDP)
	if f.Name != "" {
		w.And("s.idp_subject = ?", hashOf(f.Name))
	}
	if len(f.Sessions) > 0 {
		var hashes []string
		for _, s := range f.Sessions {
			hashes = append(hashes, hashOf(s))
		}
		if f.Name != "" { // of a session that came without a name any may be meant
			hashes = append(hashes, "")
		}
		w.In("s.idp_session", hashes)
	}
	_, err := db.Column[int64](ctx, tx, `
		select a.id from accesses a
		where (a.customer_id, a.id) in (select s.login_customer_id, s.login_access_id from sessions s`+w.String()+`)
		order by a.id`+forUpdate(tx, "a"), w.Args()...)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, tx, (*endedSession).fields, `
		select s.customer_id, s.guid, a.user_guid from sessions s
		join accesses a on a.customer_id = s.login_customer_id and a.id = s.login_access_id`+w.String(), w.Args()...)
}
