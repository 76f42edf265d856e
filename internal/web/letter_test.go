package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/portfolio"
)

// aLetter is a request with three findings that Maria has accepted.
func (s *site) aLetter(t *testing.T) (guid string, maria *visitor) {
	t.Helper()
	const file = "id,company,risk_vector,title,evidence\na/1,Black Hills Technologies,open_ports,Telnet is open,<banner>\n" +
		"a/2,Black Hills Technologies,dnssec,No DNSSEC,\na/3,Black Hills Technologies,spf,Weak SPF,\n"
	if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file), portfolio.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	draft := s.maria()
	draft.FindingIDs = []string{"a/1", "a/2", "a/3"}
	guid = s.send(t, draft)[0].GUID
	path, code := s.Link(t, draft.Email)
	maria = s.visitor()
	maria.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).leads(t, "/inbox/"+guid+"?done=accepted")
	return guid, maria
}

var hiddenOnes = regexp.MustCompile(`<input type="hidden" name="((?:id|version|tag)-\d+)" value="([^"]*)">`)

// filled is the form of a page with its hidden fields, and what was typed.
func filled(t *testing.T, page reply, typed ...string) url.Values {
	t.Helper()
	form := url.Values{}
	for _, m := range hiddenOnes.FindAllStringSubmatch(page.body, -1) {
		form.Set(m[1], m[2])
		if n, ok := strings.CutPrefix(m[1], "id-"); ok {
			form.Set("status-"+n, "open")
			form.Set("comment-"+n, "")
		}
	}
	for i := 0; i < len(typed); i += 2 {
		form.Set(typed[i], typed[i+1])
	}
	return form
}

type handedIn struct{ field, name, content string }

// handIn sends a form with files, as browsers do: an empty field comes, too.
func (v *visitor) handIn(t *testing.T, path string, form url.Values, files ...handedIn) reply {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range form {
		if err := m.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range append(files, handedIn{"file-9", "", ""}) {
		w, err := m.CreateFormFile(f.field, f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return v.send(t, http.MethodPost, path, m.FormDataContentType(), &body)
}

const aPicture = "\x89PNG\r\n\x1a\n and what follows"

// Three findings are answered in one form, with a file, and without a script; both
// sides save the file, and nobody is shown it.
func TestAnswerFindings(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid, maria := s.aLetter(t)
		inbox, sent := "/inbox/"+guid, "/outbox/"+guid
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		stale := maria.get(t, inbox).want(t, 200, "Telnet is open", "No DNSSEC", "Weak SPF", "Save the answers", "45 days left")
		maria.get(t, "/inbox").want(t, 200, "3 findings to answer", "45 days left")

		// What is wrong is said at its field, nothing is kept, and what was typed stays.
		bad := filled(t, stale, "status-1", "done", "comment-1", "Closed on Monday", "status-2", "fixed")
		maria.handIn(t, inbox+"/findings", bad, handedIn{"file-2", "page.html", "<script>"}, handedIn{"file-3", "a.png", "no picture"}).
			want(t, 422, "Telnet is open, state: Must be one of", "“page.html” is of a kind that is not taken", "“a.png” is not what its name says", "Closed on Monday", "Choose the files again")
		maria.handIn(t, inbox+"/findings", filled(t, stale, "comment-1", strings.Repeat("x", 5001))).want(t, 422, "no more than 5,000 characters")
		maria.handIn(t, inbox+"/findings", filled(t, stale)).want(t, 422, "Nothing was said")
		admin.handIn(t, inbox+"/findings", bad).want(t, 404)
		form := filled(t, stale, "status-1", "fixed", "comment-1", "Closed on Monday", "status-2", "in_progress", "status-3", "not_applicable", "comment-3", "No mail\r\nfrom here")
		maria.handIn(t, inbox+"/findings", form, handedIn{"file-1", "..\\C:\\fire\u202ewall\".png", aPicture}).leads(t, inbox+"?done=remediation")

		page := maria.get(t, inbox+"?done=remediation").want(t, 200, "Noted.", "Telnet is open Fixed", "No DNSSEC In progress", "Weak SPF Not applicable", "firewall_.png", "1 kB", "Take back", "Last said by Maria Castro")
		maria.get(t, "/inbox").want(t, 200, "Active")
		other := admin.get(t, sent).want(t, 200, "Telnet is open Fixed", "Closed on Monday", "firewall_.png", "No mail from here")
		if strings.Contains(other.body, "Take back") {
			t.Error("the sender takes back what is not its own")
		}
		file := regexp.MustCompile(`/files/[0-9a-f-]{36}`).FindString(page.body)
		for _, side := range []struct {
			v    *visitor
			base string
		}{{maria, inbox}, {admin, sent}} {
			a := side.v.get(t, side.base+file)
			if a.status != 200 || a.body != aPicture || a.header.Get("Content-Type") != "image/png" ||
				a.header.Get("Content-Disposition") != "attachment; filename=firewall_.png" ||
				a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
				t.Errorf("%d %q %v", a.status, a.body, a.header)
			}
		}
		admin.get(t, inbox+file).want(t, 404)
		s.member(t, s.B, s.B.Admin, actor.AllRights()...).get(t, sent+file).want(t, 404)
		s.member(t, s.A, s.A.User, string(actor.PortfolioR)).get(t, sent+file).want(t, 403)

		// Only what was changed is saved, and not over what somebody else has said since.
		maria.handIn(t, inbox+"/findings", filled(t, stale, "status-2", "fixed")).want(t, 422, "Somebody else has said something")
		maria.post(t, inbox+"/findings", filled(t, maria.get(t, inbox), "comment-2", "Next week")).leads(t, inbox+"?done=remediation")

		maria.post(t, inbox+"/files/remove", url.Values{"file": {strings.TrimPrefix(file, "/files/")}}).leads(t, inbox+"?done=taken-back")
		maria.get(t, inbox+file).want(t, 404)
		admin.get(t, sent+file).want(t, 404)
	})
}

// The recipient asks, the sender gives or refuses with one click, and both are told.
func TestMoreTimeByPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid, maria := s.aLetter(t)
		inbox, sent, more := "/inbox/"+guid, "/outbox/"+guid, "/more-time/"+guid
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.get(t, more).want(t, 404)
		a := maria.post(t, inbox+"/more-time", url.Values{"days": {"900"}, "why": {" "}}).want(t, 422, "Days more: Must be between 1 and 365", "Say in a few words why")
		if !strings.Contains(a.body, `value="900"`) {
			t.Error("what was typed is gone")
		}
		s.Drain(t)
		s.Mails.Take()
		maria.post(t, inbox+"/more-time", url.Values{"days": {"14"}, "why": {"The vendor is slow."}}).leads(t, inbox+"?done=asked")
		maria.get(t, inbox+"?done=asked").want(t, 200, "Asked. Emma Waters gets a mail", "Asked for 14 days more")
		maria.post(t, inbox+"/more-time", url.Values{"days": {"14"}, "why": {"Again"}}).want(t, 409, "You have asked already")
		s.Drain(t)
		mails := s.Mails.Take()
		if len(mails) != 1 || mails[0].To.Email != s.A.Admin.Email || !strings.Contains(mails[0].Text, apitest.PublicURL+more) || !strings.Contains(mails[0].Text, "> The vendor is slow.") {
			t.Fatalf("mails: %+v", mails)
		}
		admin.get(t, "/home").want(t, 200, "recipient asks for more time", "Answer")
		admin.get(t, sent).want(t, 200, "14 days more are asked for by Maria Castro.", "Give 14 days")
		admin.get(t, more).want(t, 200, "Maria Castro asks for more time", "The vendor is slow.", "Give the time", "Do not give it", "16 Apr 2026")
		reader := s.member(t, s.A, s.A.User, string(actor.RequestsR))
		if a := reader.get(t, more).want(t, 200, "Somebody of your organisation who may change requests"); strings.Contains(a.body, "Give the time") {
			t.Error("offers what would be refused")
		}
		reader.post(t, more, url.Values{"answer": {"give"}, "days": {"14"}}).want(t, 403)
		maria.post(t, more, url.Values{"answer": {"give"}, "days": {"14"}}).want(t, 403)
		admin.post(t, more, url.Values{"answer": {"give"}, "days": {"700"}}).want(t, 422, "between 1 and 365")
		admin.post(t, more, url.Values{"answer": {"give"}, "days": {"350"}}).want(t, 422, "more than 365 days from today")
		admin.post(t, more, url.Values{"answer": {"give"}, "days": {"14"}, "word": {"Gladly."}}).leads(t, sent+"?done=gave-time")
		admin.get(t, sent+"?done=gave-time").want(t, 200, "The time is given", "14 days more were asked for by Maria Castro", "14 days more were given by Emma Waters", "30 Apr 2026")
		admin.get(t, more).want(t, 200, "14 days more were given by Emma Waters on 2 Mar 2026.", "Gladly.")
		admin.post(t, more, url.Values{"answer": {"refuse"}}).want(t, 409, "it has been answered already")
		maria.get(t, inbox).want(t, 200, "59 days left", "14 days more were given on 2 Mar 2026.", "Gladly.", "Ask for more time")
		s.Drain(t)
		mails = s.Mails.Take()
		if len(mails) != 1 || mails[0].To.Email != "mcastro@blackhills.example" || !strings.Contains(mails[0].Text, apitest.PublicURL+inbox) || !strings.Contains(mails[0].Text, "30 April 2026") {
			t.Fatalf("mails: %+v", mails)
		}
		maria.post(t, inbox+"/more-time", url.Values{"days": {"3"}, "why": {"Once more."}}).leads(t, inbox+"?done=asked")
		admin.post(t, more, url.Values{"answer": {"refuse"}, "word": {"No."}}).leads(t, sent+"?done=refused-time")
		maria.get(t, inbox).want(t, 200, "59 days left", "not given on 2 Mar 2026", "No.")
	})
}

// Who leaves is asked once more, is gone at once, and leaves behind what it said.
func TestLeaveByPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid, maria := s.aLetter(t)
		inbox, sent := "/inbox/"+guid, "/outbox/"+guid
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		maria.post(t, inbox+"/messages", url.Values{"body": {"It is closed."}}).leads(t, inbox+"?done=message")
		admin.get(t, inbox+"/leave").want(t, 404)
		admin.post(t, inbox+"/leave", nil).want(t, 404)
		maria.get(t, inbox+"/leave").want(t, 200, "Leave this request", "instead of on 16 Apr 2026", "Leave now", "Stay")
		maria.post(t, inbox+"/leave", url.Values{"why": {strings.Repeat("x", 1001)}}).want(t, 422, "1,000 characters")
		maria.post(t, inbox+"/more-time", url.Values{"days": {"3"}, "why": {"It takes long."}}).leads(t, inbox+"?done=asked")
		s.Drain(t)
		s.Mails.Take()
		admin.get(t, "/home").want(t, 200, "recipient asks for more time")
		maria.post(t, inbox+"/leave", url.Values{"why": {"All is done."}}).leads(t, "/left")
		if a := admin.get(t, "/home").want(t, 200); strings.Contains(a.body, "asks for more time") {
			t.Error("who has left still waits for more time")
		}
		maria.get(t, "/left").want(t, 200, "You have left", "you are signed out")
		maria.get(t, inbox).leads(t, "/sign-in?next="+url.QueryEscape(inbox))
		admin.get(t, sent).want(t, 200, "Inactive", "Maria Castro left and ended the access", "All is done.", "It is closed.")
		s.Drain(t)
		if mails := s.Mails.Take(); len(mails) != 1 || mails[0].To.Email != s.A.Admin.Email || !strings.Contains(mails[0].Text, "All is done.") {
			t.Fatalf("mails: %+v", mails)
		}
	})
}

// The inbox is searched and narrowed, and its pages follow one another without
// reading those before.
func TestInboxPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid, maria := s.aLetter(t)
		for i := range pageSize + 3 {
			s.copied(t, guid, i)
		}
		first := maria.get(t, "/inbox").want(t, 200, "Number 52", "Next")
		next := regexp.MustCompile(`href="(/inbox\?after=[^"]+)"`).FindStringSubmatch(first.body)
		if next == nil || strings.Contains(first.body, "Number 1 ") {
			t.Fatal("no second page")
		}
		second := maria.get(t, strings.ReplaceAll(next[1], "&amp;", "&")).want(t, 200, "Number 0", "Number 2")
		if strings.Contains(second.body, "Number 4 ") {
			t.Error("a row came twice")
		}
		maria.get(t, "/inbox?q=number+17").want(t, 200, "Number 17")
		if a := maria.get(t, "/inbox?q=umber"); strings.Contains(a.body, "Number 17") {
			t.Error("found within a word")
		}
		maria.get(t, "/inbox?q=zebra").want(t, 200, "Nothing matches", "Clear all filters")
		maria.get(t, "/inbox?state=Resolved").want(t, 200, "Nothing matches")
		maria.get(t, "/inbox?state=active&q=emma").want(t, 200, "Number 9")
		maria.get(t, "/inbox?sender="+s.A.GUID).want(t, 200, "Number 9", "Blue Seas")
		maria.get(t, "/inbox?sender="+s.B.GUID).want(t, 200, "Nothing matches")
		maria.post(t, "/inbox/read", nil).leads(t, "/inbox")
		maria.get(t, "/inbox?unread=1").want(t, 200, "Nothing matches")
		maria.get(t, "/inbox?after=x").want(t, 400)
		s.visitor().get(t, "/inbox?q=x").leads(t, "/sign-in?next="+url.QueryEscape("/inbox?q=x"))
		for lang, texts := range map[string][]string{
			"fr": {"Boîte de réception", "Tous les expéditeurs", "45 jours restants"}, "de": {"Alle Absender", "Noch 45 Tage"},
		} {
			maria.header.Set("Accept-Language", lang)
			maria.get(t, "/inbox").want(t, 200, texts...)
		}
	})
}

// copied copies a request that was accepted, with another message, into the past.
func (s *site) copied(t *testing.T, guid string, i int) {
	t.Helper()
	made, message := s.Now().Add(time.Duration(i-1000)*time.Minute), "Number "+strconv.Itoa(i)+" of them"
	other := guid[:len(guid)-4] + strconv.Itoa(1000+i)
	for _, q := range []string{
		`insert into access_requests (customer_id, guid, created_at, status, reason, requester_guid, company_guid, email, email_lower, formal_name,
			friendly_name, message, trial_days, is_real, hubspot_status, access_ends_at, accepted_at, recipient_customer_id, recipient_guid, document, search)
		select customer_id, cast($2 as text), $3, 'Active', reason, requester_guid, company_guid, cast($2 as text), cast($2 as text), formal_name,
			friendly_name, cast($4 as text), trial_days, is_real, hubspot_status, access_ends_at, accepted_at, recipient_customer_id, recipient_guid, document, search
		from access_requests where guid = $1`,
		`insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
		select customer_id, user_guid, cast($2 as text), sender_customer_id, $3,
			replace(replace(document, 'Please address these <concerns>.', cast($4 as text)), request_guid, cast($2 as text))
		from received where request_guid = $1`,
	} {
		if _, err := s.DB.Exec(t.Context(), q, guid, other, made, message); err != nil {
			t.Fatal(err)
		}
	}
}

// Of who is erased nothing is left on what it handed in and asked for; that goes,
// too, if it says so.
func TestErasedLetter(t *testing.T) {
	for _, words := range []bool{false, true} {
		each(t, func(t *testing.T, s *site) {
			guid, maria := s.aLetter(t)
			inbox := "/inbox/" + guid
			page := maria.get(t, inbox)
			maria.handIn(t, inbox+"/findings", filled(t, page, "status-1", "fixed"), handedIn{"file-1", "a.png", aPicture}).leads(t, inbox+"?done=remediation")
			maria.post(t, inbox+"/more-time", url.Values{"days": {"3"}, "why": {"Slow vendor"}}).leads(t, inbox+"?done=asked")
			if a := maria.get(t, dataPath+".json").want(t, 200); !strings.Contains(a.body, "a.png") || !strings.Contains(a.body, "Slow vendor") {
				t.Error("the file of what is held lacks them")
			}
			form := url.Values{"email": {"mcastro@blackhills.example"}}
			if words {
				form.Set("words", "yes")
			}
			maria.post(t, erasePath, form).leads(t, "/account/erased")
			s.Drain(t)
			if found := s.traces(t, "mcastro@blackhills", "Maria Castro"); len(found) != 0 {
				t.Errorf("there is\n%s", strings.Join(found, "\n"))
			}
			admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
			a := admin.get(t, "/outbox/"+guid).want(t, 200, "Erased person")
			asked := admin.get(t, "/more-time/"+guid).want(t, 200, "Erased person", "Gatehouse did not give more time")
			if strings.Contains(a.body, "a.png") == words || strings.Contains(asked.body, "Slow vendor") == words {
				t.Errorf("what was shown is there: %t", !words)
			}
			s.Move(25 * time.Hour)
			if err := s.Blobs.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := s.Rows(t)["blob_parts"]; (n == 0) != words {
				t.Errorf("%d parts are left", n)
			}
		})
	}
}
