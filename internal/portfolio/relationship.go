package portfolio

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// RelationshipType says what a company is to the customer.
type RelationshipType string

// RelationshipTypes are all there are.
var RelationshipTypes = []RelationshipType{"vendor", "strategic_partner", "competitor", "fourth_party", "subsidiary", "other"}

// Name is the type in words: "Strategic Partner".
func (t RelationshipType) Name() string { return Title(string(t)) }

// Relationship is what one company is to the customer. A company has one at most.
type Relationship struct {
	GUID        string
	CompanyGUID string
	CompanyName string
	Type        RelationshipType
	Version     int64
	CreatedAt   time.Time
	Creator     string // a name; "" if nobody is known
	UpdatedAt   time.Time
	Editor      string
}

const (
	relationshipColumns = `r.guid, r.company_guid, c.name, r.type, r.version, r.created_at, coalesce(u.formal_name, ''),
	r.updated_at, coalesce(e.formal_name, '')`
	relationshipFrom = ` from relationships r
	join companies c on c.customer_id = r.customer_id and c.guid = r.company_guid
	left join users u on u.guid = r.created_by
	left join users e on e.guid = r.updated_by`
)

func (r *Relationship) fields() []any {
	return []any{&r.GUID, &r.CompanyGUID, &r.CompanyName, &r.Type, &r.Version, &r.CreatedAt, &r.Creator, &r.UpdatedAt, &r.Editor}
}

// Relationships is the collection of the relationships.
type Relationships struct {
	DB  *db.DB
	Now func() time.Time
}

// RelationshipFilter narrows a list. Within a field the values are alternatives;
// nil filters nothing.
type RelationshipFilter struct {
	Q         string // each word is in the company's name
	Types     []string
	Companies []string // guids
	Paging
}

func (f *RelationshipFilter) where(by actor.Actor) *db.Where {
	w := new(db.Where)
	w.And(`r.customer_id = ?`, by.CustomerID)
	tenant.Visible(w, by, `r.company_guid`)
	w.In(`r.company_guid`, lower(f.Companies))
	w.In(`r.type`, slugs(f.Types))
	named(w, f.Q)
	return w
}

var relationships = paged[Relationship]{
	columns: relationshipColumns, from: relationshipFrom, fields: (*Relationship).fields,
	seek: `r.guid`,
	sorts: map[string]string{
		"company_name": `c.name_lower`, "relationship_type": `r.type`, "created_time": `r.created_at`, "last_edited_time": `r.updated_at`,
	},
	end: []string{`c.name_lower`, `r.guid`},
}

// List returns a page of the relationships to companies that by sees, by their
// names, and how many there are on all pages.
func (rs *Relationships) List(ctx context.Context, by actor.Actor, f RelationshipFilter) ([]Relationship, int, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, 0, err
	}
	return page(ctx, rs.DB, f.where(by), f.Paging, relationships)
}

// Each calls yield with what List returns, however much it is.
func (rs *Relationships) Each(ctx context.Context, by actor.Actor, f RelationshipFilter, yield func(*Relationship) error) error {
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	return every(ctx, rs.DB, f.where(by), f.Paging, relationships, yield)
}

// Relating asks for a company to be something to the customer.
type Relating struct {
	CompanyGUID string
	Type        string // "": nothing any more
}

// Related says what became of [Relating], one by one.
type Related struct {
	Updated    []Relationship
	Removed    []string // guids of companies
	NotUpdated []Refusal
	NotRemoved []Refusal
}

// Refusal is why one of many things was not done.
type Refusal struct {
	CompanyGUID string
	Type        string // that was asked for
	Err         *fault.Error
}

// maxRelations bounds what one transaction holds up others with.
const maxRelations = 1000

// Relate changes relationships, each by itself. What a company is already is
// told as updated, and changes nothing.
func (rs *Relationships) Relate(ctx context.Context, by actor.Actor, all []Relating) (done Related, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return done, err
	}
	p := fault.Problems{}
	p.Require(len(all) <= maxRelations, "modifications", "are more than %d", maxRelations)
	for i := range all {
		all[i].CompanyGUID = strings.ToLower(all[i].CompanyGUID)
		p.Require(IsGUID(all[i].CompanyGUID), "company_guid", "%q is not a UUID", clip(all[i].CompanyGUID))
	}
	if err := p.Err(); err != nil {
		return done, err
	}
	return done, rs.DB.Tx(ctx, func(tx *db.Tx) error {
		done = Related{}
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		guids := make([]string, len(all))
		for i, r := range all {
			guids[i] = r.CompanyGUID
		}
		seen, err := visibleOf(ctx, tx, by, guids)
		if err != nil {
			return err
		}
		var updated []string
		for _, r := range all {
			if !slices.Contains(seen, r.CompanyGUID) {
				done.refuse(r, fault.Field("company_guid", "There is no such company."))
				continue
			}
			if r.Type == "" {
				err = rs.remove(ctx, tx, by, r, &done)
			} else {
				updated, err = rs.set(ctx, tx, by, r, &done, updated)
			}
			if err != nil {
				return err
			}
		}
		done.Updated, err = readRelationships(ctx, tx, by.CustomerID, updated)
		return err
	})
}

func (d *Related) refuse(r Relating, err error) {
	refusal := Refusal{CompanyGUID: r.CompanyGUID, Type: r.Type, Err: fault.Of(err)}
	if r.Type == "" {
		d.NotRemoved = append(d.NotRemoved, refusal)
		return
	}
	d.NotUpdated = append(d.NotUpdated, refusal)
}

func (rs *Relationships) remove(ctx context.Context, tx *db.Tx, by actor.Actor, r Relating, done *Related) error {
	n, err := tx.Exec(ctx, `delete from relationships where customer_id = $1 and company_guid = $2`, by.CustomerID, r.CompanyGUID)
	if err != nil {
		return err
	}
	if n == 0 {
		done.refuse(r, fault.Field("company_guid", "The company has no relationship."))
		return nil
	}
	done.Removed = append(done.Removed, r.CompanyGUID)
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "relationship.delete", Subject: r.CompanyGUID})
	audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
	return nil
}

func (rs *Relationships) set(ctx context.Context, tx *db.Tx, by actor.Actor, r Relating, done *Related, updated []string) ([]string, error) {
	kind := RelationshipType(Slug(storable(r.Type)))
	if !slices.Contains(RelationshipTypes, kind) {
		done.refuse(r, fault.Field("relationship_type", "must be one of vendor, strategic_partner, competitor, fourth_party, subsidiary, other"))
		return updated, nil
	}
	now := rs.Now()
	n, err := tx.Exec(ctx, `
		insert into relationships (customer_id, guid, company_guid, type, created_at, created_by, updated_at, updated_by)
		values ($1, $2, $3, $4, $5, $6, $5, $6)
		on conflict (customer_id, company_guid) do update set
			type = excluded.type, version = relationships.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by
		where relationships.type <> excluded.type`,
		by.CustomerID, tx.NewID(now), r.CompanyGUID, string(kind), now, userOf(by))
	if err != nil {
		return updated, err
	}
	if n > 0 {
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "relationship.set", Subject: r.CompanyGUID, Details: map[string]string{"relationship_type": string(kind)},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
	}
	return append(updated, r.CompanyGUID), nil
}

// readRelationships returns those of companies.
func readRelationships(ctx context.Context, tx *db.Tx, customerID int64, companies []string) ([]Relationship, error) {
	if len(companies) == 0 {
		return nil, nil
	}
	return db.All(ctx, tx, (*Relationship).fields, `select `+relationshipColumns+relationshipFrom+`
		where r.customer_id = $1 and r.company_guid in (`+texts(tx, "$2")+`)
		order by c.name_lower, r.guid`, customerID, list(companies))
}
