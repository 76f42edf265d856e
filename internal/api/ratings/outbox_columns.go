package ratings

import (
	"strconv"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

func itoa(n int) string { return strconv.Itoa(n) }

// documentColumns are the columns of outbox and inbox as a table, in the order
// of the document. Those with a width are shown in the format table.
var documentColumns = []api.Column[collab.Document]{
	{Name: "guid", Width: 36, Cell: func(d *collab.Document) any { return d.GUID }},
	{Name: "status", Width: 8, Cell: func(d *collab.Document) any { return string(d.Status) }},
	{Name: "requestee_company_name", Width: 28, Cell: func(d *collab.Document) any { return d.RequesteeCompanyName }},
	{Name: "requestee_formal_name", Width: 22, Cell: func(d *collab.Document) any { return d.RequesteeFormalName }},
	{Name: "requestee_email", Width: 32, Cell: func(d *collab.Document) any { return d.RequesteeEmail }},
	{Name: "reason", Width: 14, Cell: func(d *collab.Document) any { return string(d.Reason) }},
	{Name: "created_date", Width: 12, Cell: func(d *collab.Document) any { return d.CreatedDate }},
	{Name: "email_sent_date", Width: 15, Cell: func(d *collab.Document) any { return d.EmailSentDate }},
	{Name: "requester_formal_name", Width: 21, Cell: func(d *collab.Document) any { return d.RequesterFormalName }},
	{Name: "ccs", Cell: func(d *collab.Document) any { return d.CCs }},
	{Name: "requester_guid", Cell: func(d *collab.Document) any { return d.RequesterGUID }},
	{Name: "requester_email", Cell: func(d *collab.Document) any { return d.RequesterEmail }},
	{Name: "requestee_first_name", Cell: func(d *collab.Document) any { return d.RequesteeFirstName }},
	{Name: "requestee_last_name", Cell: func(d *collab.Document) any { return d.RequesteeLastName }},
	{Name: "requester_first_name", Cell: func(d *collab.Document) any { return d.RequesterFirstName }},
	{Name: "requester_last_name", Cell: func(d *collab.Document) any { return d.RequesterLastName }},
	{Name: "requester_friendly_name", Cell: func(d *collab.Document) any { return d.RequesterFriendlyName }},
	{Name: "requester_company_guid", Cell: func(d *collab.Document) any { return d.RequesterCompanyGUID }},
	{Name: "requester_company_name", Cell: func(d *collab.Document) any { return d.RequesterCompanyName }},
	{Name: "requester_customer_guid", Cell: func(d *collab.Document) any { return d.RequesterCustomerGUID }},
	{Name: "requester_customer_name", Cell: func(d *collab.Document) any { return d.RequesterCustomerName }},
	{Name: "requestee_friendly_name", Cell: func(d *collab.Document) any { return d.RequesteeFriendlyName }},
	{Name: "requestee_phone", Cell: func(d *collab.Document) any { return d.RequesteePhone }},
	{Name: "requestee_company_guid", Cell: func(d *collab.Document) any { return d.RequesteeCompanyGUID }},
	{Name: "requestee_tos_date", Cell: func(d *collab.Document) any { return d.RequesteeTOSDate }},
	{Name: "requestee_last_login", Cell: func(d *collab.Document) any { return d.RequesteeLastLogin }},
	{Name: "message", Cell: func(d *collab.Document) any { return d.Message }},
	{Name: "notes", Cell: func(d *collab.Document) any { return d.Notes }},
	{Name: "created_time", Cell: func(d *collab.Document) any { return d.CreatedTime }},
	{Name: "can_resend_email", Cell: func(d *collab.Document) any { return d.CanResendEmail }},
	{Name: "hubspot_status", Cell: func(d *collab.Document) any { return d.HubspotStatus }},
	{Name: "is_real", Cell: func(d *collab.Document) any { return d.IsReal }},
	{Name: "has_shared_observations", Cell: func(d *collab.Document) any { return d.HasSharedObservations }},
	{Name: "has_preferred_contact", Cell: func(d *collab.Document) any { return d.HasPreferredContact }},
	{Name: "shared_observations_count", Cell: func(d *collab.Document) any { return d.SharedObservations }},
	{Name: "invitation_duration", Cell: func(d *collab.Document) any { return d.InvitationDuration }},
	{Name: "trial_duration", Cell: func(d *collab.Document) any { return d.TrialDuration }},
	{Name: "context.date", Cell: func(d *collab.Document) any { return d.Context.Date }},
	{Name: "context.rating", Cell: func(d *collab.Document) any { return d.Context.Rating }},
	{Name: "context.risk_vectors", Cell: vectorCell, FromJSON: vectorsIn},
	{Name: "resolved_by.guid", Cell: func(d *collab.Document) any { return resolver(d, true) }},
	{Name: "resolved_by.formal_name", Cell: func(d *collab.Document) any { return resolver(d, false) }},
	{Name: "resolved_date", Cell: func(d *collab.Document) any { return d.ResolvedDate }},
	{Name: "recipient_customer_access", Cell: func(d *collab.Document) any { return d.RecipientAccess }},
	{Name: "third_parties", Cell: partyCell, FromJSON: partiesIn},
	{Name: "awaiting", Cell: func(d *collab.Document) any { return d.Awaiting }},
	{Name: "expires_date", Cell: func(d *collab.Document) any { return d.ExpiresDate }},
	{Name: "access_end_date", Cell: func(d *collab.Document) any { return d.AccessEndDate }},
	{Name: "sent_count", Cell: func(d *collab.Document) any { return d.SentCount }},
	{Name: "mail_status", Cell: func(d *collab.Document) any { return d.MailStatus }},
	{Name: "link", Cell: func(d *collab.Document) any { return d.Link }},
	{Name: "forwards", Cell: forwardCell, FromJSON: forwardsIn},
}

var (
	forwardsIn = api.Joined(func(v [][]byte) string { return forwarded(string(v[0]), string(v[1]), string(v[2])) }, "date", "to_formal_name", "to_email")
	vectorsIn  = api.Joined(func(v [][]byte) string { return vector(string(v[0]), string(v[1])) }, "risk_vector.slug", "grade")
	partiesIn  = api.Joined(func(v [][]byte) string { return party(string(v[0]), string(v[1])) }, "name", "email")
)

func forwarded(date, name, email string) string {
	if email == "" { // the colleague had themselves erased
		return date + " " + name
	}
	return date + " " + name + " <" + email + ">"
}

func vector(slug, grade string) string {
	if grade == "" {
		return slug
	}
	return slug + " (" + grade + ")"
}

func party(name, email string) string { return strings.TrimSpace(name + " <" + email + ">") }

func forwardCell(d *collab.Document) any {
	var all []string
	for _, f := range d.Forwards {
		all = append(all, forwarded(f.Date, f.ToFormalName, f.ToEmail))
	}
	return strings.Join(all, ", ")
}

func vectorCell(d *collab.Document) any {
	var all []string
	for _, v := range d.Context.RiskVectors {
		grade := ""
		if v.Grade != nil {
			grade = *v.Grade
		}
		all = append(all, vector(v.RiskVector.Slug, grade))
	}
	return strings.Join(all, ", ")
}

func partyCell(d *collab.Document) any {
	var all []string
	for _, p := range d.ThirdParties {
		all = append(all, party(p.Name, p.Email))
	}
	return strings.Join(all, ", ")
}

func resolver(d *collab.Document, guid bool) string {
	switch {
	case d.ResolvedBy == nil:
		return ""
	case guid:
		return d.ResolvedBy.GUID
	default:
		return d.ResolvedBy.FormalName
	}
}
