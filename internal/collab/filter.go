package collab

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// Filter narrows the outbox. A nil list is no filter; within a list any value
// will do, different lists must all hold. Guids are in lower case.
type Filter struct {
	Companies         []string
	Folders           []string // where the company is now
	Tiers             []string
	Groups            []string // guids or integer ids: of the requester, now
	Requesters        []string
	ExcludeRequesters []string
	Statuses          []string // in any case; unknown ones match nothing
	Reasons           []string
	Vectors           []string
	Forms             []string   // through which they registered
	Verdict           Verdict    // on registrations; "" is every request
	Query             string     // each word begins a word of the recipient's name, e-mail or company
	From, Before      *time.Time // of creation: From ≤ created < Before

	Sort   []SortKey // none: newest first
	Limit  int       // 0 is all
	Offset int
	After  string // the Cursor of the last row of the page before; only with Sorts of at most one key
}

// Verdict is what was decided on a registration.
type Verdict string

// The verdicts by which registrations are listed.
const (
	Undecided  Verdict = "awaiting"
	LetIn      Verdict = "approved"
	TurnedDown Verdict = "rejected"
	AnyVerdict Verdict = "all"
)

// Verdicts lists them.
var Verdicts = []Verdict{Undecided, LetIn, TurnedDown, AnyVerdict}

// SortKey is one key of an order.
type SortKey struct {
	Name string
	Desc bool
}

// String is the key as callers write it: with a - before it if it descends.
func (k SortKey) String() string {
	if k.Desc {
		return "-" + k.Name
	}
	return k.Name
}

// SortNames lists the names by which the outbox can be sorted.
var SortNames = []string{created, sentDate, "status", "requestee_company_name", "requestee_email"}

const (
	created  = "created_time"
	sentDate = "email_sent_date"
)

// newestFirst is the order of a list that asks for none.
var newestFirst = SortKey{created, true}

// sortings are the columns by which the outbox can be sorted, and the indexes
// that have the rows in their order.
var sortings = map[string]struct{ column, index string }{
	created:                  {"r.created_at", "access_requests_page"},
	sentDate:                 {"r.email_sent_at", "access_requests_sent"},
	"status":                 {"r.status", "access_requests_status"},
	"requestee_company_name": {"r.company_name", "access_requests_company_name"},
	"requestee_email":        {"r.shown_email", "access_requests_shown_email"},
}

// order returns the one key of the order; ok is false if there are several.
func (f *Filter) order() (k SortKey, ok bool) {
	if len(f.Sort) == 0 {
		return newestFirst, true
	}
	return f.Sort[0], len(f.Sort) == 1
}

// within says where the filter looks for companies.
func (f *Filter) within() []companiesIn {
	return []companiesIn{
		{`folder_companies m`, `m.company_guid`, `m.folder_guid`, f.Folders, portfolio.SeesFolder},
		{`companies m`, `m.guid`, `m.tier_guid`, f.Tiers, nil},
	}
}

// requesters returns who may have sent what the filter asks for: the named
// users, those of the named groups, or both. It is nil for everybody. A group
// that the actor does not see has nobody in it.
func (rs *Requests) requesters(ctx context.Context, by actor.Actor, f *Filter) ([]string, error) {
	if f.Groups == nil {
		return f.Requesters, nil
	}
	if len(f.Groups) == 0 {
		return []string{}, nil
	}
	query, w := membersOf(by, f.Groups)
	members, err := db.Column[string](ctx, rs.DB, query+w.String(), w.Args()...)
	if err != nil {
		return nil, err
	}
	if f.Requesters != nil {
		members = slices.DeleteFunc(members, func(guid string) bool { return !slices.Contains(f.Requesters, guid) })
	}
	return append([]string{}, members...), nil
}

// membersOf asks for the users who are in one of some groups, as far as by sees these.
func membersOf(by actor.Actor, groups []string) (query string, w *db.Where) {
	w = new(db.Where)
	w.And(`g.customer_id = ?`, by.CustomerID)
	w.And(`(` + among(`g.guid`, groups)(w) + ` or ` + among(`cast(g.id as text)`, groups)(w) + `)`)
	if !by.IsAdmin() {
		w.And(`g.guid = ?`, by.GroupGUID)
	}
	w.And(`(m.group_guid = g.guid or m.group_guid is null and g.is_default)`)
	return `
		select u.guid from groups g
		join users u on u.customer_id = g.customer_id
		left join memberships m on m.customer_id = g.customer_id and m.user_guid = u.guid`, w
}

// normal returns the known values of a list, so that what is unknown matches nothing.
func normal[T ~string](values []string, parse func(string) (T, bool)) []string {
	if values == nil {
		return nil
	}
	known := []string{}
	for _, v := range values {
		if k, ok := parse(v); ok && !slices.Contains(known, string(k)) {
			known = append(known, string(k))
		}
	}
	return known
}
