package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// peers are other programs beside which Gatehouse is measured: package
// gatehouse/internal/bench/peers, in a module of its own.
type peers struct {
	program  string
	versions map[string]string // of their modules
	rates    []beside          // answers a second
	sights   []sighted
}

// beside is a thing that both were asked for in turns.
type beside struct {
	what         string
	ours, theirs float64
	span         time.Duration // in which none of theirs may have come
}

// sighted is how long a program takes to say whether a user sees a company.
type sighted struct {
	name string
	took time.Duration
}

// pocketbase, openfga and casbin are their modules.
const (
	pocketbase = "github.com/pocketbase/pocketbase"
	openfga    = "github.com/openfga/openfga"
	casbin     = "github.com/casbin/casbin/v3"
)

// beside measures the others with what the first engine's largest customer has.
func (b *bench) beside(ctx context.Context, f *figures) (*peers, error) {
	p := &peers{versions: make(map[string]string)}
	if err := b.buildPeers(ctx, p); err != nil {
		return nil, err
	}
	if err := b.askPeers(ctx, p, f); err != nil {
		return nil, err
	}
	return p, b.pocketBase(ctx, p, f)
}

// buildPeers builds them, which may take minutes the first time.
func (b *bench) buildPeers(ctx context.Context, p *peers) error {
	b.note("building the peers")
	dir, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "gatehouse/internal/bench").Output()
	if err != nil {
		return fmt.Errorf("find the peers: %w", err)
	}
	folder := filepath.Join(strings.TrimSpace(string(dir)), "peers")
	p.program = filepath.Join(b.folder, "peers")
	build := exec.CommandContext(ctx, "go", "build", "-C", folder, "-o", p.program, ".")
	build.Stdout, build.Stderr = b.say, b.say
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the peers: %w", err)
	}
	mod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return err
	}
	for _, module := range []string{pocketbase, openfga, casbin} {
		if found := regexp.MustCompile(regexp.QuoteMeta(module) + ` (v\S+)`).FindSubmatch(mod); found != nil {
			p.versions[module] = string(found[1])
		}
	}
	return nil
}

// askPeers asks those that only say who sees what the same as we were asked.
func (b *bench) askPeers(ctx context.Context, p *peers, f *figures) error {
	file := filepath.Join(b.folder, "sight.json")
	text, err := json.Marshal(f.last().sight())
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return err
	}
	for _, name := range []string{"openfga", "casbin"} {
		b.note("%s: who sees what", name)
		var took []time.Duration
		for range b.runs {
			out, err := exec.CommandContext(ctx, p.program, name, file, (b.span / 2).String()).Output()
			if err != nil {
				return fmt.Errorf("%s: %w: %s", name, err, saidOf(err))
			}
			n, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			took = append(took, time.Duration(n))
		}
		p.sights = append(p.sights, sighted{name, median(took)})
	}
	return nil
}

// saidOf is what a program that failed wrote about it.
func saidOf(err error) []byte {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.Stderr
	}
	return nil
}

const records = "/api/collections/access_requests/records"

// pocketBase gives PocketBase the same requests, and asks both in turns.
func (b *bench) pocketBase(ctx context.Context, p *peers, f *figures) (err error) {
	s := f.last()
	ours, err := b.serve(ctx, s.url, s.data, keepNoAnswers...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ours.stop()) }()
	b.note("PocketBase takes %s records", short(s.size))
	data := filepath.Join(b.folder, "pocketbase")
	token, err := b.give(ctx, p, ours, s, data)
	if err != nil {
		return err
	}
	port, err := freePort(ctx)
	if err != nil {
		return err
	}
	listen := fmt.Sprintf("127.0.0.1:%d", port)
	theirs, err := launch(ctx, listen, "/api/health", filepath.Join(b.folder, "pocketbase.log"), p.program, "pocketbase", data, listen)
	if err != nil {
		return err
	}
	defer func() { _ = theirs.stop() }() // nobody needs its data any more, however it ends
	return b.sideBySide(ctx, p, s, ours, theirs, token)
}

// give lets PocketBase read the whole list, and returns its token.
func (b *bench) give(ctx context.Context, p *peers, ours *process, s *store, data string) (token string, err error) {
	fill := exec.CommandContext(ctx, p.program, "fill", data)
	var out, said bytes.Buffer
	fill.Stdout, fill.Stderr = &out, &said
	in, err := fill.StdinPipe()
	if err != nil {
		return "", err
	}
	if err := fill.Start(); err != nil {
		return "", err
	}
	_, err = read(ctx, ours.first+outbox+"?format=ndjson", s.admin, in)
	err = errors.Join(err, in.Close(), fill.Wait())
	if err != nil {
		return "", fmt.Errorf("fill PocketBase: %w: %s", err, said.String())
	}
	return strings.TrimSpace(out.String()), nil
}

// sideBySide asks both for a list, for one of a company, and for a new request.
func (b *bench) sideBySide(ctx context.Context, p *peers, s *store, ours, theirs *process, token string) error {
	list := func(query string) call {
		return call{url: theirs.address + records + fmt.Sprintf("?perPage=%d&sort=-created_time&%s", page, query), authorization: token}
	}
	our := func(query string) call {
		return call{url: ours.address + listed(query)(s.customer), authorization: authorization(s.admin)}
	}
	if err := firstList(ctx, ours, s); err != nil {
		return err
	}
	if err := b.quiet(ctx); err != nil {
		return err
	}
	company := "filter=" + url.QueryEscape(fmt.Sprintf("(requestee_company_guid='%s')", s.companies[0])) + "&skipTotal=1"
	for _, pair := range []struct {
		what         string
		ours, theirs call
	}{
		{"list of 100", our(""), list("skipTotal=1")},
		{"list of 100 with totals, which are its default", our(""), list("")},
		{"list of 100 by company", our("company_guid=" + s.companies[0]), list(company)},
	} {
		err := b.both(p, pair.what, func(c call) (float64, error) { return b.load.get(ctx, c, b.span) }, pair.ours, pair.theirs)
		if err != nil {
			return err
		}
	}
	record, err := b.record(ctx, ours, s)
	if err != nil {
		return err
	}
	next := s.drafts(ours)[0]
	create := call{url: theirs.address + records, authorization: token, body: record, want: http.StatusOK}
	return b.both(p, "create", func(c call) (float64, error) {
		if c.body == nil {
			return b.load.post(ctx, b.span, next)
		}
		return b.load.post(ctx, b.span, func() call { return c })
	}, call{}, create)
}

// both measures in turns.
func (b *bench) both(p *peers, what string, rate func(call) (float64, error), ours, theirs call) error {
	b.note("side by side: %s", what)
	var our, their []float64
	for range b.runs + 1 {
		if err := take(&our)(rate(ours)); err != nil {
			return err
		}
		if err := take(&their)(rate(theirs)); err != nil {
			return err
		}
	}
	p.rates = append(p.rates, beside{what, median(our[1:]), median(their[1:]), b.span}) // the first warms up
	return nil
}

// record is a request as PocketBase is given one.
func (b *bench) record(ctx context.Context, ours *process, s *store) ([]byte, error) {
	body, _, err := fetch(ctx, ours.first+listed("")(s.customer), s.admin)
	if err != nil {
		return nil, err
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(body, &rows); err != nil {
		return nil, err
	}
	return rows[0], nil
}
