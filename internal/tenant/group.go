package tenant

import (
	"cmp"
	"slices"
	"time"

	"gatehouse/internal/fault"
)

// DefaultName is what the group is called that every customer starts with.
const DefaultName = "All Companies"

// Group is an access group: whoever is in it sees its companies, or all.
type Group struct {
	ID                    int64
	GUID                  string
	Name                  string
	AllCompanies          bool
	IsDefault             bool // of every user who was put into no other
	AllowBundledCompanies bool // stored and answered
	CanSetTierScope       bool // stored and answered
	Version               int64
	CreatedAt             time.Time
	UpdatedAt             time.Time

	UserCount int64
	Quotas    []Quota // one of every type that the customer has
}

const groupColumns = `id, guid, name, all_companies, is_default, allow_bundled_companies, can_set_tier_scope,
	version, created_at, updated_at`

func (g *Group) fields() []any {
	return []any{
		&g.ID, &g.GUID, &g.Name, &g.AllCompanies, &g.IsDefault, &g.AllowBundledCompanies, &g.CanSetTierScope,
		&g.Version, &g.CreatedAt, &g.UpdatedAt,
	}
}

// fill gives g its quotas: shares are its rows.
func (g *Group) fill(licences []Licence, shares []share) {
	g.Quotas = make([]Quota, 0, len(licences))
	for _, l := range licences {
		q := Quota{Type: l.Type, Available: l.Remaining()}
		for _, s := range shares {
			if s.kind == l.Type {
				q.Allocated, q.Used = s.allocated, s.used
			}
		}
		if q.Allocated != nil {
			left := *q.Allocated - q.Used
			q.Available = &left
		}
		g.Quotas = append(g.Quotas, q)
	}
	slices.SortFunc(g.Quotas, func(a, b Quota) int { return cmp.Compare(a.Type, b.Type) })
}

// GroupDraft is what makes a group.
type GroupDraft struct {
	Name                  string                `json:"name"`
	AllCompanies          bool                  `json:"all_companies"`
	IsDefault             bool                  `json:"is_default"` // takes the mark from the present one
	AllowBundledCompanies bool                  `json:"allow_bundled_companies"`
	CanSetTierScope       bool                  `json:"can_set_tier_scope"`
	Quotas                map[string]QuotaDraft `json:"subscription_types,omitempty"`
}

func (d *GroupDraft) check() error {
	p := fault.Problems{}
	d.Name = name(p, "name", d.Name)
	checkQuotas(p, d.Quotas)
	return p.Err()
}

// GroupChange says what becomes different about a group; nil leaves it as it is.
type GroupChange struct {
	Name                  *string               `json:"name,omitempty"`
	AllCompanies          *bool                 `json:"all_companies,omitempty"`
	IsDefault             *bool                 `json:"is_default,omitempty"`
	AllowBundledCompanies *bool                 `json:"allow_bundled_companies,omitempty"`
	CanSetTierScope       *bool                 `json:"can_set_tier_scope,omitempty"`
	Quotas                map[string]QuotaDraft `json:"subscription_types,omitempty"` // types that are not named keep theirs
}

func (ch *GroupChange) check() error {
	p := fault.Problems{}
	if ch.Name != nil {
		*ch.Name = name(p, "name", *ch.Name)
	}
	checkQuotas(p, ch.Quotas)
	return p.Err()
}

func (ch *GroupChange) apply(g *Group) {
	set(&g.Name, ch.Name)
	set(&g.AllCompanies, ch.AllCompanies)
	set(&g.AllowBundledCompanies, ch.AllowBundledCompanies)
	set(&g.CanSetTierScope, ch.CanSetTierScope)
}
