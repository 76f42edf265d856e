package web

import (
	"cmp"
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// draftKind is the kind of upload that an invitation is between its form and its
// sending: the form, as it was filled in.
const draftKind = "invitation"

// framePolicy is policy for the page that shows mails as they will be seen.
const framePolicy = policy + "; frame-src 'self'"

// mailPolicy is for the picture of a mail, which is styled in itself. It runs and
// loads nothing, its links and forms lead nowhere, and only our own page shows it.
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

// takeInvitation keeps the form to be looked at, or sends it straight away.
func (c *Web) takeInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in := r.PostForm
	draft, err := c.readInvitation(r.Context(), by, in)
	if err != nil {
		return c.refuseInvitation(w, r, by, in, err)
	}
	if in.Get("do") == "send" {
		return c.sendInvitation(w, r, by, in, draft)
	}
	if _, err := c.Requests.Rehearse(r.Context(), by, draft); err != nil {
		return c.refuseInvitation(w, r, by, in, err)
	}
	guid, err := c.Uploads.Keep(r.Context(), by, draftKind, "", []byte(in.Encode()))
	if err != nil {
		return err
	}
	return see(w, r, invitePath+"/preview/"+guid)
}

// sendInvitation sends what the form says, once.
func (c *Web) sendInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor, in url.Values, draft collab.Draft) error {
	content := url.Values{}
	for name, values := range in {
		if name != "do" && name != "nonce" {
			content[name] = values
		}
	}
	guid, err := c.once(r, by, in.Get("nonce"), content.Encode(), func(r *http.Request) (string, error) {
		made, err := c.Requests.Create(r.Context(), by, []collab.Draft{draft})
		if err != nil {
			return "", err
		}
		return made[0].GUID, nil
	})
	if err != nil {
		return c.refuseInvitation(w, r, by, in, err)
	}
	return see(w, r, "/outbox/"+guid+"?done=invite")
}

// draft reads a form that was kept.
func (c *Web) draft(r *http.Request, by actor.Actor, guid string) (in url.Values, d collab.Draft, err error) {
	kept, err := c.Uploads.One(r.Context(), by, draftKind, guid)
	if err != nil {
		return nil, d, err
	}
	if in, err = url.ParseQuery(string(kept.Body)); err != nil {
		return nil, d, err
	}
	d, err = c.readInvitation(r.Context(), by, in)
	return in, d, err
}

// editDraft shows the form as it was kept.
func (c *Web) editDraft(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, _, err := c.draft(r, by, r.URL.Query().Get("draft"))
	if in == nil {
		return err
	}
	d, err := c.inviteDesk(r.Context(), by, in.Get("company"))
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newInviteForm(by, &d, in, nil))
}

// invitePreviewView is an invitation before it is sent.
type invitePreviewView struct {
	page
	Company     string
	Action      string
	Change      string
	Facts       []fact
	Mails       []mailPicture
	Count       int64
	Budget      phrase
	IsOverdrawn bool
}

func (invitePreviewView) file() string { return "invite_preview.html" }

// mailPicture is a mail in both its forms: its text, and its page in a frame.
type mailPicture struct {
	ID, Subject, Text string
	Name, To, Frame   phrase // Frame names the frame to who cannot see it
	Href              string // of its page; "" for none
	Page              string // the page itself, if it has no address
}

// showPreview shows both mails as they would be sent now.
func (c *Web) showPreview(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	in, draft, err := c.draft(r, by, guid)
	if in == nil {
		return err
	}
	var h collab.Rehearsal
	if err == nil {
		h, err = c.Requests.Rehearse(r.Context(), by, draft)
	}
	if err != nil { // what was right when it was kept
		return c.refuseInvitation(w, r, by, in, err)
	}
	budget, err := c.Requests.MailsLeft(r.Context(), by)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", framePolicy)
	return render(w, r, http.StatusOK, newInvitePreview(by, guid, &h, budget))
}

func newInvitePreview(by actor.Actor, guid string, h *collab.Rehearsal, budget collab.Budget) invitePreviewView {
	base := invitePath + "/preview/" + guid
	to := or(plain(cmp.Or(h.Request.FormalName, h.Request.Email)), say("The preferred contact"))
	if h.Request.FormalName != "" && h.Request.Email != "" {
		to = say("%s <%s>", mail.CleanName(h.Request.FormalName), h.Request.Email)
	}
	everybody := []phrase{to}
	for _, k := range h.Copies {
		everybody = append(everybody, plain(k.Email))
	}
	v := invitePreviewView{
		page: console(by, say("Look at the invitation to %s", h.Company), "invite"), Company: h.Company, Action: base,
		Change: invitePath + "?draft=" + guid, Count: int64(h.Mails), Budget: sayBudget(budget), IsOverdrawn: int64(h.Mails) > budget.Left,
		Facts: previewFacts(h, to),
		Mails: []mailPicture{
			{
				ID: "introduction", Name: say("Introduction"), To: listed(everybody...), Subject: h.Introduction.Subject, Text: h.Introduction.Text,
				Href: base + "/introduction", Frame: say("The introduction as a mail program shows it"),
			},
			{
				ID: "invitation", Name: say("Invitation"), To: to, Subject: h.Invitation.Subject, Text: h.Invitation.Text,
				Href: base + "/invitation", Frame: say("The invitation as a mail program shows it"),
			},
		},
	}
	return v
}

// nameOfLanguage is what those who speak a language call it.
func nameOfLanguage(language string) phrase {
	for _, o := range mailLanguages {
		if o.Value == language {
			return o.Name
		}
	}
	return plain(language)
}

func previewFacts(h *collab.Rehearsal, to phrase) []fact {
	r := &h.Request
	facts := []fact{
		{say("Recipient"), to},
		{say("Reason"), reasons[r.Reason]},
		{say("Access"), count(r.TrialDays, "%d day", "%d days")},
		{say("Invitation"), count(collab.InvitationDays, "open for %d day", "open for %d days")},
		{say("Language"), nameOfLanguage(h.Invitation.Language)},
	}
	if len(r.Vectors) > 0 {
		var all []phrase
		for _, rv := range r.Vectors {
			all = append(all, sayVector(rv.Slug))
		}
		facts = append(facts, fact{say("Risk vectors"), listed(all...)})
	}
	if r.FindingsCount > 0 {
		facts = append(facts, fact{say("Shared"), count(r.FindingsCount, "%d finding", "%d findings")})
	}
	if r.Notes != nil {
		facts = append(facts, fact{say("Notes"), plain(*r.Notes)})
	}
	return facts
}

// previewMail is the page of one of the mails, for the frame that shows it.
func (c *Web) previewMail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, draft, err := c.draft(r, by, r.PathValue("guid"))
	if in == nil || err != nil {
		return err
	}
	h, err := c.Requests.Rehearse(r.Context(), by, draft)
	if err != nil {
		return err
	}
	m, ok := map[string]mail.Rendered{"introduction": h.Introduction, "invitation": h.Invitation}[r.PathValue("mail")]
	if !ok {
		return fault.New(fault.NotFound, "An invitation has no such mail.")
	}
	w.Header().Set("Content-Security-Policy", mailPolicy)
	w.Header().Del("Cross-Origin-Opener-Policy") // browsers show nothing that is in a sandbox and has one
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err = w.Write([]byte(m.HTML))
	return err
}

// sendPreviewed sends what was looked at.
func (c *Web) sendPreviewed(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, draft, err := c.draft(r, by, r.PathValue("guid"))
	if in == nil {
		return err
	}
	if err != nil {
		return c.refuseInvitation(w, r, by, in, err)
	}
	return c.sendInvitation(w, r, by, in, draft)
}
