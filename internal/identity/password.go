package identity

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/breached"
	"gatehouse/internal/mail"
)

// params are the costs of argon2id. A password whose hash has others is hashed
// again when it is next proven.
type params struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

var current = params{memory: 19 * 1024, time: 2, threads: 1}

const (
	saltLength = 16
	keyLength  = 32

	maxPassword = 1024 // bytes: hashing must not become a way to keep us busy
)

// MinPassword is how many characters a password has at least.
const MinPassword = 10

// hashing bounds how many passwords are hashed at once, and with them the
// memory that sign-ins take: 19 MiB each.
var hashing = make(chan struct{}, 3)

// CheckPassword returns an Invalid error about the field password unless pw
// may be one: long enough, not known to everybody, and not made of what anybody
// knows about its owner (names, address, organisation). It may consist of
// whatever else it likes, and counts as it was typed, byte by byte.
func CheckPassword(pw string, about ...string) error {
	p := fault.Problems{}
	p.Require(utf8.ValidString(pw) && !strings.ContainsRune(pw, 0), "password", "has characters that are not text")
	p.Require(utf8.RuneCountInString(pw) >= MinPassword, "password", "must have at least %d characters", MinPassword)
	p.Require(len(pw) <= maxPassword, "password", "must have at most %d bytes", maxPassword)
	p.Require(!breached.Has(pw), "password", "is known to everybody: it came out in a breach, or is a common word with a little around it. Choose another")
	p.Require(!isAbout(pw, about), "password", "is hardly more than your name, your address, your organisation or this program. Choose another")
	return p.Err()
}

// HashPassword returns pw as argon2id in the PHC form, or the error of
// [CheckPassword]. It takes 25 ms and 19 MiB: never call it inside a transaction.
func HashPassword(ctx context.Context, pw string, about ...string) (string, error) {
	if err := CheckPassword(pw, about...); err != nil {
		return "", err
	}
	salt := make([]byte, saltLength)
	rand.Read(salt)
	return hash(ctx, pw, salt)
}

// HashFor is HashPassword with the salt of an address. Whoever has accounts under
// it at several customers is compared with them by one hash: three would take
// longer than an unknown address does.
func HashFor(ctx context.Context, key mail.Key, email, pw string, about ...string) (string, error) {
	if err := CheckPassword(pw, about...); err != nil {
		return "", err
	}
	return hash(ctx, pw, saltFor(key, email))
}

func saltFor(key mail.Key, email string) []byte {
	sum := sha256.Sum256([]byte(key.Sign("salt of passwords", plainEmail(email))))
	return sum[:saltLength]
}

// hash makes the hash of what is a password already.
func hash(ctx context.Context, pw string, salt []byte) (string, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { <-hashing }()
	return phc{current, salt, current.key(pw, salt, keyLength)}.String(), nil
}

// VerifyPassword reports whether pw is the password of a PHC string. The error
// is that of a string that is none, or of a context that ended while waiting
// for its turn.
func VerifyPassword(ctx context.Context, stored, pw string) (bool, error) {
	h, err := parsePHC(stored)
	if err != nil {
		return false, err
	}
	key, err := h.derive(ctx, pw)
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1, err
}

// nobody is the hash that an unknown user's password is compared with, so that
// it takes the time of a known one's. No password has it.
var nobody = nobodys()

func nobodys() string {
	return phc{current, make([]byte, saltLength), make([]byte, keyLength)}.String()
}

// outdated reports whether a hash was made with other costs than today's, or
// with another salt than that of its owner's address.
func outdated(stored string, salt []byte) bool {
	h, err := parsePHC(stored)
	return err == nil && (h.params != current || !bytes.Equal(h.salt, salt))
}

// madeAs is what a hash was made with: of two that were made alike, one
// computation compares both.
func (h phc) madeAs() string {
	h.key = nil
	return h.String()
}

// derive computes what a password is in a hash that was made like this one.
func (h phc) derive(ctx context.Context, pw string) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashing }()
	if len(pw) > maxPassword {
		pw = pw[:maxPassword+1] // costs the same, and matches nothing
	}
	return h.params.key(pw, h.salt, len(h.key)), nil
}

// hashed counts the work: a test compares what is done for different people.
var hashed atomic.Int64

func (p params) key(pw string, salt []byte, length int) []byte {
	hashed.Add(1)
	return argon2.IDKey([]byte(pw), salt, p.time, p.memory, p.threads, uint32(length)) //nolint:gosec // 32, or as stored
}

// phc is a hash in the form $argon2id$v=19$m=19456,t=2,p=1$salt$key
// (github.com/P-H-C/phc-string-format).
type phc struct {
	params params
	salt   []byte
	key    []byte
}

func (h phc) String() string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.params.memory, h.params.time, h.params.threads, enc.EncodeToString(h.salt), enc.EncodeToString(h.key))
}

var errPHC = errors.New("not a PHC string of argon2id")

func parsePHC(s string) (h phc, err error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return h, errPHC
	}
	costs := strings.Split(parts[3], ",")
	if len(costs) != 3 {
		return h, errPHC
	}
	var n [3]uint64
	for i, name := range []string{"m=", "t=", "p="} {
		digits, ok := strings.CutPrefix(costs[i], name)
		if n[i], err = strconv.ParseUint(digits, 10, 32); !ok || err != nil || n[i] == 0 || i == 2 && n[i] > math.MaxUint8 {
			return h, errPHC
		}
	}
	h.params = params{uint32(n[0]), uint32(n[1]), uint8(n[2])} //nolint:gosec // bounded above
	h.salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return h, errPHC
	}
	h.key, err = base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(h.key) < 16 {
		return h, errPHC
	}
	return h, nil
}
