package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	_ "github.com/pocketbase/pocketbase/migrations" // makes its own tables
)

const collection = "access_requests"

// signedIn is the rule that lets who has a token, and nobody else.
const signedIn = `@request.auth.id != ""`

func openPocketBase(dir string) (core.App, error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		return nil, err
	}
	return app, app.RunAllMigrations()
}

func servePocketBase(dir, address string) error {
	app, err := openPocketBase(dir)
	if err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		return err
	}
	return apis.Serve(app, apis.ServeConfig{HttpAddr: address})
}

// fillPocketBase makes a collection with the fields of the first record, and an
// index for each way in which it is asked.
func fillPocketBase(dir string, from io.Reader, to io.Writer) (err error) {
	app, err := openPocketBase(dir)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(from, 1<<20)
	first, err := lines.Peek(64 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	first, _, _ = bytes.Cut(first, []byte("\n"))
	var fields map[string]any
	if err := json.Unmarshal(first, &fields); err != nil {
		return fmt.Errorf("the first record: %w", err)
	}
	names := slices.Sorted(maps.Keys(fields))
	if err := makeCollection(app, names, fields); err != nil {
		return err
	}
	if err := insert(app, names, fields, lines); err != nil {
		return err
	}
	token, err := makeUser(app)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(to, token); err != nil {
		return err
	}
	return app.ResetBootstrapState() // closes its databases
}

func makeCollection(app core.App, names []string, of map[string]any) error {
	c := core.NewBaseCollection(collection)
	for _, name := range names {
		switch of[name].(type) {
		case string:
			c.Fields.Add(&core.TextField{Name: name})
		case bool:
			c.Fields.Add(&core.BoolField{Name: name})
		case float64:
			c.Fields.Add(&core.NumberField{Name: name})
		default: // also null, which may be anything in another record
			c.Fields.Add(&core.JSONField{Name: name})
		}
	}
	rule := signedIn
	c.ListRule, c.ViewRule, c.CreateRule = &rule, &rule, &rule
	c.AddIndex("requests_page", false, "created_time", "")
	c.AddIndex("requests_company", false, "requestee_company_guid, created_time", "")
	return app.Save(c)
}

// insert writes the records with statements of SQL: a million by its own way
// would take longer than all that is measured.
func insert(app core.App, names []string, of map[string]any, lines *bufio.Reader) error {
	d, ok := app.NonconcurrentDB().(*dbx.DB)
	if !ok {
		return errors.New("its database is another than it was")
	}
	tx, err := d.DB().Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing after a commit
	stmt, err := tx.Prepare("insert into " + collection + " (id, " + strings.Join(names, ", ") + ") values (?" + strings.Repeat(", ?", len(names)) + ")")
	if err != nil {
		return err
	}
	for decode := json.NewDecoder(lines); ; {
		record := make(map[string]json.RawMessage, len(names))
		if err := decode.Decode(&record); errors.Is(err, io.EOF) {
			return tx.Commit()
		} else if err != nil {
			return err
		}
		values := make([]any, 1, len(names)+1)
		values[0] = core.GenerateDefaultRandomId()
		for _, name := range names {
			value, err := column(record[name], of[name])
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			values = append(values, value)
		}
		if _, err := stmt.Exec(values...); err != nil {
			return err
		}
	}
}

// column is a value as PocketBase keeps it in a field made for one like kind.
func column(value json.RawMessage, kind any) (any, error) {
	switch kind.(type) {
	case string:
		var text string
		err := json.Unmarshal(value, &text) // null is ""
		return text, err
	case bool:
		return string(value) == "true", nil
	case float64:
		var number float64
		err := json.Unmarshal(value, &number)
		return number, err
	default:
		return string(value), nil
	}
}

// makeUser makes somebody who may list and create, and returns their token.
func makeUser(app core.App) (string, error) {
	users, err := app.FindCollectionByNameOrId("users")
	if err != nil {
		return "", err
	}
	r := core.NewRecord(users)
	r.SetEmail("emma@blueseas.example")
	r.SetPassword("the tide is out at noon")
	r.SetVerified(true)
	if err := app.Save(r); err != nil {
		return "", err
	}
	return r.NewAuthToken()
}
