package portfolio

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Sharing says who sees a folder beside its owner and the admins, and who may
// change it.
type Sharing struct {
	IsShared bool
	WithAll  bool    // every user of the customer sees it
	With     []Share // and these may have a right to change it

	// Whether the owner's group may change it. Whoever may, sees it.
	GroupEditsContents, GroupEditsProperties bool
}

// everybody is how a folder is shared unless somebody says otherwise.
func everybody() Sharing { return Sharing{IsShared: true, WithAll: true} }

// Share is a user whom a folder is shared with.
type Share struct {
	UserGUID                       string
	Email                          string
	EditsContents, EditsProperties bool
}

// SharingChange is what is asked about the sharing of a folder; nil leaves as
// it is.
type SharingChange struct {
	IsShared, WithAll                        *bool
	GroupEditsContents, GroupEditsProperties *bool
	With                                     *[]Share // by e-mail
}

const maxShares = 100

func (ch *SharingChange) check(p fault.Problems) {
	if ch == nil || ch.With == nil {
		return
	}
	p.Require(len(*ch.With) <= maxShares, "shared_options", "is shared with more than %d users", maxShares)
	for _, s := range *ch.With {
		p.Require(len(s.Email) <= 254, "shared_options", "has an e-mail address that is too long")
	}
}

// apply returns what the sharing becomes. Not to be shared ends all of it. To be
// shared with some is not to be shared with all, unless both is said; and to be
// shared with nobody in particular is to be shared with all.
func (ch *SharingChange) apply(now Sharing) Sharing {
	if ch == nil {
		return now
	}
	set(&now.IsShared, ch.IsShared)
	set(&now.GroupEditsContents, ch.GroupEditsContents)
	set(&now.GroupEditsProperties, ch.GroupEditsProperties)
	named := ch.With != nil && len(*ch.With) > 0
	if ch.With != nil {
		now.With = *ch.With
	}
	switch {
	case ch.IsShared != nil && !*ch.IsShared:
		return Sharing{With: []Share{}}
	case ch.WithAll != nil:
		now.WithAll = *ch.WithAll
	case named:
		now.WithAll = false
	}
	group := now.GroupEditsContents || now.GroupEditsProperties
	if named || ch.WithAll != nil && *ch.WithAll {
		now.IsShared = true
	}
	switch {
	case !now.IsShared:
		return Sharing{With: []Share{}}
	case len(now.With) > 0 || group || now.WithAll:
	case ch.WithAll != nil: // not with all, and with nobody else
		return Sharing{With: []Share{}}
	default:
		now.WithAll = true
	}
	return now
}

func set[T any](value *T, to *T) {
	if to != nil {
		*value = *to
	}
}

func (s Sharing) equal(o Sharing) bool {
	byUser := func(a, b Share) int { return strings.Compare(a.UserGUID, b.UserGUID) }
	mine, other := slices.SortedFunc(slices.Values(s.With), byUser), slices.SortedFunc(slices.Values(o.With), byUser)
	return s.IsShared == o.IsShared && s.WithAll == o.WithAll && s.GroupEditsContents == o.GroupEditsContents &&
		s.GroupEditsProperties == o.GroupEditsProperties && slices.EqualFunc(mine, other, func(a, b Share) bool {
		return a.UserGUID == b.UserGUID && a.EditsContents == b.EditsContents && a.EditsProperties == b.EditsProperties
	})
}

// scope is where the folder's name must be the only one of its kind: among
// those that all see, or among those of its owner.
func (s Sharing) scope(owner *string, guid string) string {
	switch {
	case s.WithAll:
		return ""
	case owner != nil:
		return *owner
	}
	return guid
}

// resolve finds the users that the change of a folder, "" if it is new, names by
// their e-mail. They are the customer's own, or have an access in it, and by sees
// them in the list of users or among those whom the folder is shared with.
// Others are unknown: who works for the customer is not to be found out here.
func (ch *SharingChange) resolve(ctx context.Context, c db.Conn, by actor.Actor, folder string) error {
	if ch == nil || ch.With == nil || len(*ch.With) == 0 {
		return nil
	}
	emails := make([]string, len(*ch.With))
	for i, s := range *ch.With {
		emails[i] = strings.ToLower(strings.TrimSpace(s.Email))
	}
	type user struct{ guid, email, lower string }
	var w db.Where
	customer, wanted := w.Arg(by.CustomerID), w.Arg(list(emails))
	w.And(`u.email_lower in (` + texts(c, wanted) + `) and u.deleted_at is null and (u.customer_id = ` + customer + `
		or exists (select 1 from accesses a where a.customer_id = ` + customer + ` and a.user_guid = u.guid))`)
	w.AndIf(!seesAll(by), `(u.guid = ? or u.customer_id = ? and `+groupOfUser+` = ? or exists (
		select 1 from folder_shares h where h.customer_id = ? and h.folder_guid = ? and h.user_guid = u.guid))`,
		by.UserGUID, by.CustomerID, by.GroupGUID, by.CustomerID, folder)
	users, err := db.All(ctx, c, func(u *user) []any { return []any{&u.guid, &u.email, &u.lower} }, `
		select u.guid, u.email, u.email_lower from users u`+w.String()+`
		order by case when u.customer_id = `+customer+` then 1 else 0 end`, w.Args()...)
	if err != nil {
		return err
	}
	found := make(map[string]user, len(users))
	for _, u := range users { // the customer's own come last and win
		found[u.lower] = u
	}
	all := []Share{}
	for i, s := range *ch.With {
		u, ok := found[emails[i]]
		if !ok || emails[i] == "" {
			return fault.Field("shared_options", "%q is not the e-mail address of a user", clip(s.Email))
		}
		s.UserGUID, s.Email = u.guid, u.email
		if j := slices.IndexFunc(all, func(o Share) bool { return o.UserGUID == u.guid }); j >= 0 {
			all[j] = s // what is said last counts
			continue
		}
		all = append(all, s)
	}
	*ch.With = all
	return nil
}

// groupOfUser is the group of user u in its customer.
const groupOfUser = `coalesce(
	(select m.group_guid from memberships m where m.customer_id = u.customer_id and m.user_guid = u.guid),
	(select d.guid from groups d where d.customer_id = u.customer_id and d.is_default))`

// readShares adds to folders the users whom they are shared with. Who was
// deleted is not one any more.
func readShares(ctx context.Context, c db.Conn, customerID int64, guids []string, at map[string]*Folder) error {
	type row struct {
		folder string
		Share
	}
	var w db.Where
	w.And(`h.customer_id = ?`, customerID)
	w.In(`h.folder_guid`, guids)
	w.And(`u.deleted_at is null`)
	fields := func(r *row) []any {
		return []any{&r.folder, &r.UserGUID, &r.Email, &r.EditsContents, &r.EditsProperties}
	}
	return db.Each(ctx, c, fields, func(r *row) error {
		if f := at[r.folder]; f != nil {
			f.Sharing.With = append(f.Sharing.With, r.Share)
		}
		return nil
	}, `select h.folder_guid, h.user_guid, u.email, h.can_edit_contents, h.can_edit_properties
		from folder_shares h join users u on u.guid = h.user_guid`+w.String()+` order by u.email_lower`, w.Args()...)
}

// writeShares makes the users of a sharing those that the folder has.
func writeShares(ctx context.Context, tx *db.Tx, by actor.Actor, guid string, with []Share) error {
	if _, err := tx.Exec(ctx, `delete from folder_shares where customer_id = $1 and folder_guid = $2`, by.CustomerID, guid); err != nil {
		return err
	}
	if len(with) == 0 {
		return nil
	}
	values := make([][]any, len(with))
	for i, s := range with {
		values[i] = []any{s.UserGUID, number(s.EditsContents), number(s.EditsProperties)}
	}
	_, err := tx.Exec(ctx, `
		insert into folder_shares (customer_id, folder_guid, user_guid, can_edit_contents, can_edit_properties)
		select cast($1 as bigint), cast($2 as text), value ->> 0, cast(value ->> 1 as bigint) = 1, cast(value ->> 2 as bigint) = 1
		from `+rows(tx, "$3")+` where true`, by.CustomerID, guid, list(values))
	return err
}
