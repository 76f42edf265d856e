package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// inviteManyView asks which companies are invited, and whom at each.
type inviteManyView struct {
	page
	Ways                 []inviteWay
	CanList              bool
	Wrong                *wrong
	Query                field
	Folders, Tiers       []option
	Reachable, Uninvited bool
	IsChosen             bool // companies were asked for
	Rows                 []inviteeRow
	Taken                int64
	More                 bool // companies were left out
	Reasons              []option
	Message, Trial       field
	Budget               phrase
}

func (inviteManyView) file() string { return "invite_many.html" }

// inviteeRow is a company, and whom to invite there.
type inviteeRow struct {
	Number                string
	GUID, Company, Domain string
	Name, Email           string
	About                 phrase // of the contact, or that there is none
	IsOpen                bool   // somebody there has an open request
	Taken                 bool
}

// mostMany is how many companies one form invites.
const mostMany = 500

// inviteesAsked says which companies are to be invited.
type inviteesAsked struct {
	filter portfolio.Filter
	given  bool
}

func readInviteesAsked(q url.Values) (a inviteesAsked, err error) {
	p := fault.Problems{}
	f := portfolio.Filter{Q: strings.TrimSpace(q.Get("q")), Limit: mostMany + 1, Uninvited: q.Get("uninvited") != ""}
	if q.Get("reachable") != "" {
		f.HasPreferred = new(true)
	}
	for _, list := range []struct {
		name string
		to   *[]string
	}{{"company", &f.GUIDs}, {"folder_guid", &f.Folders}, {"tier_guid", &f.Tiers}} {
		for _, guid := range split(strings.ToLower(strings.Join(q[list.name], ","))) {
			p.Require(portfolio.IsGUID(guid), list.name, "must be a guid")
			*list.to = append(*list.to, guid)
		}
		p.Require(len(*list.to) <= mostMany, list.name, "must be no more than %d", mostMany)
		a.given = a.given || *list.to != nil
	}
	p.Require(len(f.Q) <= 200, "q", "Ensure this field has no more than %d characters.", 200)
	a.filter, a.given = f, a.given || f.Q != "" || f.HasPreferred != nil || f.Uninvited
	return a, p.Err()
}

// inviteMany shows the companies that the address names or describes.
func (c *Web) inviteMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	if q.Get("upload") != "" {
		return c.editMany(w, r, by)
	}
	return c.chooseInvitees(w, r, by, q)
}

// takeMany takes the companies that the portfolio's page has ticked, or the form
// that is filled in for them.
func (c *Web) takeMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if r.PostForm.Get("do") != "check" {
		return c.chooseInvitees(w, r, by, r.PostForm)
	}
	in := readMany(r.PostForm)
	content, f := in.csv()
	if f == nil {
		guid, err := c.keepRows(r, by, "", content)
		if err == nil {
			return see(w, r, invitePath+"/csv/"+guid)
		}
		if f = formFault(err, fault.TooLarge); f == nil {
			return err
		}
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	v.complain(f)
	return render(w, r, http.StatusUnprocessableEntity, v)
}

func (v *inviteManyView) complain(f *fault.Error) {
	v.Wrong = complain(f, &v.Message, &v.Trial)
	v.page = v.failed(v.Wrong)
}

// chooseInvitees shows the form for the companies that are asked for.
func (c *Web) chooseInvitees(w http.ResponseWriter, r *http.Request, by actor.Actor, q url.Values) error {
	asked, err := readInviteesAsked(q)
	if err != nil {
		return err
	}
	if !by.Has(actor.PortfolioR) {
		return render(w, r, http.StatusOK, inviteManyView{page: console(by, say("Invite many companies"), "invite"), Ways: inviteWays(invitePath + "/many")})
	}
	in := many{reason: string(collab.Other)}
	more := false
	if asked.given {
		if in.rows, more, err = c.suggestMany(r.Context(), by, asked.filter); err != nil {
			return err
		}
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	v.More, v.IsChosen = more, asked.given
	v.Query.Value, v.Reachable, v.Uninvited = asked.filter.Q, asked.filter.HasPreferred != nil, asked.filter.Uninvited
	if !asked.given { // what one mostly wants
		v.Reachable, v.Uninvited = true, true
	}
	mark(v.Folders, asked.filter.Folders)
	mark(v.Tiers, asked.filter.Tiers)
	return render(w, r, http.StatusOK, v)
}

func mark(options []option, values []string) {
	for i := range options {
		options[i].Chosen = slices.Contains(values, options[i].Value)
	}
}

// suggestMany returns the companies that a filter leaves, with whom to invite at
// each. Those with an open request are there and are not ticked.
func (c *Web) suggestMany(ctx context.Context, by actor.Actor, f portfolio.Filter) (rows []inviteeLine, more bool, err error) {
	found, err := c.Requests.Companies.First(ctx, by, f)
	if err != nil {
		return nil, false, err
	}
	more = len(found) > mostMany
	found = found[:min(len(found), mostMany)]
	guids := make([]string, len(found))
	for i := range found {
		guids[i] = found[i].GUID
	}
	people, err := c.Requests.Contacts.Suggest(ctx, by, guids)
	if err != nil {
		return nil, false, err
	}
	open, err := c.Requests.OpenAt(ctx, by, guids)
	if err != nil {
		return nil, false, err
	}
	for _, l := range found {
		p, known := people[l.GUID]
		rows = append(rows, inviteeLine{
			company: l.GUID, name: cmp.Or(p.FormalName, p.FriendlyName), email: p.Email, taken: known && open[l.GUID] == 0,
		})
	}
	return rows, more, nil
}

// many is the form for many companies as it is filled in.
type many struct {
	rows                   []inviteeLine
	reason, message, trial string
}

type inviteeLine struct {
	company, name, email string
	taken                bool
}

func readMany(in url.Values) many {
	m := many{reason: in.Get("reason"), message: lines(in.Get("message")), trial: strings.TrimSpace(in.Get("trial_duration"))}
	at := func(name string, i int) string {
		if list := in[name]; i < len(list) {
			return strings.TrimSpace(list[i])
		}
		return ""
	}
	for i, guid := range in["company"][:min(len(in["company"]), mostMany)] {
		guid = strings.ToLower(guid)
		m.rows = append(m.rows, inviteeLine{guid, at("requestee_formal_name", i), at("requestee_email", i), slices.Contains(in["take"], guid)})
	}
	return m
}

// manyColumns are the columns of the file that is made of a form.
var manyColumns = []string{"requestee_company_guid", "requestee_formal_name", "requestee_email", "reason", "message", "trial_duration"}

// csv is the form as a file of invitations.
func (m *many) csv() ([]byte, *fault.Error) {
	p := fault.Problems{}
	days, err := strconv.Atoi(m.trial)
	p.Require(err == nil && days >= 1 && days <= 365, "trial_duration", "must be between 1 and 365")
	p.Require(len([]rune(m.message)) <= 5000, "message", "Ensure this field has no more than %d characters.", 5000)
	p.Require(slices.ContainsFunc(m.rows, func(l inviteeLine) bool { return l.taken }), "company", "Tick at least one company.")
	if err := p.Err(); err != nil {
		return nil, fault.Of(err)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(manyColumns) //nolint:errcheck // into memory
	for _, l := range m.rows {
		if l.taken {
			w.Write([]string{l.company, l.name, l.email, m.reason, m.message, m.trial}) //nolint:errcheck // into memory
		}
	}
	w.Flush()
	return b.Bytes(), nil
}

// editMany shows the form that a file was made of.
func (c *Web) editMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	kept, err := c.Uploads.One(r.Context(), by, rowsKind, r.URL.Query().Get("upload"))
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(kept.Body)).ReadAll()
	if err != nil || kept.Name != "" || len(rows) == 0 || !slices.Equal(rows[0], manyColumns) {
		return fault.New(fault.NotFound, "This is a file: mend it and hand it in again.")
	}
	var in many
	for _, cells := range rows[1:] {
		in.rows = append(in.rows, inviteeLine{cells[0], cells[1], cells[2], true})
		in.reason, in.message, in.trial = cells[3], cells[4], cells[5]
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// manyForm shows what is filled in for companies that the actor sees.
func (c *Web) manyForm(ctx context.Context, by actor.Actor, in many) (v inviteManyView, err error) {
	customer, err := c.Requests.Customers.One(ctx, by.CustomerID)
	if err != nil {
		return v, err
	}
	budget, err := c.Requests.MailsLeft(ctx, by)
	if err != nil {
		return v, err
	}
	v = newInviteMany(by, in, customer.Settings.TrialDays())
	v.Budget = sayBudget(budget)
	if v.Folders, v.Tiers, err = c.foldersAndTiers(ctx, by); err != nil {
		return v, err
	}
	guids := make([]string, len(in.rows))
	for i, l := range in.rows {
		guids[i] = l.company
	}
	if len(guids) == 0 {
		return v, nil
	}
	found, err := c.Requests.Companies.First(ctx, by, portfolio.Filter{GUIDs: guids})
	if err != nil {
		return v, err
	}
	people, err := c.Requests.Contacts.Suggest(ctx, by, guids)
	if err != nil {
		return v, err
	}
	open, err := c.Requests.OpenAt(ctx, by, guids)
	if err != nil {
		return v, err
	}
	known := make(map[string]*portfolio.Listed, len(found))
	for i := range found {
		known[found[i].GUID] = &found[i]
	}
	for _, l := range in.rows {
		if company := known[l.company]; company != nil {
			v.add(l, company, people[l.company], open[l.company] > 0)
		}
	}
	return v, nil
}

func newInviteMany(by actor.Actor, in many, trial int) inviteManyView {
	v := inviteManyView{
		page: console(by, say("Invite many companies"), "invite"), Ways: inviteWays(invitePath + "/many"), CanList: true, IsChosen: true,
		Query:   field{ID: "q", Name: "q", Type: "search", Label: say("Name or domain"), MaxLength: 200},
		Message: field{ID: "message", Name: "message", Label: say("Message"), Rows: 4, MaxLength: 5000, Value: in.message, Hint: say("The same to all; both mails quote it.")},
		Trial: field{
			ID: "trial_duration", Name: "trial_duration", Type: "text", Label: say("Days of access after acceptance"), InputMode: "numeric", Required: true,
			MaxLength: 3, Value: cmp.Or(in.trial, strconv.Itoa(trial)),
		},
	}
	v.Script = "invite.js"
	for _, reason := range collab.Reasons {
		if reason != collab.SelfRequested {
			v.Reasons = append(v.Reasons, option{string(reason), reasons[reason], in.reason == string(reason)})
		}
	}
	return v
}

func (v *inviteManyView) add(l inviteeLine, company *portfolio.Listed, contact portfolio.Contact, open bool) {
	row := inviteeRow{
		Number: strconv.Itoa(len(v.Rows) + 1), GUID: l.company, Company: company.Name, Domain: company.PrimaryDomain, Name: l.name, Email: l.email,
		About: say("No contact"), IsOpen: open, Taken: l.taken,
	}
	if contact.GUID != "" {
		row.About = or(relations[contact.Relation()], say("Contact"))
	}
	if l.taken {
		v.Taken++
	}
	v.Rows = append(v.Rows, row)
}

func (c *Web) foldersAndTiers(ctx context.Context, by actor.Actor) (folders, tiers []option, err error) {
	all, err := c.Folders.List(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range all {
		folders = append(folders, option{Value: f.GUID, Name: plain(f.Name)})
	}
	ranks, err := c.Tiers.List(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range ranks {
		tiers = append(tiers, option{Value: t.GUID, Name: plain(t.Name)})
	}
	return folders, tiers, nil
}
