package portfolio

import (
	"context"
	"errors"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// spending is what one transaction does with subscriptions.
type spending struct {
	tx  *db.Tx
	by  actor.Actor
	now time.Time
}

// fullest orders subscriptions s of a company: the first is the one that a
// portfolio shows.
const fullest = `case s.subscription_type when 'continuous_monitoring' then 0 when 'alerts-only' then 1
	when 'vendor-selection' then 2 when 'countries' then 3 else 4 end, s.subscription_type`

// of returns the subscriptions of a company, the fullest first.
func (s spending) of(ctx context.Context, company string) ([]Subscription, error) {
	return db.All(ctx, s.tx, (*Subscription).fields, `
		select `+subscriptionColumns+` from subscriptions s
		where s.customer_id = $1 and s.company_guid = $2 order by `+fullest, s.by.CustomerID, company)
}

func ofType(all []Subscription, kind string) bool {
	return slices.ContainsFunc(all, func(s Subscription) bool { return s.Type == kind })
}

// mayEnd reports whether by may end a subscription: its group's own.
func (s spending) mayEnd(one Subscription) bool {
	return s.by.IsAdmin() || one.GroupGUID == s.by.GroupGUID
}

// add spends one of owner's subscriptions on a company. It is false if the
// company has one of that type by now; then nothing has changed.
func (s spending) add(ctx context.Context, company, kind string, owner group) (bool, error) {
	customer := s.by.CustomerID
	if err := tenant.HoldGroup(ctx, s.tx, customer, owner.guid); err != nil {
		return false, err
	}
	if err := tenant.Take(ctx, s.tx, customer, owner.guid, kind, 1); err != nil {
		return false, err
	}
	n, err := s.tx.Exec(ctx, `
		insert into subscriptions (customer_id, company_guid, subscription_type, group_guid, started_at)
		values ($1, $2, $3, $4, $5)
		on conflict (customer_id, company_guid, subscription_type) do nothing`, customer, company, kind, owner.guid, s.now)
	if err != nil {
		return false, err
	}
	if n == 0 {
		return false, tenant.GiveBack(ctx, s.tx, customer, owner.guid, kind, 1)
	}
	if err := owner.show(ctx, s.tx, customer, []string{company}); err != nil {
		return false, err
	}
	s.record(ctx, "subscription.create", company, kind, owner.guid)
	return true, nil
}

// drop ends one subscription, gives it back and keeps that it was there. It is
// false if somebody else was faster.
func (s spending) drop(ctx context.Context, one Subscription) (bool, error) {
	customer := s.by.CustomerID
	ended, err := db.One(ctx, s.tx, (*Subscription).fields, `
		delete from subscriptions as s
		where s.customer_id = $1 and s.company_guid = $2 and s.subscription_type = $3 and s.group_guid = $4
		returning company_guid, subscription_type, group_guid, started_at`, customer, one.CompanyGUID, one.Type, one.GroupGUID)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = s.tx.Exec(ctx, `
		insert into ended_subscriptions (customer_id, guid, company_guid, subscription_type, group_guid, started_at, ended_at)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		customer, s.tx.NewID(s.now), ended.CompanyGUID, ended.Type, ended.GroupGUID, ended.StartedAt, s.now)
	if err != nil {
		return false, err
	}
	if err := tenant.GiveBack(ctx, s.tx, customer, ended.GroupGUID, ended.Type, 1); err != nil {
		return false, err
	}
	s.record(ctx, "subscription.delete", ended.CompanyGUID, ended.Type, ended.GroupGUID)
	return true, nil
}

// end ends subscriptions of a company: those of the types, or all.
func (s spending) end(ctx context.Context, company Company, types []string) error {
	all, err := s.of(ctx, company.GUID)
	if err != nil {
		return err
	}
	if len(types) > 0 {
		all = slices.DeleteFunc(all, func(one Subscription) bool { return !slices.Contains(types, one.Type) })
	}
	for _, one := range all { // all of them or none
		if !s.mayEnd(one) {
			return actor.Denied()
		}
	}
	ended := false
	for _, one := range all {
		dropped, err := s.drop(ctx, one)
		if err != nil {
			return err
		}
		ended = ended || dropped
	}
	switch {
	case ended:
		return nil
	case len(types) == 1:
		return fault.New(fault.NotFound, "%s has no subscription of type %s.", company.Name, clip(types[0]))
	}
	return fault.New(fault.NotFound, "%s has no such subscription.", company.Name)
}

// spent is what became of a company that was to have a subscription.
type spent string

const (
	spentNew      spent = "new"
	spentSwitched spent = "switched" // it had one of another type
	spentHad      spent = "had"
)

// spend gives a company a subscription. If by may end one that it has of
// another type, the fullest of those becomes this one, in the group that owns
// it; otherwise it is a new one of by's own group. A fault that is not undone has
// changed nothing.
func (s spending) spend(ctx context.Context, company, kind string) (spent, error) {
	has, err := s.of(ctx, company)
	if err != nil || ofType(has, kind) {
		return spentHad, err
	}
	old, group, became := Subscription{}, "", spentNew
	if i := slices.IndexFunc(has, s.mayEnd); i >= 0 {
		old, group, became = has[i], has[i].GroupGUID, spentSwitched
	}
	owner, err := owningGroup(ctx, s.tx, s.by, group)
	if err != nil {
		return became, err
	}
	added, err := s.add(ctx, company, kind, owner)
	if err != nil {
		return became, err
	}
	if !added {
		return spentHad, nil
	}
	if became == spentSwitched {
		dropped, err := s.drop(ctx, old)
		if err == nil && !dropped {
			err = errRace()
		}
		return became, whole(err)
	}
	return became, nil
}

// errRace ends a transaction that found less than it had read.
func errRace() error {
	return fault.New(fault.Conflict, "Somebody else changed the same subscriptions at this moment. Please try again.")
}

// undone is a failure in the middle of a change: the transaction must not go on.
type undone struct{ error }

func (u undone) Unwrap() error { return u.error }

func whole(err error) error {
	if err == nil {
		return nil
	}
	return undone{err}
}

func (s spending) record(ctx context.Context, action, company, kind, group string) {
	audit.Record(ctx, s.tx, s.by, s.by.CustomerID, audit.Event{
		Action: action, Subject: company, Details: map[string]string{"subscription_type": kind, "group": group},
	})
	audit.Touch(ctx, s.tx, s.by.CustomerID, audit.Portfolio)
}
