package tour

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// docs/mails.md shows every mail as it is: its text and HTML are what is sent,
// its pictures are there, and nothing else is.
func TestMailsAreShown(t *testing.T) {
	all, err := shownMails()
	if err != nil {
		t.Fatal(err)
	}
	const docs = "../../docs/"
	text, err := os.ReadFile(docs + "mails.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != string(mailPage(all)) {
		t.Error("docs/mails.md does not say what the mails say: run make mails")
	}
	var want []string
	for _, l := range all {
		if !l.isShown() {
			continue
		}
		want = append(want, l.name()+".html")
		for _, width := range mailWidths {
			for _, scheme := range Schemes {
				want = append(want, l.picture(width, scheme))
			}
		}
		if page, err := os.ReadFile(docs + "mails/" + l.name() + ".html"); err != nil || string(page) != l.HTML {
			t.Errorf("docs/mails/%s.html is not what is sent, %v: run make mails", l.name(), err)
		}
	}
	kept, err := filepath.Glob(docs + "mails/*")
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for i, k := range kept {
		info, err := os.Stat(k)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
		kept[i] = filepath.Base(k)
	}
	slices.Sort(kept)
	slices.Sort(want)
	if !slices.Equal(kept, want) {
		t.Errorf("docs/mails has %d files, the mails make %d: run make mails", len(kept), len(want))
	}
	if total > 4<<20 {
		t.Errorf("docs/mails has %d bytes", total)
	}
}
