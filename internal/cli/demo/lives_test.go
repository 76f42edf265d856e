package demo

import (
	"testing"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// row is what the states of a request are made of.
type row struct {
	guid                                                               string
	status                                                             collab.Status
	awaiting, mailStatus, declinedWhy, revokedWhy, lastLogin, formGUID *string
	recipient, ratingDate, resolvedBy                                  *string
	sent, trial                                                        int64
	hidden                                                             bool
	reason                                                             collab.Reason
	created                                                            time.Time
	sentAt, closes, accepted, ends, resolved                           *time.Time
}

func (r *row) fields() []any {
	return []any{
		&r.guid, &r.status, &r.awaiting, &r.mailStatus, &r.declinedWhy, &r.revokedWhy, &r.lastLogin, &r.formGUID,
		&r.recipient, &r.ratingDate, &r.resolvedBy, &r.sent, &r.trial, &r.hidden, &r.reason,
		&r.created, &r.sentAt, &r.closes, &r.accepted, &r.ends, &r.resolved,
	}
}

// lives: every request is in a state that the verbs can have brought it to by
// the demo's present.
func lives(t *testing.T, d *db.DB, _ Made) {
	all, err := db.All(t.Context(), d, (*row).fields, `
		select guid, status, awaiting, mail_status, declined_why, revoked_why, last_login, form_guid,
			recipient_guid, rating_date, resolved_by, sent_count, trial_days, name_hidden or email_hidden, reason,
			created_at, email_sent_at, window_ends_at, accepted_at, access_ends_at, resolved_at
		from access_requests`)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		for what, ok := range r.rules() {
			if !ok {
				t.Errorf("%s, %s since %v: %s", r.guid, r.status, r.created, what)
			}
		}
	}
}

// rules are what holds of every request.
func (r *row) rules() map[string]bool {
	self := r.reason == collab.SelfRequested
	all := map[string]bool{
		"created in the two years":                r.created.After(today.AddDate(-2, 0, -1)) && !r.created.After(today),
		"a form's, if self requested":             self == (r.formGUID != nil),
		"rated before it was made":                r.ratingDate == nil || *r.ratingDate < r.created.Format(time.DateOnly),
		"bound, if accepted":                      (r.accepted != nil) == (r.recipient != nil),
		"hidden, only until accepted":             !r.hidden || r.accepted == nil,
		"signed in after accepting":               r.lastLogin == nil || r.accepted != nil && *r.lastLogin <= today.Format(time.DateOnly),
		"rejected, only a registration":           r.status != collab.Rejected || self && r.sent == 0,
		"awaiting, only if pending":               (r.awaiting != nil) == (r.status == collab.Pending),
		"declined with a reason":                  (r.declinedWhy != nil) == (r.status == collab.Declined),
		"resolved by somebody":                    (r.resolved != nil) == (r.status == collab.Resolved) && (r.resolved != nil) == (r.resolvedBy != nil),
		"revoked, only if it had been accepted":   r.revokedWhy == nil || r.status == collab.Inactive && r.accepted != nil,
		"accepted, if active or inactive":         (r.status != collab.Active && r.status != collab.Inactive) || r.accepted != nil,
		"sent at most five times":                 r.sent <= 5,
		"never sent, if rejected or not approved": (r.sent == 0) == (r.status == collab.Rejected || r.awaiting != nil && *r.awaiting == string(collab.Approval)),
	}
	if r.sent > 0 {
		r.sentRules(all)
	}
	return all
}

func (r *row) sentRules(all map[string]bool) {
	all["sent after it was made"] = !r.sentAt.Before(r.created) && !r.sentAt.After(today)
	all["open for fourteen days"] = r.closes.Equal(r.sentAt.AddDate(0, 0, collab.InvitationDays))
	all["mail settled"] = *r.mailStatus == "sent" || *r.mailStatus == "refused" && r.accepted == nil && r.status != collab.Declined
	all["pending, while it is open"] = r.status != collab.Pending || r.closes.After(today)
	all["never, after it closed"] = r.status != collab.Never || !r.closes.After(today) && r.accepted == nil
	if r.resolved != nil {
		all["resolved after it was sent"] = r.resolved.After(*r.sentAt) && !r.resolved.After(today)
	}
	if r.accepted == nil {
		all["no access without acceptance"] = r.ends == nil
		return
	}
	whole := r.accepted.AddDate(0, 0, int(r.trial))
	all["accepted while it was open"] = r.accepted.After(*r.sentAt) && r.accepted.Before(*r.closes) && !r.accepted.After(today)
	all["access for the trial, or revoked"] = r.revokedWhy == nil && r.ends.Equal(whole) ||
		r.revokedWhy != nil && r.ends.Before(whole) && r.ends.After(*r.accepted)
	all["active, until the end"] = (r.status == collab.Active) == (r.resolved == nil && r.ends.After(today))
	if r.resolved != nil {
		all["resolved after it was accepted"] = r.resolved.After(*r.accepted)
	}
}
