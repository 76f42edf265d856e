package tenant

import (
	"context"
	"strings"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// EraseHome ends a Vendor Access customer that stands for one address alone, as
// part of tx: its name is the address. Another invitation there makes a new one.
// Whoever changed its address may have left the customer to somebody else, who
// stays.
func EraseHome(ctx context.Context, tx *db.Tx, c Customer, name string) error {
	if c.Kind != VendorAccess || !strings.Contains(c.Domain, "@") {
		return nil
	}
	_, err := tx.Exec(ctx, `
		update customers set name = $2, company_name = $2, company_domain = '', domain = 'erased ' || guid, is_active = $3
		where id = $1 and kind = 'Vendor Access'
			and not exists (select 1 from users u where u.customer_id = $1 and u.deleted_at is null)`, c.ID, name, false)
	audit.Touch(ctx, tx, c.ID, audit.Identity)
	return err
}
