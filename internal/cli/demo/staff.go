package demo

import (
	"context"
	"slices"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// member is one of the eight users of the demo customer.
type member struct {
	name, email string
	role        actor.Role
	group       string
	after       time.Duration // since the customer began
	accesses    []identity.AccessDraft
	work        float64 // how much of the requests the member sends
	expires     time.Duration
	isService   bool
	guid        string // "" is any

	user      identity.User
	joined    time.Time
	companies []*company // that the member sees
}

// Of the example in the document "Create access": with a customer of this number
// and a user of this guid it works as it stands.
const (
	ExampleCustomer = 1234
	ExampleUser     = "c0b48140-34cb-4187-acd7-aaa830dc97f9"
)

// exampleRoles are the ids of that example: of other programs, Gatehouse gives
// them no meaning.
var exampleRoles = []identity.Role{
	{ID: "CLIENTNMS_WEBSERVICE_EVENT_R", Description: "Read events of the network management system."},
	{ID: "CLIENTNMS_WEBSERVICE_DNS_RW", Description: "Change DNS records through the network management system."},
}

const week = 7 * 24 * time.Hour

func roles(rights ...actor.Right) []string {
	var ids []string
	for _, r := range rights {
		ids = append(ids, string(r))
	}
	return ids
}

// What the members' accesses may do.
var (
	reads   = roles(actor.RequestsR, actor.PortfolioR, actor.GroupsR, actor.UsersR)
	sends   = roles(actor.RequestsRW, actor.PortfolioR, actor.GroupsR, actor.UsersR)
	manages = roles(actor.RequestsRW, actor.PortfolioRW, actor.GroupsR, actor.UsersR)
	governs = roles(actor.RequestsRW, actor.PortfolioRW, actor.GroupsR, actor.UsersRW)
)

func ui(roles []string) identity.AccessDraft {
	return identity.AccessDraft{Type: identity.UIConnection, Roles: roles}
}

func sso(id string, roles []string) identity.AccessDraft {
	return identity.AccessDraft{Type: identity.SSOConnection, SSOID: &id, Roles: roles}
}

func api(name string, roles []string) identity.AccessDraft {
	return identity.AccessDraft{Type: identity.APIConnection, Name: &name, Roles: roles}
}

func profile(name string, roles []string) identity.AccessDraft {
	return identity.AccessDraft{Type: identity.Profile, Name: &name, Roles: roles}
}

// newStaff returns the users in the order of their joining. The first is made
// with the customer.
func newStaff() []*member {
	return []*member{
		{name: "Emma Waters", email: "emma", role: actor.Admin, group: tenant.DefaultName, work: 0.22},
		{
			name: "Daniel Brooks", email: "daniel.brooks", role: actor.Admin, group: tenant.DefaultName, after: week, work: 0.08,
			accesses: []identity.AccessDraft{sso("dbrooks@blueseas", actor.AllRights()), profile("Without changes", reads)},
		},
		{
			name: "Gil Adair", email: "gil.adair", role: actor.GroupAdmin, group: "Technology Vendors", after: week, work: 0.2,
			accesses: []identity.AccessDraft{ui(governs), profile("For screen sharing", reads), api("Vendor sync", governs)},
		},
		{
			name: "Priya Raman", email: "priya.raman", role: actor.PortfolioManager, group: "Financial Services", after: 2 * week, work: 0.2,
			accesses: []identity.AccessDraft{ui(manages)},
		},
		{
			name: "Tomás Ferreira", email: "tomas.ferreira", role: actor.PortfolioManager, group: "Fleet Operations", after: 3 * week, work: 0.18,
			accesses: []identity.AccessDraft{sso("tferreira@blueseas", manages)},
		},
		{
			name: "Ruth Okafor", email: "ruth.okafor", role: actor.User, group: tenant.DefaultName, after: 30 * week, expires: 90 * 24 * time.Hour,
			accesses: []identity.AccessDraft{ui(reads)},
		},
		{
			name: "Una Stone", email: "una.stone", role: actor.User, group: "Technology Vendors", after: 40 * week, work: 0.12,
			accesses: []identity.AccessDraft{ui(sends)},
		},
		{
			name: "Network Management", email: "nms", role: actor.User, group: tenant.DefaultName, after: 50 * week, isService: true, guid: ExampleUser,
			accesses: []identity.AccessDraft{api("Outbox export", reads)},
		},
	}
}

// found makes the customer with Emma Waters, who makes everything else.
func (h *house) found(ctx context.Context) (identity.Founded, error) {
	bought := make(map[string]*int64)
	for kind, n := range licences {
		bought[kind] = &n
	}
	emma := h.staff[0]
	founding := &identity.Founding{Customers: h.customers, Users: h.users, Accesses: h.accesses, Tokens: h.tokens}
	made, err := founding.Create(ctx, tenant.NewCustomer{
		ID: ExampleCustomer, Name: customerName, Kind: tenant.PartnerDemo, CompanyDomain: domain, Licences: bought,
	}, identity.UserDraft{FormalName: emma.name, Email: emma.email + "@" + domain, FriendlyName: "Emma"}, "Automation")
	if err != nil {
		return made, err
	}
	h.customer, emma.user, emma.joined = made.Customer, made.Admin, h.now
	h.emma = actor.Actor{
		CustomerID: made.Customer.ID, CustomerGUID: made.Customer.GUID, CustomerName: made.Customer.Name, CustomerKind: made.Customer.Kind,
		UserGUID: made.Admin.GUID, UserID: made.Admin.ID, UserCustomerID: made.Customer.ID, Email: made.Admin.Email,
		FirstName: made.Admin.FirstName, LastName: made.Admin.LastName, FormalName: made.Admin.FormalName, FriendlyName: made.Admin.FriendlyName,
		Language: made.Admin.Language, AccessID: made.API.ID, AccessType: made.API.Type, Role: actor.Admin, Roles: made.API.Roles,
		GroupGUID: made.Admin.GroupGUID, AllCompanies: true,
	}
	for _, role := range exampleRoles {
		if err := h.roles.Add(ctx, h.emma, role); err != nil {
			return made, err
		}
		h.emma.Roles = append(h.emma.Roles, role.ID)
	}
	made.API.Roles = h.emma.Roles
	return made, h.setPassword(ctx, made.UI)
}

// employ makes the other users, each at its time.
func (h *house) employ(ctx context.Context) error {
	for _, m := range h.staff[1:] {
		h.after(m.after)
		if err := h.join(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func (h *house) join(ctx context.Context, m *member) (err error) {
	m.joined = h.now
	draft := identity.UserDraft{
		GUID: m.guid, FormalName: m.name, Email: m.email + "@" + domain, Role: m.role, GroupGUID: h.groupGUIDs[m.group], IsService: m.isService,
	}
	if m.expires > 0 {
		draft.ExpiresAt = h.today.Add(m.expires).Format(time.DateOnly)
	}
	if m.user, err = h.users.Create(ctx, h.emma, draft); err != nil {
		return err
	}
	for _, access := range m.accesses {
		made, err := h.accesses.Create(ctx, h.emma, m.user.GUID, access)
		if err != nil {
			return err
		}
		switch made.Type {
		case identity.UIConnection:
			err = h.setPassword(ctx, made)
		case identity.APIConnection:
			_, _, err = h.tokens.Create(ctx, h.emma, m.user.GUID, strconv.FormatInt(made.ID, 10), identity.TokenDraft{})
		}
		if err != nil {
			return err
		}
		if made.Type == identity.UIConnection || made.Type == identity.SSOConnection {
			if err := h.noteLogin(ctx, made.CustomerID, made.ID, london.day(h.dice, lastWorkday(h.today))); err != nil {
				return err
			}
		}
	}
	return nil
}

// setPassword lets somebody in. It also ends the link that was to be mailed.
func (h *house) setPassword(ctx context.Context, a identity.Access) error {
	return h.db.Tx(ctx, func(tx *db.Tx) error {
		return h.accesses.SetPasswordIn(ctx, tx, a.CustomerID, a.ID, h.phc)
	})
}

func (h *house) noteLogin(ctx context.Context, customerID, accessID int64, at time.Time) error {
	return h.db.Tx(ctx, func(tx *db.Tx) error {
		return h.accesses.NotePastLogin(ctx, tx, customerID, accessID, at)
	})
}

// others returns the addresses of the members who sign in with the password,
// the first member apart.
func (h *house) others() []string {
	var all []string
	for _, m := range h.staff[1:] {
		if slices.ContainsFunc(m.accesses, func(a identity.AccessDraft) bool { return a.Type == identity.UIConnection }) {
			all = append(all, m.user.Email)
		}
	}
	return all
}
