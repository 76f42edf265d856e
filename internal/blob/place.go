package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"gatehouse/internal/db"
)

// partSize is how much of a body one transaction writes to the database: SQLite
// has one writer, and everybody waits for it.
const partSize = 512 << 10

func (s *Store) write(ctx context.Context, b *Blob, body []byte) error {
	if b.place == inFolder {
		return s.writeFile(b, body)
	}
	for part := 0; len(body) > 0; part++ {
		n := min(len(body), partSize)
		_, err := s.DB.Exec(ctx, `insert into blob_parts (customer_id, guid, part, body) values ($1, $2, $3, $4)`,
			b.CustomerID, b.guid, part, body[:n:n])
		if err != nil {
			return err
		}
		body = body[n:]
	}
	return nil
}

func (s *Store) read(ctx context.Context, b *Blob) ([]byte, error) {
	if b.place == inFolder {
		if s.Folder == "" {
			return nil, errors.New("it is in the folder of the option evidence-folder, which this server does not have")
		}
		return os.ReadFile(s.file(b))
	}
	body := make([]byte, 0, b.Size)
	return body, db.Each(ctx, s.DB, func(part *[]byte) []any { return []any{part} }, func(part *[]byte) error {
		body = append(body, *part...)
		return nil
	}, `select body from blob_parts where customer_id = $1 and guid = $2 order by part`, b.CustomerID, b.guid)
}

// isThere reports whether the file of a blob is there. Parts in the database are
// there when their row is, and a folder that this node does not have is not looked
// into.
func (s *Store) isThere(b *Blob) (bool, error) {
	if b.place != inFolder || s.Folder == "" {
		return true, nil
	}
	_, err := os.Stat(s.file(b))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (s *Store) remove(ctx context.Context, b *Blob) error {
	if b.place == inDatabase {
		_, err := s.DB.Exec(ctx, `delete from blob_parts where customer_id = $1 and guid = $2`, b.CustomerID, b.guid)
		return err
	}
	for _, name := range []string{s.file(b), s.file(b) + unfinished} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// unfinished ends the name of a file that is being written.
const unfinished = ".part"

// file is where a body lies in the folder. The end of a guid is random: the
// subfolders fill evenly.
func (s *Store) file(b *Blob) string {
	return filepath.Join(s.Folder, strconv.FormatInt(b.CustomerID, 10), b.guid[len(b.guid)-2:], b.guid)
}

// writeFile has the body on the disk under its name when it returns, or not at all.
func (s *Store) writeFile(b *Blob, body []byte) (err error) {
	name := s.file(b)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(name+unfinished, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(body); err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(name+unfinished, name); err != nil {
		return err
	}
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) { // and every folder that may be new
		if err := syncFolder(dir); err != nil {
			return err
		}
		if dir == filepath.Clean(s.Folder) {
			return nil
		}
	}
}

func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// OpenFolder makes the folder if it is not there, and returns what is wrong with
// it if files cannot be written there.
func OpenFolder(name string) error {
	if err := os.MkdirAll(name, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(name, "try-*")
	if err != nil {
		return fmt.Errorf("files cannot be written: %w", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
