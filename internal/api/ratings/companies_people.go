package ratings

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// collaborationContacts answers who can be written to at companies; those that
// are not seen are left out.
func (a *API) collaborationContacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Companies *[]string `json:"companies"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if in.Companies == nil {
		return fault.Field("companies", "This field is required.")
	}
	guids, err := bodyGUIDs("companies", *in.Companies)
	if err != nil {
		return err
	}
	found, err := a.Contacts.At(r.Context(), by, guids)
	if err != nil {
		return err
	}
	type reachable struct {
		ContactEmails []string `json:"contact_emails"`
		GUID          string   `json:"guid"`
		PrimaryDomain string   `json:"primary_domain"`
	}
	return api.JSON(w, http.StatusOK, map[string]any{"companies": wires(found, func(c *portfolio.Reachable) reachable {
		return reachable{c.Emails, c.CompanyGUID, c.PrimaryDomain}
	})})
}

// recipientCheck is one entry of validate-recipient-emails.
type recipientCheck struct {
	CompanyGUID string  `json:"company_guid"`
	Email       string  `json:"email"`
	EmailValid  bool    `json:"email_valid"`
	Error       *string `json:"error_message"`
}

// validateRecipients answers 200 even if some addresses are wrong: that is what
// it was asked.
func (a *API) validateRecipients(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Deliverable api.Opt[bool] `json:"check_deliverability"`
		NoProviders api.Opt[bool] `json:"exclude_public_provider_domains"`
		Validations *[]struct {
			CompanyGUID string  `json:"company_guid"`
			Email       *string `json:"email"`
		} `json:"email_validations"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if in.Validations == nil {
		return fault.Field("email_validations", "This field is required.")
	}
	checks := make([]recipientCheck, len(*in.Validations))
	recipients := make([]portfolio.Recipient, len(checks))
	for i, v := range *in.Validations {
		if !api.IsGUID(v.CompanyGUID) {
			return fault.Field("company_guid", "is not a valid guid")
		}
		if v.Email == nil {
			return fault.Field("email", "This field is required.")
		}
		checks[i] = recipientCheck{CompanyGUID: v.CompanyGUID, Email: *v.Email}
		recipients[i] = portfolio.Recipient{CompanyGUID: v.CompanyGUID, Email: *v.Email}
	}
	wrong, err := a.Companies.CheckRecipients(r.Context(), by, recipients, portfolio.RecipientRules{
		Deliverable: unlessFalse(in.Deliverable), NoProviders: unlessFalse(in.NoProviders),
	})
	if err != nil {
		return err
	}
	for i, message := range wrong {
		checks[i].EmailValid = message == ""
		if message != "" {
			checks[i].Error = &message
		}
	}
	return api.JSON(w, http.StatusOK, map[string]any{"email_validations": checks})
}

// unlessFalse is a flag that is set unless somebody unsets it.
func unlessFalse(o api.Opt[bool]) bool { return o.Ptr() == nil || o.Value }

// bodyGUIDs returns the guids of a body in lower case.
func bodyGUIDs(field string, all []string) ([]string, error) {
	if len(all) > api.MaxValues {
		return nil, fault.Field(field, "must have no more than %d values", api.MaxValues)
	}
	guids := make([]string, 0, len(all))
	for _, s := range all {
		if !api.IsGUID(s) {
			return nil, fault.Field(field, "has what is not a valid guid")
		}
		guids = append(guids, strings.ToLower(s))
	}
	return guids, nil
}
