package web

import (
	"bytes"
	"io"
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// rowsKind is the kind of upload that a file of invitations is, between its
// reading and its sending.
const rowsKind = "invitations"

// mostCSVRows is how many people a file of the console invites; the API and the
// command take more, in parts.
const mostCSVRows = 1000

// inviteCSVView asks for a file.
type inviteCSVView struct {
	page
	Ways    []inviteWay
	Wrong   *wrong
	File    field
	Most    int64
	Columns []fact
}

func (inviteCSVView) file() string { return "invite_csv.html" }

func newInviteCSV(by actor.Actor, f *fault.Error) inviteCSVView {
	v := inviteCSVView{
		page: console(by, say("Invite from a CSV file"), "invite"), Ways: inviteWays(invitePath + "/csv"), Most: mostCSVRows,
		File: field{
			ID: "file", Name: "file", Label: say("CSV file"), Required: true,
			Hint: say("UTF-8, at most %d rows and %d MiB. Nothing is sent before you have seen what would be.", mostCSVRows, tenant.MaxUpload>>20),
		},
		Columns: []fact{
			{plain("company"), say("a guid, a domain or the name of a company of the portfolio")},
			{plain("requestee_email"), say("without it: the preferred contact")},
			{plain("requestee_formal_name"), say("the same")},
			{plain("reason"), plain("informational, remediation, validation, other")},
			{plain("message"), say("both mails quote it")},
			{plain("trial_duration"), say("days of access, 1 to 365")},
			{plain("ccs"), say("addresses, separated by blanks")},
			{plain("third_parties"), say("Name <address>, separated by semicolons")},
			{plain("context.risk_vectors"), say("slugs, separated by blanks")},
			{plain("rolledup_observation_ids"), say("findings, at most 10")},
			{plain("notes"), say("for your organisation alone")},
			{plain("language"), say("of the mails: en, fr or de")},
		},
	}
	v.Wrong = complain(f, &v.File)
	v.page = v.failed(v.Wrong)
	return v
}

func (c *Web) inviteCSV(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return render(w, r, http.StatusOK, newInviteCSV(by, nil))
}

// sample is a file that a spreadsheet opens.
const inviteSample = "company,requestee_formal_name,requestee_email,reason,message,trial_duration\r\n" +
	"blackhills.example,Maria Castro,mcastro@blackhills.example,remediation,Please address these concerns.,30\r\n" +
	"Saperix,,,validation,,45\r\n"

func (c *Web) sampleCSV(w http.ResponseWriter, _ *http.Request, _ actor.Actor) error {
	attach(w, "invitations.csv")
	_, err := io.WriteString(w, inviteSample)
	return err
}

// takeCSV keeps a file that can be read, and leads to what would become of it.
func (c *Web) takeCSV(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	name, content, err := uploaded(r, "file")
	if err == nil {
		var guid string
		if guid, err = c.keepRows(r, by, name, content); err == nil {
			return see(w, r, invitePath+"/csv/"+guid)
		}
	}
	f := formFault(err, fault.TooLarge)
	if f == nil {
		return err
	}
	return render(w, r, http.StatusUnprocessableEntity, newInviteCSV(by, f))
}

// keepRows keeps a file of invitations, if one can be made of it.
func (c *Web) keepRows(r *http.Request, by actor.Actor, name string, content []byte) (guid string, err error) {
	rows, _, err := c.Requests.Survey(bytes.NewReader(content))
	switch {
	case err != nil:
		return "", err
	case rows == 0:
		return "", fault.Field("file", "has no rows below its first line")
	case rows > mostCSVRows:
		return "", fault.Field("file", "has more than %d rows: send it in parts, or with the command gatehouse invite", mostCSVRows)
	}
	return c.Uploads.Keep(r.Context(), by, rowsKind, name, content)
}

// rowsAsked is how a file is to be sent.
type rowsAsked struct {
	existing collab.Existing
	whole    bool
}

func readRowsAsked(q url.Values) (a rowsAsked, err error) {
	var ok bool
	if a.existing, ok = collab.ParseExisting(q.Get("existing")); !ok {
		return a, fault.Field("existing", "must be one of skip, resend, invite, fail")
	}
	a.whole = q.Get("whole") != ""
	return a, nil
}

func (a rowsAsked) query() url.Values {
	v := url.Values{}
	if a.existing != collab.SkipExisting {
		v.Set("existing", string(a.existing))
	}
	if a.whole {
		v.Set("whole", "yes")
	}
	return v
}

func (a rowsAsked) options(id string, dry bool) collab.ImportOptions {
	return collab.ImportOptions{ID: id, Existing: a.existing, DryRun: dry, AllOrNothing: a.whole && !dry}
}

// showRows says of each row of a file what would happen, or has.
func (c *Web) showRows(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	asked, err := readRowsAsked(r.URL.Query())
	if err != nil {
		return err
	}
	return c.answerRows(w, r, by, asked, http.StatusOK, nil)
}

func (c *Web) answerRows(w http.ResponseWriter, r *http.Request, by actor.Actor, asked rowsAsked, status int, f *fault.Error) error {
	kept, err := c.Uploads.One(r.Context(), by, rowsKind, r.PathValue("guid"))
	if err != nil {
		return err
	}
	report, err := c.Requests.Import(r.Context(), by, bytes.NewReader(kept.Body), asked.options(kept.GUID, true))
	if err != nil {
		return err
	}
	budget, err := c.Requests.MailsLeft(r.Context(), by)
	if err != nil {
		return err
	}
	return render(w, r, status, newInviteRows(by, &kept, &report, budget, asked, f))
}

// sendRows sends what can be sent of a file. Sent again, it goes on where it
// stopped: an upload is an import of its own, which remembers its rows.
func (c *Web) sendRows(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	asked, err := readRowsAsked(r.PostForm)
	if err != nil {
		return err
	}
	kept, err := c.Uploads.One(r.Context(), by, rowsKind, r.PathValue("guid"))
	if err != nil {
		return err
	}
	report, err := c.Requests.Import(r.Context(), by, bytes.NewReader(kept.Body), asked.options(kept.GUID, false))
	f := formFault(err, fault.Conflict, fault.TooMany, fault.Unavailable)
	switch {
	case err != nil && f == nil:
		return err
	case err == nil && report.Applied:
		return see(w, r, invitePath+"/csv/"+kept.GUID+"?"+asked.query().Encode())
	case err == nil:
		f = fault.Of(fault.New(fault.Conflict, "Nothing was sent: %d rows cannot be, and you asked for all or nothing.", report.Refused))
	case f.Kind == fault.TooMany:
		f = fault.Of(fault.Wait(fault.TooMany, f.RetryAfter,
			"There were too few mails left today for all rows. Send again tomorrow: nobody is invited twice."))
	}
	return c.answerRows(w, r, by, asked, answers[f.Kind].status, f)
}
