package tenant

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// seesAll reports whether by sees the whole portfolio of its customer.
func seesAll(by actor.Actor) bool { return by.AllCompanies || by.IsAdmin() }

// Visible adds the condition that by sees the company whose guid is in column.
// The column is qualified ("c.guid"), and its row belongs to by's customer.
func Visible(w *db.Where, by actor.Actor, column string) {
	condition, args := Sight(by, column)
	w.AndIf(condition != always, condition, args...)
}

// always is a condition that holds for every row.
const always = "1 = 1"

// Sight is [Visible] as a condition with its arguments, to stand inside another.
func Sight(by actor.Actor, column string) (condition string, args []any) {
	if seesAll(by) {
		return always, nil
	}
	return `exists (
		select 1 from group_companies vgc
		where vgc.customer_id = ? and vgc.group_guid = ? and vgc.company_guid = ` + column + `)`, []any{by.CustomerID, by.GroupGUID}
}

// Sees reports whether there is such a company, and by sees it.
func Sees(ctx context.Context, c db.Conn, by actor.Actor, companyGUID string) (bool, error) {
	if !utf8.ValidString(companyGUID) || strings.Contains(companyGUID, "\x00") {
		return false, nil // from a path: PostgreSQL would refuse the question
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	w.And(`c.guid = ?`, companyGUID)
	Visible(&w, by, `c.guid`)
	_, err := db.Value[string](ctx, c, `select c.guid from companies c`+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	return err == nil, err
}

// DefaultGroup returns the group of every user who was put into no other, and
// whether it sees all companies.
func DefaultGroup(ctx context.Context, c db.Conn, customerID int64) (guid string, all bool, err error) {
	type row struct {
		guid string
		all  bool
	}
	r, err := db.One(ctx, c, func(r *row) []any { return []any{&r.guid, &r.all} },
		`select guid, all_companies from groups where customer_id = $1 and is_default`, customerID)
	return r.guid, r.all, err
}
