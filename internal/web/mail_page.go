package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// mailView is one mail: what became of it, and what it said.
type mailView struct {
	page
	Wrong    *wrong
	Notice   phrase
	GUID     string
	Subject  string
	State    state
	Facts    []fact
	Request  string // where the console shows the request that it belongs to
	Error    string
	CanAgain bool
	Why      phrase // why it cannot be sent again
	Picture  mailPicture
	HasLink  bool
	Calls    []apiCall

	CanReveal  bool
	Link, Code string // what opens its link, where that is shown
}

func (mailView) file() string { return "mail.html" }

func (c *Web) mailPage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showMail(w, r, by, r.PathValue("guid"), http.StatusOK, nil)
}

func (c *Web) showMail(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string, status int, f *fault.Error) error {
	p, said, err := c.Mails.Look(r.Context(), by, guid)
	if err != nil {
		return err
	}
	obstacle, err := c.Mails.Obstacle(r.Context(), by, guid)
	if err != nil {
		return err
	}
	v := c.newMail(by, &p, said, obstacle)
	if v.CanReveal, err = c.Mails.Reveals(r.Context(), by, guid); err != nil {
		return err
	}
	if r.URL.Query().Get("done") == "resend" {
		v.Notice = say("It is on its way again.")
	}
	v.Wrong = complain(f)
	v.page = v.failed(v.Wrong)
	w.Header().Set("Content-Security-Policy", framePolicy)
	return render(w, r, status, v)
}

func (c *Web) newMail(by actor.Actor, p *collab.Posted, said mail.Rendered, obstacle *fault.Error) mailView {
	v := mailView{
		page: console(by, say("Mail: %s", said.Subject), "mails"), GUID: p.GUID, Subject: said.Subject, State: mailStateOf[p.State],
		Facts: factsOfMail(p), Error: p.Error, HasLink: p.LinkGUID != nil,
		Picture: mailPicture{
			ID: "said", Name: say("What it says"), To: sayRecipient(p), Subject: said.Subject, Text: said.Text, Href: mailsPath + "/" + p.GUID + "/page",
			Frame: say("The mail as a mail program shows it"),
		},
	}
	if p.RequestGUID != nil && by.Has(actor.RequestsR) {
		v.Request = "/outbox/" + *p.RequestGUID
	}
	v.Calls = []apiCall{c.call(say("Read it"), "GET", "/ratings/v1/mails/"+p.GUID, nil)}
	switch v.CanAgain = obstacle == nil && by.Has(actor.SettingsRW); {
	case v.CanAgain:
		v.Calls = append(v.Calls, c.call(say("Send it again"), "POST", "/ratings/v1/mails/"+p.GUID+"/resend", nil))
	case obstacle != nil:
		v.Why = failure(obstacle, "")
	}
	return v
}

func factsOfMail(p *collab.Posted) []fact {
	to := sayRecipient(p)
	if p.Name != "" && p.Recipient != "" {
		to = say("%s <%s>", p.Name, p.Recipient)
	}
	facts := []fact{
		{say("Kind of mail"), sayTemplate(p.Template)},
		{say("Recipient"), to},
		{say("Language"), nameOfLanguage(p.Language)},
		{say("Queued"), sayMoment(&p.CreatedAt)},
	}
	if p.SentAt != nil {
		facts = append(facts, fact{say("Sent out"), sayMoment(p.SentAt)})
	}
	if p.Tries > 0 {
		facts = append(facts, fact{say("Tries"), say("%d", p.Tries)})
	}
	if p.IsTest {
		facts = append(facts, fact{say("Purpose"), say("A test of a wording")})
	}
	return facts
}

// mailFrame is the page of a mail, for the frame that shows it.
func (c *Web) mailFrame(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	_, said, err := c.Mails.Look(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	return writeMail(w, said)
}

// writeMail answers with a mail as a page of its own.
func writeMail(w http.ResponseWriter, m mail.Rendered) error {
	w.Header().Set("Content-Security-Policy", mailPolicy)
	w.Header().Del("Cross-Origin-Opener-Policy") // browsers show nothing that is in a sandbox and has one
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write([]byte(m.HTML))
	return err
}

func (c *Web) resendMail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	sent, err := c.Mails.Resend(r.Context(), by, guid)
	if f := fault.Of(err); err != nil && (f.Kind == fault.Conflict || f.Kind == fault.TooMany) {
		return c.showMail(w, r, by, guid, answers[f.Kind].status, f)
	}
	if err != nil {
		return err
	}
	return see(w, r, mailsPath+"/"+sent.GUID+"?done=resend")
}
