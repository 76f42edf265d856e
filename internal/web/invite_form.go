package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// inviteFormView is the form of one invitation.
type inviteFormView struct {
	page
	Wrong                   *wrong
	Company, CompanyGUID    string
	Domains                 string
	Nonce                   string
	People                  []inviteContact // to choose from; the last is nobody of them
	Name, Email, Phone      field
	Reasons, Languages      []option
	Message, Trial          field
	CCs, Parties, Notes     field
	Vectors                 []tickBox
	VectorsProblem          phrase
	Findings                []tickBox
	FindingsProblem         phrase
	CopiesOpen, ContextOpen bool
	Budget                  phrase
}

func (inviteFormView) file() string { return "invite_form.html" }

// mailLanguages are those that mails are written in, by their own names.
var mailLanguages = []option{{Value: "en", Name: plain("English")}, {Value: "fr", Name: plain("Français")}, {Value: "de", Name: plain("Deutsch")}}

// newInvitation shows the form with what the company suggests.
func (c *Web) newInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string) error {
	d, err := c.inviteDesk(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newInviteForm(by, &d, d.suggestion(), nil))
}

// newInviteForm fills the form in with what was typed.
func newInviteForm(by actor.Actor, d *inviteDesk, in url.Values, f *fault.Error) inviteFormView {
	text := func(name string, label phrase, rows, most int) field {
		return field{ID: name, Name: name, Label: label, Type: "text", Value: in.Get(name), Rows: rows, MaxLength: most}
	}
	v := inviteFormView{
		page: console(by, say("Invite %s", d.company.Name), "invite"), Company: d.company.Name, CompanyGUID: d.company.GUID,
		Domains: strings.Join(d.domains, ", "), Nonce: in.Get("nonce"), People: d.people(in.Get("to")),
		Name:    text("requestee_formal_name", say("Name"), 0, 255),
		Email:   text("requestee_email", say("E-mail"), 0, 254),
		Phone:   text("requestee_phone", say("Phone"), 0, 50),
		Message: text("message", say("Message"), 6, 5000),
		Trial:   text("trial_duration", say("Days of access after acceptance"), 0, 3),
		CCs:     text("ccs", say("Copies of the introduction to"), 0, 0),
		Parties: text("third_parties", say("Third parties"), 2, 0),
		Notes:   text("notes", say("Notes"), 3, 5000),
		Reasons: reasonOptions(in.Get("reason")), Languages: marked(mailLanguages, in.Get("language")),
		Vectors: d.vectors(in["context.risk_vectors"]), Findings: d.shareable(in["rolledup_observation_ids"]),
		Budget: sayBudget(d.budget),
	}
	v.Script = "invite.js"
	v.Name.Required, v.Email.Required = v.People == nil, v.People == nil
	v.Name.Autocomplete, v.Email.Autocomplete, v.Phone.Autocomplete = "off", "off", "off"
	v.Email.Type, v.Email.InputMode = "email", "email"
	v.Email.Hint = say("At a domain of the company: %s", or(plain(v.Domains), say("none is known")))
	v.Message.Hint = say("Both mails quote it.")
	v.Trial.InputMode, v.Trial.Required = "numeric", true
	v.CCs.Hint = say("Addresses with commas between them, at the recipient’s or your own domain. They get no link.")
	v.Parties.Hint = say("One in a line: Name <address>. They get the introduction, too.")
	v.Notes.Hint = say("Only your organisation sees them.")
	v.complain(f)
	v.CopiesOpen = v.CCs.Value+v.Parties.Value+v.Notes.Value+v.Phone.Value != "" || v.CCs.Problem != nil || v.Parties.Problem != nil || v.Notes.Problem != nil || v.Phone.Problem != nil
	v.ContextOpen = len(in["context.risk_vectors"])+len(in["rolledup_observation_ids"]) > 0 || v.VectorsProblem != nil || v.FindingsProblem != nil
	return v
}

func (v *inviteFormView) complain(f *fault.Error) {
	vectors := field{ID: "vectors", Name: "context.risk_vectors", Label: say("Risk vectors")}
	findings := field{ID: "findings", Name: "rolledup_observation_ids", Label: say("Findings")}
	v.Wrong = complain(f, &v.Name, &v.Email, &v.Phone, &v.Message, &v.Trial, &v.CCs, &v.Parties, &v.Notes, &vectors, &findings)
	v.VectorsProblem, v.FindingsProblem = vectors.Problem, findings.Problem
	v.page = v.failed(v.Wrong)
}

func sayBudget(b collab.Budget) phrase {
	return say("%d of %d mails with invitations are left today.", b.Left, b.Most)
}

// refuseInvitation shows the form again with what is wrong, if a form can say it.
func (c *Web) refuseInvitation(w http.ResponseWriter, r *http.Request, by actor.Actor, in url.Values, err error) error {
	f := formFault(err, fault.Conflict, fault.TooMany)
	if f == nil {
		return err
	}
	d, err := c.inviteDesk(r.Context(), by, in.Get("company"))
	if err != nil {
		return err
	}
	status := http.StatusUnprocessableEntity
	if f.Kind != fault.Invalid {
		status = answers[f.Kind].status
	}
	return render(w, r, status, newInviteForm(by, &d, in, f))
}
