// Gen writes the generated part of package client from the API's description:
// a method for every operation, and the types of what is sent and answered.
// go generate runs it in the folder of that package.
//
// It covers what internal/api/openapi.yaml uses of OpenAPI 3.1, and stops at
// what it does not know. oapi-codegen was tried first: it does not take types
// that are lists, and knows nothing of the two families' pages and envelopes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// Where the description is, seen from the folder of package client.
var description = filepath.Join("..", "internal", "api", "openapi.yaml")

func main() {
	if err := write("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1) //nolint:forbidigo // this is main
	}
}

// write brings the generated files in dir up to date.
func write(dir string) error {
	files, err := generate(filepath.Join(dir, description))
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, prefix+"*.go"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if _, ok := files[filepath.Base(path)]; !ok {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil { //nolint:gosec // source code
			return err
		}
	}
	return nil
}

// prefix begins the name of every generated file.
const prefix = "gen_"

// generate returns the generated files by name.
func generate(path string) (map[string][]byte, error) {
	doc, err := readDescription(path)
	if err != nil {
		return nil, err
	}
	ops, err := operations(doc)
	if err != nil {
		return nil, err
	}
	t := newTypes(doc, ops)
	files := make(map[string][]byte)
	for _, tag := range doc.tags {
		var views []*operationView
		for _, op := range ops {
			if op.tag != tag {
				continue
			}
			v, err := t.view(op)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", op.id, err)
			}
			views = append(views, v)
		}
		if len(views) == 0 {
			continue
		}
		if files[prefix+fileName(tag)], err = render(operationsText, views); err != nil {
			return nil, err
		}
	}
	t.finish()
	files[prefix+"types.go"], err = render(typesText, t.sorted())
	return files, err
}
