package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// inviteFormView is the form of one invitation.
type inviteFormView struct {
	page
	Wrong                   *wrong
	Company, CompanyGUID    string
	Domains                 string
	Nonce                   string
	People                  []inviteContact // to choose from; the last is nobody of them
	Name, Email, Phone      field
	Reasons                 []option
	Message, Trial          field
	CCs, Parties, Notes     field
	Vectors                 []tickBox
	VectorsProblem          phrase
	Findings                []tickBox
	FindingsProblem         phrase
	CopiesOpen, ContextOpen bool
	Budget                  phrase
}

func (inviteFormView) file() string { return "invite_form.html" }

// inviteContact is somebody whom one click makes the recipient.
type inviteContact struct {
	ID, Value   string
	Name, Under phrase
	Email       string
	Chosen      bool
}

// tickBox is a box to tick.
type tickBox struct {
	ID, Value   string
	Name, Under phrase
	Grade       string
	Chosen      bool
}

// The recipients that are no contact: one whose name the form holds, and the
// preferred contact for who may not see it.
const (
	toTyped     = "typed"
	toPreferred = "preferred"
)

const (
	contactsShown = 12
	findingsShown = 50
)

// inviteDesk is what the form of a company is made of.
type inviteDesk struct {
	company   portfolio.Company
	domains   []string
	contacts  []portfolio.Contact
	preferred bool // there is one that the actor may not see
	findings  []portfolio.Finding
	trial     int
	budget    collab.Budget
}

func (c *Web) inviteDesk(ctx context.Context, by actor.Actor, guid string) (d inviteDesk, err error) {
	rs := c.Requests
	if d.company, err = portfolio.Seen(ctx, rs.DB, by, guid); err != nil {
		return d, err
	}
	guid = d.company.GUID
	domains, err := rs.Companies.Domains(ctx, rs.DB, by.CustomerID, []string{guid})
	if err != nil {
		return d, err
	}
	d.domains = domains[guid]
	if by.Has(actor.PortfolioR) {
		if d.contacts, _, err = rs.Contacts.Some(ctx, by, guid, contactsShown); err != nil {
			return d, err
		}
		if d.findings, err = rs.Findings.Some(ctx, by, guid, findingsShown); err != nil {
			return d, err
		}
	} else {
		_, err := rs.Contacts.Preferred(ctx, rs.DB, by.CustomerID, guid)
		if d.preferred = err == nil; err != nil && !fault.Is(err, fault.NotFound) {
			return d, err
		}
	}
	customer, err := rs.Customers.One(ctx, by.CustomerID)
	if err != nil {
		return d, err
	}
	d.trial = customer.Settings.TrialDays()
	d.budget, err = rs.MailsLeft(ctx, by)
	return d, err
}

// newInvitation shows the form with what the company suggests.
func (c *Web) newInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string) error {
	d, err := c.inviteDesk(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newInviteForm(by, &d, d.suggestion(), nil))
}

// suggestion is what the form says before anybody has typed.
func (d *inviteDesk) suggestion() url.Values {
	v := url.Values{
		"company": {d.company.GUID}, "nonce": {db.NewID()}, "reason": {string(collab.Other)},
		"trial_duration": {strconv.Itoa(d.trial)}, "to": {toTyped},
	}
	switch {
	case len(d.contacts) > 0:
		v.Set("to", d.contacts[0].GUID)
	case d.preferred:
		v.Set("to", toPreferred)
	}
	return v
}

// newInviteForm fills the form in with what was typed.
func newInviteForm(by actor.Actor, d *inviteDesk, in url.Values, f *fault.Error) inviteFormView {
	text := func(name string, label phrase, rows, most int) field {
		return field{ID: name, Name: name, Label: label, Type: "text", Value: in.Get(name), Rows: rows, MaxLength: most}
	}
	v := inviteFormView{
		page: console(by, say("Invite %s", d.company.Name), "invite"), Company: d.company.Name, CompanyGUID: d.company.GUID,
		Domains: strings.Join(d.domains, ", "), Nonce: in.Get("nonce"), People: d.people(in.Get("to")),
		Name:    text("requestee_formal_name", say("Name"), 0, 255),
		Email:   text("requestee_email", say("E-mail"), 0, 254),
		Phone:   text("requestee_phone", say("Phone"), 0, 50),
		Message: text("message", say("Message"), 6, 5000),
		Trial:   text("trial_duration", say("Days of access after acceptance"), 0, 3),
		CCs:     text("ccs", say("Copies of the introduction to"), 0, 0),
		Parties: text("third_parties", say("Third parties"), 2, 0),
		Notes:   text("notes", say("Notes"), 3, 5000),
		Vectors: d.vectors(in["context.risk_vectors"]), Findings: d.shareable(in["rolledup_observation_ids"]),
		Budget: sayBudget(d.budget),
	}
	v.Script = "invite.js"
	v.Name.Required, v.Email.Required = v.People == nil, v.People == nil
	v.Name.Autocomplete, v.Email.Autocomplete, v.Phone.Autocomplete = "off", "off", "off"
	v.Email.Type, v.Email.InputMode = "email", "email"
	v.Email.Hint = say("At a domain of the company: %s", or(plain(v.Domains), say("none is known")))
	v.Message.Hint = say("Both mails quote it.")
	v.Trial.InputMode, v.Trial.Required = "numeric", true
	v.CCs.Hint = say("Addresses with commas between them, at the recipient’s or your own domain. They get no link.")
	v.Parties.Hint = say("One in a line: Name <address>. They get the introduction, too.")
	v.Notes.Hint = say("Only your organisation sees them.")
	for _, reason := range collab.Reasons {
		if reason != collab.SelfRequested {
			v.Reasons = append(v.Reasons, option{string(reason), reasons[reason], in.Get("reason") == string(reason)})
		}
	}
	v.complain(f)
	v.CopiesOpen = v.CCs.Value+v.Parties.Value+v.Notes.Value+v.Phone.Value != "" || v.CCs.Problem != nil || v.Parties.Problem != nil || v.Notes.Problem != nil || v.Phone.Problem != nil
	v.ContextOpen = len(in["context.risk_vectors"])+len(in["rolledup_observation_ids"]) > 0 || v.VectorsProblem != nil || v.FindingsProblem != nil
	return v
}

func (v *inviteFormView) complain(f *fault.Error) {
	vectors := field{ID: "vectors", Name: "context.risk_vectors", Label: say("Risk vectors")}
	findings := field{ID: "findings", Name: "rolledup_observation_ids", Label: say("Findings")}
	v.Wrong = complain(f, &v.Name, &v.Email, &v.Phone, &v.Message, &v.Trial, &v.CCs, &v.Parties, &v.Notes, &vectors, &findings)
	v.VectorsProblem, v.FindingsProblem = vectors.Problem, findings.Problem
	v.page = v.failed(v.Wrong)
}

// people are the contacts, and whoever is typed.
func (d *inviteDesk) people(chosen string) []inviteContact {
	var all []inviteContact
	if d.preferred {
		all = append(all, inviteContact{
			Value: toPreferred, Name: say("The preferred contact"), Under: say("Name and address stay hidden until the invitation is accepted."),
		})
	}
	for _, p := range d.contacts {
		k := inviteContact{Value: p.GUID, Name: plain(cmp.Or(p.FormalName, p.FriendlyName, p.Email)), Email: p.Email, Under: relations[p.Relation()]}
		if p.FormalName+p.FriendlyName == "" {
			k.Email = ""
		}
		if p.Role != "" {
			k.Under = plain(p.Role)
			if is := relations[p.Relation()]; is != nil {
				k.Under = listed(is, plain(p.Role))
			}
		}
		all = append(all, k)
	}
	if len(all) == 0 {
		return nil
	}
	all = append(all, inviteContact{Value: toTyped, Name: say("Somebody else")})
	for i := range all {
		all[i].ID, all[i].Chosen = "to-"+strconv.Itoa(i), all[i].Value == chosen
	}
	if !slices.ContainsFunc(all, func(k inviteContact) bool { return k.Chosen }) {
		all[len(all)-1].Chosen = true
	}
	return all
}

// relations says what a contact is to its company.
var relations = map[string]phrase{
	portfolio.Primary: say("Preferred contact"),
	portfolio.Backup:  say("Backup"),
}

// vectors are all risk vectors, those with the worst grades first.
func (d *inviteDesk) vectors(chosen []string) []tickBox {
	slugs := slices.Clone(portfolio.Vectors)
	place := func(slug string) int {
		if grade, ok := d.company.Grades[slug]; ok && grade != "N/A" {
			return -slices.Index(portfolio.GradeLetters, grade)
		}
		return 1
	}
	slices.SortStableFunc(slugs, func(a, b string) int { return place(a) - place(b) })
	all := make([]tickBox, len(slugs))
	for i, slug := range slugs {
		all[i] = tickBox{
			ID: "vector-" + strconv.Itoa(i), Value: slug, Name: sayVector(slug), Grade: d.company.Grades[slug], Chosen: slices.Contains(chosen, slug),
		}
	}
	return all
}

// shareable are the company's findings.
func (d *inviteDesk) shareable(chosen []string) []tickBox {
	all := make([]tickBox, len(d.findings))
	for i, f := range d.findings {
		all[i] = tickBox{ID: "finding-" + strconv.Itoa(i), Value: f.ID, Name: plain(f.Title), Chosen: slices.Contains(chosen, f.ID)}
		about := []phrase{sayVector(f.Vector)}
		if f.Title == "" {
			all[i].Name, about = sayVector(f.Vector), nil
		}
		if f.Severity != "" {
			about = append(about, plain(f.Severity))
		}
		if f.LastSeen != nil {
			about = append(about, say("last seen %s", sayDay(f.LastSeen)))
		}
		all[i].Under = listed(about...)
	}
	return all
}

func sayBudget(b collab.Budget) phrase {
	return say("%d of %d mails with invitations are left today.", b.Left, b.Most)
}

// readInvitation makes a draft of what was typed. The contact that was chosen is
// read again: it has to be one that the actor sees, at this company.
func (c *Web) readInvitation(ctx context.Context, by actor.Actor, in url.Values) (d collab.Draft, err error) {
	p := fault.Problems{}
	d = collab.Draft{
		CompanyGUID: strings.ToLower(in.Get("company")), Email: in.Get("requestee_email"), FormalName: in.Get("requestee_formal_name"),
		Phone: in.Get("requestee_phone"), Message: lines(in.Get("message")), Reason: in.Get("reason"),
		Vectors: in["context.risk_vectors"], FindingIDs: in["rolledup_observation_ids"], CCs: collab.ParseCopies(in.Get("ccs")),
	}
	if notes := lines(in.Get("notes")); notes != "" {
		d.Notes = &notes
	}
	days, wrong := strconv.ParseInt(strings.TrimSpace(in.Get("trial_duration")), 10, 64)
	p.Require(wrong == nil && days >= 1 && days <= 365, "trial_duration", "must be between 1 and 365")
	d.TrialDays = days
	var ok bool
	d.ThirdParties, ok = collab.ParseParties(in.Get("third_parties"))
	p.Require(ok, "third_parties", "must be written as Name <address>, one in a line")
	if err := c.addressTo(ctx, by, in, &d, p); err != nil {
		return d, err
	}
	return d, p.Err()
}

// addressTo takes the recipient that was chosen.
func (c *Web) addressTo(ctx context.Context, by actor.Actor, in url.Values, d *collab.Draft, p fault.Problems) error {
	switch to := in.Get("to"); to {
	case toPreferred:
		d.Email, d.FormalName = "", ""
	case toTyped, "":
		p.Require(strings.TrimSpace(d.Email) != "", "requestee_email", "This field is required.")
		p.Require(strings.TrimSpace(d.FormalName) != "", "requestee_formal_name", "This field is required.")
	default:
		contact, err := c.Requests.Contacts.One(ctx, by, to)
		if err == nil && contact.CompanyGUID != d.CompanyGUID {
			err = fault.New(fault.NotFound, "There is no such contact.")
		}
		if err != nil {
			return err
		}
		d.Email, d.FormalName, d.Phone = contact.Email, cmp.Or(contact.FormalName, contact.FriendlyName, contact.Nickname), cmp.Or(d.Phone, contact.Phone)
		if d.FormalName == "" { // nobody knows the name of this contact: it has to be typed
			in.Set("to", toTyped)
			in.Set("requestee_email", contact.Email)
			p.Require(false, "requestee_formal_name", "This field is required.")
		}
	}
	return nil
}

// lines is a text of several lines as it is kept: browsers end lines in two
// characters.
func lines(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// refuseInvitation shows the form again with what is wrong, if a form can say it.
func (c *Web) refuseInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor, in url.Values, err error) error {
	f := formFault(err, fault.Conflict, fault.TooMany)
	if f == nil {
		return err
	}
	d, err := c.inviteDesk(r.Context(), by, in.Get("company"))
	if err != nil {
		return err
	}
	status := http.StatusUnprocessableEntity
	if f.Kind != fault.Invalid {
		status = answers[f.Kind].status
	}
	return render(w, r, status, newInviteForm(by, &d, in, f))
}

func isClaimed(err error) bool { return errors.Is(err, tenant.ErrClaimed) }
