package collab_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

func TestFormVerbs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f, err := k.forms.Create(t.Context(), k.admin, collab.FormDraft{})
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != "" || f.Scope != collab.TPRM || !f.IsActive || f.UpdatedBy != nil || !f.CreatedAt.Equal(k.now) ||
			f.CreatedBy != (collab.FormPerson{GUID: k.admin.UserGUID, FormalName: k.admin.FormalName, Email: k.admin.Email}) {
			t.Errorf("an empty draft made %+v", f)
		}
		k.now = k.now.Add(time.Minute)
		same, closed, name := collab.TPRM, false, "  Second name "
		if f, err = k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{Scope: &same}); err != nil || f.UpdatedBy != nil {
			t.Errorf("what makes no difference was a change: %+v, %v", f, err)
		}
		f, err = k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{Name: &name, IsActive: &closed})
		if err != nil || f.Name != "Second name" || f.IsActive || f.UpdatedBy == nil || f.UpdatedBy.GUID != k.admin.UserGUID ||
			!f.UpdatedAt.Equal(k.now) || f.UpdatedAt.Equal(f.CreatedAt) {
			t.Errorf("changed to %+v, %v", f, err)
		}
		if again, err := k.forms.One(t.Context(), k.admin, f.GUID); err != nil || again.Name != f.Name {
			t.Errorf("read %+v, %v", again, err)
		}
		if err := k.forms.Delete(t.Context(), k.admin, f.GUID); err != nil {
			t.Fatal(err)
		}
		if _, err := k.forms.One(t.Context(), k.admin, f.GUID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a deleted form answers %v", err)
		}
		if n := k.count(t, `select count(*) from directory where kind = 'form'`); n != 0 {
			t.Errorf("the directory still knows %d forms", n)
		}
		for action, want := range map[string]int{"create": 1, "change": 1, "delete": 1} {
			if n := k.count(t, `select count(*) from events where action = $1`, "client_access_link."+action); n != want {
				t.Errorf("%d events of %s, want %d", n, action, want)
			}
		}
	})
}

func TestFormsAreTheCustomersAndTheAdmins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		name := "x"
		noRoles := k.admin
		noRoles.Roles = nil
		for _, tt := range []struct {
			name string
			by   actor.Actor
			want fault.Kind
		}{
			{"foreign customer", k.foreign, fault.NotFound},
			{"user who is no admin", k.reader, fault.Forbidden},
			{"access without roles", noRoles, fault.Forbidden},
		} {
			t.Run(tt.name, func(t *testing.T) {
				_, one := k.forms.One(t.Context(), tt.by, f.GUID)
				_, change := k.forms.Change(t.Context(), tt.by, f.GUID, collab.FormChange{Name: &name})
				del := k.forms.Delete(t.Context(), tt.by, f.GUID)
				for verb, err := range map[string]error{"one": one, "change": change, "delete": del} {
					if !fault.Is(err, tt.want) {
						t.Errorf("%s: %v, want %s", verb, err, tt.want)
					}
				}
			})
		}
		if page, total, err := k.forms.List(t.Context(), k.foreign, collab.FormFilter{}); len(page)+total != 0 || err != nil {
			t.Errorf("the foreign list has %v of %d, %v", page, total, err)
		}
		if _, err := k.forms.Create(t.Context(), k.reader, collab.FormDraft{}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a reader made a form: %v", err)
		}
		if now, err := k.forms.One(t.Context(), k.admin, f.GUID); err != nil || now.Name != f.Name {
			t.Errorf("somebody changed it to %+v, %v", now, err)
		}
	})
}

func TestFormList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		for _, name := range []string{"Öst insurers", "beta (new)", "Alpha clients"} {
			if _, err := k.forms.Create(t.Context(), k.admin, collab.FormDraft{Name: name, Description: "About 50% done_" + name}); err != nil {
				t.Fatal(err)
			}
			k.now = k.now.Add(time.Second)
		}
		for _, tt := range []struct {
			name   string
			filter collab.FormFilter
			want   string
			total  int
		}{
			{"newest first", collab.FormFilter{}, "Alpha clients, beta (new), Öst insurers", 3},
			{"a page", collab.FormFilter{Limit: 1, Offset: 1}, "beta (new)", 3},
			{"beyond the end", collab.FormFilter{Offset: 9}, "", 3},
			{"by name, without case", collab.FormFilter{Sort: []collab.SortKey{{Name: "name"}}}, "Alpha clients, beta (new), Öst insurers", 3},
			{"oldest first", collab.FormFilter{Sort: []collab.SortKey{{Name: "created_time"}}}, "Öst insurers, beta (new), Alpha clients", 3},
			{"a word begins", collab.FormFilter{Query: "ÖS"}, "Öst insurers", 1},
			{"inside signs", collab.FormFilter{Query: "new"}, "beta (new)", 1},
			{"not in the middle", collab.FormFilter{Query: "lpha"}, "", 0},
			{"signs are themselves", collab.FormFilter{Query: "%"}, "", 0},
			{"every word", collab.FormFilter{Query: "about cli"}, "Alpha clients", 1},
		} {
			t.Run(tt.name, func(t *testing.T) {
				page, total, err := k.forms.List(t.Context(), k.admin, tt.filter)
				var names []string
				for _, f := range page {
					names = append(names, f.Name)
				}
				if got := strings.Join(names, ", "); got != tt.want || total != tt.total || err != nil {
					t.Errorf("got %s of %d, %v, want %s of %d", got, total, err, tt.want, tt.total)
				}
			})
		}
		if _, _, err := k.forms.List(t.Context(), k.admin, collab.FormFilter{Sort: []collab.SortKey{{Name: "guid"}}}); !fault.Is(err, fault.Invalid) {
			t.Errorf("sorted by a name that is not offered: %v", err)
		}
	})
}

func TestFormText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		long := strings.Repeat("é", 256)
		for _, tt := range []struct {
			name, field string
			draft       collab.FormDraft
		}{
			{"longest", "", collab.FormDraft{Name: long[:510], Description: long[:510], Scope: "insurance"}},
			{"name too long", "name", collab.FormDraft{Name: long}},
			{"description too long", "description", collab.FormDraft{Description: long}},
			{"unknown scope", "scope", collab.FormDraft{Scope: "TPRM"}},
			{"bell", "name", collab.FormDraft{Name: "a\ab"}},
			{"zero", "description", collab.FormDraft{Description: "a\x00b"}},
			{"not UTF-8", "name", collab.FormDraft{Name: "a\xffb"}},
			{"two lines", "name", collab.FormDraft{Name: "a\nb"}},
			{"lines of a description", "", collab.FormDraft{Description: "a\nb"}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				_, err := k.forms.Create(t.Context(), k.admin, tt.draft)
				if tt.field == "" && err != nil || tt.field != "" && fault.Of(err).Fields[tt.field] == "" {
					t.Errorf("got %v, want a problem with %q", err, tt.field)
				}
			})
		}
	})
}

func TestOpen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		check := func(name, guid string, want bool) {
			t.Helper()
			opened, err := k.forms.Open(t.Context(), guid)
			if (err == nil) != want || err != nil && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
			if want && (opened.Name != f.Name || opened.CustomerName != "Acme") {
				t.Errorf("%s: %+v", name, opened)
			}
			scope, valid, err := k.forms.ValidateToken(t.Context(), guid)
			if err != nil || valid != want || (scope != nil) != want {
				t.Errorf("%s: valid %v, scope %v, %v", name, valid, scope, err)
			}
		}
		check("active", f.GUID, true)
		check("in upper case", strings.ToUpper(f.GUID), true)
		check("unknown", db.NewID(), false)
		check("nothing", "", false)

		closed, open := false, true
		if _, err := k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{IsActive: &closed}); err != nil {
			t.Fatal(err)
		}
		check("closed", f.GUID, false)
		if _, err := k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{IsActive: &open}); err != nil {
			t.Fatal(err)
		}
		k.exec(t, `update customers set is_active = $2 where id = $1`, k.admin.CustomerID, false)
		check("of a customer that is closed", f.GUID, false)
	})
}

func TestDeletingAFormKeepsRequests(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "in@quill.example")
		if err := k.confirm(t, "in@quill.example"); err != nil {
			t.Fatal(err)
		}
		thanks, _ := k.letter(t, "in@quill.example")
		k.register(t, f, "late@quill.example")
		if err := k.forms.Delete(t.Context(), k.admin, f.GUID); err != nil {
			t.Fatal(err)
		}
		if err := k.confirm(t, "late@quill.example"); !fault.Is(err, fault.NotFound) {
			t.Errorf("a registration survived its form: %v", err)
		}
		if c, err := k.regs.Look(t.Context(), thanks); err != nil || c.State != mail.Used || c.CustomerName != "Acme" {
			t.Errorf("who registered sees %+v, %v", c, err)
		}
		if n := k.count(t, `select count(*) from access_requests where form_guid = $1`, f.GUID); n != 1 {
			t.Errorf("%d requests are left, want 1", n)
		}
		if got := k.text(t, `select email from registrations`); got != "in@quill.example" {
			t.Errorf("the registration of %s is left", got)
		}
	})
}
