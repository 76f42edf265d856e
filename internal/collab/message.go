package collab

import (
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Side is one of the two that a request is between.
type Side string

// The requester's side is everybody in the sending customer who sees the
// request; the requestee's is the recipient who accepted it, with the colleagues
// that were let in beside it.
const (
	Requester Side = "requester"
	Requestee Side = "requestee"
)

func (s Side) other() Side {
	if s == Requester {
		return Requestee
	}
	return Requester
}

// Message is what one side of a request wrote to the other.
type Message struct {
	CustomerID  int64 // of the request: the sender's
	RequestGUID string
	Number      int64 // in the order in which they were written
	GUID        string
	Side        Side
	AuthorGUID  string
	AuthorName  string // as the author was called when it was written
	Body        string
	CreatedAt   time.Time
	UpdatedAt   *time.Time // nil until it is edited
	Version     int64

	ReadTo int64 // how far whoever asks has read
}

const messageColumns = `m.customer_id, m.request_guid, m.number, m.guid, m.side, m.author_guid, m.author_name, m.body,
	m.created_at, m.updated_at, m.version, coalesce(d.read_to, 0)`

func (m *Message) fields() []any {
	return []any{
		&m.CustomerID, &m.RequestGUID, &m.Number, &m.GUID, &m.Side, &m.AuthorGUID, &m.AuthorName, &m.Body,
		&m.CreatedAt, &m.UpdatedAt, &m.Version, &m.ReadTo,
	}
}

// IsMine reports whether by wrote the message, on the given side.
func (m *Message) IsMine(side Side, by actor.Actor) bool {
	return m.Side == side && m.AuthorGUID == by.UserGUID
}

// IsRead reports whether by has read the message; what one wrote oneself one has.
func (m *Message) IsRead(side Side, by actor.Actor) bool {
	return m.IsMine(side, by) || m.Number <= m.ReadTo
}

// Talks reports whether the sides of the request may still write to each other, as
// far as that is known of it.
func (r *Request) Talks(now time.Time) bool {
	if r.Status == Pending {
		return r.Awaiting != nil && *r.Awaiting == Answer && r.WindowEndsAt != nil && r.WindowEndsAt.After(now)
	}
	return (r.Status == Active || r.Status == Resolved) && r.accessRuns(now)
}

// maxMessages bounds what one request holds, deleted ones included.
const maxMessages = 5000

// cleanBody tidies what somebody wrote.
func cleanBody(body string) (string, error) {
	p := fault.Problems{}
	p.Require(utf8.RuneCountInString(body) <= maxMessage, "body", "Ensure this field has no more than 5,000 characters.")
	body = strings.TrimSpace(mail.CleanText(body))
	p.Require(body != "", "body", "This field may not be blank.")
	return body, p.Err()
}
