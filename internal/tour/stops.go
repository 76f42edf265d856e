package tour

import (
	"fmt"
	"slices"
)

// Stop is one page of the tour.
type Stop struct {
	Name string // of its pictures, and of its place in docs/tour.md
	Path string // of the page, or of one that leads there; "" is that of a mailed invitation

	Links  []string // selectors of the links that lead on from Path to the page, one after the other
	Opens  string   // selector of what is clicked on, without leaving the page
	Types  []Typed  // what is typed
	Brings *Typed   // a file that is chosen: its field and its content
	Press  string   // selector of what is pressed last, and leads to another page
	As     Guest    // who looks
	Tall   bool     // what matters goes on below
}

// Typed is a text for a field; [Code] is that of the mailed invitation.
type Typed struct{ Field, Text string }

// Code stands for the code in the mail.
const Code = "code"

// Guest is who looks at a page: the administrator unless it says otherwise.
type Guest string

// Stranger is not signed in, and Recipient was invited.
const (
	Stranger  Guest = "stranger"
	Recipient Guest = "recipient"
)

// Widths and Schemes are how each stop is taken.
var (
	Widths  = []int64{1280, 390}
	Schemes = []string{"light", "dark"}
)

// File is the name of a picture.
func (s Stop) File(width int64, scheme string) string {
	return fmt.Sprintf("%s-%d-%s.webp", s.Name, width, scheme)
}

// Stops are those of the tour, in its order.
var Stops = []Stop{
	{Name: "home", Path: "/home", Tall: true},
	{Name: "invite", Path: "/invite?q=applied+materials", Types: []Typed{{"#message", "Please look at what we see before our review in spring."}}},
	{Name: "preview", Path: "/invite?q=applied+materials", Types: []Typed{{"#message", "Please look at what we see before our review in spring."}}, Press: "button[value=preview]"},
	{Name: "invite-many", Path: "/invite/many?q=te&reachable=true"},
	{Name: "invite-csv", Path: "/invite/csv", Brings: &Typed{"#file", invitations}, Press: "main form button"},
	{Name: "outbox", Path: "/outbox"},
	{Name: "filters", Path: "/outbox?status=Pending,Active&reason=remediation,validation&sort=requestee_company_name"},
	{Name: "many", Path: "/outbox?status=Never,Pending", Opens: "thead input[type=checkbox]", Press: "#bulk button[value=resend]"},
	{Name: "request", Path: "/outbox?status=Active&reason=remediation", Links: []string{"tbody a.name"}, Tall: true},
	{Name: "registrations", Path: "/registrations"},
	{Name: "forms", Path: "/forms"},
	{Name: "form", Path: "/forms?q=supplier+portal", Links: []string{"tbody a.name"}, Tall: true},
	{Name: "portfolio", Path: "/portfolio"},
	{Name: "company", Path: "/portfolio?q=apple", Links: []string{"tbody a.name"}},
	{Name: "folders", Path: "/portfolio/folders"},
	{Name: "tiers", Path: "/portfolio/tiers"},
	{Name: "contacts", Path: "/portfolio/contacts"},
	{Name: "import", Path: "/portfolio/import", Brings: &Typed{"#file", companies}, Press: "main form button"},
	{Name: "search", Path: "/search?q=ap"},
	{Name: "keyboard", Path: "/help/keyboard"},
	{Name: "sign-in", Path: "/sign-in", As: Stranger},
	{Name: "invitation", As: Stranger, Types: []Typed{{"#code", Code}}, Tall: true},
	{Name: "decline", As: Stranger, Opens: "#decline > summary", Types: []Typed{{"#why", "I have left the company."}}, Tall: true},
	{Name: "pass-on", As: Stranger, Opens: "#forward > summary", Types: []Typed{{"#colleague_name", "Tom Baker"}}, Tall: true},
	{Name: "inbox", Path: "/inbox", As: Recipient},
	{Name: "letter", Path: "/inbox", Links: []string{"li:has(.waits-in) a.name"}, As: Recipient, Tall: true},
	{Name: "more-time", Path: "/inbox", Links: []string{"a.name"}, Opens: "details.calm summary", Types: []Typed{{"#why", "Our vendor answers slowly."}}, As: Recipient},
	{Name: "colleagues", Path: "/inbox", Links: []string{"a.name", `a[href$="/colleagues"]`}, As: Recipient},
	{Name: "own-data", Path: "/account/data", As: Recipient},
	{Name: "erase", Path: "/account/erase", As: Recipient},
	{Name: "account", Path: "/account"},
	{Name: "groups", Path: "/groups", Tall: true},
	{Name: "group", Path: aGroup, Links: []string{"tbody a.name"}},
	{Name: "move-companies", Path: aGroup, Links: []string{"tbody a.name"}, Opens: "#tick-all", Types: []Typed{{"#to", "Financial"}}, Press: "button[value=move]"},
	{
		Name: "move-quota", Path: "/groups/quotas", Press: "main form.panel button",
		Types: []Typed{{"#type", "Continuous"}, {"#from", "Financial"}, {"#to", "Technology"}, {"#count", "5"}},
	},
	{Name: "explain", Path: "/groups/explain", Types: []Typed{{"#find-who", "una stone"}, {"#find-what", "wells fargo"}}, Press: "main form.panel button"},
	{Name: "what-if", Path: aGroup, Links: []string{"tbody a.name", `a[href^="/groups/"][href$="/settings"]`}, Press: "button[value=delete]"},
	{Name: "users", Path: "/users"},
	{Name: "user", Path: aUser, Links: []string{"tbody a.name"}, Tall: true},
	{Name: "new-role", Path: aUser, Links: []string{"tbody a.name"}, Types: []Typed{{"#move-role", "Administrator"}}, Press: `form[action$="/place"] button`},
	{Name: "access", Path: aUser, Links: []string{"tbody a.name", `a[href$="/accesses/new?type=api_connection"]`}, Tall: true},
	{Name: "token", Path: "/users?q=network+management", Links: []string{"tbody a.name", ".ways-in a.name"}, Tall: true},
	{Name: "roles", Path: "/roles"},
	{Name: "single-sign-on", Path: "/identity-providers"},
	{Name: "mails", Path: "/mails"},
	{Name: "mail", Path: "/mails", Links: []string{"tbody .cell-name a"}, Tall: true},
	{Name: "wordings", Path: "/settings/wording"},
	{Name: "wording", Path: "/settings/wording/invitation/fr", Types: []Typed{{"#closing", "Bien à vous\nEmma Waters"}}, Tall: true},
	{Name: "webhook", Path: "/webhooks", Links: []string{"tbody a.name"}, Tall: true},
	{Name: "audit", Path: "/audit"},
	{Name: "event", Path: "/audit?action=user", Links: []string{"tbody a.name"}},
	{Name: "settings", Path: "/settings", Tall: true},
}

// A group and a user of the demo, found.
const (
	aGroup = "/groups?q=technology"
	aUser  = "/users?q=una+stone"
)

// What is brought in on the tour, with rows that cannot be.
const (
	invitations = `company,requestee_email,requestee_formal_name,reason,message
apple.com,sofia.lang@apple.com,Sofia Lang,remediation,Please look at what we see.
cisco.com,ivan@elsewhere.example,Ivan Petrov,validation,
nobody.example,ann@nobody.example,Ann Bold,other,
oracle.com,maria.keller@oracle.com,Maria Keller,informational,A look at yourselves through our eyes.
`
	companies = `name,primary_domain,industry,location,employees
Apple,apple.com,"Computers, Office Equipment","Cupertino, Calif.",147000
Northwind Shipping,northwind.example,Transportation,Rotterdam,420
Kyoto Precision,kyoto precision,Machinery,Kyoto,88
,nameless.example,Unknown,,
Oracle,oracle.com,Computer Software,"Austin, Texas",many
`
)

func chosen(names []string) ([]Stop, error) {
	if len(names) == 0 {
		return Stops, nil
	}
	var some []Stop
	for _, name := range names {
		i := slices.IndexFunc(Stops, func(s Stop) bool { return s.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no stop %q", name)
		}
		some = append(some, Stops[i])
	}
	return some, nil
}
