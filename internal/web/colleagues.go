package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// mountColleagues adds the pages of who works on a request beside its recipient.
func (c *Web) mountColleagues(holder func(string, handler), member func(string, memberHandler)) {
	member("GET /inbox/{guid}/colleagues", c.colleagues)
	member("POST /inbox/{guid}/colleagues", c.inviteColleague)
	member("POST /inbox/{guid}/colleagues/{colleague}/remove", c.removeColleague)
	member("POST /outbox/{guid}/colleagues/{colleague}/remove", c.removeTheirs)
	holder("GET /colleagues/{token}", c.showColleague)
	holder("POST /colleagues/{token}", c.answerColleague)
}

// colleaguesView is who of the reader's organisation works on a request, and a
// form to ask for the help of somebody else.
type colleaguesView struct {
	page
	Base, Letter       string
	Sender             phrase // of the request, and what it is about
	Notice             phrase
	Wrong              *wrong
	Rows               []colleagueRow
	Name, Email        field
	Everywhere         field
	MayInvite          bool
	WhyNot             phrase
	CustomerName, Room phrase
}

func (colleaguesView) file() string { return "colleagues.html" }

// colleagueRow is somebody who has access to a request, or is asked to.
type colleagueRow struct {
	Name, Email, Initials string
	State                 state
	Line                  phrase
	Since                 *time.Time
	Remove                string // where the form goes that ends it; "" for none
	IsMe                  bool
}

func (c *Web) colleagues(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showColleagues(w, r, by, http.StatusOK, nil)
}

func (c *Web) showColleagues(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	text, _, err := c.Inbox.One(ctx, by, guid)
	if err != nil {
		return err
	}
	var d received
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	all, err := c.Colleagues.List(ctx, by, collab.Requestee, guid)
	if err != nil {
		return err
	}
	host, err := c.Colleagues.Host(ctx, by, guid)
	if err != nil {
		return err
	}
	v := newColleagues(by, &d, host, all, c.Now())
	v.fill(r)
	v.Notice = map[string]phrase{
		"invited": say("The invitation is on its way. Who accepts it appears here."),
		"removed": say("The access has ended."),
	}[r.URL.Query().Get("done")]
	v.Wrong = complain(f, &v.Name, &v.Email)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newColleagues(by actor.Actor, d *received, host string, all []collab.Colleague, now time.Time) colleaguesView {
	v := colleaguesView{
		page: console(by, say("Colleagues"), "inbox"), Letter: "/inbox/" + d.GUID, Base: "/inbox/" + d.GUID + "/colleagues",
		Sender:       say("On the request of %s about %s", d.RequesterCompanyName, d.RequesteeCompanyName),
		CustomerName: plain(d.RequesterCustomerName),
	}
	if d.RequesteeFormalName != "" {
		v.Rows = append(v.Rows, colleagueRow{
			Name: d.RequesteeFormalName, Email: d.RequesteeEmail, Initials: initials(d.RequesteeFormalName), State: state{"active", say("Has access")},
			Line: say("The request was sent here."), IsMe: host == by.UserGUID,
		})
	}
	for _, k := range all {
		row := rowOf(&k, v.Base)
		row.IsMe = k.Is(by)
		if !k.Removable(by, host) {
			row.Remove = ""
		}
		if !k.IsIn() && !k.ExpiresAt.After(now) {
			row.State = state{"never", say("Not answered")}
		}
		v.Rows = append(v.Rows, row)
	}
	domain, ok := collab.ColleagueDomain(by)
	v.Email.Hint = say("An address at %s, as your own is. A link and a code go there.", domain)
	room := int64(collab.MaxColleagues - len(all))
	switch {
	case d.RecipientAccess != "active":
		v.WhyNot = say("The access to this request has ended: nobody can be added any more.")
	case !ok:
		v.WhyNot = say("Your address is at a provider for everybody, so it does not say who your colleagues are.")
	case room <= 0:
		v.WhyNot = say("A request has at most %d colleagues. Remove one first.", collab.MaxColleagues)
	default:
		v.MayInvite = true
		v.Room = count(room, "There is room for %d more.", "There is room for %d more.")
	}
	return v
}

// fill takes into the form what was typed.
func (v *colleaguesView) fill(r *http.Request) {
	hint := v.Email.Hint
	v.Name = typed(r, "formal_name", say("Name"), "text", "off", true)
	v.Email = typed(r, "email", say("E-mail"), "email", "off", true)
	v.Email.Hint = hint
	v.Everywhere = typed(r, "everywhere", say("Also to all my other requests whose access runs"), "", "", false)
}

// rowOf shows a colleague with a form that ends its access.
func rowOf(k *collab.Colleague, base string) colleagueRow {
	row := colleagueRow{
		Name: k.FormalName, Email: k.Email, Initials: initials(k.FormalName), Remove: base + "/" + k.GUID + "/remove",
		State: state{"pending", say("Invited")}, Line: say("Invited by %s", k.InviterName), Since: &k.InvitedAt,
	}
	if k.IsIn() {
		row.State, row.Since = state{"active", say("Has access")}, k.JoinedAt
	}
	return row
}

func (c *Web) inviteColleague(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	_, err := c.Colleagues.Invite(r.Context(), by, guid, collab.ColleagueDraft{
		FormalName: r.PostFormValue("formal_name"), Email: r.PostFormValue("email"), Everywhere: r.PostFormValue("everywhere") != "",
	})
	if f := formFault(err, fault.TooMany); err != nil && f != nil {
		return c.showColleagues(w, r, by, c.refused(w, f), f)
	}
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showColleagues(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+guid+"/colleagues?done=invited")
}

func (c *Web) removeColleague(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	k, err := c.Colleagues.One(ctx, by, collab.Requestee, guid, r.PathValue("colleague"))
	if err == nil {
		err = c.Colleagues.Remove(ctx, by, collab.Requestee, guid, k.GUID)
	}
	if err != nil {
		return err
	}
	if k.Is(by) {
		return see(w, r, "/inbox")
	}
	return see(w, r, "/inbox/"+guid+"/colleagues?done=removed")
}

// partners shows the sender who has access to its request, once there is somebody
// beside the recipient.
func (c *Web) partners(ctx context.Context, by actor.Actor, r *collab.Request, d *collab.Document) ([]colleagueRow, error) {
	if r.AcceptedAt == nil {
		return nil, nil
	}
	all, err := c.Colleagues.List(ctx, by, collab.Requester, r.GUID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return newPartners(by, r, d, all), nil
}

func newPartners(by actor.Actor, r *collab.Request, d *collab.Document, all []collab.Colleague) []colleagueRow {
	var rows []colleagueRow
	if r.RecipientGUID != nil {
		rows = append(rows, colleagueRow{
			Name: d.RequesteeFormalName, Email: d.RequesteeEmail, Initials: initials(d.RequesteeFormalName), Line: say("The recipient"), Since: r.AcceptedAt,
		})
	}
	for _, k := range all {
		row := rowOf(&k, "/outbox/"+r.GUID+"/colleagues")
		row.State = state{}
		if !by.Has(actor.RequestsRW) {
			row.Remove = ""
		}
		rows = append(rows, row)
	}
	return rows
}

func (c *Web) removeTheirs(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	if err := c.Colleagues.Remove(r.Context(), by, collab.Requester, guid, r.PathValue("colleague")); err != nil {
		return err
	}
	return see(w, r, "/outbox/"+guid+"?done=colleague")
}
