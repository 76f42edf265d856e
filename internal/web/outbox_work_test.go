package web

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// three people of one company and the domain's order, one hour apart.
func (s *site) three(t *testing.T) []collab.Request {
	t.Helper()
	var all []collab.Request
	for _, name := range []string{"Cid", "Ann", "Bea"} {
		all = append(all, s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Acme Paper"], Email: strings.ToLower(name) + "@acme.example", FormalName: name})...)
		s.Move(time.Hour)
	}
	return all
}

// order returns the recipients of a page in their order.
func order(t *testing.T, a reply) string {
	t.Helper()
	var names []string
	for _, n := range elements(t, []byte(a.body), "a") {
		if attribute(n, "class") == "name" {
			names = append(names, said(n))
		}
	}
	return strings.Join(names, " ")
}

// links returns the addresses of a page by what they say.
func links(t *testing.T, a reply) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, n := range elements(t, []byte(a.body), "a") {
		all[strings.Join(strings.Fields(said(n)), " ")] = attribute(n, "href")
		if label := attribute(n, "aria-label"); label != "" {
			all[label] = attribute(n, "href")
		}
	}
	return all
}

// A click on the head of a column sorts by it, a second one the other way round,
// and the head says which way it is.
func TestOutboxSort(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.three(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		sorted := func(a reply, label string) string {
			for _, n := range elements(t, []byte(a.body), "th") {
				if said(n) == label {
					return attribute(n, "aria-sort")
				}
			}
			return "no such head"
		}
		a := v.get(t, "/outbox?q=acme")
		if got := order(t, a) + " " + sorted(a, "Created"); got != "Bea Ann Cid descending" {
			t.Error(got)
		}
		a = v.get(t, links(t, a)["Created"])
		if got := order(t, a) + " " + sorted(a, "Created"); got != "Cid Ann Bea ascending" {
			t.Error(got)
		}
		a = v.get(t, links(t, a)["Recipient"])
		if got := order(t, a) + " " + sorted(a, "Recipient") + sorted(a, "Created"); got != "Ann Bea Cid ascending" {
			t.Error(got)
		}
		a = v.get(t, links(t, a)["Recipient"])
		if got := order(t, a) + " " + sorted(a, "Recipient"); got != "Cid Bea Ann descending" {
			t.Error(got)
		}
		if href := links(t, a)["Created"]; href != "/outbox?q=acme" {
			t.Errorf("back to the usual order: %s", href)
		}
		for _, name := range collab.SortNames {
			for _, sort := range []string{name, "-" + name} {
				first := v.get(t, "/outbox?limit=2&sort="+sort).want(t, 200, "2 here, of 3 requests")
				second := v.get(t, links(t, first)["Next page"]).want(t, 200, "First page")
				if got := strings.Fields(order(t, first) + " " + order(t, second)); len(got) != 3 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 3 {
					t.Errorf("by %s: %v", sort, got)
				}
			}
		}
	})
}

func TestOutboxColumns(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		var every []string
		for _, c := range outboxColumns {
			every = append(every, c.name)
		}
		a := v.get(t, "/outbox?columns="+strings.Join(every, ",")).want(t, 200, "Recipient E-mail Company Status Reason Sent by Created Sent Until Answer by", "sent", "DKIM", "45")
		if n := strings.Count(a.body, "<th "); n != len(every)+2 {
			t.Errorf("%d heads", n)
		}
		a = v.get(t, "/outbox?columns=notes&columns=status&columns=nonsense").want(t, 200, "Recipient Status Notes")
		if href := links(t, a)["Recipient"]; !strings.Contains(href, "columns=status%2Cnotes") {
			t.Errorf("the order forgets the columns: %s", href)
		}
		if a := v.get(t, "/outbox?columns=nonsense"); links(t, a)["Recipient"] != "/outbox?sort=requestee_email" {
			t.Error("the usual columns stand in addresses")
		}
	})
}

// Each filter that is on is told by names, and taken off by itself. What the
// reader may not see is not named.
func TestOutboxChips(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		hills := s.A.Companies["Black Hills Technologies"]
		folder, err := s.Folders.Create(t.Context(), actor.System(s.A.ID), portfolio.FolderDraft{Name: "Critical"})
		if err != nil {
			t.Fatal(err)
		}
		query := "company_guid=" + hills + "&folder_guid=" + folder.GUID + "&requesterid=" + s.A.Admin.GUID + "&start_date=2026-03-01&status=Active,Pending&q=mar"
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/outbox?"+query).want(t, 200, "Company: Black Hills Technologies", "Folder: Critical", "Sent by: Emma Waters", "Status: Active, Pending", "Search: mar", "Created on or after: 1 Mar 2026")
		off := links(t, a)["Remove the filter Company"]
		if strings.Contains(off, hills) || !strings.Contains(off, "folder_guid="+folder.GUID) {
			t.Errorf("without the company: %s", off)
		}
		v.get(t, off).want(t, 200, "Folder: Critical")
		if got := links(t, a)["Clear all filters"]; got != "/outbox" {
			t.Errorf("cleared: %s", got)
		}

		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		b := foreign.get(t, "/outbox?"+query).want(t, 200, "Company: a company", "Folder: a folder", "Sent by: somebody", "Nothing matches")
		if strings.Contains(b.body, "Black Hills Technologies</") || strings.Contains(b.body, "Emma Waters") && s.B.Admin.Email == s.A.Admin.Email {
			t.Error("names of another customer are told")
		}
	})
}

// What somebody types of a company or a sender becomes the filter of the API; the
// old address of a company leads there, too.
func TestOutboxLookUp(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		saperix := s.A.Companies["Saperix"]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/outbox?company="+strings.ToUpper(saperix)+"&status=Active&after=").leads(t, "/outbox?company_guid="+saperix+"&status=Active")
		v.get(t, "/outbox?company=sap&q=x").leads(t, "/outbox?company_guid="+saperix+"&q=x")
		v.get(t, "/outbox?company=&q=x").leads(t, "/outbox?q=x")
		v.get(t, "/outbox?company=nobody").want(t, 422, "Nothing that you see is called “nobody”.")
		v.get(t, "/outbox?company=sap&sort=x").want(t, 400)
		v.get(t, "/outbox?requester="+url.QueryEscape(strings.ToUpper(s.A.Admin.Email))).leads(t, "/outbox?requesterid="+s.A.Admin.GUID)
		v.get(t, "/outbox?requester=x").want(t, 422)
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		manager.get(t, "/outbox?company=sap").want(t, 422) // its group does not see it
	})
}

// runOf returns the address that a form leads to.
func runOf(t *testing.T, a reply) string {
	t.Helper()
	if a.status != 303 {
		t.Fatalf("status %d: %s", a.status, text(a.body))
	}
	return a.header.Get("Location")
}

// Ticked requests, and all that match: what will happen is shown, then done, and
// what was not done is told.
func TestOutboxBulk(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		all := s.three(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		before := s.state(t)
		run := runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"chosen"}, "guid": {all[0].GUID, strings.ToUpper(all[1].GUID), "x"}, "query": {"q=acme"}}))
		a := v.get(t, run).want(t, 200, "Resolve 2 requests?", "Cid", "Ann", "Links of open invitations end")
		if strings.Contains(a.body, "Bea") || strings.Contains(a.body, "Stays as it is") {
			t.Error("shows more than was ticked")
		}
		if links(t, a)["Cancel"] != "/outbox?q=acme" {
			t.Error("no way back to the list")
		}
		for i, line := range s.state(t) {
			if line != before[i] && !strings.HasPrefix(line, "uploads ") {
				t.Errorf("a preview changes %s to %s", before[i], line)
			}
		}
		ran := runOf(t, v.post(t, run, nil))
		v.get(t, ran).want(t, 200, "2 requests are resolved", "Cid Acme Paper Resolved", "Ann Acme Paper Resolved")
		v.get(t, run).want(t, 404)
		v.post(t, run, nil).want(t, 404)

		// All that match, two of which are closed meanwhile.
		run = runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}, "query": {"q=acme&limit=1"}}))
		v.get(t, run).want(t, 200, "Resolve 1 request?", "Stays as it is, because the request …", "… is closed already 2", "Cid", "Ann", "Bea")
		v.post(t, "/outbox/"+all[2].GUID+"/resolve", nil)
		ran = runOf(t, v.post(t, run, nil))
		v.get(t, ran).want(t, 200, "Nothing was done", "3 requests stay as they were", "is closed already 3")
		run = runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resend"}, "scope": {"all"}}))
		if a := v.get(t, run).want(t, 200, "Nothing can be done", "has been answered or closed 3"); strings.Contains(a.body, `action="/outbox/bulk`) {
			t.Error("offers what does nothing")
		}

		v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"chosen"}}).want(t, 422, "Nothing is chosen.", "Cid")
		v.post(t, "/outbox/bulk", url.Values{"action": {"explode"}, "guid": {all[0].GUID}}).want(t, 404)
		v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}, "query": {"sort=x"}}).want(t, 400)

		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		foreign.get(t, ran).want(t, 404)
		foreign.get(t, run).want(t, 404)
		reader := s.member(t, s.A, s.A.User, string(actor.RequestsR))
		reader.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}}).want(t, 403)
		if a := reader.get(t, "/outbox").want(t, 200); strings.Contains(a.body, `id="bulk"`) {
			t.Error("offers what would be refused")
		}
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...) // whose group does not see the company
		hidden := runOf(t, manager.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "guid": {all[0].GUID}}))
		if a := manager.get(t, hidden).want(t, 200, "Nothing can be done", "not yours to see 1"); strings.Contains(a.body, "Acme") {
			t.Error("shows what the group does not see")
		}
		stranger := runOf(t, foreign.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "guid": {all[0].GUID}}))
		if a := foreign.get(t, stranger).want(t, 200, "Nothing can be done", "is not there any more, or not yours to see"); strings.Contains(a.body, "Cid") {
			t.Error("shows a stranger's request")
		}
	})
}

// To revoke needs a reason; to approve invites, and says how many mails go out.
func TestOutboxBulkKinds(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		s.accept(t, maria.Email)
		s.registerAndConfirm(t, "jonas@northwind.example")
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)

		run := runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"revoke"}, "scope": {"all"}}))
		v.get(t, run).want(t, 200, "Revoke 1 access?", "Maria Castro", "gives no access now 1", "Jonas")
		v.post(t, run, url.Values{"reason": {" "}}).want(t, 422, "This field is required.", "Revoke 1 access?")
		v.get(t, runOf(t, v.post(t, run, url.Values{"reason": {"The project is over."}}))).want(t, 200, "1 access has ended", "1 request stays as it was")
		v.get(t, "/outbox/"+maria.GUID).want(t, 200, "Emma Waters revoked the access", "The project is over.")

		run = runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"approve"}, "scope": {"all"}}))
		v.get(t, run).want(t, 200, "Approve 1 registration?", "2 mails go out.", "Northwind", "is no registration that waits for approval 1")
		v.get(t, runOf(t, v.post(t, run, nil))).want(t, 200, "1 registration is approved", "Jonas Lindqvist Northwind Pending")
	})
}

// accept follows the newest invitation to an address.
func (s *site) accept(t *testing.T, email string) {
	t.Helper()
	path, code := s.Link(t, email)
	s.visitor().post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).want(t, 303)
	s.Drain(t)
}

// registerAndConfirm fills in a form as somebody of Northwind.
func (s *site) registerAndConfirm(t *testing.T, email string) {
	t.Helper()
	v := s.visitor()
	v.post(t, s.form(t), url.Values{
		"formal_name": {"Jonas Lindqvist"}, "email": {email}, "company_name": {"Northwind"}, "website": {"northwind.example"}, "terms": {"yes"},
	}).want(t, 303)
	s.Drain(t)
	path, code := s.Link(t, email)
	v.post(t, path, url.Values{"code": {code}}).want(t, 303)
	s.Drain(t)
}

var viewAddress = regexp.MustCompile(`&view=([0-9a-f-]{36})`)

// A view is made of the present filters, opened, changed, shared, deleted and
// brought back.
func TestSavedViews(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.three(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/outbox?q=ann&sort=status&columns=notes&after=&limit=100").want(t, 200, "Save as a view")
		v.get(t, links(t, a)["Save as a view"]).want(t, 200, "Search: ann")
		kept := "columns=notes&limit=100&q=ann&sort=status"
		if got := formValue(t, v.get(t, links(t, a)["Save as a view"]), "query"); got != kept {
			t.Errorf("keeps %q", got)
		}
		made := runOf(t, v.post(t, "/outbox/views", url.Values{"name": {"Ann alone"}, "query": {kept + "&offset=7&view="}, "shared": {"yes"}}))
		guid := viewAddress.FindStringSubmatch(made)[1]
		if made != "/outbox?"+kept+"&view="+guid+"&done=view" {
			t.Errorf("leads to %s", made)
		}
		a = v.get(t, made).want(t, 200, "The view is saved.", "Ann alone")
		if got := order(t, a); got != "Ann" || strings.Contains(a.body, "Update “") {
			t.Errorf("shows %s", got)
		}
		v.get(t, "/outbox/views/"+guid).leads(t, "/outbox?"+kept+"&view="+guid)
		v.post(t, "/outbox/views", url.Values{"name": {"ANN ALONE"}, "query": {"q=x"}}).want(t, 409, "You have a view of this name already.", "Search: x")
		v.post(t, "/outbox/views", url.Values{"name": {" "}}).want(t, 422, "This field is required.")
		v.post(t, "/outbox/views", url.Values{"name": {"Bad"}, "query": {"company_guid=x"}}).want(t, 400)

		v.get(t, "/outbox?q=bea&view="+guid).want(t, 200, "Update “Ann alone”", "Bea")
		v.post(t, "/outbox/views/"+guid, url.Values{"query": {"q=bea"}}).leads(t, "/outbox?q=bea&view="+guid+"&done=view")
		v.get(t, "/outbox/views").want(t, 200, "My views", "Ann alone")
		v.post(t, "/outbox/views/"+guid, url.Values{"name": {"Bea"}, "shared": {"yes"}}).leads(t, "/outbox/views?done=view")

		// Others see what is shared, with what they may see in it, and change nothing.
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		a = manager.get(t, "/outbox?q=bea&view="+guid).want(t, 200, "Bea shared by Emma Waters", "Nothing matches")
		if strings.Contains(a.body, "bea@acme.example") {
			t.Error("a view shows what its reader may not see")
		}
		manager.post(t, "/outbox/views/"+guid, url.Values{"name": {"Mine"}}).want(t, 403)
		manager.post(t, "/outbox/views/"+guid+"/delete", nil).want(t, 403)
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		foreign.get(t, "/outbox/views/"+guid).want(t, 404)
		foreign.post(t, "/outbox/views/"+guid+"/delete", nil).want(t, 404)
		if a := foreign.get(t, "/outbox"); strings.Contains(a.body, guid) {
			t.Error("a view of another customer is shown")
		}
		reader := s.member(t, s.A, s.A.User, string(actor.RequestsR))
		reader.post(t, "/outbox/views", url.Values{"name": {"Own"}, "query": {"q=a"}}).want(t, 303)
		reader.post(t, "/outbox/views", url.Values{"name": {"All's"}, "shared": {"yes"}}).want(t, 403)

		v.post(t, "/outbox/views/"+guid+"/delete", nil).leads(t, "/outbox/views?done=deleted&gone="+guid)
		a = v.get(t, "/outbox/views?done=deleted&gone="+guid).want(t, 200, "The view is deleted. Undo")
		v.get(t, "/outbox/views/"+guid).want(t, 404)
		v.post(t, "/outbox/views/"+guid+"/restore", nil).leads(t, "/outbox/views?done=restored")
		v.get(t, "/outbox/views?done=restored").want(t, 200, "The view is back.")
		v.get(t, "/outbox/views/"+guid).leads(t, "/outbox?q=bea&view="+guid)
	})
}

// formValue is what a form of a page carries under a name.
func formValue(t *testing.T, a reply, name string) string {
	t.Helper()
	for _, n := range elements(t, []byte(a.body), "input") {
		if attribute(n, "name") == name {
			return attribute(n, "value")
		}
	}
	t.Fatalf("no field %s", name)
	return ""
}

// Two people edit the notes of a request: neither overwrites the other unseen,
// and a change can be undone.
func TestNotes(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		path := "/outbox/" + s.send(t, s.maria())[0].GUID
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		tag := formValue(t, v.get(t, path).want(t, 200, "Nothing is written down yet."), "tag")
		v.post(t, path+"/notes", url.Values{"tag": {tag}, "notes": {"First\r\nsecond"}}).leads(t, path+"?done=notes")
		a := v.get(t, path+"?done=notes").want(t, 200, "The notes are saved.", "First second", "Undo the change", "Emma Waters changed the notes")
		next := formValue(t, a, "tag")
		v.post(t, path+"/notes", url.Values{"tag": {tag}, "notes": {"Other"}}).want(t, 409, "Somebody else has changed these notes", "As somebody else has left them", "First second", "Other")
		a = v.post(t, path+"/notes", url.Values{"tag": {tag}, "notes": {"Other"}})
		if got := formValue(t, a, "tag"); got != next {
			t.Errorf("the form comes back with tag %s, want %s", got, next)
		}
		v.post(t, path+"/notes", url.Values{"tag": {next}, "notes": {"Other"}}).leads(t, path+"?done=notes")
		a = v.get(t, path+"?done=notes").want(t, 200, "Before that First second")
		var undo url.Values
		for _, n := range elements(t, []byte(a.body), "form") {
			if attribute(n, "class") == "undo" {
				undo = fieldsOf(n)
			}
		}
		v.post(t, path+"/notes", undo).leads(t, path+"?done=notes")
		v.get(t, path).want(t, 200, "First second")
		v.post(t, path+"/notes", url.Values{"tag": {"x"}, "notes": {strings.Repeat("x", 5001)}}).want(t, 422)
		v.post(t, path+"/notes", url.Values{"notes": {"without a tag"}}).want(t, 422)

		s.member(t, s.B, s.B.Admin, actor.AllRights()...).post(t, path+"/notes", url.Values{"tag": {next}, "notes": {"x"}}).want(t, 404)
		reader := s.member(t, s.A, s.A.User, string(actor.RequestsR))
		reader.post(t, path+"/notes", url.Values{"tag": {next}, "notes": {"x"}}).want(t, 403)
	})
}

func fieldsOf(form *html.Node) url.Values {
	v := url.Values{}
	for n := range form.Descendants() {
		if name := attribute(n, "name"); n.Data == "input" && name != "" {
			v.Add(name, attribute(n, "value"))
		}
	}
	return v
}

// The way back from a request is the list that it was opened from.
func TestBackToTheList(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		path := "/outbox/" + s.send(t, s.maria())[0].GUID
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for from, want := range map[string]string{
			"": "/outbox", "http://example.com/outbox?q=mar&status=Pending": "/outbox?q=mar&status=Pending",
			"http://evil.example/outbox?q=mar": "/outbox", "http://example.com/outbox?sort=x": "/outbox", "http://example.com/inbox": "/outbox",
		} {
			v.header.Set("Referer", from)
			if got := links(t, v.get(t, path))["← Outbox"]; got != want {
				t.Errorf("from %q back to %q", from, got)
			}
		}
	})
}

// The pages of the outbox speak French and German.
func TestOutboxSpeaks(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for lang, words := range map[string][]string{
			"fr": {"Boîte d’envoi", "Colonnes", "Clôturer 1 demande ?", "Vues enregistrées", "Ce qui s’est passé"},
			"de": {"Postausgang", "Spalten", "1 Anfrage abschließen?", "Gespeicherte Ansichten", "Was geschehen ist"},
		} {
			v.header.Set("Accept-Language", lang)
			v.get(t, "/outbox").want(t, 200, words[0], words[1])
			v.get(t, runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "guid": {maria.GUID}}))).want(t, 200, words[2])
			v.get(t, "/outbox/views").want(t, 200, words[3])
			v.get(t, "/outbox/"+maria.GUID).want(t, 200, words[4])
		}
	})
}
