package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const (
	companyCount = 10_000
	groupCount   = 200
	staffed      = 6  // groups with users in them
	perGroup     = 10 // users in each of those
	grantable    = companyCount / groupCount
	folderSize   = 200
	tierSize     = 1000
	years        = 2    // over which the requests are spread
	leastSize    = 1000 // requests of a customer whose lists fill a page
)

// customer is a generated customer. Whatever its size, the values that the lists
// ask for match at least 100 of its requests, spread over all its time.
type customer struct {
	size   int
	seed   *rand.ChaCha8
	random *rand.Rand
	now    time.Time

	id        int64
	companies []string // guids; the first is asked for
	groups    []string // guids; the first is asked for, and the limited actor's
	users     []string // guids; the first ten are of the first group
	forms     []string // guids
	folder    string   // with the first folderSize of the companies
	tier      string   // with the first tierSize of them
	admin     string   // the secret of a token of an admin
	limited   string   // the same of a portfolio manager
	people    []string // the addresses of both, who sign in with the password
	beside    []neighbour
}

// vectors are the risk vectors that requests have; the first is asked for.
var vectors = []string{"patching_cadence", "open_ports", "spf", "dkim", "dnssec", "web_appsec", "server_software", "ssl_certificates"}

// makePeople makes everything but the requests.
func (c *customer) makePeople(ctx context.Context, rs *collab.Requests) error {
	tokens := &identity.Tokens{DB: rs.DB, Now: db.Now}
	accesses := &identity.Accesses{DB: rs.DB, Now: db.Now, Links: rs.Links}
	founding := &identity.Founding{Customers: rs.Customers, Users: rs.Users, Accesses: accesses, Tokens: tokens}
	made, err := founding.Create(ctx, tenant.NewCustomer{
		Name: "Blue Seas", CompanyName: "Blue Seas International", CompanyDomain: "blueseas.example",
	}, identity.UserDraft{FormalName: "Emma Waters", Email: "emma@blueseas.example"}, "Bench")
	if err != nil {
		return err
	}
	c.id, c.admin = made.Customer.ID, made.Secret
	by := actor.System(c.id)
	if err := manyMails(ctx, rs.Customers, by); err != nil {
		return err
	}
	if _, err := rs.Companies.Import(ctx, by, c.portfolio(), portfolio.ImportOptions{}); err != nil {
		return err
	}
	if err := c.makeGroups(ctx, by, &tenant.Groups{DB: rs.DB, Now: db.Now}); err != nil {
		return err
	}
	if err := c.makeShelves(ctx, by, rs.DB); err != nil {
		return err
	}
	if err := c.makeUsers(ctx, by, rs.Users); err != nil {
		return err
	}
	if err := c.makeForms(ctx, rs.DB, made); err != nil {
		return err
	}
	c.people = []string{"emma@blueseas.example", "ann00@blueseas.example"}
	if err := c.openDoors(ctx, by, accesses, []string{made.Admin.GUID, c.users[0]}); err != nil {
		return err
	}
	c.limited, err = tokenOf(ctx, by, accesses, tokens, c.users[0])
	return err
}

// tokenOf returns the secret of a new token of a user who may do everything.
func tokenOf(ctx context.Context, by actor.Actor, accesses *identity.Accesses, tokens *identity.Tokens, user string) (string, error) {
	name := "Bench"
	a, err := accesses.Create(ctx, by, user, identity.AccessDraft{
		Type: identity.APIConnection, Name: &name, Roles: actor.AllRights(),
	})
	if err != nil {
		return "", err
	}
	_, secret, err := tokens.Create(ctx, by, user, strconv.FormatInt(a.ID, 10), identity.TokenDraft{})
	return secret, err
}

func (c *customer) makeForms(ctx context.Context, d *db.DB, made identity.Founded) error {
	owner := actor.Actor{CustomerID: c.id, UserCustomerID: c.id, UserGUID: made.Admin.GUID, AccessID: made.API.ID, GroupGUID: made.Admin.GroupGUID, AllCompanies: true, Role: actor.Admin, Roles: made.API.Roles}
	forms := &collab.Forms{DB: d, Now: db.Now, PublicURL: publicURL}
	for _, name := range []string{"Programme for vendors", "Programme for partners", "Trial"} {
		f, err := forms.Create(ctx, owner, collab.FormDraft{Name: name})
		if err != nil {
			return err
		}
		c.forms = append(c.forms, f.GUID)
	}
	return nil
}

// password is everybody's who signs in.
const password = "the tide is out at noon" //nolint:gosec // of nobody outside the measurement

// openDoors lets users sign in to the console.
func (c *customer) openDoors(ctx context.Context, by actor.Actor, accesses *identity.Accesses, users []string) error {
	phc, err := identity.HashPassword(ctx, password)
	if err != nil {
		return err
	}
	for _, guid := range users {
		id, err := db.Value[int64](ctx, accesses.DB, `
			select id from accesses where customer_id = $1 and user_guid = $2 and type = 'ui_connection'`, c.id, guid)
		if errors.Is(err, db.ErrNone) {
			var a identity.Access
			a, err = accesses.Create(ctx, by, guid, identity.AccessDraft{Type: identity.UIConnection, Roles: actor.AllRights()})
			id = a.ID
		}
		if err != nil {
			return err
		}
		if err := accesses.DB.Tx(ctx, func(tx *db.Tx) error { return accesses.SetPasswordIn(ctx, tx, c.id, id, phc) }); err != nil {
			return err
		}
	}
	return nil
}

// portfolio returns the companies as a file to import.
func (c *customer) portfolio() io.Reader {
	file := &bytes.Buffer{}
	c.companies = writeCompanies(file, c.random, 0, companyCount, func() string { return db.IDFrom(c.seed, c.now) })
	return file
}

// writeCompanies writes n companies as a file to import, and returns their guids.
// Their names and domains are numbered from the first on.
func writeCompanies(file *bytes.Buffer, random *rand.Rand, first, n int, newID func() string) (guids []string) {
	fmt.Fprintln(file, "guid,name,primary_domain,industry,rating,rating_date,"+strings.Join(vectors, ","))
	for i := first; i < first+n; i++ {
		guid := newID()
		guids = append(guids, guid)
		fmt.Fprintf(file, "%s,%s,%s,Technology,%d,2026-01-01", guid, companyName(i), companyDomain(i), 250+random.IntN(65)*10)
		for range vectors {
			fmt.Fprint(file, ",", portfolio.GradeLetters[random.IntN(5)])
		}
		fmt.Fprintln(file)
	}
	return guids
}

func companyName(i int) string   { return fmt.Sprintf("Vendor %05d Incorporated", i) }
func companyDomain(i int) string { return fmt.Sprintf("vendor%05d.example", i) }

// makeGroups gives every group its own part of the companies.
func (c *customer) makeGroups(ctx context.Context, by actor.Actor, groups *tenant.Groups) error {
	for i := range groupCount {
		g, err := groups.Create(ctx, by, tenant.GroupDraft{Name: fmt.Sprintf("Group %03d", i)})
		if err != nil {
			return err
		}
		c.groups = append(c.groups, g.GUID)
		if err := groups.AddCompanies(ctx, by, c.companies[i*grantable:(i+1)*grantable], []string{g.GUID}); err != nil {
			return err
		}
	}
	return nil
}

// makeShelves makes a folder and a tier.
func (c *customer) makeShelves(ctx context.Context, by actor.Actor, d *db.DB) error {
	folders, tiers := &portfolio.Folders{DB: d, Now: db.Now}, &portfolio.Tiers{DB: d, Now: db.Now}
	f, err := folders.Create(ctx, by, portfolio.FolderDraft{Name: "This quarter"})
	if err != nil {
		return err
	}
	t, err := tiers.Create(ctx, by, portfolio.TierDraft{Name: "Critical"})
	if err != nil {
		return err
	}
	c.folder, c.tier = f.GUID, t.GUID
	if _, err := folders.Move(ctx, by, f.GUID, portfolio.Members{Add: c.companies[:folderSize]}); err != nil {
		return err
	}
	_, err = tiers.Move(ctx, by, t.GUID, portfolio.Members{Add: c.companies[:tierSize]})
	return err
}

func (c *customer) makeUsers(ctx context.Context, by actor.Actor, users *identity.Users) error {
	for i := range staffed * perGroup {
		u, err := users.Create(ctx, by, identity.UserDraft{
			FirstName: "Ann", LastName: fmt.Sprintf("Porter%02d", i), Email: fmt.Sprintf("ann%02d@blueseas.example", i),
			Role: actor.PortfolioManager, GroupGUID: c.groups[i/perGroup],
		})
		if err != nil {
			return err
		}
		c.users = append(c.users, u.GUID)
	}
	return nil
}
