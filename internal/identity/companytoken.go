package identity

import (
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// CompanyToken is a service user as the ratings family knows it.
type CompanyToken struct {
	GUID        string // of the service user
	Description string
	GroupGUID   string
	Role        actor.Role
	CreatorName string
	CreatedAt   time.Time
	Status      string     // live, pending (to be retrieved) or ended
	ExpiresAt   *time.Time // the latest of its live tokens
	LastUsedAt  *time.Time
}

// companyTokenColumns take $1 for now.
const (
	liveToken = `t.customer_id = a.customer_id and t.access_id = a.id
			and t.revoked_at is null and (t.expires_at is null or t.expires_at > $1)`

	companyTokenColumns = `u.guid, coalesce(a.name, ''), coalesce(g.guid, ''), coalesce(m.role, 'customer_user'),
		coalesce(cb.formal_name, ''), u.created_at,
		case
			when exists (select 1 from tokens t where ` + liveToken + `) then 'live'
			when exists (
				select 1 from links l
				where l.customer_id = a.customer_id and l.kind = 'retrieve_token'
					and l.subject = cast(a.customer_id as text) || '/' || cast(a.id as text)
					and l.used_at is null and l.ended = '' and l.wrong_codes < 5 and l.expires_at > $1) then 'pending'
			else 'ended'
		end,
		(select max(t.expires_at) from tokens t where ` + liveToken + `), a.last_login_at`

	companyTokenTables = userTables + `
		join accesses a on a.customer_id = u.customer_id and a.id = (
			select x.id from accesses x
			where x.customer_id = u.customer_id and x.user_guid = u.guid and x.type = 'api_connection'
			order by x.created_at, x.id limit 1)`
)

func (t *CompanyToken) fields() []any {
	return []any{
		&t.GUID, &t.Description, &t.GroupGUID, &t.Role, &t.CreatorName, &t.CreatedAt, &t.Status, &t.ExpiresAt, &t.LastUsedAt,
	}
}

// CompanyTokenDraft is what makes a company token. Role and GroupGUID may be
// empty: customer_user and the default group.
type CompanyTokenDraft struct {
	Description string
	GroupGUID   string
	Role        actor.Role
	Email       string // of whoever will use it
	Send        bool   // it is fetched with a mail to Email, and not answered
}

func (d *CompanyTokenDraft) check() error {
	d.Description = strings.TrimSpace(d.Description)
	p := fault.Problems{}
	p.Require(d.Description != "", "description", "must not be empty")
	checkText(p, "description", d.Description, maxAccessName)
	checkRole(p, d.Role)
	d.Email = strings.TrimSpace(d.Email)
	if d.Send || d.Email != "" {
		checkEmail(p, d.Email)
	}
	return p.Err()
}

// serviceDomain is that of the addresses of service users. Nobody can be written
// to there (RFC 2606).
const serviceDomain = "@tokens.invalid"

// IsServiceEmail reports whether an address is one of a company token's user,
// which reads no mail.
func IsServiceEmail(email string) bool { return strings.HasSuffix(email, serviceDomain) }
