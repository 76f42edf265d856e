package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A password that is about its owner is one of the first that a guess tries.
const (
	shortestWord = 4 // letters and digits of a word that counts
	enoughElse   = 6 // letters and digits that a password has besides such words
)

// isAbout reports whether pw is hardly more than words of what is known about
// somebody, or the name of this program.
func isAbout(pw string, about []string) bool {
	rest := letters(pw)
	whole := len(rest)
	for _, text := range append(about, "Gatehouse") {
		for _, word := range append(strings.FieldsFunc(text, isNoLetter), text) {
			if word = letters(word); utf8.RuneCountInString(word) >= shortestWord {
				rest = strings.ReplaceAll(rest, word, "")
			}
		}
	}
	return len(rest) < whole && utf8.RuneCountInString(rest) < enoughElse
}

// letters returns the letters and digits of a text, in lower case.
func letters(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), isNoLetter), "")
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
