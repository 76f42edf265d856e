package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Remove takes a factor away. The last one of an access that must have one
// stays. All sessions of the access end but the one that asks: what was lost
// may have opened one.
func (fs *Factors) Remove(ctx context.Context, h Holder, guid string) error {
	return fs.change(ctx, h, func(tx *db.Tx, h Holder) error {
		enrolled, err := factorsOf(ctx, tx, h.login)
		if err != nil {
			return err
		}
		for _, f := range enrolled {
			if f.GUID != guid {
				continue
			}
			if len(enrolled) == 1 && h.mustHave() {
				return fault.New(fault.Conflict, "Your organisation requires a second factor: set up another one first.")
			}
			return fs.remove(ctx, tx, h, f, len(enrolled) == 1)
		}
		return errNotFound
	})
}

func (fs *Factors) remove(ctx context.Context, tx *db.Tx, h Holder, f Factor, last bool) error {
	if err := deleteFactors(ctx, tx, h.login, f.GUID); err != nil {
		return err
	}
	if last {
		if err := deleteCodes(ctx, tx, h.login); err != nil {
			return err
		}
	}
	if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2 and s.guid <> $3", h.login.customerID, h.login.id, h.by.SessionGUID); err != nil {
		return err
	}
	record(ctx, tx, h.by, h.login.customerID, audit.Event{
		Action: "factor.remove", Subject: h.login.text(), Details: map[string]any{"kind": f.Kind, "factor": f.GUID, "name": f.Name},
	})
	return fs.tell(ctx, tx, h.login, mail.FactorChanged{What: "removed", Kind: f.Kind, Name: f.Name})
}

// deleteFactors removes one factor of an access, or with "" all of them.
func deleteFactors(ctx context.Context, tx *db.Tx, k accessKey, guid string) error {
	for _, table := range []string{"totps", "passkeys"} {
		_, err := tx.Exec(ctx, `delete from `+table+` where customer_id = $1 and access_id = $2 and ($3 = '' or guid = $3)`,
			k.customerID, k.id, guid)
		if err != nil {
			return err
		}
	}
	return nil
}

// change runs a change of somebody's own factors: by a session whose holder has
// proven itself of late, or by a ticket that waits for a first factor. The row
// of the access is held first, so that of two changes the second sees the first,
// and a session that is just being ended changes nothing: see endSessions.
func (fs *Factors) change(ctx context.Context, h Holder, do func(tx *db.Tx, h Holder) error) error {
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		var err error
		h.isRequired, err = db.Value[bool](ctx, tx, `
			select a.two_fa_enabled from accesses a where a.customer_id = $1 and a.id = $2`+forUpdate(tx, "a"), h.login.customerID, h.login.id)
		if errors.Is(err, db.ErrNone) {
			return errEnded
		}
		if err != nil {
			return err
		}
		if err := h.check(ctx, tx, fs.Now()); err != nil {
			return err
		}
		if h.isTicket {
			if err := enough(ctx, tx, h.login, h.how); !errors.Is(err, ErrEnrol) && err != nil {
				return err
			}
		} else if err := h.fresh(ctx, tx, fs.Now()); err != nil {
			return err
		}
		return do(tx, h)
	})
}

// tell mails the user of an access what became of its factors.
func (fs *Factors) tell(ctx context.Context, tx *db.Tx, k accessKey, what mail.FactorChanged) error {
	return tellOfFactors(ctx, tx, fs.Now(), k, what)
}

func tellOfFactors(ctx context.Context, tx *db.Tx, now time.Time, k accessKey, what mail.FactorChanged) error {
	type person struct{ email, name, language, customer string }
	p, err := db.One(ctx, tx, func(p *person) []any { return []any{&p.email, &p.name, &p.language, &p.customer} }, `
		select u.email, u.formal_name, u.language, c.name
		from accesses a join users u on u.guid = a.user_guid join customers c on c.id = a.customer_id
		where a.customer_id = $1 and a.id = $2`, k.customerID, k.id)
	if err != nil {
		return err
	}
	what.CustomerName = p.customer
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: k.customerID, To: mail.Address{Name: p.name, Email: p.email}, Language: p.language, Content: what,
	})
	return err
}

// added records a new factor, tells its owner, and makes the recovery codes of
// a first one.
func (fs *Factors) added(ctx context.Context, tx *db.Tx, h Holder, f Factor) (codes []string, err error) {
	record(ctx, tx, h.by, h.login.customerID, audit.Event{
		Action: "factor.add", Subject: h.login.text(), Details: map[string]any{"kind": f.Kind, "factor": f.GUID, "name": f.Name},
	})
	if err := fs.tell(ctx, tx, h.login, mail.FactorChanged{What: "added", Kind: f.Kind, Name: f.Name}); err != nil {
		return nil, err
	}
	enrolled, err := factorsOf(ctx, tx, h.login)
	if err != nil || len(enrolled) > 1 {
		return nil, err
	}
	return fs.makeCodes(ctx, tx, h)
}
