// Package dnstest is a DNS server for a test: real questions and answers over
// loopback.
package dnstest

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// Domain is what the server says about one.
type Domain struct {
	MX      string // the name of its mail server; "." says that it takes no mail
	Address bool   // has one of its own
	Broken  bool   // the server cannot say
	Silent  bool   // the server never answers
}

// Server knows some domains. All others do not exist.
type Server struct {
	*net.Resolver // asks the server

	zone map[string]Domain

	mu    sync.Mutex
	asked map[string]int
}

// Start starts a server that ends with the test.
func Start(t testing.TB, zone map[string]Domain) *Server {
	t.Helper()
	conn, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{zone: zone, asked: make(map[string]int)}
	s.Resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.serve(conn)
	}()
	t.Cleanup(func() {
		_ = conn.Close()
		<-done
	})
	return s
}

// Asked returns how often the server was asked about a domain.
func (s *Server) Asked(domain string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[domain]
}

func (s *Server) serve(conn net.PacketConn) {
	buf := make([]byte, 4096)
	for {
		n, from, err := conn.ReadFrom(buf)
		if err != nil {
			return // the test has ended
		}
		var m dnsmessage.Message
		if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
			continue
		}
		if s.answer(&m) {
			text, err := m.Pack()
			if err == nil {
				_, _ = conn.WriteTo(text, from)
			}
		}
	}
}

// answer makes an answer of a question, or reports false.
func (s *Server) answer(m *dnsmessage.Message) bool {
	q := m.Questions[0]
	name := strings.ToLower(strings.TrimSuffix(q.Name.String(), "."))
	s.mu.Lock()
	s.asked[name]++
	s.mu.Unlock()
	d, known := s.zone[name]
	m.Response, m.Authoritative, m.RecursionAvailable = true, true, true
	m.Additionals = nil
	header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 60}
	switch {
	case d.Silent:
		return false
	case d.Broken:
		m.RCode = dnsmessage.RCodeServerFailure
	case !known:
		m.RCode = dnsmessage.RCodeNameError
	case q.Type == dnsmessage.TypeMX && d.MX != "":
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.MXResource{MX: dnsmessage.MustNewName(d.MX)}}}
	case q.Type == dnsmessage.TypeA && d.Address:
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: [4]byte{192, 0, 2, 1}}}}
	}
	return true
}
