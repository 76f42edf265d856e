package phrase_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// reached are the packages whose failures the user family can answer.
var reached = []string{"actor", "db", "audit", "jobs", "mail", "tenant", "identity", "api", "api/user", "server"}

// source is the text of a package, and what its names stand for.
type source struct {
	t       *testing.T
	files   *token.FileSet
	strings map[string]string // constants, by name
	found   map[string]string // format -> where it stands
}

// formats returns every text that the packages can fail with.
func formats(t *testing.T) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, name := range reached {
		s := &source{t: t, files: token.NewFileSet(), strings: make(map[string]string), found: found}
		var parsed []*ast.File
		dir := filepath.Join("..", "..", filepath.FromSlash(name))
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			file, err := parser.ParseFile(s.files, filepath.Join(dir, e.Name()), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, file)
			ast.Inspect(file, s.constants)
		}
		for _, file := range parsed {
			ast.Inspect(file, s.texts)
		}
	}
	return found
}

func (s *source) constants(n ast.Node) bool {
	spec, ok := n.(*ast.ValueSpec)
	if !ok {
		return true
	}
	for i, value := range spec.Values {
		if text, ok := s.text(value); ok && i < len(spec.Names) {
			s.strings[spec.Names[i].Name] = text
		}
	}
	return true
}

// texts notes the format of every call that makes a failure, and every word
// that may stand in one.
func (s *source) texts(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		fun, ok := n.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, _ := fun.X.(*ast.Ident)
		inFault := of != nil && of.Name == "fault"
		switch {
		case inFault && (fun.Sel.Name == "New" || fun.Sel.Name == "Field"):
			s.note(n.Args[1])
		case inFault && fun.Sel.Name == "Wait", fun.Sel.Name == "Require" && len(n.Args) >= 3:
			s.note(n.Args[2])
		case inFault && fun.Sel.Name == "Word":
			s.note(n.Args[0])
		}
	case *ast.FuncDecl:
		if makesWord(n) {
			ast.Inspect(n.Body, func(in ast.Node) bool {
				if r, ok := in.(*ast.ReturnStmt); ok {
					s.note(r.Results[0])
				}
				return true
			})
		}
	case *ast.CompositeLit:
		if of, ok := n.Type.(*ast.SelectorExpr); ok && of.Sel.Name == "Error" {
			if x, ok := of.X.(*ast.Ident); ok && x.Name == "fault" {
				s.t.Errorf("%s: a fault.Error that was not made by New, Wait or Field cannot be translated", s.files.Position(n.Pos()))
			}
		}
	}
	return true
}

func makesWord(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || len(f.Type.Results.List) != 1 || f.Body == nil {
		return false
	}
	result, ok := f.Type.Results.List[0].Type.(*ast.SelectorExpr)
	return ok && result.Sel.Name == "Word"
}

func (s *source) note(e ast.Expr) {
	text, ok := s.text(e)
	where := s.files.Position(e.Pos()).String()
	if !ok {
		s.t.Errorf("%s: this text is not a constant, so nobody can translate it", where)
		return
	}
	s.found[text] = where
}

func (s *source) text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := s.strings[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return s.text(e.X)
	case *ast.BinaryExpr:
		left, ok := s.text(e.X)
		right, also := s.text(e.Y)
		return left + right, ok && also && e.Op == token.ADD
	}
	return "", false
}
