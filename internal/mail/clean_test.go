package mail

import (
	"encoding/json"
	"strings"
	"testing"
)

func encode(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCleanName(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Maria Castro", "Maria Castro"},
		{"  Amazon.com,\tInc. ", "Amazon.com, Inc."},
		{"Eve\r\nBcc: x@y.z", "Eve Bcc: x@y.z"},
		{"Eve\x00\x1b[31m\u202eevE\u200b", "Eve[31mevE"},
		{"see HTTPS://evil.example/x now", "see now"},
		{"hthttp://ttp://evil.example", ""},
		{`http:\\evil.example`, ""},
		{"javascript:alert(1) Bob", "Bob"},
		{"click www.evil.example!", "click"},
		{"go to bücher.example/konto?x", "go to"},
		{"evil.example:8080/x", ""},
		{"A/B Testing GmbH", "A/B Testing GmbH"},
		{"Group: Finance", "Group: Finance"},
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"bad \xff utf", "bad utf"},
		{strings.Repeat("é", 300), strings.Repeat("é", 253) + "…"},
	} {
		if got := CleanName(c.in); got != c.want {
			t.Errorf("CleanName(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCleanText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"},
		{"\n\n a\n \n\n\n\nb\n", "a\n\nb"},
		{"see https://blackhills.example\x07\u202e", "see https://blackhills.example"},
	} {
		if got := CleanText(c.in); got != c.want {
			t.Errorf("CleanText(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	word := strings.Repeat("x", 30)
	in := word + " " + word + " " + word + "\n> " + word + " " + word + " " + word + "\n" + strings.Repeat("y", 100)
	want := word + " " + word + "\n" + word + "\n> " + word + " " + word + "\n> " + word + "\n" + strings.Repeat("y", 100)
	if got := wrap(in); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzCleanName(f *testing.F) {
	for _, s := range []string{"Maria", "http://x.yz/a", "a\x00\n", "www.x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := CleanName(s)
		if urls.MatchString(got) || strings.ContainsFunc(got, invisible) || len([]rune(got)) > maxName {
			t.Errorf("CleanName(%q) = %q", s, got)
		}
	})
}
