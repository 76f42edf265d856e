package identity

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Sort is one key of a list's order.
type Sort struct {
	Name string
	Desc bool
}

// UserFilter narrows a list of users. The zero value matches all that the
// actor sees. In strings * stands for anything; case does not count.
type UserFilter struct {
	CustomerID    int64 // 0 is the actor's
	NoneBelow     bool  // without the subsidiaries of that customer
	User          string
	Type          string // of an access that the user has
	Email         string
	FirstName     string
	LastName      string
	Role          string
	GroupGUID     string
	IsActive      *bool
	Query         string // each word begins a word of a name or the e-mail
	Lists         UserLists
	Sort          []Sort // of UserSorts; the oldest first by default
	Limit, Offset int
}

// UserSorts are what users can be sorted by, beside [UserListSorts].
var UserSorts = []string{"firstname", "lastname", "email", "customer_id", "created_at"}

var userSortColumns = map[string]string{
	"firstname": "u.firstname_lower", "lastname": "u.lastname_lower", "email": "u.email_lower",
	"customer_id": "u.customer_id", "created_at": "u.created_at",

	"guid": "u.guid", "group": "g.name_lower",
	"formal_name":   "u.search", // which begins with it, in lower case
	"last_login_at": "(" + lastLogin + ") is null, (" + lastLogin + ")",
}

const lastLogin = `select max(a.last_login_at) from accesses a where a.user_guid = u.guid`

// List returns a page of the users that by sees, and how many there are in all.
func (us *Users) List(ctx context.Context, by actor.Actor, f UserFilter) (page []User, total int, err error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, 0, err
	}
	w, order, err := f.where(by, us.Now())
	if err != nil {
		return nil, 0, err
	}
	return pageOf(ctx, us.DB, (*User).fields, userColumns, userTables, w, order, f.Limit, f.Offset)
}

// where returns the condition and the order of a list.
func (f *UserFilter) where(by actor.Actor, now time.Time) (*db.Where, string, error) {
	var w db.Where
	inSight(&w, by)
	f.Lists.where(&w, by, now)
	inCustomer(&w, "u.customer_id", by, f.CustomerID, f.NoneBelow)
	isUser(&w, f.User)
	w.AndIf(f.Type != "", `exists (select 1 from accesses t where t.user_guid = u.guid and t.type like ? escape '\')`, like(f.Type))
	w.AndIf(f.Email != "", `u.email_lower like ? escape '\'`, like(f.Email))
	w.AndIf(f.FirstName != "", `u.firstname_lower like ? escape '\'`, like(f.FirstName))
	w.AndIf(f.LastName != "", `u.lastname_lower like ? escape '\'`, like(f.LastName))
	w.AndIf(f.Role != "", `coalesce(m.role, 'customer_user') = ?`, strings.ToLower(f.Role))
	w.AndIf(f.GroupGUID != "", userGroup+` = ?`, strings.ToLower(f.GroupGUID))
	if f.IsActive != nil {
		w.AndIf(*f.IsActive, "u.is_active")
		w.AndIf(!*f.IsActive, "not u.is_active")
	}
	for word := range strings.FieldsSeq(f.Query) {
		w.And(`u.search like ? escape '\'`, "% "+db.Prefix(word))
	}
	columns := maps.Clone(userSortColumns)
	columns["status"] = statusOn(now)
	order, err := orderBy(f.Sort, columns, "u.created_at, u.guid")
	return &w, order, err
}

// AccessFilter narrows a list of accesses across users.
type AccessFilter struct {
	CustomerID    int64 // 0 is the actor's
	NoneBelow     bool  // without the subsidiaries of that customer
	User          string
	Type          string
	Sort          []Sort // of AccessSorts
	Limit, Offset int
}

// AccessSorts are what accesses can be sorted by.
var AccessSorts = []string{"user", "type", "customer_id"}

var accessSortColumns = map[string]string{"user": "a.user_guid", "type": "a.type", "customer_id": "a.customer_id"}

// Across returns a page of the accesses of all users that by sees, and how many
// there are in all.
func (as *Accesses) Across(ctx context.Context, by actor.Actor, f AccessFilter) (page []Access, total int, err error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, 0, err
	}
	var w db.Where
	visible(&w, by)
	w.And(inTree("a.customer_id"), by.CustomerID)
	inCustomer(&w, "a.customer_id", by, f.CustomerID, f.NoneBelow)
	isUser(&w, f.User)
	w.AndIf(f.Type != "", `a.type like ? escape '\'`, like(f.Type))
	order, err := orderBy(f.Sort, accessSortColumns, "a.created_at, a.id")
	if err != nil {
		return nil, 0, err
	}
	const tables = accessTables + `
		join users u on u.guid = a.user_guid
		left join memberships m on m.customer_id = u.customer_id and m.user_guid = u.guid`
	return pageOf(ctx, as.DB, (*Access).fields, accessColumns, tables, &w, order, f.Limit, f.Offset)
}

// isUser narrows a list to users by a number, or a guid in which * stands for anything.
func isUser(w *db.Where, user string) {
	if number, err := strconv.ParseInt(user, 10, 64); err == nil {
		w.And("u.id = ?", number)
		return
	}
	w.AndIf(user != "", `u.guid like ? escape '\'`, like(user))
}

// inCustomer narrows a list to one customer, with those below it unless noneBelow.
func inCustomer(w *db.Where, column string, by actor.Actor, customerID int64, noneBelow bool) {
	switch {
	case noneBelow && customerID == 0:
		w.And(column+" = ?", by.CustomerID)
	case noneBelow:
		w.And(column+" = ?", customerID)
	case customerID != 0:
		w.And(inTree(column), customerID)
	}
}

// orderBy returns the order of a list; last makes it total.
func orderBy(sorts []Sort, columns map[string]string, last string) (string, error) {
	var keys []string
	for _, s := range sorts {
		column, ok := columns[s.Name]
		if !ok {
			return "", fault.Field("sort", "there is no sorting by %.40q", s.Name)
		}
		if s.Desc {
			column += " desc"
		}
		keys = append(keys, column)
	}
	return " order by " + strings.Join(slices.Concat(keys, []string{last}), ", "), nil
}

func pageOf[T any](ctx context.Context, c db.Conn, fields func(*T) []any, columns, tables string, w *db.Where, order string, limit, offset int) (page []T, total int, err error) {
	total, err = db.Value[int](ctx, c, `select count(*) from `+tables+w.String(), w.Args()...)
	if err != nil || total <= offset {
		return nil, total, err
	}
	where := w.String()
	bounds := " limit " + w.Arg(limit) + " offset " + w.Arg(offset)
	page, err = db.All(ctx, c, fields, `select `+columns+` from `+tables+where+order+bounds, w.Args()...)
	return page, total, err
}
