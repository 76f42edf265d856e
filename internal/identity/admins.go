package identity

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// liveAdmins are the conditions under which a user can look after customer $1
// on day $2: it is an admin there, works, and has an access that may change
// users. A profile is no login.
var liveAdmins = ` from memberships m
	join users u on u.guid = m.user_guid
	join customers h on h.id = u.customer_id
	where m.customer_id = $1 and m.role = 'customer_admin' and h.is_active
		and ` + tenant.Within("m.customer_id", "u.customer_id") + `
		and u.is_active and u.deleted_at is null and (u.expires_at is null or u.expires_at >= $2)
		and exists (
			select 1 from accesses a
			join access_roles r on r.customer_id = a.customer_id and r.access_id = a.id
			where a.customer_id = m.customer_id and a.user_guid = u.guid
				and a.type <> 'profile' and r.role = 'GATEHOUSE_USERS_RW')`

// keepAdmins makes a change that may take an admin away from a customer, and
// refuses it if none would be left, or if the last one that never expires
// would get a date.
//
// Two changes that each take one of the last two admins away must not both
// pass: whoever changes an admin first holds the customer. Who held another one
// before this (to take a seat, or for an IdP) may wait for somebody who waits for
// it: PostgreSQL ends one of them, and [db.DB.Tx] runs it again.
func keepAdmins(ctx context.Context, tx *db.Tx, now time.Time, userGUID string, change func() error) error {
	day := today(now)
	customers, err := db.Column[int64](ctx, tx, `
		select customer_id from memberships
		where user_guid = $1 and role = 'customer_admin'
		order by customer_id`, userGUID)
	if err != nil {
		return err
	}
	var guarded, lasting []int64
	for _, id := range customers {
		if _, err := tenant.Hold(ctx, tx, id); err != nil {
			return err
		}
		forever, lives, err := adminTerm(ctx, tx, id, day, userGUID)
		if err != nil {
			return err
		}
		if lives {
			guarded = append(guarded, id)
		}
		if forever {
			lasting = append(lasting, id)
		}
	}
	if err := change(); err != nil {
		return err
	}
	for _, id := range guarded {
		forever, some, err := adminTerm(ctx, tx, id, day, "")
		if err != nil {
			return err
		}
		_, lives, err := adminTerm(ctx, tx, id, day, userGUID)
		if err != nil {
			return err
		}
		if !some || lives && !forever && slices.Contains(lasting, id) {
			return errLastAdmin
		}
	}
	return nil
}

var errLastAdmin = fault.New(fault.Conflict, "This is the last admin of the customer: make another one first.")

// adminTerm reports whether a customer has a live admin, and one that never
// expires: this user, or anybody if userGUID is empty.
func adminTerm(ctx context.Context, tx *db.Tx, customerID int64, day, userGUID string) (forever, some bool, err error) {
	type count struct{ forever, all int64 }
	n, err := db.One(ctx, tx, func(n *count) []any { return []any{&n.forever, &n.all} }, `
		select count(case when u.expires_at is null then 1 end), count(*)`+liveAdmins+`
		and (u.guid = $3 or cast($3 as text) = '')`, customerID, day, userGUID)
	return n.forever > 0, n.all > 0, err
}

// reader is somebody to write to.
type reader struct{ guid, email, name, language string }

func (r *reader) fields() []any { return []any{&r.guid, &r.email, &r.name, &r.language} }

// TellOfWebhook is [TellAdmins] of what is nobody's doing.
func TellOfWebhook(ctx context.Context, tx *db.Tx, now time.Time, customerID int64, c mail.Content) error {
	return TellAdmins(ctx, tx, now, customerID, "", "", c)
}

// TellAdmins mails the people who look after a customer, each in their language,
// but for the user whom it is about. If it is about a request, it names that: what
// it says of people is to be found again.
func TellAdmins(ctx context.Context, tx *db.Tx, now time.Time, customerID int64, about, request string, c mail.Content) error {
	admins, err := db.All(ctx, tx, (*reader).fields, `
		select u.guid, u.email, u.formal_name, u.language`+liveAdmins+`
			and not u.is_service
		order by u.email_lower`, customerID, today(now))
	if err != nil {
		return err
	}
	for _, a := range admins {
		if a.guid == about {
			continue
		}
		_, err := mail.Queue(ctx, tx, now, mail.Message{
			CustomerID: customerID, To: mail.Address{Name: a.name, Email: a.email}, Language: a.language, Content: c, RequestGUID: request,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
