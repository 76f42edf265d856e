package identity

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/saml"
)

// metadata looks at what is stored of an IdP of SAML, and at what it publishes.
func (t *trial) metadata(ctx context.Context) {
	stored, err := saml.ParseMetadata(t.idp.Metadata, time.Time{})
	if err != nil {
		t.add("metadata", Bad, fault.Text{Format: "Its metadata cannot be used: it %s.", Args: []any{fault.Why(err)}}, fault.Text{Format: "Enter it anew."})
		return
	}
	t.certificates(stored.CertificateEnds())
	if t.idp.MetadataURL == "" {
		t.add("metadata_url", Warning, fault.Text{Format: "There is no address that newer metadata comes from."},
			fault.Text{Format: "Enter one: otherwise nobody gets in once the IdP changes its certificate."})
		return
	}
	text, ok := t.fetch(ctx, "metadata_url", t.idp.MetadataURL)
	if !ok {
		return
	}
	now, err := saml.ParseMetadata(string(text), t.now)
	switch {
	case err != nil:
		t.add("metadata", Bad, fault.Text{Format: "What it publishes cannot be used: it %s.", Args: []any{fault.Why(err)}}, fault.Text{Format: "Ask whoever runs the IdP."})
	case now.EntityID != t.idp.EntityID:
		t.add("metadata", Bad, fault.Text{Format: "It publishes the metadata of another entity."}, fault.Text{Format: "Compare the address, and the entity ID."})
	case string(text) != t.idp.Metadata && !now.CertificateEnds().Equal(stored.CertificateEnds()):
		t.add("metadata", Warning, fault.Text{Format: "It publishes other certificates than those that are stored."}, fault.Text{Format: "Nothing: they are fetched within a day. Save its settings to have them now."})
	default:
		t.good("metadata", fault.Text{Format: "It publishes the metadata that is stored."})
	}
}

func (t *trial) certificates(ends time.Time) {
	day := ends.Format(time.DateOnly)
	switch left := ends.Sub(t.now); {
	case left <= 0:
		t.add("certificate", Bad, fault.Text{Format: "Its last signing certificate expired on %s.", Args: []any{day}}, fault.Text{Format: "Get newer metadata from the IdP."})
	case left < endsSoon:
		t.add("certificate", Warning, fault.Text{Format: "Its last signing certificate expires on %s.", Args: []any{day}}, fault.Text{Format: "Get newer metadata from the IdP."})
	default:
		t.good("certificate", fault.Text{Format: "Its last signing certificate is good until %s.", Args: []any{day}})
	}
}

// fetch gets what the IdP publishes, and compares its clock with ours.
func (t *trial) fetch(ctx context.Context, code, address string) (body []byte, ok bool) {
	why := error(fault.Reason("this program fetches nothing"))
	var date time.Time
	if t.is.Fetch != nil {
		body, date, why = t.is.Fetch.GetAt(ctx, address)
	}
	if !date.IsZero() {
		t.clock(date)
	}
	if why != nil {
		t.add(code, Bad, fault.Text{Format: "%s cannot be fetched: %s.", Args: []any{address, fault.Why(why)}},
			fault.Text{Format: "Look whether the address is right, and whether this server may reach it."})
		return nil, false
	}
	t.good(code, fault.Text{Format: "%s can be fetched.", Args: []any{address}})
	return body, true
}

// clock compares once: a message that is too old, or of the future, is refused.
func (t *trial) clock(date time.Time) {
	if slices.ContainsFunc(t.checks, func(c Check) bool { return c.Code == "clock" }) {
		return
	}
	apart := t.now.Sub(date).Abs().Round(time.Second)
	found := fault.Text{Format: "Its clock and ours are %d seconds apart.", Args: []any{int64(apart / time.Second)}}
	advice := fault.Text{Format: "Set both by NTP: messages that seem too old, or of the future, are refused."}
	switch {
	case apart > clockBad:
		t.add("clock", Bad, found, advice)
	case apart > clockWarning:
		t.add("clock", Warning, found, advice)
	default:
		t.good("clock", found)
	}
}

// published is what a trial reads of OpenID Connect Discovery 1.0, section 3.
// Signing in reads it by itself: here each point is told apart.
type published struct {
	Issuer    string `json:"issuer"`
	Authorize string `json:"authorization_endpoint"`
	Token     string `json:"token_endpoint"`
	Keys      string `json:"jwks_uri"`
}

func (t *trial) provider(ctx context.Context) {
	if t.idp.HasClientSecret() {
		t.good("client", fault.Text{Format: "Client ID and client secret are entered."})
	} else {
		t.add("client", Warning, fault.Text{Format: "There is no client secret."}, fault.Text{Format: "Enter it, unless the IdP gives none."})
	}
	text, ok := t.fetch(ctx, "discovery", strings.TrimSuffix(t.idp.EntityID, "/")+"/.well-known/openid-configuration")
	if !ok {
		return
	}
	var p published
	if json.Unmarshal(text, &p) != nil {
		t.add("discovery", Bad, fault.Text{Format: "What is there is no configuration of OpenID Connect."}, fault.Text{Format: "Look whether the address is right, and whether this server may reach it."})
		return
	}
	if p.Issuer == t.idp.EntityID {
		t.good("issuer", fault.Text{Format: "It calls itself by the issuer that is entered."})
	} else {
		t.add("issuer", Bad, fault.Text{Format: "It calls itself by another issuer than the one that is entered."}, fault.Text{Format: "Enter the issuer exactly as the IdP writes it, a slash at its end included."})
	}
	https := func(address string) bool { return strings.HasPrefix(address, "https://") }
	if !https(p.Authorize) || !https(p.Token) || !https(p.Keys) {
		t.add("endpoints", Bad, fault.Text{Format: "It does not name by https where people sign in, where codes are exchanged, and where its keys are."}, fault.Text{Format: "Ask whoever runs the IdP."})
		return
	}
	t.good("endpoints", fault.Text{Format: "It names where people sign in, where codes are exchanged, and where its keys are."})
	t.keys(ctx, p.Keys)
}

func (t *trial) keys(ctx context.Context, address string) {
	text, ok := t.fetch(ctx, "keys", address)
	if !ok {
		return
	}
	var set struct {
		Keys []struct {
			Kind string `json:"kty"`
			Use  string `json:"use"`
		} `json:"keys"`
	}
	n := 0
	if json.Unmarshal(text, &set) == nil {
		for _, k := range set.Keys {
			if (k.Use == "" || k.Use == "sig") && slices.Contains([]string{"RSA", "EC", "OKP"}, k.Kind) {
				n++
			}
		}
	}
	if n == 0 {
		t.add("keys", Bad, fault.Text{Format: "There is no key that its signatures could be checked with."}, fault.Text{Format: "Ask whoever runs the IdP."})
		return
	}
	t.good("keys", fault.Text{Format: "Its signatures can be checked: it publishes %d keys for that.", Args: []any{int64(n)}})
}
