package web

import (
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

const (
	usersPath = "/users"
	rolesPath = "/roles"
)

// mountPeople adds the pages about users, their ways in, and the catalogue of
// roles.
func (c *Web) mountPeople(member func(string, memberHandler)) {
	const one = usersPath + "/{guid}"
	member("GET "+usersPath, c.users)
	member("GET /users.csv", c.exportUsers)
	member("GET /users.xlsx", c.exportUsers)
	member("GET "+usersPath+"/new", c.newUser)
	member("POST "+usersPath+"/new", c.makeUser)
	member("GET "+one, c.user)
	member("POST "+one, c.changeUser)
	member("GET "+one+"/place", c.foreseeMove)
	member("POST "+one+"/place", c.moveUser)
	member("POST "+one+"/sessions/end", c.endTheirSessions)
	member("POST "+one+"/sessions/{session}/end", c.endTheirSession)
	member("POST "+one+"/{action}", c.doToUser)
	c.mountAccesses(member)
	c.mountRoles(member)
}

// roleNames are the ratings roles.
var roleNames = map[actor.Role]phrase{
	actor.Admin: say("Administrator"), actor.GroupAdmin: say("Group administrator"),
	actor.PortfolioManager: say("Portfolio manager"), actor.User: say("User"),
}

func sayRole(r actor.Role) phrase { return or(roleNames[r], plain(string(r))) }

// kindNames are the types of accesses.
var kindNames = map[string]phrase{
	identity.UIConnection: say("Password"), identity.SSOConnection: say("Single sign-on"),
	identity.APIConnection: say("For programs"), identity.Profile: say("Profile"),
}

// kindWords say what each is.
var kindWords = map[string]phrase{
	identity.UIConnection:  say("Signs in here with a password that the user chooses by a mailed link."),
	identity.SSOConnection: say("Signs in at an identity provider of your organisation."),
	identity.APIConnection: say("Programs call the API with its tokens. Nobody signs in with it."),
	identity.Profile:       say("Another set of roles, which the user chooses after signing in."),
}

// rightWords say what each right allows.
var rightWords = map[actor.Right]phrase{
	actor.RequestsR:   say("Read requests."),
	actor.RequestsRW:  say("Read and send requests, decide on registrations."),
	actor.LinksR:      say("Read forms."),
	actor.LinksRW:     say("Read, make and change forms."),
	actor.GroupsR:     say("Read access groups and their quotas."),
	actor.GroupsRW:    say("Make and change access groups and their quotas."),
	actor.PortfolioR:  say("Read companies, folders, tiers and contacts."),
	actor.PortfolioRW: say("Change companies, folders, tiers, contacts and subscriptions."),
	actor.UsersR:      say("Read users and their accesses."),
	actor.UsersRW:     say("Make and change users and their accesses."),
	actor.AuditR:      say("Read the record of events."),
	actor.WebhooksR:   say("Read webhooks and their deliveries."),
	actor.WebhooksRW:  say("Make and change webhooks."),
	actor.SettingsR:   say("Read the settings of the organisation."),
	actor.SettingsRW:  say("Change the settings of the organisation."),
	actor.TokensRW:    say("Make, rotate and revoke API tokens."),
	actor.IntrospectR: say("Ask whether a token of the organisation is live."),
}

// sayRight says what a role allows: one that the customer added by its own words.
func sayRight(id, description string) phrase {
	if words, ok := rightWords[actor.Right(id)]; ok {
		return words
	}
	return or(plain(description), say("Without a description. It means something to your own programs only."))
}

// userStates are the words for how far a user has come.
var userStates = map[string]state{
	strings.ToLower(identity.Created):     {"pending", say("Not signed in yet")},
	strings.ToLower(identity.Activated):   {"active", say("Active")},
	strings.ToLower(identity.Deactivated): {"inactive", say("Locked")},
	"expired":                             {"inactive", say("Expired")},
}

// stateOfUser says how far a user has come, and tells who expired from who was locked.
func (c *Web) stateOfUser(u *identity.User) state {
	if is := strings.ToLower(c.Users.Status(u)); is != strings.ToLower(identity.Deactivated) || !u.IsActive {
		return userStates[is]
	}
	return userStates["expired"]
}

// languageOptions are those of people.
func languageOptions(chosen string) []option {
	all := make([]option, 0, len(identity.Languages))
	for _, t := range tongues() {
		all = append(all, option{t.Code, plain(t.Name), t.Code == chosen})
	}
	return all
}

// roleOptions are the ratings roles that by may give.
func roleOptions(by actor.Actor, chosen actor.Role) []option {
	var all []option
	for _, r := range slices.Backward(actor.Ranks) {
		if !r.Above(by.Role) || r == chosen {
			all = append(all, option{string(r), roleNames[r], r == chosen})
		}
	}
	return all
}

// groupOptions are the groups that by may put somebody into.
func groupOptions(by actor.Actor, groups []tenant.Group, chosen string) []option {
	var all []option
	for _, g := range groups {
		if by.IsAdmin() || g.GUID == by.GroupGUID || g.GUID == chosen {
			all = append(all, option{g.GUID, plain(g.Name), g.GUID == chosen || chosen == "" && g.IsDefault})
		}
	}
	return all
}
