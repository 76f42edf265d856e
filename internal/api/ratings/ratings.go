// Package ratings is the ratings family: /ratings/v1 and v2, with its routes,
// wire types and errors.
package ratings

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// API serves the ratings family.
type API struct {
	api.Common
	AtOnce    int // how many calls a token may have running; 0 is any number
	Log       *slog.Logger
	Doors     *identity.Doors
	PublicURL string // without a slash at its end

	Customers     *tenant.Customers
	Groups        *tenant.Groups
	Users         *identity.Users
	Notifications *identity.Notifications
	Tokens        *identity.Tokens
	CompanyTokens *identity.CompanyTokens
	IDPs          *identity.IDPs
	SCIMTokens    *identity.SCIMTokens
	Companies     *portfolio.Companies
	Contacts      *portfolio.Contacts
	Folders       *portfolio.Folders
	Tiers         *portfolio.Tiers
	Relationships *portfolio.Relationships
	LifeCycles    *portfolio.LifeCycles
	Forms         *collab.Forms
	Requests      *collab.Requests
	Inbox         *collab.Inbox
	Messages      *collab.Messages
	Colleagues    *collab.Colleagues
	Files         *collab.Files
	Asks          *collab.Asks
	Events        *audit.Events
	Mails         *collab.Mails
	Wordings      *collab.Wordings
	Webhooks      *tenant.Webhooks
}

// Prefixes are where the family is mounted; each is followed by the version.
var Prefixes = []string{"/ratings", "", "/customer-api"}

// Handler returns the routes of the family under every prefix.
func (a *API) Handler() *api.Edge {
	v1, v2 := a.v1(), a.v2()
	routes := make(map[string][]api.Route)
	for _, prefix := range Prefixes {
		routes[prefix+"/v1"], routes[prefix+"/v2"] = v1, v2
	}
	f := &api.Family{
		Common: a.Common, Admit: api.AtOnce(a.AtOnce), Log: a.Log, Doors: a.Doors, Shape: shape, Apart: receivedPath,
	}
	return f.Mux(routes)
}

func (a *API) v1() []api.Route {
	var routes []api.Route
	for _, more := range [][]api.Route{
		a.requestRoutes(), a.inboxRoutes(), a.linkRoutes(), a.groupRoutes(),
		a.portfolioRoutes(), a.folderRoutes(), a.tierRoutes(), a.contactRoutes(), a.companyRoutes(), a.defaultRoutes(),
		a.messageRoutes(), a.colleagueRoutes(), a.sharedFindingRoutes(), a.evidenceRoutes(), a.moreTimeRoutes(), a.summaryRoutes(), a.notificationRoutes(),
		a.userRoutes(), a.customerRoutes(),
		a.subscriptionRoutes(), a.relationshipRoutes(), a.lifeCycleRoutes(),
		a.eventRoutes(), a.settingRoutes(),
		a.tokenRoutes(), a.idpRoutes(), a.scimTokenRoutes(), a.mailRoutes(), a.wordingRoutes(), a.webhookRoutes(),
	} {
		routes = append(routes, more...)
	}
	return append(routes, a.root(1, routes))
}

func (a *API) v2() []api.Route {
	routes := slices.Concat(a.portfolioRoutesV2(), a.userRoutesV2())
	return append(routes, a.root(2, routes))
}

// shape is a failure of the ratings family: a sentence, and what is wrong with
// each field beside it. Client access links have a shape of their own.
func shape(r *http.Request, f *fault.Error, status int) any {
	if status == http.StatusBadRequest && strings.Contains(r.URL.Path, "/v1/client-access-links") {
		return linkErrors(f)
	}
	body := map[string]any{"detail": f.Detail}
	for field, msg := range f.Fields {
		if field != "detail" {
			body[field] = []string{msg}
		}
	}
	return body
}
