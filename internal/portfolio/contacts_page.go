package portfolio

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// ContactFilter narrows a list of contacts. Its zero value matches all at
// companies that the actor sees.
type ContactFilter struct {
	Q         string   // each word is in the names or in the address
	Companies []string // guids; nil filters nothing

	Sort   []string // see contactSorts, with "-" in front to reverse
	Limit  int      // 0 is all
	Offset int
}

func (f *ContactFilter) where(c db.Conn, by actor.Actor) *db.Where {
	w := new(db.Where)
	w.And(`p.customer_id = ?`, by.CustomerID)
	tenant.Visible(w, by, `p.company_guid`)
	if f.Companies != nil {
		w.And(`p.company_guid in (` + texts(c, w.Arg(list(lower(f.Companies)))) + `)`)
	}
	for word := range strings.FieldsSeq(strings.ToLower(storable(f.Q))) {
		w.And(`(p.formal_name_lower like ? escape '\' or p.friendly_name_lower like ? escape '\' or p.email_lower like ? escape '\')`,
			contains(word), contains(word), contains(word))
	}
	return w
}

// contactSorts maps the names by which contacts can be sorted to what they compare.
var contactSorts = map[string]string{
	"created_time": `p.created_at`,
	"updated_time": `p.updated_at`,
	"email":        `p.email_lower`,
	"formal_name":  `p.formal_name`,
	"company_guid": `p.company_guid`,
	preferredFirst: `case when p.is_preferred then 0 else 1 end`,
}

// preferredFirst puts the preferred contact of a company before its others.
const preferredFirst = "is_preferred"

// ContactSorts are the names by which contacts can be sorted.
var ContactSorts = []string{"created_time", "updated_time", "email", "formal_name", "company_guid"}

// order returns the order-by clause; without any name it is that of creation.
func (f *ContactFilter) order() string {
	var by []string
	end := `p.guid`
	if len(f.Sort) > 0 && strings.HasPrefix(f.Sort[0], "-") {
		end = `p.guid desc` // as the index runs
	}
	for _, name := range append(slices.Clip(f.Sort), "created_time") {
		bare, down := strings.CutPrefix(name, "-")
		column, ok := contactSorts[bare]
		if !ok {
			continue // the edge refuses it
		}
		if down {
			column += ` desc`
		}
		by = append(by, column)
		if bare == "created_time" || bare == "updated_time" {
			break // nothing but the guid tells equal times apart
		}
	}
	return ` order by ` + strings.Join(append(by, end), ", ")
}

// Page returns a page of the contacts that by sees and f leaves, and how many
// there are on all pages.
func (cs *Contacts) Page(ctx context.Context, by actor.Actor, f ContactFilter) (page []Contact, total int, err error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, 0, err
	}
	w := f.where(cs.DB, by)
	total, err = db.Value[int](ctx, cs.DB, `select count(*) from contacts p`+w.String(), w.Args()...)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	page, err = db.All(ctx, cs.DB, (*Contact).fields, `select `+contactColumns+` from contacts p`+w.String()+f.order()+
		` limit `+w.Arg(f.Limit)+` offset `+w.Arg(f.Offset), w.Args()...)
	return page, total, err
}

// Each calls yield with every contact that by sees and f leaves, in the order of
// f, limit and offset included. It keeps their guids in memory, as
// [Companies.Each] does.
func (cs *Contacts) Each(ctx context.Context, by actor.Actor, f ContactFilter, yield func(*Contact) error) error {
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	w := f.where(cs.DB, by)
	guids, err := db.Column[string](ctx, cs.DB, `select p.guid from contacts p`+w.String()+f.order(), w.Args()...)
	if err != nil {
		return err
	}
	guids = guids[min(f.Offset, len(guids)):]
	if f.Limit > 0 {
		guids = guids[:min(f.Limit, len(guids))]
	}
	for part := range slices.Chunk(guids, atOnce) {
		if err := cs.eachOf(ctx, by, part, yield); err != nil {
			return err
		}
	}
	return nil
}

func (cs *Contacts) eachOf(ctx context.Context, by actor.Actor, guids []string, yield func(*Contact) error) error {
	var w db.Where
	from := seek(cs.DB, w.Arg(list(guids)), "contacts", "p", `p.customer_id = `+w.Arg(by.CustomerID)+` and p.guid = j.value`)
	tenant.Visible(&w, by, `p.company_guid`)
	found, err := db.All(ctx, cs.DB, (*Contact).fields, `select `+contactColumns+` from `+from+w.String(), w.Args()...)
	if err != nil {
		return fmt.Errorf("read contacts: %w", err)
	}
	at := make(map[string]*Contact, len(found))
	for i := range found {
		at[found[i].GUID] = &found[i]
	}
	for _, guid := range guids {
		if c := at[guid]; c != nil { // nil: it has gone meanwhile
			if err := yield(c); err != nil {
				return err
			}
		}
	}
	return nil
}
