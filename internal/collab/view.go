package collab

import (
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// View is the query of an outbox that somebody looks at again and again.
type View struct {
	GUID      string
	UserGUID  string // whose it is
	Owner     string // what they are called
	Name      string
	Query     string // of the address: filters, order and columns
	IsShared  bool   // with everybody of the customer
	Version   int64
	CreatedAt time.Time
	UpdatedAt time.Time
}

const viewColumns = `v.guid, v.user_guid, coalesce(u.formal_name, ''), v.name, v.query, v.is_shared, v.version, v.created_at, v.updated_at`

func (v *View) fields() []any {
	return []any{&v.GUID, &v.UserGUID, &v.Owner, &v.Name, &v.Query, &v.IsShared, &v.Version, &v.CreatedAt, &v.UpdatedAt}
}

// IsOf reports whether the view is by's own.
func (v *View) IsOf(by actor.Actor) bool { return v.UserGUID == by.UserGUID }

// The limits of views.
const (
	maxViews      = 50  // of a user
	maxShown      = 200 // of others', that a list shows
	maxViewName   = 60
	maxViewQuery  = 4000
	viewComesBack = time.Hour // after it was deleted
)

// ViewDraft is what is asked of whoever saves a view.
type ViewDraft struct {
	Name     string
	Query    string
	IsShared bool
}

// ViewChange says what to change about a view; nil leaves as it is.
type ViewChange struct {
	Name     *string
	Query    *string
	IsShared *bool
}

func checkView(name, query *string) error {
	p := fault.Problems{}
	if name != nil {
		*name = mail.CleanName(*name)
		p.Require(*name != "", "name", "This field is required.")
		p.Require(utf8.RuneCountInString(*name) <= maxViewName, "name", "Ensure this field has no more than 60 characters.")
	}
	if query != nil {
		p.Require(len(*query) <= maxViewQuery, "query", "These filters are too long to be kept.")
	}
	return p.Err()
}

func lowerName(name string) string { return strings.ToLower(name) }

var (
	errNoView    = fault.New(fault.NotFound, "There is no such view.")
	errViewName  = fault.New(fault.Conflict, "You have a view of this name already.")
	errManyViews = fault.New(fault.Conflict, "You have %d views, which is the most: delete one first.", maxViews)
)
