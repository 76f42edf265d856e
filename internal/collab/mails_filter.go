package collab

import (
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// MailFilter says which mails are asked for, and from where on.
type MailFilter struct {
	States    []string
	Templates []string
	Recipient string // the beginning of an address; the mails come by address then, and else the newest first
	After     string // where the page before ended
	Limit     int
}

// MailStates are the states of a mail.
var MailStates = []string{mail.Queued, mail.Sent, mail.Refused, mail.Dropped}

// where selects the mails, each kind of filter by an index.
func (f *MailFilter) where(customerID int64) (w db.Where, order string, err error) {
	w.And(`m.customer_id = ?`, customerID)
	w.In(`m.state`, f.States)
	if len(f.States) > 0 && !slices.Contains(f.States, mail.Sent) {
		w.And(`m.state <> 'sent'`) // as the index says it
	}
	w.In(`m.template`, f.Templates)
	if intro := (mail.InvitationIntro{}).Template(); len(f.Templates) > 0 && !slices.Contains(f.Templates, intro) && !slices.Contains(f.Templates, (mail.Invitation{}).Template()) {
		w.And(`m.template <> 'invitation' and m.template <> 'invitation_intro'`)
	}
	order = `m.created_at desc, m.guid desc`
	if f.Recipient = strings.ToLower(strings.TrimSpace(f.Recipient)); f.Recipient != "" {
		w.And(`m.recipient_lower >= ? and m.recipient_lower < ? and not `+hiddenMail, f.Recipient, f.Recipient+"\U0010ffff")
		order = `m.recipient_lower, ` + order
	}
	return w, order, f.from(&w)
}

// from goes on where the page before ended.
func (f *MailFilter) from(w *db.Where) error {
	if f.After == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(f.After)
	parts := strings.Split(string(text), "\n")
	if err != nil || len(parts) != 3 || (parts[2] == "") != (f.Recipient == "") {
		return fault.Field("after", "is not from a page of this list")
	}
	at, err := time.Parse(time.RFC3339Nano, parts[0])
	if err != nil {
		return fault.Field("after", "is not from a page of this list")
	}
	if f.Recipient == "" {
		w.And(`(m.created_at, m.guid) < (?, ?)`, at, parts[1])
		return nil
	}
	w.And(`(m.recipient_lower > ? or m.recipient_lower = ? and (m.created_at, m.guid) < (?, ?))`, parts[2], parts[2], at, parts[1])
	return nil
}

func (p *Posted) cursor(byRecipient bool) string {
	lower := ""
	if byRecipient {
		lower = p.lower
	}
	return base64.RawURLEncoding.EncodeToString([]byte(p.CreatedAt.UTC().Format(time.RFC3339Nano) + "\n" + p.GUID + "\n" + lower))
}
