package cli

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// lines reads a file of one JSON object a line.
func lines(t *testing.T, text string) (all []map[string]any) {
	t.Helper()
	for line := range strings.Lines(text) {
		var one map[string]any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

// The record goes out of one customer, newest first, in three formats, by the
// filters of the API.
func TestAuditExport(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		must(t, env, "user", "add", "--name", "Paul Mason", "--email", "paul@blueseas.example")
		all := lines(t, must(t, env, "audit", "export", "--format", "ndjson"))
		if len(all) < 4 || all[0]["seq"].(float64) != float64(len(all)) || all[len(all)-1]["seq"] != 1.0 {
			t.Fatalf("the record is %v", all)
		}
		file, err := csv.NewReader(strings.NewReader(must(t, env, "audit", "export"))).ReadAll()
		if err != nil || len(file) != len(all)+1 || !slices.Equal(file[0][:3], []string{"seq", "created_time", "action"}) || file[1][2] != all[0]["action"] {
			t.Errorf("as CSV: %v %v", file, err)
		}

		must(t, env, "customer", "add", "--name", "Red Hills")
		refused(t, env, exitUsage, "say which", "audit", "export")
		customers := read[[]customerJSON](t, must(t, env, "customer", "list", "--json"))
		for _, c := range customers {
			siem := lines(t, must(t, env, "audit", "export", "--format", "ocsf", "--customer", c.Name))
			if len(siem) == 0 || (len(siem) == len(all)) != (c.Name != "Red Hills") {
				t.Errorf("of %s there are %d events", c.Name, len(siem))
			}
			for _, e := range siem {
				meta := e["metadata"].(map[string]any)
				if e["class_uid"] == nil || meta["version"] != "1.3.0" || meta["tenant_uid"] != c.GUID {
					t.Errorf("the SIEM gets %v of %s", e, c.Name)
				}
			}
		}
		export := func(options ...string) []map[string]any {
			t.Helper()
			return lines(t, must(t, env, append([]string{"audit", "export", "--format", "ndjson", "--customer", "Blue Seas"}, options...)...))
		}
		users := export("--action", "user", "--action", "token.create")
		if len(users) < 3 || slices.ContainsFunc(users, func(e map[string]any) bool {
			return e["action"] != "token.create" && !strings.HasPrefix(e["action"].(string), "user.")
		}) {
			t.Errorf("of users and tokens there is %v", users)
		}
		made := export("--action", "user.create", "--limit", "1")
		if len(made) != 1 || len(export("--subject", made[0]["subject"].(string))) == 0 || len(export("--user", "server")) == 0 || len(export("--user", "nobody@")) != 0 {
			t.Errorf("one by one: %v", made)
		}
		if len(export("--since", "2000-01-01", "--until", "2999-01-01")) != len(all) || len(export("--since", "2999-01-01")) != 0 {
			t.Error("times do not narrow it")
		}
		refused(t, env, exitUsage, "must be a day such as", "audit", "export", "--since", "yesterday")
		refused(t, env, exitUsage, "--limit", "audit", "export", "--limit", "x")
	})
}
