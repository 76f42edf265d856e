package db_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What folders said about sharing while it was text is what they say after it: to
// fewer rather than to more where it names nobody who is still there.
func TestSharingOfFoldersMigrates(t *testing.T) {
	const group = `{"group_can_edit_contents":%t,"group_can_edit_properties":false,"is_shared":%t,"shared_with":%s,"shared_with_all_users":%s,` +
		`"user_can_edit_contents":false,"user_can_share":false}`
	with := func(email string) string {
		return `[{"can_edit_folder_contents":true,"can_edit_folder_properties":false,"email":"` + email + `"}]`
	}
	// What is wanted: is shared, with all, by its group, and with how many.
	folders := []struct{ name, shared, want string }{
		{"nothing said", `{}`, "true true false 0"},
		{"with whom is not said", fmt.Sprintf(group, false, true, `[]`, `null`), "true true false 0"},
		{"nor a list", fmt.Sprintf(group, false, true, `null`, `null`), "true true false 0"},
		{"with all", fmt.Sprintf(group, false, true, `[]`, `true`), "true true false 0"},
		{"with nobody", fmt.Sprintf(group, false, true, `[]`, `false`), "false false false 0"},
		{"not at all", fmt.Sprintf(group, true, false, with("here@x.example"), `true`), "false false false 0"},
		{"with one", fmt.Sprintf(group, false, true, with("Here@x.example"), `null`), "true false false 1"},
		{"with one and all", fmt.Sprintf(group, false, true, with("here@x.example"), `true`), "true true false 1"},
		{"with one who has gone", fmt.Sprintf(group, false, true, with("gone@x.example"), `null`), "false false false 0"},
		{"with the group", fmt.Sprintf(group, true, true, `[]`, `null`), "true false true 0"},
	}
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			d := before(t, engine, "0009_relations")
			exec := func(q string, args ...any) {
				t.Helper()
				if _, err := d.Exec(t.Context(), q, args...); err != nil {
					t.Fatal(err)
				}
			}
			exec(`insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
				values (1, 'c', 'C', 'Live', 'o', 'C', $1, $1)`, db.Now())
			exec(`insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
				values (1, 'u', 1, 'here@x.example', 'here@x.example', 'U', $1, $1)`, db.Now())
			for i, f := range folders {
				exec(`insert into folders (customer_id, guid, name, name_lower, position, owner_guid, shared, created_at)
					values (1, $1, $1, $1, $2, 'u', $3, $4)`, f.name, i, f.shared, db.Now())
			}
			if _, err := db.Migrate(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			for _, f := range folders {
				type row struct {
					shared, all, group bool
					with               int
					scope              string
				}
				r, err := db.One(t.Context(), d, func(r *row) []any { return []any{&r.shared, &r.all, &r.group, &r.with, &r.scope} }, `
					select is_shared, shared_with_all, group_edits_contents,
						(select count(*) from folder_shares s where s.folder_guid = f.guid), scope
					from folders f where guid = $1`, f.name)
				if got := fmt.Sprint(r.shared, r.all, r.group, r.with); err != nil || got != f.want || (r.scope == "") != r.all {
					t.Errorf("%s: got %s in %q, %v, want %s", f.name, got, r.scope, err, f.want)
				}
			}
		})
	}
}

// before returns a database with the migrations before one of them.
func before(t *testing.T, engine db.Dialect, name string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), dbtest.URL(t, engine))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	err = d.Tx(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `create table migrations (name text primary key, applied_at timestamp not null)`); err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			this, on, split := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".sql"), ".")
			if split && on != string(engine) || this >= name {
				continue
			}
			if _, err := tx.Exec(t.Context(), string(text)); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `insert into migrations (name, applied_at) values ($1, $2)`, this, db.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
