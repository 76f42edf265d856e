package audit_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/audit"
)

// named finds what the sources may record: what stands in a field called Action
// or in an argument of what records, and what begins with a noun of Actions.
var named = regexp.MustCompile(`(?:\b[Aa]ction(?:: *|, | :?= )|\b[a-z]*[rR]ecord[A-Za-z]*\([^"\n]*|\btell\([^"\n]*)"([a-z_]+\.[a-z_]+|sign_in|sign_out)"|"((?:` +
	strings.Join(audit.Nouns(), "|") + `)\.[a-z_]+)"`)

// notActions look like actions and are none: columns and kinds of jobs.
var notActions = []string{"life_cycle.name", "life_cycle.slug", "relationship.name", "company.name", "mail.send", "webhook.clear", "webhook.forget", "webhook.send", "webhook.tick"}

// Every action that the sources record is one of Actions.
func TestActionsAreThoseOfTheSources(t *testing.T) {
	found := make(map[string]string)
	err := filepath.WalkDir("..", func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, apart := range []string{"/audit/actions.go", "/webhook/types.go", "/demo/webhook.go", "/web/", "/api/", "/bench/", "/tour/", "/e2e/", "/evidence/"} {
			if strings.Contains(path, apart) {
				return nil
			}
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			found[m[1]+m[2]] = path
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for action, path := range found {
		if !slices.Contains(audit.Actions, action) && !slices.Contains(notActions, action) {
			t.Errorf("%s records %q, which is not in Actions", path, action)
		}
	}
	if !slices.IsSorted(audit.Actions) {
		t.Error("Actions are not sorted")
	}
	for _, action := range slices.Concat(audit.SignIns, audit.Refusals) {
		if !slices.Contains(audit.Actions, action) {
			t.Errorf("%q is no action", action)
		}
	}
}

func TestExpand(t *testing.T) {
	got := audit.Expand([]string{"tier", "sign_in", "refusals", "old.action"})
	want := append([]string{"old.action", "sign_in", "tier.companies", "tier.create", "tier.delete", "tier.restore", "tier.update"}, audit.Refusals...)
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if audit.Expand(nil) != nil {
		t.Error("nothing asked for is something")
	}
}
