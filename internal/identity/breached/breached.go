// Package breached knows passwords that everybody knows: those that came out in
// breaches most often, of the length that a password must have, and the words
// that most of the shorter ones consist of. It keeps hashes of them inside the
// program, so that no password is asked of anybody.
package breached

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The list is made of one that npm's registry has under the MPL 2.0.
//go:generate go run ./gen

//go:embed list.bin
var list []byte

// Size is how many bytes of its SHA-256 stand for a password in the list, which
// is sorted. One in ten million passwords that nobody knows has those of a known
// one.
const Size = 5

// MinWord is how many letters a word has at least that others may not just be
// decorated with.
const MinWord = 5

// Hash returns what stands for a password in the list.
func Hash(pw string) []byte {
	sum := sha256.Sum256([]byte(pw))
	return sum[:Size]
}

// Fold takes away what a guess would try at once: case, and blanks around.
func Fold(pw string) string { return strings.ToLower(strings.TrimSpace(pw)) }

// Has reports whether everybody knows a password, in whatever case, or whether it
// is such a one with no more digits and signs around it than it has letters.
func Has(pw string) bool {
	pw = Fold(pw)
	if has(pw) {
		return true
	}
	word := strings.TrimFunc(pw, func(r rune) bool { return !unicode.IsLetter(r) })
	n := utf8.RuneCountInString(word)
	return n >= MinWord && 2*n >= utf8.RuneCountInString(pw) && has(word)
}

func has(pw string) bool {
	want := Hash(pw)
	n := len(list) / Size
	at := func(i int) []byte { return list[i*Size : (i+1)*Size] }
	i := sort.Search(n, func(i int) bool { return bytes.Compare(at(i), want) >= 0 })
	return i < n && bytes.Equal(at(i), want)
}
