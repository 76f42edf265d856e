package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/webhook"
)

// Each type of event that webhooks tell of has words in the reader's language.
func TestEveryTypeOfEventHasWords(t *testing.T) {
	for _, e := range webhook.Types {
		if says := tellers["en"].tell(hookTypes[e.Name]); says != e.Says {
			t.Errorf("%s is %q on the pages, and %q elsewhere", e.Name, says, e.Says)
		}
	}
	if len(hookTypes) != len(webhook.Types) {
		t.Errorf("%d words for %d types", len(hookTypes), len(webhook.Types))
	}
}

var shownSecret = regexp.MustCompile(`class="secret">(whsec_[^<]+)<`)

// TestWebhookPages makes a webhook, tries it, looks at what was sent, sends it
// again, rotates its secret and deletes it, without a browser and without a script.
func TestWebhookPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		r := s.Receiver(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/webhooks").want(t, 200, "Nobody is told yet", "New webhook", "/ratings/v1/webhooks")
		v.get(t, "/webhooks/new").want(t, 200, "What it is told of", "access_request.accepted")
		wrong := v.post(t, "/webhooks/new", url.Values{"name": {""}, "url": {"http://hooks.example/"}, "format": {"standard"}, "event_types": {"folder.created"}}).
			want(t, 422, "Must have 1 to 100 characters.", "Must be an https address")
		if !strings.Contains(wrong.body, `value="http://hooks.example/"`) || !strings.Contains(wrong.body, `value="folder.created" checked`) {
			t.Error("what was typed is gone")
		}
		made := v.post(t, "/webhooks/new", url.Values{"name": {"SIEM"}, "url": {r.URL + "/in"}, "format": {"standard"}, "event_types": {"folder.created"}}).want(t, 200, "Secret of the webhook")
		secret := shownSecret.FindStringSubmatch(strings.ReplaceAll(made.body, "&#43;", "+"))
		one := regexp.MustCompile(`href="(/webhooks/[0-9a-f-]{36})"`).FindStringSubmatch(made.body)
		if secret == nil || one == nil {
			t.Fatal(made.body)
		}
		page := v.get(t, one[1]).want(t, 200, "SIEM", "Working", "Nothing yet.", "1 type of event")
		if strings.Contains(page.body, "whsec_") {
			t.Error("the secret is shown again")
		}
		tested := v.post(t, one[1]+"/test", url.Values{})
		v.get(t, tested.header.Get("Location")).want(t, 200, "A test", "Taken", "Answered 204", `"type": "webhook.test"`)
		if calls := r.Take(); len(calls) != 1 || !calls[0].Signed(secret[1]) {
			t.Errorf("%d calls, or not signed", len(calls))
		}

		r.Answer(func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusInternalServerError) })
		s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`)
		s.Drain(t)
		page = v.get(t, one[1]+"?state=queued").want(t, 200, "A folder was made.", "The answer was 500.", "Fails", "Has taken nothing since")
		s.callsWork(t, v.get(t, one[1]))
		sent := regexp.MustCompile(`class="name" href="(/webhooks/[^"]+/deliveries/[^"]+)"`).FindStringSubmatch(page.body)
		if sent == nil {
			t.Fatal(page.body)
		}
		s.callsWork(t, v.get(t, sent[1]).want(t, 200, "Next try", `"name": "Cloud"`))
		r.Answer(nil)
		r.Take()
		v.post(t, sent[1]+"/replay", url.Values{}).leads(t, sent[1]+"?done=resend")
		s.Drain(t)
		v.get(t, sent[1]).want(t, 200, "Taken")
		v.post(t, one[1]+"/replay", url.Values{"since": {"soon"}}).want(t, 400, "Must be a day such as 2026-12-31.")
		r.Take()
		v.post(t, one[1]+"/replay", url.Values{"since": {s.Now().AddDate(0, 0, -1).Format(time.DateOnly)}, "all": {"yes"}}).leads(t, one[1]+"?done=replay")
		s.Drain(t)
		if calls := r.Take(); len(calls) != 1 {
			t.Errorf("%d calls after all was sent again", len(calls))
		}

		fresh := shownSecret.FindStringSubmatch(strings.ReplaceAll(v.post(t, one[1]+"/rotate", url.Values{}).want(t, 200, "one more day").body, "&#43;", "+"))
		if fresh == nil || fresh[1] == secret[1] {
			t.Errorf("rotated: %v", fresh)
		}
		v.post(t, one[1], url.Values{"name": {"Chat"}, "url": {r.URL + "/in"}, "format": {"slack"}}).leads(t, one[1]+"?done=changed")
		v.get(t, one[1]).want(t, 200, "Chat", "Line for Slack", "Everything", "Switched off")
		v.post(t, sent[1]+"/replay", url.Values{}).want(t, 409, "This webhook is off.")
		v.post(t, one[1]+"/delete", url.Values{}).leads(t, "/webhooks?done=deleted")
		if a := v.get(t, one[1]); a.status != 404 {
			t.Errorf("deleted: %d", a.status)
		}
	})
}

// What a page of webhooks shows, only admins with the right see, and only who has
// proven themselves lately makes one.
func TestWebhookPagesAreForAdmins(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		a := s.Do(t, s.B.Admin.Token, "POST", hooksCall, `{"name":"SIEM","url":"https://hooks.example/"}`)
		foreign, _ := apitest.JSON[map[string]any](t, a)["guid"].(string)
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, path := range []string{"/webhooks/" + foreign, "/webhooks/" + foreign + "/deliveries/" + foreign} {
			if a := admin.get(t, path); a.status != 404 {
				t.Errorf("another customer's %s: %d", path, a.status)
			}
		}
		s.Move(11 * time.Minute)
		form := url.Values{"name": {"SIEM"}, "url": {"https://hooks.example/"}, "format": {"standard"}}
		if a := admin.get(t, "/webhooks/new"); a.status != 303 || !strings.HasPrefix(a.header.Get("Location"), "/account/prove") {
			t.Errorf("after a while: %d %s", a.status, a.header.Get("Location"))
		}
		admin.post(t, "/webhooks/new", form).want(t, 422, "It is more than ten minutes")
		limited := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		for _, path := range []string{"/webhooks", "/webhooks/new", "/webhooks/" + foreign} {
			if a := limited.get(t, path); a.status != 403 {
				t.Errorf("%s for a group admin: %d", path, a.status)
			}
		}
	})
}

func TestWebhookPagesInOtherLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for lang, want := range map[string][2]string{"fr": {"Nouveau webhook", "Ce qu’il apprend"}, "de": {"Neuer Webhook", "Was er erfährt"}} {
			v.header.Set("Accept-Language", lang)
			v.get(t, "/webhooks").want(t, 200, want[0])
			v.get(t, "/webhooks/new").want(t, 200, want[0], want[1])
		}
	})
}
