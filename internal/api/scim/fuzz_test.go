package scim_test

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// FuzzFilter asks for anything as a filter: it is answered or refused.
func FuzzFilter(f *testing.F) {
	w := newWorld(f, dbtest.Open(f, db.SQLite))
	w.made(f, w.token, "a@x.example")
	for _, filter := range []string{
		`userName eq "x"`, `emails[type eq "work"].value co "x" and not (active eq true)`, `members eq "x"`, `meta.created gt "2026-01-01T00:00:00Z"`,
		`a.b pr or urn:x:y pr`, `displayName sw ""`, `id eq null`,
	} {
		f.Add(filter)
	}
	f.Fuzz(func(t *testing.T, filter string) {
		for _, path := range []string{users, groups} {
			a := w.call(t, w.token, "GET", path+"?filter="+url.QueryEscape(filter), "")
			if a.Status != 200 && a.Status != 400 {
				t.Errorf("%q: %d %s", filter, a.Status, a.Body)
			}
		}
	})
}

// FuzzPatch sends anything as a patch of a user and of a group: it is done or
// refused.
func FuzzPatch(f *testing.F) {
	w := newWorld(f, dbtest.Open(f, db.SQLite))
	id := w.made(f, w.token, "a@x.example")
	for _, body := range []string{
		`[{"op":"replace","path":"active","value":"False"}]`, `[{"op":"Add","path":"emails[type eq \"work\"].value","value":"b@x.example"}]`,
		`[{"op":"replace","value":{"name.givenName":"X","roles":[{"value":"y"}],"id":"z"}}]`, `[{"op":"remove","path":"phoneNumbers[type eq \"x\"]"}]`,
		`[{"op":"add","path":"members","value":[{"value":"` + id + `"}]},{"op":"remove","path":"members[value eq \"` + id + `\"]"}]`, `[{"op":"add","path":"name","value":null}]`,
		`[{"op":"add","value":{"":1}}]`, `[{"op":"add","path":"emails","value":[null,7,"x",{"value":[]}]}]`, `[{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User":{"active":[]}}}]`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, ops string) {
		for _, path := range []string{users + "/" + id, groups + "/" + w.A.Group} {
			a := w.call(t, w.token, "PATCH", path, patchOp+ops+`}`)
			if a.Status >= 500 || a.Status < 200 || a.Status/100 == 4 && !strings.Contains(a.Body, `"status"`) {
				t.Errorf("%s: %d %s", ops, a.Status, a.Body)
			}
		}
	})
}
