package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// callersOfTests are the files of tests that make calls over a network, or answer them,
// and how what they call of the API is compared with openapi.yaml. All others
// call an apitest.Server, whose handler compares.
var callersOfTests = map[string]string{
	"client/client_test.go":                 "the servers are an apitest.Server and fakes, which are not Gatehouse",
	"internal/api/apitest/compared.go":      "it is the comparison",
	"internal/api/apitest/matrix_rows.go":   "the server is an apitest.Server",
	"internal/api/apitest/webhooks.go":      "the server takes webhooks, and is not Gatehouse",
	"internal/api/ratings/idpfetch_test.go": "the server has metadata of an identity provider alone",
	"internal/fetch/fetch_test.go":          "the servers are the test's own",
	"internal/cli/invite_test.go":           "the server is a fake that is compared",
	"internal/cli/outbox_test.go":           "the servers are fakes: one is compared, the others are not Gatehouse",
	"internal/cli/metrics_test.go":          "metrics are on a listener of their own, calls of the API go to apitest.Proxy",
	"internal/cli/traces_test.go":           "the address is that of apitest.Proxy, the server a collector",
	"internal/cli/serve_test.go":            "the address is that of apitest.Proxy",
	"internal/e2e/away_test.go":             "the address is that of apitest.Proxy",
	"internal/e2e/nodes_test.go":            "the addresses are those of apitest.Proxy; /readyz is asked of nodes themselves",
	"internal/e2e/cluster_test.go":          "the load goes through HAProxy, which answers pages of its own while no node is there; /readyz is asked of nodes themselves",
	"internal/e2e/cluster_parts_test.go":    "the servers are Patroni's",
	"internal/e2e/calls_test.go":            "the address is that of apitest.Proxy",
	"internal/e2e/disk_linux_test.go":       "the address is that of apitest.Proxy",
	"internal/e2e/ledger_test.go":           "the address is that of apitest.Proxy",
	"internal/e2e/scanner_test.go":          "the address is that of apitest.Proxy",
	"internal/e2e/soak_calls_test.go":       "what it calls is compared in other tests",
	"internal/e2e/soak_test.go":             "what it calls is compared in other tests",
	"internal/e2e/site_test.go":             "the address is that of apitest.Proxy",
	"internal/e2e/sso_test.go":              "the address is that of apitest.Proxy, or an IdP's",
	"internal/identity/oidc/desk_test.go":   "the servers are identity providers",
	"internal/identity/idptrial_test.go":    "the server is an identity provider",
	"internal/identity/saml/desk_test.go":   "the servers are identity providers",
	"internal/server/compress_test.go":      "the handlers are the test's own",
	"internal/server/server_test.go":        "the handlers are the test's own; what the server itself says to calls of the API is compared",
	"internal/server/tls_test.go":           "the handlers are the test's own",
	"internal/web/axe_test.go":              "the servers have pages alone",
	"internal/web/browser_test.go":          "the servers have pages alone",
	"internal/web/console_browser_test.go":  "the servers have pages alone",
	"internal/web/weight_test.go":           "the servers have pages alone",
	"internal/api/apitest/server.go":        "it makes the handler that compares",
}

// ways are the names by which a test calls, or answers, without an apitest.Server.
var ways = map[string][]string{
	"http":     {"Get", "Head", "Post", "PostForm", "DefaultClient", "DefaultTransport", "Client", "Transport", "Server", "Serve", "ListenAndServe"},
	"httptest": {"NewServer", "NewTLSServer", "NewUnstartedServer"},
	"ratings":  {"API"},
	"user":     {"API"},
}

// TestCallsAreCompared finds calls of the API in tests that nothing compares.
func TestCallsAreCompared(t *testing.T) {
	found := make(map[string]bool)
	for _, top := range []string{"client", "cmd", "internal"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isOfTests(path) {
				return err
			}
			name := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(os.PathSeparator)))
			for _, way := range waysIn(t, path) {
				found[name] = true
				if callersOfTests[name] == "" {
					t.Errorf("%s uses %s: call an apitest.Server, or through apitest.Proxy or apitest.Compared, and say here which", name, way)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range callersOfTests {
		if !found[name] {
			t.Errorf("%s makes no calls any more", name)
		}
	}
}

func isOfTests(path string) bool {
	return strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".go") && strings.HasSuffix(filepath.Base(filepath.Dir(path)), "test")
}

// waysIn returns the calls that a file may make. A family of which a test only
// reads the table of routes makes none.
func waysIn(t *testing.T, path string) (found []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	tables := make(map[ast.Node]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Table" {
			tables[s.X] = true
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		if tables[n] {
			return false
		}
		if s, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := s.X.(*ast.Ident); ok && slices.Contains(ways[of.Name], s.Sel.Name) {
				found = append(found, of.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return found
}
