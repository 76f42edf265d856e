package tour

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gatehouse/internal/mail"
)

// MailFolder is where the mails are kept, beside docs/mails.md.
const MailFolder = "docs/mails"

// mailWidths are how wide a mail program shows them at a desk, and a phone.
var mailWidths = []int64{600, 390}

// shownIn says which mails are photographed in every language: what goes out of
// the house first. All others are in English, and as text.
var shownIn = map[string][]string{"invitation": mail.Languages}

// shownMail is a mail in one language.
type shownMail struct {
	mail.Rendered
	template string
}

// name is that of its files.
func (l shownMail) name() string { return l.template + "." + l.Language }

func (l shownMail) picture(width int64, scheme string) string {
	return fmt.Sprintf("%s-%d-%s.webp", l.name(), width, scheme)
}

// isShown reports whether there are pictures of it.
func (l shownMail) isShown() bool {
	return l.Language == mail.Languages[0] || slices.Contains(shownIn[l.template], l.Language)
}

// shownMails are every mail in every language, about the demo's people.
func shownMails() (all []shownMail, err error) {
	now := time.Date(2026, time.March, 2, 10, 0, 0, 0, time.UTC)
	for _, c := range mail.Specimens(now) {
		for _, language := range mail.Languages {
			r, err := mail.Preview{
				PublicURL: "https://gatehouse.example.com", Language: language, Content: c, Now: now, Until: now.AddDate(0, 0, 14),
				Brand: mail.Brand{Name: "Blue Seas International"},
			}.Render()
			if err != nil {
				return nil, err
			}
			all = append(all, shownMail{r, c.Template()})
		}
	}
	return all, nil
}

// mailPage is docs/mails.md.
func mailPage(all []shownMail) []byte {
	var b bytes.Buffer
	b.WriteString("# Mails\n\nEvery mail that Gatehouse sends, about the people of the demo: as a mail program shows it, and its text part. " +
		"`make mails` writes this page.\n\nEach has one clear link, or none where nothing is to be done; link and code are made when it is sent. " +
		"An administrator can reword subject, opening and closing, for each mail in each language: *Administration, Mails, Wording of mails*.\n")
	for _, l := range all {
		if l.Language == mail.Languages[0] {
			fmt.Fprintf(&b, "\n## %s\n", l.template)
		}
		fmt.Fprintf(&b, "\n**%s: %s**\n\n", map[string]string{"en": "English", "fr": "Français", "de": "Deutsch"}[l.Language], l.Subject)
		if l.isShown() {
			fmt.Fprintf(&b, "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"mails/%s\"><img src=\"mails/%s\" width=\"600\" alt=\"%s in %s\"></picture>\n\n",
				l.picture(600, "dark"), l.picture(600, "light"), l.template, l.Language)
			fmt.Fprintf(&b, "[HTML](mails/%s.html). At a desk: [light](mails/%s), [dark](mails/%s). On a phone: [light](mails/%s), [dark](mails/%s).\n\n",
				l.name(), l.picture(600, "light"), l.picture(600, "dark"), l.picture(390, "light"), l.picture(390, "dark"))
		}
		fmt.Fprintf(&b, "<details><summary>Text</summary>\n\n```\n%s```\n\n</details>\n", l.Text)
	}
	return b.Bytes()
}

// Mails writes docs/mails.md and its pictures into the repository that it is
// started in.
func Mails(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mails", flag.ContinueOnError)
	chromium := flags.String("chromium", program(), "the browser's `PROGRAM`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	all, err := shownMails()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(MailFolder); err != nil {
		return err
	}
	if err := os.MkdirAll(MailFolder, 0o755); err != nil {
		return err
	}
	b, leave, err := house{Address: "about:blank#"}.open(ctx, *chromium, Stranger)
	defer leave()
	if err != nil {
		return err
	}
	for _, l := range all {
		if !l.isShown() {
			continue
		}
		if err := os.WriteFile(filepath.Join(MailFolder, l.name()+".html"), []byte(l.HTML), 0o644); err != nil { //nolint:gosec // everybody may read it
			return err
		}
		if err := l.photograph(b); err != nil {
			return fmt.Errorf("%s: %w", l.name(), err)
		}
		fmt.Fprintln(out, l.name())
	}
	return os.WriteFile(MailFolder+".md", mailPage(all), 0o644) //nolint:gosec // everybody may read it
}

// photograph takes a mail in every width and scheme.
func (l shownMail) photograph(b context.Context) error {
	file, err := filepath.Abs(filepath.Join(MailFolder, l.name()+".html"))
	if err != nil {
		return err
	}
	for _, width := range mailWidths {
		for _, scheme := range Schemes {
			picture, err := shootPage(b, "file://"+strings.ReplaceAll(file, " ", "%20"), width, scheme)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(MailFolder, l.picture(width, scheme)), picture, 0o644); err != nil { //nolint:gosec // everybody may read it
				return err
			}
		}
	}
	return nil
}

// shootPage takes a whole page.
func shootPage(b context.Context, address string, width int64, scheme string) ([]byte, error) {
	ctx, stop := context.WithTimeout(b, while)
	defer stop()
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}); err != nil {
		return nil, err
	}
	if err := window(ctx, width, 200); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return nil, err
	}
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollHeight`))
	if err != nil {
		return nil, err
	}
	if err := window(ctx, width, height); err != nil {
		return nil, err
	}
	got, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatWebp, Quality: new(int64(quality)),
	})
	if err != nil {
		return nil, err
	}
	return got.Data, nil
}
