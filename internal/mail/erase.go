package mail

import (
	"context"
	"slices"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// naming are the values by which mails name people other than who works for the
// sender: what else is called like somebody is not that person.
var naming = []string{"RecipientName", "PersonName", "ColleagueName", "InviterName", "FormerName", "AuthorName", "AskerName", "PassedOnBy", "Name"}

// Erase erases somebody from the mails of a customer about a request, and from
// those to it about none, or from all of a customer's if the request is "", as part
// of tx. Who else got such a mail still did; what it said is gone, and what has not
// left does not leave.
func Erase(ctx context.Context, tx *db.Tx, customerID int64, requestGUID string, p audit.Person) error {
	const of = `select guid, recipient_lower, args from mails where customer_id = $1`
	if requestGUID == "" {
		return erase(ctx, tx, customerID, p, nil, of)
	}
	if err := erase(ctx, tx, customerID, p, naming, of+` and request_guid = $2`, requestGUID); err != nil {
		return err
	}
	for _, address := range p.Addresses {
		if err := erase(ctx, tx, customerID, p, nil, of+` and recipient_lower = $2 and request_guid is null`, address); err != nil {
			return err
		}
	}
	return nil
}

func erase(ctx context.Context, tx *db.Tx, customerID int64, p audit.Person, names []string, query string, args ...any) error {
	type row struct{ guid, recipient, args string }
	all, err := db.All(ctx, tx, func(r *row) []any { return []any{&r.guid, &r.recipient, &r.args} }, query, append([]any{customerID}, args...)...)
	if err != nil {
		return err
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
			return err
		}
	}
	return nil
}
