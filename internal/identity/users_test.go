package identity_test

import (
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func TestUserFields(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		u := must(w.users.Create(t.Context(), w.admin, identity.UserDraft{
			Email: " Emma.Waters@Acme.example ", FirstName: "Emma", LastName: "Waters", Phone: "+44 1", Language: "fr",
			ExpiresAt: "2026-12-31", Role: actor.PortfolioManager, GroupGUID: strings.ToUpper(south),
		}))(t)
		if u.Email != "Emma.Waters@Acme.example" || u.FormalName != "Emma Waters" || u.Language != "fr" || *u.ExpiresAt != "2026-12-31" ||
			u.Role != actor.PortfolioManager || u.GroupGUID != south || u.GroupName != "South" || u.CreatedBy.GUID != w.admin.UserGUID ||
			u.UpdatedBy.GUID != "" || u.LastLoginAt != nil || u.CustomerID != w.acme.ID || !u.IsActive {
			t.Errorf("%+v", u)
		}
		plain := must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: "r@acme.example", FormalName: "Richard van Kuga"}))(t)
		if plain.Role != actor.User || plain.GroupName != tenant.DefaultName || plain.FirstName != "Richard" || plain.LastName != "van Kuga" {
			t.Errorf("%+v", plain)
		}
		got := must(w.users.Change(t.Context(), w.admin, itoa(int(u.ID)), identity.UserChange{
			LastName: new("Stone"), ExpiresAt: new(""), Phone: new(""), GroupGUID: new(""), Role: new(actor.User),
		}))(t)
		if got.FormalName != "Emma Stone" || got.ExpiresAt != nil || got.Phone != "" || got.GroupName != tenant.DefaultName || got.Role != actor.User ||
			got.UpdatedBy.GUID != w.admin.UserGUID || got.Version <= u.Version {
			t.Errorf("%+v", got)
		}
	})
}

func TestUserIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		foreign := w.group(t, w.other, "Theirs")
		before := w.state(t)
		for _, tt := range []struct {
			name, field string
			draft       identity.UserDraft
		}{
			{"no e-mail", "email", identity.UserDraft{FirstName: "A"}},
			{"no domain", "email", identity.UserDraft{Email: "a@", FirstName: "A"}},
			{"no dot", "email", identity.UserDraft{Email: "a@localhost", FirstName: "A"}},
			{"a name and an address", "email", identity.UserDraft{Email: "A <a@acme.example>", FirstName: "A"}},
			{"two addresses", "email", identity.UserDraft{Email: "a@acme.example,b@acme.example", FirstName: "A"}},
			{"a header", "email", identity.UserDraft{Email: "a@acme.example\r\nBcc: b@acme.example", FirstName: "A"}},
			{"overlong e-mail", "email", identity.UserDraft{Email: strings.Repeat("a", 250) + "@acme.example", FirstName: "A"}},
			{"no name", "firstname", identity.UserDraft{Email: "a@acme.example"}},
			{"overlong name", "lastname", identity.UserDraft{Email: "a@acme.example", LastName: strings.Repeat("a", 101)}},
			{"control characters", "firstname", identity.UserDraft{Email: "a@acme.example", FirstName: "A\nB"}},
			{"overlong phone", "phone", identity.UserDraft{Email: "a@acme.example", FirstName: "A", Phone: strings.Repeat("1", 51)}},
			{"language", "language", identity.UserDraft{Email: "a@acme.example", FirstName: "A", Language: "tlh"}},
			{"role", "role", identity.UserDraft{Email: "a@acme.example", FirstName: "A", Role: "owner"}},
			{"group of another customer", "group", identity.UserDraft{Email: "a@acme.example", FirstName: "A", GroupGUID: foreign}},
			{"no date", "expires_at", identity.UserDraft{Email: "a@acme.example", FirstName: "A", ExpiresAt: "2026-02-30"}},
			{"a past date", "expires_at", identity.UserDraft{Email: "a@acme.example", FirstName: "A", ExpiresAt: "2026-02-28"}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				_, err := w.users.Create(t.Context(), w.admin, tt.draft)
				if _, told := fault.Of(err).Fields[tt.field]; !told || !fault.Is(err, fault.Invalid) {
					t.Errorf("got %v, want a problem with %s", err, tt.field)
				}
			})
		}
		reader := w.actor(t, w.acme, actor.User, "", actor.AllRights()...)
		_, err := w.users.Create(t.Context(), reader, identity.UserDraft{Email: "a@acme.example", FirstName: "A"})
		refused(t, err, fault.Forbidden)
		accepted(t, w.users.Delete(t.Context(), w.admin, reader.UserGUID))
		if after := w.count(t, `select count(*) from users where email = 'a@acme.example'`); after != 0 {
			t.Errorf("%s", before)
		}
	})
}

// An address is one user's in a customer, whatever its case, however many ask
// at once; in another customer it is somebody else.
func TestEmailIsUniquePerCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		var wg sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			email := []string{"emma@acme.example", "Emma@ACME.example"}[i%2]
			wg.Go(func() {
				_, errs[i] = w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: email, FirstName: "Emma"})
			})
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			if err == nil {
				made++
			} else {
				refused(t, err, fault.Conflict)
			}
		}
		if made != 1 {
			t.Errorf("%d made", made)
		}
		must(w.users.Create(t.Context(), w.otherAdmin, identity.UserDraft{Email: "emma@acme.example", FirstName: "Emma"}))(t)
		must(w.users.Create(t.Context(), w.subAdmin, identity.UserDraft{Email: "emma@acme.example", FirstName: "Emma"}))(t)
	})
}

// A deleted user is gone, its name stays with what it made, and its address is free.
func TestDeletedUser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		second := w.actor(t, w.acme, actor.Admin, "", actor.AllRights()...)
		made := must(w.users.Create(t.Context(), second, identity.UserDraft{Email: "emma@acme.example", FirstName: "Emma"}))(t)
		accepted(t, w.users.Delete(t.Context(), w.admin, second.UserGUID))
		refused(t, w.users.Delete(t.Context(), w.admin, second.UserGUID), fault.NotFound)
		_, err := w.users.One(t.Context(), w.admin, second.UserGUID)
		refused(t, err, fault.NotFound)
		got := must(w.users.One(t.Context(), w.admin, made.GUID))(t)
		if got.CreatedBy.GUID != second.UserGUID || got.CreatedBy.FirstName != second.FirstName {
			t.Errorf("created by %+v", got.CreatedBy)
		}
		must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: second.Email, FirstName: "New"}))(t)
		if n := w.count(t, `select count(*) from accesses where user_guid = $1`, second.UserGUID); n != 0 {
			t.Errorf("%d accesses left", n)
		}
	})
}

// A change of a name has the documents that show it written again, wherever the
// user may have sent requests.
func TestNewNameRefreshesDocuments(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		must(w.users.SetMembership(t.Context(), w.admin, u.GUID, w.sub.ID, new(actor.User), nil))(t)
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Phone: new("1")}))(t)
		jobs := func() int { return w.count(t, `select count(*) from jobs where kind = 'collab.refresh'`) }
		if n := jobs(); n != 0 {
			t.Errorf("%d jobs for a phone number", n)
		}
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{LastName: new("Stone")}))(t)
		if n := jobs(); n != 2 {
			t.Errorf("%d jobs for a name, want one for each customer", n)
		}
	})
}

func TestUserList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		add := func(by actor.Actor, first, last, email, group string) {
			must(w.users.Create(t.Context(), by, identity.UserDraft{Email: email, FirstName: first, LastName: last, GroupGUID: group}))(t)
		}
		add(w.admin, "Émile", "Zola", "emile@acme.example", "")
		add(w.admin, "Ada", "Stone_x", "ada@south.example", south)
		add(w.subAdmin, "Bob", "Stone", "bob@acme.example", "")
		add(w.otherAdmin, "Ada", "Stone", "ada@acme.example", "")
		ada := must(w.users.ByEmail(t.Context(), w.db, w.acme.ID, "ada@south.example"))(t)
		must(w.accesses.Create(t.Context(), w.admin, ada.GUID, identity.AccessDraft{Type: "profile", Name: new("x")}))(t)
		for _, f := range []struct {
			name string
			f    identity.UserFilter
			want string
		}{
			{"firstname, any case", identity.UserFilter{FirstName: "éMILE"}, "Zola"},
			{"wildcard", identity.UserFilter{Email: "*@south.*"}, "Stone_x"},
			{"a wildcard within", identity.UserFilter{LastName: "s*e"}, "Stone"},
			{"an underscore is itself", identity.UserFilter{LastName: "stone_*"}, "Stone_x"},
			{"a percent is itself", identity.UserFilter{LastName: "%"}, ""},
			{"q: words are prefixes of words", identity.UserFilter{Query: "sto AD"}, "Stone_x"},
			{"q: not of their middle", identity.UserFilter{Query: "tone"}, ""},
			{"q: the domain", identity.UserFilter{Query: "south.ex"}, "Stone_x"},
			{"group", identity.UserFilter{GroupGUID: south}, "Stone_x"},
			{"role", identity.UserFilter{Role: "customer_admin", LastName: "Stone*"}, ""},
			{"sorted", identity.UserFilter{LastName: "*o*", Sort: []identity.Sort{{Name: "firstname", Desc: true}}}, "Zola Stone Stone_x"},
			{"customer", identity.UserFilter{CustomerID: w.sub.ID, FirstName: "Bob"}, "Stone"},
			{"not below", identity.UserFilter{NoneBelow: true, FirstName: "Bob"}, ""},
			{"a customer not seen", identity.UserFilter{CustomerID: w.other.ID}, ""},
			{"a customer not seen, alone", identity.UserFilter{CustomerID: w.other.ID, NoneBelow: true}, ""},
			{"user by guid", identity.UserFilter{User: ada.GUID}, "Stone_x"},
			{"user by number", identity.UserFilter{User: itoa(int(ada.ID))}, "Stone_x"},
			{"another customer's user", identity.UserFilter{User: w.otherAdmin.UserGUID}, ""},
			{"type of an access", identity.UserFilter{Type: "prof*"}, "Stone_x"},
			{"inactive", identity.UserFilter{IsActive: new(false)}, ""},
		} {
			t.Run(f.name, func(t *testing.T) {
				f.f.Limit = 10
				page, total, err := w.users.List(t.Context(), w.admin, f.f)
				var names []string
				for _, u := range page {
					if u.FirstName != "Person" {
						names = append(names, u.LastName)
					}
				}
				if got := strings.Join(names, " "); err != nil || got != f.want || total < len(names) {
					t.Errorf("got %q of %d, %v, want %q", got, total, err, f.want)
				}
			})
		}
		_, _, err := w.users.List(t.Context(), w.admin, identity.UserFilter{Sort: []identity.Sort{{Name: "phone"}}, Limit: 1})
		refused(t, err, fault.Invalid)
		page, total, err := w.users.List(t.Context(), w.admin, identity.UserFilter{Limit: 2, Offset: 1})
		if len(page) != 2 || total != 5 || err != nil {
			t.Errorf("%d of %d, %v", len(page), total, err)
		}
		mate := w.actor(t, w.acme, actor.User, south, "GATEHOUSE_USERS_R")
		page, total, err = w.users.List(t.Context(), mate, identity.UserFilter{Limit: 10})
		if len(page) != 2 || total != 2 || err != nil {
			t.Errorf("a user of a group sees %d of %d, %v", len(page), total, err)
		}
	})
}

func TestAccessesAcrossUsers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		w.api(t, u)
		must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: "profile", Name: new("South"), CustomerID: w.sub.ID}))(t)
		for _, tt := range []struct {
			name string
			by   actor.Actor
			f    identity.AccessFilter
			want int
		}{
			{"all", w.admin, identity.AccessFilter{}, 4}, // with those of the two admins
			{"own customer", w.admin, identity.AccessFilter{NoneBelow: true}, 2},
			{"subsidiary", w.admin, identity.AccessFilter{CustomerID: w.sub.ID}, 2},
			{"user", w.admin, identity.AccessFilter{User: u.GUID}, 2},
			{"user by number", w.admin, identity.AccessFilter{User: itoa(int(u.ID))}, 2},
			{"user by wildcard", w.admin, identity.AccessFilter{User: u.GUID[:35] + "*"}, 2},
			{"type by wildcard", w.admin, identity.AccessFilter{User: u.GUID, Type: "PRO*"}, 1},
			{"unknown type", w.admin, identity.AccessFilter{Type: "x"}, 0},
			{"foreign customer", w.admin, identity.AccessFilter{CustomerID: w.other.ID}, 0},
			{"from below, not those of who comes from above", w.subAdmin, identity.AccessFilter{}, 1},
		} {
			t.Run(tt.name, func(t *testing.T) {
				tt.f.Limit = 10
				page, total, err := w.accesses.Across(t.Context(), tt.by, tt.f)
				if err != nil || total != tt.want || len(page) != tt.want {
					t.Errorf("got %d of %d, %v, want %d", len(page), total, err, tt.want)
				}
			})
		}
		page, _, err := w.accesses.Across(t.Context(), w.admin, identity.AccessFilter{Limit: 1, Sort: []identity.Sort{{Name: "type"}, {Name: "customer_id", Desc: true}}})
		if err != nil || page[0].Type != "api_connection" {
			t.Errorf("%v %v", page, err)
		}
	})
}
