package breached

import (
	"bytes"
	"testing"
)

func TestHas(t *testing.T) {
	for pw, want := range map[string]bool{
		"1234567890": true, "qwertyuiop": true, "password123": true, "1q2w3e4r5t": true, "basketball": true,
		"PassWord123": true, " basketball ": true, "Basketball": true, // as a guess would vary them
		"Password2026!": true, "2026-Monkey": true, "!!dragon!!": true, "sunshine1987": true, // one word, decorated
		"correct horse": false, "monkey and dragon": false, "monkey-7-dragon": false, "tR7#qqV0zL2p": false, "dragon48291074": false,
		"": false, "12345678900987654321234": false, "ünbekanntes wort": false,
	} {
		if got := Has(pw); got != want {
			t.Errorf("%q: %v", pw, got)
		}
	}
}

// The list is what a search needs, holds far more than the 3,000 passwords that
// are asked for (OWASP ASVS 5.0, 6.2.4), and does not weigh on the program.
func TestList(t *testing.T) {
	if len(list)%Size != 0 || len(list) > 1<<20 || len(list)/Size < 100_000 {
		t.Fatalf("%d bytes", len(list))
	}
	for i := Size; i < len(list); i += Size {
		if bytes.Compare(list[i-Size:i], list[i:i+Size]) >= 0 {
			t.Fatalf("not sorted at %d", i)
		}
	}
}
