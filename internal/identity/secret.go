package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"math/big"
	"strings"
)

// A token reads gth_<random><checksum>: 160 random bits in 27 digits of base
// 62, and the CRC32 of all before it in 6. The checksum lets a typing error, or
// a scanner's guess, be refused without asking the database.
const (
	tokenMark      = "gth_"
	randomDigits   = 27
	checksumDigits = 6
	tokenLength    = len(tokenMark) + randomDigits + checksumDigits
	prefixLength   = 8 // the random digits that are shown in lists
)

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// NewToken returns the secret of a new token, and what is stored of it.
func NewToken() (secret, hash, prefix, last4 string) {
	body := tokenMark + randomText()
	secret = body + checksum(body)
	return secret, hashOf(secret), secret[len(tokenMark) : len(tokenMark)+prefixLength], secret[len(secret)-4:]
}

// WellFormed reports whether secret has the form of a token and a checksum
// that fits.
func WellFormed(secret string) bool {
	if len(secret) != tokenLength || !strings.HasPrefix(secret, tokenMark) {
		return false
	}
	body := secret[:tokenLength-checksumDigits]
	return checksum(body) == secret[len(body):]
}

// randomText returns 160 random bits in base 62.
func randomText() string {
	var b [20]byte
	rand.Read(b[:])
	return digits(new(big.Int).SetBytes(b[:]), randomDigits)
}

func checksum(s string) string {
	return digits(big.NewInt(int64(crc32.ChecksumIEEE([]byte(s)))), checksumDigits)
}

// digits writes n in base 62, filled up to a width.
func digits(n *big.Int, width int) string {
	out := make([]byte, width)
	base, digit := big.NewInt(int64(len(base62))), new(big.Int)
	for i := width - 1; i >= 0; i-- {
		n.DivMod(n, base, digit)
		out[i] = base62[digit.Int64()]
	}
	return string(out)
}

// hashOf is what is stored of a secret with enough random bits, and of an
// e-mail address in the directory.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
