package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Holder is who proves itself, or looks after its factors: the holder of a
// session, or of a ticket, which opens none yet.
type Holder struct {
	by         actor.Actor // who acts; a ticket's holder acts through the login
	login      accessKey   // what it signs in with: its factors count, a profile has none
	loginType  string
	email      string
	name       string
	customer   string // of the login
	isTicket   bool
	isRequired bool            // two_fa_enabled
	policy     tenant.Settings // of the login's customer
	how        means
	flow       string // of a ticket from an IdP: what it answers
	principal  principal
	expires    time.Time
	rekey      *Rekey
}

func (h *Holder) fields() []any {
	return append(h.principal.fields(), &h.login.customerID, &h.login.id, &h.isRequired, &h.policy,
		&h.how.method, &h.how.factor, &h.how.at, &h.flow, &h.expires, &h.by.CustomerID, &h.by.SessionGUID)
}

// holderQuery reads a row s of sessions with the login behind it.
var holderQuery = `
	select ` + principalColumns + `, s.login_customer_id, s.login_access_id, a.two_fa_enabled, c.settings,
		s.method, s.factor, coalesce(s.proved_at, s.created_at), s.flow, s.expires_at, s.customer_id, s.guid
	from sessions s
	join accesses a on a.customer_id = s.login_customer_id and a.id = s.login_access_id` + principalTables

// Holder returns the holder of a session.
func (ss *Sessions) Holder(ctx context.Context, by actor.Actor) (Holder, error) {
	return ss.holder(ctx, by.IP, by, (*principal).live, `s.customer_id = $2 and s.guid = $3 and s.is_open`, by.CustomerID, by.SessionGUID)
}

// Waiting returns the holder of a ticket: also of one that opens nothing yet,
// because the invitation is not accepted.
func (ss *Sessions) Waiting(ctx context.Context, ticket, ip string) (Holder, error) {
	h, err := ss.holder(ctx, ip, actor.Actor{}, (*principal).stands, `not s.is_open and (s.customer_id, s.guid) in (
		select d.customer_id, d.ref from directory d where d.kind = 'session' and d.hash = $2)`, hashOf(ticket))
	h.isTicket = true
	return h, err
}

func (ss *Sessions) holder(ctx context.Context, ip string, by actor.Actor, works func(*principal, time.Time) bool, condition string, args ...any) (Holder, error) {
	now := ss.Now()
	h, err := db.One(ctx, ss.DB, (*Holder).fields, holderQuery+` where `+condition, append([]any{now}, args...)...)
	if errors.Is(err, db.ErrNone) || err == nil && (!h.expires.After(now) || !works(&h.principal, now)) {
		return Holder{}, errEnded
	}
	if err != nil {
		return Holder{}, err
	}
	login := h.principal.as(ip)
	h.loginType, h.email, h.name, h.customer = login.AccessType, login.Email, login.FormalName, login.CustomerName
	if by.UserGUID == "" {
		by = login
		by.SessionGUID = h.by.SessionGUID
	}
	h.by = by
	return h, nil
}

// Missing returns ErrFactor or ErrEnrol while the holder of a ticket lacks what
// it takes to open a session.
func (ss *Sessions) Missing(ctx context.Context, h Holder) error {
	return enough(ctx, ss.DB, h.login, h.how)
}

// IsUser reports whether the holder is a user.
func (h *Holder) IsUser(guid string) bool { return guid != "" && h.by.UserGUID == guid }

// IsNobody reports whether there is no holder.
func (h *Holder) IsNobody() bool { return h.by.UserGUID == "" }

// IsTicket reports whether it is the holder of a ticket.
func (h *Holder) IsTicket() bool { return h.isTicket }

// Email returns the address that the holder signs in with.
func (h *Holder) Email() string { return h.email }

// Name returns how the holder is called.
func (h *Holder) Name() string { return h.name }

// CustomerName returns where the holder signs in.
func (h *Holder) CustomerName() string { return h.customer }

// mustHave reports whether one second factor has to stay.
func (h *Holder) mustHave() bool { return h.isRequired || h.policy.SecondFactor }

// check reads the holder again as part of tx, which is about to write.
func (h *Holder) check(ctx context.Context, tx *db.Tx, now time.Time) error {
	if h.loginType != UIConnection {
		return fault.New(fault.Forbidden, "You sign in at your organisation's identity provider, which has its own second factors.")
	}
	return h.holds(ctx, tx, now)
}

// holds is check for those, too, who have their factors at an IdP.
func (h *Holder) holds(ctx context.Context, tx *db.Tx, now time.Time) error {
	if !h.isTicket {
		return tenant.Check(ctx, tx, h.by)
	}
	again, err := db.One(ctx, tx, (*Holder).fields, holderQuery+`
		where s.customer_id = $2 and s.guid = $3 and not s.is_open`, now, h.by.CustomerID, h.by.SessionGUID)
	if errors.Is(err, db.ErrNone) || err == nil && (!again.expires.After(now) || !again.principal.stands(now)) {
		return errEnded
	}
	h.how, h.isRequired, h.policy = again.how, again.isRequired, again.policy
	return err
}

// FreshFor is for how long a proof counts where a sensitive action asks for one.
const FreshFor = 10 * time.Minute

// ErrStale asks somebody who is signed in to prove once more that it is still
// the same person.
var ErrStale = fault.New(fault.Forbidden, "Prove that it is still you, then try again.")

// fresh takes no password for a proof once there is a factor: it may be what the
// factor was set up against.
func (h *Holder) fresh(ctx context.Context, c db.Conn, now time.Time) error {
	if now.Sub(h.how.at) >= FreshFor {
		return ErrStale
	}
	if err := enough(ctx, c, h.login, h.how); !errors.Is(err, ErrEnrol) && err != nil {
		if errors.Is(err, ErrFactor) {
			return ErrStale
		}
		return err
	}
	return nil
}

// Fresh returns ErrStale unless the person behind a session has proven itself
// within [FreshFor]: at signing in, or when it was asked again. Programs, which
// call with a token, are not asked.
func (ss *Sessions) Fresh(ctx context.Context, by actor.Actor) error {
	return fresh(ctx, ss.DB, ss.Now, by)
}

// fresh is [Sessions.Fresh] for the verbs that ask for it themselves.
func fresh(ctx context.Context, d *db.DB, now func() time.Time, by actor.Actor) error {
	if by.SessionGUID == "" {
		return nil
	}
	h, err := (&Sessions{DB: d, Now: now}).Holder(ctx, by)
	if err != nil {
		return err
	}
	return h.fresh(ctx, d, now())
}
