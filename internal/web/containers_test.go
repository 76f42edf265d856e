package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
)

// Folders and tiers are made, renamed, deleted, and brought back.
func TestContainers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, tt := range []struct {
			base, none string
			form       url.Values
			wrong      url.Values
			say        string
		}{
			{"/portfolio/folders", "There is no folder yet", url.Values{"name": {"Europe"}, "description": {"All of it"}}, url.Values{"name": {" "}}, "Name: Must be set."},
			{"/portfolio/tiers", "There is no tier yet", url.Values{"name": {"Europe"}, "description": {"All of it"}, "rank": {"3"}}, url.Values{"name": {"x"}, "rank": {"first"}}, "Rank: Must be an integer."},
		} {
			t.Run(tt.base, func(t *testing.T) {
				v.get(t, tt.base).want(t, 200, tt.none)
				v.post(t, tt.base, tt.wrong).want(t, 422, tt.say)
				made := v.post(t, tt.base, tt.form)
				one, _, _ := strings.Cut(made.header.Get("Location"), "?")
				v.get(t, made.header.Get("Location")).want(t, 200, "Europe", "All of it", "It is there now. Put companies into it.", "There is no company in it yet")
				v.post(t, tt.base, tt.form).want(t, 409, "already")
				v.get(t, tt.base).want(t, 200, "Europe")
				for _, company := range []string{"Saperix", "Acme Paper"} {
					s.put(t, one, s.A.Companies[company])
				}
				a := v.get(t, one+"?q=sap").want(t, 200, "Saperix", "1 company")
				if strings.Contains(a.main(), "Acme") || !strings.Contains(a.body, `action="`+one+`"`) {
					t.Error("the page of the container is not filtered, or leads elsewhere")
				}

				wrong := v.post(t, one, tt.wrong).want(t, 422, tt.say)
				if !strings.Contains(wrong.body, `<details class="fold" open>`) {
					t.Error("what is wrong is folded away")
				}
				renamed := url.Values{"name": {"Asia"}, "description": {""}, "rank": {"1"}}
				v.post(t, one, renamed).leads(t, one+"?done=saved")
				v.get(t, one).want(t, 200, "Asia", "2 companies")

				deleted := v.post(t, one+"/delete", nil)
				v.get(t, one).want(t, 404)
				v.get(t, deleted.header.Get("Location")).want(t, 200, "It is deleted.", tt.none)
				v.takesBack(t, deleted)
				v.get(t, one).want(t, 200, "Asia", "2 companies")

				again := v.post(t, one+"/delete", nil)
				v.post(t, tt.base, url.Values{"name": {"asia"}, "rank": {"9"}}).want(t, 303)
				m := undoOf.FindStringSubmatch(v.get(t, again.header.Get("Location")).body)
				v.post(t, m[1], nil).want(t, 409, "already")
			})
		}
	})
}

// put puts a company into the folder or tier of a page.
func (s *site) put(t *testing.T, page, company string) {
	t.Helper()
	by, m := actor.System(s.A.ID), portfolio.Members{Add: []string{company}}
	var err error
	if guid, ok := strings.CutPrefix(page, tiersPath+"/"); ok {
		_, err = s.Tiers.Move(t.Context(), by, guid, m)
	} else {
		_, err = s.Folders.Move(t.Context(), by, strings.TrimPrefix(page, foldersPath+"/"), m)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A folder that is not one's own to fill or delete is offered for neither.
func TestFolderOfAnother(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		made := admin.post(t, "/portfolio/folders", url.Values{"name": {"Emma's"}})
		one, _, _ := strings.Cut(made.header.Get("Location"), "?")
		s.put(t, one, s.A.Companies["Black Hills Technologies"])
		v := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		a := v.get(t, one).want(t, 200, "Black Hills Technologies")
		if strings.Contains(a.main(), "Delete the folder") || strings.Contains(a.main(), "Edit the folder") || strings.Contains(a.body, `id="bulk-folder"`) {
			t.Errorf("offers what would be refused: %s", a.main())
		}
		v.post(t, one+"/delete", nil).want(t, 403)
		v.post(t, one, url.Values{"name": {"Mine"}}).want(t, 403)
		v.post(t, "/portfolio/bulk", url.Values{
			"do": {"remove"}, "folder": {strings.TrimPrefix(one, foldersPath+"/")}, "company": {s.A.Companies["Black Hills Technologies"]}, "back": {one},
		}).want(t, 422, "do not have permission", "Emma's")
	})
}

// Contacts are added, edited, preferred, removed, and brought back.
func TestContacts(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		sap := "/companies/" + s.A.Companies["Saperix"]
		a := v.post(t, sap+"/contacts", url.Values{"formal_name": {"Ann Bold"}, "email": {"ann"}}).want(t, 422, "Enter a valid email address.")
		if !strings.Contains(a.body, `value="Ann Bold"`) {
			t.Error("the name is lost")
		}
		v.post(t, sap+"/contacts", url.Values{"formal_name": {"Ann Bold"}, "email": {"richard.kuga@saperix.example"}}).want(t, 409, "already")
		v.post(t, sap+"/contacts", url.Values{"formal_name": {"Ann Bold"}, "email": {"ann@saperix.example"}, "role": {"CISO"}, "phone_number": {"+1 555 0134"}}).leads(t, sap+"?done=added")
		a = v.get(t, sap+"?done=added").want(t, 200, "The contact is there.", "Ann Bold", "ann@saperix.example, CISO", "Richard Kuga Preferred")
		ann := regexp.MustCompile(`href="(/portfolio/contacts/[^"]+)">Ann Bold`).FindStringSubmatch(a.body)[1]

		v.get(t, "/portfolio/contacts").want(t, 200, "Ann Bold", "Richard Kuga", "Saperix", "2 contacts")
		if a := v.get(t, "/portfolio/contacts?q=BOLD").want(t, 200, "Ann Bold", "1 contact"); strings.Contains(a.main(), "Richard") {
			t.Error("the search finds everybody")
		}
		v.get(t, "/portfolio/contacts?q=nobody").want(t, 200, "Nothing matches")
		v.get(t, "/portfolio/contacts?company="+s.A.Companies["Acme Paper"]).want(t, 200, "Company: Acme Paper", "Nothing matches")
		v.get(t, "/portfolio/contacts?offset=50").want(t, 200, "The list ends before this page")
		for _, bad := range []string{"offset=x", "company=x", "q=" + strings.Repeat("x", 201)} {
			v.get(t, "/portfolio/contacts?"+bad).want(t, 400)
		}

		v.get(t, ann).want(t, 200, "Ann Bold", "Saperix", "CISO")
		v.post(t, ann, url.Values{"formal_name": {"Ann Bold"}, "email": {"no"}}).want(t, 422)
		v.post(t, ann, url.Values{"formal_name": {"Ann Bolder"}, "email": {"ann@saperix.example"}, "relation_type": {"Backup"}}).leads(t, ann+"?done=saved")
		v.get(t, ann).want(t, 200, "Ann Bolder")
		v.post(t, ann+"/prefer", nil).leads(t, sap+"?done=preferred")
		v.get(t, sap).want(t, 200, "Ann Bolder Preferred", "Richard Kuga Backup")
		v.post(t, ann+"/eat", nil).want(t, 404)

		removed := v.post(t, ann+"/remove", nil)
		if a := v.get(t, removed.header.Get("Location")).want(t, 200, "The contact is removed."); strings.Contains(a.main(), "Ann Bolder") {
			t.Error("the contact is there")
		}
		v.get(t, ann).want(t, 404)
		v.takesBack(t, removed)
		v.get(t, sap).want(t, 200, "Ann Bolder Preferred")

		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		richard := contactsPath + "/" + s.preferred(t, "Saperix")
		foreign.get(t, richard).want(t, 404)
		foreign.post(t, richard+"/remove", nil).want(t, 404)
		foreign.post(t, richard, url.Values{"email": {"x@saperix.example"}}).want(t, 404)
	})
}
