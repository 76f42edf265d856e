package oidc

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// keys are those that a provider publishes. They are fetched again when a
// signature is by none of them, at most once a minute: whoever makes up
// signatures must not have it asked all the time.
type keys struct {
	client     *http.Client
	now        func() time.Time
	url        string
	algorithms []string

	mu    sync.Mutex
	set   []jose.JSONWebKey
	asked time.Time
}

const (
	askKeysEvery = time.Minute
	maxKeys      = 100
	maxKeySet    = 1 << 20 // bytes
	minRSA       = 2048    // bits
)

var errNoKey = errors.New("none of the provider's keys made the signature")

// VerifySignature returns what was signed. Which algorithms may be used is part
// of what it checks.
func (k *keys) VerifySignature(ctx context.Context, raw string) ([]byte, error) {
	var taken []jose.SignatureAlgorithm
	for _, a := range k.algorithms {
		taken = append(taken, jose.SignatureAlgorithm(a))
	}
	signed, err := jose.ParseSignedCompact(raw, taken)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if payload, ok := check(signed, k.set); ok {
		return payload, nil
	}
	if !k.asked.IsZero() && k.now().Sub(k.asked) < askKeysEvery {
		return nil, errNoKey
	}
	k.asked = k.now()
	set, err := k.fetch(ctx)
	if err != nil {
		return nil, fmt.Errorf("fetch the provider's keys: %w", err)
	}
	k.set = set
	if payload, ok := check(signed, k.set); ok {
		return payload, nil
	}
	return nil, errNoKey
}

// check tries the keys that the signature may be by.
func check(signed *jose.JSONWebSignature, set []jose.JSONWebKey) (payload []byte, ok bool) {
	head := signed.Signatures[0].Header
	for _, key := range set {
		if head.KeyID != "" && key.KeyID != head.KeyID || key.Algorithm != "" && key.Algorithm != head.Algorithm {
			continue
		}
		if payload, err := signed.Verify(key.Key); err == nil {
			return payload, true
		}
	}
	return nil, false
}

func (k *keys) fetch(ctx context.Context) ([]jose.JSONWebKey, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url, http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := k.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxKeySet)).Decode(&set); err != nil {
		return nil, err
	}
	if len(set.Keys) > maxKeys {
		return nil, fmt.Errorf("more than %d keys", maxKeys)
	}
	var usable []jose.JSONWebKey
	for _, text := range set.Keys {
		// What is not known here does not keep the others from being used.
		var key jose.JSONWebKey
		if key.UnmarshalJSON(text) == nil && isUsable(key) {
			usable = append(usable, key)
		}
	}
	return usable, nil
}

// isUsable takes public keys alone, for signatures, and none that is too short.
func isUsable(key jose.JSONWebKey) bool {
	if key.Use != "" && key.Use != "sig" || !key.Valid() || !key.IsPublic() {
		return false
	}
	short, is := key.Key.(*rsa.PublicKey)
	return !is || short.N.BitLen() >= minRSA
}
