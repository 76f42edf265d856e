package identity

import (
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Choice is one way in that a password has opened: the access that it belongs
// to, or a profile of the same user.
type Choice struct {
	Ticket       string // for [Sessions.Open], within ten minutes, once
	AccessID     int64
	Type         string
	Name         string // of a profile
	CustomerID   int64
	CustomerGUID string
	CustomerName string
	LastLoginAt  *time.Time // of [Sessions.Ways]
}

// candidate is an access with a password that an e-mail address may mean.
type candidate struct {
	principal
	phc   *string
	setAt *time.Time // of the password
}

func (c *candidate) fields() []any { return append(c.principal.fields(), &c.phc, &c.setAt) }

func (c *candidate) key() accessKey { return accessKey{c.actor.CustomerID, c.actor.AccessID} }

// leastTries is how many hashes a sign-in computes at least, so that its time
// does not tell an unknown address from a known one. All passwords of an address
// have one salt, in however many customers; two for as long as one was set before
// that was so, or under another address, and nobody has signed in by it since.
const leastTries = 2

// SignIn is SignInFrom for a browser that nobody knows.
func (ss *Sessions) SignIn(ctx context.Context, email, password, ip, agent string) ([]Choice, error) {
	return ss.SignInFrom(ctx, Browser{IP: ip, Agent: agent}, email, password)
}

// SignInFrom checks a password against every access of every customer that holds
// the e-mail address, and returns the ways in: none is the same Unauthorized
// error whatever is wrong, several are the person's choice. It is TooMany, and
// compares nothing, after too many refusals.
//
// Whether there is such an address makes no difference but for the rows that one
// query finds: the same statements and as many hashes.
func (ss *Sessions) SignInFrom(ctx context.Context, from Browser, email, password string) ([]Choice, error) {
	now := ss.Now()
	email = plainEmail(email)
	try := ss.tryOf(from, email, now)
	if err := try.begin(ctx, ss.DB); err != nil {
		return nil, err
	}
	found, err := ss.candidates(ctx, email, now)
	if err != nil {
		return nil, err
	}
	proven, err := prove(ctx, found, password)
	if err != nil {
		return nil, err
	}
	proven = slices.DeleteFunc(proven, func(c candidate) bool { return !from.lets(&c.principal, now) })
	if len(proven) == 0 {
		return nil, orElse(countRefused(ctx, ss.DB, now, networkOf(from.IP), addressed(email)), errSignIn)
	}
	if err := try.undo(ctx, ss.DB); err != nil {
		return nil, err
	}
	if err := ss.rehash(ctx, proven, password); err != nil {
		return nil, err
	}
	return ss.choices(ctx, proven, means{method: byPassword, at: now}, from.IP, from.Agent)
}

// candidates returns what an address may mean, in every customer.
func (ss *Sessions) candidates(ctx context.Context, email string, now time.Time) ([]candidate, error) {
	return db.All(ctx, ss.DB, (*candidate).fields, `
		select `+principalColumns+`, p.phc, p.set_at
		from directory d
		join accesses a on a.user_guid = d.ref and a.type = 'ui_connection'
		left join passwords p on p.customer_id = a.customer_id and p.access_id = a.id`+
		principalTables+`
		where d.kind = 'email' and d.hash = $2
		order by a.customer_id, a.id`, now, hashOf(email))
}

// hold keeps the password that was proven as it is until the ticket is there, so
// that who sets another one finds the ticket and ends it. One that was set since
// is Unauthorized.
func (c *candidate) hold(ctx context.Context, tx *db.Tx) error {
	if c.setAt == nil {
		return nil // proven by other means
	}
	_, err := db.Value[int64](ctx, tx, `
		select access_id from passwords where customer_id = $1 and access_id = $2 and set_at = $3`+forShare(tx),
		c.actor.CustomerID, c.actor.AccessID, *c.setAt)
	if errors.Is(err, db.ErrNone) {
		return errSignIn
	}
	return err
}

// prove returns the candidates whose password this is.
func prove(ctx context.Context, found []candidate, password string) (proven []candidate, err error) {
	keys := make(map[string][]byte)
	for _, c := range found {
		if c.phc == nil {
			continue
		}
		stored, err := parsePHC(*c.phc)
		if err != nil {
			return nil, err
		}
		key, ok := keys[stored.madeAs()]
		if !ok {
			if key, err = stored.derive(ctx, password); err != nil {
				return nil, err
			}
			keys[stored.madeAs()] = key
		}
		if subtle.ConstantTimeCompare(key, stored.key) == 1 {
			proven = append(proven, c)
		}
	}
	for range leastTries - len(keys) {
		if _, err := VerifyPassword(ctx, nobody, password); err != nil {
			return nil, err
		}
	}
	return proven, nil
}

// rehash writes hashes that were made with other costs or another salt anew, now that the
// password is known.
func (ss *Sessions) rehash(ctx context.Context, proven []candidate, password string) error {
	for _, c := range proven {
		salt := saltFor(ss.Key, c.actor.Email)
		if !outdated(*c.phc, salt) {
			continue
		}
		fresh, err := hash(ctx, password, salt)
		if err != nil {
			return err
		}
		_, err = ss.DB.Exec(ctx, `update passwords set phc = $4 where customer_id = $1 and access_id = $2 and phc = $3`,
			c.actor.CustomerID, c.actor.AccessID, *c.phc, fresh)
		if err != nil {
			return err
		}
	}
	return nil
}

// choices makes a ticket for every access that somebody has proven to be theirs.
func (ss *Sessions) choices(ctx context.Context, proven []candidate, how means, ip, agent string) (choices []Choice, err error) {
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		choices = nil
		for _, c := range proven {
			if err := c.hold(ctx, tx); err != nil {
				return err
			}
			ways, err := openTo(ctx, tx, c, how, ip, agent)
			if err != nil {
				return err
			}
			choices = append(choices, ways...)
		}
		return nil
	})
	return choices, err
}

// openTo makes the ticket of one access, and returns the ways in that it opens.
func openTo(ctx context.Context, tx *db.Tx, c candidate, how means, ip, agent string) ([]Choice, error) {
	by := c.as(ip)
	ticket, _, err := insertSession(ctx, tx, by, newSession{
		login: c.key(), how: how, began: how.at, seen: how.at, expires: how.at.Add(ticketLife), agent: agent,
	})
	if err != nil {
		return nil, err
	}
	return choicesOf(ctx, tx, by, ticket, how.at)
}

type profile struct {
	principal
	name *string
}

// profilesOf returns the profiles that a login opens.
func profilesOf(ctx context.Context, c db.Conn, login actor.Actor, now time.Time) ([]Choice, error) {
	all, err := db.All(ctx, c, func(p *profile) []any { return append(p.fields(), &p.name) }, `
		select `+principalColumns+`, a.name from accesses a`+principalTables+`
		where a.user_guid = $2 and a.type = 'profile' and `+tenant.Within("a.customer_id", "cast($3 as bigint)")+`
		order by a.created_at, a.id`, now, login.UserGUID, login.CustomerID)
	var choices []Choice
	for _, p := range all {
		if !p.live(now) {
			continue
		}
		choice := Choice{
			AccessID: p.actor.AccessID, Type: Profile,
			CustomerID: p.actor.CustomerID, CustomerGUID: p.actor.CustomerGUID, CustomerName: p.actor.CustomerName,
		}
		if p.name != nil {
			choice.Name = *p.name
		}
		choices = append(choices, choice)
	}
	return choices, err
}
