package webhook

import (
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/audit"
)

// What webhooks tell of is recorded, and each action is told as one type.
func TestTypesAreOfWhatIsRecorded(t *testing.T) {
	told := make(map[string]string)
	for _, e := range Types {
		for _, action := range e.actions {
			if !slices.Contains(audit.Actions, action) {
				t.Errorf("%s is of %s, which nobody records", e.Name, action)
			}
			if told[action] != "" {
				t.Errorf("%s is %s and %s", action, told[action], e.Name)
			}
			told[action] = e.Name
		}
		if rights[e.Thing()] == "" {
			t.Errorf("who may read what %s tells?", e.Name)
		}
		if len(e.actions) == 0 || e.Says == "" || !strings.HasSuffix(e.Says, ".") || strings.ToLower(e.Name) != e.Name {
			t.Errorf("%+v is not whole", e)
		}
	}
	if len(byName) != len(Types) {
		t.Errorf("%d names of %d types", len(byName), len(Types))
	}
}

// However something came about, it is told as what it is.
func TestEveryWayIsTold(t *testing.T) {
	for action, want := range map[string]string{
		"access_request.approve": "access_request.approved", "access_request.auto_approve": "access_request.approved",
		"user.create": "user.created", "scim_user.create": "user.created", "scim_user.update": "user.updated",
		"user.delete": "user.deleted", "user.erase": "user.deleted",
	} {
		if got, subject := typeOf(&audit.Recorded{Action: action, Subject: "x"}); got == nil || got.Name != want || subject != "x" {
			t.Errorf("%s is told as %v of %q, want %s", action, got, subject, want)
		}
	}
}

// The pauses grow, and are enough for twelve tries.
func TestWaits(t *testing.T) {
	if len(waits) != mostTries-1 || !slices.IsSorted(waits) {
		t.Errorf("%d pauses for %d tries: %v", len(waits), mostTries, waits)
	}
	for _, d := range waits {
		for range 100 {
			if j := jitter(d); j < d*4/5 || j > d*6/5 {
				t.Fatalf("%v became %v", d, j)
			}
		}
	}
}
