package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// accentOf is the address of the stylesheet that gives a page somebody's accent,
// "" if it has Gatehouse's own.
func accentOf(b tenant.Branding) string {
	if b.Accent == "" {
		return ""
	}
	return "/accents/" + strings.TrimPrefix(b.Accent, "#") + ".css"
}

// dressed returns the accent and the logo of a customer for a page that speaks for it.
func (c *Web) dressed(r *http.Request, customerID int64) (accent, logo string, err error) {
	customer, err := c.Customers.One(r.Context(), customerID)
	b := customer.Branding()
	return accentOf(b), b.Logo, err
}

// customerLogo sends a customer's logo. Its address changes with its content, so
// that a browser may keep it.
func (c *Web) customerLogo(w http.ResponseWriter, r *http.Request) error {
	body, err := c.Customers.Logo(r.Context(), r.PathValue("guid"), r.PathValue("name"))
	if err != nil {
		return err
	}
	return keptFor(w, "image/png", body)
}

var accentFile = regexp.MustCompile(`^([0-9a-f]{6})\.css$`)

// accent sends the stylesheet of an accent. It says nothing but the colour of
// its address: the policy of the pages allows no style within them.
func (c *Web) accent(w http.ResponseWriter, r *http.Request) error {
	m := accentFile.FindStringSubmatch(r.PathValue("file"))
	if m == nil || tenant.Contrast("#"+m[1], "#ffffff") < 4.5 {
		return fault.New(fault.NotFound, "There is no such colour.")
	}
	s := tenant.ShadesOf("#" + m[1])
	pair := func(light, dark string) string { return fmt.Sprintf("light-dark(%s, %s)", light, dark) }
	return keptFor(w, "text/css; charset=utf-8", []byte(":root {\n\t--brand: "+pair(s.Light, s.Dark)+
		";\n\t--brand-deep: "+pair(s.Light, s.Dark)+";\n\t--on-brand: "+pair(s.OnLight, s.OnDark)+";\n\t--focus: "+pair(s.Light, s.Dark)+";\n}\n"))
}

// keptFor sends what never changes under its address.
func keptFor(w http.ResponseWriter, kind string, body []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, err := w.Write(body)
	return err
}
