package identity

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Grants gives short-lived tokens for long-lived ones, so that only what keeps
// secrets well has to hold a long one (RFC 6749, section 4.4). What is given works
// like the token that it was given for, never longer, and makes no tokens itself.
type Grants struct {
	DB     *db.DB
	Now    func() time.Time // db.Now but in tests
	Doors  *Doors
	Signer *Signer
	Life   time.Duration // 0 is ten minutes
}

// MaxGrant is how long a short-lived token may live at most.
const MaxGrant = time.Hour

const (
	usualGrant = 10 * time.Minute
	maxScope   = 4000 // characters
)

// grantsOf is how many short-lived tokens a token is given: one that lives ten
// minutes can be asked for by many processes at once, and not by each call.
var grantsOf = tenant.Budget{Name: "grants of", Most: 300, Per: 5 * time.Minute}

// Grant is a short-lived token.
type Grant struct {
	Token string
	Life  time.Duration
	Scope []string // the roles that it carries
}

var errClient = fault.New(fault.Unauthorized, "The client is not known here, or its secret is wrong or works no more.")

// Give returns a short-lived token for an access that names itself by its number
// and proves itself by one of its tokens. scope lists the roles that it needs; ""
// is all. Whatever is wrong with the client is the same Unauthorized error, after
// the same statements: the number is compared and never looked up.
func (gs *Grants) Give(ctx context.Context, client, secret, scope string) (Grant, error) {
	if !WellFormed(secret) { // a short-lived token is none that could renew itself
		return Grant{}, errClient
	}
	now, ip := gs.Now(), actor.IP(ctx)
	by, err := gs.Doors.Token(ctx, secret, ip)
	if fault.Is(err, fault.Unauthorized) {
		return Grant{}, errClient
	}
	if err != nil {
		return Grant{}, err
	}
	if client != clientID(by.AccessID) {
		return Grant{}, orElse(gs.Doors.refuse(ctx, now, networkOf(ip), account{by.CustomerID, by.TokenGUID}), errClient)
	}
	roles, err := within(by, scope)
	if err != nil {
		return Grant{}, err
	}
	return gs.give(ctx, by, roles, now, func(*db.Tx) error { return nil })
}

// within returns the roles of by that a scope names.
func within(by actor.Actor, scope string) ([]string, error) {
	works := actor.Working(by.Role, by.Roles)
	asked := strings.Fields(scope)
	if len(asked) == 0 {
		return works, nil
	}
	if len(scope) > maxScope {
		return nil, fault.Field("scope", "is too long")
	}
	roles := []string{}
	for _, id := range asked {
		if !carries(works, id) {
			return nil, fault.Field("scope", "names a role that this client does not have")
		}
		if !slices.Contains(roles, id) {
			roles = append(roles, id)
		}
	}
	return roles, nil
}

// carries reports whether a list of roles has one, or the RW of an R.
func carries(roles []string, id string) bool {
	return slices.Contains(roles, id) || actor.Known(id) && actor.Carries(roles, actor.Right(id))
}

// give signs a token, if once lets it.
func (gs *Grants) give(ctx context.Context, by actor.Actor, roles []string, now time.Time, once func(*db.Tx) error) (g Grant, err error) {
	g = Grant{Life: usualGrant, Scope: roles}
	if gs.Life != 0 {
		g.Life = min(gs.Life, MaxGrant)
	}
	if by.TokenExpires != nil {
		g.Life = min(g.Life, by.TokenExpires.Sub(now))
	}
	if g.Life = g.Life.Truncate(time.Second); g.Life <= 0 {
		return Grant{}, errClient // it is over before it can be used
	}
	said := signed{
		ID: db.NewID(), ClientID: clientID(by.AccessID), Scope: strings.Join(roles, " "), Customer: by.CustomerID, Token: by.TokenGUID,
		IssuedAt: now.Unix(), Expires: now.Add(g.Life).Unix(),
	}
	if g.Token, err = gs.Signer.sign(said); err != nil {
		return Grant{}, err
	}
	if len(g.Token) > maxSigned { // it would be refused
		return Grant{}, fault.Field("scope", "makes too long a token: name fewer roles")
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := once(tx); err != nil {
			return err
		}
		wait, ok, err := grantsOf.Take(ctx, tx, now, by.TokenGUID, 1)
		if err != nil {
			return err
		}
		if !ok {
			return fault.Wait(fault.TooMany, wait, "A client gets %d short-lived tokens in 5 minutes.", grantsOf.Most)
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "token.grant", Subject: by.TokenGUID,
			Details: map[string]any{"jti": said.ID, "scope": said.Scope, "expires_at": now.Add(g.Life), "ip": by.IP},
		})
		return nil
	})
	return g, err
}

// short returns who calls with a short-lived token: the access behind it as it is
// now, with those of its roles that the token was given for.
func (ds *Doors) short(ctx context.Context, secret, ip string) (actor.Actor, error) {
	now, network := ds.Now(), networkOf(ip)
	said, ok := ds.Signer.read(secret, now)
	if !ok { // as with a wrong checksum, nobody has to be asked
		return actor.Actor{}, errToken
	}
	key := callerKey{said.Token, network}
	k, err := ds.known(ctx, key, now, ip)
	if err != nil {
		return actor.Actor{}, err
	}
	if k != nil && clientID(k.actor.AccessID) == said.ClientID && k.actor.CustomerID == said.Customer {
		return narrowed(k.by(ip), said.Scope), nil
	}
	began := time.Now()
	c, err := ds.behind(ctx, said, now, network)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return actor.Actor{}, err
	}
	if err != nil || clientID(c.actor.AccessID) != said.ClientID || !c.opens(now, ip) {
		return actor.Actor{}, orElse(ds.refuse(ctx, now, network, account{c.actor.CustomerID, c.token}), errToken)
	}
	by := narrowed(c.by(ip), said.Scope)
	return by, ds.admitted(ctx, key, &c, by, began, now)
}

// behind reads the token that a short-lived one was given for.
func (ds *Doors) behind(ctx context.Context, said signed, now time.Time, network string) (caller, error) {
	return db.One(ctx, ds.DB, (*caller).fields,
		ds.caller(`(select cast($2 as bigint) as customer_id, cast($4 as text) as ref) d`, ""),
		now, said.Customer, network, said.Token)
}

// narrowed leaves an actor the roles of a scope that its access still has.
func narrowed(by actor.Actor, scope string) actor.Actor {
	by.ShortLived, by.Held, by.Roles = true, by.Roles, []string{}
	for id := range strings.FieldsSeq(scope) {
		if carries(by.Held, id) {
			by.Roles = append(by.Roles, id)
		}
	}
	return by
}

// errShort keeps what was let in for minutes from staying for a year.
var errShort = fault.New(fault.Forbidden, "A short-lived token makes no tokens.")
