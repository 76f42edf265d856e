package identity

import (
	"time"

	"gatehouse/internal/fault"
)

// SCIMToken is a secret with which an IdP calls at /scim/v2, without the secret.
type SCIMToken struct {
	GUID         string
	CustomerID   int64
	IDP          string
	Subject      string // of SCIMSubjects
	Prefix       string // the first random digits
	Last4        string
	AllowedIPs   []string // CIDR; none allows all
	ExpiresAt    *time.Time
	LastUsedAt   *time.Time
	LastUsedIP   *string
	CreatedAt    time.Time
	CreatorName  string
	RevokedAt    *time.Time
	RevokeReason *string
	ReplacedBy   *string // by rotation; it works until ExpiresAt
}

// What of a user that an IdP makes becomes the sso_id of its access.
const (
	ByExternalID = "external_id" // or userName, where the IdP gives no externalId
	ByUserName   = "user_name"
)

// SCIMSubjects lists what may become the sso_id.
var SCIMSubjects = []string{ByExternalID, ByUserName}

const (
	scimTokenColumns = `t.guid, t.customer_id, t.idp_guid, t.subject, t.prefix, t.last4, t.allowed_ips, t.expires_at, t.last_used_at,
		t.last_used_ip, t.created_at, coalesce(tb.formal_name, ''), t.revoked_at, t.revoke_reason, t.replaced_by`

	scimTokenTables = `scim_tokens t left join users tb on tb.guid = t.created_by`
)

func (t *SCIMToken) fields() []any {
	return []any{
		&t.GUID, &t.CustomerID, &t.IDP, &t.Subject, &t.Prefix, &t.Last4, (*ipList)(&t.AllowedIPs), &t.ExpiresAt, &t.LastUsedAt,
		&t.LastUsedIP, &t.CreatedAt, &t.CreatorName, &t.RevokedAt, &t.RevokeReason, &t.ReplacedBy,
	}
}

// Live reports whether the token works, as far as that is its own.
func (t *SCIMToken) Live(now time.Time) bool {
	return t.RevokedAt == nil && (t.ExpiresAt == nil || t.ExpiresAt.After(now))
}

// SCIMTokenDraft is what makes a SCIM token.
type SCIMTokenDraft struct {
	Subject string // "" is ByExternalID
	TokenDraft
}

func (d *SCIMTokenDraft) check(now time.Time) error {
	if d.Subject == "" {
		d.Subject = ByExternalID
	}
	if d.Subject != ByExternalID && d.Subject != ByUserName {
		return fault.Field("subject", "must be one of external_id, user_name")
	}
	return d.TokenDraft.check(now)
}
