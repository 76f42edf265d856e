package web

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/tenant"
)

// mailsOfDay is how many mails with invitations customer A may send a day.
func (s *site) mailsOfDay(t *testing.T, n int) {
	t.Helper()
	_, err := s.Customers.SetSettings(t.Context(), actor.System(s.A.ID), func(set *tenant.Settings) error {
		set.InvitationMailsPerDay = n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// handed hands in a file and returns the address of what would become of it.
func (v *visitor) handed(t *testing.T, content string) string {
	t.Helper()
	a := v.upload(t, "/invite/csv", "file", `C:\people\spring "1".csv`, content)
	path := a.header.Get("Location")
	if a.status != http.StatusSeeOther || !strings.HasPrefix(path, "/invite/csv/") {
		t.Fatalf("%d %s", a.status, text(a.body))
	}
	return path
}

func TestInviteFromCSV(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/invite/csv").want(t, 200, "Download a sample", "at most 1,000 rows and 5 MiB", "requestee_formal_name")
		sample := v.get(t, "/invite/sample.csv")
		if !strings.HasPrefix(sample.header.Get("Content-Disposition"), "attachment;") {
			t.Error("the sample is not downloaded")
		}
		v.get(t, v.handed(t, sample.body)).want(t, 200, "To be invited 1", "Invited already 1", "Saperix Preferred contact To be invited")

		file := "company,e-mail,contact name,colour\n" +
			"blackhills.example,ann@blackhills.example,Ann Bold,red\n" +
			"Black Hills Technologies,mcastro@blackhills.example,Maria,\n" +
			"Acme Paper,bob@elsewhere.example,Bob,\n" +
			"Acme Paper,,,\n" +
			"Nobody Ltd,x@nobody.example,X,\n" +
			"saperix.example,,,\n"
		path := v.handed(t, file)
		v.get(t, path).want(t, 200, `spring "1".csv`, "Nothing has been sent yet.", "These columns are not read: colour", "To be invited 2", "Invited already 1", "Cannot be sent 3",
			"2 Black Hills Technologies ann@blackhills.example To be invited",
			"3 Black Hills Technologies mcastro@blackhills.example Invited already This person has an open request at this company already. Look at it",
			"4 Acme Paper bob@elsewhere.example Cannot be sent requestee_email: Email is unrelated to this company.",
			"5 Acme Paper Preferred contact Cannot be sent requestee_email: This field is required: the company has no preferred contact.",
			"6 Nobody Ltd x@nobody.example Cannot be sent company: Is not in your portfolio.",
			"7 Saperix Preferred contact To be invited", "Send 2 invitations", "These are 4 mails.")
		if a := v.get(t, path); strings.Contains(strings.ToLower(a.body), "kuga") {
			t.Error("the page shows a hidden contact")
		}
		if n := len(s.requests(t)); n != 1 {
			t.Fatalf("looking has sent %d", n-1)
		}
		v.post(t, path, url.Values{"whole": {"yes"}}).want(t, 409, "Nothing was sent: 3 rows cannot be, and you asked for all or nothing.")
		v.get(t, path+"?existing=fail&whole=yes").want(t, 200, "Cannot be sent 4")
		v.get(t, path+"?existing=x").want(t, 400)
		v.post(t, path, nil).leads(t, path+"?")
		v.post(t, path, nil).leads(t, path+"?") // a second click
		done := v.get(t, path+"?").want(t, 200, "2 invitations are on their way.", "0 rows are left to send.", "On the way 2", "There is nothing left to send.",
			"2 Black Hills Technologies ann@blackhills.example Invited Look at it", "7 Saperix Preferred contact Invited Look at it")
		if got := s.requests(t); len(got) != 3 || got[0] != "ann@blackhills.example Ann Bold other 30 0 -" {
			t.Errorf("it sent %q", got)
		}
		for _, guid := range regexp.MustCompile(`href="(/outbox/[^"]+)"`).FindAllStringSubmatch(done.body, -1) {
			v.get(t, guid[1]).want(t, 200)
		}

		foreign, colleague := s.member(t, s.B, s.B.Admin, actor.AllRights()...), s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		for _, other := range []*visitor{foreign, colleague} {
			other.get(t, path).want(t, 404)
			other.post(t, path, nil).want(t, 404)
		}
	})
}

func TestInviteFromCSVIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, tt := range []struct{ content, says string }{
			{"email\nx@y.example\n", "The file has none of the columns"},
			{"company\n", "Has no rows below its first line."},
			{"\xff\xfec\x00", "The file is UTF-16."},
			{"company\n" + strings.Repeat("Saperix\n", mostCSVRows+1), "Has more than 1,000 rows"},
			{"company\n" + strings.Repeat("x", tenant.MaxUpload), ""},
		} {
			a := v.upload(t, "/invite/csv", "file", "x.csv", tt.content)
			a.want(t, 422, tt.says, "Download a sample")
		}
		v.upload(t, "/invite/csv", "other", "x.csv", "company\n").want(t, 422, "CSV file: This field is required.")
		v.post(t, "/invite/csv", nil).want(t, 422, "CSV file: This field is required.")
		v.upload(t, "/invite/csv", "file", "x.csv", "company\n"+strings.Repeat("x", maxCSV)).want(t, 413)
	})
}

// The mails of a day end in the middle of a file: what did not go out goes out
// the day after, from the same page.
func TestInviteWithinTheBudget(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.mailsOfDay(t, 3)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		path := v.handed(t, "company,email,contact name\nblackhills.example,a@blackhills.example,A\nblackhills.example,b@blackhills.example,B\n")
		v.get(t, path).want(t, 200, "There are too few mails left today for all rows.", "3 of 3 mails with invitations are left today.",
			"a@blackhills.example To be invited", "b@blackhills.example Waits for tomorrow There are too few mails left today for this row.")
		v.post(t, path, nil).want(t, 429, "There were too few mails left today for all rows. Send again tomorrow: nobody is invited twice.")
		blackHills := s.A.Companies["Black Hills Technologies"]
		in := url.Values{"company": {blackHills}, "requestee_email": {"a@blackhills.example"}, "requestee_formal_name": {"A"}, "trial_duration": {"30"}, "ccs": {"b@blackhills.example c@blackhills.example"}}
		preview := v.post(t, "/invite", in).header.Get("Location")
		v.get(t, preview).want(t, 200, "There are too few mails left today for this invitation.", "3 of 3 mails")
		v.post(t, preview, nil).want(t, 429, "Your organisation has sent its 3 invitation mails of today.")
		in.Set("ccs", "")
		in.Set("do", "send")
		v.post(t, "/invite", in)
		v.get(t, "/invite?company="+blackHills).want(t, 200, "1 of 3 mails with invitations are left today.")
		if got := s.requests(t); len(got) != 1 {
			t.Errorf("it sent %q", got)
		}
	})
}

func TestInviteMany(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		companies := s.A.Companies
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/invite/many").want(t, 200, "Which companies?", "With a preferred contact", "Without an open request")
		v.get(t, "/invite/many?uninvited=yes").want(t, 200, "Acme Paper acme.example", "Saperix saperix.example", "1 company is ticked.")
		v.get(t, "/invite/many?uninvited=yes&reachable=yes").want(t, 200, "Saperix", "1 company is ticked.")
		v.get(t, "/invite/many?q=nobody").want(t, 200, "No company matches")
		v.get(t, "/invite/many?folder_guid=x").want(t, 400)
		all := url.Values{"company": {companies["Saperix"], companies["Acme Paper"], companies["Black Hills Technologies"], s.B.Companies["Saperix"]}}
		chosen := v.post(t, "/invite/many", all).want(t, 200, "Acme Paper acme.example", "No contact", "Open request", "1 company is ticked.")
		if !strings.Contains(chosen.body, `value="richard.kuga@saperix.example"`) || strings.Count(chosen.body, `name="take"`) != 3 {
			t.Errorf("the contact is not suggested, or a company of others is there: %s", text(chosen.body))
		}

		in := url.Values{
			"do": {"check"}, "reason": {"validation"}, "message": {"Hello,\r\n\"all\""}, "trial_duration": {"60"},
			"company": {companies["Acme Paper"], companies["Black Hills Technologies"], companies["Saperix"]}, "take": {companies["Acme Paper"], companies["Saperix"]},
			"requestee_formal_name": {"Ann", "Nobody", "Richard Kuga"}, "requestee_email": {"ann@acme.example", "n@blackhills.example", "richard.kuga@saperix.example"},
		}
		a := v.post(t, "/invite/many", in)
		path := a.header.Get("Location")
		if a.status != http.StatusSeeOther || !strings.HasPrefix(path, "/invite/csv/") {
			t.Fatalf("%d %s", a.status, text(a.body))
		}
		v.get(t, path).want(t, 200, "Acme Paper ann@acme.example To be invited", "Saperix richard.kuga@saperix.example To be invited", "Send 2 invitations", "Change it")
		back := v.get(t, "/invite/many?upload="+strings.TrimPrefix(path, "/invite/csv/")).want(t, 200, "2 companies are ticked.", "Hello, \"all\"")
		if !strings.Contains(back.body, `value="ann@acme.example"`) || !strings.Contains(back.body, `value="60"`) {
			t.Error("what was filled in is lost")
		}
		v.post(t, path, nil).leads(t, path+"?")
		if got := s.requests(t); !slices.Equal(slices.Delete(got, 1, 2), []string{"ann@acme.example Ann validation 60 0 -", "richard.kuga@saperix.example Richard Kuga validation 60 0 -"}) {
			t.Errorf("it sent %q", got)
		}
		v.get(t, path+"?").want(t, 200, "2 invitations are on their way.")

		in.Set("trial_duration", "0")
		v.post(t, "/invite/many", in).want(t, 422, "Must be between 1 and 365.", "Hello, \"all\"", "2 companies are ticked.")
		in.Set("trial_duration", "30")
		in.Del("take")
		v.post(t, "/invite/many", in).want(t, 422, "Tick at least one company.")

		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		b := manager.post(t, "/invite/many", all).want(t, 200, "Black Hills Technologies")
		if strings.Contains(b.body, "Saperix") || strings.Contains(b.body, "Acme") {
			t.Error("shows companies that the group does not see")
		}
		manager.get(t, "/invite/many?upload="+strings.TrimPrefix(path, "/invite/csv/")).want(t, 404)
		in.Set("take", companies["Acme Paper"])
		refused := manager.post(t, "/invite/many", in).header.Get("Location")
		manager.get(t, refused).want(t, 200, "company: Is not in your portfolio.", "There is nothing left to send.")
	})
}

// A recipient who wants no mail from this server looks like any other.
func TestInviteDoesNotTellWhoRefuses(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		s.visitor().post(t, path, url.Values{"answer": {"decline"}, "code": {code}, "why": {"no"}, "stop": {string(collab.StopServer)}})
		v := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		a := v.get(t, "/invite/check?email="+maria.Email+"&company="+s.B.Companies["Black Hills Technologies"]).want(t, 200)
		if !strings.Contains(a.body, `"ok":true`) {
			t.Errorf("it shows: %s", a.body)
		}
	})
}
