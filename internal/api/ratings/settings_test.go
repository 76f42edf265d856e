package ratings_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

const settings = "/ratings/v1/settings"

func TestSettings(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		got := call(t, s, admin, "GET", settings, "", 200)
		exactly(t, got, map[string]string{
			"branding": "object", "limits": "object", "retention": "object", "sso_domains": "array", "licences": "object", "changed": "null",
		})
		exactly(t, got["branding"].(document), map[string]string{"display_name": "null", "accent": "null", "logo": "null", "language": "string"})
		exactly(t, got["limits"].(document), map[string]string{
			"trial_duration": "number", "invitation_mails_per_day": "number", "max_token_days": "null", "session_hours": "number", "session_idle_minutes": "number",
			"require_second_factor": "bool", "allow_other_cc_domains": "bool", "refuse_free_mail": "bool", "auto_approve_invited_users": "bool",
		})
		exactly(t, got["retention"].(document), map[string]string{"keep_mails": "null", "keep_notifications": "null", "keep_event_details": "null"})
		if l := got["limits"].(document); l["trial_duration"] != 30.0 || l["invitation_mails_per_day"] != 100000.0 || l["session_hours"] != 12.0 {
			t.Errorf("defaults %v", l)
		}
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
			t.Fatal(err)
		}
		got = call(t, s, admin, "PATCH", settings, `{"branding":{"accent":"#7A1FA2","display_name":"Seas","language":"fr","logo":"`+base64.StdEncoding.EncodeToString(picture.Bytes())+
			`"},"limits":{"trial_duration":60,"require_second_factor":true},"retention":{"keep_event_details":365}}`, 200)
		logo, _ := got["branding"].(document)["logo"].(string)
		if got["branding"].(document)["accent"] != "#7a1fa2" || got["branding"].(document)["language"] != "fr" || !strings.HasPrefix(logo, apitest.PublicURL+"/logos/"+s.A.GUID) ||
			got["limits"].(document)["trial_duration"] != 60.0 || got["retention"].(document)["keep_event_details"] != 365.0 ||
			got["changed"].(document)["by"] != s.A.Admin.GUID {
			t.Errorf("got %v", got)
		}
		for _, body := range []string{
			`{"limits":{"trial_duration":366},"branding":{"display_name":"Half"}}`, `{"limits":{"trial_duration":0}}`, `{"limits":null}`,
			`{"branding":{"accent":"#ffffff"}}`, `{"branding":{"language":"nl"}}`, `{"branding":{"logo":"PHN2Zy8+"}}`, `{"branding":{"logo":"*"}}`,
			`{"retention":{"keep_mails":29}}`, `{"retention":{"keep_event_details":89}}`, `{"retention":{"keep_notifications":3651}}`,
		} {
			call(t, s, admin, "PATCH", settings, body, 400)
		}
		back := call(t, s, admin, "GET", settings, "", 200)
		if back["branding"].(document)["display_name"] != "Seas" {
			t.Errorf("a refused change left %v", back)
		}
		// What was read can be sent back whole.
		if again := call(t, s, admin, "PATCH", settings, text(t, back), 200); again["branding"].(document)["logo"] != logo {
			t.Errorf("sent back: %v", again)
		}
		got = call(t, s, admin, "PATCH", settings, `{"limits":{"trial_duration":null},"branding":{"logo":null,"accent":null,"language":null}}`, 200)
		if got["limits"].(document)["trial_duration"] != 30.0 || got["branding"].(document)["language"] != "en" || got["branding"].(document)["logo"] != nil || got["branding"].(document)["display_name"] != "Seas" {
			t.Errorf("with defaults %v", got)
		}
		call(t, s, s.A.Reader.Token, "GET", settings, "", 403)
		if other := call(t, s, s.B.Admin.Token, "GET", settings, "", 200); other["branding"].(document)["display_name"] != nil {
			t.Errorf("another customer reads %v", other)
		}
	})
}
