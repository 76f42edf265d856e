package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// A secret that was rotated and is used after its overlap is in a place that
// nobody knows of: a forgotten script, or a thief's. It is noticed when the
// refusals of a minute are recorded, so that the refusal itself takes no longer
// than any other.
var (
	reuses       = tenant.Budget{Name: "reuses of", Most: 1, Per: time.Hour}             // of a token, from a neighbourhood
	allReuses    = tenant.Budget{Name: "all reuses of", Most: 20, Per: time.Hour}        // of a token, from anywhere
	reuseNotices = tenant.Budget{Name: "reuse notices of", Most: 1, Per: 24 * time.Hour} // of a token
)

// reused is a rotated token that was used again.
type reused struct {
	Token
	access   string
	owner    string
	customer string
}

func (r *reused) fields() []any { return append(r.Token.fields(), &r.access, &r.owner, &r.customer) }

// noteReuse records that a refusal was of a rotated token, and tells the admins
// of its customer: an event for each neighbourhood and hour, a mail a day.
func noteReuse(ctx context.Context, tx *db.Tx, now time.Time, r refusal) error {
	t, err := db.One(ctx, tx, (*reused).fields, `
		select `+tokenColumns+`, coalesce(a.name, ''), u.formal_name, c.name
		from `+tokenTables+`
		join accesses a on a.customer_id = t.customer_id and a.id = t.access_id
		join users u on u.guid = a.user_guid
		join customers c on c.id = t.customer_id
		where t.customer_id = $1 and t.guid = $2 and t.replaced_by is not null
			and (t.revoked_at is not null or t.expires_at < $3)`,
		r.account.customerID, r.account.ref, r.minute.Add(time.Minute))
	if errors.Is(err, db.ErrNone) { // a user, a token that ended by itself, or one used from elsewhere
		return nil
	}
	if err != nil {
		return err
	}
	for _, b := range []struct {
		tenant.Budget
		key string
	}{{reuses, t.GUID + " " + r.network}, {allReuses, t.GUID}} {
		if _, ok, err := b.Take(ctx, tx, now, b.key, 1); err != nil || !ok {
			return err
		}
	}
	audit.Record(ctx, tx, actor.System(t.CustomerID), t.CustomerID, audit.Event{
		Action: "token.reused", Subject: t.GUID,
		Details: map[string]any{"network": r.network, "minute": r.minute, "replaced_by": *t.ReplacedBy, "access": t.AccessID},
	})
	if _, ok, err := reuseNotices.Take(ctx, tx, now, t.GUID, 1); err != nil || !ok {
		return err
	}
	return TellAdmins(ctx, tx, now, t.CustomerID, "", "", mail.TokenReused{
		CustomerName: t.customer, TokenName: t.access, OwnerName: t.owner, Prefix: t.Prefix, Last4: t.Last4,
		Network: r.network, SeenAt: r.minute,
	})
}
