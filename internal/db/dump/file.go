package dump

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"gatehouse/internal/db"
)

// first is the first line of a file.
const first = "gatehouse backup 1\n"

// sqlite is what a database file of SQLite begins with.
const sqlite = "SQLite format 3\x00"

// window bounds the memory that compressing and reading take.
const window = 1 << 20

// Save writes what tx sees to a new file, which has its name only when it is whole
// and on the disk.
func Save(ctx context.Context, tx *db.Tx, path, program string) (sums []Sum, err error) {
	taken := func() error {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
		return nil
	}
	if err := taken(); err != nil {
		return nil, err
	}
	folder, name := filepath.Split(path)
	part, err := os.CreateTemp(filepath.Clean(folder), name+".*.part") // mode 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(part.Name()) // is not there any more, if all went well
	defer part.Close()
	if sums, err = compress(ctx, tx, part, program); err != nil {
		return nil, err
	}
	if err := part.Sync(); err != nil {
		return nil, err
	}
	if err := taken(); err != nil { // by another, meanwhile
		return nil, err
	}
	if err := os.Rename(part.Name(), path); err != nil {
		return nil, err
	}
	return sums, syncFolder(filepath.Clean(folder))
}

func compress(ctx context.Context, tx *db.Tx, w io.Writer, program string) ([]Sum, error) {
	if _, err := io.WriteString(w, first); err != nil {
		return nil, err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	sums, err := Write(ctx, tx, z, program)
	return sums, errors.Join(err, z.Close())
}

// syncFolder puts a new name on the disk, where systems know how to.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// ErrForeign says that a file is none of [Save]'s.
var ErrForeign = errors.New("it is no backup that Gatehouse has written")

// Open makes a reader for [Load] of a file that Save wrote, which close ends.
func Open(file io.Reader) (r io.Reader, closeIt func(), err error) {
	in := bufio.NewReader(file)
	line := make([]byte, len(first))
	if _, err := io.ReadFull(in, line); err != nil || string(line) != first {
		if strings.HasPrefix(string(line), sqlite) {
			return nil, nil, fmt.Errorf("%w, but a database file of SQLite, such as versions before wrote: put it in the place of gatehouse.db", ErrForeign)
		}
		return nil, nil, ErrForeign
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8*window), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, nil, err
	}
	return failing{z}, z.Close, nil
}

// failing says of what cannot be decompressed that it is damaged.
type failing struct{ r io.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && !isDisk(err) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, err
}

// isDisk tells a file that cannot be read from one that can and is wrong.
func isDisk(err error) bool {
	_, ok := errors.AsType[*fs.PathError](err)
	return ok
}
