package bench

import (
	"bytes"
	"context"
	"fmt"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const (
	customerCount      = 16 // that write at a time, this one among them
	neighbourCompanies = 100
)

// neighbour is a customer in the same database that has no requests yet.
type neighbour struct {
	id        int64
	companies []string
	admin     string // the secret of a token
}

// makeNeighbours makes the customers beside this one.
func (c *customer) makeNeighbours(ctx context.Context, rs *collab.Requests) error {
	for i := 1; i < customerCount; i++ {
		n, err := c.makeNeighbour(ctx, rs, fmt.Sprintf("Neighbour %d", i))
		if err != nil {
			return err
		}
		c.beside = append(c.beside, n)
	}
	return nil
}

func (c *customer) makeNeighbour(ctx context.Context, rs *collab.Requests, name string) (n neighbour, err error) {
	made, err := rs.Customers.Create(ctx, actor.System(0), tenant.NewCustomer{Name: name, CompanyName: name})
	if err != nil {
		return n, err
	}
	n.id = made.ID
	by := actor.System(n.id)
	if err := manyMails(ctx, rs.Customers, by); err != nil {
		return n, err
	}
	u, err := rs.Users.Create(ctx, by, identity.UserDraft{FormalName: "Emma Waters", Email: "emma@blueseas.example", Role: actor.Admin})
	if err != nil {
		return n, err
	}
	n.admin, err = tokenOf(ctx, by, &identity.Accesses{DB: rs.DB, Now: db.Now, Links: rs.Links}, &identity.Tokens{DB: rs.DB, Now: db.Now}, u.GUID)
	if err != nil {
		return n, err
	}
	var file bytes.Buffer
	n.companies = writeCompanies(&file, c.random, 0, neighbourCompanies, func() string { return db.IDFrom(c.seed, c.now) })
	_, err = rs.Companies.Import(ctx, by, &file, portfolio.ImportOptions{})
	return n, err
}

// manyMails lifts a customer's budget of mails: it is not what is measured.
func manyMails(ctx context.Context, customers *tenant.Customers, by actor.Actor) error {
	_, err := customers.SetSettings(ctx, by, func(s *tenant.Settings) error {
		s.InvitationMailsPerDay = 1_000_000
		return nil
	})
	return err
}
