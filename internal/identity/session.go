package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Sessions lets people in through a browser.
//
// It takes two steps. Proofs (a password, a passkey, the word of an IdP) make a
// ticket, and a ticket opens one session. An access that has a second factor, or
// has to have one, opens none before the ticket has it: see factors.go.
type Sessions struct {
	DB      *db.DB
	Now     func() time.Time // db.Now but in tests
	Key     mail.Key         // signs what browsers hold
	Factors *Factors

	refusals refusals // of messages from IdPs
}

// SessionLife is how long a session lasts, however much it is used, unless the
// customer says otherwise; LongestSession is the most that it can say.
const (
	SessionLife    = tenant.DefaultSessionHours * time.Hour
	LongestSession = tenant.MaxSessionHours * time.Hour
	ticketLife     = 10 * time.Minute
)

// End ends a session. One that has ended already is no error.
func (ss *Sessions) End(ctx context.Context, cookie string) error {
	by, err := ss.Actor(ctx, cookie, actor.IP(ctx))
	if errors.Is(err, errEnded) {
		return nil
	}
	if err != nil {
		return err
	}
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "sign_out", Subject: by.UserGUID})
		return endSession(ctx, tx, by.CustomerID, by.SessionGUID)
	})
}

// means is how somebody proved who they are.
type means struct {
	method string // password, passkey, sso
	factor string // the second one, or "": totp, passkey, recovery, idp
	at     time.Time
}

// Open begins a session through one of the choices that a sign-in gave, and
// returns its cookie. A ticket opens one session; it is ErrFactor or ErrEnrol,
// and the ticket stays, while a second factor is missing.
func (ss *Sessions) Open(ctx context.Context, ticket string, accessID int64, ip, agent string) (cookie string, err error) {
	now := ss.Now()
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		proof, err := ss.redeem(ctx, tx, ticket, now)
		if err != nil {
			return err
		}
		if err := enough(ctx, tx, proof.login, proof.how); err != nil {
			return err
		}
		by, err := opens(ctx, tx, proof.login, proof.userGUID, accessID, now)
		if err != nil {
			return err
		}
		by.IP = ip
		life, err := lifeIn(ctx, tx, by.CustomerID)
		if err != nil {
			return err
		}
		cookie, by.SessionGUID, err = insertSession(ctx, tx, by, newSession{
			login: proof.login, how: proof.how, from: proof.from, isOpen: true, began: now, seen: now, expires: proof.from.until(now.Add(life)), agent: agent,
		})
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "sign_in", Subject: by.UserGUID, Details: proof.details(ip, agent)})
		return ss.noteLogin(ctx, tx, by, proof.login, now)
	})
	return cookie, err
}

// noteLogin writes the last sign-in of the login and of the profile, and has
// the requests that show a recipient's written again: once a day, as they show
// a date.
func (ss *Sessions) noteLogin(ctx context.Context, tx *db.Tx, by actor.Actor, login accessKey, now time.Time) error {
	last, err := db.Value[*time.Time](ctx, tx, `
		select max(last_login_at) from accesses where user_guid = $1`, by.UserGUID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update accesses set last_login_at = $1 where customer_id = $2 and id = $3 or customer_id = $4 and id = $5`,
		now, login.customerID, login.id, by.CustomerID, by.AccessID)
	if err != nil || by.CustomerKind != tenant.VendorAccess || last != nil && today(*last) == today(now) {
		return err
	}
	return tenant.Refresh.Add(ctx, tx, tenant.Stale{CustomerID: by.UserCustomerID, UserGUID: by.UserGUID})
}

// opens returns who acts through one of the accesses that a login opens: itself,
// or a profile of its user in the same customer or below it: never up or sideways.
// It is errEnded for any other, and where it is not live.
func opens(ctx context.Context, tx *db.Tx, login accessKey, userGUID string, accessID int64, now time.Time) (actor.Actor, error) {
	p, err := db.One(ctx, tx, (*principal).fields, `
		select `+principalColumns+` from accesses a`+principalTables+`
		where a.id = $2 and a.user_guid = $3 and (a.customer_id = $4 and a.id = $5
			or a.type = 'profile' and `+tenant.Within("a.customer_id", "cast($4 as bigint)")+`)`,
		now, accessID, userGUID, login.customerID, login.id)
	if errors.Is(err, db.ErrNone) || err == nil && !p.live(now) {
		return actor.Actor{}, errEnded
	}
	return p.as(""), err
}

// lifeIn returns how long sessions of a customer last.
func lifeIn(ctx context.Context, tx *db.Tx, customerID int64) (time.Duration, error) {
	s, err := db.Value[tenant.Settings](ctx, tx, `select settings from customers where id = $1`, customerID)
	return s.SessionLife(), err
}

// origin is where the person of a session or a ticket proved itself, if it was
// at an IdP.
type origin struct {
	idp     string     // guid
	subject string     // hash of what a logout message of the IdP calls the person
	session string     // hash of what the IdP calls its own session; "" if it does not say
	hint    string     // sealed: what the IdP wants to hear at signing out
	ends    *time.Time // when the IdP wants it over, if it says so
}

func (o *origin) fields() []any { return []any{&o.idp, &o.subject, &o.session, &o.hint, &o.ends} }

// until returns when a session ends that would otherwise at a time.
func (o *origin) until(expires time.Time) time.Time {
	if o.ends != nil && o.ends.Before(expires) {
		return *o.ends
	}
	return expires
}

// newSession is what a session, or the ticket that opens one, is made of.
type newSession struct {
	login                accessKey
	how                  means
	from                 origin
	flow                 string // of a ticket: what it answers
	isOpen               bool
	began, seen, expires time.Time
	agent                string
}

func insertSession(ctx context.Context, tx *db.Tx, by actor.Actor, n newSession) (secret, guid string, err error) {
	secret, guid = randomText(), db.NewID()
	_, err = tx.Exec(ctx, `
		insert into sessions (customer_id, guid, access_id, login_customer_id, login_access_id, is_open, hash,
			created_at, seen_at, expires_at, ip, agent, method, factor, proved_at, rights,
			idp_guid, idp_subject, idp_session, idp_hint, idp_ends_at, flow)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		by.CustomerID, guid, by.AccessID, n.login.customerID, n.login.id, n.isOpen, hashOf(secret),
		n.began, n.seen, n.expires, by.IP, clip(n.agent), n.how.method, n.how.factor, n.how.at, rightsOf(by),
		n.from.idp, n.from.subject, n.from.session, n.from.hint, n.from.ends, n.flow)
	if err != nil {
		return "", "", err
	}
	return secret, guid, addToDirectory(ctx, tx, "session", hashOf(secret), by.CustomerID, guid)
}

// clip keeps what is worth keeping of a browser's name.
func clip(agent string) string { return cleanText(agent, 200) }

type proof struct {
	customerID int64
	guid       string
	login      accessKey
	userGUID   string
	how        means
	from       origin
}

func (p *proof) fields() []any {
	return append([]any{
		&p.customerID, &p.guid, &p.login.customerID, &p.login.id, &p.userGUID, &p.how.method, &p.how.factor, &p.how.at,
	}, p.from.fields()...)
}

// details are what the record keeps of a sign-in.
func (p *proof) details(ip, agent string) map[string]any {
	d := map[string]any{"ip": ip, "agent": clip(agent), "method": p.how.method, "factor": p.how.factor}
	if p.from.idp != "" {
		d["idp"] = p.from.idp
	}
	return d
}

// redeem takes a ticket away: of two that come with the same one, one opens. It
// holds the access that signed in: see endSessions.
func (ss *Sessions) redeem(ctx context.Context, tx *db.Tx, ticket string, now time.Time) (proof, error) {
	p, err := db.One(ctx, tx, (*proof).fields, `
		select s.customer_id, s.guid, s.login_customer_id, s.login_access_id, a.user_guid, s.method, s.factor,
			coalesce(s.proved_at, s.created_at), s.idp_guid, s.idp_subject, s.idp_session, s.idp_hint, s.idp_ends_at
		from directory d
		join sessions s on s.customer_id = d.customer_id and s.guid = d.ref and not s.is_open
		join accesses a on a.customer_id = s.login_customer_id and a.id = s.login_access_id
		join customers l on l.id = s.login_customer_id and l.is_active
		where d.kind = 'session' and d.hash = $1 and s.expires_at > $2`, hashOf(ticket), now)
	if errors.Is(err, db.ErrNone) {
		return p, errEnded
	}
	if err != nil {
		return p, err
	}
	if err := holdLogin(ctx, tx, p.login); err != nil {
		return p, err
	}
	n, err := tx.Exec(ctx, `delete from sessions where customer_id = $1 and guid = $2 and not is_open`, p.customerID, p.guid)
	if err == nil && n == 0 {
		err = errEnded
	}
	if err != nil {
		return p, err
	}
	return p, endSession(ctx, tx, p.customerID, p.guid)
}

// holdLogin holds the access that signed in until a new session of it is there:
// see endSessions.
func holdLogin(ctx context.Context, tx *db.Tx, login accessKey) error {
	_, err := db.Column[int64](ctx, tx, `select a.id from accesses a where a.customer_id = $1 and a.id = $2`+forUpdate(tx, "a"),
		login.customerID, login.id)
	return err
}
