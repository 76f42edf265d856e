package portfolio

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// tierCalled returns the tier of a guid or of a name in lower case, "" if no
// tier has the name.
func tierCalled(ctx context.Context, tx *db.Tx, customerID int64, name string) (string, error) {
	guid, err := db.Value[string](ctx, tx, `
		select guid from tiers where customer_id = $1 and (name_lower = $2 or guid = $2)
		order by case when guid = $2 then 0 else 1 end limit 1`, customerID, name)
	return guid, unnamed(name, err, noTier())
}

// folderCalled returns the folder of a guid or of a name in lower case, "" if
// by sees none of the name: Forbidden if by may not put companies into it. What
// an admin sees only as an admin is found by its guid alone: a name in a file
// must not end up in somebody's private folder.
func folderCalled(ctx context.Context, tx *db.Tx, by actor.Actor, name string) (string, error) {
	var w db.Where
	customer, called := w.Arg(by.CustomerID), w.Arg(name)
	owner := w.Arg(by.UserGUID)
	w.And(`f.customer_id = ` + customer)
	w.And(`(f.guid = ` + called + ` or f.name_lower = ` + called + ` and ` + sharedWith(&w, by) + `)`)
	sight(&w, by)
	guid, err := db.Value[string](ctx, tx, `select f.guid from folders f`+w.String()+`
		order by case when f.guid = `+called+` then 0 when f.owner_guid = `+owner+` then 1 when f.shared_with_all then 2 else 3 end, f.guid
		limit 1`, w.Args()...)
	if err != nil {
		return "", unnamed(name, err, noFolder())
	}
	found, err := readFolders(ctx, tx, by, []string{guid})
	if err != nil || len(found) == 0 {
		return "", err
	}
	if !found[0].ContentsEditableBy(by) {
		return "", actor.Denied()
	}
	return guid, nil
}

// unnamed turns that there is nothing of a name into nothing, and that there is
// nothing of a guid into a refusal.
func unnamed(name string, err, none error) error {
	switch {
	case !errors.Is(err, db.ErrNone):
		return err
	case IsGUID(name):
		return none
	}
	return nil
}
