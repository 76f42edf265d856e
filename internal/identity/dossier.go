package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Chapter is what is held about a person, of one kind. Its rows go out as JSON.
type Chapter struct {
	Name string
	// Each yields the rows, and says whether there are more than go out.
	Each func(ctx context.Context, yield func(any) error) (more bool, err error)
}

// MostHeld is how many rows of a kind go out: the newest.
const MostHeld = 10_000

// NewChapter makes a chapter of the rows that a query finds. It ends with the
// number of the parameter for a limit.
func NewChapter[T any](d *db.DB, name string, fields func(*T) []any, query string, args ...any) Chapter {
	return Chapter{name, func(ctx context.Context, yield func(any) error) (bool, error) {
		rows, err := db.All(ctx, d, fields, query, append(args, MostHeld+1)...)
		if err != nil {
			return false, err
		}
		for i := range rows[:min(len(rows), MostHeld)] {
			if err := yield(&rows[i]); err != nil {
				return false, err
			}
		}
		return len(rows) > MostHeld, nil
	}}
}

// heldUser is a user as it is told what is held about it.
type heldUser struct {
	GUID         string    `json:"guid"`
	ID           int64     `json:"id"`
	Organisation string    `json:"organisation"`
	Email        string    `json:"email"`
	PendingEmail *string   `json:"pending_email"`
	FirstName    string    `json:"firstname"`
	LastName     string    `json:"lastname"`
	FormalName   string    `json:"formal_name"`
	FriendlyName string    `json:"friendly_name"`
	Phone        string    `json:"phone"`
	Language     string    `json:"language"`
	ExpiresAt    *string   `json:"expires_at"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
}

type heldPlace struct {
	Organisation string `json:"organisation"`
	Role         string `json:"role"`
	Group        string `json:"group"`
}

type heldAccess struct {
	ID           int64      `json:"id"`
	Organisation string     `json:"organisation"`
	Type         string     `json:"type"`
	Name         *string    `json:"name"`
	Roles        []string   `json:"roles"`
	SecondFactor bool       `json:"two_fa_enabled"`
	SSOID        *string    `json:"sso_id"`
	CreatedAt    time.Time  `json:"created_at"`
	LastLoginAt  *time.Time `json:"last_login_at"`
	PasswordAt   *time.Time `json:"password_set_at"`
}

type heldSession struct {
	Method    string    `json:"method"`
	Factor    string    `json:"factor"`
	IP        string    `json:"ip"`
	Agent     string    `json:"agent"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at"`
}

type heldFactor struct {
	Access    int64      `json:"access"`
	Kind      string     `json:"kind"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"created_at"`
	UsedAt    *time.Time `json:"last_used_at"`
}

type heldToken struct {
	Access    int64      `json:"access"`
	Prefix    string     `json:"prefix"`
	Last4     string     `json:"last4"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at"`
	UsedAt    *time.Time `json:"last_used_at"`
	UsedIP    *string    `json:"last_used_ip"`
	RevokedAt *time.Time `json:"revoked_at"`
}

type heldNotification struct {
	Type      string    `json:"type"`
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	Unread    bool      `json:"unread"`
	CreatedAt time.Time `json:"created_at"`
}

type heldMail struct {
	Kind      string     `json:"kind"`
	Address   string     `json:"address"`
	State     string     `json:"state"`
	CreatedAt time.Time  `json:"created_at"`
	SentAt    *time.Time `json:"sent_at"`
}

type heldEvent struct {
	At      time.Time `json:"at"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"`
}

// Chapters are what is held about by in this package's tables, and about its doing
// in those of mail and audit. Of its doing the newest 200,000 events of its own
// customer are looked at.
func (us *Users) Chapters(by actor.Actor) []Chapter {
	d, user := us.DB, by.UserGUID
	return []Chapter{
		NewChapter(d, "user", func(u *heldUser) []any {
			return []any{
				&u.GUID, &u.ID, &u.Organisation, &u.Email, &u.PendingEmail, &u.FirstName, &u.LastName, &u.FormalName, &u.FriendlyName,
				&u.Phone, &u.Language, &u.ExpiresAt, &u.CreatedAt, &u.UpdatedAt,
			}
		}, `
			select u.guid, u.id, c.name, u.email, u.pending_email, u.firstname, u.lastname, u.formal_name, u.friendly_name,
				u.phone, u.language, u.expires_at, u.created_at, u.updated_at
			from users u join customers c on c.id = u.customer_id where u.guid = $1 limit $2`, user),
		NewChapter(d, "roles", func(r *heldPlace) []any { return []any{&r.Organisation, &r.Role, &r.Group} }, `
			select c.name, m.role, coalesce(g.name, '') from memberships m
			join customers c on c.id = m.customer_id
			left join groups g on g.customer_id = m.customer_id and g.guid = m.group_guid
			where m.user_guid = $1 order by c.name limit $2`, user),
		NewChapter(d, "accesses", func(a *heldAccess) []any {
			return []any{
				&a.ID, &a.Organisation, &a.Type, &a.Name, (*roleList)(&a.Roles), &a.SecondFactor, &a.SSOID, &a.CreatedAt, &a.LastLoginAt, &a.PasswordAt,
			}
		}, `
			select a.id, c.name, a.type, a.name, `+rolesOfAccess+`, a.two_fa_enabled, a.sso_id, a.created_at, a.last_login_at, p.set_at
			from accesses a join customers c on c.id = a.customer_id
			left join passwords p on p.customer_id = a.customer_id and p.access_id = a.id
			where a.user_guid = $1 order by a.created_at, a.id limit $2`, user),
		NewChapter(d, "sessions", func(s *heldSession) []any {
			return []any{&s.Method, &s.Factor, &s.IP, &s.Agent, &s.CreatedAt, &s.SeenAt}
		}, `
			select s.method, s.factor, s.ip, s.agent, s.created_at, s.seen_at from accesses a
			join sessions s on s.customer_id = a.customer_id and s.access_id = a.id and s.is_open
			where a.user_guid = $1 order by s.created_at desc, s.guid limit $2`, user),
		NewChapter(d, "second_factors", func(f *heldFactor) []any {
			return []any{&f.Access, &f.Kind, &f.Name, &f.CreatedAt, &f.UsedAt}
		}, `
			select a.id, 'totp', t.name, t.created_at, t.last_used_at from accesses a
			join totps t on t.customer_id = a.customer_id and t.access_id = a.id where a.user_guid = $1
			union all
			select a.id, 'passkey', p.name, p.created_at, p.last_used_at from accesses a
			join passkeys p on p.customer_id = a.customer_id and p.access_id = a.id where a.user_guid = $1
			union all
			select a.id, 'recovery', '', r.created_at, r.used_at from accesses a
			join recovery_codes r on r.customer_id = a.customer_id and r.access_id = a.id where a.user_guid = $1
			limit $2`, user),
		NewChapter(d, "tokens", func(t *heldToken) []any {
			return []any{&t.Access, &t.Prefix, &t.Last4, &t.CreatedAt, &t.ExpiresAt, &t.UsedAt, &t.UsedIP, &t.RevokedAt}
		}, `
			select a.id, t.prefix, t.last4, t.created_at, t.expires_at, t.last_used_at, t.last_used_ip, t.revoked_at from accesses a
			join tokens t on t.customer_id = a.customer_id and t.access_id = a.id
			where a.user_guid = $1 order by t.created_at desc, t.guid limit $2`, user),
		NewChapter(d, "notifications", func(n *heldNotification) []any {
			return []any{&n.Type, &n.Subject, &n.Text, &n.Unread, &n.CreatedAt}
		}, `
			select n.type, n.subject, n.text, n.is_unread, n.created_at from notifications n
			where n.customer_id = $1 and n.user_guid = $2 order by n.created_at desc, n.id desc limit $3`, by.CustomerID, user),
		us.mailChapter(by),
		NewChapter(d, "events", func(e *heldEvent) []any { return []any{&e.At, &e.Action, &e.Subject} }, `
			select e.at, e.action, e.subject from events e
			where e.customer_id = $1 and e.actor_user = $2
				and e.seq > (select h.seq - 200000 from heads h where h.customer_id = $1)
			order by e.seq desc limit $3`, by.CustomerID, user),
	}
}

// mailChapter has the mails to a person: those of its own customer, and those of
// senders about what it has received.
func (us *Users) mailChapter(by actor.Actor) Chapter {
	return NewChapter(us.DB, "mails", func(m *heldMail) []any {
		return []any{&m.Kind, &m.Address, &m.State, &m.CreatedAt, &m.SentAt}
	}, `
		select x.template, x.recipient, x.state, x.created_at, x.sent_at from (
			select m.template, m.recipient, m.state, m.created_at, m.sent_at, m.guid from mails m
			join users u on u.guid = $2
			where m.customer_id = $1 and m.recipient_lower = u.email_lower
			union all
			select m.template, m.recipient, m.state, m.created_at, m.sent_at, m.guid from received v
			join users u on u.guid = v.user_guid
			join mails m on m.customer_id = v.sender_customer_id and m.request_guid = v.request_guid
			where v.customer_id = $1 and v.user_guid = $2 and v.sender_customer_id <> $1 and m.recipient_lower = u.email_lower) x
		order by x.created_at desc, x.guid desc limit $3`, by.CustomerID, by.UserGUID)
}
