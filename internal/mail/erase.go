package mail

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// naming are the values by which mails name people other than who works for the
// sender: what else is called like somebody is not that person.
var naming = []string{"RecipientName", "PersonName", "ColleagueName", "InviterName", "FormerName", "AuthorName", "AskerName", "PassedOnBy", "Name"}

// Erase erases somebody from the mails of a customer about a request, or from all
// of a customer's if the request is "", as part of tx, and says how many named it.
// Who else got such a mail still did; what it said is gone, and what has not left
// does not leave.
func Erase(ctx context.Context, tx *db.Tx, customerID int64, requestGUID string, p audit.Person) (int64, error) {
	const of = `select guid, recipient_lower, args from mails where customer_id = $1`
	if requestGUID == "" {
		return erase(ctx, tx, customerID, p, nil, of)
	}
	return erase(ctx, tx, customerID, p, naming, of+` and request_guid = $2`, requestGUID)
}

// EraseTo erases somebody from the mails of a customer to an address until a moment
// that are about no request, as part of tx, and says how many there are.
func EraseTo(ctx context.Context, tx *db.Tx, customerID int64, address string, until time.Time) (int64, error) {
	return erase(ctx, tx, customerID, audit.Person{Addresses: []string{address}}, nil, `
		select guid, recipient_lower, args from mails
		where customer_id = $1 and recipient_lower = $2 and created_at <= $3 and request_guid is null`, address, until)
}

// Proving returns the addresses, in lower case, that a user of a customer was
// mailed a link to prove, whether it did or not.
func Proving(ctx context.Context, c db.Conn, customerID int64, userGUID string) ([]string, error) {
	return db.Column[string](ctx, c, `
		select distinct m.recipient_lower from mails m
		join links l on l.customer_id = m.customer_id and l.guid = m.link_guid and l.kind = $2 and l.subject = $3
		where m.customer_id = $1 and m.template = 'email_confirm' and m.template <> 'invitation' and m.template <> 'invitation_intro'
			and m.recipient_lower <> ''
		order by 1`, customerID, EmailLink, userGUID)
}

func erase(ctx context.Context, tx *db.Tx, customerID int64, p audit.Person, names []string, query string, args ...any) (n int64, err error) {
	type row struct{ guid, recipient, args string }
	all, err := db.All(ctx, tx, func(r *row) []any { return []any{&r.guid, &r.recipient, &r.args} }, query, append([]any{customerID}, args...)...)
	if err != nil {
		return 0, err
	}
	for _, r := range all {
		isTo := slices.Contains(p.Addresses, r.recipient)
		if !isTo && !p.In(r.args, names...) {
			continue
		}
		_, err := tx.Exec(ctx, `
			update mails set args = '{}', error = '', version = version + 1, state = case when state = 'queued' then 'dropped' else state end
			where customer_id = $1 and guid = $2`, customerID, r.guid)
		if err == nil && isTo {
			_, err = tx.Exec(ctx, `
				update mails set recipient = '', name = '', recipient_lower = '' where customer_id = $1 and guid = $2`, customerID, r.guid)
		}
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}
