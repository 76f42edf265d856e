package apitest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/api"
)

// CheckParameters reads the source of the family in the working folder and holds
// the description to it: what the handler of a route reads of the address is a
// parameter of the operation. besides are names that it reads for another
// reason, by operation: "GET /ratings/v1/portfolio" -> "guid".
func CheckParameters(t *testing.T, prefix string, table []api.Route, besides map[string]string) {
	t.Helper()
	s := readSource(t)
	for _, r := range table {
		o := described().find(r.Method, prefix+r.Path)
		if o == nil || r.Handle == nil {
			continue // CheckRoutes says what is missing; what is public takes a body
		}
		name := handlerName(r.Handle)
		if s.functions[name] == nil {
			t.Errorf("%s: there is no function %s here that would answer it", o, name)
			continue
		}
		for _, read := range slices.Sorted(maps.Keys(s.reads(name))) {
			known := slices.ContainsFunc(o.parameters, func(p parameter) bool { return p.in == "query" && p.name == read })
			if !known && !slices.Contains(strings.Fields(besides[o.String()]), read) {
				t.Errorf("openapi.yaml: %s: %s reads the parameter %s, which is not described", o, name, read)
			}
		}
	}
}

// handlerName is the function or method in whose text a handler stands.
func handlerName(h api.Handler) string {
	full := runtime.FuncForPC(reflect.ValueOf(h).Pointer()).Name() // gatehouse/internal/api/user.(*API).listUsers-fm
	parts := strings.Split(strings.TrimSuffix(filepath.Base(full), "-fm"), ".")
	parts = slices.DeleteFunc(parts[1:], func(s string) bool { return strings.HasPrefix(s, "(") })
	return parts[0]
}

// source is what the files of a package say about parameters.
type source struct {
	functions map[string]*ast.FuncDecl
	words     map[string][]string // variables of the package that hold words
}

func readSource(t *testing.T) *source {
	t.Helper()
	s := &source{functions: make(map[string]*ast.FuncDecl), words: make(map[string][]string)}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				s.functions[d.Name.Name] = d
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						s.words[v.Names[0].Name] = words(v)
					}
				}
			}
		}
	}
	return s
}

var parameterName = regexp.MustCompile(`^[a-z][a-z0-9_.-]*(\[\])?$`)

// words returns the literals of a list that could be names of parameters.
func words(n ast.Node) (all []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if c, ok := n.(*ast.CompositeLit); ok {
			ast.Inspect(c, func(n ast.Node) bool {
				if s, ok := literal(n); ok && parameterName.MatchString(s) {
					all = append(all, s)
				}
				return true
			})
			return false
		}
		return true
	})
	return all
}

func literal(n ast.Node) (string, bool) {
	l, ok := n.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// reads returns the parameters that a function reads, and those that it calls.
func (s *source) reads(name string) map[string]bool {
	found, seen := make(map[string]bool), make(map[string]bool)
	var follow func(name string)
	follow = func(name string) {
		f := s.functions[name]
		if f == nil || f.Body == nil || seen[name] {
			return
		}
		seen[name] = true
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				s.call(f, n, found)
			case *ast.IndexExpr:
				if isQuery(n.X) {
					s.name(f, n.Index, found)
				}
			case *ast.SelectorExpr:
				if _, ok := n.X.(*ast.Ident); ok {
					follow(n.Sel.Name)
				}
			case *ast.Ident:
				follow(n.Name)
			}
			return true
		})
	}
	follow(name)
	return found
}

// call notes what a call reads: q.Get("x"), api.Int(q, "x", …) and the like.
func (s *source) call(f *ast.FuncDecl, c *ast.CallExpr, found map[string]bool) {
	to, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	of, _ := to.X.(*ast.Ident)
	switch {
	case to.Sel.Name == "Get" && isQuery(to.X) && len(c.Args) == 1:
		s.name(f, c.Args[0], found)
	case of == nil || of.Name != "api" || len(c.Args) == 0:
	case to.Sel.Name == "FormatOf":
		found["format"] = true
	case to.Sel.Name == "Sorts":
		found["sort"] = true
	case isQuery(c.Args[0]) && len(c.Args) > 1:
		s.name(f, c.Args[1], found)
	}
}

// isQuery reports whether an expression is the parameters of a call: q, or what
// Query() returns.
func isQuery(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "q"
	case *ast.CallExpr:
		to, ok := e.Fun.(*ast.SelectorExpr)
		return ok && to.Sel.Name == "Query"
	}
	return false
}

// name notes a parameter: the literal, or where the name comes from a list, all
// of those that the function goes through.
func (s *source) name(f *ast.FuncDecl, e ast.Expr, found map[string]bool) {
	if lit, ok := literal(e); ok {
		found[lit] = true
		return
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		r, ok := n.(*ast.RangeStmt)
		if !ok {
			return true
		}
		all := words(r.X)
		if list, ok := r.X.(*ast.Ident); ok {
			all = s.words[list.Name]
		}
		for _, word := range all {
			found[word] = true
		}
		return true
	})
}
