package mail

import (
	"context"
	"fmt"

	"gatehouse/internal/db"
)

// carrier returns what takes a mail away: Post.Transport, or Post.Demo if the
// mail is a demo customer's. Those write to invented people at the domains of
// real companies, so no mail of theirs may leave the house. Neither may a mail of
// recipients whom only demo customers have asked.
func (p *Post) carrier(ctx context.Context, m Mail) (Transport, error) {
	demo, err := db.Value[bool](ctx, p.DB, `
		select c.kind = 'Partner Demo' or c.kind = 'Vendor Access'
			and exists (select 1 from access_requests r where r.recipient_customer_id = c.id)
			and not exists (select 1 from access_requests r where r.recipient_customer_id = c.id and r.is_real)
		from customers c where c.id = $1`, m.CustomerID)
	if err != nil {
		return nil, fmt.Errorf("ask whose mail it is: %w", err)
	}
	if demo {
		return p.Demo, nil
	}
	return p.Transport, nil
}
