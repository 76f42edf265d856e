package db_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// firstKept is the first migration that has to leave the program before it
// working: while nodes are replaced one by one, both work on one database.
const firstKept = "0045"

// breaking are what takes away what an older program reads, or refuses what it
// writes.
var breaking = map[string]*regexp.Regexp{
	"a table is dropped":           regexp.MustCompile(`\bdrop table\b`),
	"a column is dropped":          regexp.MustCompile(`\bdrop column\b`),
	"something is renamed":         regexp.MustCompile(`\brename (to|column)\b`),
	"a column has another type":    regexp.MustCompile(`\balter column \S+ (set data )?type\b`),
	"a column must be filled":      regexp.MustCompile(`\balter column \S+ set not null\b`),
	"a new column must be filled":  regexp.MustCompile(`\badd column (if not exists )?\S+ [^,;]*\bnot null\b`),
	"what is there is constrained": regexp.MustCompile(`\badd (constraint|check|foreign key|unique)\b`),
}

// excused are migrations that break one of the rules all the same, and why an
// older program bears it.
var excused = map[string]string{}

// TestMigrationsAreAdditive keeps an older program working on a newer schema. What
// has to go, goes in the version after the one that no longer uses it.
func TestMigrationsAreAdditive(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if name < firstKept || excused[name] != "" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, broken := range breaks(string(text)) {
			t.Errorf("%s: %s: a node of the version before could not go on", name, broken)
		}
	}
}

var (
	sqlComment = regexp.MustCompile(`--[^\n]*`)
	sqlSpace   = regexp.MustCompile(`\s+`)
	created    = regexp.MustCompile(`\bcreate table (?:if not exists )?(\w+)`)
	uniqueOn   = regexp.MustCompile(`\bcreate unique index (?:if not exists )?\w+ on (\w+)`)
	filled     = regexp.MustCompile(`\bdefault\b`)
)

// breaks returns what a migration breaks.
func breaks(text string) (found []string) {
	text = sqlSpace.ReplaceAllString(strings.ToLower(sqlComment.ReplaceAllString(text, "")), " ")
	for what, pattern := range breaking {
		for _, at := range pattern.FindAllString(text, -1) {
			if !filled.MatchString(after(text, at)) || !strings.HasPrefix(at, "add column") {
				found = append(found, what+" ("+at+")")
			}
		}
	}
	ours := make(map[string]bool)
	for _, table := range created.FindAllStringSubmatch(text, -1) {
		ours[table[1]] = true
	}
	for _, index := range uniqueOn.FindAllStringSubmatch(text, -1) {
		if !ours[index[1]] {
			found = append(found, "what is there is constrained ("+index[0]+")")
		}
	}
	return found
}

// after returns the rest of the clause that begins with a text.
func after(text, begin string) string {
	_, rest, _ := strings.Cut(text, begin)
	clause, _, _ := strings.Cut(begin+rest, ";")
	clause, _, _ = strings.Cut(clause, ", add ")
	return clause
}

func TestBreaks(t *testing.T) {
	for text, want := range map[string]int{
		"create table a (x bigint not null); create unique index a_x on a (x);":              0,
		"alter table a add column b text null;":                                              0,
		"alter table a add column b text not null default '';":                               0,
		"alter table a add column b text not null default '', add column c bigint default 0": 0,
		"create index c on a (x); drop index b; insert into a values (1);":                   0,
		"-- drop table a\ncreate table b (x text)":                                           0,
		"alter table a add column b text not null;":                                          1,
		"alter table a add column b text not null, add column c text not null default ''":    1,
		"drop table a":                                                           1,
		"alter table a drop column b":                                            1,
		"alter table a rename to b":                                              1,
		"alter table a\n\trename column b to c":                                  1,
		"alter table a alter column b type text":                                 1,
		"alter table a alter column b set not null":                              1,
		"alter table a add constraint c check (x > 0)":                           1,
		"create unique index a_x on a (x) where x is null":                       1,
		"alter table a drop column b; alter table c drop column d; drop table e": 3,
	} {
		if got := breaks(text); len(got) != want {
			t.Errorf("%q breaks %q, want %d things", text, got, want)
		}
	}
}
