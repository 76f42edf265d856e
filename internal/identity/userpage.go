package identity

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// A page of users begins behind a user, not at a number: who comes and goes
// meanwhile moves nobody from one page to the next.

// UserPageSorts are the orders that users can be paged in: the last sign-in is
// the making of a user for who never signed in.
var UserPageSorts = []string{"formal_name", "email", "created_at", "last_login_at"}

// pageKeys are the columns behind them, and what a user has there.
var pageKeys = map[string]struct {
	column string
	of     func(u *User) any
}{
	"formal_name": {"u.search", func(u *User) any {
		return searchText(u.FormalName, u.FriendlyName, u.FirstName, u.LastName, u.Email)
	}},
	"email":      {"u.email_lower", func(u *User) any { return strings.ToLower(u.Email) }},
	"created_at": {"u.created_at", func(u *User) any { return u.CreatedAt }},
	"last_login_at": {"coalesce((" + lastLogin + "), u.created_at)", func(u *User) any {
		if u.LastLoginAt != nil {
			return *u.LastLoginAt
		}
		return u.CreatedAt
	}},
}

// Page returns the users that by sees and f leaves which come after a place, and
// the place after them; "" is the beginning, and the end. f is sorted by one of
// UserPageSorts.
func (us *Users) Page(ctx context.Context, by actor.Actor, f UserFilter, after string) (page []User, next string, err error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, "", err
	}
	sort := Sort{Name: "formal_name"}
	if len(f.Sort) > 0 {
		sort = f.Sort[0]
	}
	key, known := pageKeys[sort.Name]
	if !known {
		return nil, "", fault.Field("sort", "there is no sorting by %.40q", sort.Name)
	}
	f.Sort = nil
	w, _, err := f.where(by, us.Now())
	if err != nil {
		return nil, "", err
	}
	order, than := "", " > "
	if sort.Desc {
		order, than = " desc", " < "
	}
	if after != "" {
		value, guid, err := placeOf(sort.Name, after)
		if err != nil {
			return nil, "", err
		}
		w.And("("+key.column+", u.guid)"+than+"(?, ?)", value, guid)
	}
	page, err = db.All(ctx, us.DB, (*User).fields, `
		select `+userColumns+` from `+userTables+w.String()+`
		order by `+key.column+order+`, u.guid`+order+` limit `+w.Arg(f.Limit+1), w.Args()...)
	if err != nil || len(page) <= f.Limit {
		return page, "", err
	}
	page = page[:f.Limit]
	last := &page[f.Limit-1]
	return page, placeText(key.of(last), last.GUID), nil
}

// placeText writes a place in a list into an address.
func placeText(value any, guid string) string {
	text, _ := value.(string)
	if at, ok := value.(time.Time); ok {
		text = at.UTC().Format(time.RFC3339Nano)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(guid + "\n" + text))
}

// placeOf reads what placeText wrote.
func placeOf(sort, place string) (value any, guid string, err error) {
	text, err := base64.RawURLEncoding.DecodeString(place)
	guid, key, ok := strings.Cut(string(text), "\n")
	if err != nil || !ok || len(place) > maxPlace || !isPlain(string(text)) {
		return nil, "", errPlace
	}
	if sort == "formal_name" || sort == "email" {
		return key, guid, nil
	}
	at, err := time.Parse(time.RFC3339Nano, key)
	if err != nil {
		return nil, "", errPlace
	}
	return at, guid, nil
}

const maxPlace = 4000 // characters

var errPlace = fault.Field("after", "is no place in this list")

// isPlain reports whether the database takes a text.
func isPlain(s string) bool { return strings.ToValidUTF8(s, "") == s && !strings.Contains(s, "\x00") }

// Count counts the users that by sees and f leaves, and stops at most: then there
// are more.
func (us *Users) Count(ctx context.Context, by actor.Actor, f UserFilter, most int) (n int, more bool, err error) {
	if err := by.Need(actor.UsersR); err != nil {
		return 0, false, err
	}
	w, _, err := f.where(by, us.Now())
	if err != nil {
		return 0, false, err
	}
	where := w.String()
	n, err = db.Value[int](ctx, us.DB, `select count(*) from (select 1 from `+userTables+where+` limit `+w.Arg(most+1)+`) found`, w.Args()...)
	return min(n, most), n > most, err
}

// Marks is what a list tells of a user besides the user.
type Marks struct {
	Kinds         []string // types of its accesses, each once
	HasFactor     bool     // its password is not all
	IsProvisioned bool     // an IdP looks after it by SCIM
}

// Marks returns the marks of some users that by sees, by their guids.
func (us *Users) Marks(ctx context.Context, by actor.Actor, users []User) (map[string]Marks, error) {
	if err := by.Need(actor.UsersR); err != nil || len(users) == 0 {
		return nil, err
	}
	guids := make([]string, len(users))
	for i := range users {
		guids[i] = users[i].GUID
	}
	type row struct {
		user, kind               string
		hasFactor, isProvisioned bool
	}
	var w db.Where
	visible(&w, by)
	w.In("u.guid", guids)
	all, err := db.All(ctx, us.DB, func(r *row) []any { return []any{&r.user, &r.kind, &r.hasFactor, &r.isProvisioned} }, `
		select u.guid, coalesce(fa.type, ''), fa.type is not null and `+hasFactor("fa")+`, `+isProvisioned+`
		from `+userTables+`
		left join accesses fa on fa.user_guid = u.guid and `+strings.Replace(inTree("fa.customer_id"), "?", w.Arg(by.CustomerID), 1)+w.String()+`
		order by fa.created_at, fa.id`, w.Args()...)
	marks := make(map[string]Marks, len(users))
	for _, r := range all {
		m := marks[r.user]
		if r.kind != "" && !slices.Contains(m.Kinds, r.kind) {
			m.Kinds = append(m.Kinds, r.kind)
		}
		m.HasFactor, m.IsProvisioned = m.HasFactor || r.hasFactor, r.isProvisioned
		marks[r.user] = m
	}
	return marks, err
}
