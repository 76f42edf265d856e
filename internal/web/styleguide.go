package web

import (
	"net/http"
	"regexp"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
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
	Ways     []way
	At       time.Time
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
		Icons:  []string{"invite", "seek", "home", "outbox", "registrations", "forms", "portfolio", "inbox", "sso", "api"},
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
		Ways: []way{{plain("The main way on"), "#ways"}, {plain("Another"), "#ways"}},
	}
	v.fill()
	v.share()
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

var coloured = regexp.MustCompile(`--([a-z0-9-]+):(?:light-dark\(#|#)`)

// colours are the names of all colours in the stylesheet, in its order.
func colours() (names []string) {
	for _, m := range coloured.FindAllSubmatch(assets["gatehouse.css"].body, -1) {
		names = append(names, string(m[1]))
	}
	return names
}
