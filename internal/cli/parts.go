package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// parts are the collections of the business packages over one open database.
type parts struct {
	db    *db.DB
	links *mail.Links

	customers     *tenant.Customers
	groups        *tenant.Groups
	users         *identity.Users
	accesses      *identity.Accesses
	tokens        *identity.Tokens
	roles         *identity.Roles
	company       *identity.CompanyTokens
	idps          *identity.IDPs
	scimTokens    *identity.SCIMTokens
	companies     *portfolio.Companies
	contacts      *portfolio.Contacts
	findings      *portfolio.Findings
	folders       *portfolio.Folders
	tiers         *portfolio.Tiers
	relationships *portfolio.Relationships
	lifeCycles    *portfolio.LifeCycles
}

// open opens a database that is there, and brings its schema up to date. A
// command with a mistyped --data must not leave an empty database behind.
func open(ctx context.Context, s *Store) (*parts, error) {
	if err := s.find(); err != nil {
		return nil, err
	}
	return start(ctx, s)
}

// look is open for commands that only read, and need no server key: who checks the
// record need not have it.
func look(ctx context.Context, s *Store) (*parts, error) {
	if err := s.find(); err != nil {
		return nil, err
	}
	d, err := openDatabase(ctx, s)
	if err != nil {
		return nil, err
	}
	return assemble(d, mail.Key{}), nil
}

// find fails if it is not said well where the database is, or there is none.
func (s *Store) find() error { return cmp.Or(s.check(), s.isThere()) }

// isThere fails if there is no database file.
func (s *Store) isThere() error {
	if s.DatabaseURL == "" {
		if _, err := os.Stat(s.database()); errors.Is(err, fs.ErrNotExist) {
			return wrong("data", "there is no database in %s: make one with gatehouse init", s.Data)
		}
	}
	return nil
}

// start is open for the commands that make a database where there is none.
func start(ctx context.Context, s *Store) (*parts, error) {
	d, err := openDatabase(ctx, s)
	if err != nil {
		return nil, err
	}
	key, err := ownKey(ctx, d, s)
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return assemble(d, key), nil
}

func openDatabase(ctx context.Context, s *Store) (*db.DB, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return nil, wrong("data", "%w", err)
	}
	d, err := db.Open(ctx, s.database())
	if err != nil {
		return nil, wrong(s.databaseOption(), "%w", err)
	}
	if _, err := db.Migrate(ctx, d); err != nil {
		return nil, errors.Join(fmt.Errorf("bring the database up to date: %w", err), d.Close())
	}
	return d, nil
}

// databaseOption names the option that says where the database is.
func (s *Store) databaseOption() string {
	if s.DatabaseURL != "" {
		return "database-url"
	}
	return "data"
}

func assemble(d *db.DB, key mail.Key) *parts {
	p := &parts{db: d, links: &mail.Links{DB: d, Key: key, Now: db.Now}}
	p.customers = &tenant.Customers{DB: d, Now: db.Now}
	p.groups = &tenant.Groups{DB: d, Now: db.Now}
	p.users = &identity.Users{DB: d, Now: db.Now, Links: p.links}
	p.accesses = &identity.Accesses{DB: d, Now: db.Now, Links: p.links}
	p.tokens = &identity.Tokens{DB: d, Now: db.Now, Links: p.links}
	p.roles = &identity.Roles{DB: d, Now: db.Now}
	p.company = &identity.CompanyTokens{Users: p.users, Accesses: p.accesses, Tokens: p.tokens}
	p.idps = &identity.IDPs{DB: d, Now: db.Now, Key: key}
	p.scimTokens = &identity.SCIMTokens{DB: d, Now: db.Now}
	p.companies = &portfolio.Companies{DB: d, Now: db.Now, DNS: mail.NewDNS(&net.Resolver{PreferGo: true})}
	p.contacts = &portfolio.Contacts{DB: d, Now: db.Now}
	p.findings = &portfolio.Findings{DB: d, Now: db.Now}
	p.folders = &portfolio.Folders{DB: d, Now: db.Now}
	p.tiers = &portfolio.Tiers{DB: d, Now: db.Now}
	p.relationships = &portfolio.Relationships{DB: d, Now: db.Now}
	p.lifeCycles = &portfolio.LifeCycles{DB: d, Now: db.Now}
	return p
}

// close ends the use of the database. What was answered is stored by then: an
// error can only be about tidying up.
func (p *parts) close() { _ = p.db.Close() }

// customer finds a customer by its guid, number or name. Without any it is the
// only one there is.
func (p *parts) customer(ctx context.Context, ref string) (tenant.Customer, error) {
	all, err := p.customers.All(ctx)
	if err != nil {
		return tenant.Customer{}, err
	}
	all = slices.DeleteFunc(all, func(c tenant.Customer) bool { return c.Kind == tenant.VendorAccess && ref == "" })
	var found []tenant.Customer
	for _, c := range all {
		if ref == "" || c.GUID == strings.ToLower(ref) || strconv.FormatInt(c.ID, 10) == ref || strings.EqualFold(c.Name, ref) {
			found = append(found, c)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(all) == 0:
		return tenant.Customer{}, fault.New(fault.NotFound, "There is no customer yet: make one with gatehouse init.")
	case ref == "":
		return tenant.Customer{}, misused(fmt.Errorf("--customer: there are %d customers: say which, see gatehouse customer list", len(all)))
	case len(found) > 1:
		return tenant.Customer{}, misused(fmt.Errorf("%d customers are called %q: give the guid, see gatehouse customer list", len(found), ref))
	}
	return tenant.Customer{}, fault.New(fault.NotFound, "There is no customer %q, see gatehouse customer list.", ref)
}
