package web

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// The search of everything finds what begins with the words, of each kind, as far
// as its reader sees it.
func TestSearch(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Saperix"], Email: "sap@saperix.example", FormalName: "Sapna Rao"})
		by := actor.System(s.A.ID)
		for _, name := range []string{"Zebra suppliers", "Blue zebras"} {
			if _, err := s.Folders.Create(t.Context(), s.actor(t), portfolio.FolderDraft{Name: name}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Forms.Create(t.Context(), s.actor(t), collab.FormDraft{Name: "Zebra clients"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Tiers.Create(t.Context(), by, portfolio.TierDraft{Name: "Zebra tier"}); err != nil {
			t.Fatal(err)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, tt := range []struct {
			q    string
			want []string
		}{
			{"black", []string{"Companies", "Black Hills Technologies", "People", "Maria Castro"}},
			{"HILLS", []string{"Black Hills Technologies"}},
			{"blackhills.ex", []string{"Black Hills Technologies"}},
			{"cast", []string{"Maria Castro", "Pending"}},
			{"mcastro@", []string{"Maria Castro"}},
			{"zeb", []string{"Folders", "Zebra suppliers", "Blue zebras", "Forms", "Zebra clients", "Tiers", "Zebra tier"}},
			{"emma", []string{"Users", "Emma Waters"}},
			{"richard", []string{"Contacts", "Richard Kuga"}},
			{"richard.kuga@", []string{"Richard Kuga"}},
			{"%", []string{"Type at least two letters."}},
			{"%%", []string{"Nothing begins with “%%”"}},
			{"<b>x", []string{"Nothing begins with “<b>x”"}},
			{"", []string{"Type at least two letters."}},
			{strings.Repeat("é", 300), []string{"Nothing begins with"}},
		} {
			v.get(t, "/search?q="+url.QueryEscape(tt.q)).want(t, 200, tt.want...)
		}

		// A group that sees one company finds that and its people.
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		for _, q := range []string{"saperix", "sapna", "sap@", "richard", "zebra+cl"} {
			manager.get(t, "/search?q="+q).want(t, 200, "Nothing begins with")
		}
		manager.get(t, "/search?q=black").want(t, 200, "Black Hills Technologies", "Maria Castro")

		// Without rights, and in another customer, there is nothing.
		poor := s.member(t, s.A, s.A.Reader, string(actor.GroupsR))
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		for _, q := range []string{"maria", "zebra", "emma", "mcastro", "black"} {
			poor.get(t, "/search?q="+q).want(t, 200, "Nothing begins with")
			a := foreign.get(t, "/search?q="+q).want(t, 200)
			for _, ours := range []string{"Maria Castro", "Zebra", s.A.Admin.GUID, s.A.Companies["Black Hills Technologies"]} {
				if strings.Contains(a.body, ours) {
					t.Errorf("another customer finds %q by %s: %s", ours, q, text(a.body))
				}
			}
		}
	})
}

// A folder that is shared with nobody is found by its owner alone.
func TestSearchKeepsFolders(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.exec(t, `insert into folders (customer_id, guid, name, name_lower, position, owner_guid, is_shared, shared_with_all, created_at)
			values ($1, 'f', 'Secret zoo', 'secret zoo', 9, $2, $3, $3, $4)`, s.A.ID, s.A.Admin.GUID, false, s.Now())
		s.member(t, s.A, s.A.Admin, actor.AllRights()...).get(t, "/search?q=secret").want(t, 200, "Secret zoo")
		s.member(t, s.A, s.A.Manager, actor.AllRights()...).get(t, "/search?q=secret").want(t, 200, "Nothing begins with")
	})
}

func TestKeyboardHelp(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin)
		v.get(t, "/help/keyboard").want(t, 200, "Ctrl + K", "Search everything", "g o", "Go to the Outbox")
		s.visitor().get(t, "/help/keyboard").leads(t, "/sign-in?next=%2Fhelp%2Fkeyboard")
	})
}
