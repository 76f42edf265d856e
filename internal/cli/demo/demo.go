// Package demo fills a new database with a customer that has been working for
// a while, so that there is something to look at.
//
// The same seed and the same day give the same customer every time; only what
// is secret, and the guids, are new.
package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Options say what the demo looks like.
type Options struct {
	Seed uint64
	Now  time.Time // its present: the past two years lie before it
}

// Result is what to begin with.
type Result struct {
	identity.Founded
	Password string // of the admin
}

// Fill makes the customer in a database without any. It is not one transaction:
// who calls it throws the database away when it fails.
func Fill(ctx context.Context, d *db.DB, key mail.Key, o Options) (Result, error) {
	h := newHouse(d, key, o)
	made, err := h.founding().Create(ctx, tenant.NewCustomer{
		Name: "Blue Seas International", Kind: tenant.PartnerDemo, CompanyDomain: "blueseas.example",
	}, identity.UserDraft{FormalName: "Emma Waters", Email: "emma@blueseas.example"}, "Demo")
	if err != nil {
		return Result{}, err
	}
	r := Result{Founded: made, Password: rand.Text()[:16]}
	if err := h.setPassword(ctx, made.UI, r.Password); err != nil {
		return Result{}, err
	}
	by := actor.System(made.Customer.ID)
	_, err = h.companies.Import(ctx, by, bytes.NewReader(portfolio.Sample), portfolio.ImportOptions{AllOrNothing: true, Generated: true})
	if err != nil {
		return Result{}, fmt.Errorf("import the companies: %w", err)
	}
	return r, nil
}

// house holds the collections over a clock of the demo's own.
type house struct {
	db        *db.DB
	now       time.Time
	links     *mail.Links
	customers *tenant.Customers
	users     *identity.Users
	accesses  *identity.Accesses
	tokens    *identity.Tokens
	companies *portfolio.Companies
}

func newHouse(d *db.DB, key mail.Key, o Options) *house {
	h := &house{db: d, now: o.Now}
	now := func() time.Time { return h.now }
	h.links = &mail.Links{DB: d, Key: key, Now: now}
	h.customers = &tenant.Customers{DB: d, Now: now}
	h.users = &identity.Users{DB: d, Now: now, Links: h.links}
	h.accesses = &identity.Accesses{DB: d, Now: now, Links: h.links}
	h.tokens = &identity.Tokens{DB: d, Now: now}
	h.companies = &portfolio.Companies{DB: d, Now: now}
	return h
}

func (h *house) founding() *identity.Founding {
	return &identity.Founding{Customers: h.customers, Users: h.users, Accesses: h.accesses, Tokens: h.tokens}
}

func (h *house) setPassword(ctx context.Context, a identity.Access, password string) error {
	phc, err := identity.HashPassword(ctx, password)
	if err != nil {
		return err
	}
	return h.db.Tx(ctx, func(tx *db.Tx) error {
		return h.accesses.SetPasswordIn(ctx, tx, a.CustomerID, a.ID, phc)
	})
}
