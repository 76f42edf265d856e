package mail

import (
	"strings"
	"testing"
)

func TestSeal(t *testing.T) {
	key := Key{1, 2, 3}
	sealed, err := key.Seal("totp", "7/9", []byte("the seed"))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := key.Unseal("totp", "7/9", sealed); err != nil || string(plain) != "the seed" {
		t.Errorf("%q, %v", plain, err)
	}
	again, err := key.Seal("totp", "7/9", []byte("the seed"))
	if err != nil || again == sealed {
		t.Errorf("sealed twice it looks the same: %v", err)
	}
	other := "A"
	if sealed[20] == 'A' {
		other = "B"
	}
	for name, wrong := range map[string]func() ([]byte, error){
		"another key":     func() ([]byte, error) { return Key{9}.Unseal("totp", "7/9", sealed) },
		"another purpose": func() ([]byte, error) { return key.Unseal("idp", "7/9", sealed) },
		"another place":   func() ([]byte, error) { return key.Unseal("totp", "7/8", sealed) },
		"changed":         func() ([]byte, error) { return key.Unseal("totp", "7/9", sealed[:20]+other+sealed[21:]) },
		"cut":             func() ([]byte, error) { return key.Unseal("totp", "7/9", sealed[:10]) },
		"empty":           func() ([]byte, error) { return key.Unseal("totp", "7/9", "") },
		"no base64":       func() ([]byte, error) { return key.Unseal("totp", "7/9", "%%%") },
	} {
		if plain, err := wrong(); err == nil || strings.Contains(err.Error(), "seed") {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
}
