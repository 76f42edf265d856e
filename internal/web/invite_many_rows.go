package web

import (
	"bytes"
	"encoding/csv"
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/fault"
)

// many is the form for many companies as it is filled in.
type many struct {
	rows                   []inviteeLine
	reason, message, trial string
	language               string
}

type inviteeLine struct {
	company, name, email string
	taken                bool
}

func readMany(in url.Values) many {
	m := many{reason: in.Get("reason"), message: lines(in.Get("message")), trial: strings.TrimSpace(in.Get("trial_duration")), language: in.Get("language")}
	at := func(name string, i int) string {
		if list := in[name]; i < len(list) {
			return strings.TrimSpace(list[i])
		}
		return ""
	}
	taken := make(map[string]bool)
	for _, guid := range in["take"] {
		taken[guid] = true
	}
	for i, guid := range in["company"][:min(len(in["company"]), mostMany)] {
		guid = strings.ToLower(guid)
		m.rows = append(m.rows, inviteeLine{guid, at("requestee_formal_name", i), at("requestee_email", i), taken[guid]})
	}
	return m
}

// manyColumns are the columns of the file that is made of a form.
var manyColumns = []string{"requestee_company_guid", "requestee_formal_name", "requestee_email", "reason", "message", "trial_duration", "language"}

// csv is the form as a file of invitations.
func (m *many) csv() ([]byte, *fault.Error) {
	p := fault.Problems{}
	readTrial(p, m.trial)
	p.Require(len([]rune(m.message)) <= 5000, "message", "Ensure this field has no more than %d characters.", 5000)
	p.Require(slices.ContainsFunc(m.rows, func(l inviteeLine) bool { return l.taken }), "company", "Tick at least one company.")
	if err := p.Err(); err != nil {
		return nil, fault.Of(err)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(manyColumns) //nolint:errcheck // into memory
	for _, l := range m.rows {
		if l.taken {
			w.Write([]string{l.company, l.name, l.email, m.reason, m.message, m.trial, m.language}) //nolint:errcheck // into memory
		}
	}
	w.Flush()
	return b.Bytes(), nil
}
