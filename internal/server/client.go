package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"gatehouse/internal/fault"
)

// peer returns the address at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, _ := netip.ParseAddr(host)
	return addr.Unmap().WithZone("")
}

func (s *Server) trusts(addr netip.Addr) bool {
	for _, p := range s.Proxies {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// client returns who sent r: the connection's peer, or where that is a trusted
// proxy the last address in X-Forwarded-For that is not one. Addresses before
// it are whatever the client claimed. An entry that is not an address ends the
// walk at the proxy that wrote it.
func (s *Server) client(r *http.Request) netip.Addr {
	addr := peer(r)
	if !s.trusts(addr) {
		return addr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(hops) {
		hop, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil {
			return addr
		}
		addr = hop.Unmap().WithZone("")
		if !s.trusts(addr) {
			return addr
		}
	}
	return addr
}

// secure refuses plain http from beyond this machine, unless it comes through a
// trusted proxy that speaks https to the world, and adds HSTS where the world
// does speak https.
func (s *Server) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hop := peer(r)
		direct := r.TLS != nil
		proxied := s.HTTPS && s.trusts(hop)
		if !direct && !proxied && !hop.IsLoopback() {
			s.refuse(w, r, fault.New(fault.Forbidden, "Plain http ends at this machine. Use https."), http.StatusForbidden)
			return
		}
		if s.HTTPS && (direct || proxied) {
			w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// refuse answers a call itself: one of the API as its families do, others with
// the text of f alone.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, f error, status int) {
	if isAPI(r.URL.Path) {
		s.Refuse(w, r, f)
		return
	}
	http.Error(w, fault.Of(f).Detail, status)
}
