package tenant

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// maxName is the longest name in characters.
const maxName = 255

// name returns s without space around it, and says in p what is wrong with it.
func name(p fault.Problems, field, s string) string {
	s = strings.TrimSpace(s)
	p.Require(s != "", field, "must not be empty")
	text(p, field, s)
	return s
}

// text says in p what no name may hold. PostgreSQL stores neither a zero
// character nor broken UTF-8.
func text(p fault.Problems, field, s string) {
	p.Require(utf8.RuneCountInString(s) <= maxName, field, "must not be longer than 255 characters")
	p.Require(utf8.ValidString(s), field, "must be text in UTF-8")
	p.Require(strings.IndexFunc(s, unicode.IsControl) < 0, field, "must not contain control characters")
}

// isGUID reports whether s has the form of a UUID in lower case.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c < '0' || c > '9' && c < 'a' || c > 'f':
			return false
		}
	}
	return true
}

// guids returns list in lower case without repetitions, or a problem with field.
func guids(field string, list []string) ([]string, error) {
	seen := make(map[string]bool, len(list))
	out := make([]string, 0, len(list))
	for _, s := range list {
		s = strings.ToLower(s)
		if !isGUID(s) {
			return nil, fault.Field(field, "%.40q is not a GUID", s)
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out, nil
}
