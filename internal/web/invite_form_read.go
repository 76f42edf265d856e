package web

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// readInvitation makes a draft of what was typed. The contact that was chosen is
// read again: it has to be one that the actor sees, at this company.
func (c *Web) readInvitation(ctx context.Context, by actor.Actor, in url.Values) (d collab.Draft, err error) {
	p := fault.Problems{}
	d = collab.Draft{
		CompanyGUID: strings.ToLower(in.Get("company")), Email: in.Get("requestee_email"), FormalName: in.Get("requestee_formal_name"),
		Phone: in.Get("requestee_phone"), Message: lines(in.Get("message")), Reason: in.Get("reason"),
		Vectors: in["context.risk_vectors"], FindingIDs: in["rolledup_observation_ids"], CCs: collab.ParseCopies(in.Get("ccs")),
		Language: in.Get("language"),
	}
	if notes := lines(in.Get("notes")); notes != "" {
		d.Notes = &notes
	}
	d.TrialDays = readTrial(p, in.Get("trial_duration"))
	var ok bool
	d.ThirdParties, ok = collab.ParseParties(in.Get("third_parties"))
	p.Require(ok, "third_parties", "must be written as Name <address>, one in a line")
	if err := c.addressTo(ctx, by, in, &d, p); err != nil {
		return d, err
	}
	return d, p.Err()
}

// addressTo takes the recipient that was chosen.
func (c *Web) addressTo(ctx context.Context, by actor.Actor, in url.Values, d *collab.Draft, p fault.Problems) error {
	switch to := in.Get("to"); to {
	case toPreferred:
		d.Email, d.FormalName = "", ""
	case toTyped, "":
		p.Require(strings.TrimSpace(d.Email) != "", "requestee_email", "This field is required.")
		p.Require(strings.TrimSpace(d.FormalName) != "", "requestee_formal_name", "This field is required.")
	default:
		contact, err := c.Requests.Contacts.One(ctx, by, to)
		if err == nil && contact.CompanyGUID != d.CompanyGUID {
			err = fault.New(fault.NotFound, "There is no such contact.")
		}
		if err != nil {
			return err
		}
		d.Email, d.FormalName, d.Phone = contact.Email, cmp.Or(contact.FormalName, contact.FriendlyName, contact.Nickname), cmp.Or(d.Phone, contact.Phone)
		if d.FormalName == "" { // nobody knows the name of this contact: it has to be typed
			in.Set("to", toTyped)
			in.Set("requestee_email", contact.Email)
			p.Require(false, "requestee_formal_name", "This field is required.")
		}
	}
	return nil
}

// readTrial reads the days of access after acceptance.
func readTrial(p fault.Problems, text string) int64 {
	days, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	p.Require(err == nil && days >= 1 && days <= 365, "trial_duration", "must be between 1 and 365")
	return days
}

// lines is a text of several lines as it is kept: browsers end lines in two
// characters.
func lines(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}
