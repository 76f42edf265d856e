package actor

import (
	"slices"
	"strings"
)

// A Right is the id of an access role that means something to Gatehouse.
type Right string

// The rights. RW includes R.
const (
	RequestsR   Right = "GATEHOUSE_REQUESTS_R"
	RequestsRW  Right = "GATEHOUSE_REQUESTS_RW"
	LinksR      Right = "GATEHOUSE_LINKS_R"
	LinksRW     Right = "GATEHOUSE_LINKS_RW"
	GroupsR     Right = "GATEHOUSE_GROUPS_R"
	GroupsRW    Right = "GATEHOUSE_GROUPS_RW"
	PortfolioR  Right = "GATEHOUSE_PORTFOLIO_R"
	PortfolioRW Right = "GATEHOUSE_PORTFOLIO_RW"
	UsersR      Right = "GATEHOUSE_USERS_R"
	UsersRW     Right = "GATEHOUSE_USERS_RW"
	AuditR      Right = "GATEHOUSE_AUDIT_R"
	WebhooksR   Right = "GATEHOUSE_WEBHOOKS_R"
	WebhooksRW  Right = "GATEHOUSE_WEBHOOKS_RW"
	SettingsR   Right = "GATEHOUSE_SETTINGS_R"
	SettingsRW  Right = "GATEHOUSE_SETTINGS_RW"
	TokensRW    Right = "GATEHOUSE_TOKENS_RW"
	IntrospectR Right = "GATEHOUSE_INTROSPECT_R"
)

// catalogue describes every right, in the order in which they are listed.
var catalogue = []Described{
	{RequestsR, "Read access requests."},
	{RequestsRW, "Read and send access requests, decide on registrations."},
	{LinksR, "Read client access links."},
	{LinksRW, "Read, create and change client access links."},
	{GroupsR, "Read access groups and their quotas."},
	{GroupsRW, "Create and change access groups and their quotas."},
	{PortfolioR, "Read companies, folders, tiers and contacts."},
	{PortfolioRW, "Change companies, folders, tiers, contacts and subscriptions."},
	{UsersR, "Read users and their accesses."},
	{UsersRW, "Create and change users and their accesses."},
	{AuditR, "Read the record of events."},
	{WebhooksR, "Read webhooks and their deliveries."},
	{WebhooksRW, "Create and change webhooks."},
	{SettingsR, "Read the settings of the customer."},
	{SettingsRW, "Change the settings of the customer."},
	{TokensRW, "Create, rotate and revoke API tokens."},
	{IntrospectR, "Ask whether a token of this customer is live."},
}

// Described is a right with what it allows, in words.
type Described struct {
	Right       Right
	Description string
}

// Catalogue returns every right with its description.
func Catalogue() []Described { return slices.Clone(catalogue) }

// AllRights returns the ids of the rights that include all others.
func AllRights() []string {
	var ids []string
	for _, d := range catalogue {
		if w := d.Right.write(); w == d.Right || !known(w) {
			ids = append(ids, string(d.Right))
		}
	}
	return ids
}

func known(r Right) bool {
	return slices.ContainsFunc(catalogue, func(d Described) bool { return d.Right == r })
}

// Known reports whether id is one of Gatehouse's own rights.
func Known(id string) bool { return known(Right(id)) }

// write returns the RW of an R, and anything else unchanged.
func (r Right) write() Right {
	if s, ok := strings.CutSuffix(string(r), "_R"); ok {
		return Right(s + "_RW")
	}
	return r
}

// Role is a ratings role: how far the rights of a user's accesses can reach.
type Role string

// The four ratings roles.
const (
	Admin            Role = "customer_admin"
	GroupAdmin       Role = "customer_group_admin"
	PortfolioManager Role = "customer_portfolio_manager"
	User             Role = "customer_user"
)

// Ranks lists the ratings roles, the highest first.
var Ranks = []Role{Admin, GroupAdmin, PortfolioManager, User}

// Above reports whether role r reaches further than o.
func (r Role) Above(o Role) bool { return slices.Index(Ranks, r) < slices.Index(Ranks, o) }

// allowed says what each role but the admin's leaves of the rights of an access.
// An admin's leaves all of them.
var allowed = map[Role][]Right{
	GroupAdmin:       {RequestsRW, GroupsR, PortfolioRW, UsersRW, IntrospectR},
	PortfolioManager: {RequestsRW, GroupsR, PortfolioRW, UsersR, IntrospectR},
	User:             {RequestsRW, GroupsR, PortfolioR, UsersR, IntrospectR},
}

// Allows reports whether ratings role role leaves right r standing.
func Allows(role Role, r Right) bool {
	if role == Admin {
		return true
	}
	return slices.Contains(allowed[role], r) || slices.Contains(allowed[role], r.write())
}

// Reach returns the rights that ratings role role leaves of an access that
// carries all: the RW alone where both are left.
func Reach(role Role) []string {
	ids := []string{}
	for _, d := range catalogue {
		w := d.Right.write()
		wider := w != d.Right && known(w) && Allows(role, w)
		if Allows(role, d.Right) && !wider {
			ids = append(ids, string(d.Right))
		}
	}
	return ids
}

// Usual returns the roles that the login of somebody of a ratings role begins
// with: what the role can reach, but that a user sends no requests until it is
// allowed to, and that only admins introspect tokens.
func Usual(role Role) []string {
	if role == Admin {
		return Reach(role)
	}
	if role == User {
		return []string{string(RequestsR), string(GroupsR), string(PortfolioR), string(UsersR)}
	}
	return slices.DeleteFunc(Reach(role), func(id string) bool { return id == string(IntrospectR) })
}

// Working returns the role ids of an access as they work for a user of a ratings
// role: of a right that it takes away nothing is left, of an RW perhaps the R.
// What Gatehouse gives no meaning to stays as it is.
func Working(role Role, ids []string) []string {
	left := []string{}
	for _, id := range ids {
		if read := Right(strings.TrimSuffix(id, "_RW") + "_R"); known(Right(id)) && !Allows(role, Right(id)) {
			if !known(read) || !Allows(role, read) {
				continue
			}
			id = string(read)
		}
		if !slices.Contains(left, id) {
			left = append(left, id)
		}
	}
	return left
}
