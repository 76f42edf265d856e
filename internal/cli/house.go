package cli

import (
	"context"
	"encoding/json"
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
	"gatehouse/internal/blob"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
	"gatehouse/internal/web"
	"gatehouse/internal/webhook"
)

// house is everything that a running server consists of but the network: what
// the commands have, and what only a server needs.
type house struct {
	*parts
	store   *Store
	service *Service
	log     *slog.Logger
	runner  *jobs.Runner
	clock   *clock

	heads         *audit.Heads
	signer        *identity.Signer
	doors         *identity.Doors
	factors       *identity.Factors
	sessions      *identity.Sessions
	passwords     *identity.Passwords
	reminders     *identity.Reminders
	requests      *collab.Requests
	inbox         *collab.Inbox
	messages      *collab.Messages
	colleagues    *collab.Colleagues
	people        *collab.People
	files         *collab.Files
	asks          *collab.Asks
	blobs         *blob.Store
	mails         *collab.Mails
	wordings      *collab.Wordings
	forms         *collab.Forms
	registrations *collab.Registrations
	keys          *tenant.Keys
	uploads       *tenant.Uploads
	events        *audit.Events
	retention     *tenant.Retention
	webhooks      *tenant.Webhooks

	ratings      *ratings.API
	user         *user.API
	oauth        *oauth.API
	provisioning *scim.API
	pages        *web.Web

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
	if dir := service.EvidenceFolder; dir != "" {
		if err := blob.OpenFolder(dir); err != nil {
			return nil, wrong("evidence-folder", "%w", err)
		}
	}
	h := &house{parts: p, store: store, service: service, log: log, runner: jobs.NewRunner(p.db, log, db.Now)}
	h.clock = newClock(func(ctx context.Context) (time.Time, error) { return audit.Newest(ctx, p.db) })
	h.runner.Clock = h.clock.check
	if h.signer, err = identity.NewSigner(p.links.Key, store.PublicURL); err != nil {
		return nil, err
	}
	h.furnish()
	post := &mail.Post{
		DB: p.db, Links: p.links, Transport: transport, Demo: mail.Folder{Dir: store.inData("mails")},
		PublicURL: store.PublicURL, From: from, Now: db.Now, Settled: h.requests.MailSettled,
		Brand: tenant.BrandOfMails(p.db),
	}
	h.mails = &collab.Mails{DB: p.db, Now: db.Now, Post: post, ShowsLinks: service.SMTPURL == ""}
	mail.Deliver(h.runner, post)
	h.work()
	h.open()
	return h, nil
}

// furnish makes the collections that only a server needs.
func (h *house) furnish() {
	h.heads = &audit.Heads{DB: h.db}
	h.groups.Seen = &tenant.Seen{DB: h.db, Heads: h.heads}
	h.doors = &identity.Doors{DB: h.db, Heads: h.heads, Now: db.Now, Signer: h.signer}
	h.factors = &identity.Factors{DB: h.db, Now: db.Now, Key: h.links.Key, PublicURL: h.store.PublicURL}
	h.sessions = &identity.Sessions{DB: h.db, Now: db.Now, Key: h.links.Key, Factors: h.factors}
	h.passwords = &identity.Passwords{DB: h.db, Now: db.Now, Links: h.links}
	h.reminders = &identity.Reminders{DB: h.db, Now: db.Now, Links: h.links, Clock: h.clock.check}
	h.requests = &collab.Requests{
		DB: h.db, Now: db.Now, Links: h.links, PublicURL: h.store.PublicURL, Customers: h.customers, Users: h.users,
		Companies: h.companies, Contacts: h.contacts, Findings: h.findings, Clock: h.clock.check,
		Index: &collab.Index{DB: h.db, Heads: h.heads, Log: h.log, Most: int64(h.service.ListIndex) << 20},
	}
	h.inbox = &collab.Inbox{DB: h.db, Now: db.Now}
	h.messages = &collab.Messages{DB: h.db, Now: db.Now, Requests: h.requests}
	h.colleagues = &collab.Colleagues{DB: h.db, Now: db.Now, Requests: h.requests}
	h.blobs = &blob.Store{DB: h.db, Now: db.Now, Folder: h.service.EvidenceFolder}
	h.asks = &collab.Asks{DB: h.db, Now: db.Now, Requests: h.requests}
	h.files = &collab.Files{DB: h.db, Now: db.Now, Requests: h.requests, Blobs: h.blobs}
	h.people = &collab.People{DB: h.db, Now: db.Now, Users: h.users, Requests: h.requests, Colleagues: h.colleagues, Files: h.files}
	h.wordings = &collab.Wordings{DB: h.db, Now: db.Now, PublicURL: h.store.PublicURL}
	h.forms = &collab.Forms{DB: h.db, Now: db.Now, PublicURL: h.store.PublicURL}
	h.registrations = &collab.Registrations{DB: h.db, Now: db.Now, Links: h.links, Requests: h.requests, Companies: h.companies}
	h.keys = &tenant.Keys{DB: h.db, Now: db.Now}
	h.uploads = &tenant.Uploads{DB: h.db, Now: db.Now}
	h.events = &audit.Events{DB: h.db, Now: db.Now, Known: h.knownHeads}
	h.retention = &tenant.Retention{DB: h.db, Now: db.Now, Keepers: keepers()}
	h.webhooks = &tenant.Webhooks{DB: h.db, Now: db.Now, Post: &webhook.Post{
		DB: h.db, Key: h.links.Key, HTTP: h.idps.Fetch, PublicURL: h.store.PublicURL, Now: db.Now, Tell: identity.TellOfWebhook,
		AtOnce: int64(max(1, h.service.Workers/2)),
		Show: func(ctx context.Context, customerID int64, thing, guid string) (json.RawMessage, error) {
			return h.ratings.Show(ctx, customerID, thing, guid)
		},
	}}
}

// work names the jobs that the runner does.
func (h *house) work() {
	h.requests.Register(h.runner)
	h.messages.Register(h.runner)
	h.colleagues.Register(h.runner)
	h.people.Register(h.runner)
	h.registrations.Work(h.runner)
	h.sessions.Handle(h.runner)
	h.passwords.Work(h.runner)
	h.idps.Work(h.runner)
	h.reminders.Handle(h.runner)
	h.keys.Work(h.runner)
	h.uploads.Work(h.runner)
	h.blobs.Work(h.runner)
	h.events.Work(h.runner)
	h.retention.Work(h.runner)
	h.webhooks.Post.Work(h.runner)
}

// open makes the handlers: of the families of the API, and of the pages.
func (h *house) open() {
	number, commit := built()
	url := h.store.PublicURL
	common := api.Common{
		DB: h.db, Heads: h.heads, Answers: &api.Answers{Most: int64(h.service.AnswerCache) << 20, Again: true}, Keys: h.keys, Now: db.Now,
		Edition: number + " " + commit + " " + url, Origins: h.service.CORSOrigins,
	}
	h.ratings = &ratings.API{
		Common: common, AtOnce: h.service.RatingsCalls, Log: h.log, Doors: h.doors, PublicURL: url, Customers: h.customers, Groups: h.groups,
		Companies: h.companies, Contacts: h.contacts, Folders: h.folders, Tiers: h.tiers, Forms: h.forms, Requests: h.requests, Inbox: h.inbox,
		Files: h.files, Asks: h.asks,
		Messages: h.messages, Colleagues: h.colleagues, Notifications: &identity.Notifications{DB: h.db, Now: db.Now}, Users: h.users,
		Mails: h.mails, Wordings: h.wordings,
		Relationships: h.relationships, LifeCycles: h.lifeCycles, Events: h.events,
		Tokens: h.tokens, CompanyTokens: h.company, IDPs: h.idps, SCIMTokens: h.scimTokens, Webhooks: h.webhooks,
	}
	h.user = &user.API{
		Common: common, Calls: &identity.Calls{DB: h.db, Now: db.Now, Most: int64(h.service.UserCalls)}, Log: h.log, Doors: h.doors,
		Users: h.users, Accesses: h.accesses, Tokens: h.tokens, Roles: h.roles, Sessions: h.sessions, People: h.people,
	}
	h.oauth = &oauth.API{
		Common: common, Log: h.log, PublicURL: url,
		Grants: &identity.Grants{DB: h.db, Now: db.Now, Doors: h.doors, Signer: h.signer, Life: time.Duration(h.service.ShortTokens) * time.Minute},
	}
	h.provisioning = &scim.API{
		Common: common, AtOnce: h.service.RatingsCalls, Log: h.log, Doors: h.doors, PublicURL: url,
		Provisioning: &identity.Provisioning{DB: h.db, Now: db.Now, Users: h.users, Groups: h.groups},
	}
	describe := sync.OnceValue(func() *api.Description { return api.Describe(number) })
	families := scim.Split(h.provisioning.Handler(), oauth.Split(h.oauth.Handler(),
		api.Split(user.Prefix, h.user.Handler(), h.ratings.Handler())))
	h.api, h.refuse = api.Documents(describe, families), families.Refuse
	h.pages = &web.Web{
		Log: h.log, Now: db.Now, PublicURL: url, Development: h.service.Development, Links: h.links, Sessions: h.sessions, Factors: h.factors, IDPs: h.idps, SCIMTokens: h.scimTokens,
		OIDC: &oidc.Providers{HTTP: h.idps.Fetch.HTTP(), Now: db.Now}, Groups: h.groups, Customers: h.customers, Passwords: h.passwords,
		Users: h.users, Tokens: h.tokens, Reminders: h.reminders, Requests: h.requests, Inbox: h.inbox, Messages: h.messages, Colleagues: h.colleagues, People: h.people, Forms: h.forms,
		Files: h.files, Asks: h.asks,
		Mails: h.mails, Wordings: h.wordings, Webhooks: h.webhooks,
		Registrations: h.registrations, Uploads: h.uploads, Keys: h.keys, Companies: h.companies, Contacts: h.contacts, Views: &collab.Views{DB: h.db, Now: db.Now}, Folders: h.folders, Tiers: h.tiers,
		Findings: h.findings, Relationships: h.relationships, LifeCycles: h.lifeCycles,
		Imports: &portfolio.Imports{Uploads: h.uploads, Companies: h.companies, Findings: h.findings},
		Undos:   &portfolio.Undos{Uploads: h.uploads, Folders: h.folders, Tiers: h.tiers, Contacts: h.contacts},
		Events:  h.events, ExportEvents: h.ratings.ExportEvents,
		Export: h.ratings.Export, ExportPortfolio: h.ratings.ExportPortfolio, ExportUsers: h.user.Export, Accesses: h.accesses, Roles: h.roles, Description: func() []byte { return describe().YAML },
	}
	h.web = h.pages.Handler()
}
