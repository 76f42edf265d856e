// Package apitest gives a test both API families over one database, with two
// customers that hold the same names, users of every ratings role, and a clock
// that the test moves.
package apitest

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"testing"
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
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// PublicURL is the address that the server under test believes to have.
const PublicURL = "https://gatehouse.example"

// Origin is the one whose pages may call from a browser.
const Origin = "https://portal.example"

// Server is Gatehouse without a network. Its handler is [Compared].
type Server struct {
	http.Handler
	T     testing.TB // the test that fails by calls and answers that are not as described
	DB    *db.DB
	Log   *slog.Logger
	Links *mail.Links
	Heads *audit.Heads

	Customers     *tenant.Customers
	Groups        *tenant.Groups
	Users         *identity.Users
	Accesses      *identity.Accesses
	Tokens        *identity.Tokens
	CompanyTokens *identity.CompanyTokens
	IDPs          *identity.IDPs
	SCIMTokens    *identity.SCIMTokens
	Provisioning  *identity.Provisioning
	Roles         *identity.Roles
	Doors         *identity.Doors
	Grants        *identity.Grants
	Sessions      *identity.Sessions
	Reminders     *identity.Reminders
	Factors       *identity.Factors
	Companies     *portfolio.Companies
	Folders       *portfolio.Folders
	Tiers         *portfolio.Tiers
	Relationships *portfolio.Relationships
	LifeCycles    *portfolio.LifeCycles
	Findings      *portfolio.Findings
	Contacts      *portfolio.Contacts
	Requests      *collab.Requests
	Inbox         *collab.Inbox
	Messages      *collab.Messages
	Colleagues    *collab.Colleagues
	People        *collab.People
	Files         *collab.Files
	Asks          *collab.Asks
	Blobs         *blob.Store
	Posted        *collab.Mails
	Wordings      *collab.Wordings
	Notifications *identity.Notifications
	Forms         *collab.Forms
	Registrations *collab.Registrations
	Uploads       *tenant.Uploads
	Events        *audit.Events
	Webhooks      *tenant.Webhooks
	Runner        *jobs.Runner
	Ratings       *ratings.API

	Common api.Common
	Calls  *identity.Calls // of the user family
	AtOnce int             // of the ratings family

	Mails *Mails
	A, B  *Customer // both are named Blue Seas

	mu  sync.Mutex
	now time.Time

	tables []table // of the schema, once somebody asked
}

var _ = identity.HashLightly() // whoever imports this package is a test

// Start is where the clock of a test begins.
var Start = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// New returns a server over d with customers A and B.
func New(t testing.TB, d *db.DB) *Server {
	t.Helper()
	s := &Server{T: t, DB: d, now: Start, Mails: &Mails{}, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}
	s.wire()
	s.A = s.customer(t, "blueseas.example")
	s.B = s.customer(t, "blueseas.test")
	s.Drain(t)
	s.Mails.Take()
	return s
}

// Another is another node: with connections and memory of its own, over the same
// database and customers.
func (s *Server) Another(t testing.TB) *Server {
	t.Helper()
	other := &Server{T: t, DB: dbtest.Another(t, s.DB), now: s.Now(), Mails: s.Mails, Log: s.Log, A: s.A, B: s.B}
	other.wire()
	return other
}

// wire is what cli does, without a network and with a clock of the test.
func (s *Server) wire() {
	d, now := s.DB, s.Now
	s.Links = &mail.Links{DB: d, Key: mail.Key{1}, Now: now}
	s.Heads = &audit.Heads{DB: d}
	s.Customers = &tenant.Customers{DB: d, Now: now}
	s.Groups = &tenant.Groups{DB: d, Now: now, Seen: &tenant.Seen{DB: d, Heads: s.Heads}}
	s.Users = &identity.Users{DB: d, Now: now, Links: s.Links}
	s.Accesses = &identity.Accesses{DB: d, Now: now, Links: s.Links}
	s.Tokens = &identity.Tokens{DB: d, Now: now, Links: s.Links}
	s.CompanyTokens = &identity.CompanyTokens{Users: s.Users, Accesses: s.Accesses, Tokens: s.Tokens}
	s.IDPs = &identity.IDPs{DB: d, Now: now, Key: s.Links.Key}
	s.SCIMTokens = &identity.SCIMTokens{DB: d, Now: now}
	s.Provisioning = &identity.Provisioning{DB: d, Now: now, Users: s.Users, Groups: s.Groups}
	s.Roles = &identity.Roles{DB: d, Now: now}
	signer, err := identity.NewSigner(s.Links.Key, PublicURL)
	if err != nil {
		panic(err) // a key makes a signer, always
	}
	s.Doors = &identity.Doors{DB: d, Heads: s.Heads, Now: now, Signer: signer}
	s.Grants = &identity.Grants{DB: d, Now: now, Doors: s.Doors, Signer: signer}
	s.Factors = &identity.Factors{DB: d, Now: now, Key: s.Links.Key, PublicURL: PublicURL}
	s.Sessions = &identity.Sessions{DB: d, Now: now, Key: s.Links.Key, Factors: s.Factors}
	s.Reminders = &identity.Reminders{DB: d, Now: now, Links: s.Links}
	s.Companies = &portfolio.Companies{DB: d, Now: now}
	s.Folders = &portfolio.Folders{DB: d, Now: now}
	s.Tiers = &portfolio.Tiers{DB: d, Now: now}
	s.Relationships = &portfolio.Relationships{DB: d, Now: now}
	s.LifeCycles = &portfolio.LifeCycles{DB: d, Now: now}
	s.Findings = &portfolio.Findings{DB: d, Now: now}
	s.Contacts = &portfolio.Contacts{DB: d, Now: now}
	s.Requests = &collab.Requests{
		DB: d, Now: now, Links: s.Links, PublicURL: PublicURL, Customers: s.Customers, Users: s.Users,
		Companies: s.Companies, Contacts: s.Contacts, Findings: s.Findings,
		Index: &collab.Index{DB: d, Heads: s.Heads, Log: s.Log, Most: 64 << 20},
	}
	s.T.Cleanup(s.Requests.Index.Close)
	s.Inbox = &collab.Inbox{DB: d, Now: now}
	s.Messages = &collab.Messages{DB: d, Now: now, Requests: s.Requests}
	s.Colleagues = &collab.Colleagues{DB: d, Now: now, Requests: s.Requests}
	s.Blobs = &blob.Store{DB: d, Now: now}
	s.Asks = &collab.Asks{DB: d, Now: now, Requests: s.Requests}
	s.Notifications = &identity.Notifications{DB: d, Now: now}
	s.Files = &collab.Files{DB: d, Now: now, Requests: s.Requests, Blobs: s.Blobs}
	s.People = &collab.People{DB: d, Now: now, Users: s.Users, Requests: s.Requests, Colleagues: s.Colleagues, Files: s.Files}
	s.Forms = &collab.Forms{DB: d, Now: now, PublicURL: PublicURL}
	s.Registrations = &collab.Registrations{DB: d, Now: now, Links: s.Links, Requests: s.Requests, Companies: s.Companies}

	s.Runner = jobs.NewRunner(d, s.Log, now)
	post := &mail.Post{DB: d, Links: s.Links, Transport: s.Mails, PublicURL: PublicURL, Now: now, Settled: s.Requests.MailSettled, Brand: tenant.BrandOfMails(d)}
	mail.Deliver(s.Runner, post)
	s.Posted = &collab.Mails{DB: d, Now: now, Post: post}
	s.Wordings = &collab.Wordings{DB: d, Now: now, PublicURL: PublicURL}
	s.Requests.Register(s.Runner)
	s.Messages.Register(s.Runner)
	s.Colleagues.Register(s.Runner)
	s.People.Register(s.Runner)
	s.Blobs.Work(s.Runner)
	s.Registrations.Work(s.Runner)

	keys := &tenant.Keys{DB: d, Now: now}
	keys.Work(s.Runner)
	s.Uploads = &tenant.Uploads{DB: d, Now: now}
	s.Uploads.Work(s.Runner)
	s.Events = &audit.Events{DB: d, Now: now}
	s.Events.Work(s.Runner)
	s.Webhooks = s.webhooks()
	s.Webhooks.Post.Work(s.Runner)
	s.Common = api.Common{DB: d, Heads: s.Heads, Answers: &api.Answers{Most: 8 << 20}, Keys: keys, Now: now, Edition: "test", Origins: []string{Origin}}
	s.Calls = &identity.Calls{DB: d, Now: now} // any number
	s.Mount()
}

// Mount makes the handler anew: of the fields as they are then.
func (s *Server) Mount() {
	s.Ratings = &ratings.API{
		Common: s.Common, AtOnce: s.AtOnce,
		Log: s.Log, Doors: s.Doors, PublicURL: PublicURL, Customers: s.Customers, Groups: s.Groups,
		Companies: s.Companies, Contacts: s.Contacts, Folders: s.Folders, Tiers: s.Tiers, Forms: s.Forms, Requests: s.Requests, Inbox: s.Inbox,
		Messages: s.Messages, Colleagues: s.Colleagues, Files: s.Files, Asks: s.Asks, Notifications: s.Notifications, Users: s.Users,
		Mails: s.Posted, Wordings: s.Wordings,
		Relationships: s.Relationships, LifeCycles: s.LifeCycles, Events: s.Events,
		Tokens: s.Tokens, CompanyTokens: s.CompanyTokens, IDPs: s.IDPs, SCIMTokens: s.SCIMTokens, Webhooks: s.Webhooks,
	}
	s.Handler = s.Node()
}

// Node is the handler of another node over the same database.
func (s *Server) Node() http.Handler {
	grants := (&oauth.API{Common: s.Common, Log: s.Log, Grants: s.Grants, PublicURL: PublicURL}).Handler()
	provisioning := (&scim.API{
		Common: s.Common, AtOnce: s.AtOnce, Log: s.Log, Doors: s.Doors, Provisioning: s.Provisioning, PublicURL: PublicURL,
	}).Handler()
	return Compared(s.T, scim.Split(provisioning, oauth.Split(grants, api.Split(user.Prefix,
		s.UserFamily().Handler(),
		s.Ratings.Handler()))))
}

// UserFamily is the user family over the fields as they are now.
func (s *Server) UserFamily() *user.API {
	return &user.API{
		Common: s.Common, Calls: s.Calls,
		Log: s.Log, Doors: s.Doors, Users: s.Users, Accesses: s.Accesses, Tokens: s.Tokens, Roles: s.Roles, Sessions: s.Sessions, People: s.People,
	}
}

// Now is the server's clock.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Move moves the clock.
func (s *Server) Move(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// Drain runs every job that is due, the clock of requests and that of webhooks
// included.
func (s *Server) Drain(t testing.TB) {
	t.Helper()
	for _, f := range []func(context.Context) error{s.Runner.Drain, s.Requests.Tick, s.Webhooks.Post.Tick, s.Runner.Drain} {
		if err := f(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
