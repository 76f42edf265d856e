package tenant_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func TestUploads(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		us := &tenant.Uploads{DB: d, Now: func() time.Time { return now }}
		file := []byte("company\x00,\xff\n")
		guid, err := us.Keep(t.Context(), w.admin, "companies", "a\r\nb\u202e.csv\xff"+strings.Repeat("é", 300), file)
		ok(t, err)
		u, err := us.One(t.Context(), w.admin, "companies", strings.ToUpper(guid))
		ok(t, err)
		if !bytes.Equal(u.Body, file) || u.Name != "ab.csv"+strings.Repeat("é", 249) || !u.ExpiresAt.Equal(now.Add(24*time.Hour)) {
			t.Errorf("got %q %q until %s", u.Name, u.Body, u.ExpiresAt)
		}

		colleague := w.user(t, actor.Admin, w.group)
		for name, by := range map[string]actor.Actor{"a colleague": colleague, "another customer": other.admin} {
			if _, err := us.One(t.Context(), by, "companies", guid); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s reads it: %v", name, err)
			}
			ok(t, us.Drop(t.Context(), by, guid))
		}
		_, err = us.One(t.Context(), w.admin, "invitations", guid)
		wants(t, err, fault.NotFound)
		_, err = us.Keep(t.Context(), w.admin, "companies", "x", make([]byte, tenant.MaxUpload+1))
		wants(t, err, fault.TooLarge)
		_, err = us.One(t.Context(), w.admin, "companies", guid)
		ok(t, err)
		ok(t, us.Drop(t.Context(), w.admin, guid))
		_, err = us.One(t.Context(), w.admin, "companies", guid)
		wants(t, err, fault.NotFound)
	})
}

// What is on its way is so once, with what it has become.
func TestUploadsTurn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		us := &tenant.Uploads{DB: d, Now: db.Now}
		guid, err := us.Keep(t.Context(), w.admin, "waits", "a.csv", []byte("a"))
		ok(t, err)
		for _, tt := range []struct {
			name     string
			by       actor.Actor
			from, to string
			body     []byte
			want     bool
		}{
			{"a colleague's", w.user(t, actor.Admin, w.group), "waits", "runs", nil, false},
			{"to run", w.admin, "waits", "runs", nil, true},
			{"to run again", w.admin, "waits", "runs", nil, false},
			{"to be done", w.admin, "runs", "done", []byte("b"), true},
		} {
			turned, err := us.Turn(t.Context(), tt.by, strings.ToUpper(guid), tt.from, tt.to, tt.body)
			ok(t, err)
			if turned != tt.want {
				t.Errorf("%s: %t", tt.name, turned)
			}
		}
		u, err := us.One(t.Context(), w.admin, "done", guid)
		ok(t, err)
		if string(u.Body) != "b" || u.Name != "a.csv" {
			t.Errorf("it became %q, %q", u.Name, u.Body)
		}
		_, err = us.Turn(t.Context(), w.admin, guid, "done", "x", make([]byte, tenant.MaxUpload+1))
		wants(t, err, fault.TooLarge)
	})
}

// A user has twenty of a kind, for a day.
func TestUploadsAreForgotten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		us := &tenant.Uploads{DB: d, Now: func() time.Time { return now }}
		colleague := w.user(t, actor.Admin, w.group)
		first, err := us.Keep(t.Context(), colleague, "companies", "x", nil)
		ok(t, err)
		var guids []string
		for i := range 22 {
			now = now.Add(time.Second)
			guid, err := us.Keep(t.Context(), w.admin, "companies", strconv.Itoa(i), nil)
			ok(t, err)
			guids = append(guids, guid)
		}
		kept := func() int {
			n, err := db.Value[int](t.Context(), d, `select count(*) from uploads`)
			ok(t, err)
			return n
		}
		if n := kept(); n != 21 {
			t.Errorf("%d are kept", n)
		}
		_, err = us.One(t.Context(), w.admin, "companies", guids[1])
		wants(t, err, fault.NotFound)
		_, err = us.One(t.Context(), w.admin, "companies", guids[2])
		ok(t, err)

		now = now.Add(24*time.Hour - time.Second)
		_, err = us.One(t.Context(), colleague, "companies", first)
		wants(t, err, fault.NotFound)
		ok(t, us.Forget(t.Context()))
		if n := kept(); n != 1 { // the last one's day is not over
			t.Errorf("%d are kept", n)
		}

		w.exec(t, `update users set is_active = $2 where customer_id = $1`, w.c.ID, false)
		_, err = us.Keep(t.Context(), w.admin, "companies", "x", nil)
		wants(t, err, fault.Unauthorized)
	})
}
