package collab

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
)

// Draft is what is asked of whoever invites. Text is in characters.
type Draft struct {
	CompanyGUID  string
	Email        string // "" takes the preferred contact's
	FormalName   string
	FriendlyName string
	Phone        string
	Message      string // ≤ 5,000
	Notes        *string
	CCs          []string
	ThirdParties Parties
	Reason       string // "" is other
	TrialDays    int64  // 1–365; 0 is the customer's default
	Vectors      []string
	FindingIDs   []string // at most 10
	Language     string   // of the mails, of mail.Languages; "" is the customer's
}

const (
	maxText    = 255
	maxMessage = 5000
	maxVectors = 100 // some may be named twice
)

// check tidies the draft and returns what is wrong with it by itself.
func (d *Draft) check() error {
	p := fault.Problems{}
	if d.checkCounts(p); len(p) > 0 {
		return p.Err() // before anything looks into lists of any length
	}
	d.Email, d.FormalName = strings.TrimSpace(d.Email), strings.TrimSpace(d.FormalName)
	d.FriendlyName, d.Phone = strings.TrimSpace(d.FriendlyName), strings.TrimSpace(d.Phone)
	p.Require(d.CompanyGUID != "", "requestee_company_guid", "This field is required.")
	p.Require(d.Email == "" || isEmail(d.Email), "requestee_email", "Enter a valid email address.")
	length(p, "requestee_email", d.Email, maxText)
	length(p, "requestee_formal_name", d.FormalName, maxText)
	length(p, "requestee_friendly_name", d.FriendlyName, maxText)
	length(p, "requestee_phone", d.Phone, 50)
	length(p, "message", d.Message, maxMessage)
	if d.Notes != nil {
		length(p, "notes", *d.Notes, maxMessage)
	}
	if d.Reason == "" {
		d.Reason = string(Other)
	}
	reason, ok := ParseReason(d.Reason)
	p.Require(ok, "reason", "must be one of informational, remediation, validation, other")
	p.Require(reason != SelfRequested, "reason", "self_requested comes only through a registration form")
	d.Reason = string(reason)
	p.Require(d.TrialDays >= 0 && d.TrialDays <= 365, "trial_duration", "must be between 1 and 365")
	p.Require(d.Language == "" || slices.Contains(mail.Languages, d.Language), "language", "must be one of en, fr, de")
	d.FindingIDs = unique(d.FindingIDs)
	d.checkVectors(p)
	d.checkCopies(p)
	return p.Err()
}

func (d *Draft) checkCounts(p fault.Problems) {
	p.Require(len(d.FindingIDs) <= maxFindings, "rolledup_observation_ids", "must be at most 10")
	p.Require(len(d.CCs)+len(d.ThirdParties) <= maxCopies, "ccs", "ccs and third_parties must be at most 10 together")
	p.Require(len(d.Vectors) <= maxVectors, "context.risk_vectors", "must be at most 100")
}

func (d *Draft) checkVectors(p fault.Problems) {
	d.Vectors = unique(d.Vectors)
	for _, slug := range d.Vectors {
		p.Require(slices.Contains(portfolio.Vectors, slug), "context.risk_vectors", "has an unknown risk vector")
	}
}

func (d *Draft) checkCopies(p fault.Problems) {
	for i, cc := range d.CCs {
		d.CCs[i] = strings.TrimSpace(cc)
		p.Require(isEmail(d.CCs[i]) && len(cc) <= maxText, "ccs", "must be email addresses")
	}
	d.CCs = unique(d.CCs)
	for i := range d.ThirdParties {
		t := &d.ThirdParties[i]
		t.Name, t.Email = strings.TrimSpace(t.Name), strings.TrimSpace(t.Email)
		p.Require(isEmail(t.Email) && len(t.Email) <= maxText, "third_parties", "must have an email address each")
		length(p, "third_parties", t.Name, maxText)
	}
}

func length(p fault.Problems, field, s string, most int) {
	p.Require(utf8.RuneCountInString(s) <= most, field, "Ensure this field has no more than %d characters.", most)
}

// isEmail accepts one plain address, to which a mail can be sent, whose domain
// has a dot.
func isEmail(s string) bool {
	return mail.ValidAddress(s) && !strings.ContainsAny(s, " \"<>(),;:\\[]") &&
		strings.Contains(s[strings.LastIndexByte(s, '@')+1:], ".")
}

func unique(list []string) []string {
	var all []string
	for _, s := range list {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// firstLast splits a formal name: the last word is the last name.
func firstLast(formal string) (first, last string) {
	words := strings.Fields(formal)
	if len(words) < 2 {
		return strings.Join(words, ""), ""
	}
	n := len(words) - 1
	return strings.Join(words[:n], " "), words[n]
}
