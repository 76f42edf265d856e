package mail

import (
	"reflect"
	"regexp"
	"strings"
	"unicode"
)

// maxName is the longest name shown, in characters; an address fits.
const maxName = 254

// urls finds what a mail program would turn into a link: anything with a
// scheme, a www. host, a host with a path. A bare domain stays, because
// companies are called Amazon.com.
var urls = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*:[/\\]+\S*` +
	`|\b(?:mailto|javascript|data|tel|sms):\S+` +
	`|\bwww\.\S+` +
	`|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?[/\\?#]\S*`)

// CleanName makes a name that somebody typed fit for a mail: one line without
// control characters, invisible characters or URLs, of at most 254 characters.
func CleanName(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, s)
	if strings.ContainsAny(s, `:/\?#`) || strings.Contains(strings.ToLower(s), "www.") { // no URL is without one of these
		s = urls.ReplaceAllString(s, " ")
	}
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > maxName {
		s = string(runes[:maxName-1]) + "…"
	}
	return s
}

// CleanText drops control and invisible characters from a message that
// somebody typed. Line breaks stay, at most one empty line at a time; so do
// URLs, as text.
func CleanText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(strings.ToValidUTF8(s, ""))
	s = strings.Map(func(r rune) rune {
		if r != '\n' && invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.Trim(emptyLines.ReplaceAllString(s, "\n\n"), "\n ")
}

var emptyLines = regexp.MustCompile(`\n(?:[^\S\n]*\n){2,}`)

// invisible reports whether r is a control character, or one that changes how
// its neighbours are shown without being seen. The joiners, which Persian and
// Indic names are written with, are not.
func invisible(r rune) bool {
	return unicode.Is(unicode.C, r) && r != '\u200c' && r != '\u200d' || r == '\u2028' || r == '\u2029'
}

// clean cleans the strings of the struct that content points to.
func clean(content any) {
	v := reflect.ValueOf(content).Elem()
	for i := range v.NumField() {
		field := v.Field(i)
		if field.Kind() != reflect.String {
			continue
		}
		if v.Type().Field(i).Tag.Get("mail") == "text" {
			field.SetString(CleanText(field.String()))
		} else {
			field.SetString(CleanName(field.String()))
		}
	}
}
