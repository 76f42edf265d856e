package portfolio

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Bulk changes subscriptions, one by one: first what ends, then what moves to
// another company, then what begins, so that what is given back can be used.
type Bulk struct {
	Add    []Addition
	Delete []string    // guids of companies
	Move   [][2]string // from one company to another
}

// Addition asks for a company to have a subscription, and to be in folders and
// in a tier.
type Addition struct {
	GUID    string
	Type    string
	Folders []string // guids or names; a name that is new makes a folder
	Tier    string   // guid or name
}

// Bulked says what became of a [Bulk], by the guids of companies.
type Bulked struct {
	Added    []string
	Modified []string
	Errors   []Refusal
}

const maxFolders = 20 // that a company is put into at once

func (b *Bulk) check() error {
	p := fault.Problems{}
	p.Require(len(b.Add)+len(b.Delete)+len(b.Move) <= maxRelations, "add", "and the others are more than %d", maxRelations)
	guid := func(field string, s *string) {
		*s = strings.ToLower(strings.TrimSpace(*s))
		p.Require(IsGUID(*s), field, "%q is not a UUID", clip(*s))
	}
	for i := range b.Add {
		a := &b.Add[i]
		guid("guid", &a.GUID)
		p.Require(a.Type != "", "type", "This field is required.")
		p.Require(len(a.Type) <= 64, "type", "is too long")
		checkText(p, "tier", &a.Tier, maxText)
		p.Require(len(a.Folders) <= maxFolders, "folder", "are more than %d", maxFolders)
		for j := range a.Folders {
			checkText(p, "folder", &a.Folders[j], maxText)
			p.Require(a.Folders[j] != "", "folder", "must not be empty")
		}
	}
	for i := range b.Delete {
		guid("guid", &b.Delete[i])
	}
	for i := range b.Move {
		guid("subscribed_company_guid", &b.Move[i][0])
		guid("new_company_guid", &b.Move[i][1])
	}
	return p.Err()
}

// Bulk does what is asked, and says what could not be done.
func (cs *Companies) Bulk(ctx context.Context, by actor.Actor, b Bulk) (done Bulked, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return done, err
	}
	if err := b.check(); err != nil {
		return done, err
	}
	return done, cs.DB.Tx(ctx, func(tx *db.Tx) error {
		done = Bulked{Added: []string{}, Modified: []string{}}
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		s := spending{tx: tx, by: by, now: cs.Now()}
		for _, guid := range b.Delete {
			if err := done.take(guid, &done.Modified, s.endOf(ctx, guid)); err != nil {
				return err
			}
		}
		for _, m := range b.Move {
			if err := done.take(m[1], &done.Modified, s.move(ctx, m[0], m[1])); err != nil {
				return err
			}
		}
		for _, a := range b.Add {
			into := &done.Added
			became, err := s.addition(ctx, a)
			if became == spentSwitched {
				into = &done.Modified
			}
			if err := done.take(a.GUID, into, err); err != nil {
				return err
			}
		}
		return tenant.Outcome(ctx, done)
	})
}

// take notes what became of an entry. It returns what ends the whole.
func (done *Bulked) take(guid string, into *[]string, err error) error {
	if err == nil {
		*into = append(*into, guid)
		return nil
	}
	f := fault.Of(err)
	if _, half := errors.AsType[undone](err); half || f.Kind == fault.Internal || f.Kind == fault.Unavailable {
		return err
	}
	done.Errors = append(done.Errors, Refusal{CompanyGUID: guid, Err: f})
	return nil
}

func (s spending) endOf(ctx context.Context, guid string) error {
	company, err := Seen(ctx, s.tx, s.by, guid)
	if err != nil {
		return err
	}
	return s.end(ctx, company, nil)
}

// move gives the subscriptions of one company to another. Quotas stay as they
// are.
func (s spending) move(ctx context.Context, from, to string) error {
	if _, err := Seen(ctx, s.tx, s.by, from); err != nil {
		return err
	}
	company, err := Seen(ctx, s.tx, s.by, to)
	if err != nil {
		return err
	}
	all, err := s.of(ctx, from)
	if err != nil {
		return err
	}
	has, err := s.of(ctx, to)
	if err != nil {
		return err
	}
	for _, one := range all {
		switch {
		case !s.mayEnd(one):
			return actor.Denied()
		case ofType(has, one.Type):
			return fault.New(fault.Conflict, "%s has a subscription of type %s already.", company.Name, one.Type)
		}
	}
	if len(all) == 0 {
		return fault.New(fault.NotFound, "The company has no subscription.")
	}
	for _, one := range all {
		if err := s.moveOne(ctx, one, to); err != nil {
			return err
		}
	}
	return nil
}

func (s spending) moveOne(ctx context.Context, one Subscription, to string) error {
	owner, err := owningGroup(ctx, s.tx, s.by, one.GroupGUID)
	if err != nil {
		return err
	}
	dropped, err := s.drop(ctx, one)
	if err == nil && !dropped {
		err = errRace()
	}
	if err != nil {
		return whole(err)
	}
	// What was given back is there to be taken: both are one transaction.
	added, err := s.add(ctx, to, one.Type, owner)
	if err == nil && !added {
		err = errRace()
	}
	return whole(err)
}

// addition does one of Add. What could be refused is asked before anything is
// changed.
func (s spending) addition(ctx context.Context, a Addition) (spent, error) {
	company, err := Seen(ctx, s.tx, s.by, a.GUID)
	if err != nil {
		return "", err
	}
	folders := make([]*into, len(a.Folders))
	for i, called := range a.Folders {
		if folders[i], err = s.folder(ctx, called); err != nil {
			return "", err
		}
	}
	tier := ""
	if a.Tier != "" {
		tier, err = tierCalled(ctx, s.tx, s.by.CustomerID, strings.ToLower(a.Tier))
		if err == nil && tier == "" {
			err = noTier()
		}
		if err != nil {
			return "", err
		}
	}
	became, err := s.spend(ctx, company.GUID, a.Type)
	if err != nil {
		return became, err
	}
	if became == spentHad {
		return became, fault.New(fault.Conflict, "%s has a subscription of type %s already.", company.Name, clip(a.Type))
	}
	for _, folder := range folders {
		if _, err := s.put(ctx, company.GUID, folder); err != nil {
			return became, whole(err)
		}
	}
	return became, whole(s.rank(ctx, company.GUID, tier))
}

// rank puts a company into a tier; "" leaves it where it is.
func (s spending) rank(ctx context.Context, company, tier string) error {
	if tier == "" {
		return nil
	}
	if err := holdTier(ctx, s.tx, s.by.CustomerID, tier); err != nil {
		return err
	}
	n, err := s.tx.Exec(ctx, `
		update companies set tier_guid = $3, version = version + 1, updated_at = $4
		where customer_id = $1 and guid = $2 and (tier_guid is null or tier_guid <> $3)`, s.by.CustomerID, company, tier, s.now)
	if err != nil || n == 0 {
		return err
	}
	recordMove(ctx, s.tx, s.by, "tier.companies", tier, Moved{Added: []string{company}})
	return updateTier(ctx, s.tx, s.by.CustomerID, tier, TierChange{})
}
