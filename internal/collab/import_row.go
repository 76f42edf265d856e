package collab

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	netmail "net/mail"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// inviteRow is a row of a file of invitations, read and checked by itself.
type inviteRow struct {
	line    int
	key     string // tells the row from every other of the file
	draft   Draft
	company portfolio.Reference
	err     error
}

// inviteCells says what each column holds. They are named like the fields of a
// request.
var inviteCells = map[string]func(*inviteRow, fault.Problems, string){
	"company":                 func(r *inviteRow, _ fault.Problems, s string) { r.company.Any = s },
	"company_name":            func(r *inviteRow, _ fault.Problems, s string) { r.company.Name = s },
	"company_domain":          func(r *inviteRow, _ fault.Problems, s string) { r.company.Domain = s },
	"requestee_company_guid":  readCompanyGUID,
	"requestee_email":         func(r *inviteRow, _ fault.Problems, s string) { r.draft.Email = s },
	"requestee_formal_name":   func(r *inviteRow, _ fault.Problems, s string) { r.draft.FormalName = s },
	"requestee_friendly_name": func(r *inviteRow, _ fault.Problems, s string) { r.draft.FriendlyName = s },
	"requestee_phone":         func(r *inviteRow, _ fault.Problems, s string) { r.draft.Phone = s },
	"message":                 func(r *inviteRow, _ fault.Problems, s string) { r.draft.Message = s },
	"notes":                   func(r *inviteRow, _ fault.Problems, s string) { r.draft.Notes = &s },
	"reason":                  func(r *inviteRow, _ fault.Problems, s string) { r.draft.Reason = s },
	"trial_duration":          readTrial,
	"ccs":                     func(r *inviteRow, _ fault.Problems, s string) { r.draft.CCs = inOneCell(s, " ,;|\t\n") },
	"third_parties":           readParties,
	"context.risk_vectors": func(r *inviteRow, _ fault.Problems, s string) {
		r.draft.Vectors = inOneCell(strings.ToLower(s), " ,;|\t\n")
	},
	"language":                 func(r *inviteRow, _ fault.Problems, s string) { r.draft.Language = strings.ToLower(s) },
	"rolledup_observation_ids": func(r *inviteRow, _ fault.Problems, s string) { r.draft.FindingIDs = inOneCell(s, " ,;|\t\n") },
}

// inviteAliases are other names of columns: of the outbox's own export, of the
// import of companies, and of spreadsheets.
var inviteAliases = map[string]string{
	"requestee_company":      "company",
	"requestee_company_name": "company_name", "requestee_company_domain": "company_domain",
	"domain": "company_domain", "primary_domain": "company_domain", "website": "company_domain",
	"guid": "requestee_company_guid", "company_guid": "requestee_company_guid",
	"email": "requestee_email", "e-mail": "requestee_email", "email_address": "requestee_email", "contact_email": "requestee_email",
	"formal_name": "requestee_formal_name", "full_name": "requestee_formal_name", "contact_name": "requestee_formal_name",
	"contact": "requestee_formal_name", "recipient": "requestee_formal_name",
	"friendly_name": "requestee_friendly_name", "phone": "requestee_phone",
	"trial": "trial_duration", "trial_days": "trial_duration",
	"cc": "ccs", "note": "notes", "third_party": "third_parties",
	"risk_vectors": "context.risk_vectors", "risk_vector": "context.risk_vectors",
	"findings": "rolledup_observation_ids", "finding_ids": "rolledup_observation_ids",
}

var namingColumns = []string{"requestee_company_guid", "company", "company_name", "company_domain"}

func isInviteColumn(name string) bool { return inviteCells[name] != nil }

// readInvite reads a row. What is wrong with it is in its err. times counts the
// rows of the file that hold the same.
func readInvite(rec portfolio.Record, times map[string]int) inviteRow {
	r := inviteRow{line: rec.Line, err: rec.Err}
	if r.err != nil {
		return r
	}
	r.key = rowKey(rec.Cells, times)
	p := fault.Problems{}
	for column, cell := range rec.Cells {
		if !utf8.ValidString(cell) || strings.ContainsRune(cell, 0) {
			p.Require(false, column, "has characters that are not text")
			continue
		}
		inviteCells[column](&r, p, cell)
	}
	named := slices.ContainsFunc(namingColumns, func(c string) bool { return rec.Cells[c] != "" })
	p.Require(named, "company", "must be set: a guid, a domain or a name")
	for _, s := range []string{r.company.Any, r.company.Name, r.company.Domain} {
		p.Require(len(s) <= 4*maxText, "company", "is too long")
	}
	r.draft.CompanyGUID = "to be found" // what else is wrong with the draft shows without it
	p.Take(r.draft.check())
	r.err = p.Err()
	return r
}

// rowKey is the same for the same row whenever the file is read, wherever in
// the file the row has moved to.
func rowKey(cells map[string]string, times map[string]int) string {
	h := sha256.New()
	for _, column := range slices.Sorted(maps.Keys(cells)) {
		fmt.Fprintf(h, "%d:%s%d:%s", len(column), column, len(cells[column]), cells[column])
	}
	key := hex.EncodeToString(h.Sum(nil)[:16])
	times[key]++
	return key + "-" + strconv.Itoa(times[key])
}

func readCompanyGUID(r *inviteRow, p fault.Problems, s string) {
	r.company.GUID = strings.ToLower(s)
	p.Require(portfolio.IsGUID(r.company.GUID), "requestee_company_guid", "is not a valid guid")
}

func readTrial(r *inviteRow, p fault.Problems, s string) {
	n, err := strconv.ParseInt(strings.TrimSuffix(s, ".0"), 10, 64) // as spreadsheets write whole numbers
	p.Require(err == nil && n >= 1 && n <= 365, "trial_duration", "must be between 1 and 365")
	r.draft.TrialDays = max(0, min(n, 365))
}

func readParties(r *inviteRow, p fault.Problems, s string) {
	var ok bool
	r.draft.ThirdParties, ok = ParseParties(s)
	p.Require(ok, "third_parties", "must be written as Name <address>, with a semicolon between them")
}

// ParseParties reads "Name <address>", several of them on lines of their own or
// after semicolons or bars; false if one is written otherwise.
func ParseParties(s string) (all Parties, ok bool) {
	for _, one := range inOneCell(s, ";|\n") {
		a, err := netmail.ParseAddress(one)
		if err != nil {
			return nil, false
		}
		all = append(all, Party{Name: a.Name, Email: a.Address})
	}
	return all, true
}

// ParseCopies reads addresses that blanks, commas, semicolons or bars part.
func ParseCopies(s string) []string { return inOneCell(s, " ,;|\t\r\n") }

func inOneCell(s, separators string) (all []string) {
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(separators, c) }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// named is the company as the row names it, cut down to what is worth repeating.
func (r *inviteRow) named() string {
	for _, s := range []string{r.company.Name, r.company.Any, r.company.Domain, r.company.GUID} {
		if s != "" {
			return worthRepeating(s)
		}
	}
	return ""
}

func worthRepeating(s string) string {
	runes := []rune(strings.Map(func(c rune) rune { // it may be read on a terminal
		if unicode.In(c, unicode.Cc, unicode.Cf) {
			return '?'
		}
		return c
	}, strings.ToValidUTF8(s, "?")))
	if len(runes) > maxText {
		return string(runes[:maxText-1]) + "…"
	}
	return string(runes)
}
