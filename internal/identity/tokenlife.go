package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// tokenLife is how long a token lives, unless somebody says otherwise, and how
// long one may live that is not an admin's to make.
const tokenLife = 365 * 24 * time.Hour

// life is how long the tokens of a customer may live: its policy. A policy counts
// when a token is made, rotated, fetched or renewed, by whomever; those that
// there are already it leaves alone.
type life struct {
	days *int // nil: any time, if an admin says so
}

// lifeOf reads the policy of a customer.
func lifeOf(ctx context.Context, c db.Conn, customerID int64) (life, error) {
	customer, err := tenant.Read(ctx, c, customerID)
	return life{customer.Settings.TokenDays}, err
}

// end is when a token of a draft, made now, expires; nil is never.
func (l life) end(d TokenDraft, now time.Time) *time.Time {
	if d.ExpiresAt != nil || d.Forever {
		return d.ExpiresAt
	}
	at := now.Add(tokenLife)
	return l.cut(&at, now)
}

// cut returns the end of a token, or the last one that the policy leaves to it.
func (l life) cut(end *time.Time, now time.Time) *time.Time {
	if l.days == nil {
		return end
	}
	if last := now.AddDate(0, 0, *l.days); end == nil || end.After(last) {
		return &last
	}
	return end
}

// allows returns why by may not make a token that lives as long as a draft says.
func (l life) allows(by actor.Actor, d TokenDraft, now time.Time) error {
	end := l.end(d, now)
	if l.days != nil && l.cut(end, now) != end {
		return fault.Field("expires_at", "must not be more than %d days away: no token of this customer lives longer", *l.days)
	}
	if !by.IsAdmin() && (end == nil || end.After(now.Add(tokenLife))) {
		return fault.New(fault.Forbidden, "Only an admin may make a token that lives longer than 365 days.")
	}
	return nil
}

// successor gives a token as long a life as the one before it had. One without
// end is an admin's to make.
func (l life) successor(old Token, by actor.Actor, now time.Time) *time.Time {
	if old.ExpiresAt == nil && by.IsAdmin() {
		return l.cut(nil, now)
	}
	long := tokenLife
	if old.ExpiresAt != nil {
		long = old.ExpiresAt.Sub(old.CreatedAt)
	}
	if !by.IsAdmin() {
		long = min(long, tokenLife)
	}
	at := now.Add(long)
	return l.cut(&at, now)
}
