package mail

import (
	"context"

	"gatehouse/internal/db"
)

// OfRequest returns the mails of an access request, the first first.
func OfRequest(ctx context.Context, c db.Conn, customerID int64, request string) ([]Mail, error) {
	return db.All(ctx, c, (*Mail).fields, `
		select `+columns+` from mails
		where customer_id = $1 and request_guid = $2
		order by created_at, guid`, customerID, request)
}
