package mail

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Key is the server's secret. It lives outside the database, so that a stolen
// database opens no link, and is the same on every node.
type Key [32]byte

// String keeps the key out of logs.
func (Key) String() string { return "(key)" }

// GoString keeps the key out of logs.
func (Key) GoString() string { return "(key)" }

// LoadKey reads the key from a file of 64 hexadecimal digits or 32 raw bytes.
// If there is no file it makes a key and writes it, readable by its owner
// only; of several processes that do so at once, all get the same key.
func LoadKey(path string) (Key, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(path); err != nil {
			return Key{}, fmt.Errorf("make the server key: %w", err)
		}
		content, err = os.ReadFile(path)
	}
	if err != nil {
		return Key{}, fmt.Errorf("read the server key: %w", err)
	}
	var key Key
	if len(content) == len(key) {
		return Key(content), nil
	}
	if n, err := hex.Decode(key[:], padded(bytes.TrimSpace(content))); err != nil || n != len(key) {
		return Key{}, fmt.Errorf("read the server key: %s holds neither 64 hexadecimal digits nor 32 bytes", path)
	}
	return key, nil
}

// padded returns text if it has the length of a key in hexadecimal, or what
// cannot be decoded.
func padded(text []byte) []byte {
	if len(text) != hex.EncodedLen(len(Key{})) {
		return nil
	}
	return text
}

// makeKey writes a new key beside path and links it there, which fails if
// another process was first, and never leaves half a key.
func makeKey(path string) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".key-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	var key Key
	rand.Read(key[:])
	_, err = temp.WriteString(hex.EncodeToString(key[:]) + "\n")
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// The secrets of a link are HMACs under labels of their own, so that neither
// tells anything about the other.
const (
	tokenLabel = "gatehouse link token"
	codeLabel  = "gatehouse link code"
)

const (
	tokenBytes = 20 // 160 bits: 32 characters
	codeDigits = 6
)

// tokens is lower case and digits only: mail programs cut links at a trailing
// - or _, and some change the case.
var tokens = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Sign returns a signature of text for one purpose: 128 bits, in letters that
// a cookie may hold.
func (k Key) Sign(purpose, text string) string {
	return tokens.EncodeToString(k.sum("gatehouse "+purpose, text, 0)[:16])
}

func (k Key) sum(label, guid string, sending int64) []byte {
	mac := hmac.New(sha256.New, k[:])
	mac.Write([]byte(label + "\x00" + guid + "\x00" + strconv.FormatInt(sending, 10)))
	return mac.Sum(nil)
}

func (k Key) token(guid string, sending int64) string {
	return tokens.EncodeToString(k.sum(tokenLabel, guid, sending)[:tokenBytes])
}

func (k Key) code(guid string, sending int64) string {
	n := binary.BigEndian.Uint64(k.sum(codeLabel, guid, sending))
	return fmt.Sprintf("%0*d", codeDigits, n%1_000_000)
}

// NewNonce returns 160 random bits for the browser that starts a flow.
func NewNonce() string {
	var b [tokenBytes]byte
	rand.Read(b[:])
	return tokens.EncodeToString(b[:])
}

// HashNonce returns what may be kept of a nonce until its link is made.
func HashNonce(nonce string) string { return hash(nonce) }

// wellFormed reports whether a token can be one at all.
func wellFormed(token string) bool {
	b, err := tokens.DecodeString(token)
	return err == nil && len(b) == tokenBytes && tokens.EncodeToString(b) == token
}

func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// hashCode binds a code to its token: alone, a million codes are hashed in no
// time, and a stolen database would give the code away.
func hashCode(token, code string) string { return hash(strings.Join([]string{token, code}, " ")) }
