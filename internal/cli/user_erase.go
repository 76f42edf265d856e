package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/blob"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/tenant"
)

type userErase struct {
	Store
	Customer string `placeholder:"CUSTOMER" help:"Guid, number or name of the customer that the person belongs to, such as the Vendor Access customer of its domain; needed only if there are several."`
	User     string `required:"" placeholder:"USER" help:"Guid or e-mail address of the person, who is a recipient: users of other customers are removed by their administrators."`
	Words    bool   `help:"Erase what they wrote, too: messages, comments and files."`
	Stop     bool   `help:"And send them no mail from this server ever again."`
	DryRun   bool   `help:"Say what would go and what would stay, and change nothing."`
	Yes      bool   `help:"Erase without asking first."`
	JSON     bool   `help:"Print one JSON object."`
}

// erasure is what the command says.
type erasure struct {
	CustomerGUID string `json:"customer_guid"`
	Customer     string `json:"customer"`
	UserGUID     string `json:"user_guid"`
	Email        string `json:"email"`
	DryRun       bool   `json:"dry_run"`
	Words        bool   `json:"words"`

	Requests      int64 `json:"requests"`      // accepted: their accesses end
	Working       int64 `json:"colleague_of"`  // requests that it works on beside others, or did
	Messages      int64 `json:"messages"`      // that it wrote
	Files         int64 `json:"files"`         // that it handed in
	Mails         int64 `json:"mails"`         // to it, or naming it
	Notifications int64 `json:"notifications"` // of others, about its requests or naming it

	Contacts    int64 `json:"kept_contacts"`    // of organisations, which stay
	Invitations int64 `json:"kept_invitations"` // never accepted, which stay

	Waiting int64 `json:"records_waiting"` // of events, that have not lost the person yet
}

// Run is "gatehouse user erase": what a recipient does by "Erase me", done by the
// operator for who cannot sign in, or has written a letter.
func (u *userErase) Run(ctx context.Context, p *Process) error {
	parts, err := open(ctx, &u.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, user, err := u.whom(ctx, parts)
	if err != nil {
		return err
	}
	people := parts.people(u.PublicURL)
	e := erasure{
		CustomerGUID: customer.GUID, Customer: customer.Name, UserGUID: user.GUID, Email: user.Email, DryRun: true, Words: u.Words,
	}
	if err := u.erase(ctx, people, customer, &e); err != nil {
		return err
	}
	if !u.JSON {
		if err := e.print(p); err != nil {
			return err
		}
	}
	if !u.DryRun {
		if err := u.ask(p, user); err != nil {
			return err
		}
		e.DryRun = false
		if err := u.erase(ctx, people, customer, &e); err != nil {
			return err
		}
		if e.Waiting, err = parts.forget(ctx, people); err != nil {
			return err
		}
	}
	if u.JSON {
		return printJSON(p.Out, e)
	}
	return e.conclude(p)
}

// whom finds the recipient that is meant, with its customer.
func (u *userErase) whom(ctx context.Context, parts *parts) (c tenant.Customer, user identity.User, err error) {
	users, err := parts.users.Homes(ctx, u.User)
	if err != nil {
		return c, user, err
	}
	only := ""
	if u.Customer != "" {
		named, err := parts.customer(ctx, u.Customer)
		if err != nil {
			return c, user, err
		}
		only = named.GUID
	}
	var homes, works []string
	for _, one := range users {
		home, err := parts.customers.One(ctx, one.CustomerID)
		switch {
		case err != nil:
			return c, user, err
		case only != "" && home.GUID != only:
		case home.Kind != tenant.VendorAccess:
			works = append(works, home.Name)
		default:
			homes = append(homes, home.Name)
			c, user = home, one
		}
	}
	switch {
	case len(homes) > 1:
		return c, user, misused(fmt.Errorf("--customer: %s is a user of %s: say which", u.User, strings.Join(homes, " and ")))
	case len(homes) == 0 && len(works) > 0:
		return c, user, fault.New(fault.Forbidden, "%s is a user of %s, whose administrators remove it.", u.User, strings.Join(works, " and "))
	case len(homes) == 0:
		return c, user, fault.New(fault.NotFound, "There is no user %q. What organisations wrote down about somebody, contacts and invitations, is theirs.", u.User)
	}
	return c, user, nil
}

// erase erases, or rehearses it, and counts in e.
func (u *userErase) erase(ctx context.Context, people *collab.People, c tenant.Customer, e *erasure) error {
	done, err := people.EraseUser(ctx, actor.System(c.ID), e.UserGUID, collab.EraseDraft{Words: u.Words, Stop: u.Stop}, e.DryRun)
	if err != nil {
		return err
	}
	kept, err := people.Kept(ctx, strings.ToLower(e.Email))
	e.Requests, e.Working, e.Messages, e.Files = done.Requests, done.Working, done.Messages, done.Files
	e.Mails, e.Notifications = done.Mails, done.Notifications
	e.Contacts, e.Invitations = kept.Contacts, kept.Invitations
	return err
}

// ask has the operator say yes, unless that was said before.
func (u *userErase) ask(p *Process, user identity.User) error {
	if u.Yes {
		return nil
	}
	fmt.Fprintf(p.Err, "Erase %s <%s>? It cannot be undone. Type yes: ", user.FormalName, user.Email)
	answer, err := bufio.NewReader(p.In).ReadString('\n')
	if strings.TrimSpace(answer) == "yes" {
		return nil
	}
	if err != nil { // nobody is there to answer
		fmt.Fprintln(p.Err)
	}
	return errors.New("nobody was erased")
}

// print says what goes and what stays.
func (e *erasure) print(p *Process) error {
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	written := ", signed “" + identity.Erased + "” from then on"
	if e.Words {
		written = ", which go"
	}
	return printPairs(p.Out,
		"user", e.Email, "guid", e.UserGUID, "customer", e.Customer,
		"requests", n(e.Requests)+", whose accesses end", "colleague of", n(e.Working)+" requests",
		"messages", n(e.Messages)+written, "files", n(e.Files)+written,
		"mails", n(e.Mails)+" to the person or naming it", "notifications", n(e.Notifications)+" about its requests, or naming it",
		"stays", fmt.Sprintf("%d contacts and %d invitations never accepted, of organisations", e.Contacts, e.Invitations),
	)
}

// conclude says what has become of it.
func (e *erasure) conclude(p *Process) error {
	text := "Erased, in the record of events too. Backups from before still have it."
	switch {
	case e.DryRun:
		text = "Nothing was changed."
	case e.Waiting > 0:
		text = "Erased. The record of events follows, by a server that runs. Backups from before still have it."
	}
	_, err := fmt.Fprintln(p.Out, text)
	return err
}

// people are all that is held about persons. Documents keep their links if it is
// not said where the server is reached.
func (p *parts) people(publicURL string) *collab.People {
	requests := &collab.Requests{
		DB: p.db, Now: db.Now, Links: p.links, PublicURL: publicURL, Customers: p.customers, Users: p.users,
		Companies: p.companies, Contacts: p.contacts, Findings: p.findings,
	}
	return &collab.People{
		DB: p.db, Now: db.Now, Users: p.users, Requests: requests,
		Colleagues: &collab.Colleagues{DB: p.db, Now: db.Now, Requests: requests},
		Files:      &collab.Files{DB: p.db, Now: db.Now, Requests: requests, Blobs: &blob.Store{DB: p.db, Now: db.Now}},
	}
}

// forget does at once what waits of erasing people from records of events, and
// returns how many are left: to a server that is at it, or because one failed.
func (p *parts) forget(ctx context.Context, people *collab.People) (int64, error) {
	runner := jobs.NewRunner(p.db, slog.New(slog.DiscardHandler), db.Now)
	people.Register(runner)
	if err := runner.Drain(ctx); err != nil {
		return 0, err
	}
	return people.Forgetting(ctx)
}
