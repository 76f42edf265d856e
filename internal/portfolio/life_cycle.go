package portfolio

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// LifeCycleType is a part of the life of a company with the customer.
type LifeCycleType string

// LifeCycleTypes are all there are, in the order in which they usually follow.
var LifeCycleTypes = []LifeCycleType{"onboarding", "monitoring", "re_assessment"}

// Name is the type in words.
func (t LifeCycleType) Name() string {
	if t == "re_assessment" {
		return "Re-Assessment"
	}
	return Title(string(t))
}

// LifeCycle is one part of a company's life. A company is in one at most that is
// not completed.
type LifeCycle struct {
	GUID        string
	CompanyGUID string
	CompanyName string
	Type        LifeCycleType
	Version     int64
	CreatedAt   time.Time
	Creator     string // a name; "" if nobody is known
	Editor      string
	CompletedAt *time.Time
}

const (
	lifeCycleColumns = `y.guid, y.company_guid, c.name, y.type, y.version, y.created_at, coalesce(u.formal_name, ''),
	coalesce(e.formal_name, ''), y.completed_at`
	lifeCycleFrom = ` from life_cycles y
	join companies c on c.customer_id = y.customer_id and c.guid = y.company_guid
	left join users u on u.guid = y.created_by
	left join users e on e.guid = y.updated_by`
)

func (y *LifeCycle) fields() []any {
	return []any{&y.GUID, &y.CompanyGUID, &y.CompanyName, &y.Type, &y.Version, &y.CreatedAt, &y.Creator, &y.Editor, &y.CompletedAt}
}

// Days returns how many whole days it has lasted, or did.
func (y *LifeCycle) Days(now time.Time) int64 {
	if y.CompletedAt != nil {
		now = *y.CompletedAt
	}
	return max(0, int64(now.Sub(y.CreatedAt)/(24*time.Hour)))
}

// LifeCycles is the collection of the life cycles.
type LifeCycles struct {
	DB  *db.DB
	Now func() time.Time
}

// LifeCycleFilter narrows a list. Within a field the values are alternatives;
// nil filters nothing.
type LifeCycleFilter struct {
	Q           string // each word is in the company's name
	Types       []string
	Companies   []string // guids
	Folders     []string // guids; where the company is now
	Tiers       []string // guids
	IsCompleted *bool
	Paging
}

func (f *LifeCycleFilter) where(by actor.Actor) *db.Where {
	w := new(db.Where)
	w.And(`y.customer_id = ?`, by.CustomerID)
	tenant.Visible(w, by, `y.company_guid`)
	w.In(`y.company_guid`, lower(f.Companies))
	w.In(`y.type`, slugs(f.Types))
	w.In(`c.tier_guid`, lower(f.Tiers))
	inFolders(w, by, `y.company_guid`, lower(f.Folders))
	if f.IsCompleted != nil {
		w.And(`y.completed_at is ` + map[bool]string{true: "not null", false: "null"}[*f.IsCompleted])
	}
	named(w, f.Q)
	return w
}

var lifeCycles = paged[LifeCycle]{
	columns: lifeCycleColumns, from: lifeCycleFrom, fields: (*LifeCycle).fields,
	seek: `y.guid`,
	sorts: map[string]string{
		"company.name": `c.name_lower`, "display_name": `y.type`, "created_time": `y.created_at`,
		"is_completed": `case when y.completed_at is null then 0 else 1 end`,
	},
	end: []string{`y.created_at desc`, `y.guid desc`},
}

// List returns a page of the life cycles of companies that by sees, the newest
// first, and how many there are on all pages.
func (ys *LifeCycles) List(ctx context.Context, by actor.Actor, f LifeCycleFilter) ([]LifeCycle, int, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, 0, err
	}
	return page(ctx, ys.DB, f.where(by), f.Paging, lifeCycles)
}

// Each calls yield with what List returns, however much it is.
func (ys *LifeCycles) Each(ctx context.Context, by actor.Actor, f LifeCycleFilter, yield func(*LifeCycle) error) error {
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	return every(ctx, ys.DB, f.where(by), f.Paging, lifeCycles, yield)
}

// Moves says what became of companies that were to move on in their life.
type Moves struct {
	Added, Completed []LifeCycle
	Not              []Refusal
}

// Move brings companies into a life cycle and completes the one that they were
// in; "" begins none.
func (ys *LifeCycles) Move(ctx context.Context, by actor.Actor, companies []string, next string) (done Moves, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return done, err
	}
	p := fault.Problems{}
	p.Require(len(companies) <= maxRelations, "company_guids", "are more than %d", maxRelations)
	companies = unique(p, "company_guids", companies)
	kind := LifeCycleType(Slug(storable(next)))
	p.Require(kind == "" && next == "" || slices.Contains(LifeCycleTypes, kind), "next_life_cycle_type",
		"must be one of onboarding, monitoring, re_assessment, or null")
	if err := p.Err(); err != nil {
		return done, err
	}
	return done, ys.DB.Tx(ctx, func(tx *db.Tx) error {
		done = Moves{}
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		seen, err := visibleOf(ctx, tx, by, companies)
		if err != nil {
			return err
		}
		m := moving{tx: tx, by: by, now: ys.Now(), kind: kind}
		if done.Completed, err = m.complete(ctx, seen); err != nil {
			return err
		}
		if done.Added, err = m.begin(ctx, seen); err != nil {
			return err
		}
		done.Not = m.refusals(companies, seen, done)
		return tenant.Outcome(ctx, done)
	})
}

// moving is one move of companies to the life cycle kind.
type moving struct {
	tx   *db.Tx
	by   actor.Actor
	now  time.Time
	kind LifeCycleType
}

func (m moving) complete(ctx context.Context, companies []string) ([]LifeCycle, error) {
	guids, err := db.Column[string](ctx, m.tx, `
		update life_cycles set completed_at = $3, updated_at = $3, updated_by = $4, version = version + 1
		where customer_id = $1 and completed_at is null and type <> $5 and company_guid in (`+texts(m.tx, "$2")+`)
		returning guid`, m.by.CustomerID, list(companies), m.now, userOf(m.by), string(m.kind))
	if err != nil {
		return nil, err
	}
	return m.tell(ctx, "life_cycle.complete", guids)
}

func (m moving) begin(ctx context.Context, companies []string) ([]LifeCycle, error) {
	if m.kind == "" || len(companies) == 0 {
		return nil, nil
	}
	values := make([][]any, len(companies))
	for i, company := range companies {
		values[i] = []any{m.tx.NewID(m.now), company}
	}
	guids, err := db.Column[string](ctx, m.tx, `
		insert into life_cycles (customer_id, guid, company_guid, type, created_at, created_by, updated_at, updated_by)
		select cast($1 as bigint), value ->> 0, value ->> 1, cast($2 as text), `+moment(m.tx, "$3")+`, cast($4 as text),
			`+moment(m.tx, "$3")+`, cast($4 as text) from `+rows(m.tx, "$5")+` where true
		on conflict (customer_id, company_guid) where completed_at is null do nothing
		returning guid`, m.by.CustomerID, string(m.kind), m.now, userOf(m.by), list(values))
	if err != nil {
		return nil, err
	}
	return m.tell(ctx, "life_cycle.create", guids)
}

// tell records what happened to life cycles, and returns them.
func (m moving) tell(ctx context.Context, action string, guids []string) ([]LifeCycle, error) {
	if len(guids) == 0 {
		return nil, nil
	}
	all, err := db.All(ctx, m.tx, (*LifeCycle).fields, `select `+lifeCycleColumns+lifeCycleFrom+`
		where y.customer_id = $1 and y.guid in (`+texts(m.tx, "$2")+`) order by c.name_lower, y.guid`, m.by.CustomerID, list(guids))
	for _, y := range all {
		audit.Record(ctx, m.tx, m.by, m.by.CustomerID, audit.Event{
			Action: action, Subject: y.CompanyGUID, Details: map[string]string{"life_cycle": string(y.Type), "guid": y.GUID},
		})
	}
	audit.Touch(ctx, m.tx, m.by.CustomerID, audit.Portfolio)
	return all, err
}

// refusals says why companies did not move.
func (m moving) refusals(asked, seen []string, done Moves) (not []Refusal) {
	moved := make(map[string]bool)
	for _, y := range slices.Concat(done.Added, done.Completed) {
		moved[y.CompanyGUID] = true
	}
	for _, company := range asked {
		err := fault.Field("next_life_cycle_type", "The company is in this life cycle already.")
		switch {
		case moved[company]:
			continue
		case !slices.Contains(seen, company):
			err = fault.Field("company_guid", "There is no such company.")
		case m.kind == "":
			err = fault.Field("next_life_cycle_type", "The company is in no life cycle.")
		}
		not = append(not, Refusal{CompanyGUID: company, Type: string(m.kind), Err: fault.Of(err)})
	}
	return not
}
