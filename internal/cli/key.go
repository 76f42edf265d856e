package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

type keyAdopt struct {
	Store
}

// Run is "gatehouse key adopt".
func (k *keyAdopt) Run(ctx context.Context, p *Process) error {
	if err := k.find(); err != nil {
		return err
	}
	d, err := openDatabase(ctx, &k.Store)
	if err != nil {
		return err
	}
	defer d.Close()
	key, err := mail.LoadKey(k.keyFile())
	if err != nil {
		return wrong("key-file", "%w", err)
	}
	if err := key.Adopt(ctx, d); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Out, `%s is the server key of this database now. Put it on every node, and start all of them anew.
With another one than before, these stop working: links in mails that were sent, authenticator apps, secrets of webhooks
and identity providers, SAML, and short-lived tokens. docs/operations.md says what to do about each.
`, k.keyFile())
	return err
}

// ownKey loads the server key, and refuses one that is not the database's: what is
// made with it would work on no other node. A key is made only for a database that
// was never used with any.
func ownKey(ctx context.Context, d *db.DB, s *Store) (mail.Key, error) {
	const advice = `bring back the one that the other nodes have, or that you have kept; if it is lost, see "gatehouse help key adopt"`
	has, err := mail.HasKey(ctx, d) // before the file, which another command may be about to make
	if err != nil {
		return mail.Key{}, err
	}
	if _, err := os.Stat(s.keyFile()); has && errors.Is(err, fs.ErrNotExist) {
		return mail.Key{}, wrong("key-file", "there is no server key in %s, and the database was used with one: %s", s.keyFile(), advice)
	}
	key, err := mail.LoadKey(s.keyFile())
	if err != nil {
		return key, wrong("key-file", "%w", err)
	}
	if err := key.Own(ctx, d); errors.Is(err, mail.ErrOtherKey) {
		return key, wrong("key-file", "%s: %w: %s", s.keyFile(), err, advice)
	} else if err != nil {
		return key, fmt.Errorf("compare the server key: %w", err)
	}
	return key, nil
}
