package evidence

import (
	"regexp"
	"slices"
	"strings"

	"gatehouse/internal/db"
)

// prefix is what the names of packages in the document leave out.
const prefix = "gatehouse/internal/"

// verdict is what a run says of the tests that the document names.
type verdict struct {
	failed []string // why a test does not show what it is named for
	left   []string // what was left out, because something is not on this machine
}

// judge looks at what became of each test and of all its parts. Absent is the
// part of an environment variable GATEHOUSE_TEST_… that says what is not here:
// tests that were skipped for want of it are left out. With CI set nothing is.
func judge(all []Requirement, rs results, absent func(variable string) bool) verdict {
	var v verdict
	for _, r := range all {
		for _, t := range r.Tests {
			failed, left := look(t, rs, absent)
			for _, why := range failed {
				v.failed = append(v.failed, r.Number+" names "+t.String()+": "+why)
			}
			for _, why := range left {
				v.left = append(v.left, t.String()+": "+why)
			}
		}
	}
	slices.Sort(v.left)
	v.left = slices.Compact(v.left)
	return v
}

func look(t Test, rs results, absent func(string) bool) (failed, left []string) {
	p := rs[prefix+t.Package]
	if p == nil {
		return []string{"there are no tests in " + prefix + t.Package}, nil
	}
	whole := false
	for _, name := range p.order {
		part := withoutEngine(name)
		if part != t.Name && !strings.HasPrefix(part, t.Name+"/") {
			continue
		}
		whole = whole || part == t.Name
		switch r := p.tests[name]; {
		case r.state == "skip" && r.excused(absent):
			left = append(left, name+" was skipped: "+r.said())
		case r.state == "skip":
			failed = append(failed, name+" was skipped: "+r.said())
		case r.state == "fail":
			failed = append(failed, name+" failed")
		case r.state == "run":
			failed = append(failed, name+" did not end")
		}
		if twin := p.missingTwin(name); twin != "" {
			failed = append(failed, twin+" did not run, "+name+" did")
		}
	}
	switch {
	case !whole && p.underSkipped(t.Name, absent):
		left = append(left, t.Name+" is a part of what was skipped")
	case !whole:
		failed = append(failed, "it did not run")
	}
	return failed, left
}

// withoutEngine leaves the names of engines out of that of a part.
func withoutEngine(name string) string {
	parts := strings.Split(name, "/")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		return part == string(db.SQLite) || part == string(db.Postgres)
	}), "/")
}

// missingTwin returns the name that a part which ran on one engine has on the
// other, if nothing of that name ran. What is below a part that was skipped did
// not have to.
func (p *packet) missingTwin(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		switch part {
		case string(db.SQLite):
			parts[i] = string(db.Postgres)
		case string(db.Postgres):
			parts[i] = string(db.SQLite)
		}
	}
	twin := strings.Join(parts, "/")
	for above := twin; above != ""; above = above[:max(strings.LastIndex(above, "/"), 0)] {
		if r := p.tests[above]; r != nil && (above == twin || r.state == "skip") {
			return ""
		}
	}
	return twin
}

// underSkipped tells whether a part is not there because the whole was skipped.
func (p *packet) underSkipped(name string, absent func(string) bool) bool {
	for ran, r := range p.tests {
		if strings.HasPrefix(name, withoutEngine(ran)+"/") && r.state == "skip" && r.excused(absent) {
			return true
		}
	}
	return false
}

var variables = regexp.MustCompile(`GATEHOUSE_TEST_[A-Z_]+`)

// excused tells whether a test was skipped for want of what is not here.
func (r *result) excused(absent func(string) bool) bool {
	return slices.ContainsFunc(variables.FindAllString(r.said(), -1), absent)
}

// said is what a test said, without what frames it.
func (r *result) said() string {
	var said []string
	for _, line := range r.lines {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			said = append(said, line)
		}
	}
	return strings.Join(said, "; ")
}
