package identity

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// The statuses of users.
const (
	Created     = "Created"     // never came in, and has set no password yet
	Activated   = "Activated"   // has a password, or came in by SSO or with a token
	Deactivated = "Deactivated" // was stopped, or its last day has passed
	Deleted     = "Deleted"
)

// hasEntered is the condition that user u has a password, or used an access.
const hasEntered = `exists (
			select 1 from accesses e
			left join passwords ep on ep.customer_id = e.customer_id and ep.access_id = e.id
			where e.user_guid = u.guid and (e.last_login_at is not null or ep.access_id is not null))`

// Status returns the status of a user as it is now.
func (us *Users) Status(u *User) string {
	switch {
	case u.DeletedAt != nil:
		return Deleted
	case !u.works(today(us.Now())):
		return Deactivated
	case u.hasEntered:
		return Activated
	}
	return Created
}

// works reports whether the user may act on a day.
func (u *User) works(day string) bool {
	return u.DeletedAt == nil && u.IsActive && (u.ExpiresAt == nil || *u.ExpiresAt >= day)
}

// Works reports whether a user may act now: to who was stopped, or whose last day
// has passed, nothing of the customer's is mailed any more.
func Works(ctx context.Context, c db.Conn, now time.Time, guid string) (bool, error) {
	n, err := db.Value[int64](ctx, c, `
		select count(*) from users u
		where u.guid = $1 and u.is_active and u.deleted_at is null and (u.expires_at is null or u.expires_at >= $2)`, guid, today(now))
	return n > 0, err
}

// statusOn is [Users.Status] of user u on a day, in SQL and in lower case.
func statusOn(now time.Time) string {
	return `case when u.deleted_at is not null then 'deleted'
		when not u.is_active or u.expires_at < '` + today(now) + `' then 'deactivated'
		when ` + hasEntered + ` then 'activated' else 'created' end`
}
