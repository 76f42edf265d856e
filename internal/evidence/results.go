package evidence

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// event is a line of go test -json; see go doc test2json.
type event struct {
	Action  string
	Package string
	Test    string // "" for what is said of the whole package
	Output  string
}

// result is what became of a test, of a part of one, or of a package.
type result struct {
	state string   // run (it never ended), pass, skip, fail
	lines []string // what it said
}

// packet holds the results of a package.
type packet struct {
	result
	tests map[string]*result
	order []string // of the tests, as they began
}

// results are those of a run, by the package's path.
type results map[string]*packet

func (rs results) packet(path string) *packet {
	if rs[path] == nil {
		rs[path] = &packet{result{state: "run"}, make(map[string]*result), nil}
	}
	return rs[path]
}

func (p *packet) test(name string) *result {
	if name == "" {
		return &p.result
	}
	if p.tests[name] == nil {
		p.tests[name] = &result{state: "run"}
		p.order = append(p.order, name)
	}
	return p.tests[name]
}

// read takes the events of a run, and prints what go test prints if it is asked
// for neither -json nor -v: a line for each package, and what failed said.
func read(from io.Reader, to io.Writer) (results, error) {
	rs := make(results)
	for in := bufio.NewReader(from); ; {
		line, err := in.ReadString('\n')
		if line != "" {
			rs.take(line, to)
		}
		if errors.Is(err, io.EOF) {
			return rs, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (rs results) take(line string, to io.Writer) {
	var e event
	if err := json.Unmarshal([]byte(line), &e); err != nil || e.Action == "" {
		_, _ = io.WriteString(to, line) // from wherever it comes, it is not for us
		return
	}
	switch e.Action {
	case "build-output":
		_, _ = io.WriteString(to, e.Output)
	case "run":
		rs.packet(e.Package).test(e.Test)
	case "output":
		r := rs.packet(e.Package).test(e.Test)
		r.lines = append(r.lines, e.Output)
	case "pass", "skip", "fail":
		p := rs.packet(e.Package)
		p.test(e.Test).state = e.Action
		if e.Test == "" {
			p.print(to)
		}
	}
}

// print says how a package ended: in one line, or else all that its failed tests
// said, each after its name.
func (p *packet) print(to io.Writer) {
	if p.state == "fail" {
		for _, name := range p.order {
			if r := p.tests[name]; r.state == "fail" || r.state == "run" {
				_, _ = io.WriteString(to, r.failure(strings.Count(name, "/")))
			}
		}
	}
	for _, line := range p.lines {
		if p.state == "fail" || strings.HasPrefix(line, "ok  \t") || strings.HasPrefix(line, "?   \t") {
			_, _ = io.WriteString(to, line)
		}
	}
}

func (r *result) failure(depth int) string {
	var name, said strings.Builder
	for _, line := range r.lines {
		switch {
		case strings.HasPrefix(strings.TrimLeft(line, " "), "--- FAIL: "):
			name.WriteString(strings.Repeat("    ", depth) + strings.TrimLeft(line, " "))
		case !strings.HasPrefix(line, "=== "):
			said.WriteString(line)
		}
	}
	return name.String() + said.String()
}
