package identity

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/identity/saml"
)

const (
	maxEntityID = 1024 // characters, as the standards say
	maxURL      = 2048
)

// isHTTPS reports whether s is a whole https address.
func isHTTPS(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && len(s) <= maxURL &&
		!strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c == 0x7f })
}

// EntityID is how a customer calls itself as a service provider: each is one of
// its own. The addresses for its IdPs are below.
func EntityID(publicURL, customerGUID string) string { return publicURL + "/saml/" + customerGUID }

// Provider returns a customer as a service provider.
func (is *IDPs) Provider(ctx context.Context, publicURL string, customerID int64, customerGUID string) (*saml.Provider, error) {
	key, err := is.SPKey(ctx, customerID)
	if err != nil {
		return nil, err
	}
	return &saml.Provider{EntityID: EntityID(publicURL, customerGUID), Key: key.Private, Certificate: key.Certificate}, nil
}

// SAML returns what was agreed with an IdP that speaks SAML. Its metadata was
// valid when it was stored; whether its keys are so now is asked when they are
// used.
func (p *Party) SAML() (*saml.IDP, error) {
	m, err := saml.ParseMetadata(p.Metadata, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("the metadata of IdP %s: it %w", p.GUID, err)
	}
	return &saml.IDP{
		Metadata: m, SHA1: p.SignHashAlg == "sha1", WantsEncrypted: p.WantsEncrypted, SubjectAttribute: p.Mapping.Subject,
	}, nil
}
