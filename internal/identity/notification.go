package identity

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Notification is a line for one user about what became of something. It is the
// user's own: nobody else reads or changes it.
type Notification struct {
	CustomerID int64
	UserGUID   string
	ID         int64 // unique among the user's
	Type       string
	Status     string
	Subject    string
	Text       string
	Path       string // of the console's page that it is about, or ""
	Unread     bool
	CreatedAt  time.Time
	Version    int64
}

const notificationColumns = `n.customer_id, n.user_guid, n.id, n.type, n.status, n.subject, n.text, n.path, n.is_unread, n.created_at, n.version`

func (n *Notification) fields() []any {
	return []any{
		&n.CustomerID, &n.UserGUID, &n.ID, &n.Type, &n.Status, &n.Subject, &n.Text, &n.Path, &n.Unread, &n.CreatedAt, &n.Version,
	}
}

// NotificationTypes are what a notification can be about, as the contract names
// them. A type's id is its place, counted from 1.
var NotificationTypes = []string{"Subscription", "Folder", "Report", "Collaboration", "File Download"}

// Collaboration is the type of what concerns access requests.
const Collaboration = "Collaboration"

// Whether what a notification is about came out as its reader wished.
const (
	Success = "Success"
	Failed  = "Failed"
)

const (
	maxNotifications = 500 // of a user: the newest stay
	maxSubject       = 255
	maxNotice        = 5000
)

// check tidies what a caller wrote and returns what is wrong with it.
func (n *Notification) check() error {
	p := fault.Problems{}
	for _, text := range []struct {
		name  string
		value *string
		most  int
	}{{"subject", &n.Subject, maxSubject}, {"text", &n.Text, maxNotice}} {
		p.Require(utf8.RuneCountInString(*text.value) <= text.most, text.name, "must have no more than %d characters", text.most)
	}
	n.tidy()
	p.Require(n.Subject != "", "subject", "This field is required.")
	p.Require(n.Text != "", "text", "This field is required.")
	p.Require(slices.Contains(NotificationTypes, n.Type), "type", "must be one of %s", strings.Join(NotificationTypes, ", "))
	if n.Status == "" {
		n.Status = Success
	}
	p.Require(n.Status == Success || n.Status == Failed, "status", "must be one of Success, Failed")
	return p.Err()
}

// tidy makes the subject one line, and both what people may read.
func (n *Notification) tidy() {
	n.Subject = strings.Join(strings.Fields(mail.CleanText(n.Subject)), " ")
	n.Text = strings.TrimSpace(mail.CleanText(n.Text))
}

// Notify tells a user of something as part of tx, the transaction in which it
// happens.
func Notify(ctx context.Context, tx *db.Tx, now time.Time, n Notification) error {
	n.tidy()
	n.Unread, n.CreatedAt = true, now
	_, err := addNotification(ctx, tx, n)
	return err
}

// addNotification writes the row and forgets what is beyond the newest of the user.
func addNotification(ctx context.Context, tx *db.Tx, n Notification) (Notification, error) {
	n.Version = 1
	for added := int64(0); added == 0; {
		n.ID = tx.NewNumber()
		var err error
		added, err = tx.Exec(ctx, `
			insert into notifications (customer_id, user_guid, id, type, status, subject, text, path, is_unread, created_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
			on conflict do nothing`,
			n.CustomerID, n.UserGUID, n.ID, n.Type, n.Status, n.Subject, n.Text, n.Path, n.Unread, n.CreatedAt)
		if err != nil {
			return n, err
		}
	}
	_, err := tx.Exec(ctx, `
		delete from notifications
		where customer_id = $1 and user_guid = $2 and (created_at, id) < (
			select o.created_at, o.id from notifications o
			where o.customer_id = $1 and o.user_guid = $2
			order by o.created_at desc, o.id desc limit 1 offset $3)`,
		n.CustomerID, n.UserGUID, maxNotifications-1)
	audit.Touch(ctx, tx, n.CustomerID, audit.Requests)
	return n, err
}

// oneNotification returns a notification of a user.
func oneNotification(ctx context.Context, c db.Conn, customerID int64, user string, id int64) (Notification, error) {
	n, err := db.One(ctx, c, (*Notification).fields, `
		select `+notificationColumns+` from notifications n
		where n.customer_id = $1 and n.user_guid = $2 and n.id = $3`, customerID, user, id)
	if errors.Is(err, db.ErrNone) {
		return n, errNotFound
	}
	return n, err
}
