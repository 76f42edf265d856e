package web

import (
	"cmp"
	"context"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

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
	v = newInviteMany(by, in, &customer.Settings)
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
	people, open, err := c.peopleAt(ctx, by, guids)
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

func newInviteMany(by actor.Actor, in many, s *tenant.Settings) inviteManyView {
	v := inviteManyView{
		page: console(by, say("Invite many companies"), "invite"), Ways: inviteWays(invitePath + "/many"), CanList: true, IsChosen: true,
		Reasons: reasonOptions(in.reason), Languages: marked(mailLanguages, cmp.Or(in.language, s.MailLanguage())),
		Query:   field{ID: "q", Name: "q", Type: "search", Label: say("Name or domain"), MaxLength: longQuery},
		Message: field{ID: "message", Name: "message", Label: say("Message"), Rows: 4, MaxLength: 5000, Value: in.message, Hint: say("The same to all; both mails quote it.")},
		Trial: field{
			ID: "trial_duration", Name: "trial_duration", Type: "text", Label: say("Days of access after acceptance"), InputMode: "numeric", Required: true,
			MaxLength: 3, Value: cmp.Or(in.trial, strconv.Itoa(s.TrialDays())),
		},
	}
	v.Script = "invite.js"
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

func (v *inviteManyView) complain(f *fault.Error) {
	v.Wrong = complain(f, &v.Message, &v.Trial)
	v.page = v.failed(v.Wrong)
}

func (c *Web) foldersAndTiers(ctx context.Context, by actor.Actor) (folders, tiers []option, err error) {
	all, ranks, err := c.shelves(ctx, by)
	for i := range all {
		folders = append(folders, option{Value: all[i].GUID, Name: plain(all[i].Name)})
	}
	for i := range ranks {
		tiers = append(tiers, option{Value: ranks[i].GUID, Name: plain(ranks[i].Name)})
	}
	return folders, tiers, err
}
