package tenant

import (
	"context"
	"errors"
	"fmt"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// checkSCIM is [Check] of an IdP that calls by SCIM: its token, itself and its
// customer must still work, and the maker of the token hold what it held when
// the call began.
func checkSCIM(ctx context.Context, tx *db.Tx, by actor.Actor) error {
	works, err := db.Value[bool](ctx, tx, `
		select c.is_active and i.is_enabled and t.revoked_at is null
		from scim_tokens t
		join idps i on i.customer_id = t.customer_id and i.guid = t.idp_guid
		join customers c on c.id = t.customer_id
		where t.customer_id = $1 and t.guid = $2 and t.idp_guid = $3`, by.CustomerID, by.TokenGUID, by.SCIM)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return fmt.Errorf("check actor: %w", err)
	}
	if !works {
		return fault.New(fault.Unauthorized, "This access has ended.")
	}
	if by.Maker != nil {
		if err := checkMaker(ctx, tx, *by.Maker); err != nil {
			return err
		}
	}
	expect(ctx, tx)
	return claim(ctx, tx)
}

func checkMaker(ctx context.Context, tx *db.Tx, maker actor.Actor) error {
	p, err := readPrincipal(ctx, tx, maker)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return fmt.Errorf("check actor: %w", err)
	}
	if err != nil || !p.homeActive || !p.userActive || p.differs(maker) {
		return fault.New(fault.Forbidden, "Your rights have just been changed. Try again.")
	}
	return nil
}

// differs reports whether an actor has lost something since it was read.
func (p *principal) differs(by actor.Actor) bool {
	return p.role != by.Role || p.group != by.GroupGUID || p.rolesHeld < len(by.Carried()) ||
		by.AllCompanies && !p.allCompanies && p.role != actor.Admin
}
