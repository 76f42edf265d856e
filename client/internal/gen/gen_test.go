package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gatehouse/client"
)

// dir is the folder of package client.
var dir = filepath.Join("..", "..")

// TestFilesAreCurrent fails when the description has changed and the client has not.
func TestFilesAreCurrent(t *testing.T) {
	files, err := generate(filepath.Join(dir, description))
	if err != nil {
		t.Fatal(err)
	}
	committed, err := filepath.Glob(filepath.Join(dir, prefix+"*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range committed {
		if _, ok := files[filepath.Base(path)]; !ok {
			t.Errorf("%s belongs to no part of the description any more: make generate", path)
		}
	}
	for name, want := range files {
		if got, _ := os.ReadFile(filepath.Join(dir, name)); !bytes.Equal(got, want) {
			t.Errorf("client/%s is not as internal/api/openapi.yaml has it: make generate", name)
		}
	}
}

// TestEveryOperationHasAMethod looks at the compiled client, whatever the
// generator means to have written.
func TestEveryOperationHasAMethod(t *testing.T) {
	doc, err := readDescription(filepath.Join(dir, description))
	if err != nil {
		t.Fatal(err)
	}
	c := reflect.TypeFor[*client.Client]()
	n := 0
	for path, item := range fields(field(doc.root, "paths")) {
		for method, op := range fields(item) {
			if method == "parameters" || strings.HasPrefix(path, "/scim/") {
				continue
			}
			n++
			id := value(field(op, "operationId"))
			if _, ok := c.MethodByName(exported(id)); !ok {
				t.Errorf("%s %s: the client has no method %s", method, path, exported(id))
			}
		}
	}
	if n < 80 {
		t.Errorf("there are only %d operations", n)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"requestee_company_guid": "RequesteeCompanyGUID", "listIdps": "ListIdPs", "IdPDraft": "IdPDraft", "my-company": "MyCompany", "sort[]": "Sort",
		"context.risk_vectors.slug": "ContextRiskVectorsSlug", "two_fa_enabled": "TwoFAEnabled", "N/A": "NA", "": "",
	} {
		if got := exported(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := unexported("type"); got != "typeOf" {
		t.Errorf("an argument is called %s", got)
	}
}
