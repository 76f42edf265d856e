package ratings_test

import (
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// signIn opens a session by the password alone.
func signIn(t *testing.T, s *apitest.Server, email string) (cookie string, err error) {
	t.Helper()
	choices, err := s.Sessions.SignIn(t.Context(), email, password, "192.0.2.9", "x")
	if err != nil {
		t.Fatal(err)
	}
	return s.Sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, "192.0.2.9", "x")
}

// enrolApp enrols an authenticator app for who has a session.
func enrolApp(t *testing.T, s *apitest.Server, cookie string) {
	t.Helper()
	by, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.9")
	if err != nil {
		t.Fatal(err)
	}
	h, err := s.Sessions.Holder(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Factors.BeginTOTP(t.Context(), h, ""); err != nil {
		t.Fatal(err)
	}
	var seed identity.Seed
	if seed, err = s.Factors.PendingTOTP(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	code, err := totp.GenerateCode(strings.ReplaceAll(seed.Text, " ", ""), s.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Factors.ConfirmTOTP(t.Context(), h, code); err != nil {
		t.Fatal(err)
	}
}
