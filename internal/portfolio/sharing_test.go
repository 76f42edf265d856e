package portfolio_test

import (
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// email is the address of a user of the world.
func email(a actor.Actor) string { return fmt.Sprintf("u%d@x.example", a.UserID) }

// share changes, as the admin, who sees a folder.
func (w *world) share(t *testing.T, folder string, ch portfolio.SharingChange) portfolio.Folder {
	t.Helper()
	f, err := w.folders.Change(t.Context(), w.admin, folder, portfolio.FolderChange{Sharing: &ch})
	ok(t, err)
	return f
}

// Who sees a folder, who changes what is in it and what is said about it: the
// letters are s, c and p, and d for who deletes it.
func TestSharing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 2)
		north, south := w.group(t, "North", nil, c[0]), w.group(t, "South", nil, c[0])
		owner, mate := w.user(t, actor.PortfolioManager, north), w.user(t, actor.PortfolioManager, north)
		guest, reader := w.user(t, actor.PortfolioManager, south), w.user(t, actor.User, south)
		people := map[string]actor.Actor{"admin": w.admin, "owner": owner, "mate": mate, "guest": guest, "reader": reader}
		yes, no := new(true), new(false)
		with := func(contents, properties bool) *[]portfolio.Share {
			return &[]portfolio.Share{{Email: strings.ToUpper(email(guest)), EditsContents: contents, EditsProperties: properties}}
		}
		for i, tt := range []struct {
			name                string
			ch                  portfolio.SharingChange
			mate, guest, reader string
		}{
			{"with everybody", portfolio.SharingChange{}, "s", "s", "s"},
			{"with nobody", portfolio.SharingChange{IsShared: no}, "", "", ""},
			{"with nobody, though more is said", portfolio.SharingChange{IsShared: no, WithAll: yes, With: with(true, true), GroupEditsContents: yes}, "", "", ""},
			{"not with all", portfolio.SharingChange{WithAll: no}, "", "", ""},
			{"with one", portfolio.SharingChange{With: with(false, false)}, "", "s", ""},
			{"with one who fills it", portfolio.SharingChange{IsShared: yes, With: with(true, false)}, "", "sc", ""},
			{"with one who renames it", portfolio.SharingChange{With: with(false, true)}, "", "sp", ""},
			{"with all and one who fills it", portfolio.SharingChange{WithAll: yes, With: with(true, false)}, "s", "sc", "s"},
			{"with the owner's group", portfolio.SharingChange{WithAll: no, GroupEditsContents: yes}, "sc", "", ""},
			{"with the owner's group, to rename", portfolio.SharingChange{WithAll: no, GroupEditsProperties: yes}, "sp", "", ""},
			{"with the owner's group and all", portfolio.SharingChange{GroupEditsContents: yes, GroupEditsProperties: yes}, "scp", "s", "s"},
		} {
			f, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: fmt.Sprint("Folder ", i)})
			ok(t, err)
			w.share(t, f.GUID, tt.ch) // the owner does not see the guest
			_, err = w.folders.Move(t.Context(), owner, f.GUID, portfolio.Members{Add: c[:1]})
			ok(t, err)
			want := map[string]string{"admin": "scpd", "owner": "scpd", "mate": tt.mate, "guest": tt.guest, "reader": tt.reader}
			for who, by := range people {
				if got := w.reach(t, by, f.GUID); got != want[who] {
					t.Errorf("%s, %s: got %q, want %q", tt.name, who, got, want[who])
				}
			}
		}
	})
}

// reach tries out what an actor may do with a folder, and compares it with what
// the folder says.
func (w *world) reach(t *testing.T, by actor.Actor, guid string) (may string) {
	t.Helper()
	f, err := w.folders.One(t.Context(), by, guid)
	_, moveErr := w.folders.Move(t.Context(), by, guid, portfolio.Members{})
	_, changeErr := w.folders.Change(t.Context(), by, guid, portfolio.FolderChange{Description: new("x")})
	listed := 0
	all, listErr := w.folders.List(t.Context(), by)
	ok(t, listErr)
	for _, other := range all {
		if other.GUID == guid {
			listed++
		}
	}
	companies, _, listErr := w.companies.List(t.Context(), by, portfolio.Filter{Folders: []string{guid}})
	ok(t, listErr)
	if err != nil {
		wants(t, err, fault.NotFound)
		kind := fault.NotFound
		if by.Need(actor.PortfolioRW) != nil {
			kind = fault.Forbidden
		}
		wants(t, moveErr, kind)
		wants(t, changeErr, kind)
		if listed+len(companies) > 0 {
			t.Error("what is unseen is listed, or filters")
		}
		return ""
	}
	if listed != 1 || len(companies) != 1 {
		t.Errorf("listed %d times with %d companies", listed, len(companies))
	}
	letters := []string{"s"}
	for _, right := range []struct {
		letter string
		says   bool
		err    error
	}{{"c", f.ContentsEditableBy(by), moveErr}, {"p", f.EditableBy(by), changeErr}} {
		if right.says != (right.err == nil) || right.err != nil && !fault.Is(right.err, fault.Forbidden) {
			t.Errorf("%s: says %v, got %v", right.letter, right.says, right.err)
		}
		if right.says {
			letters = append(letters, right.letter)
		}
	}
	may = strings.Join(letters, "")
	if f.DeletableBy(by) {
		may += "d"
	} else if by.Has(actor.PortfolioRW) {
		wants(t, w.folders.Delete(t.Context(), by, guid), fault.Forbidden)
	}
	if !f.ShareableBy(by) && f.EditableBy(by) { // back as it was is no change
		_, err := w.folders.Change(t.Context(), by, guid, portfolio.FolderChange{Sharing: &portfolio.SharingChange{WithAll: new(f.Sharing.WithAll)}})
		ok(t, err)
		_, err = w.folders.Change(t.Context(), by, guid, portfolio.FolderChange{Sharing: &portfolio.SharingChange{WithAll: new(!f.Sharing.WithAll)}})
		wants(t, err, fault.Forbidden)
	}
	return may
}

// Names of folders that one does not see are free, and say nothing.
func TestNamesOfHiddenFolders(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 1)
		north := w.group(t, "North", nil, c[0])
		one, other := w.user(t, actor.PortfolioManager, north), w.user(t, actor.PortfolioManager, north)
		hidden := &portfolio.SharingChange{IsShared: new(false)}
		mine, err := w.folders.Create(t.Context(), one, portfolio.FolderDraft{Name: "Watch", Sharing: hidden})
		ok(t, err)
		_, err = w.folders.Create(t.Context(), one, portfolio.FolderDraft{Name: "WATCH", Sharing: hidden})
		wants(t, err, fault.Conflict)
		theirs, err := w.folders.Create(t.Context(), other, portfolio.FolderDraft{Name: "Watch", Sharing: hidden})
		ok(t, err)
		// A file of each goes into its own; the operator's makes one for all.
		const file = "name,folder\nCompany 00,watch\n"
		for _, by := range []actor.Actor{one, other} {
			report, err := w.companies.Import(t.Context(), by, strings.NewReader(file), portfolio.ImportOptions{})
			ok(t, err)
			wantTally(t, report, "0 added, 1 updated, 0 unchanged, 0 refused")
		}
		report, err := w.companies.Import(t.Context(), actor.System(w.c.ID), strings.NewReader(file), portfolio.ImportOptions{})
		ok(t, err)
		wantTally(t, report, "0 added, 1 updated, 0 unchanged, 0 refused")
		if n := w.count(t, `select count(*) from folders where name_lower = 'watch'`); n != 3 {
			t.Errorf("%d folders", n)
		}
		for guid, by := range map[string]actor.Actor{mine.GUID: one, theirs.GUID: other} {
			if f, err := w.folders.One(t.Context(), by, guid); err != nil || len(f.Companies) != 1 {
				t.Errorf("got %+v, %v", f, err)
			}
		}
		// To share it with all is to take the name from nobody.
		_, err = w.folders.Change(t.Context(), one, mine.GUID, portfolio.FolderChange{Sharing: &portfolio.SharingChange{WithAll: new(true)}})
		wants(t, err, fault.Conflict)
		_, err = w.folders.Change(t.Context(), one, mine.GUID, portfolio.FolderChange{
			Name: new("Watch North"), Sharing: &portfolio.SharingChange{WithAll: new(true)},
		})
		ok(t, err)
		// A folder that one sees and may not fill refuses the row; an unseen guid is unknown.
		for folder, want := range map[string]string{"watch north": "is not yours", mine.GUID: "is not yours", theirs.GUID: "", db.NewID(): "is not the guid"} {
			report, err := w.companies.Import(t.Context(), other, strings.NewReader("name,folder\nCompany 00,"+folder+"\n"), portfolio.ImportOptions{})
			ok(t, err)
			if got := fmt.Sprint(report.Rows); want != "" && !strings.Contains(got, want) || want == "" && report.Refused > 0 {
				t.Errorf("%s: got %s", folder, got)
			}
		}
		report, err = w.companies.Import(t.Context(), one, strings.NewReader("name,folder\nCompany 00,"+theirs.GUID+"\n"), portfolio.ImportOptions{})
		ok(t, err)
		if got := fmt.Sprint(report.Rows); !strings.Contains(got, "is not the guid of a folder") {
			t.Errorf("got %s", got)
		}
	})
}

// A share is a user's, not an address's; a user who has gone is named no more.
func TestSharesBelongToUsers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, foreign := newWorld(t, d, nil), newWorld(t, d, nil)
		guest := w.user(t, actor.PortfolioManager, w.group(t, "North", nil))
		f, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "F", Sharing: &portfolio.SharingChange{With: &[]portfolio.Share{
			{Email: email(guest)}, {Email: " " + email(guest), EditsContents: true},
		}}})
		ok(t, err)
		if len(f.Sharing.With) != 1 || f.Sharing.With[0].UserGUID != guest.UserGUID || !f.Sharing.With[0].EditsContents || f.Sharing.WithAll {
			t.Errorf("got %+v", f.Sharing)
		}
		for _, address := range []string{"nobody@x.example", "", email(foreign.admin), strings.Repeat("x", 300)} {
			_, err := w.folders.Change(t.Context(), w.admin, f.GUID, portfolio.FolderChange{
				Sharing: &portfolio.SharingChange{With: &[]portfolio.Share{{Email: address}}},
			})
			wants(t, err, fault.Invalid)
		}
		w.exec(t, `update users set email = 'new@x.example', email_lower = 'new@x.example' where guid = $1`, guest.UserGUID)
		f, err = w.folders.One(t.Context(), guest, f.GUID)
		ok(t, err)
		if f.Sharing.With[0].Email != "new@x.example" {
			t.Errorf("got %+v", f.Sharing)
		}
		w.exec(t, `update users set deleted_at = $2 where guid = $1`, guest.UserGUID, w.now)
		if f, err = w.folders.One(t.Context(), w.admin, f.GUID); err != nil || len(f.Sharing.With) != 0 {
			t.Errorf("got %+v, %v", f.Sharing, err)
		}
	})
}

// Who renames a folder that is shared with it finds no name taken by a folder
// that it does not see; its owner sees both.
func TestRenamingTellsOfNoHiddenFolder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		north := w.group(t, "North", nil)
		owner, guest := w.user(t, actor.PortfolioManager, north), w.user(t, actor.PortfolioManager, north)
		with := &portfolio.SharingChange{With: &[]portfolio.Share{{Email: email(guest), EditsProperties: true}}}
		made := func(name string, ch *portfolio.SharingChange) string {
			t.Helper()
			f, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: name, Sharing: ch})
			ok(t, err)
			return f.GUID
		}
		shared := made("Shared", with)
		made("Shared too", with)
		made("Hidden", &portfolio.SharingChange{IsShared: new(false)})
		rename := func(by actor.Actor, name string, want fault.Kind) {
			t.Helper()
			_, err := w.folders.Change(t.Context(), by, shared, portfolio.FolderChange{Name: &name})
			wants(t, err, want)
		}
		rename(owner, "Hidden", fault.Conflict)
		rename(w.admin, "Hidden", fault.Conflict)
		rename(guest, "SHARED TOO", fault.Conflict)
		rename(guest, "hidden", "")
		rename(guest, "Hidden", "")
		rename(owner, "Hidden", "") // as it is
		rename(guest, "Free", "")
		made("Hidden too", &portfolio.SharingChange{IsShared: new(false)})
		_, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: "Free", Sharing: with})
		wants(t, err, fault.Conflict) // it is one of the owner's again
		rename(guest, "Hidden too", "")
		rename(owner, "Shared too", fault.Conflict)
		rename(owner, "Mine", "")
		_, err = w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: "Mine", Sharing: with})
		wants(t, err, fault.Conflict)
	})
}

// Whom one does not see in the list of users one does not find by sharing, save
// those whom the folder is shared with already.
func TestSharingFindsNoHiddenUsers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		north, south := w.group(t, "North", nil), w.group(t, "South", nil)
		owner, mate := w.user(t, actor.PortfolioManager, north), w.user(t, actor.User, north)
		hidden := w.user(t, actor.User, south)
		all := w.user(t, actor.PortfolioManager, tenant.Group{GUID: north.GUID, AllCompanies: true})
		w.exec(t, `update groups set all_companies = true where guid = $1`, north.GUID)
		to := func(address string) *portfolio.SharingChange {
			return &portfolio.SharingChange{With: &[]portfolio.Share{{Email: address}}}
		}
		_, unknown := w.folders.Create(t.Context(), all, portfolio.FolderDraft{Name: "X", Sharing: to("nobody@x.example")})
		wants(t, unknown, fault.Invalid)
		_, err := w.folders.Create(t.Context(), all, portfolio.FolderDraft{Name: "All", Sharing: to(email(hidden))})
		ok(t, err)
		w.exec(t, `update groups set all_companies = false where guid = $1`, north.GUID)
		for address, want := range map[string]fault.Kind{email(mate): "", email(owner): "", email(hidden): fault.Invalid, email(w.admin): fault.Invalid} {
			_, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: address, Sharing: to(address)})
			wants(t, err, want)
			if said := strings.ReplaceAll(fmt.Sprint(unknown), "nobody@x.example", address); want != "" && fmt.Sprint(err) != said {
				t.Errorf("got %v, want %s", err, said)
			}
		}
		f, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: "F", Sharing: to(email(mate))})
		ok(t, err)
		change := func(by actor.Actor, want fault.Kind) {
			t.Helper()
			_, err := w.folders.Change(t.Context(), by, f.GUID, portfolio.FolderChange{Sharing: to(email(hidden))})
			wants(t, err, want)
		}
		change(owner, fault.Invalid)
		change(w.admin, "")
		change(owner, "") // back as it was answered
	})
}
