package web

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/tenant"
)

// Whatever is recorded has words, and what has words is recorded.
func TestEveryActionHasWords(t *testing.T) {
	for _, action := range audit.Actions {
		if actionNames[action] == nil {
			t.Errorf("%s has no words", action)
		}
	}
	for action := range actionNames {
		if !slices.Contains(audit.Actions, action) {
			t.Errorf("%s has words, and nothing records it", action)
		}
	}
	for _, noun := range audit.Nouns() {
		if nounNames[noun] == nil {
			t.Errorf("things of kind %s have no name", noun)
		}
	}
}

// The record is looked through, an event opened, the files fetched and the chain
// checked with nothing but links and forms.
func TestRecordPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent())
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}
		page := v.get(t, "/audit").want(t, 200, "Made a form", "Emma", "Signed in", "192.0.2.1", "The same by API", "/ratings/v1/events")
		for _, want := range []string{`href="/forms/` + s.newestForm(t).GUID + `"`, `href="/audit.ocsf"`, `<option value="token"`} {
			if !strings.Contains(page.body, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		only := v.get(t, "/audit?action=client_access_link").want(t, 200, "Made a form", "Clear all filters")
		if strings.Contains(only.body, "Signed in<") {
			t.Error("the filter leaves other kinds")
		}
		v.get(t, "/audit?user=server&action=refusals").want(t, 200, "Nothing matches")
		v.get(t, "/audit?from=2000-01-01&to=2000-01-02").want(t, 200, "Nothing matches")
		v.get(t, "/audit?from=2000-01-01&to=2999-12-31&user=emma").want(t, 200, "Made a form")
		v.get(t, "/audit?from=yesterday").want(t, 400, "Must be a date such as 2026-01-31")
		v.get(t, "/audit?from=2026-02-01&to=2026-01-01").want(t, 400, "Must not be before the beginning")

		at := regexp.MustCompile(`href="(/audit/\d+)">Made a form`).FindStringSubmatch(page.body)
		if at == nil {
			t.Fatal("no way to the event")
		}
		v.get(t, at[1]).want(t, 200, "Made a form", "client_access_link.create", "Clients <of ours>", "Hash in the chain", "What else happened to it")
		v.get(t, "/audit/99999").want(t, 404)
		v.get(t, "/audit/x").want(t, 404)
		for format, want := range map[string]string{"csv": "seq,created_time,action", "ndjson": `"action":"client_access_link.create"`, "ocsf": `"class_uid":3004`} {
			if file := v.get(t, "/audit."+format+"?action=client_access_link").want(t, 200); !strings.Contains(file.body, want) {
				t.Errorf("%s: %s", format, file.body)
			}
		}
		v.get(t, "/audit/verify").want(t, 200, "The record has not been checked yet")
		v.post(t, "/audit/verify", nil).leads(t, "/audit/verify")
		v.get(t, "/audit/verify").want(t, 200, "The record is as it was written", "Intact")
		if _, err := s.DB.Exec(t.Context(), `update events set subject = 'x' where customer_id = $1 and seq = 3`, s.A.ID); err != nil {
			t.Fatal(err)
		}
		v.post(t, "/audit/verify", nil).leads(t, "/audit/verify")
		v.get(t, "/audit/verify").want(t, 200, "The record is not as it was written", "Event 3", "gatehouse audit verify")
	})
}

// Nobody but an admin with the right reads the record, and of no other customer.
func TestRecordIsForAdmins(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reader := s.member(t, s.A, s.A.Reader, actor.AllRights()...) // whatever the access carries
		without := s.member(t, s.A, s.A.Admin, string(actor.SettingsRW))
		for _, path := range []string{"/audit", "/audit/1", "/audit.csv", "/audit/verify"} {
			reader.get(t, path).want(t, 403)
			without.get(t, path).want(t, 403)
		}
		reader.post(t, "/audit/verify", nil).want(t, 403)
		reader.get(t, "/settings").want(t, 403)
		reader.post(t, "/settings", url.Values{"version": {"1"}}).want(t, 403)
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		if page := foreign.get(t, "/audit").want(t, 200); strings.Contains(page.body, s.A.Admin.GUID) {
			t.Error("another customer's record shows")
		}
		s.visitor().get(t, "/audit").leads(t, "/sign-in?next=%2Faudit")
	})
}

func TestRecordSpeaks(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.header.Set("Accept-Language", "fr")
		v.get(t, "/audit").want(t, 200, "S’est connecté", "Vérifier le journal")
		v.get(t, "/settings").want(t, 200, "Image de marque", "Conservation")
		v.header.Set("Accept-Language", "de")
		v.get(t, "/audit").want(t, 200, "Hat sich angemeldet", "Protokoll prüfen")
		v.get(t, "/settings").want(t, 200, "Erscheinungsbild", "Aufbewahrung")
	})
}

// settingsSent is what a browser sends that saves the settings.
func settingsSent(version int64) url.Values {
	return url.Values{
		"version": {strconv.FormatInt(version, 10)}, "display_name": {" Harbour "}, "accent": {"7A1FA2"}, "trial_duration": {"60"}, "max_token_days": {"90"},
		"session_hours": {""}, "refuse_free_mail": {"yes"}, "keep_mails": {"365"},
	}
}

func TestSettingsPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/settings").want(t, 200, "these are the defaults", "Branding", "Retention", "There is none yet", "Continuous Monitoring", "/ratings/v1/settings")
		now := func() tenant.Customer {
			t.Helper()
			c, err := s.Customers.One(t.Context(), s.A.ID)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		before := now()
		v.post(t, "/settings", settingsSent(before.Version)).leads(t, "/settings?done=saved")
		c := now()
		if st := c.Settings; st.DisplayName != "Harbour" || st.Accent != "#7a1fa2" || st.TrialDuration != 60 || *st.TokenDays != 90 || !st.RefuseFreeMail ||
			st.SessionHours != 0 || st.KeepMails != 365 || st.SecondFactor {
			t.Errorf("saved %+v", st)
		}
		v.get(t, "/settings?done=saved").want(t, 200, "Your changes are saved.", "Last changed on", "Emma")

		// Who saved in between is not undone, and what was sent comes back.
		late := settingsSent(before.Version)
		late.Set("display_name", "Late")
		page := v.post(t, "/settings", late).want(t, 409, "Somebody else changed the settings while you did")
		if !strings.Contains(page.body, `value="Late"`) || !strings.Contains(page.body, `name="version" value="`+strconv.FormatInt(c.Version, 10)+`"`) || now().Version != c.Version {
			t.Error("the form did not come back, or something was saved")
		}

		// All or nothing: each problem at its field.
		bad := settingsSent(c.Version)
		for name, value := range map[string]string{"accent": "#ffff00", "trial_duration": "400", "keep_event_details": "7", "session_hours": "many"} {
			bad.Set(name, value)
		}
		v.post(t, "/settings", bad).want(t, 422, "Must be a number above 0")
		bad.Del("session_hours")
		page = v.post(t, "/settings", bad).want(t, 422, "White text on it has a contrast of 1.0 to 1", "3 things need another look")
		for _, id := range []string{"accent", "trial_duration", "keep_event_details"} {
			if !strings.Contains(page.body, `id="`+id+`-problem"`) {
				t.Errorf("no problem at %s", id)
			}
		}
		if now().Version != c.Version {
			t.Error("a refused form changed something")
		}

		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
			t.Fatal(err)
		}
		version := strconv.FormatInt(c.Version, 10)
		v.upload(t, "/settings", "logo", "x.svg", "<svg/>", "version", version).want(t, 422, "Must be a PNG picture")
		v.upload(t, "/settings", "logo", "x.png", picture.String(), "version", version, "display_name", "Seas").leads(t, "/settings?done=saved")
		c = now()
		if c.Branding().Logo == "" || c.Settings.DisplayName != "Seas" || c.Settings.TrialDuration != 0 {
			t.Errorf("with a logo: %+v", c.Settings)
		}
		if page := v.get(t, "/settings").want(t, 200, "Take the logo away"); !strings.Contains(page.body, c.Branding().Logo) {
			t.Error("the logo is not shown")
		}
		v.post(t, "/settings", url.Values{"version": {strconv.FormatInt(c.Version, 10)}, "no_logo": {"yes"}}).leads(t, "/settings?done=saved")
		if c = now(); c.Branding().Logo != "" {
			t.Error("the logo is still there")
		}
	})
}

func TestSettingsToLookAt(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		looking := s.member(t, s.A, s.A.Admin, string(actor.SettingsR))
		if page := looking.get(t, "/settings").want(t, 200); strings.Contains(page.body, ">Save<") {
			t.Error("who may only look is offered to save")
		}
		looking.post(t, "/settings", settingsSent(1)).want(t, 403)
	})
}
