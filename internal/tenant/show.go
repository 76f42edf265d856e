package tenant

import (
	"context"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Show makes a group see companies of its customer, beside those that it sees,
// as part of a change that its caller answers for: a subscription that the
// group owns, or a company that one of its members added. It asks for no right
// and records no event.
func Show(ctx context.Context, tx *db.Tx, customerID int64, groupGUID string, companies []string) error {
	if err := addCompanies(ctx, tx, customerID, groupGUID, companies); err != nil {
		return err
	}
	audit.Touch(ctx, tx, customerID, everything)
	return nil
}
