package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Of returns the live sessions of a user through all of its accesses, what was
// seen last first. Where somebody is signed in is for those who look after them:
// it takes the right to change users, and the ceiling.
func (ss *Sessions) Of(ctx context.Context, by actor.Actor, ref string) ([]OpenSession, error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return nil, err
	}
	u, err := findUser(ctx, ss.DB, by, ref)
	if err != nil {
		return nil, err
	}
	if err := reaches(ctx, ss.DB, by, u); err != nil {
		return nil, err
	}
	return ss.openOf(ctx, ss.DB, by, u.GUID)
}

// EndOneOf ends one of a user's sessions, at once.
func (ss *Sessions) EndOneOf(ctx context.Context, by actor.Actor, ref, guid string) error {
	return ss.endOf(ctx, by, ref, func(tx *db.Tx, u User) error {
		ended, err := ss.recordEnds(ctx, tx, by, u.GUID, func(o OpenSession) bool { return o.GUID == guid })
		if err != nil {
			return err
		}
		if len(ended) == 0 {
			return errNotFound
		}
		return endSession(ctx, tx, ended[0].CustomerID, ended[0].GUID)
	})
}

// EndAllOf ends all sessions of a user, and what is about to become one. Tokens
// work on.
func (ss *Sessions) EndAllOf(ctx context.Context, by actor.Actor, ref string) error {
	return ss.endOf(ctx, by, ref, func(tx *db.Tx, u User) error {
		if _, err := ss.recordEnds(ctx, tx, by, u.GUID, func(OpenSession) bool { return true }); err != nil {
			return err
		}
		return endSessions(ctx, tx, "a.user_guid = $1", u.GUID)
	})
}

// endOf finds a user under the ceiling and ends what is open of it. An admin may
// do that to everybody it sees: it only takes away.
func (ss *Sessions) endOf(ctx context.Context, by actor.Actor, ref string, end func(*db.Tx, User) error) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	u, err := findUser(ctx, ss.DB, by, ref)
	if err != nil {
		return err
	}
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if !by.IsAdmin() {
			if err := reaches(ctx, tx, by, u); err != nil {
				return err
			}
		}
		return end(tx, u)
	})
}
