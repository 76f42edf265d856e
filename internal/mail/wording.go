package mail

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template/parse"
	"time"
	"unicode/utf8"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Wording is what a customer's mail says in its own words. Each part is "" where
// the original stands. What must be said stays between opening and closing: the
// facts, link, code, until when, and that replies are not read.
type Wording struct {
	CustomerID int64
	Template   string
	Language   string
	Subject    string // one line
	Opening    string // instead of greeting and introduction
	Closing    string // below the mail
	Version    int64
	UpdatedAt  time.Time
	UpdatedBy  string // guid of a user
}

const wordingColumns = `customer_id, template, language, subject, opening, closing, version, updated_at, updated_by`

func (w *Wording) fields() []any {
	return []any{&w.CustomerID, &w.Template, &w.Language, &w.Subject, &w.Opening, &w.Closing, &w.Version, &w.UpdatedAt, &w.UpdatedBy}
}

// The longest that each part may be, in characters.
const (
	MaxSubject = 200
	MaxOpening = 2000
	MaxClosing = 1000
)

// Knows reports whether there is a mail of that template in that language.
func Knows(template, language string) bool {
	_, ok := layouts[template].in[language]
	return ok
}

// IsSubjectFixed reports whether the subject of a mail says which of several
// things has happened, so that one wording cannot stand for all of them.
func IsSubjectFixed(template string) bool {
	subject := layouts[template].in[english]().text.Lookup("subject")
	return slices.ContainsFunc(subject.Root.Nodes, func(n parse.Node) bool { return n.Type() == parse.NodeIf })
}

// Check tidies a wording and returns what is wrong with it.
func (w *Wording) Check() error {
	p := fault.Problems{}
	w.Subject = strings.Join(strings.Fields(CleanText(w.Subject)), " ")
	w.Opening, w.Closing = CleanText(w.Opening), CleanText(w.Closing)
	p.Require(w.Subject == "" || !IsSubjectFixed(w.Template), "subject", "The subject of this mail says what has happened, and stays.")
	names := Places(w.Template)
	for _, part := range []struct {
		name, text string
		most       int
	}{{"subject", w.Subject, MaxSubject}, {"opening", w.Opening, MaxOpening}, {"closing", w.Closing, MaxClosing}} {
		p.Require(utf8.RuneCountInString(part.text) <= part.most, part.name, "Ensure this field has no more than %d characters.", part.most)
		p.Require(!urls.MatchString(part.text), part.name, "Please leave web addresses out: the mail has one link, and that stays.")
		if bad := strayPlace(part.text, names); bad != "" {
			p.Require(false, part.name, "%s is not among what this mail knows: %s.", bad, listPlaces(names))
		}
	}
	return p.Err()
}

// Leave leaves to the original what is said as it says it, so that a better one
// comes through.
func (w *Wording) Leave() error {
	o, err := Original(w.Template, w.Language)
	if w.Subject == o.Subject {
		w.Subject = ""
	}
	if w.Opening == o.Opening {
		w.Opening = ""
	}
	return err
}

// IsOriginal reports whether nothing is different from the original.
func (w *Wording) IsOriginal() bool { return w.Subject == "" && w.Opening == "" && w.Closing == "" }

// ReadWording returns the wording of a mail, empty if there is none.
func ReadWording(ctx context.Context, c db.Conn, customerID int64, template, language string) (Wording, error) {
	w, err := db.One(ctx, c, (*Wording).fields, `
		select `+wordingColumns+` from mail_wordings
		where customer_id = $1 and template = $2 and language = $3`, customerID, template, language)
	if errors.Is(err, db.ErrNone) {
		return Wording{CustomerID: customerID, Template: template, Language: language}, nil
	}
	if err != nil {
		return Wording{}, fmt.Errorf("read the wording of %s: %w", template, err)
	}
	return w, nil
}

// ReadWordings returns all that a customer says in its own words.
func ReadWordings(ctx context.Context, c db.Conn, customerID int64) ([]Wording, error) {
	return db.All(ctx, c, (*Wording).fields, `
		select `+wordingColumns+` from mail_wordings where customer_id = $1 order by template, language`, customerID)
}

// KeepWording writes a wording over what was there.
func KeepWording(ctx context.Context, tx *db.Tx, w Wording) error {
	_, err := tx.Exec(ctx, `
		insert into mail_wordings (`+wordingColumns+`) values ($1, $2, $3, $4, $5, $6, 1, $7, $8)
		on conflict (customer_id, template, language) do update
		set subject = excluded.subject, opening = excluded.opening, closing = excluded.closing,
			version = mail_wordings.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
		w.CustomerID, w.Template, w.Language, w.Subject, w.Opening, w.Closing, w.UpdatedAt, w.UpdatedBy)
	return err
}

// DropWording lets the original stand again, and reports whether it did not.
func DropWording(ctx context.Context, tx *db.Tx, customerID int64, template, language string) (bool, error) {
	n, err := tx.Exec(ctx, `delete from mail_wordings where customer_id = $1 and template = $2 and language = $3`, customerID, template, language)
	return n > 0, err
}

// Original returns what a mail says by itself, with the names of places where
// its values stand.
func Original(template, language string) (Wording, error) {
	l, ok := layouts[template]
	if !ok {
		return Wording{}, fmt.Errorf("no mail is called %q", template)
	}
	args, names := l.marked()
	content, err := l.read(args)
	if err != nil {
		return Wording{}, err
	}
	v := l.view(content, frame{Language: language})
	w := Wording{Template: template, Language: language}
	in := l.in[l.language(language)]().text
	for name, part := range map[string]*string{"subject": &w.Subject, "opening": &w.Opening} {
		var b strings.Builder
		if err := in.ExecuteTemplate(&b, name, v); err != nil {
			return Wording{}, err
		}
		*part = CleanText(named(b.String(), names, language))
	}
	if IsSubjectFixed(template) {
		w.Subject = ""
	}
	return w, nil
}
