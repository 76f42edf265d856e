package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// bin is the folder that the program was built into, if a test asked for it.
var bin string

func TestMain(m *testing.M) {
	m.Run()
	if bin != "" {
		os.RemoveAll(bin)
	}
}

// program is gatehouse, built once for all tests.
var program = sync.OnceValues(func() (path string, err error) {
	if bin, err = os.MkdirTemp("", "gatehouse-e2e-"); err != nil {
		return "", err
	}
	path = filepath.Join(bin, "gatehouse")
	out, err := exec.Command("go", "build", "-o", path, "gatehouse/cmd/gatehouse").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})
