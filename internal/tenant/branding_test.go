package tenant_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// The pairs are of the examples that WCAG's own tools name.
func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#ffffff", 1},
		{"#767676", "#ffffff", 4.54},
		{"#0000ff", "#ffffff", 8.59},
	} {
		if got := tenant.Contrast(tt.a, tt.b); math.Abs(got-tt.want) > 0.01 {
			t.Errorf("%s on %s: got %.2f, want %.2f", tt.a, tt.b, got, tt.want)
		}
	}
	for _, accent := range []string{"#0b5e51", "#000000", "#7a1fa2", "#b00020"} {
		s := tenant.ShadesOf(accent)
		if on := tenant.Contrast(s.Dark, s.OnDark); on < 4.5 {
			t.Errorf("%s: the label in the dark has %.2f", accent, on)
		}
		if on := tenant.Contrast(s.Light, s.OnLight); on < 4.5 {
			t.Errorf("%s: the label by day has %.2f", accent, on)
		}
	}
}

func TestBranding(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		if got := w.c.Branding(); got.Name != w.c.Name || got.Accent != "" || got.Logo != "" {
			t.Errorf("before anything is set: %+v", got)
		}
		for _, tt := range []struct {
			name, accent, want string // the field that is refused
		}{
			{"Blue Seas", "#0B5E51", "accent"},
			{"Blue Seas", "green", "accent"},
			{"Blue Seas", "#6fd0b8", "accent"},
			{"see www.evil.example", "", "display_name"},
			{strings.Repeat("x", 101), "", "display_name"},
			{"Blue\nSeas", "", "display_name"},
			{"Blue Seas", "#0b5e51", ""},
		} {
			_, err := w.customers.SetSettings(t.Context(), w.admin, func(s *tenant.Settings) error {
				s.DisplayName, s.Accent = tt.name, tt.accent
				return nil
			})
			if tt.want == "" {
				ok(t, err)
			} else if wants(t, err, fault.Invalid); fault.Of(err).Fields[tt.want] == "" {
				t.Errorf("%q, %q: got %v, want a problem with %s", tt.name, tt.accent, err, tt.want)
			}
		}
		var picture bytes.Buffer
		ok(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))))
		c, err := w.customers.SetLogo(t.Context(), w.admin, picture.Bytes())
		ok(t, err)
		b := c.Branding()
		if b.Name != "Blue Seas" || b.Accent != "#0b5e51" || !strings.HasPrefix(b.Logo, "/logos/"+c.GUID+"/") {
			t.Errorf("got %+v", b)
		}
		name := b.Logo[strings.LastIndex(b.Logo, "/")+1:]
		body, err := w.customers.Logo(t.Context(), c.GUID, name)
		ok(t, err)
		if !bytes.Equal(body, picture.Bytes()) {
			t.Error("the logo is another picture")
		}
		_, err = w.customers.SetLogo(t.Context(), w.admin, []byte("<svg/>"))
		wants(t, err, fault.Invalid)
		_, err = w.customers.SetLogo(t.Context(), w.user(t, actor.GroupAdmin, w.group), picture.Bytes())
		wants(t, err, fault.Forbidden)
		c, err = w.customers.SetLogo(t.Context(), w.admin, nil)
		ok(t, err)
		if c.Branding().Logo != "" {
			t.Error("the logo is still there")
		}
		_, err = w.customers.Logo(t.Context(), c.GUID, name)
		wants(t, err, fault.NotFound)
	})
}

// Of two who change the settings that they read at the same time, the second is
// told; and a change that is refused changes nothing.
func TestSettingsHaveAVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		seen := tenant.WithVersions(t.Context(), []int64{w.c.Version})
		longer := func(s *tenant.Settings) error { s.TrialDuration = 60; return nil }
		c, err := w.customers.ChangeSettings(seen, w.admin, longer, nil)
		ok(t, err)
		if c.Version != w.c.Version+1 {
			t.Errorf("version %d after %d", c.Version, w.c.Version)
		}
		_, err = w.customers.ChangeSettings(seen, w.admin, longer, nil)
		wants(t, err, fault.PreconditionFailed)
		_, err = w.customers.ChangeSettings(t.Context(), w.admin, func(s *tenant.Settings) error {
			s.TrialDuration, s.KeepMails = 90, 7
			return nil
		}, nil)
		wants(t, err, fault.Invalid)
		got, err := w.customers.One(t.Context(), c.ID)
		ok(t, err)
		if got.Version != c.Version || got.Settings.TrialDuration != 60 {
			t.Errorf("got version %d and %+v", got.Version, got.Settings)
		}
		if got := w.count(t, `select count(*) from event_details where body like '%"changed":["trial_duration"]%'`); got != 1 {
			t.Errorf("%d events say what was changed, want 1", got)
		}
	})
}
