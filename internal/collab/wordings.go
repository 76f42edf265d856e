package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Wordings are what customers' mails say in their own words.
type Wordings struct {
	DB        *db.DB
	Now       func() time.Time
	PublicURL string
}

var errNoWording = fault.New(fault.NotFound, "There is no such mail, or not in this language.")

// List returns the wordings that are not the originals.
func (ws *Wordings) List(ctx context.Context, by actor.Actor) ([]mail.Wording, error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return nil, err
	}
	return mail.ReadWordings(ctx, ws.DB, by.CustomerID)
}

// One returns the wording of a mail in a language. Its version is 0 where the
// original stands.
func (ws *Wordings) One(ctx context.Context, by actor.Actor, template, language string) (mail.Wording, error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return mail.Wording{}, err
	}
	if !mail.Knows(template, language) {
		return mail.Wording{}, errNoWording
	}
	return mail.ReadWording(ctx, ws.DB, by.CustomerID, template, language)
}

// Set makes a wording the customer's. One without a word of its own is the original.
func (ws *Wordings) Set(ctx context.Context, by actor.Actor, w mail.Wording) (mail.Wording, error) {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return w, err
	}
	if !mail.Knows(w.Template, w.Language) {
		return w, errNoWording
	}
	if err := w.Check(); err != nil {
		return w, err
	}
	if err := w.Leave(); err != nil {
		return w, err
	}
	w.CustomerID, w.UpdatedAt, w.UpdatedBy = by.CustomerID, ws.Now(), by.UserGUID
	err := ws.change(ctx, by, w.Template, w.Language, func(tx *db.Tx) error {
		if w.IsOriginal() {
			_, err := mail.DropWording(ctx, tx, by.CustomerID, w.Template, w.Language)
			return err
		}
		if err := mail.KeepWording(ctx, tx, w); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "mail_wording.update", Subject: w.Template,
			Details: map[string]any{"language": w.Language, "subject": w.Subject, "opening": w.Opening, "closing": w.Closing},
		})
		return nil
	})
	if err != nil {
		return w, err
	}
	return mail.ReadWording(ctx, ws.DB, by.CustomerID, w.Template, w.Language)
}

// Reset lets the original stand again.
func (ws *Wordings) Reset(ctx context.Context, by actor.Actor, template, language string) error {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return err
	}
	if !mail.Knows(template, language) {
		return errNoWording
	}
	return ws.change(ctx, by, template, language, func(tx *db.Tx) error {
		dropped, err := mail.DropWording(ctx, tx, by.CustomerID, template, language)
		if err != nil || !dropped {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "mail_wording.reset", Subject: template, Details: map[string]any{"language": language},
		})
		return nil
	})
}

func (ws *Wordings) change(ctx context.Context, by actor.Actor, template, language string, write func(*db.Tx) error) error {
	return ws.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		err := tenant.MatchThere(ctx, tx, `mail_wordings where customer_id = $1 and template = $2 and language = $3`, by.CustomerID, template, language)
		if err != nil && !errors.Is(err, db.ErrNone) { // the original has no version, which is noticed at the end
			return err
		}
		return write(tx)
	})
}

// Preview returns the mail with a wording that need not be kept, filled in with
// what it might be about.
func (ws *Wordings) Preview(ctx context.Context, by actor.Actor, w mail.Wording) (mail.Rendered, error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return mail.Rendered{}, err
	}
	if !mail.Knows(w.Template, w.Language) {
		return mail.Rendered{}, errNoWording
	}
	b, err := tenant.BrandingOf(ctx, ws.DB, by.CustomerID)
	if err != nil {
		return mail.Rendered{}, err
	}
	now := ws.Now()
	return mail.Preview{
		PublicURL: ws.PublicURL, To: mail.Address{Name: by.FormalName, Email: by.Email}, Language: w.Language,
		Content: mail.Specimen(w.Template, now), Wording: w, Brand: b.OnMails(), Now: now, Until: now.AddDate(0, 0, InvitationDays),
	}.Render()
}

// tests bounds how many mails somebody sends to themselves.
var tests = tenant.Budget{Name: "mail tests of", Most: 10, Per: time.Hour}

var errNoMailbox = errors.New("a service user has no mailbox")

// Test sends the mail as it is worded now to the address of who asks.
func (ws *Wordings) Test(ctx context.Context, by actor.Actor, template, language string) error {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return err
	}
	if !mail.Knows(template, language) {
		return errNoWording
	}
	if by.Email == "" {
		return errNoMailbox
	}
	return ws.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		now := ws.Now()
		wait, ok, err := tests.Take(ctx, tx, now, by.UserGUID, 1)
		if err == nil && !ok {
			err = fault.Wait(fault.TooMany, wait, "You have sent yourself %d tests in this hour.", int(tests.Most))
		}
		if err != nil {
			return err
		}
		guid, err := mail.Queue(ctx, tx, now, mail.Message{
			CustomerID: by.CustomerID, To: mail.Address{Name: by.FormalName, Email: by.Email}, Language: language,
			Content: mail.Specimen(template, now), IsTest: true,
		})
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "mail_wording.test", Subject: template, Details: map[string]any{"language": language, "mail": guid},
		})
		return nil
	})
}
