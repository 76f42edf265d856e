package web

import (
	"strings"
	"testing"
)

func guideSamples() []sample { return []sample{{"styleguide", newGuide(sampleTime)}} }

// The guide is there for who works on the pages, and for nobody else; it shows
// every colour that there is.
func TestStyleguide(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.visitor().get(t, "/styleguide").want(t, 404)
		s.web.Development = true
		s.handler = s.web.Handler()
		a := s.visitor().get(t, "/styleguide").want(t, 200, "Style guide", "Disabled", "Nothing here")
		light, _ := schemes(t)
		for name := range light {
			if !strings.Contains(a.body, "var(--"+name+")") {
				t.Errorf("the guide lacks the colour %s", name)
			}
		}
	})
}
