package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// inviteManyView asks which companies are invited, and whom at each.
type inviteManyView struct {
	page
	Ways                 []inviteWay
	CanList              bool
	Wrong                *wrong
	Query                field
	Folders, Tiers       []option
	Reachable, Uninvited bool
	IsChosen             bool // companies were asked for
	Rows                 []inviteeRow
	Taken                int64
	More                 bool // companies were left out
	Reasons, Languages   []option
	Message, Trial       field
	Budget               phrase
}

func (inviteManyView) file() string { return "invite_many.html" }

// inviteeRow is a company, and whom to invite there.
type inviteeRow struct {
	Number                string
	GUID, Company, Domain string
	Name, Email           string
	About                 phrase // of the contact, or that there is none
	IsOpen                bool   // somebody there has an open request
	Taken                 bool
}

// mostMany is how many companies one form invites.
const mostMany = 500

// inviteMany shows the companies that the address names or describes.
func (c *Web) inviteMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	if q.Get("upload") != "" {
		return c.editMany(w, r, by)
	}
	return c.chooseInvitees(w, r, by, q)
}

// takeMany takes the companies that the portfolio's page has ticked, or the form
// that is filled in for them.
func (c *Web) takeMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if r.PostForm.Get("do") != "check" {
		return c.chooseInvitees(w, r, by, r.PostForm)
	}
	in := readMany(r.PostForm)
	content, f := in.csv()
	if f == nil {
		guid, err := c.keepRows(r, by, "", content)
		if err == nil {
			return see(w, r, invitePath+"/csv/"+guid)
		}
		if f = formFault(err, fault.TooLarge); f == nil {
			return err
		}
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	v.complain(f)
	return render(w, r, http.StatusUnprocessableEntity, v)
}

// editMany shows the form that a file was made of.
func (c *Web) editMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	kept, err := c.Uploads.One(r.Context(), by, rowsKind, r.URL.Query().Get("upload"))
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(kept.Body)).ReadAll()
	if err != nil || kept.Name != "" || len(rows) == 0 || !slices.Equal(rows[0], manyColumns) {
		return fault.New(fault.NotFound, "This is a file: mend it and hand it in again.")
	}
	var in many
	for _, cells := range rows[1:] {
		in.rows = append(in.rows, inviteeLine{cells[0], cells[1], cells[2], true})
		in.reason, in.message, in.trial = cells[3], cells[4], cells[5]
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}
