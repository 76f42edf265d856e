// Package demo fills a new database with a customer that has been working for
// two years, so that there is something to look at.
//
// The companies are real ones. Everything else is made up: people, ratings,
// findings, and who wrote to whom. The same seed and the same day make the same
// customer every time, guids included; only what is secret, the guids of tokens
// and messages, and the record of events and what a webhook was told of it, which
// say when the demo was really made, are new.
package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Options say what the demo looks like.
type Options struct {
	Seed      uint64
	Now       time.Time // its present is the beginning of this day
	PublicURL string    // of the server, without a slash at its end
}

// Made is what to begin with. Everybody in the demo has the same password.
type Made struct {
	identity.Founded
	Password string
	Others   []string      // addresses of those of the customer who sign in with it, the admin apart
	Guest    identity.User // a recipient who can sign in, and has an inbox
	Requests int
}

const (
	customerName = "Blue Seas International"
	domain       = "blueseas.example"
)

// Fill makes the customer in a database without any; a Conflict says that there
// is one. It is not one transaction: who calls it throws the database away when
// it fails.
func Fill(ctx context.Context, d *db.DB, key mail.Key, o Options) (Made, error) {
	h := newHouse(d, key, o)
	made := Made{Password: rand.Text()[:16]}
	var err error
	if h.phc, err = identity.HashPassword(ctx, made.Password); err != nil {
		return made, err
	}
	if made.Founded, err = h.found(ctx); err != nil {
		return made, err
	}
	all, err := h.furnish(ctx)
	if err != nil {
		return made, err
	}
	made.Others = h.others()
	small, err := h.makeSmall(ctx)
	if err != nil {
		return made, err
	}
	y := h.live(all, small)
	recipients, err := h.bind(ctx, y)
	if err != nil {
		return made, err
	}
	made.Guest = guest(recipients, h.today).user
	if err := h.importFindings(ctx, all); err != nil { // before the requests, which share them as they are
		return made, err
	}
	if made.Requests, err = h.write(ctx, y); err != nil {
		return made, err
	}
	if err := h.talk(ctx, y); err != nil {
		return made, fmt.Errorf("let people talk: %w", err)
	}
	return made, h.finish(ctx, all)
}

// furnish makes everything that was there before the first request.
func (h *house) furnish(ctx context.Context) ([]*company, error) {
	if err := h.makeGroups(ctx); err != nil {
		return nil, fmt.Errorf("make groups: %w", err)
	}
	if err := h.employ(ctx); err != nil {
		return nil, fmt.Errorf("make users: %w", err)
	}
	h.after(0)
	if err := h.makeShelves(ctx); err != nil {
		return nil, fmt.Errorf("make folders and tiers: %w", err)
	}
	all, err := readCompanies(h.seed, h.founded)
	if err != nil {
		return nil, err
	}
	observe(h.seed, all, h.today)
	began, err := structure(all)
	if err != nil {
		return nil, err
	}
	if err := h.importCompanies(ctx, began); err != nil {
		return nil, err
	}
	if err := h.overheard(ctx, h.makeForms); err != nil {
		return nil, fmt.Errorf("make forms, and tell a webhook of them: %w", err)
	}
	return all, nil
}

// write brings the history into the database.
func (h *house) write(ctx context.Context, y *history) (int, error) {
	slices.SortStableFunc(y.all, func(a, b *life) int { return a.past.CreatedAt.Compare(b.past.CreatedAt) })
	return h.requests.Backfill(ctx, actor.System(h.customer.ID), func(yield func(*collab.Past) bool) {
		for _, l := range y.all {
			l.settle()
			if !yield(l.past) {
				return
			}
		}
	})
}

// finish brings ratings up to date, and leaves nothing to be done:
// no mail that waits, no event that is not sealed.
func (h *house) finish(ctx context.Context, all []*company) error {
	h.now = h.today
	latest, err := ratingsFile(all, h.today)
	if err != nil {
		return err
	}
	if err := h.importCompanies(ctx, latest); err != nil {
		return err
	}
	// What is queued are mails with links to set passwords that have been set,
	// which are dropped, and notices of messages.
	runner := jobs.NewRunner(h.db, slog.New(slog.DiscardHandler), h.clock)
	h.messages.Register(runner)
	mail.Deliver(runner, &mail.Post{DB: h.db, PublicURL: h.requests.PublicURL, Links: h.links, Transport: nowhere{}, Demo: nowhere{}, Now: h.clock})
	if err := runner.Drain(ctx); err != nil {
		return err
	}
	return audit.Seal(ctx, h.db)
}

// nowhere takes the mails of the demo's past, which nobody waits for.
type nowhere struct{}

func (nowhere) Send(context.Context, mail.Rendered) error { return nil }

// house holds the collections, over a clock that goes through the demo's years.
type house struct {
	db    *db.DB
	seed  uint64
	dice  dice
	now   time.Time
	today time.Time // the demo's present
	phc   string    // everybody's password

	founded    time.Time
	customer   tenant.Customer
	emma       actor.Actor // makes nearly everything
	groupGUIDs map[string]string
	staff      []*member
	forms      []*form

	links     *mail.Links
	customers *tenant.Customers
	groups    *tenant.Groups
	users     *identity.Users
	accesses  *identity.Accesses
	tokens    *identity.Tokens
	roles     *identity.Roles
	companies *portfolio.Companies
	folders   *portfolio.Folders
	tiers     *portfolio.Tiers
	findings  *portfolio.Findings
	requests  *collab.Requests
	messages  *collab.Messages
	formsOf   *collab.Forms
}

func newHouse(d *db.DB, key mail.Key, o Options) *house {
	d = d.Seeded(source(o.Seed, "ids"))
	h := &house{db: d, seed: o.Seed, dice: newDice(o.Seed, "house"), today: o.Now.UTC().Truncate(24 * time.Hour)}
	h.founded = london.day(h.dice, lastWorkday(h.today.AddDate(-2, 0, -28)))
	h.now, h.staff, h.forms = h.founded, newStaff(), newForms()
	h.links = &mail.Links{DB: d, Key: key, Now: h.clock}
	h.customers = &tenant.Customers{DB: d, Now: h.clock}
	h.groups = &tenant.Groups{DB: d, Now: h.clock}
	h.users = &identity.Users{DB: d, Now: h.clock, Links: h.links}
	h.accesses = &identity.Accesses{DB: d, Now: h.clock, Links: h.links}
	h.tokens = &identity.Tokens{DB: d, Now: db.Now} // they must work today, wherever the demo's present lies
	h.roles = &identity.Roles{DB: d, Now: h.clock}
	h.companies = &portfolio.Companies{DB: d, Now: h.clock}
	h.folders = &portfolio.Folders{DB: d, Now: h.clock}
	h.tiers = &portfolio.Tiers{DB: d, Now: h.clock}
	h.findings = &portfolio.Findings{DB: d, Now: h.clock}
	h.requests = &collab.Requests{DB: d, Now: h.clock, PublicURL: o.PublicURL}
	h.messages = &collab.Messages{DB: d, Now: h.clock, Requests: h.requests}
	h.formsOf = &collab.Forms{DB: d, Now: h.clock, PublicURL: o.PublicURL}
	return h
}

func (h *house) clock() time.Time { return h.now }

// after sets the clock to a working hour so long after the customer began.
func (h *house) after(d time.Duration) {
	h.now = earliest(london.next(h.dice, h.founded.Add(d+h.dice.days(0, 1)/4)), h.today)
}
