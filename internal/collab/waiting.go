package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Waiting is what waits for somebody who works with requests.
type Waiting struct {
	Since time.Time // what others said is counted from here: see [Requests.Look]

	Registrations Pile // to be decided, the oldest first
	Accepted      Pile // since then, the newest first
	Declined      Pile
	Messages      Pile // of recipients, that were not read: requests, the newest first
	Findings      Pile // that recipients said something about: requests, the newest first
	Trials        Pile // that end within TrialsEnd, the next first
	Invitations   Pile // that end within InvitationsEnd, the next first
	Asks          Pile // of recipients for more time: requests, the newest first
	Refused       Pile // invitations whose mail was refused, the newest first
}

// Pile is one kind of what waits. Long ones are not counted to their end.
type Pile struct {
	Amount
	First []Row // at most three requests
}

// How far ahead what ends is looked for, and how far back what others said is,
// at most and for who has never looked.
const (
	TrialsEnd      = 14 * 24 * time.Hour
	InvitationsEnd = 3 * 24 * time.Hour
	longestSince   = 30 * 24 * time.Hour
	usualSince     = 7 * 24 * time.Hour
)

const (
	mostWaiting = 500
	firstOfPile = 3
)

// Waiting returns what waits for by, as far as it sees the requests.
func (rs *Requests) Waiting(ctx context.Context, by actor.Actor) (Waiting, error) {
	var in Waiting
	if err := by.Need(actor.RequestsR); err != nil {
		return in, err
	}
	now := rs.Now()
	var err error
	if in.Since, err = rs.since(ctx, by, now); err != nil {
		return in, err
	}
	if err := rs.heaps(ctx, by, in.kinds(now), in.Since, now); err != nil {
		return in, err
	}
	if err := rs.heapOf(ctx, by, &in.Messages, unread, in.Since.Add(-longestSince)); err != nil {
		return in, err
	}
	if err := rs.heapOf(ctx, by, &in.Asks, asking, now.Add(-longestSince)); err != nil {
		return in, err
	}
	return in, rs.heapOf(ctx, by, &in.Findings, remediated, in.Since)
}

// Partly reports whether something may wait of which nothing was found, because
// not all was looked at.
func (in *Waiting) Partly() bool {
	for _, p := range []*Pile{
		&in.Registrations, &in.Accepted, &in.Declined, &in.Messages, &in.Findings, &in.Trials, &in.Invitations, &in.Refused, &in.Asks,
	} {
		if p.More && p.N == 0 {
			return true
		}
	}
	return false
}

// since is when by last said that it has looked, or a while ago.
func (rs *Requests) since(ctx context.Context, by actor.Actor, now time.Time) (time.Time, error) {
	at, err := db.Value[time.Time](ctx, rs.DB, `select looked_at from looks where customer_id = $1 and user_guid = $2`, by.CustomerID, by.UserGUID)
	if errors.Is(err, db.ErrNone) {
		return now.Add(-usualSince), nil
	}
	if oldest := now.Add(-longestSince); err == nil && at.Before(oldest) {
		return oldest, nil
	}
	return at, err
}

// Look notes that by has seen what others said up to a moment.
func (rs *Requests) Look(ctx context.Context, by actor.Actor, upTo time.Time) error {
	if err := by.Need(actor.RequestsR); err != nil {
		return err
	}
	if now := rs.Now(); upTo.After(now) {
		upTo = now
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
			insert into looks (customer_id, user_guid, looked_at) values ($1, $2, $3)
			on conflict (customer_id, user_guid) do update set looked_at = excluded.looked_at
			where looks.looked_at < excluded.looked_at`, by.CustomerID, by.UserGUID, upTo)
		return err
	})
}
