package mail

import (
	"context"
	"encoding/json"
	"strings"

	"gatehouse/internal/db"
)

// Named is somebody who is to be erased from mails.
type Named struct {
	Email string   // in lower case
	Names []string // by which the mails call it
}

// is reports whether a mail goes to the person, or says its address or a name of it.
func (n *Named) is(recipient, args string) bool {
	if strings.EqualFold(recipient, n.Email) || strings.Contains(strings.ToLower(args), n.Email) {
		return true
	}
	for _, name := range n.Names {
		if quoted, err := json.Marshal(name); err == nil && strings.Contains(args, string(quoted)) {
			return true
		}
	}
	return false
}

// Erase erases somebody from the mails of a customer about a request, or from all
// of a customer's if the request is "", as part of tx. Who else got such a mail
// still did; what it said is gone, and what has not left does not leave.
func Erase(ctx context.Context, tx *db.Tx, customerID int64, requestGUID string, n Named) error {
	type row struct{ guid, recipient, args string }
	var w db.Where
	w.And(`customer_id = ?`, customerID)
	w.AndIf(requestGUID != "", `request_guid = ?`, requestGUID)
	all, err := db.All(ctx, tx, func(r *row) []any { return []any{&r.guid, &r.recipient, &r.args} },
		`select guid, recipient, args from mails`+w.String(), w.Args()...)
	if err != nil {
		return err
	}
	for _, r := range all {
		if !n.is(r.recipient, r.args) {
			continue
		}
		_, err := tx.Exec(ctx, `
			update mails set args = '{}', error = '', version = version + 1, state = case when state = 'queued' then 'dropped' else state end,
				recipient = case when recipient_lower = $3 then '' else recipient end,
				name = case when recipient_lower = $3 then '' else name end,
				recipient_lower = case when recipient_lower = $3 then '' else recipient_lower end
			where customer_id = $1 and guid = $2`, customerID, r.guid, n.Email)
		if err != nil {
			return err
		}
	}
	return nil
}
