package mail_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/mail"
	"gatehouse/internal/mail/dnstest"
)

func TestDNSKnowsWhoTakesNoMail(t *testing.T) {
	s := dnstest.Start(t, map[string]dnstest.Domain{
		"served.example":     {MX: "mx.served.example."},
		"address.example":    {Address: true},
		"null.example":       {MX: ".", Address: true}, // RFC 7505: the address does not count
		"empty.example":      {},
		"broken.example":     {Broken: true},
		"xn--mnchen.example": {MX: "mx.served.example."},
	})
	asked := []string{
		"served.example", "address.example", "null.example", "empty.example", "broken.example", "nowhere.example",
		"served.example", "xn--mnchen.example",
	}
	got := mail.NewDNS(s.Resolver).Refuse(t.Context(), asked)
	want := []string{"empty.example", "nowhere.example", "null.example"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
	if n := s.Asked("served.example"); n != 1 {
		t.Errorf("asked %d times about one domain", n)
	}
}

// A server that never answers holds nobody up, however many domains are asked
// for, and condemns nobody.
func TestDNSWaitsNoLongerThanItsCaller(t *testing.T) {
	zone := make(map[string]dnstest.Domain)
	var asked []string
	for i := range 500 {
		domain := "d" + strconv.Itoa(i) + ".example"
		zone[domain] = dnstest.Domain{Silent: true}
		asked = append(asked, domain)
	}
	s := dnstest.Start(t, zone)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	if got := mail.NewDNS(s.Resolver).Refuse(ctx, asked); len(got) > 0 {
		t.Errorf("condemned %v", got)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("took %s", took)
	}
}
