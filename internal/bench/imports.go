package bench

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// wantedCompanies is how many companies the goal of importing is about.
const wantedCompanies = 100_000

// imports imports companies from a file, as an operator does, for one of the
// customers beside the smallest, who has a few.
func (b *bench) imports(ctx context.Context, f *figures) error {
	b.note("%s: importing %s companies", f.name(), thousands(float64(b.companies)))
	s := f.stores[0]
	var file bytes.Buffer
	writeCompanies(&file, rand.New(rand.NewPCG(1, 2)), companyCount, b.companies, db.NewID)
	name := filepath.Join(b.folder, "companies.csv")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		return err
	}
	args := []string{"import", "companies", name, "--data", s.data, "--customer", strconv.FormatInt(s.beside[0].id, 10), "--json"}
	if f.dialect == db.Postgres {
		args = append(args, "--database-url", s.url)
	}
	began := time.Now()
	out, err := exec.CommandContext(ctx, b.program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("import: %w: %s", err, out)
	}
	f.imports = time.Since(began)
	if want := fmt.Sprintf(`"added":%d`, b.companies); !strings.Contains(strings.ReplaceAll(string(out), " ", ""), want) {
		return fmt.Errorf("import says %s, want %s", out, want)
	}
	if b.companies == wantedCompanies {
		f.atMost("import of 100,000 companies", f.imports.Seconds(), goal{sqlite: 10, postgres: 15}.of(f), asSeconds)
	}
	return nil
}
