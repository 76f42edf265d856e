package idp

import (
	"strings"
	"testing"
)

func TestSAMLServesMetadata(t *testing.T) {
	s := NewSAML(t, NewAuthority(t))
	if m := s.Metadata(t); !strings.Contains(m, s.EntityID) || !strings.Contains(m, "IDPSSODescriptor") {
		t.Errorf("metadata: %s\n%s", m, s.Log())
	}
}
