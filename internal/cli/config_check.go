package cli

import (
	"cmp"
	"errors"
	"net"
	"net/url"
	"os"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// check finds what is wrong with where the data is said to be.
func (s *Store) check() error {
	if s.DatabaseURL != "" {
		if err := db.CheckURL(string(s.DatabaseURL)); err != nil {
			return wrong("database-url", "%w", err)
		}
	}
	if s.PublicURL != "" {
		u, err := url.Parse(s.PublicURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return wrong("public-url", "%q is not an http:// or https:// address", s.PublicURL)
		}
		if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			return wrong("public-url", "%q has more than scheme, host and port", s.PublicURL)
		}
		s.PublicURL = u.Scheme + "://" + u.Host
	}
	return nil
}

// check finds what is wrong with how the server is to run, and works out the
// public URL if none is given.
func (s *Service) check(store *Store) error {
	if err := store.check(); err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return wrong("listen", "%q is not host:port", s.Listen)
	}
	if err := cmp.Or(s.checkMetrics(), s.checkTraces()); err != nil {
		return err
	}
	if (s.TLSCert == "") != (s.TLSKey == "") {
		return wrong("tls-cert", "a certificate and its key (--tls-key) go together")
	}
	for option, file := range map[string]string{"tls-cert": s.TLSCert, "tls-key": s.TLSKey} {
		if err := readable(file); err != nil {
			return wrong(option, "%v", err)
		}
	}
	if _, err := s.proxies(); err != nil {
		return err
	}
	if _, err := s.fetcher(); err != nil {
		return err
	}
	if s.Workers < 1 || s.Workers > 100 {
		return wrong("workers", "%d is not between 1 and 100", s.Workers)
	}
	if s.DrainSeconds < 0 || s.DrainSeconds > 300 {
		return wrong("drain-seconds", "%d is not between 0 and 300", s.DrainSeconds)
	}
	if err := s.checkAPI(); err != nil {
		return err
	}
	if s.SMTPURL != "" {
		if _, err := mail.NewSMTP(string(s.SMTPURL)); err != nil {
			return wrong("smtp-url", "%v", err)
		}
	}
	if store.PublicURL == "" {
		store.PublicURL = s.scheme() + "://" + net.JoinHostPort(cmp.Or(unspecified(host), "localhost"), port)
	}
	return s.checkPlain(store, host)
}

// checkMetrics finds what is wrong with where the metrics are to be had, and keeps
// them to this machine unless another address is named.
func (s *Service) checkMetrics() error {
	if s.MetricsListen == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(s.MetricsListen)
	if err != nil {
		return wrong("metrics-listen", "%q is not host:port", s.MetricsListen)
	}
	s.MetricsListen = net.JoinHostPort(cmp.Or(host, "localhost"), port)
	if _, public, _ := net.SplitHostPort(s.Listen); public == port && port != "0" {
		return wrong("metrics-listen", "%s is the port of --listen: metrics are not for who can reach that", port)
	}
	return nil
}

// checkAPI finds what is wrong with how the API may be called.
func (s *Service) checkAPI() error {
	for i, text := range s.CORSOrigins {
		text = strings.TrimSpace(text)
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || text != strings.ToLower(u.Scheme+"://"+u.Host) {
			return wrong("cors-origins", "%q is not an origin such as https://portal.example", text)
		}
		s.CORSOrigins[i] = text
	}
	for option, n := range map[string]int{"user-calls": s.UserCalls, "ratings-calls": s.RatingsCalls} {
		if n < 0 || n > 1_000_000 {
			return wrong(option, "%d is not between 0 and 1000000", n)
		}
	}
	if s.ListIndex < 0 || s.ListIndex > 65_536 {
		return wrong("list-index", "%d is not between 0 and 65536", s.ListIndex)
	}
	if s.AnswerCache < 0 || s.AnswerCache > 65_536 {
		return wrong("answer-cache", "%d is not between 0 and 65536", s.AnswerCache)
	}
	if s.ShortTokens < 1 || s.ShortTokens > 60 {
		return wrong("short-token-minutes", "%d is not between 1 and 60", s.ShortTokens)
	}
	return nil
}

// checkPlain refuses to carry passwords in the open: plain http ends at this
// machine, or at a proxy that speaks https to the world.
func (s *Service) checkPlain(store *Store, host string) error {
	if s.TLSCert != "" || isLoopback(host) {
		return nil
	}
	if len(s.TrustedProxies) == 0 {
		return wrong("listen", "%q is reached from other machines over plain http: set --tls-cert and --tls-key, "+
			"or --trusted-proxies and an https --public-url, or listen on localhost", s.Listen)
	}
	if !strings.HasPrefix(store.PublicURL, "https://") {
		return wrong("public-url", "%q is not https, as it has to be behind --trusted-proxies", store.PublicURL)
	}
	return nil
}

func readable(file string) error {
	if file == "" {
		return nil
	}
	f, err := os.Open(file)
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return errors.New(file + ": " + pathErr.Err.Error())
	}
	if err != nil {
		return err
	}
	return f.Close()
}
