package cli

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"gatehouse/internal/api"
	"gatehouse/internal/api/oauth"
	"gatehouse/internal/api/ratings"
	"gatehouse/internal/api/scim"
	"gatehouse/internal/api/user"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
	"gatehouse/internal/web"
)

// house is everything that a running server consists of but the network.
type house struct {
	*parts
	log    *slog.Logger
	runner *jobs.Runner
	clock  *clock
	api    http.Handler
	refuse func(w http.ResponseWriter, r *http.Request, err error) // a call of the API
	web    http.Handler
}

// build puts a house together.
func build(p *parts, store *Store, service *Service, log *slog.Logger) (*house, error) {
	transport, from, err := service.transport(store)
	if err != nil {
		return nil, err
	}
	if p.idps.Fetch, err = service.fetcher(); err != nil {
		return nil, err
	}
	h := &house{parts: p, log: log, runner: jobs.NewRunner(p.db, log, db.Now)}
	h.clock = newClock(func(ctx context.Context) (time.Time, error) { return audit.Newest(ctx, p.db) })

	signer, err := identity.NewSigner(p.links.Key, store.PublicURL)
	if err != nil {
		return nil, err
	}
	doors := &identity.Doors{DB: p.db, Now: db.Now, Signer: signer}
	factors := &identity.Factors{DB: p.db, Now: db.Now, Key: p.links.Key, PublicURL: store.PublicURL}
	sessions := &identity.Sessions{DB: p.db, Now: db.Now, Key: p.links.Key, Factors: factors}
	passwords := &identity.Passwords{DB: p.db, Now: db.Now, Links: p.links}
	roles := &identity.Roles{DB: p.db, Now: db.Now}
	reminders := &identity.Reminders{DB: p.db, Now: db.Now, Links: p.links, Clock: h.clock.check}
	requests := &collab.Requests{
		DB: p.db, Now: db.Now, Links: p.links, PublicURL: store.PublicURL, Customers: p.customers, Users: p.users,
		Companies: p.companies, Contacts: p.contacts, Findings: p.findings, Clock: h.clock.check,
	}
	inbox := &collab.Inbox{DB: p.db, Now: db.Now}
	messages := &collab.Messages{DB: p.db, Now: db.Now, Requests: requests}
	forms := &collab.Forms{DB: p.db, Now: db.Now, PublicURL: store.PublicURL}
	registrations := &collab.Registrations{
		DB: p.db, Now: db.Now, Links: p.links, Requests: requests, Companies: p.companies,
	}

	mail.Deliver(h.runner, &mail.Post{
		DB: p.db, Links: p.links, Transport: transport, Demo: mail.Folder{Dir: store.inData("mails")},
		PublicURL: store.PublicURL, From: from, Now: db.Now, Settled: requests.MailSettled,
	})
	requests.Register(h.runner)
	messages.Register(h.runner)
	registrations.Work(h.runner)
	sessions.Handle(h.runner)
	passwords.Work(h.runner)
	p.idps.Work(h.runner)
	reminders.Handle(h.runner)

	keys := &tenant.Keys{DB: p.db, Now: db.Now}
	keys.Work(h.runner)
	number, commit := built()
	common := api.Common{
		DB: p.db, Keys: keys, Now: db.Now, Edition: number + " " + commit + " " + store.PublicURL, Origins: service.CORSOrigins,
	}
	ratingsFamily := &ratings.API{
		Common: common, AtOnce: service.RatingsCalls, Log: log, Doors: doors, PublicURL: store.PublicURL, Customers: p.customers, Groups: p.groups,
		Companies: p.companies, Contacts: p.contacts, Folders: p.folders, Tiers: p.tiers, Forms: forms, Requests: requests, Inbox: inbox,
		Messages: messages, Notifications: &identity.Notifications{DB: p.db, Now: db.Now}, Users: p.users,
		Relationships: p.relationships, LifeCycles: p.lifeCycles,
		Tokens: p.tokens, CompanyTokens: p.company, IDPs: p.idps, SCIMTokens: p.scimTokens,
	}
	userFamily := &user.API{
		Common: common, Calls: &identity.Calls{DB: p.db, Now: db.Now, Most: int64(service.UserCalls)}, Log: log, Doors: doors, Users: p.users, Accesses: p.accesses, Tokens: p.tokens, Roles: roles,
	}
	describe := sync.OnceValue(func() *api.Description { return api.Describe(number) })
	grants := &oauth.API{
		Common: common, Log: log, PublicURL: store.PublicURL,
		Grants: &identity.Grants{DB: p.db, Now: db.Now, Doors: doors, Signer: signer, Life: time.Duration(service.ShortTokens) * time.Minute},
	}
	provisioning := &scim.API{
		Common: common, AtOnce: service.RatingsCalls, Log: log, Doors: doors, PublicURL: store.PublicURL,
		Provisioning: &identity.Provisioning{DB: p.db, Now: db.Now, Users: p.users, Groups: p.groups},
	}
	families := scim.Split(provisioning.Handler(), oauth.Split(grants.Handler(),
		api.Split(user.Prefix, userFamily.Handler(), ratingsFamily.Handler())))
	h.api, h.refuse = api.Documents(describe, families), families.Refuse
	h.web = (&web.Web{
		Log: log, Now: db.Now, PublicURL: store.PublicURL, Links: p.links, Sessions: sessions, Factors: factors, IDPs: p.idps,
		OIDC: &oidc.Providers{HTTP: p.idps.Fetch.HTTP(), Now: db.Now}, Groups: p.groups, Passwords: passwords,
		Users: p.users, Tokens: p.tokens, Reminders: reminders, Requests: requests, Inbox: inbox, Messages: messages, Forms: forms, Registrations: registrations,
		Export: ratingsFamily.Export, Description: func() []byte { return describe().YAML },
	}).Handler()
	return h, nil
}
