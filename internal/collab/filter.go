package collab

import (
	"context"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
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
	Query             string     // each word begins a word of the recipient's name, e-mail or company
	From, Before      *time.Time // of creation: From ≤ created < Before

	Sort   []SortKey // none: newest first
	Limit  int       // 0 is all
	Offset int
	After  string // the Cursor of the last row of the page before; only without Sort
}

// SortKey is one key of an order.
type SortKey struct {
	Name string
	Desc bool
}

// sortColumns maps the names by which the outbox can be sorted.
var sortColumns = map[string]string{
	"created_time":           "r.created_at",
	"email_sent_date":        "r.email_sent_at",
	"status":                 "r.status",
	"requestee_company_name": "r.company_name",
	"requestee_email":        "r.shown_email",
}

// SortNames lists the names by which the outbox can be sorted.
var SortNames = []string{"created_time", "email_sent_date", "status", "requestee_company_name", "requestee_email"}

// Row is one row of a list: its document and its place in the order.
type Row struct {
	GUID      string
	CreatedAt time.Time
	Document  []byte
}

func (r *Row) fields() []any { return []any{&r.CreatedAt, &r.GUID, &r.Document} }

// Cursor returns the place of the row in the order by creation.
func (r *Row) Cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(r.CreatedAt.UnixMicro(), 36) + "." + r.GUID))
}

type place struct {
	at   time.Time
	guid string
}

func parseCursor(s string) (place, error) {
	text, err := base64.RawURLEncoding.DecodeString(s)
	micros, guid, ok := strings.Cut(string(text), ".")
	n, numErr := strconv.ParseInt(micros, 36, 64)
	if err != nil || !ok || numErr != nil || len(guid) != 36 || n < 0 || n > 1<<53 {
		return place{}, fault.Field("after", "is not a place in this list")
	}
	return place{time.UnixMicro(n).UTC(), guid}, nil
}

// requesters returns who may have sent what the filter asks for: the named
// users, those of the named groups, or both. It is nil for everybody. A group
// that the actor does not see has nobody in it.
func (rs *Requests) requesters(ctx context.Context, by actor.Actor, f *Filter) ([]string, error) {
	if f.Groups == nil {
		return f.Requesters, nil
	}
	var w db.Where
	w.And(`g.customer_id = ?`, by.CustomerID)
	marks := make([]string, len(f.Groups))
	for i, g := range f.Groups {
		marks[i] = w.Arg(g)
	}
	if len(marks) == 0 {
		return []string{}, nil
	}
	in := ` in (` + strings.Join(marks, ", ") + `)`
	w.And(`(g.guid` + in + ` or cast(g.id as text)` + in + `)`)
	if !by.IsAdmin() {
		w.And(`g.guid = ?`, by.GroupGUID)
	}
	members, err := db.Column[string](ctx, rs.DB, `
		select u.guid from groups g
		join users u on u.customer_id = g.customer_id
		left join memberships m on m.customer_id = g.customer_id and m.user_guid = u.guid`+
		w.String()+` and (m.group_guid = g.guid or m.group_guid is null and g.is_default)`, w.Args()...)
	if err != nil {
		return nil, err
	}
	if f.Requesters != nil {
		members = slices.DeleteFunc(members, func(guid string) bool { return !slices.Contains(f.Requesters, guid) })
	}
	return append([]string{}, members...), nil
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
