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

// reached are the packages whose failures the user family can answer, or a page
// can show, and the file of this package that their texts are translated in.
var reached = []struct{ dir, file string }{
	{"actor", "api"},
	{"db", "api"},
	{"audit", "api"},
	{"jobs", "api"},
	{"server", "api"},
	{"api", "api"},
	{"api/user", "api"},
	{"fetch", "identity_metadata"},
	{"identity/saml", "identity_metadata"},
	{"mail", "mail"},
	{"webhook", "webhook"},
	{"tenant", "tenant"},
	{"identity", "identity"},
	{"collab", "collab"},
	{"portfolio", "portfolio"},
	{"web", "web"},
}

// place is where a text is made, and the file of this package that it belongs in.
type place struct{ at, file string }

// source is the text of the packages, and what their names stand for.
type source struct {
	t       *testing.T
	files   *token.FileSet
	strings map[string]string // constants, by package and name
	found   map[string]place  // by format

	name, file string // of the package that is read
}

// formats returns every text that the packages can fail with.
func formats(t *testing.T) map[string]place {
	t.Helper()
	s := &source{t: t, files: token.NewFileSet(), strings: make(map[string]string), found: make(map[string]place)}
	parsed := make([][]*ast.File, len(reached))
	for i, p := range reached {
		dir := filepath.Join("..", "..", filepath.FromSlash(p.dir))
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
			parsed[i] = append(parsed[i], file)
			s.name = file.Name.Name
			ast.Inspect(file, s.constants)
		}
	}
	for i, p := range reached {
		for _, file := range parsed[i] {
			s.name, s.file = file.Name.Name, p.file+".go"
			ast.Inspect(file, s.texts)
		}
	}
	return s.found
}

func (s *source) constants(n ast.Node) bool {
	spec, ok := n.(*ast.ValueSpec)
	if !ok {
		return true
	}
	for i, value := range spec.Values {
		if text, ok := s.text(value); ok && i < len(spec.Names) {
			s.strings[s.name+"."+spec.Names[i].Name] = text
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
		case inFault && (fun.Sel.Name == "Word" || fun.Sel.Name == "Reason"), fun.Sel.Name == "Retold":
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
		s.literal(n)
	}
	return true
}

// literal notes the format of a text that was made without a failure.
func (s *source) literal(n *ast.CompositeLit) {
	of, ok := n.Type.(*ast.SelectorExpr)
	if !ok {
		return
	}
	if x, ok := of.X.(*ast.Ident); !ok || x.Name != "fault" {
		return
	}
	switch of.Sel.Name {
	case "Error":
		s.t.Errorf("%s: a fault.Error that was not made by New, Wait or Field cannot be translated", s.files.Position(n.Pos()))
	case "Text":
		format := n.Elts[0]
		if named, ok := format.(*ast.KeyValueExpr); ok {
			format = named.Value
		}
		s.note(format)
	}
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
	s.found[text] = place{where, s.file}
}

func (s *source) text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := s.strings[s.name+"."+e.Name]
		return text, ok
	case *ast.SelectorExpr:
		of, ok := e.X.(*ast.Ident)
		if !ok {
			return "", false
		}
		text, ok := s.strings[of.Name+"."+e.Sel.Name]
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
