// Package identity knows users, the ways in that they have, and how each of
// them proves who it is: accesses with their roles, tokens, passwords and
// sessions.
//
// It holds the rule that nobody grants what they lack or reaches above
// themselves: see ceiling.go. A user, an access and what hangs on them live in
// one customer; a user may have accesses in its customer and the subsidiaries
// below it, never up or sideways.
package identity

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Person is who made or changed something. The guid is empty if it was the
// server itself.
type Person struct {
	GUID      string
	FirstName string
	LastName  string
}

// inTree is the condition that column is a customer or a subsidiary of it, at
// any depth. Its one argument is the customer.
func inTree(column string) string {
	return column + ` in (
		with recursive tree (id) as (
			select cast(? as bigint)
			union
			select c.id from customers c join tree on c.parent_id = tree.id)
		select id from tree)`
}

// below reports whether customer is root or a subsidiary of it.
func below(ctx context.Context, c db.Conn, root, customer int64) (bool, error) {
	if root == customer {
		return true, nil
	}
	var w db.Where
	w.And(inTree("id"), root)
	w.And("id = ?", customer)
	_, err := db.Value[int64](ctx, c, `select id from customers`+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	return err == nil, err
}

// forUpdate locks the rows of u that a select reads until the transaction ends.
// SQLite has one writer at a time and no row locks.
func forUpdate(c db.Conn, table string) string {
	if c.Dialect() == db.Postgres {
		return " for update of " + table
	}
	return ""
}

// forShare keeps the rows that a select reads from being deleted until the
// transaction ends.
func forShare(c db.Conn) string {
	if c.Dialect() == db.Postgres {
		return " for share"
	}
	return ""
}

// newNumber returns an integer id that no row of the table has.
func newNumber(ctx context.Context, tx *db.Tx, table string) (int64, error) {
	for {
		n := tx.NewNumber()
		_, err := db.Value[int64](ctx, tx, `select id from `+table+` where id = $1`, n)
		if errors.Is(err, db.ErrNone) {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// record writes an event of a customer and moves the version of its identity.
func record(ctx context.Context, tx *db.Tx, by actor.Actor, customerID int64, e audit.Event) {
	audit.Record(ctx, tx, by, customerID, e)
	audit.Touch(ctx, tx, customerID, audit.Identity)
}

// nullable returns nil for "": a column that is null where there is none.
func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// cleanText returns what of s is text, cut to a length.
func cleanText(s string, most int) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))
	r := []rune(s)
	return string(r[:min(len(r), most)])
}

func today(now time.Time) string { return now.UTC().Format(time.DateOnly) }

// like returns the pattern of a filter in which * stands for anything, for a
// column in lower case.
func like(s string) string {
	special := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`, `*`, `%`)
	return special.Replace(strings.ToLower(s))
}

var (
	errNotFound = fault.New(fault.NotFound, "Not found.")
	errSignIn   = fault.New(fault.Unauthorized, "The e-mail address or the password is wrong.")
	errEnded    = fault.New(fault.Unauthorized, "This session has ended: sign in again.")
	errToken    = fault.New(fault.Unauthorized, "Authentication credentials were not provided, or are not valid.")
)

// orNotFound turns the absence of a row into a NotFound error.
func orNotFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return errNotFound
	}
	return err
}
