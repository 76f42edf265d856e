package webhook

import (
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
)

// Type is a kind of event that webhooks tell of. Programs rely on its name: it
// stays, whatever the record calls what has happened.
type Type struct {
	Name string
	Says string // in English, for a person

	actions []string // of the record
	about   string   // the detail that names the thing, if the subject is a part of it
	isBare  bool     // there is nothing to read of it: it is gone, or too much
}

// Thing is what the type is about, as [Post.Show] knows it.
func (t *Type) Thing() string { return audit.Noun(t.Name) }

// rights are what it takes to read what is told of a thing.
var rights = map[string]actor.Right{
	"access_request": actor.RequestsR, "client_access_link": actor.LinksR, "company": actor.PortfolioR, "portfolio": actor.PortfolioR,
	"contact": actor.PortfolioR, "folder": actor.PortfolioR, "tier": actor.PortfolioR, "access_group": actor.GroupsR, "user": actor.UsersR,
}

// Readable reports whether by may read what is told of a type: a test is everybody's.
func Readable(by actor.Actor, name string) bool { return by.Need(rights[audit.Noun(name)]) == nil }

// Readable reports whether by may read all that the webhook is told.
func (e *Endpoint) Readable(by actor.Actor) bool {
	return !slices.ContainsFunc(Types, func(t Type) bool { return e.wants(t.Name) && !Readable(by, t.Name) })
}

// TestType is of what is sent to try a webhook.
const TestType = "webhook.test"

// Types are all that webhooks tell of.
var Types = []Type{
	{Name: "access_request.created", Says: "An access request was sent.", actions: []string{"access_request.create"}},
	{Name: "access_request.registered", Says: "Somebody registered through a form.", actions: []string{"access_request.register"}},
	{Name: "access_request.approved", Says: "A registration was approved.", actions: []string{"access_request.approve", "access_request.auto_approve"}},
	{Name: "access_request.rejected", Says: "A registration was rejected.", actions: []string{"access_request.reject"}},
	{Name: "access_request.resent", Says: "An access request was sent again.", actions: []string{"access_request.resend"}},
	{Name: "access_request.forwarded", Says: "An invitation was passed on to a colleague.", actions: []string{"access_request.forward"}},
	{Name: "access_request.accepted", Says: "An access request was accepted.", actions: []string{"access_request.accept"}},
	{Name: "access_request.declined", Says: "An access request was declined.", actions: []string{"access_request.decline"}},
	{Name: "access_request.expired", Says: "Nobody accepted an access request in time.", actions: []string{"access_request.never"}},
	{Name: "access_request.time_asked", Says: "A recipient asks for more time.", actions: []string{"access_request.ask_time"}},
	{Name: "access_request.extended", Says: "A recipient has more time.", actions: []string{"access_request.extend", "access_request.give_time"}},
	{Name: "access_request.ended", Says: "The access of a recipient has ended.", actions: []string{"access_request.end"}},
	{Name: "access_request.left", Says: "A recipient has ended its access itself.", actions: []string{"access_request.leave"}},
	{Name: "access_request.revoked", Says: "The access of a recipient was revoked.", actions: []string{"access_request.revoke"}},
	{Name: "access_request.resolved", Says: "An access request was resolved.", actions: []string{"access_request.resolve"}},
	{Name: "access_request.noted", Says: "The notes of an access request were changed.", actions: []string{"access_request.note"}},
	{Name: "access_request.message", Says: "A message was written about an access request.", actions: []string{"message.create"}, about: "request"},
	{Name: "access_request.finding", Says: "A recipient has answered a finding.", actions: []string{"finding.remediate"}},
	{Name: "client_access_link.created", Says: "A form was made.", actions: []string{"client_access_link.create"}},
	{Name: "client_access_link.updated", Says: "A form was changed.", actions: []string{"client_access_link.change"}},
	{Name: "client_access_link.deleted", Says: "A form was deleted.", actions: []string{"client_access_link.delete"}, isBare: true},
	{Name: "company.created", Says: "A company was added.", actions: []string{"company.create"}},
	{Name: "company.updated", Says: "A company was changed.", actions: []string{
		"company.update", "life_cycle.complete", "life_cycle.create", "relationship.delete", "relationship.set",
	}},
	{Name: "company.subscribed", Says: "A company was subscribed to.", actions: []string{"subscription.create"}},
	{Name: "company.unsubscribed", Says: "A subscription to a company has ended.", actions: []string{"subscription.delete"}},
	{Name: "portfolio.imported", Says: "Companies were imported.", actions: []string{"portfolio.import"}, isBare: true},
	{Name: "contact.created", Says: "A contact was added.", actions: []string{"contact.create"}},
	{Name: "contact.updated", Says: "A contact was changed.", actions: []string{"contact.update"}},
	{Name: "contact.deleted", Says: "A contact was deleted.", actions: []string{"contact.delete"}, isBare: true},
	{Name: "folder.created", Says: "A folder was made.", actions: []string{"folder.create", "folder.restore"}},
	{Name: "folder.updated", Says: "A folder was changed.", actions: []string{"folder.companies", "folder.update"}},
	{Name: "folder.deleted", Says: "A folder was deleted.", actions: []string{"folder.delete"}, isBare: true},
	{Name: "tier.created", Says: "A tier was made.", actions: []string{"tier.create", "tier.restore"}},
	{Name: "tier.updated", Says: "A tier was changed.", actions: []string{"tier.companies", "tier.update"}},
	{Name: "tier.deleted", Says: "A tier was deleted.", actions: []string{"tier.delete"}, isBare: true},
	{Name: "access_group.created", Says: "An access group was made.", actions: []string{"access_group.create"}},
	{Name: "access_group.updated", Says: "An access group was changed.", actions: []string{
		"access_group.add_companies", "access_group.move_quota", "access_group.remove_companies", "access_group.set_companies", "access_group.update",
	}},
	{Name: "access_group.deleted", Says: "An access group was deleted.", actions: []string{"access_group.delete"}, isBare: true},
	{Name: "user.created", Says: "A user was made.", actions: []string{"scim_user.create", "user.create"}},
	{Name: "user.updated", Says: "A user was changed.", actions: []string{"scim_user.update", "user.email", "user.update"}},
	{Name: "user.deleted", Says: "A user was deleted.", actions: []string{"user.delete", "user.erase"}, isBare: true},
}

var byName, byAction = index()

func index() (byName, byAction map[string]*Type) {
	byName, byAction = make(map[string]*Type), make(map[string]*Type)
	for i := range Types {
		t := &Types[i]
		byName[t.Name] = t
		for _, action := range t.actions {
			byAction[action] = t
		}
	}
	return byName, byAction
}

// Known reports whether webhooks tell of such events.
func Known(name string) bool { return byName[name] != nil }

// typeOf returns the type of an event, and the guid of what it is about; nil if
// nobody is told of it.
func typeOf(e *audit.Recorded) (t *Type, subject string) {
	t, subject = byAction[e.Action], e.Subject
	if t != nil && t.about != "" {
		subject = e.Detail(t.about)
	}
	if subject == "" {
		return nil, ""
	}
	return t, subject
}

// wants reports whether the webhook is told of events of a type.
func (e *Endpoint) wants(name string) bool {
	return len(e.Types) == 0 || slices.Contains(e.Types, name)
}
