package collab

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A notification about a request leads to one of the pages by which it is found
// when somebody in it is erased.
func TestPagesOfNotifications(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	page := regexp.MustCompile(`"(/[a-z-]+/)" ?\+`)
	found := make(map[string]bool)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") || file == "erase.go" || file == "form_logo.go" { // whose address is no page
			continue
		}
		for _, m := range page.FindAllStringSubmatch(string(text), -1) {
			found[m[1]] = true
		}
	}
	for start := range found {
		if !slices.Contains(pagesOf("guid"), start+"guid") {
			t.Errorf("notifications that lead to %s stay", start)
		}
	}
	if len(found) != len(pagesOf("")) {
		t.Errorf("found %v", found)
	}
}
