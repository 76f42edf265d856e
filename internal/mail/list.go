package mail

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gatehouse/internal/db"
)

// OfRequest returns the mails of an access request, the first first.
func OfRequest(ctx context.Context, c db.Conn, customerID int64, request string) ([]Mail, error) {
	return db.All(ctx, c, (*Mail).fields, `
		select `+columns+` from mails
		where customer_id = $1 and request_guid = $2
		order by created_at, guid`, customerID, request)
}

// SubjectOf returns the subject of a mail as it would be sent now, in the
// wordings of its customer. A mail of a newer node has none.
func SubjectOf(m Mail, own []Wording) (string, error) {
	l, ok := layouts[m.Template]
	if !ok {
		return "", nil
	}
	f := frame{Language: l.language(m.Language)}
	content, err := l.read(m.Args)
	if err != nil {
		return "", fmt.Errorf("subject of %s: %w", m.Template, err)
	}
	var w Wording
	for _, one := range own {
		if one.Template == m.Template && one.Language == f.Language {
			w = one
		}
	}
	if m.IsTest {
		f.Mark = testMark
	}
	return l.subject(l.in[f.Language](), content, f, w.with(places(content, f.Language)))
}

// Nameless returns the arguments of a mail without the name of who it goes to.
func Nameless(args string) string {
	var content map[string]json.RawMessage
	if json.Unmarshal([]byte(args), &content) != nil {
		return args
	}
	for _, name := range []string{"RecipientName", "FormalName", "RecipientEmail"} {
		if _, ok := content[name]; ok {
			content[name] = json.RawMessage(`""`)
		}
	}
	text, err := json.Marshal(content)
	if err != nil {
		return args
	}
	return string(text)
}

// Requeue puts a mail that was not sent into the queue again, in the language that
// m has now, as part of tx. A silent one only looks as if.
func Requeue(ctx context.Context, tx *db.Tx, now time.Time, m Mail, silent bool) error {
	state, at := Queued, (*time.Time)(nil)
	if silent {
		state, at = Sent, &now
	}
	n, err := tx.Exec(ctx, `update mails set state = $3, error = '', tries = 0, sent_at = $4, language = $5, version = version + 1
		where customer_id = $1 and guid = $2 and (state = 'refused' or state = 'dropped')`, m.CustomerID, m.GUID, state, at, m.Language)
	if err != nil {
		return fmt.Errorf("queue mail again: %w", err)
	}
	if n == 0 || silent {
		return nil
	}
	return sendMail.Add(ctx, tx, letter{m.CustomerID, m.GUID})
}

// Copy queues a new mail that says what another did, as part of tx.
func Copy(ctx context.Context, tx *db.Tx, now time.Time, m Mail, silent bool) (guid string, err error) {
	m.GUID, m.State, m.Error, m.Tries, m.CreatedAt, m.SentAt, m.Version = db.NewID(), Queued, "", 0, now, nil, 1
	if silent {
		m.State, m.SentAt = Sent, &now
	}
	if err := m.insert(ctx, tx); err != nil || silent {
		return m.GUID, err
	}
	return m.GUID, sendMail.Add(ctx, tx, letter{m.CustomerID, m.GUID})
}
