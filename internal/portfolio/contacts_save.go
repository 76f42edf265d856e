package portfolio

import (
	"context"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// save writes what has changed, and says so.
func (b *contactBook) save(ctx context.Context) error {
	var changed []*contactLine
	for _, guid := range slices.Sorted(maps.Keys(b.guids)) {
		if l := b.guids[guid]; l.isChanged {
			l.Version++
			l.UpdatedAt = b.Now()
			changed = append(changed, l)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	if err := b.upsert(ctx, changed); err != nil {
		return err
	}
	for _, l := range changed {
		action := "contact.update"
		if l.isNew {
			action = "contact.create"
		}
		audit.Record(ctx, b.tx, b.by, b.by.CustomerID, audit.Event{Action: action, Subject: l.GUID, Details: map[string]string{
			"company": l.CompanyGUID, "email": l.Email, "formal_name": l.FormalName, "relation_type": l.Relation(),
		}})
	}
	audit.Touch(ctx, b.tx, b.by.CustomerID, audit.Portfolio)
	return b.refresh(ctx, changed)
}

// upsert writes contacts. A company has one preferred contact: the old one goes
// before the new one comes.
func (b *contactBook) upsert(ctx context.Context, changed []*contactLine) error {
	var demoted []string
	values := make([][]any, len(changed))
	for i, l := range changed {
		if l.wasPreferred && !l.IsPreferred {
			demoted = append(demoted, l.GUID)
		}
		var active any
		if l.IsActive != nil {
			active = number(*l.IsActive)
		}
		values[i] = []any{
			l.GUID, l.CompanyGUID, l.Email, strings.ToLower(l.Email), l.FormalName, l.FriendlyName, l.Nickname, l.Phone, l.Role,
			l.PlatformID, l.Source, number(l.IsPreferred), number(l.IsBackup), active, l.CreatedBy, l.Version,
			strings.ToLower(l.FormalName), strings.ToLower(l.FriendlyName),
		}
	}
	if len(demoted) > 0 {
		_, err := b.tx.Exec(ctx, `update contacts set is_preferred = $2 where customer_id = $1 and guid in (`+texts(b.tx, "$3")+`)`,
			b.by.CustomerID, false, list(demoted))
		if err != nil {
			return err
		}
	}
	_, err := b.tx.Exec(ctx, `
		insert into contacts (customer_id, guid, company_guid, email, email_lower, formal_name, friendly_name, nickname, phone, role,
			platform_id, source, is_preferred, is_backup, is_active, created_by, version, formal_name_lower, friendly_name_lower,
			created_at, updated_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
			value ->> 8, value ->> 9, value ->> 10, cast(value ->> 11 as bigint) = 1, cast(value ->> 12 as bigint) = 1,
			cast(value ->> 13 as bigint) = 1, value ->> 14, cast(value ->> 15 as bigint), value ->> 16, value ->> 17,
			`+moment(b.tx, "$2")+`, `+moment(b.tx, "$2")+`
		from `+rows(b.tx, "$3")+` where true
		on conflict (customer_id, guid) do update set
			email = excluded.email, email_lower = excluded.email_lower, formal_name = excluded.formal_name,
			friendly_name = excluded.friendly_name, nickname = excluded.nickname, phone = excluded.phone, role = excluded.role,
			platform_id = excluded.platform_id, source = excluded.source, is_preferred = excluded.is_preferred,
			is_backup = excluded.is_backup, is_active = excluded.is_active,
			formal_name_lower = excluded.formal_name_lower, friendly_name_lower = excluded.friendly_name_lower, version = excluded.version, updated_at = excluded.updated_at`,
		b.by.CustomerID, b.Now(), list(values))
	if db.IsUnique(err) {
		return addressTaken()
	}
	return err
}

// refresh has the documents of requests written again that say whether their
// company has a preferred contact, where it has one now and had none, or lost it.
func (b *contactBook) refresh(ctx context.Context, changed []*contactLine) error {
	balance := make(map[string]int)
	for _, l := range changed {
		balance[l.CompanyGUID] += number(l.IsPreferred) - number(l.wasPreferred)
	}
	for _, company := range slices.Sorted(maps.Keys(balance)) {
		if balance[company] == 0 {
			continue
		}
		if err := tenant.Refresh.Add(ctx, b.tx, tenant.Stale{CustomerID: b.by.CustomerID, CompanyGUID: company}); err != nil {
			return err
		}
	}
	return nil
}

func matchContact(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) error {
	return tenant.Match(ctx, tx, `contacts where customer_id = $1 and guid = $2`, by.CustomerID, guid)
}

// Delete deletes a contact at a company that by sees and returns it as it was.
func (cs *Contacts) Delete(ctx context.Context, by actor.Actor, guid string) (gone Contact, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return gone, err
	}
	guid = strings.ToLower(guid)
	return gone, cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		b, err := cs.open(ctx, tx, by, []ContactDraft{{GUID: guid}})
		if err != nil {
			return err
		}
		l := b.guids[guid]
		if l == nil {
			return noContact()
		}
		if err := matchContact(ctx, tx, by, guid); err != nil {
			return err
		}
		gone = l.Contact
		if _, err := tx.Exec(ctx, `delete from contacts where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "contact.delete", Subject: guid, Details: map[string]string{"company": gone.CompanyGUID, "email": gone.Email},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		l.IsPreferred = false
		return b.refresh(ctx, []*contactLine{l})
	})
}
