package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// UserLists narrows a list of users as the ratings family does: of each list
// one value must hold. nil is no filter, an empty list matches nobody. Case
// does not count.
type UserLists struct {
	GUIDs       []string
	Emails      []string
	Statuses    []string // Created, Activated, Deactivated
	Roles       []string
	Groups      []string // guids
	FormalName  string   // each word begins a word of the name
	EmailPart   string   // stands in the e-mail
	IsService   *bool    // it holds a company token
	IsAvailable *bool    // for contact
	IsAsked     *bool    // there are companies that it is the one to ask about
	IsWorking   *bool    // neither deactivated nor expired
	Sees        string   // the guid of a company that the user can see
	Deleted     bool     // those who are deleted, too, for whoever sees all users

	HasFactor     *bool  // of those who sign in with a password: there is a second factor
	IsProvisioned *bool  // an IdP looks after it by SCIM
	ExpiresBy     string // YYYY-MM-DD: its last day is still ahead, and not after this one
	Holds         string // an id of a role that one of its accesses carries
}

// UserListSorts are what users can be sorted by in the ratings family.
var UserListSorts = []string{"formal_name", "last_login_at", "guid", "email", "group", "status", "created_at"}

func (f *UserLists) where(w *db.Where, by actor.Actor, now time.Time) {
	w.AndIf(!f.Deleted || !by.AllCompanies && !by.IsAdmin(), "u.deleted_at is null")
	w.In("u.guid", lower(f.GUIDs))
	w.In("u.email_lower", lower(f.Emails))
	w.In("coalesce(m.role, 'customer_user')", lower(f.Roles))
	w.In(userGroup, lower(f.Groups))
	if f.Statuses != nil {
		w.In(statusOn(now), lower(f.Statuses))
	}
	for word := range strings.FieldsSeq(f.FormalName) { // search begins with the formal name, in lower case
		w.And(`substr(u.search, 1, length(u.formal_name) + 1) like ? escape '\'`, "% "+db.Prefix(word))
	}
	w.AndIf(f.EmailPart != "", `u.email_lower like ? escape '\'`, "%"+db.Prefix(f.EmailPart))
	is := func(wanted *bool, condition string, args ...any) {
		if wanted == nil {
			return
		}
		if !*wanted {
			condition = "not (" + condition + ")"
		}
		w.And(condition, args...)
	}
	is(f.IsService, "u.is_service")
	is(f.IsAvailable, "u.is_available_for_contact")
	is(f.IsWorking, "u.deleted_at is null and u.is_active and (u.expires_at is null or u.expires_at >= ?)", today(now))
	if f.IsAsked != nil {
		seen, args := tenant.Sight(by, "t.company_guid")
		is(f.IsAsked, `exists (select 1 from user_companies t
			where t.customer_id = ? and t.user_guid = u.guid and `+seen+`)`, append([]any{by.CustomerID}, args...)...)
	}
	if f.Sees != "" {
		f.whoSees(w, by)
	}
	if f.HasFactor != nil {
		not := map[bool]string{true: "", false: "not "}[*f.HasFactor]
		w.And(`exists (select 1 from accesses fa where fa.user_guid = u.guid and fa.type = 'ui_connection' and ` + not + hasFactor("fa") + `)`)
	}
	is(f.IsProvisioned, isProvisioned)
	w.AndIf(f.ExpiresBy != "", "u.expires_at >= ? and u.expires_at <= ?", today(now), f.ExpiresBy)
	w.AndIf(f.Holds != "", `exists (
		select 1 from accesses ha join access_roles hr on hr.customer_id = ha.customer_id and hr.access_id = ha.id
		where ha.user_guid = u.guid and `+inTree("ha.customer_id")+` and hr.role = ?)`, by.CustomerID, f.Holds)
}

// isProvisioned is the condition that an IdP called user u something by SCIM.
const isProvisioned = `exists (select 1 from scim_users su where su.customer_id = u.customer_id and su.user_guid = u.guid)`

// hasFactor is the condition that an access, by its name in the query, has a
// second factor that is set up.
func hasFactor(access string) string {
	of := func(table string) string {
		return `exists (select 1 from ` + table + ` hf where hf.customer_id = ` + access + `.customer_id and hf.access_id = ` + access + `.id`
	}
	return `(` + of("totps") + ` and hf.is_confirmed) or ` + of("passkeys") + `))`
}

// whoSees adds the condition that user u sees a company that by sees. It is
// about users of by's own customer: what others see there hangs on accesses.
func (f *UserLists) whoSees(w *db.Where, by actor.Actor) {
	seen, args := tenant.Sight(by, "s.guid")
	w.And("u.customer_id = ?", by.CustomerID)
	w.And(`exists (select 1 from companies s where s.customer_id = u.customer_id and s.guid = ? and `+seen+`)`,
		append([]any{strings.ToLower(f.Sees)}, args...)...)
	w.And(`(m.role = 'customer_admin' or g.all_companies or exists (
		select 1 from group_companies x
		where x.customer_id = u.customer_id and x.group_guid = g.guid and x.company_guid = ?))`, strings.ToLower(f.Sees))
}

func lower(values []string) []string {
	if values == nil {
		return nil
	}
	out := make([]string, len(values))
	for i, s := range values {
		out[i] = strings.ToLower(s)
	}
	return out
}

// atOnce is how many users one statement of a long list reads.
const atOnce = 1000

// Each calls yield with every user that by sees and f leaves, some at a time,
// in the order of f. It keeps their guids in memory: a user who is there all
// the time comes exactly once, and no connection waits for whoever reads the
// list.
func (us *Users) Each(ctx context.Context, by actor.Actor, f UserFilter, yield func([]User) error) error {
	if err := by.Need(actor.UsersR); err != nil {
		return err
	}
	w, order, err := f.where(by, us.Now())
	if err != nil {
		return err
	}
	guids, err := db.Column[string](ctx, us.DB, `select u.guid from `+userTables+w.String()+order, w.Args()...)
	if err != nil {
		return err
	}
	guids = guids[min(f.Offset, len(guids)):]
	if f.Limit > 0 {
		guids = guids[:min(f.Limit, len(guids))]
	}
	for part := range slices.Chunk(guids, atOnce) {
		var w db.Where
		inSight(&w, by)
		w.In("u.guid", part)
		found, err := db.All(ctx, us.DB, (*User).fields, `select `+userColumns+` from `+userTables+w.String(), w.Args()...)
		if err != nil {
			return err
		}
		at := make(map[string]int, len(part))
		for i, guid := range part {
			at[guid] = i
		}
		slices.SortFunc(found, func(a, b User) int { return at[a.GUID] - at[b.GUID] })
		if err := yield(found); err != nil {
			return err
		}
	}
	return nil
}
