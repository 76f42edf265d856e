package cli

import (
	"context"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/server"
	"gatehouse/internal/trace"
)

type serve struct {
	Store
	Service
	Demo bool `help:"Fill a new data folder with a demo customer first, and say how to use it."`
}

// Run is "gatehouse serve".
func (s *serve) Run(ctx context.Context, p *Process) error {
	if err := s.Service.check(&s.Store); err != nil {
		return err
	}
	log := newLog(p.Err, s.LogFormat, s.LogLevel)
	s.logStart(ctx, log, p)
	var demo *demoSecrets
	if s.Demo {
		made, err := fillIfNew(ctx, &s.Store, p.Out)
		if err != nil {
			return err
		}
		demo = made
	}
	tracer, err := s.tracer(ctx, p, log)
	if err != nil {
		return err
	}
	defer func() {
		if err := tracer.Close(ctx); err != nil {
			log.WarnContext(ctx, "the last traces were not sent", "err", err)
		}
	}()
	parts, err := start(ctx, &s.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	if parts.db.Dialect() == db.SQLite { // the file may be a copy of before: see db.Dialect.Epoch
		if err := parts.db.Tx(ctx, func(tx *db.Tx) error { return db.NewEra(ctx, tx) }); err != nil {
			return err
		}
	}
	if customers, err := parts.customers.All(ctx); err != nil {
		return err
	} else if len(customers) == 0 {
		log.WarnContext(ctx, "there is no customer yet: make one with gatehouse init")
	}
	return s.run(ctx, parts, log, tracer, func() {
		if demo != nil {
			demo.Address = s.PublicURL
			demo.explain(p.Out)
		}
	})
}

// ballastSize is how many bytes a server holds that it never touches, so that they take
// no memory. The collector lets as much garbage wait as there is in use, and with the
// few MiB that a server needs it would run dozens of times a second under load.
const ballastSize = 16 << 20

// run serves until ctx ends. ready is called when requests are answered.
func (s *serve) run(ctx context.Context, parts *parts, log *slog.Logger, tracer *trace.Tracer, ready func()) error {
	house, err := build(parts, &s.Store, &s.Service, log)
	if err != nil {
		return err
	}
	defer house.requests.Index.Close()
	srv, err := s.server(house)
	if err != nil {
		return err
	}
	srv.Tracer, house.runner.Tracer = tracer, tracer
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Listen)
	if err != nil {
		return wrong("listen", "%v", err)
	}

	// A server that fails takes the workers down with it; they stop after it,
	// for what its last requests asked of them.
	var wg sync.WaitGroup
	defer wg.Wait()
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	wg.Go(func() { house.runner.Run(working, s.Workers, time.Second) })
	record := &record{db: parts.db, file: house.auditHeads(), log: log, noted: make(map[int64]int64)}
	wg.Go(func() { record.run(working) })
	if err := s.metrics(working, house, srv.Checks, &wg); err != nil {
		return err
	}

	ballast := make([]byte, ballastSize)
	defer runtime.KeepAlive(ballast)
	log.InfoContext(ctx, "listening", "address", ln.Addr().String(), "public_url", s.PublicURL)
	ready()
	err = srv.Run(ctx, ln)
	log.InfoContext(ctx, "stopped")
	return err
}

func (s *serve) server(h *house) (*server.Server, error) {
	proxies, err := s.proxies()
	if err != nil {
		return nil, err
	}
	srv := &server.Server{
		Log: h.log, API: h.api, Refuse: h.refuse, Web: h.web, Proxies: proxies, HTTPS: strings.HasPrefix(s.PublicURL, "https://"),
		Metered: s.MetricsListen != "",
		Drain:   time.Duration(s.DrainSeconds) * time.Second,
		Checks:  []server.Check{{Name: "database", Ask: h.db.Ping}, {Name: "clock", Ask: h.clock.check}},
	}
	if s.TLSCert != "" {
		if srv.TLS, err = server.Certificate(s.TLSCert, s.TLSKey); err != nil {
			return nil, wrong("tls-cert", "%v", err)
		}
	}
	return srv, nil
}

// logStart says how the server was configured, without secrets, and what of
// the environment nobody reads.
func (s *serve) logStart(ctx context.Context, log *slog.Logger, p *Process) {
	number, commit := built()
	database := any(s.database())
	if s.DatabaseURL != "" {
		database = s.DatabaseURL
	}
	log.InfoContext(ctx, "starting", "version", number, "commit", commit, "data", s.Data, "database", database,
		"listen", s.Listen, "public_url", s.PublicURL, "mail", s.SMTPURL, "trusted_proxies", s.TrustedProxies)
	for _, name := range unknownVariables(p.Environ) {
		log.WarnContext(ctx, "this environment variable is no option", "name", name)
	}
}

// unknownVariables returns the names that look like options and are none. They
// are no error: a container platform makes some of its own.
func unknownVariables(environ []string) []string {
	known := map[string]bool{"GATEHOUSE_TOOLS": true}
	for _, o := range options() {
		known[envName(o.name)] = true
		if o.secret {
			known[envName(o.name)+"_FILE"] = true
		}
	}
	var unknown []string
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "GATEHOUSE_") && !strings.HasPrefix(name, "GATEHOUSE_TEST_") && !known[name] {
			unknown = append(unknown, name)
		}
	}
	return unknown
}
