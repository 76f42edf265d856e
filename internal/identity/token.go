package identity

import (
	"encoding/json"
	"net/netip"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/fault"
)

// Token is a secret of an api_connection, without the secret; or the public key
// that its client signs for.
type Token struct {
	GUID         string
	CustomerID   int64
	AccessID     int64
	Prefix       string // the first random digits
	Last4        string
	AllowedIPs   []string // CIDR; none allows all
	ExpiresAt    *time.Time
	LastUsedAt   *time.Time
	LastUsedIP   *string
	CreatedAt    time.Time
	CreatedBy    Person
	RevokedAt    *time.Time
	RevokeReason *string
	ReplacedBy   *string // by rotation; it works until ExpiresAt
	JWK          string  // of a key, in JSON; "" of a secret
}

const (
	tokenColumns = `t.guid, t.customer_id, t.access_id, t.prefix, t.last4, t.allowed_ips, t.expires_at, t.last_used_at,
		t.last_used_ip, t.created_at, coalesce(t.created_by, ''), coalesce(tb.firstname, ''), coalesce(tb.lastname, ''),
		t.revoked_at, t.revoke_reason, t.replaced_by, t.jwk`

	tokenTables = `tokens t left join users tb on tb.guid = t.created_by`
)

func (t *Token) fields() []any {
	return []any{
		&t.GUID, &t.CustomerID, &t.AccessID, &t.Prefix, &t.Last4, (*ipList)(&t.AllowedIPs), &t.ExpiresAt, &t.LastUsedAt,
		&t.LastUsedIP, &t.CreatedAt, &t.CreatedBy.GUID, &t.CreatedBy.FirstName, &t.CreatedBy.LastName,
		&t.RevokedAt, &t.RevokeReason, &t.ReplacedBy, &t.JWK,
	}
}

// ipList scans and writes a list of networks.
type ipList []string

// Scan reads a JSON array.
func (l *ipList) Scan(v any) error {
	text, ok := v.(string)
	if b, isBytes := v.([]byte); isBytes {
		text, ok = string(b), true
	}
	*l = []string{}
	if !ok {
		return nil
	}
	return json.Unmarshal([]byte(text), (*[]string)(l))
}

// TokenDraft is what makes a token.
type TokenDraft struct {
	ExpiresAt  *time.Time // nil is a year from now, or what the customer's policy leaves of it
	Forever    bool       // it never expires: an admin's choice
	AllowedIPs []string   // addresses and CIDR, IPv4 and IPv6; none allows all
	JWK        string     // a public key, in place of a secret that is made here; ""

	key *clientKey
}

const (
	maxTokens      = 10 // live ones of an access
	maxNetworks    = 100
	maxOverlap     = 168 // hours
	maxReason      = 500
	tokensInAnswer = 500
)

func (d *TokenDraft) check(now time.Time) error {
	p := fault.Problems{}
	p.Require(d.ExpiresAt == nil || d.ExpiresAt.After(now), "expires_at", "must be in the future")
	p.Require(d.ExpiresAt == nil || d.ExpiresAt.Before(now.AddDate(100, 0, 0)), "expires_at", "is too far away")
	if len(d.AllowedIPs) > maxNetworks {
		p.Require(false, "allowed_ips", "must not be more than 100")
		return p.Err()
	}
	networks := []string{}
	for _, s := range d.AllowedIPs {
		n, err := parseNetwork(s)
		if err != nil {
			p.Require(false, "allowed_ips", "must be addresses or networks such as 192.0.2.0/24 or 2001:db8::/32")
			break
		}
		if text := n.String(); !slices.Contains(networks, text) {
			networks = append(networks, text)
		}
	}
	d.AllowedIPs = networks
	if d.JWK == "" || p.Err() != nil {
		return p.Err()
	}
	key, err := parseClientKey(d.JWK)
	d.key = &key
	return err
}

// parseNetwork reads an address or a CIDR. An IPv4 address in IPv6's clothes is
// the IPv4 address, as [allows] takes it.
func parseNetwork(s string) (netip.Prefix, error) {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "/") {
		a, err := netip.ParseAddr(s)
		if err != nil {
			return netip.Prefix{}, err
		}
		a = a.Unmap().WithZone("")
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	n, err := netip.ParsePrefix(s)
	if err != nil {
		return n, err
	}
	if a := n.Addr(); a.Is4In6() && n.Bits() >= 96 {
		n = netip.PrefixFrom(a.Unmap(), n.Bits()-96)
	}
	return n.Masked(), nil
}

// allows reports whether a token with these networks may be used from ip. No
// list allows every address; an unreadable address is in no list.
func allows(networks []string, ip string) bool {
	if len(networks) == 0 {
		return true
	}
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return false
	}
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(networks, func(s string) bool {
		n, err := netip.ParsePrefix(s)
		return err == nil && n.Contains(a)
	})
}

// networkOf is what counts as one address in the record: an IPv4 address, or
// the /64 that an IPv6 host moves about in.
func networkOf(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ""
	}
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	n, _ := a.Prefix(64) // 64 bits are fine for IPv6
	return n.String()
}

// wide is the neighbourhood that refused sign-ins are counted by: a /24 of IPv4,
// a /48 of IPv6, so that one host cannot fill the table.
func wide(network string) string {
	host, _, _ := strings.Cut(network, "/")
	a, err := netip.ParseAddr(host)
	if err != nil {
		return ""
	}
	bits := 48
	if a.Is4() {
		bits = 24
	}
	n, _ := a.Prefix(bits) // fits the address
	return n.String()
}

func listText(networks []string) string {
	b, _ := json.Marshal(networks) // strings always marshal
	return string(b)
}
