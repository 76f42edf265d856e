package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// peopleAdmin is signed in as an admin with every right.
func (s *site) peopleAdmin(t *testing.T) *visitor { t.Helper(); return s.idpAdmin(t) }

// Without a script: an admin makes a user, gives her an access for a program with
// two roles, makes a token of it, and rotates it.
func TestAColleagueGetsAnAPIAccess(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		v.get(t, "/users").want(t, 200, "Who gets in, how", "Make a user", s.A.User.Email)
		v.get(t, "/users/new").want(t, 200, "How the user gets in")
		made := v.post(t, "/users/new", url.Values{
			"firstname": {"Ann"}, "lastname": {"Bold"}, "email": {"ann@blueseas.example"}, "role": {"customer_user"}, "language": {"fr"}, "way": {"api_connection"},
		})
		next := made.want(t, 303).header.Get("Location")
		user, _, _ := strings.Cut(next, "/accesses")
		form := v.get(t, next).want(t, 200, "Give Ann Bold a way in", "Read requests.", "The role User leaves nothing of it.", "The role User leaves this of it: Read companies, folders, tiers and contacts.")
		if !strings.Contains(form.body, `value="GATEHOUSE_LINKS_RW" disabled`) && !regexp.MustCompile(`value="GATEHOUSE_LINKS_RW"[^>]*disabled`).MatchString(form.body) {
			t.Error("a role of which nothing is left can be ticked")
		}
		v.post(t, user+"/accesses/new", url.Values{"type": {"api_connection"}, "name": {""}, "roles": {"GATEHOUSE_REQUESTS_R"}}).want(t, 422, "Name", "Must not be empty")
		access := v.post(t, user+"/accesses/new", url.Values{
			"type": {"api_connection"}, "name": {"Reports"}, "roles": {"GATEHOUSE_REQUESTS_R", "GATEHOUSE_PORTFOLIO_RW"},
		}).want(t, 303).header.Get("Location")
		access, _, _ = strings.Cut(access, "?")
		v.get(t, access+"?done=made").want(t, 200, "The access is there.", "This access has no token.", "Given By GATEHOUSE_REQUESTS_R",
			"Not given GATEHOUSE_PORTFOLIO_RW carries it, but the role User does not leave it.")
		first := secretIn.FindString(v.post(t, access+"/tokens", url.Values{"do": {"make"}, "allowed_ips": {"192.0.2.0/24"}}).want(t, 200, "The new API token of Ann Bold", "Back to the access").body)
		if a := s.Do(t, first, "GET", "/ratings/v1/access-requests", ""); first == "" || a.Status != 200 {
			t.Errorf("the token %q: %d %s", first, a.Status, a.Body)
		}
		page := v.get(t, access).want(t, 200, "Live", "Only from 192.0.2.0/24")
		token := regexp.MustCompile(`action="(` + access + `/tokens/[0-9a-f-]+)/rotate"`).FindStringSubmatch(page.body)[1]
		v.post(t, token+"/rotate", url.Values{"overlap_hours": {"169"}}).want(t, 422, "Must be between 0 and 168")
		second := secretIn.FindString(v.post(t, token+"/rotate", url.Values{"overlap_hours": {"0"}}).want(t, 200, "The old token works no more.").body)
		if second == "" || second == first {
			t.Errorf("rotated to %q", second)
		}
		for secret, want := range map[string]int{first: 401, second: 200} {
			if a := s.Do(t, secret, "GET", "/ratings/v1/access-requests", ""); a.Status != want {
				t.Errorf("after rotating: %d, want %d", a.Status, want)
			}
		}
		page = v.get(t, access)
		token = regexp.MustCompile(`action="(` + access + `/tokens/[0-9a-f-]+)/rotate"`).FindStringSubmatch(page.body)[1]
		v.post(t, token+"/revoke", url.Values{"reason": {"It stood in a mail"}}).leads(t, access+"?done=revoked")
		v.get(t, access).want(t, 200, "Revoked, because: It stood in a mail")
		v.post(t, token+"/eat", nil).want(t, 404)

		v.post(t, access+"/tokens", url.Values{"do": {"send"}}).leads(t, access+"?done=sent")
		s.Drain(t)
		if _, code := s.Link(t, "ann@blueseas.example"); code == "" {
			t.Error("no mail to fetch a token")
		}
		v.post(t, access, url.Values{"name": {"Reports"}, "roles": {"GATEHOUSE_REQUESTS_R"}}).leads(t, access+"?done=saved")
		v.post(t, access+"/delete", nil).leads(t, user+"?done=gone")
		v.get(t, user+"?done=gone").want(t, 200, "There is none: this user cannot get in.")
	})
}

// A user is changed, moved after a look at what that does, locked, and deleted.
func TestAUserIsLookedAfter(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		p := s.Person(t, s.A, "Ann Bold", actor.PortfolioManager, "", []string{"GATEHOUSE_PORTFOLIO_RW"})
		at := "/users/" + p.GUID
		v.get(t, at).want(t, 200, "Ann Bold", "Portfolio manager", "Given By GATEHOUSE_PORTFOLIO_RW", "Nowhere just now.", "See what it would do")
		v.post(t, at, url.Values{"firstname": {"Anna"}, "lastname": {"Bold"}, "email": {p.Email}, "phone": {"1"}, "language": {"de"}, "expires_at": {"soon"}}).want(t, 422, "Last day: Must be a date")
		v.post(t, at, url.Values{"firstname": {"Anna"}, "lastname": {"Bold"}, "email": {p.Email}, "phone": {"1"}, "language": {"de"}, "expires_at": {"2026-03-10"}}).leads(t, at+"?done=saved")
		v.get(t, "/users?expires_before=2026-03-20").want(t, 200, "Anna Bold", "1 user")

		look := at + "/place?role=customer_user&group=" + s.A.Group
		before := s.state(t)
		v.get(t, look).want(t, 200, "Portfolio manager → User", "All Companies → Vendors North", "2 companies go out of sight.", "Goes Change companies, folders, tiers, contacts and subscriptions.")
		if after := s.state(t); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Error("a look changed something")
		}
		v.get(t, at+"/place?role=customer_portfolio_manager").want(t, 200, "Nothing would be different")
		v.get(t, at+"/place?role=emperor").want(t, 400)
		v.post(t, at+"/place", url.Values{"role": {"customer_user"}, "group": {s.A.Group}}).leads(t, at+"?done=moved")
		v.get(t, at+"?done=moved").want(t, 200, "Vendors North", "Not given GATEHOUSE_PORTFOLIO_RW carries it, but the role User does not leave it.")

		v.post(t, at+"/lock", nil).leads(t, at+"?done=lock")
		if a := s.Do(t, p.Token, "GET", "/user/v1/roles", ""); a.Status != 401 {
			t.Errorf("locked: %d", a.Status)
		}
		v.get(t, at).want(t, 200, "Locked", "Unlock")
		v.post(t, at+"/unlock", nil).leads(t, at+"?done=unlock")
		v.post(t, at+"/reset", nil).want(t, 422, "does not sign in with a password")
		v.post(t, at+"/dance", nil).want(t, 404)
		v.post(t, at+"/delete", nil).leads(t, "/users?done=deleted")
		v.get(t, at).want(t, 404)
		v.get(t, "/users?done=deleted").want(t, 200, "The user is deleted")
		admin := "/users/" + s.A.Admin.GUID
		v.post(t, admin+"/delete", nil).want(t, 409, "This is the last admin")
	})
}

// An admin resets the second factors of somebody, and ends where they are signed in.
func TestSessionsAndFactorsOfOthers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		s.door(t, s.A, s.A.User)
		them := s.visitor()
		them.post(t, "/sign-in", url.Values{"email": {s.A.User.Email}, "password": {password}}).leads(t, "/")
		at := "/users/" + s.A.User.GUID
		page := v.get(t, at).want(t, 200, "from 192.0.2.1", "None is set up.", "Ask for one")
		session := regexp.MustCompile(`action="(` + at + `/sessions/[0-9a-f-]{36}/end)"`).FindStringSubmatch(page.body)[1]
		v.post(t, session, nil).leads(t, at+"?done=ended")
		v.post(t, session, nil).want(t, 404)
		them.get(t, "/account").leads(t, "/sign-in?next=%2Faccount")
		v.post(t, at+"/require", nil).leads(t, at+"?done=require")
		v.get(t, at).want(t, 200, "One is asked for.")
		v.post(t, at+"/reset", nil).leads(t, at+"?done=reset")
		v.post(t, at+"/sessions/end", nil).leads(t, at+"?done=allended")
		v.post(t, at+"/link", nil).want(t, 422, "has set a password already")
		s.Move(11 * time.Minute)
		v.header.Set("Referer", apitest.PublicURL+at)
		for _, path := range []string{at + "/lock", at + "/sessions/end", at + "/delete"} {
			v.post(t, path, nil).leads(t, "/account/prove?next="+url.QueryEscape(at))
		}
		v.get(t, at+"/accesses/new").leads(t, "/account/prove?next="+url.QueryEscape(at+"/accesses/new"))
		access := at + "/accesses/" + strconv.FormatInt(s.A.User.Access, 10)
		v.post(t, access, url.Values{"name": {"Other"}}).want(t, 422, "nothing is lost")
		v.post(t, access+"/tokens", url.Values{"do": {"make"}, "allowed_ips": {"192.0.2.7"}}).want(t, 422, "nothing is lost", "192.0.2.7")
	})
}

// The catalogue says what each ratings role leaves, and who holds a role; an
// admin adds one, describes it, and deletes it when nobody else holds it.
func TestRolePages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		v.get(t, "/roles").want(t, 200, "Read the record of events.", "GATEHOUSE_AUDIT_R", "Does not leave it", "There is none yet.")
		v.post(t, "/roles", url.Values{"id": {"1"}, "description": {"Reads."}}).want(t, 422, "Id: Must begin with a letter")
		v.post(t, "/roles", url.Values{"id": {"EVENTS_R"}, "description": {"Reads."}}).leads(t, "/roles?done=added")
		v.post(t, "/roles", url.Values{"id": {"EVENTS_R"}}).want(t, 409, "There is a role with this id already.")
		v.get(t, "/roles/EVENTS_R").want(t, 200, "Reads.", "1 user holds it.", s.A.Admin.FormalName, "You hold it")
		v.post(t, "/roles/EVENTS_R", url.Values{"description": {"Reads events."}}).leads(t, "/roles/EVENTS_R?done=changed")
		v.get(t, "/roles").want(t, 200, "Reads events.")
		holder := s.Person(t, s.A, "Ann Bold", actor.User, "", []string{"EVENTS_R"})
		v.post(t, "/roles/EVENTS_R/delete", nil).want(t, 409, "take it from them first")
		v.get(t, "/users?holds=EVENTS_R").want(t, 200, "Ann Bold", "2 users")
		if err := s.Users.Delete(t.Context(), actor.System(s.A.ID), holder.GUID); err != nil {
			t.Fatal(err)
		}
		v.post(t, "/roles/EVENTS_R/delete", nil).leads(t, "/roles?done=deleted")
		v.get(t, "/roles/EVENTS_R").want(t, 404)
		v.get(t, "/roles/GATEHOUSE_USERS_RW").want(t, 200, "Make and change users and their accesses.", "Group administrator: Leaves it", "User: Does not leave it")
		v.post(t, "/roles/GATEHOUSE_USERS_RW/delete", nil).want(t, 404)
	})
}

// A group admin sees the users of its group alone, and changes nobody above; a
// reader changes nothing; another customer sees nobody.
func TestPeopleUnderTheCeiling(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		mine := s.Person(t, s.A, "Ann North", actor.User, s.A.Group, nil)
		above := s.Person(t, s.A, "Up North", actor.Admin, s.A.Group, actor.AllRights())
		v := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		list := v.get(t, "/users").want(t, 200, "Ann North", "Up North")
		if strings.Contains(list.body, s.A.Admin.Email) {
			t.Error("a group admin sees the user of another group")
		}
		v.get(t, "/users/"+s.A.Admin.GUID).want(t, 404)
		v.get(t, "/users/"+mine.GUID).want(t, 200, "Role and access group", "Lock")
		up := v.get(t, "/users/"+above.GUID).want(t, 200, "You cannot change this user", "that you do not have")
		if strings.Contains(up.body, "<form method=\"post\" action=\"/users/") {
			t.Error("a form is offered that would be refused")
		}
		for _, path := range []string{"/lock", "/delete", "/sessions/end", "/place", "/accesses/new"} {
			v.post(t, "/users/"+above.GUID+path, url.Values{"type": {"api_connection"}, "name": {"x"}}).want(t, 403)
		}
		v.get(t, "/users/"+mine.GUID+"/accesses/new").want(t, 200, "You do not hold it yourself, and nobody gives what they lack.")
		v.post(t, "/users/"+mine.GUID+"/accesses/new", url.Values{"type": {"api_connection"}, "name": {"x"}, "roles": {"GATEHOUSE_LINKS_RW"}}).want(t, 422, "You do not hold it yourself")
	})
}

// Who may only read sees no button; who may not, no page; another customer nobody.
func TestPeopleForReaders(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reader := s.member(t, s.A, s.A.Manager, "GATEHOUSE_USERS_R")
		list := reader.get(t, "/users").want(t, 200, s.A.User.FormalName)
		if strings.Contains(list.body, "/users/new") {
			t.Error("a reader is offered to make a user")
		}
		page := reader.get(t, "/users/"+s.A.User.GUID).want(t, 200, "What this user may do")
		if strings.Contains(page.body, `method="post" action="/users/`) || strings.Contains(page.body, "Where the user is signed in") {
			t.Error("a reader is offered what is not for them")
		}
		reader.get(t, "/users/new").want(t, 403)
		reader.post(t, "/users/new", url.Values{"firstname": {"X"}, "email": {"x@blueseas.example"}}).want(t, 403)
		reader.post(t, "/users/"+s.A.User.GUID+"/lock", nil).want(t, 403)
		reader.post(t, "/roles", url.Values{"id": {"EVENTS_R"}}).want(t, 403)
		nobody := s.member(t, s.A, s.A.Reader)
		for _, path := range []string{"/users", "/users.csv", "/users/" + s.A.User.GUID, "/roles", "/roles/GATEHOUSE_USERS_R"} {
			nobody.get(t, path).want(t, 403)
		}
		s.B.Admin.Email = "other@blueseas.test"
		foreign := s.peopleOf(t, s.B)
		foreign.get(t, "/users/"+s.A.User.GUID).want(t, 404)
		foreign.post(t, "/users/"+s.A.User.GUID+"/lock", nil).want(t, 404)
		if strings.Contains(foreign.get(t, "/users").want(t, 200).body, s.A.User.GUID) {
			t.Error("another customer sees a user")
		}
	})
}

// peopleOf is signed in as an admin whom customer c gets for it.
func (s *site) peopleOf(t *testing.T, c *apitest.Customer) *visitor {
	t.Helper()
	p := s.Person(t, c, "Olga Foreign", actor.Admin, "", actor.AllRights())
	return s.member(t, c, p, actor.AllRights()...)
}

// The export is of exactly what is filtered, and every call that a page shows is
// one that works.
func TestPeopleByAPI(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		for i := range 60 {
			_, err := s.Users.Create(t.Context(), actor.System(s.A.ID), identity.UserDraft{Email: "p" + strconv.Itoa(i) + "@blueseas.example", FirstName: "Page", LastName: "Turner"})
			if err != nil {
				t.Fatal(err)
			}
		}
		first := v.get(t, "/users?q=turner").want(t, 200, "60 users", "Next page")
		next := regexp.MustCompile(`href="(/users\?after=[^"]*)"`).FindStringSubmatch(first.body)[1]
		second := v.get(t, strings.ReplaceAll(next, "&amp;", "&")).want(t, 200, "First page")
		if n := strings.Count(second.body, `class="name"`); n != 10 || strings.Contains(second.body, "Next page") {
			t.Errorf("the second page has %d users", n)
		}
		file := v.get(t, "/users.csv?q=turner&sort=-email").want(t, 200)
		if n := strings.Count(file.body, "Turner"); n != 60 || !strings.HasPrefix(file.header.Get("Content-Type"), "text/csv") {
			t.Errorf("the file has %d users, %s", n, file.header.Get("Content-Type"))
		}
		for _, query := range []string{"after=x", "sort=shoe", "status=gone", "type=door", "second_factor=maybe", "expires_before=soon", "q=" + strings.Repeat("x", 201)} {
			v.get(t, "/users?"+query).want(t, 400)
		}
		user := "/users/" + s.A.User.GUID
		access := user + "/accesses/" + strconv.FormatInt(s.A.User.Access, 10)
		for _, path := range []string{"/users?q=turner", "/users/new", user, user + "/place?role=customer_portfolio_manager", user + "/accesses/new", access, "/roles", "/roles/GATEHOUSE_USERS_R"} {
			s.callsWork(t, v.get(t, path).want(t, 200, "The same by API"))
		}
	})
}

var shownCall = regexp.MustCompile(`(?s)<code class="call"><b class="verb">(\w+)</b> ([^<]+)</code>\s*<pre[^>]*><code id="[^"]*">(.*?)</code>`)

// callsWork makes every call that a page shows, as far as it changes nothing that
// the next one needs, and finds a route for all of them.
func (s *site) callsWork(t *testing.T, page reply) {
	t.Helper()
	found := shownCall.FindAllStringSubmatch(page.body, -1)
	if len(found) == 0 {
		t.Error("no call is shown")
	}
	for _, m := range found {
		plain := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(m[3])
		address := regexp.MustCompile(`'` + regexp.QuoteMeta(apitest.PublicURL) + `([^']*)'`).FindStringSubmatch(plain)
		if address == nil {
			t.Fatalf("no address in %s", plain)
		}
		_, body, _ := strings.Cut(plain, "<<'BODY'\n")
		body = strings.TrimSuffix(body, "BODY")
		if m[1] == "DELETE" {
			continue // what comes after it is about the same user
		}
		if a := s.Do(t, s.A.Admin.Token, m[1], address[1], body); a.Status >= 300 && a.Status != 409 && a.Status != 400 || a.Status == 404 {
			t.Errorf("%s %s: %d %s", m[1], address[1], a.Status, a.Body)
		}
	}
}

// Who saves a form that is older than what somebody else gave meanwhile takes
// nothing away: it comes back as it was typed, and is taken when sent again.
func TestAnAccessChangedMeanwhile(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		access := "/users/" + s.A.User.GUID + "/accesses/" + strconv.FormatInt(s.A.User.Access, 10)
		version := regexp.MustCompile(`name="version" value="(\d+)"`)
		ticked := regexp.MustCompile(`value="(GATEHOUSE_\w+)" checked`)
		page := v.get(t, access).want(t, 200)
		form := url.Values{"name": {"Reports"}}
		if m := version.FindStringSubmatch(page.body); m != nil {
			form.Set("version", m[1])
		}
		for _, m := range ticked.FindAllStringSubmatch(page.body, -1) {
			form.Add("roles", m[1])
		}
		open := regexp.MustCompile(`value="(GATEHOUSE_\w+)" aria`).FindStringSubmatch(page.body) // that can be given
		other := url.Values{"name": {"Theirs"}, "version": form["version"], "roles": append([]string{open[1]}, form["roles"]...)}
		v.post(t, access, other).leads(t, access+"?done=saved")
		back := v.post(t, access, form).want(t, 409, "The access has changed since.")
		if !strings.Contains(back.body, `value="Reports"`) {
			t.Error("the name that was typed is lost")
		}
		if len(ticked.FindAllString(back.body, -1)) != len(form["roles"]) {
			t.Errorf("ticked: %v, want %v", ticked.FindAllString(back.body, -1), form["roles"])
		}
		if got := ticked.FindAllString(v.get(t, access).body, -1); len(got) != len(other["roles"]) {
			t.Errorf("held: %v, want %v", got, other["roles"])
		}
		form.Set("version", version.FindStringSubmatch(back.body)[1])
		v.post(t, access, form).leads(t, access+"?done=saved")
	})
}

// The pages speak the reader's language, and every one of them all of it.
func TestPeopleInOtherLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.peopleAdmin(t)
		access := "/users/" + s.A.User.GUID + "/accesses/" + strconv.FormatInt(s.A.User.Access, 10)
		for language, want := range map[string][]string{
			"fr": {"Utilisateurs à regarder", "Ce que cet utilisateur peut faire", "Ce qui en résulte", "Rôles pour vos propres programmes"},
			"de": {"Benutzer zum Ansehen", "Was dieser Benutzer darf", "Was daraus wird", "Rollen für Ihre eigenen Programme"},
		} {
			v.header.Set("Accept-Language", language)
			for i, path := range []string{"/users", "/users/" + s.A.User.GUID, access, "/roles"} {
				if a := v.get(t, path).want(t, 200); !strings.Contains(a.body, want[i]) {
					t.Errorf("%s in %s does not say %q", path, language, want[i])
				}
			}
		}
	})
}
