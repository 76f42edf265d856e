package webhook

import (
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Draft is what may be said of a webhook; nil is left as it is.
type Draft struct {
	Name    *string
	Address *string
	Format  *string
	Types   *[]string
	IsOn    *bool
}

// Leads reports whether a draft lets a webhook hear more than before, or lets it be
// sent elsewhere: whether it does more than to rename it or to switch it off.
func (d *Draft) Leads() bool {
	return d.Address != nil || d.Format != nil || d.Types != nil || d.IsOn != nil && *d.IsOn
}

const (
	maxName    = 100
	maxAddress = 2000
)

// Apply takes over what a draft says, or says what is wrong with it.
func (e *Endpoint) Apply(key mail.Key, d Draft) error {
	p := fault.Problems{}
	if d.Name != nil {
		e.Name = mail.CleanName(*d.Name)
	}
	p.Require(e.Name != "" && utf8.RuneCountInString(e.Name) <= maxName, "name", "must have 1 to %d characters", maxName)
	if d.Format != nil {
		e.Format = *d.Format
	}
	p.Require(slices.Contains(Formats, e.Format), "format", "must be one of %s", strings.Join(Formats, ", "))
	if d.Types != nil {
		e.Types = slices.Compact(slices.Sorted(slices.Values(*d.Types)))
	}
	for _, t := range e.Types {
		p.Require(Known(t), "event_types", "must be types of events, such as %s", Types[0].Name)
	}
	if d.IsOn != nil {
		e.IsOn = *d.IsOn
	}
	var err error
	if d.Address != nil || e.address == "" {
		address := ""
		if d.Address != nil {
			address = strings.TrimSpace(*d.Address)
		}
		u, ok := parse(address)
		p.Require(ok, "url", "must be an https address such as https://hooks.example/gatehouse, without a password")
		if ok {
			e.Host = u.Host
			e.address, err = key.Seal(forAddress, e.GUID, []byte(address))
		}
	}
	if problems := p.Err(); problems != nil {
		return problems
	}
	return err
}

func parse(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, false
	}
	return u, u.Scheme == "https" && u.Hostname() != "" && u.User == nil && u.Fragment == ""
}

// What a webhook's secret and address are sealed for. Each belongs to its webhook.
const (
	forAddress = "webhook address"
	forSecret  = "webhook secret"
)

// Address is where a webhook sends to.
func (e *Endpoint) Address(key mail.Key) (string, error) {
	plain, err := key.Unseal(forAddress, e.GUID, e.address)
	return string(plain), err
}

const (
	secretPrefix = "whsec_"
	secretBytes  = 32
)

// NewSecret gives a webhook a new secret and returns it: it is shown to nobody
// again. The one before signs beside it for the overlap; the one before that no
// more.
func (e *Endpoint) NewSecret(key mail.Key, now time.Time, overlap time.Duration) (string, error) {
	var b [secretBytes]byte
	rand.Read(b[:])
	secret := secretPrefix + base64.StdEncoding.EncodeToString(b[:])
	sealed, err := key.Seal(forSecret, e.GUID, []byte(secret))
	if err != nil {
		return "", err
	}
	e.oldSecret, e.OldUntil = "", nil
	if _, err := key.Unseal(forSecret, e.GUID, e.secret); overlap > 0 && err == nil { // with another server key it signs no more
		until := now.Add(overlap)
		e.oldSecret, e.OldUntil = e.secret, &until
	}
	e.secret = sealed
	return secret, nil
}

// secrets are those that sign now, the newest first.
func (e *Endpoint) secrets(key mail.Key, now time.Time) (all []string, err error) {
	sealed := []string{e.secret}
	if e.OldUntil != nil && now.Before(*e.OldUntil) {
		sealed = append(sealed, e.oldSecret)
	}
	for _, s := range sealed {
		plain, err := key.Unseal(forSecret, e.GUID, s)
		if err != nil {
			return nil, err
		}
		all = append(all, string(plain))
	}
	return all, nil
}
