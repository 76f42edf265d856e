package evidence

import (
	"strings"
	"testing"
)

// said is what go test -json would say of a package.
func said(lines ...string) results {
	rs := make(results)
	for _, line := range lines {
		action, rest, _ := strings.Cut(line, " ")
		name, output, _ := strings.Cut(rest, ": ")
		r := rs.packet(prefix + "thing").test(name)
		if action == "output" {
			r.lines = append(r.lines, output+"\n")
		} else {
			r.state = action
		}
	}
	return rs
}

func names(tests ...string) (all []Requirement) {
	for _, name := range tests {
		all = append(all, Requirement{Number: "6.2.1", Tests: []Test{{"thing", name}}})
	}
	return all
}

func TestJudge(t *testing.T) {
	both := []string{"pass TestOne", "pass TestOne/sqlite", "pass TestOne/postgres", "pass TestOne/sqlite/a_part", "pass TestOne/postgres/a_part"}
	noPostgres := []string{
		"pass TestOne", "pass TestOne/sqlite", "pass TestOne/sqlite/a_part", "skip TestOne/postgres",
		"output TestOne/postgres:     dbtest.go:65: GATEHOUSE_TEST_POSTGRES is not set",
	}
	for _, tt := range []struct {
		name, names  string
		ran          []string
		failed, left string
	}{
		{"passed", "TestOne", both, "", ""},
		{"a part passed", "TestOne/a_part", both, "", ""},
		{"misspelled", "TestOnne", both, "it did not run", ""},
		{"the beginning of a name", "TestOn", both, "it did not run", ""},
		{"a part is gone", "TestOne/a_part_more", both, "it did not run", ""},
		{"of another package", "TestOne", nil, "there are no tests in gatehouse/internal/thing", ""},
		{"failed", "TestOne", []string{"fail TestOne"}, "TestOne failed", ""},
		{"a part failed", "TestOne", []string{"pass TestOne", "fail TestOne/a_part"}, "TestOne/a_part failed", ""},
		{"did not end", "TestOne", []string{"run TestOne"}, "TestOne did not end", ""},
		{"skipped", "TestOne", []string{"skip TestOne", "output TestOne:     x.go:3: not today"}, "TestOne was skipped: x.go:3: not today", ""},
		{"skipped without a word", "TestOne", []string{"skip TestOne"}, "TestOne was skipped: ", ""},
		{"a part was skipped", "TestOne", []string{"pass TestOne", "pass TestOne/a", "skip TestOne/b"}, "TestOne/b was skipped: ", ""},
		{"skipped with what is here", "TestOne", []string{"skip TestOne", "output TestOne: GATEHOUSE_TEST_CHROMIUM is broken"}, "TestOne was skipped: GATEHOUSE_TEST_CHROMIUM is broken", ""},
		{"without an engine", "TestOne", noPostgres, "", "TestOne/postgres was skipped: dbtest.go:65: GATEHOUSE_TEST_POSTGRES is not set"},
		{"a part without an engine", "TestOne/a_part", noPostgres, "", ""},
		{"wholly without", "TestOne/a_part", []string{"skip TestOne", "output TestOne: GATEHOUSE_TEST_POSTGRES is not set"}, "", "TestOne/a_part is a part of what was skipped"},
		{"on one engine only", "TestOne", []string{"pass TestOne", "pass TestOne/sqlite"}, "TestOne/postgres did not run, TestOne/sqlite did", ""},
		{"a part on one engine only", "TestOne", append([]string{"pass TestOne/sqlite/more"}, both...), "TestOne/postgres/more did not run, TestOne/sqlite/more did", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := judge(names(tt.names), said(tt.ran...), func(variable string) bool { return variable == "GATEHOUSE_TEST_POSTGRES" })
			want := tt.failed
			if want != "" {
				want = "6.2.1 names thing." + tt.names + ": " + want
			}
			if got := strings.Join(v.failed, "\n"); got != want {
				t.Errorf("failed: %q, want %q", got, want)
			}
			want = tt.left
			if want != "" {
				want = "thing." + tt.names + ": " + want
			}
			if got := strings.Join(v.left, "\n"); got != want {
				t.Errorf("left out: %q, want %q", got, want)
			}
		})
	}
	// With CI set nothing is absent, and nothing is left out.
	v := judge(names("TestOne"), said(noPostgres...), func(string) bool { return false })
	if len(v.failed) != 1 || len(v.left) != 0 {
		t.Errorf("%+v", v)
	}
}

func TestAbsent(t *testing.T) {
	t.Setenv("GATEHOUSE_TEST_THIS", "here")
	for ci, want := range map[string]bool{"": true, "true": false} {
		t.Setenv("CI", ci)
		if absent("GATEHOUSE_TEST_THIS") || absent("GATEHOUSE_TEST_THAT") != want {
			t.Errorf("CI=%q", ci)
		}
	}
}
