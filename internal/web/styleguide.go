package web

import (
	"net/http"
	"regexp"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// guideView shows every part of the pages in every state that it has, to who
// works on them. It is English: nobody else sees it.
type guideView struct {
	page
	Schemes []string
	Colours []string
	Spaces  []string
	Sizes   []string
	States  []state
	Icons   []string

	Plain, Hinted, Wanting, Masked, Six, Fixed, Area field
	Check, CheckOff, CheckWanting                    field
	Wrong                                            *wrong

	Facts    []fact
	Story    []event
	Findings []findingView
	Talk     talk
	Token    tokenRow
	Turns    turns

	Tabs    []tab
	Done    *done
	Ratings []*rating
	Waits   []waiting
	Funnel  *funnelView
	Found   []hit
	Calls   []apiCall

	Ways []way
	At   time.Time
}

func (guideView) file() string { return "styleguide.html" }

// En is a text of the guide.
func (guideView) En(text string) string { return text }

func (c *Web) styleguide(w http.ResponseWriter, r *http.Request) error {
	return render(w, r, http.StatusOK, newGuide(c.Now()))
}

func newGuide(now time.Time) guideView {
	everybody := actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", CanSwitch: true, Role: actor.Admin, Roles: actor.AllRights()}
	v := guideView{
		page: console(everybody, plain("Style guide"), "styleguide"), At: now,
		Schemes: []string{"light", "dark"}, Colours: colours(),
		Spaces: []string{"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"},
		Sizes:  []string{"display", "title", "lead", "body", "small", "tiny"},
		Icons:  []string{"invite", "seek", "home", "outbox", "registrations", "forms", "portfolio", "inbox", "offices", "api"},
		Facts: []fact{
			{plain("Reason"), plain("Remediation")},
			{plain("Sent by"), plain("Emma Waters")},
			{plain("Access until"), phrase{"%s", now.AddDate(0, 0, 30)}},
			{plain("Calls itself"), plain("https://sts.blueseas.example/3f2a0c1e-0b52-4b9a-9d6e")},
		},
		Story: []event{
			{Text: plain("Emma Waters invited Maria Castro"), At: now.AddDate(0, 0, -4)},
			{Text: plain("The invitation was refused"), Under: plain("550 5.1.1 mailbox unavailable"), At: now.AddDate(0, 0, -3), Kind: "bad"},
			{Text: plain("Access ends"), At: now.AddDate(0, 0, 41), Kind: "ahead"},
		},
		Ways:  []way{{plain("The main way on"), "#ways"}, {plain("Another"), "#ways"}},
		Turns: turns{Showing: plain("51 to 100 of 1,204 companies"), First: "#lists", Previous: "#lists", Next: "#lists"},
	}
	guide := &Web{PublicURL: "https://gatehouse.example"}
	v.Calls = []apiCall{
		guide.call(plain("Read the groups"), "GET", "/ratings/v1/access-groups?limit=50", nil),
		guide.call(plain("Make a group"), "POST", "/ratings/v1/access-groups", map[string]any{"name": "Suppliers"}),
	}
	v.fill()
	v.share()
	v.work()
	for _, class := range []string{"pending", "active", "never", "inactive", "resolved", "rejected", "declined"} {
		v.States = append(v.States, state{class, plain(capital(class))})
	}
	return v
}

// fill makes the fields, one of each kind.
func (v *guideView) fill() {
	v.Plain = field{ID: "plain", Name: "plain", Type: "text", Label: plain("A line"), Placeholder: plain("e.g. castro")}
	v.Hinted = field{ID: "hinted", Name: "hinted", Type: "email", Label: plain("With a hint"), Hint: plain("What it is for, in one sentence."), Value: "emma@blueseas.example", Required: true}
	v.Wanting = field{ID: "wanting", Name: "wanting", Type: "text", Label: plain("With a problem"), Value: "castro@", Required: true}
	v.Masked = field{ID: "masked", Name: "password", Type: "password", Label: plain("Not shown"), Autocomplete: "current-password", Value: "", Required: true}
	v.Six = field{ID: "six", Name: "six", Type: "text", Label: plain("Six digits"), Six: true, InputMode: "numeric", Required: true}
	v.Fixed = field{ID: "fixed", Name: "fixed", Type: "text", Label: plain("Shown, not asked"), Value: "Blue Seas International", Fixed: true, Required: true}
	v.Area = field{ID: "area", Name: "area", Label: plain("Several lines"), Rows: 3}
	v.Check = field{ID: "check", Name: "check", Label: plain("A box that is ticked"), Value: "yes", Required: true}
	v.CheckOff = field{ID: "check-off", Name: "check-off", Label: plain("One that is not"), Hint: plain("And what ticking it means.")}
	v.CheckWanting = field{ID: "check-wanting", Name: "check-wanting", Label: plain("One that has to be"), Required: true}
	p := fault.Problems{}
	p.Require(false, "wanting", "This is not an e-mail address.")
	p.Require(false, "check-wanting", "Please accept the terms to go on.")
	v.Wrong = complain(fault.Of(p.Err()), &v.Wanting, &v.CheckWanting)
	v.Wanting.Focus = false // the guide is read from its top
}

// share makes what two sides of a request show each other.
func (v *guideView) share() {
	theirs := saying{Who: "Maria Castro", Body: "The firewall is changed on Friday.", At: v.At, New: true}
	v.Findings = []findingView{
		{Title: plain("Telnet open on 192.0.2.7"), State: state{"pending", plain("In progress")}, About: plain("Open ports, severe"), Evidence: "192.0.2.7:23 answers \"login:\"", Comment: &theirs},
		{Title: plain("DNSSEC"), State: state{"", plain("Open")}},
	}
	v.Talk = talk{
		Action: "#talk", Open: true, Messages: []saying{theirs, {Who: "Emma Waters", Body: "Thank you.", At: v.At, Mine: true, Edited: true}},
		Body: field{ID: "body", Name: "body", Label: plain("Your message"), Rows: 3, Required: true},
	}
	v.Token = tokenRow{Text: plain("gth_2FkQ2mZx…7aQz"), State: state{"active", plain("Live")}, Facts: v.Facts[:2], Rotate: "#token", Revoke: "#token"}
}

// work makes what one meets at home and in lists.
func (v *guideView) work() {
	v.Tabs = []tab{{Name: plain("Companies"), Href: "#work", Current: true}, {Name: plain("Folders"), Href: "#work"}}
	v.Done = &done{Text: plain("12 companies have another tier now."), Undo: "#work", Back: "#work"}
	for _, n := range []int64{420, 690, 810} {
		v.Ratings = append(v.Ratings, ratingOf(&portfolio.Company{Rating: &n}))
	}
	v.Waits = []waiting{
		{Class: "decide", Amount: plain("3"), Text: plain("Registrations to decide"), Under: plain("The oldest is of 3 March."), Go: way{plain("Decide"), "#work"}},
		{Class: "refused", Amount: plain("1"), Text: plain("A mail was refused"), Items: []way{{plain("Maria Castro"), "#work"}}},
		{Class: "ends", Amount: plain("12"), Text: plain("Accesses that end within two weeks")},
	}
	var f collab.Funnel
	for i := range int64(funnelMonths) {
		f.Months = append(f.Months, collab.MonthSteps{Month: v.At.AddDate(0, int(i)-funnelMonths+1, 0), Steps: collab.Steps{Invited: 40 + 7*i, Opened: 30 + 5*i, Accepted: 20 + 4*i, Resolved: 3 * i}})
	}
	f.Steps = collab.Steps{Invited: 942, Opened: 690, Accepted: 504, Resolved: 198}
	v.Funnel = newFunnel(&f, "")
	v.Found = []hit{
		{Href: "#work", Name: plain("Maria Castro"), Under: plain("mcastro@blackhills.example"), State: state{"active", plain("Active")}},
		{Href: "#work", Name: plain("Black Hills Technologies"), Under: plain("blackhills.example")},
	}
}

var coloured = regexp.MustCompile(`--([a-z0-9-]+):(?:light-dark\(#|#)`)

// colours are the names of all colours in the stylesheet, in its order.
func colours() (names []string) {
	for _, m := range coloured.FindAllSubmatch(assets["gatehouse.css"].body, -1) {
		names = append(names, string(m[1]))
	}
	return names
}
