package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Folder is the transport of a server without a mail server: every mail
// becomes a file, named by its guid, that mail programs open.
type Folder struct{ Dir string }

// Send writes the mail. A second delivery replaces the file, and a reader never
// sees half of one.
func (f Folder) Send(_ context.Context, r Rendered) error {
	msg, err := compose(r)
	if err != nil {
		return err
	}
	var content bytes.Buffer
	if _, err := msg.WriteTo(&content); err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	if err := replaceFile(f.Dir, r.GUID+".eml", content.Bytes()); err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	return nil
}

// replaceFile writes a file so that after a crash it is there whole or as it
// was before.
func replaceFile(dir, name string, content []byte) error {
	temp, err := os.CreateTemp(dir, ".mail-*") // 0600
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return syncFolder(dir)
}

// syncFolder makes the names in a folder outlive a power cut.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
