package identity

import (
	"context"
	"testing"
)

var hashDearly = HashLightly()

// AtFullCost makes passwords cost in a test what they cost elsewhere. Nothing may
// run beside it but its own parts.
func AtFullCost(t *testing.T) {
	t.Helper()
	hashDearly()
	t.Cleanup(func() { hashDearly = HashLightly() })
}

// SignInSlowly is a sign-in by the right password during which something happens
// between the proof and the ticket.
func SignInSlowly(ctx context.Context, ss *Sessions, email string, between func()) error {
	proven, err := ss.candidates(ctx, plainEmail(email), ss.Now())
	if err != nil {
		return err
	}
	between()
	_, err = ss.choices(ctx, proven, means{method: byPassword, at: ss.Now()}, "192.0.2.7", "")
	return err
}

// CheapHash hashes a password with costs of another time.
func CheapHash(pw string) string { return hashWith(params{memory: 64, time: 1, threads: 1}, pw) }

// DearHash hashes a password with costs that are above today's.
func DearHash(pw string) string { return hashWith(params{memory: 20 * 1024, time: 3, threads: 1}, pw) }

func hashWith(p params, pw string) string {
	salt := make([]byte, saltLength)
	return phc{p, salt, p.key(pw, salt, keyLength)}.String()
}

// TakeSeat lets a test stop between a new user and its commit.
var TakeSeat = takeSeat

// Hashes is how many passwords were hashed or compared so far.
func Hashes() int64 { return hashed.Load() }

// Leading is how notifications are found by the pages that they lead to.
func Leading(customerID int64, pages []string) (query string, args []any) {
	w := leadingTo(customerID, pages)
	return `select user_guid, id from notifications` + w.String(), w.Args()
}
