package portfolio

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// writing brings targets into the database, a table a statement.
type writing struct {
	tx  *db.Tx
	by  actor.Actor
	now time.Time
}

func (w writing) write(ctx context.Context, targets []*target, told []RowReport) error {
	var companies []*Company
	var domains, notDomains, folders [][]any
	var subscriptions []Subscription
	var contacts []*Contact
	var demoted []string
	groups := make(map[string]group)
	shown := make(map[string][]string)
	for _, t := range targets {
		guid := t.company.GUID
		if t.isNew || t.isChanged {
			companies = append(companies, &t.company)
		}
		for _, d := range t.todo.domains {
			domains = append(domains, []any{guid, d})
		}
		for _, d := range t.todo.notDomains {
			notDomains = append(notDomains, []any{guid, d})
		}
		for _, f := range t.todo.folders {
			folders = append(folders, []any{f, guid})
		}
		subscriptions = append(subscriptions, t.todo.subscriptions...)
		for _, email := range slices.Sorted(maps.Keys(t.todo.contacts)) {
			contacts = append(contacts, t.todo.contacts[email])
		}
		demoted = append(demoted, t.todo.demoted...)
		for _, g := range t.todo.groups {
			groups[g.guid] = g
			shown[g.guid] = append(shown[g.guid], guid)
		}
	}
	for _, step := range []func() error{
		func() error { return upsertCompanies(ctx, w.tx, w.by.CustomerID, w.now, companies) },
		func() error { return w.dropDomains(ctx, notDomains) },
		func() error { return insertDomains(ctx, w.tx, w.by.CustomerID, domains) },
		func() error { return w.fillFolders(ctx, folders) },
		func() error { return w.subscribe(ctx, subscriptions) },
		func() error { return w.putContacts(ctx, contacts, demoted) },
		func() error { return w.show(ctx, groups, shown) },
		func() error { return w.refresh(ctx, targets) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	w.record(ctx, told)
	return nil
}

func (w writing) dropDomains(ctx context.Context, pairs [][]any) error {
	if len(pairs) == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, `
		delete from company_domains
		where customer_id = $1 and (company_guid, domain) in (select value ->> 0, value ->> 1 from `+rows(w.tx, "$2")+`)`,
		w.by.CustomerID, list(pairs))
	return err
}

func (w writing) fillFolders(ctx context.Context, pairs [][]any) error {
	if len(pairs) == 0 {
		return nil
	}
	// The folders first: that holds them, and a deleted one is a Conflict.
	var guids []string
	for _, p := range pairs {
		if guid := fmt.Sprint(p[0]); !slices.Contains(guids, guid) {
			guids = append(guids, guid)
		}
	}
	slices.Sort(guids)
	for _, guid := range guids {
		if err := updateFolder(ctx, w.tx, w.by.CustomerID, guid, FolderChange{}); err != nil {
			return err
		}
	}
	_, err := w.tx.Exec(ctx, `
		insert into folder_companies (customer_id, folder_guid, company_guid, added_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, `+moment(w.tx, "$2")+` from `+rows(w.tx, "$3")+` where true
		on conflict do nothing`, w.by.CustomerID, w.now, list(pairs))
	return err
}

// subscribe writes subscriptions that have been taken from their quotas. Those
// that somebody else made in the meantime go back.
func (w writing) subscribe(ctx context.Context, all []Subscription) error {
	if len(all) == 0 {
		return nil
	}
	values := make([][]any, len(all))
	for i, s := range all {
		values[i] = []any{s.CompanyGUID, s.Type, s.GroupGUID}
	}
	type pair struct{ company, kind string }
	made := make(map[pair]bool, len(all))
	err := db.Each(ctx, w.tx, func(p *pair) []any { return []any{&p.company, &p.kind} }, func(p *pair) error {
		made[*p] = true
		return nil
	}, `
		insert into subscriptions (customer_id, company_guid, subscription_type, group_guid, started_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, value ->> 2, `+moment(w.tx, "$2")+` from `+rows(w.tx, "$3")+` where true
		on conflict (customer_id, company_guid, subscription_type) do nothing
		returning company_guid, subscription_type`, w.by.CustomerID, w.now, list(values))
	if err != nil || len(made) == len(all) {
		return err
	}
	for _, s := range all {
		if made[pair{s.CompanyGUID, s.Type}] {
			continue
		}
		if err := tenant.GiveBack(ctx, w.tx, w.by.CustomerID, s.GroupGUID, s.Type, 1); err != nil {
			return err
		}
	}
	return nil
}

func (w writing) putContacts(ctx context.Context, contacts []*Contact, demoted []string) error {
	if len(contacts) == 0 {
		return nil
	}
	values := make([][]any, len(contacts))
	for i, c := range contacts {
		guid := c.GUID
		if guid == "" {
			guid = w.tx.NewID(w.now)
		}
		values[i] = []any{guid, c.CompanyGUID, c.Email, strings.ToLower(c.Email), c.FormalName, strings.ToLower(c.FormalName), number(c.IsPreferred)}
	}
	// A company has one preferred contact: the old one goes before the new one comes.
	if len(demoted) > 0 {
		_, err := w.tx.Exec(ctx, `
			update contacts set is_preferred = $2, is_backup = $3, version = version + 1, updated_at = $4
			where customer_id = $1 and guid in (`+texts(w.tx, "$5")+`)`, w.by.CustomerID, false, true, w.now, list(demoted))
		if err != nil {
			return err
		}
	}
	_, err := w.tx.Exec(ctx, `
		insert into contacts (customer_id, guid, company_guid, email, email_lower, formal_name, formal_name_lower, is_preferred, created_at, updated_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
			cast(value ->> 6 as bigint) = 1, `+moment(w.tx, "$2")+`, `+moment(w.tx, "$2")+` from `+rows(w.tx, "$3")+` where true
		on conflict (customer_id, company_guid, email_lower) do update set
			formal_name = excluded.formal_name, formal_name_lower = excluded.formal_name_lower, is_preferred = excluded.is_preferred,
			is_backup = contacts.is_backup and not excluded.is_preferred,
			version = contacts.version + 1, updated_at = excluded.updated_at`,
		w.by.CustomerID, w.now, list(values))
	return err
}

func (w writing) show(ctx context.Context, groups map[string]group, shown map[string][]string) error {
	for guid, companies := range shown {
		if err := groups[guid].show(ctx, w.tx, w.by.CustomerID, companies); err != nil {
			return err
		}
	}
	return nil
}

// refresh has the documents of requests written again that hold an old name, or
// say that there is no preferred contact. Of new companies there are none.
func (w writing) refresh(ctx context.Context, targets []*target) error {
	for _, t := range targets {
		if t.isNew || !t.renamed && len(t.todo.contacts) == 0 {
			continue
		}
		stale := tenant.Stale{CustomerID: w.by.CustomerID, CompanyGUID: t.company.GUID}
		if err := tenant.Refresh.Add(ctx, w.tx, stale); err != nil {
			return err
		}
	}
	return nil
}

// record tells the record what a stage did, in one event: which companies came,
// and which fields of which changed.
func (w writing) record(ctx context.Context, told []RowReport) {
	var added []string
	updated := make(map[string][]string)
	for _, row := range told {
		switch row.Action {
		case Added:
			added = append(added, row.GUID)
		case Updated:
			updated[row.GUID] = append(updated[row.GUID], row.Changed...)
		case Unchanged, Refused:
		}
	}
	if len(added) == 0 && len(updated) == 0 {
		return
	}
	audit.Record(ctx, w.tx, w.by, w.by.CustomerID, audit.Event{
		Action: "portfolio.import", Subject: w.by.CustomerGUID,
		Details: map[string]any{"lines": []int{told[0].Line, told[len(told)-1].Line}, "added": added, "updated": updated},
	})
	audit.Touch(ctx, w.tx, w.by.CustomerID, audit.Portfolio)
}
