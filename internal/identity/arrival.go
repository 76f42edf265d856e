package identity

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Arrival is what an IdP said about somebody, after all that can be checked of
// the message alone was checked.
type Arrival struct {
	CustomerID  int64
	IDP         string              // guid
	Subject     string              // who it is at the IdP: exactly, case kept
	Name        string              // what a logout message of the IdP calls the person; "" is Subject
	Session     string              // what the IdP calls its own session: SessionIndex, sid; or ""
	Hint        string              // what the IdP wants to hear at signing out; see [Sessions.Leaving]
	SessionEnds time.Time           // SessionNotOnOrAfter: when the IdP wants the session over; zero if it does not say
	Message     Message             // that says so, and counts once
	ProvedAt    time.Time           // AuthnInstant, auth_time: when the person proved itself there; zero if it was not said
	Flow        string              // id of the request that it answers; "" is none: begun at the IdP
	Attributes  map[string][]string // for the mapping
}

// errArrival says the same to whoever an IdP sends in vain: unknown here,
// deactivated, expired, or at an IdP that is not enabled.
var errArrival = fault.New(fault.Unauthorized,
	"You have signed in at your identity provider, but that opens nothing here. Ask the administrator of your organisation.")

// turnedAway is why an arrival opens nothing: for the record, and for the person.
type turnedAway struct {
	reason string
	tell   error
}

func (e *turnedAway) Error() string { return e.reason + ": " + e.tell.Error() }

func (e *turnedAway) Unwrap() error { return e.tell }

func turnAway(reason string) error { return &turnedAway{reason, errArrival} }

// Arrive takes what an IdP said about somebody for a sign-in, and returns the
// ways in. The message is spent, a user is made if the IdP does so for those who
// are new, and what the IdP's mapping names is brought up to date. What opens
// nothing is the same Unauthorized error whatever is wrong, but for what only
// those learn who are to become users.
func (ss *Sessions) Arrive(ctx context.Context, from Browser, a Arrival) (choices []Choice, err error) {
	try := func(withRole bool) error {
		return ss.DB.Tx(ctx, func(tx *db.Tx) error {
			choices, err = ss.arrive(ctx, tx, from, a, withRole)
			return err
		})
	}
	err = try(true)
	if errors.Is(err, errLastAdmin) {
		err = try(false) // the last admin stays one, and gets in
	}
	if away, ok := errors.AsType[*turnedAway](err); ok {
		return nil, orElse(ss.RefuseArrival(ctx, from, a.CustomerID, a.IDP, away.reason), away.tell)
	}
	return choices, err
}

// RefuseArrival counts a message of an IdP, or in its name, that was refused:
// one event a minute, network and reason. The reason is ours, never the
// message's, and short.
func (ss *Sessions) RefuseArrival(ctx context.Context, from Browser, customerID int64, idp, reason string) error {
	now, network := ss.Now(), networkOf(from.IP)
	if !ss.refusals.mayWrite(now.Truncate(time.Minute), wide(network)) {
		return nil
	}
	return countReason(ctx, ss.DB, now, network, account{customerID, idp}, cleanText(reason, maxWhy))
}

const maxWhy = 100

func (ss *Sessions) arrive(ctx context.Context, tx *db.Tx, from Browser, a Arrival, withRole bool) ([]Choice, error) {
	now := ss.Now()
	idp, err := enabledIDP(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	if !isSubject(a.Subject) {
		return nil, turnAway("a subject that is none")
	}
	if first, err := spend(ctx, tx, a.CustomerID, "arrival "+a.IDP+" "+a.Message.ID, later(a.Message.Ends, now.Add(FlowLife))); err != nil || !first {
		return nil, orElse(err, turnAway("replayed"))
	}
	p, err := ss.whoArrives(ctx, tx, idp, a, withRole)
	if err != nil {
		return nil, err
	}
	if !p.live(now) {
		return nil, turnAway("deactivated or expired")
	}
	if err := noteFirst(ctx, tx, idp); err != nil {
		return nil, err
	}
	return ss.ticketFor(ctx, tx, from, p, a, now)
}

// enabledIDP reads the IdP again, and keeps it as it is: who disables it finds
// the ticket and ends it.
func enabledIDP(ctx context.Context, tx *db.Tx, a Arrival) (IDP, error) {
	first, err := db.Value[bool](ctx, tx, `select not has_signed_in from idps where customer_id = $1 and guid = $2`, a.CustomerID, a.IDP)
	hold := forUpdate(tx, "i") // who writes that somebody has signed in
	if !first {
		hold = shareOf(tx, "i")
	}
	if err == nil {
		_, err = db.Value[string](ctx, tx, `
			select i.guid from idps i join customers c on c.id = i.customer_id
			where i.customer_id = $1 and i.guid = $2 and i.is_enabled and c.is_active`+hold, a.CustomerID, a.IDP)
	}
	if errors.Is(err, db.ErrNone) {
		return IDP{}, turnAway("not enabled")
	}
	if err != nil {
		return IDP{}, err
	}
	idp, err := oneIDP(ctx, tx, a.CustomerID, a.IDP)
	if err == nil {
		err = idp.Mapping.forget(ctx, tx, a.CustomerID)
	}
	return idp, err
}

// shareOf is forShare for the rows of one table alone.
func shareOf(c db.Conn, table string) string {
	if s := forShare(c); s != "" {
		return s + " of " + table
	}
	return ""
}

func isSubject(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= maxSSOID && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// whoArrives returns the principal of the access that has the identity, held so
// that who ends its sessions finds the ticket.
func (ss *Sessions) whoArrives(ctx context.Context, tx *db.Tx, idp IDP, a Arrival, withRole bool) (principal, error) {
	p, err := ss.identified(ctx, tx, a)
	if errors.Is(err, db.ErrNone) {
		if !idp.IsJIT {
			return p, turnAway("unknown subject")
		}
		return ss.welcome(ctx, tx, idp, a)
	}
	if err != nil {
		return p, err
	}
	if err := ss.follow(ctx, tx, idp, p.actor, a, withRole); err != nil {
		return p, err
	}
	return ss.identified(ctx, tx, a)
}

// identified finds who has exactly this identity. An e-mail address is never
// looked at.
func (ss *Sessions) identified(ctx context.Context, tx *db.Tx, a Arrival) (principal, error) {
	id, err := db.Value[int64](ctx, tx, `
		select a.id from accesses a
		where a.customer_id = $1 and a.type = 'sso_connection' and a.idp_guid = $2 and a.sso_id = $3`+forUpdate(tx, "a"),
		a.CustomerID, a.IDP, a.Subject)
	if err != nil {
		return principal{}, err
	}
	return db.One(ctx, tx, (*principal).fields, `
		select `+principalColumns+` from accesses a`+principalTables+`
		where a.customer_id = $2 and a.id = $3`, ss.Now(), a.CustomerID, id)
}

// noteFirst writes that somebody has signed in at the IdP.
func noteFirst(ctx context.Context, tx *db.Tx, idp IDP) error {
	if idp.HasSignedIn {
		return nil
	}
	_, err := tx.Exec(ctx, `update idps set has_signed_in = true where customer_id = $1 and guid = $2`, idp.CustomerID, idp.GUID)
	audit.Touch(ctx, tx, idp.CustomerID, audit.Identity)
	return err
}

// ticketFor makes the ticket, and returns the ways in that it opens.
func (ss *Sessions) ticketFor(ctx context.Context, tx *db.Tx, from Browser, p principal, a Arrival, now time.Time) ([]Choice, error) {
	by := p.as(from.IP)
	hint, err := ss.sealHint(a)
	if err != nil {
		return nil, err
	}
	ticket, _, err := insertSession(ctx, tx, by, newSession{
		login: accessKey{by.CustomerID, by.AccessID}, how: means{method: bySSO, factor: "idp", at: provedAt(a, now)},
		from: a.origin(hint), flow: a.Flow, began: now, seen: now, expires: now.Add(ticketLife), agent: from.Agent,
	})
	if err != nil {
		return nil, err
	}
	return choicesOf(ctx, tx, by, ticket, now)
}

// choicesOf returns what a ticket opens: the login itself, and the profiles of
// its user.
func choicesOf(ctx context.Context, c db.Conn, by actor.Actor, ticket string, now time.Time) ([]Choice, error) {
	choices := []Choice{{
		Ticket: ticket, AccessID: by.AccessID, Type: by.AccessType,
		CustomerID: by.CustomerID, CustomerGUID: by.CustomerGUID, CustomerName: by.CustomerName,
	}}
	profiles, err := profilesOf(ctx, c, by, now)
	for _, p := range profiles {
		p.Ticket = ticket
		choices = append(choices, p)
	}
	return choices, err
}

// provedAt is when the person proved itself, as far as that counts here: an IdP
// that remembers somebody proves nothing anew, and one that does not say when it
// was has proven nothing of late.
func provedAt(a Arrival, now time.Time) time.Time {
	switch {
	case a.ProvedAt.IsZero():
		return now.Add(-FreshFor)
	case a.ProvedAt.After(now):
		return now // its clock is ahead
	}
	return a.ProvedAt
}

func (a *Arrival) origin(hint string) origin {
	o := origin{idp: a.IDP, subject: hashOf(a.Subject), hint: hint}
	if a.Name != "" {
		o.subject = hashOf(a.Name)
	}
	if a.Session != "" {
		o.session = hashOf(a.Session)
	}
	if !a.SessionEnds.IsZero() {
		o.ends = &a.SessionEnds
	}
	return o
}
