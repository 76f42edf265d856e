package web

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// requestView is one request: facts, story, and what one can do.
type requestView struct {
	page
	Notice                        phrase
	Back                          string // the list that the reader came from
	Wrong                         *wrong
	Base                          string // of the addresses of its forms
	Initials, Email               string
	Name                          phrase
	Company, CompanyHref          string
	State                         state
	Waiting                       phrase
	Facts, Typed                  []fact
	Message                       string
	Notes                         notesView
	Vectors                       []vector
	Story                         []event
	CanApprove, CanResend         bool
	CanResolve, CanRevoke, CanAct bool
	Companies                     []option // to choose from when approving, if several fit
	Why                           field
	Findings                      []findingView
	Talk                          talk
}

func (requestView) file() string { return "request.html" }

// request shows one request that the actor may see.
func (c *Web) request(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showRequest(w, r, by, http.StatusOK, nil)
}

func (c *Web) showRequest(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	guid := strings.ToLower(r.PathValue("guid"))
	request, err := c.Requests.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	var d collab.Document
	if err := json.Unmarshal(request.Document, &d); err != nil {
		return err
	}
	mails, err := mail.OfRequest(r.Context(), c.Requests.DB, by.CustomerID, guid)
	if err != nil {
		return err
	}
	past, err := c.Requests.History(r.Context(), by, guid)
	if err != nil {
		return err
	}
	v := newRequest(by, &request, &d, c.Now())
	v.Story = story(&request, &d, mails, past, c.Now())
	v.Notice = notices[r.URL.Query().Get("done")]
	v.Notes = newNotes(r, by, &request, past)
	v.Back = backOf(r)
	if request.FormGUID != nil {
		typed, err := c.Registrations.OfRequest(r.Context(), by, guid)
		if err != nil {
			return err
		}
		v.Typed = registered(typed)
	}
	if v.CanApprove {
		if v.Companies, err = c.fitting(r.Context(), by, &d); err != nil {
			return err
		}
	}
	if err := c.exchange(r.Context(), by, &request, &v); err != nil {
		return err
	}
	v.Why.Value, v.Talk.Body.Value = r.PostFormValue("reason"), r.PostFormValue("body")
	v.Wrong = complain(f, &v.Why, &v.Talk.Body, &v.Notes.Text)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

// exchange adds what passed between the two sides: findings and messages.
func (c *Web) exchange(ctx context.Context, by actor.Actor, r *collab.Request, v *requestView) error {
	shared, err := c.Requests.Shared(ctx, by, collab.Requester, r.GUID)
	if err != nil {
		return err
	}
	v.Findings = findingViews(shared, false)
	v.Talk, err = c.talk(ctx, by, collab.Requester, r.GUID)
	v.Talk.Action = v.Base + "/messages"
	v.Talk.Open = by.Has(actor.RequestsRW) && r.Talks(c.Now())
	if r.RecipientGUID == nil {
		v.Talk.Note = say("The recipient reads this once the invitation is accepted.")
	}
	return err
}

// notices says what a form that led here has done.
var notices = map[string]phrase{
	"approve": say("Approved. The invitation is on its way."),
	"reject":  say("Rejected. A polite mail says so."),
	"resend":  say("The invitation is on its way again. The old link no longer works."),
	"resolve": say("Marked as resolved."),
	"revoke":  say("The access has ended."),
	"message": say("Sent."),
	"notes":   say("The notes are saved."),
	"invite":  say("The invitation is on its way."),
}

func newRequest(by actor.Actor, r *collab.Request, d *collab.Document, now time.Time) requestView {
	name, shown := recipient(d), cmp.Or(d.RequesteeFormalName, d.RequesteeEmail)
	v := requestView{
		page: console(by, name, "outbox"), Base: "/outbox/" + d.GUID, Initials: initials(shown), Name: name, Email: d.RequesteeEmail,
		Company: d.RequesteeCompanyName, CompanyHref: "/outbox?" + byCompany + "=" + d.RequesteeCompanyGUID,
		State: stateOf(d), Facts: requestFacts(d), Message: d.Message, Vectors: vectors(d),
		Why: field{ID: "reason", Name: "reason", Label: say("Why"), Rows: 3, Required: true, MaxLength: 5000, Hint: say("It is kept in the record of events.")},
	}
	v.Script = "request.js"
	if by.Has(actor.PortfolioR) {
		v.CompanyHref = "/companies/" + d.RequesteeCompanyGUID
	}
	deciding := d.Awaiting != nil && *d.Awaiting == collab.Approval
	if deciding {
		v.Waiting = say("This person registered through a form and has confirmed the address. Nothing happens until somebody decides.")
	}
	if !by.Has(actor.RequestsRW) {
		return v
	}
	v.CanApprove = r.Can(collab.Approving, now)
	v.CanResend = r.Can(collab.Resending, now)
	v.CanResolve = !deciding && r.Can(collab.Resolving, now)
	v.CanRevoke = r.Can(collab.Revoking, now)
	v.CanAct = v.CanApprove || v.CanResend || v.CanResolve || v.CanRevoke
	return v
}

func requestFacts(d *collab.Document) []fact {
	by := say("Sent by")
	if d.Reason == collab.SelfRequested { // whoever made the form, then whoever approved
		by = say("Responsible")
	}
	facts := known(
		fact{say("Reason"), reasons[d.Reason]},
		fact{by, plain(requester(d))},
		fact{say("Phone"), plain(strings.TrimSpace(d.RequesteePhone))},
		fact{say("Invitation ends"), sayDay(d.ExpiresDate)},
		fact{say("Access"), count(d.TrialDuration, "%d day", "%d days")},
		fact{say("Access until"), sayDay(d.AccessEndDate)},
		fact{say("Last sign-in"), sayDay(d.RequesteeLastLogin)},
	)
	if d.Context.Rating != nil {
		facts = append(facts, fact{say("Rating when sent"), say("%d of %s", *d.Context.Rating, sayDay(d.Context.Date))})
	}
	if d.SharedObservations > 0 {
		facts = append(facts, fact{say("Shared"), count(d.SharedObservations, "%d finding", "%d findings")})
	}
	if d.CCs != nil {
		facts = append(facts, fact{say("Copies to"), plain(strings.ReplaceAll(*d.CCs, ",", ", "))})
	}
	for _, t := range d.ThirdParties {
		facts = append(facts, fact{say("Third party"), plain(strings.TrimSpace(t.Name + " " + t.Email))})
	}
	return facts
}

func vectors(d *collab.Document) []vector {
	var all []vector
	for _, rv := range d.Context.RiskVectors {
		v := vector{Name: sayVector(rv.RiskVector.Slug)}
		if rv.Grade != nil {
			v.Grade = *rv.Grade
		}
		all = append(all, v)
	}
	return all
}

// fitting returns the companies that a registration's address belongs to, as
// far as the actor sees them, if there is a choice.
func (c *Web) fitting(ctx context.Context, by actor.Actor, d *collab.Document) ([]option, error) {
	found, err := c.Requests.Companies.ByDomain(ctx, c.Requests.DB, by.CustomerID, portfolio.DomainOf(d.RequesteeEmail))
	if err != nil || len(found) < 2 {
		return nil, err
	}
	var fit []option
	for _, company := range found {
		sees, err := tenant.Sees(ctx, c.Requests.DB, by, company.GUID)
		if err != nil {
			return nil, err
		}
		if sees {
			fit = append(fit, option{company.GUID, plain(company.Name), company.GUID == d.RequesteeCompanyGUID})
		}
	}
	if len(fit) < 2 {
		return nil, nil
	}
	return fit, nil
}

// registered is what was typed into the form: nothing of it is proven but the
// address.
func registered(typed []collab.Registration) []fact {
	if len(typed) == 0 {
		return nil
	}
	t := typed[0]
	facts := known(
		fact{say("Name"), plain(t.FormalName)}, fact{say("Company"), plain(t.CompanyName)}, fact{say("Website"), plain(t.Website)}, fact{say("Phone"), plain(t.Phone)},
	)
	for _, a := range t.Answers {
		value := plain(a.Value)
		if a.Kind == collab.CheckField {
			value = map[bool]phrase{true: say("Yes"), false: say("No")}[a.Value != ""]
		}
		facts = append(facts, fact{plain(a.Label), value})
	}
	return facts
}

// act does to a request what a button of its page says.
func (c *Web) act(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx, guid, action := r.Context(), strings.ToLower(r.PathValue("guid")), r.PathValue("action")
	var err error
	switch action {
	case "approve":
		_, err = c.Requests.Change(ctx, by, collab.Change{
			GUID: guid, Status: string(collab.Approve), CompanyGUID: strings.ToLower(r.PostFormValue("company")),
		})
	case "reject":
		_, err = c.Requests.Change(ctx, by, collab.Change{GUID: guid, Status: string(collab.Reject)})
	case "resolve":
		_, err = c.Requests.Change(ctx, by, collab.Change{GUID: guid, Status: string(collab.Resolve)})
	case "resend":
		_, err = c.Requests.Resend(ctx, by, guid)
	case "revoke":
		_, err = c.Requests.Revoke(ctx, by, guid, r.PostFormValue("reason"))
	case "read":
		err = c.Messages.MarkRead(ctx, by, collab.Requester, guid)
	case "notes":
		err = c.note(r, by, guid)
	case "messages":
		return c.sayToRecipient(w, r, by)
	default:
		return fault.New(fault.NotFound, "That cannot be done to a request.")
	}
	if err == nil {
		return see(w, r, "/outbox/"+guid+"?done="+action)
	}
	if f := formFault(err); f != nil {
		return c.showRequest(w, r, by, http.StatusUnprocessableEntity, f)
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showRequest(w, r, by, http.StatusConflict, f)
	}
	return err
}
