package tenant

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"unicode/utf8"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Branding is how a customer looks to people outside it: on its forms, in its
// invitations and in its mails.
type Branding struct {
	Name   string // what they read: the customer's own name, or one that it chose
	Accent string // #rrggbb, or "" for Gatehouse's own
	Logo   string // its address on this server, or ""
}

// Branding returns how the customer looks to people outside it.
func (c *Customer) Branding() Branding {
	return c.Settings.Branding(c.GUID, c.Name)
}

// Branding is [Customer.Branding] for who has read the settings of a customer
// beside its guid and name.
func (s *Settings) Branding(guid, name string) Branding {
	b := Branding{Name: cmp.Or(s.DisplayName, name), Accent: s.Accent}
	if s.Logo != "" {
		b.Logo = "/logos/" + guid + "/" + s.Logo
	}
	return b
}

// OnMails is how the customer's mails look.
func (b Branding) OnMails() mail.Brand {
	if b.Accent == "" {
		return mail.Brand{Name: b.Name}
	}
	s := ShadesOf(b.Accent)
	return mail.NewBrand(b.Name, s.Light, s.Dark)
}

// BrandOfMails returns what tells who sends mails how those of a customer look.
func BrandOfMails(c db.Conn) func(context.Context, int64) (mail.Brand, error) {
	return func(ctx context.Context, id int64) (mail.Brand, error) {
		b, err := BrandingOf(ctx, c, id)
		return b.OnMails(), err
	}
}

// BrandingOf returns how a customer looks to people outside it.
func BrandingOf(ctx context.Context, c db.Conn, id int64) (Branding, error) {
	customer, err := Read(ctx, c, id)
	return customer.Branding(), err
}

const (
	maxDisplayName = 100
	// minContrast is what WCAG 2.2 asks of text (1.4.3), and with it of a button's
	// white label on the accent.
	minContrast = 4.5
	darkPanel   = "#15201d" // what the accent stands on in the dark
	darkLabel   = "#06231d" // and what stands on it there
)

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func (s *Settings) checkBranding(p fault.Problems) {
	text(p, "display_name", s.DisplayName)
	p.Require(utf8.RuneCountInString(s.DisplayName) <= maxDisplayName, "display_name", "must not be longer than 100 characters")
	p.Require(s.DisplayName == "" || mail.CleanName(s.DisplayName) == s.DisplayName, "display_name", "must be a name without addresses of pages")
	if s.Accent == "" {
		return
	}
	if !colourForm.MatchString(s.Accent) {
		p.Require(false, "accent", "must be a colour such as #0b5e51")
		return
	}
	if has := Contrast(s.Accent, "#ffffff"); has < minContrast {
		p.Require(false, "accent", "White text on it has a contrast of %.1f to 1: choose a darker colour, of at least 4.5 to 1.", math.Floor(has*10)/10)
	}
}

// Shades are an accent as pages and mails use it.
type Shades struct {
	Light, OnLight string // the colour by day, and a label on it
	Dark, OnDark   string // and in the dark
}

// ShadesOf returns the shades of an accent, which has passed the settings' check.
// In the dark it is as much lighter as it must be to be read there.
func ShadesOf(accent string) Shades {
	dark := channels(accent)
	for Contrast(written(dark), darkPanel) < 7 {
		for i := range dark {
			dark[i] += (1 - dark[i]) * 0.08
		}
	}
	return Shades{Light: accent, OnLight: "#ffffff", Dark: written(dark), OnDark: darkLabel}
}

// Contrast is the contrast ratio of two colours (WCAG 2.2, "contrast ratio"):
// 1 to 21.
func Contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(colour string) float64 {
	weights, sum := [3]float64{0.2126, 0.7152, 0.0722}, 0.0
	for i, v := range channels(colour) {
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weights[i] * v
	}
	return sum
}

// channels are red, green and blue of #rrggbb, from 0 to 1.
func channels(colour string) (of [3]float64) {
	n, _ := strconv.ParseUint(colour[1:], 16, 32) // it has the form
	for i := range of {
		of[i] = float64(n>>(16-8*i)&0xff) / 255
	}
	return of
}

// written is the colour as #rrggbb.
func written(of [3]float64) string {
	return fmt.Sprintf("#%02x%02x%02x", int(math.Round(of[0]*255)), int(math.Round(of[1]*255)), int(math.Round(of[2]*255)))
}
