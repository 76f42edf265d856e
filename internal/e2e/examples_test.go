package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// example is a command or a program of a page, with what the text says of it.
type example struct {
	line     int
	heading  string
	language string // sh, python or go
	command  string
	status   string // of the HTTP answer; "" for a command of gatehouse
	answer   string // "" where the text shows none
	isJSON   bool
	keeps    []keep
}

// keep is an id that the text gives a name to.
type keep struct {
	path         string // into the answer, such as data.id
	field, value string // of the element that is meant, in a list
	name         string
}

var (
	answersLine = regexp.MustCompile("^Answers `(\\d{3})`")
	keepText    = regexp.MustCompile("[Ii]ts `([\\w.]+)` is `\\$([A-Z_]+)` below")
	keepOneText = regexp.MustCompile("The `([\\w.]+)` of one whose `([\\w.]+)` is `(\\w+)` is `\\$([A-Z_]+)` below")
)

// languages are what a block may be written in to be run.
var languages = []string{"sh", "python", "go"}

// readExamples parses a page: a block of sh is a command, one of another
// language a program, the line that says "Answers" or "Prints" is about it, and
// so is the block that follows that.
func readExamples(t *testing.T, page string) []*example {
	t.Helper()
	path := filepath.Join("..", "..", "docs", page)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bad := regexp.MustCompile(`/(work|root|home|tmp)/`).Find(file); bad != nil {
		t.Errorf("%s names %s", path, bad)
	}
	var all []*example
	heading, kind, block, from := "", "", "", 0
	for i, line := range strings.Split(string(file), "\n") {
		switch {
		case kind != "" && line == "```":
			all = addBlock(t, all, &example{line: from, heading: heading}, kind, block)
			kind, block = "", ""
		case kind != "":
			block += line + "\n"
		case strings.HasPrefix(line, "```"):
			kind, from = strings.TrimPrefix(line, "```"), i+1
		case strings.HasPrefix(line, "#"):
			heading = strings.TrimLeft(line, "# ")
		case len(all) > 0:
			all[len(all)-1].read(line)
		}
	}
	return all
}

func addBlock(t *testing.T, all []*example, e *example, kind, block string) []*example {
	t.Helper()
	if slices.Contains(languages, kind) {
		e.language, e.command = kind, block
		return append(all, e)
	}
	if len(all) == 0 || all[len(all)-1].answer != "" || kind != "json" && kind != "text" {
		t.Fatalf("line %d: a block of %q answers nothing", e.line, kind)
	}
	last := all[len(all)-1]
	last.answer, last.isJSON = block, kind == "json"
	return all
}

// read takes from a line of text what it says of the command above it.
func (e *example) read(line string) {
	if m := answersLine.FindStringSubmatch(line); m != nil {
		e.status = m[1]
	}
	for _, m := range keepText.FindAllStringSubmatch(line, -1) {
		e.keeps = append(e.keeps, keep{path: m[1], name: m[2]})
	}
	for _, m := range keepOneText.FindAllStringSubmatch(line, -1) {
		e.keeps = append(e.keeps, keep{path: m[1], field: m[2], value: m[3], name: m[4]})
	}
}

// shell runs the commands of one reader.
type shell struct {
	dir string
	env []string
}

// newShell returns a reader's shell on the server's machine. curl says the
// status on the standard error, so that no command has to ask for it.
func newShell(t *testing.T, s *site, admin credentials) *shell {
	t.Helper()
	home := t.TempDir()
	const rc = "silent\nshow-error\nwrite-out = \"%{stderr}%{http_code}\"\n"
	if err := os.WriteFile(filepath.Join(home, ".curlrc"), []byte(rc), 0o600); err != nil {
		t.Fatal(err)
	}
	sh := &shell{dir: home, env: append(slices.Clip(s.env), "CURL_HOME="+home, "HOME="+home)}
	sh.set("GATEHOUSE", s.url)
	sh.set("TOKEN", admin.Token)
	sh.set("USER_ID", admin.UserGUID)
	sh.set("CUSTOMER_ID", strconv.FormatInt(admin.CustomerID, 10))
	return sh
}

func (sh *shell) set(name, value string) { sh.env = append(sh.env, name+"="+value) }

// run runs a command and returns the body and the status that curl got; for
// another program, what it prints and "".
func (sh *shell) run(t *testing.T, command string) (body, status string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", command)
	var out, said bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = sh.dir, sh.env, &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s%v\n%s", command, err, said.String())
	}
	body = strings.ReplaceAll(out.String(), "\r\n", "\n")
	if strings.HasPrefix(body, "HTTP/") { // curl -i
		_, body, _ = strings.Cut(body, "\n\n")
	}
	return body, said.String()
}

// TestExamples runs docs/examples.md from its beginning to its end, as a reader
// would, against a server with the demo customer.
func TestExamples(t *testing.T) {
	t.Parallel()
	examples := readExamples(t, "examples.md")
	each(t, func(t *testing.T, s *site) {
		admin := read[credentials](t, s.run(t, "demo", "--json"))
		s.serve(t)
		sh := newShell(t, s, admin)
		for _, e := range examples {
			got, status := sh.run(t, e.command)
			if status != e.status {
				t.Fatalf("line %d: %s answers %q %s, want %q", e.line, e.command, status, got, e.status)
			}
			e.compare(t, got)
			compareDocument(t, e, got)
			for _, k := range e.keeps {
				sh.set(k.name, k.find(t, e, got))
			}
		}
		if len(examples) < 30 {
			t.Errorf("there are only %d examples", len(examples))
		}
	})
}

// compare checks an answer against the one in the text: of JSON the fields and
// types, of text the first line, and all of it where it is only that.
func (e *example) compare(t *testing.T, got string) {
	t.Helper()
	switch {
	case e.answer == "":
	case e.isJSON:
		var want, is any
		if err := json.Unmarshal([]byte(e.answer), &want); err != nil {
			t.Fatalf("line %d: the answer in the text: %v", e.line, err)
		}
		if err := json.Unmarshal([]byte(got), &is); err != nil {
			t.Fatalf("line %d: the answer %q: %v", e.line, got, err)
		}
		for _, d := range differences("", want, is, asShown) {
			t.Errorf("line %d: %s", e.line, d)
		}
		e.compareSentence(t, want, is)
	default:
		if first(got) != first(e.answer) || strings.Count(got, "\n") < strings.Count(e.answer, "\n") {
			t.Errorf("line %d: it prints\n%s\nwant\n%s", e.line, got, e.answer)
		}
	}
}

// compareSentence checks that a refusal says what the text says.
func (e *example) compareSentence(t *testing.T, want, is any) {
	t.Helper()
	if w, ok := want.(object); ok && w["detail"] != nil {
		if got := is.(object)["detail"]; got != w["detail"] {
			t.Errorf("line %d: it is refused with %q, want %q", e.line, got, w["detail"])
		}
	}
}

func first(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}

// find returns an id from an answer.
func (k keep) find(t *testing.T, e *example, answer string) string {
	t.Helper()
	v := read[any](t, answer)
	if k.field != "" {
		v = one(v, k.field, k.value)
	}
	for step := range strings.SplitSeq(k.path, ".") {
		switch at := v.(type) {
		case object:
			v = at[step]
		case []any:
			if v = nil; step == "0" && len(at) > 0 {
				v = at[0]
			}
		default:
			v = nil
		}
	}
	switch id := v.(type) {
	case string:
		return id
	case float64:
		return fmt.Sprintf("%.0f", id)
	}
	t.Fatalf("line %d: the answer has no %s for $%s: %s", e.line, k.path, k.name, answer)
	return ""
}

// one returns an element of a list by the value of a field.
func one(list any, field, value string) any {
	all, _ := list.([]any)
	for _, element := range all {
		if o, ok := element.(object); ok && fmt.Sprint(o[field]) == value {
			return o
		}
	}
	return nil
}
