package mail

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"
)

// DNS says which domains take no mail. It asks for names of the public DNS only,
// some at a time, and never longer than Wait: what was not answered by then is
// not known to be bad.
type DNS struct {
	resolver *net.Resolver
	wait     time.Duration
	places   chan struct{} // of the lookups that run at once, in all calls together
}

const (
	dnsWait   = 5 * time.Second
	dnsAtOnce = 16
)

// NewDNS returns a DNS that asks r. It should be one in Go: lookups through the
// C library cannot be given up.
func NewDNS(r *net.Resolver) *DNS {
	return &DNS{resolver: r, wait: dnsWait, places: make(chan struct{}, dnsAtOnce)}
}

// Refuse returns those of domains that are known to take no mail: they do not
// exist, have neither a mail server nor an address, or say so (RFC 7505).
func (d *DNS) Refuse(ctx context.Context, domains []string) map[string]bool {
	ctx, cancel := context.WithTimeout(ctx, d.wait)
	defer cancel()
	var (
		mu      sync.Mutex
		wg      sync.WaitGroup
		refused = make(map[string]bool)
	)
	left := make(chan string)
	for range min(dnsAtOnce/2, len(domains)) {
		wg.Go(func() {
			for domain := range left {
				if d.refuses(ctx, domain) {
					mu.Lock()
					refused[domain] = true
					mu.Unlock()
				}
			}
		})
	}
	for _, domain := range slices.Compact(slices.Sorted(slices.Values(domains))) {
		left <- domain // after the deadline, lookups end at once
	}
	close(left)
	wg.Wait()
	return refused
}

func (d *DNS) refuses(ctx context.Context, domain string) bool {
	select {
	case d.places <- struct{}{}:
		defer func() { <-d.places }()
	case <-ctx.Done():
		return false
	}
	name := domain + "." // nothing of this network's own is meant
	servers, err := d.resolver.LookupMX(ctx, name)
	if len(servers) > 0 {
		return len(servers) == 1 && servers[0].Host == "."
	}
	if !isNotFound(err) {
		return false
	}
	// Without a mail server, mail goes to the domain's own address (RFC 5321).
	_, err = d.resolver.LookupNetIP(ctx, "ip", name)
	return isNotFound(err)
}

// isNotFound reports whether the DNS answered that there is no such thing.
func isNotFound(err error) bool {
	e, ok := errors.AsType[*net.DNSError](err)
	return ok && e.IsNotFound && !e.IsTemporary && !e.IsTimeout
}
