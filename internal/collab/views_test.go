package collab_test

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

func views(k *desk) *collab.Views {
	return &collab.Views{DB: k.DB, Now: func() time.Time { return k.now }}
}

func names(t *testing.T, vs *collab.Views, by actor.Actor) string {
	t.Helper()
	all, err := vs.List(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, v := range all {
		list = append(list, v.Name)
	}
	return strings.Join(list, ", ")
}

func TestViews(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		vs := views(k)
		create := func(by actor.Actor, name string, shared bool) (collab.View, error) {
			return vs.Create(t.Context(), by, collab.ViewDraft{Name: name, Query: "status=Pending", IsShared: shared})
		}
		mine, err := create(k.admin, " To  decide ", true)
		if err != nil || mine.Name != "To decide" || mine.Owner != k.admin.FormalName || mine.Version != 1 || !mine.IsOf(k.admin) {
			t.Fatalf("%+v, %v", mine, err)
		}
		if _, err := create(k.admin, "Another", false); err != nil {
			t.Fatal(err)
		}
		if _, err := create(k.reader, "to decide", false); err != nil {
			t.Errorf("two people have no views of the same name: %v", err)
		}
		for by, want := range map[*actor.Actor]string{&k.admin: "Another, To decide", &k.reader: "to decide, To decide", &k.foreign: ""} {
			if got := names(t, vs, *by); got != want {
				t.Errorf("%s has %q, want %q", by.Email, got, want)
			}
		}
		for name, err := range map[string]error{
			"name taken":   second(create(k.admin, "ANOTHER", false)),
			"no name":      second(create(k.admin, " ", false)),
			"long name":    second(create(k.admin, strings.Repeat("x", 61), false)),
			"foreign":      second(vs.One(t.Context(), k.foreign, mine.GUID)),
			"not mine":     second(vs.Change(t.Context(), k.reader, mine.GUID, collab.ViewChange{Name: new(string)})),
			"may not":      second(create(with(k.reader, string(actor.RequestsR)), "Shared", true)),
			"may not see":  second(create(with(k.reader), "Own", false)),
			"not to all":   second(vs.Change(t.Context(), with(k.admin, string(actor.RequestsR)), mine.GUID, collab.ViewChange{IsShared: new(true)})),
			"not deleted":  second(vs.Restore(t.Context(), k.admin, mine.GUID)),
			"not deleting": vs.Delete(t.Context(), k.reader, mine.GUID),
		} {
			if err == nil || fault.Is(err, fault.Internal) {
				t.Errorf("%s: %v", name, err)
			}
		}

		renamed, err := vs.Change(t.Context(), k.admin, mine.GUID, collab.ViewChange{Name: new("Open"), Query: new("status=Active"), IsShared: new(false)})
		if err != nil || renamed.Name != "Open" || renamed.Query != "status=Active" || renamed.IsShared || renamed.Version != 2 {
			t.Errorf("%+v, %v", renamed, err)
		}
		if err := second(vs.Change(t.Context(), k.admin, mine.GUID, collab.ViewChange{Name: new("another")})); !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
		if got := names(t, vs, k.reader); got != "to decide" {
			t.Errorf("what is not shared any more is seen: %s", got)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// A view that was deleted comes back within an hour, unless its name was taken.
func TestViewComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		vs := views(k)
		v, err := vs.Create(t.Context(), k.reader, collab.ViewDraft{Name: "Mine", IsShared: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := vs.Delete(t.Context(), k.foreign, v.GUID); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
		if err := vs.Delete(t.Context(), k.admin, v.GUID); err != nil { // what others share, an admin ends
			t.Fatal(err)
		}
		if got := names(t, vs, k.reader) + names(t, vs, k.admin); got != "" {
			t.Errorf("%s is still there", got)
		}
		if _, err := vs.Restore(t.Context(), k.foreign, v.GUID); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
		other, err := vs.Create(t.Context(), k.reader, collab.ViewDraft{Name: "MINE"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vs.Restore(t.Context(), k.reader, v.GUID); !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
		if err := vs.Delete(t.Context(), k.reader, other.GUID); err != nil {
			t.Fatal(err)
		}
		if back, err := vs.Restore(t.Context(), k.reader, v.GUID); err != nil || back.Name != "Mine" || !back.IsShared {
			t.Errorf("%+v, %v", back, err)
		}
		if err := vs.Delete(t.Context(), k.reader, v.GUID); err != nil {
			t.Fatal(err)
		}
		k.now = k.now.Add(time.Hour + time.Second)
		if _, err := vs.Restore(t.Context(), k.reader, v.GUID); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
		if n := k.count(t, `select count(*) from events where action like 'outbox_view.%'`); n != 6 {
			t.Errorf("%d events", n)
		}
	})
}

// Who may not share any more leaves a shared view as it is, but may end the
// sharing, and the view with it. What was shared comes back to them alone.
func TestViewsOfWhoMayNotShare(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		vs := views(k)
		v, err := vs.Create(t.Context(), k.admin, collab.ViewDraft{Name: "Open", Query: "status=Pending", IsShared: true})
		if err != nil {
			t.Fatal(err)
		}
		k.exec(t, `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, 99)`, k.admin.CustomerID, k.admin.AccessID, actor.RequestsR)
		reads := with(k.admin, string(actor.RequestsR))
		for name, ch := range map[string]collab.ViewChange{
			"other filters": {Query: new("status=Active")},
			"another name":  {Name: new("Closed")},
			"and shares":    {Name: new("Closed"), IsShared: new(true)},
		} {
			if _, err := vs.Change(t.Context(), reads, v.GUID, ch); !errors.Is(err, collab.ErrShared) || !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if now, err := vs.One(t.Context(), k.reader, v.GUID); err != nil || now != v {
			t.Errorf("others are shown %+v, %v", now, err)
		}

		if err := vs.Delete(t.Context(), reads, v.GUID); err != nil {
			t.Fatal(err)
		}
		if _, err := vs.Restore(t.Context(), reads, v.GUID); err != nil {
			t.Fatal(err)
		}
		if got := names(t, vs, reads) + "/" + names(t, vs, k.reader); got != "Open/" {
			t.Errorf("came back as %s", got)
		}
		if _, err := vs.Change(t.Context(), k.admin, v.GUID, collab.ViewChange{IsShared: new(true)}); err != nil {
			t.Fatal(err)
		}
		own, err := vs.Change(t.Context(), reads, v.GUID, collab.ViewChange{Name: new("Mine"), Query: new("q=x"), IsShared: new(false)})
		if err != nil || own.Name != "Mine" || own.IsShared {
			t.Errorf("%+v, %v", own, err)
		}
		if _, err := vs.Change(t.Context(), reads, v.GUID, collab.ViewChange{IsShared: new(true)}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("shares it again: %v", err)
		}

		theirs, err := vs.Create(t.Context(), k.reader, collab.ViewDraft{Name: "Theirs", IsShared: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := vs.Delete(t.Context(), reads, theirs.GUID); err != nil {
			t.Fatal(err)
		}
		if _, err := vs.Restore(t.Context(), reads, theirs.GUID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("shares another's again: %v", err)
		}
	})
}

// A user has fifty views at most, and of several that save one of the same name
// at once one succeeds.
func TestHowManyViews(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		vs := views(k)
		var wg sync.WaitGroup
		var mu sync.Mutex
		made := 0
		for range 5 {
			wg.Go(func() {
				_, err := vs.Create(t.Context(), k.admin, collab.ViewDraft{Name: "Same"})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					made++
				} else if !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if made != 1 {
			t.Errorf("%d views of one name", made)
		}
		for i := range 49 {
			if _, err := vs.Create(t.Context(), k.admin, collab.ViewDraft{Name: strconv.Itoa(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := vs.Create(t.Context(), k.admin, collab.ViewDraft{Name: "One more"}); !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	})
}
