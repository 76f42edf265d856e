package mail

import (
	htmltemplate "html/template"
	"strings"
)

// dress is how a customer's mail looks and speaks.
type dress struct {
	Brand   Brand
	Wording Wording

	masked bool // nothing in it opens anything

	Opening, Closing string // the wording's, with the values of this mail in it
}

// Sender is whom the mail names above all: the customer's brand, or Gatehouse.
func (d dress) Sender() string {
	if name := CleanName(d.Brand.Name); name != "" {
		return name
	}
	return "Gatehouse"
}

// outlook holds what only Outlook on Windows reads: it knows neither max-width
// nor fonts that are inherited. Templates would drop the comments.
var outlook = map[string]htmltemplate.HTML{
	"head": `<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript>` +
		`<style>table { border-collapse: collapse; mso-table-lspace: 0pt; mso-table-rspace: 0pt; } td, p, a, li, div { font-family: 'Segoe UI', Arial, sans-serif !important; }</style><![endif]-->`,
	"open":  `<!--[if mso]><table role="presentation" align="center" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td width="560"><![endif]-->`,
	"close": `<!--[if mso]></td></tr></table><![endif]-->`,
}

// filler keeps a list of mails from showing more than the preheader.
var filler = htmltemplate.HTML(strings.Repeat("&#847;&zwnj;&nbsp;", 60)) //nolint:gosec // a constant

// maxPreheader is about what a list of mails has room for, in characters.
const maxPreheader = 110

// preheader is the first thing that a mail says after its greeting.
func preheader(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for _, p := range paragraphs[1:] {
		first, _, _ := strings.Cut(p, "\n")
		if first == "" || strings.HasPrefix(first, ">") || strings.HasPrefix(first, "http") || strings.HasPrefix(first, "-- ") {
			continue
		}
		words := []rune(CleanName(p))
		if len(words) > maxPreheader {
			cut := strings.LastIndex(string(words[:maxPreheader]), " ")
			return string(words[:maxPreheader])[:max(cut, 0)] + "…"
		}
		return string(words)
	}
	return ""
}
