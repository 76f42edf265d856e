package mail

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// The kinds of links.
const (
	InvitationLink   = "invitation"           // subject: the access request
	SetPasswordLink  = "set_password"         // subject: the access
	RegistrationLink = "confirm_registration" // subject: the registration
	EmailLink        = "email_confirm"        // subject: the user
	TokenLink        = "retrieve_token"       // subject: the access
	RenewLink        = "renew_token"          // subject: the token
	ColleagueLink    = "colleague"            // subject: what its colleagues have as their invitation
)

var paths = map[string]string{
	InvitationLink:   "/invitations/",
	SetPasswordLink:  "/set-password/",
	RegistrationLink: "/registrations/",
	EmailLink:        "/confirm-email/",
	TokenLink:        "/retrieve-token/",
	RenewLink:        "/renew-token/",
	ColleagueLink:    "/colleagues/",
}

// Path returns where a link of a kind leads, below the public URL.
func Path(kind, token string) string { return paths[kind] + token }

// LinkState says whether a link works, and if not, why.
type LinkState string

// The states of a link.
const (
	Live       LinkState = "live"
	Used       LinkState = "used"
	Superseded LinkState = "superseded" // by a newer one
	Withdrawn  LinkState = "withdrawn"
	Locked     LinkState = "locked" // by five wrong codes
	Expired    LinkState = "expired"
)

// maxWrongCodes locks the link: never the person.
const maxWrongCodes = 5

// Link is a way to act once on what a mail announced.
type Link struct {
	CustomerID int64
	GUID       string
	Kind       string
	Subject    string // guid or id of what it is for
	Sending    int64
	WrongCodes int64
	CreatedAt  time.Time
	ExpiresAt  time.Time
	OpenedAt   *time.Time // the first click with the right code
	UsedAt     *time.Time
	State      LinkState // when it was read

	hash, codeHash string
	nonceHash      *string
	ended          string
	checked        bool // the code or the nonce was right
}

const linkColumns = `l.customer_id, l.guid, l.kind, l.subject, l.sending, l.hash, l.code_hash, l.nonce_hash, l.wrong_codes,
	l.created_at, l.expires_at, l.opened_at, l.used_at, l.ended`

func (l *Link) fields() []any {
	return []any{
		&l.CustomerID, &l.GUID, &l.Kind, &l.Subject, &l.Sending, &l.hash, &l.codeHash, &l.nonceHash, &l.WrongCodes,
		&l.CreatedAt, &l.ExpiresAt, &l.OpenedAt, &l.UsedAt, &l.ended,
	}
}

// isLive is the condition that whatever changes a link repeats in its
// statement; $3 is the present.
const isLive = `used_at is null and ended = '' and wrong_codes < 5 and expires_at > $3`

// state is isLive in Go, with the reason.
func (l *Link) state(now time.Time) LinkState {
	switch {
	case l.UsedAt != nil:
		return Used
	case l.ended != "":
		return LinkState(l.ended)
	case l.WrongCodes >= maxWrongCodes:
		return Locked
	case !l.ExpiresAt.After(now):
		return Expired
	}
	return Live
}

// Live reports whether the link worked when it was read.
func (l Link) Live() bool { return l.State == Live }

// Knows reports whether nonce is that of the browser that started the flow, so
// that no code is asked for.
func (l Link) Knows(nonce string) bool {
	return l.nonceHash != nil && nonce != "" && same(*l.nonceHash, hash(nonce))
}

func (l Link) opens(secret, code string) bool { return same(l.codeHash, hashCode(secret, code)) }

// Opens reports whether code is that of the mail which carried secret. It counts
// nothing: who asks calls [Links.Check], or [Links.Miss].
func (l Link) Opens(secret, code string) bool { return l.opens(secret, code) }

// Ticket is link and code as one word, for a program that has no page to type
// the code into.
func Ticket(secret, code string) string { return secret + "-" + code }

// SplitTicket returns the two halves of a ticket. What is none has no secret
// that is anybody's.
func SplitTicket(ticket string) (secret, code string) {
	secret, code, _ = strings.Cut(strings.TrimSpace(ticket), "-")
	return secret, code
}

// same compares two hashes in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// dead is the answer to somebody who holds a genuine link that no longer works.
func (l Link) dead() error {
	switch l.State {
	case Used:
		return fault.New(fault.NotFound, "This link has been used already. It works only once.")
	case Superseded:
		return fault.New(fault.NotFound, "A newer mail has replaced this link. Please use the link in the newest one.")
	case Locked:
		return fault.New(fault.NotFound, "This link is locked, because a wrong code was entered five times. Please ask for a new one.")
	case Expired:
		return fault.New(fault.NotFound, "This link has expired. Please ask for a new one.")
	default:
		return fault.New(fault.NotFound, "This link has been withdrawn.")
	}
}

func unknownLink() error {
	return fault.New(fault.NotFound, "This link is not known here. Please check that it was copied whole.")
}

// Look returns the link of a secret and changes nothing, however often a mail
// scanner calls it. Whoever holds the secret of a link learns its state; a
// secret that is malformed or nobody's is NotFound.
func (ls *Links) Look(ctx context.Context, secret string) (Link, error) {
	if !wellFormed(secret) {
		return Link{}, unknownLink()
	}
	return ls.read(ctx, ls.DB, unknownLink(), `
		select `+linkColumns+`
		from directory d join links l on l.customer_id = d.customer_id and l.guid = d.ref
		where d.kind = 'link' and d.hash = $1`, hash(secret))
}

func (ls *Links) one(ctx context.Context, c db.Conn, customerID int64, guid string) (Link, error) {
	return ls.read(ctx, c, fmt.Errorf("read link %s: %w", guid, db.ErrNone),
		`select `+linkColumns+` from links l where l.customer_id = $1 and l.guid = $2`, customerID, guid)
}

// some returns those of a customer's links that there are, by guid.
func (ls *Links) some(ctx context.Context, c db.Conn, customerID int64, guids []string) (map[string]*Link, error) {
	var w db.Where
	w.And(`l.customer_id = ?`, customerID)
	w.In("l.guid", guids)
	links, now := make(map[string]*Link, len(guids)), ls.Now()
	err := db.Each(ctx, c, (*Link).fields, func(l *Link) error {
		l.State = l.state(now)
		links[l.GUID] = l
		return nil
	}, `select `+linkColumns+` from links l`+w.String(), w.Args()...)
	if err != nil {
		return nil, fmt.Errorf("read links: %w", err)
	}
	return links, nil
}

func (ls *Links) read(ctx context.Context, c db.Conn, none error, query string, args ...any) (Link, error) {
	l, err := db.One(ctx, c, (*Link).fields, query, args...)
	if errors.Is(err, db.ErrNone) {
		return Link{}, none
	}
	if err != nil {
		return Link{}, fmt.Errorf("read link: %w", err)
	}
	l.State = l.state(ls.Now())
	return l, nil
}
