// Package mail keeps an outbox, empties it through a transport, and makes the
// links that mails carry.
//
// A mail is a row and a job, written by the transaction that calls for it, so
// that neither a change without its mail nor a mail without its change can
// exist. The row holds what was said and to whom, never a secret: the token and
// the code of a link are an HMAC of the server's key and are made again when
// the mail is sent.
package mail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// Address is a person and where to write to.
type Address struct{ Name, Email string }

// Message is a mail to be queued.
type Message struct {
	CustomerID  int64
	To          Address
	Language    string  // "" is English
	Content     Content // what it says: Invitation, SetPassword, …
	LinkGUID    string  // of the link that the content carries, if it carries one
	Sending     int64   // the sending number of that link; 0 is 1
	RequestGUID string  // the access request it belongs to, if any
	IsTest      bool    // a wording that somebody tries on themselves: it carries no link that opens anything
}

// The states of a mail.
const (
	Queued  = "queued"
	Sent    = "sent"
	Refused = "refused" // the server will not have it, or had a day to take it
	Dropped = "dropped" // its link was dead before it could be sent
)

// Mail is a row of the outbox.
type Mail struct {
	CustomerID  int64
	GUID        string // also the left half of the Message-ID
	Template    string
	Recipient   string
	Name        string
	Language    string
	Args        string // JSON of the content
	LinkGUID    *string
	Sending     int64
	RequestGUID *string
	State       string
	Error       string // what the server answered last
	Tries       int64
	CreatedAt   time.Time
	SentAt      *time.Time
	IsTest      bool
	Version     int64
}

const columns = `customer_id, guid, template, recipient, name, language, args, link_guid, sending, request_guid,
	state, error, tries, created_at, sent_at, is_test, version`

func (m *Mail) fields() []any {
	return []any{
		&m.CustomerID, &m.GUID, &m.Template, &m.Recipient, &m.Name, &m.Language, &m.Args, &m.LinkGUID, &m.Sending,
		&m.RequestGUID, &m.State, &m.Error, &m.Tries, &m.CreatedAt, &m.SentAt,
		&m.IsTest, &m.Version,
	}
}

// letter names a queued mail to the job that sends it.
type letter struct {
	CustomerID int64  `json:"customer_id"`
	GUID       string `json:"guid"`
}

const sendMail jobs.Kind[letter] = "mail.send"

// Queue puts m into the outbox as part of tx and returns its guid. An address
// that cannot be written to is an Invalid fault.
func Queue(ctx context.Context, tx *db.Tx, now time.Time, m Message) (guid string, err error) {
	if err := m.check(); err != nil {
		return "", err
	}
	args, err := json.Marshal(m.Content)
	if err != nil {
		return "", fmt.Errorf("queue %s: %w", m.Content.Template(), err)
	}
	row := Mail{
		CustomerID: m.CustomerID, GUID: db.NewID(), Template: m.Content.Template(),
		Recipient: m.To.Email, Name: CleanName(m.To.Name), Language: m.Language, Args: string(args),
		LinkGUID: optional(m.LinkGUID), Sending: max(m.Sending, 1), RequestGUID: optional(m.RequestGUID),
		State: Queued, CreatedAt: now, IsTest: m.IsTest, Version: 1,
	}
	if row.Language == "" {
		row.Language = "en"
	}
	if _, unproven := m.Content.(RegistrationConfirm); unproven {
		row.Name = "" // a stranger typed it, perhaps beside somebody else's address
	}
	if err := row.insert(ctx, tx); err != nil {
		return "", err
	}
	return row.GUID, sendMail.Add(ctx, tx, letter{row.CustomerID, row.GUID})
}

func (m *Mail) insert(ctx context.Context, tx *db.Tx) error {
	err := tx.Later(ctx, `insert into mails (`+columns+`, recipient_lower)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		m.CustomerID, m.GUID, m.Template, m.Recipient, m.Name, m.Language, m.Args, m.LinkGUID, m.Sending,
		m.RequestGUID, m.State, m.Error, m.Tries, m.CreatedAt, m.SentAt, m.IsTest, m.Version, strings.ToLower(m.Recipient))
	if err != nil {
		return fmt.Errorf("queue %s: %w", m.Template, err)
	}
	return nil
}

// check refuses what could never be sent. A content and its link belong
// together: an introduction that goes to many can carry none, and an
// invitation without one is useless.
func (m Message) check() error {
	if m.Content == nil {
		return errors.New("queue mail: no content")
	}
	if !m.IsTest && (m.LinkGUID != "") != (m.Content.link() != "") {
		return fmt.Errorf("queue %s: it carries a link of kind %q, given %q", m.Content.Template(), m.Content.link(), m.LinkGUID)
	}
	if !ValidAddress(m.To.Email) {
		return fault.New(fault.Invalid, "%q is not an e-mail address.", m.To.Email)
	}
	return nil
}

// ValidAddress reports whether email is one bare address that a mail can be
// sent to.
func ValidAddress(email string) bool {
	a, err := netmail.ParseAddress(email)
	return err == nil && a.Address == email && len(email) <= maxAddress && !strings.ContainsFunc(email, invisible)
}

// maxAddress is the longest address that fits into an SMTP path (RFC 5321, 4.5.3.1.3).
const maxAddress = 254

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
