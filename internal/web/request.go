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
	Ask                           *collab.Ask // for more time, that waits for an answer
	MayGive                       bool
	Findings                      []findingView
	Talk                          talk
	Partners                      []colleagueRow
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
	if err := c.exchange(r.Context(), by, &request, &d, &v); err != nil {
		return err
	}
	v.Why.Value, v.Talk.Body.Value = r.PostFormValue("reason"), r.PostFormValue("body")
	v.Wrong = complain(f, &v.Why, &v.Talk.Body, &v.Notes.Text)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

// exchange adds what passed between the two sides: findings and messages.
func (c *Web) exchange(ctx context.Context, by actor.Actor, r *collab.Request, d *collab.Document, v *requestView) error {
	shared, err := c.Requests.Shared(ctx, by, collab.Requester, r.GUID)
	if err != nil {
		return err
	}
	v.Findings = findingViews(shared, false)
	if v.Partners, err = c.partners(ctx, by, r, d); err != nil {
		return err
	}
	files, err := c.Files.List(ctx, by, collab.Requester, r.GUID, "")
	if err != nil {
		return err
	}
	for i := range v.Findings {
		v.Findings[i].attach(files, v.Base, false, nil)
	}
	asks, err := c.Asks.List(ctx, by, collab.Requester, r.GUID)
	if err != nil {
		return err
	}
	if len(asks) > 0 && asks[0].State == collab.AskOpen {
		v.Ask = &asks[0]
	}
	v.Talk, err = c.talk(ctx, by, collab.Requester, r.GUID)
	v.Talk.Action = v.Base + "/messages"
	v.Talk.Open = by.Has(actor.RequestsRW) && r.Talks(c.Now())
	if r.RecipientGUID == nil {
		v.Talk.Note = say("The recipient reads this once the invitation is accepted.")
	}
	return err
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
	v.MayGive = true
	v.CanApprove = r.Can(collab.Approving, now)
	v.CanResend = r.Can(collab.Resending, now)
	v.CanResolve = !deciding && r.Can(collab.Resolving, now)
	v.CanRevoke = r.Can(collab.Revoking, now)
	v.CanAct = v.CanApprove || v.CanResend || v.CanResolve || v.CanRevoke
	return v
}
