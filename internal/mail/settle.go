package mail

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gatehouse/internal/db"
	"gatehouse/internal/meter"
)

// settle writes down what became of mails, unless other attempts did, and ends their
// jobs. All of it is written or nothing. What follows from one is of the call that
// queued it.
func (p *Post) settle(ctx context.Context, all []*parcel) (err error) {
	defer caught(&err)
	var settled []*parcel
	err = p.DB.Tx(ctx, func(tx *db.Tx) error {
		waiting, err := hold(ctx, tx, all)
		if err != nil {
			return fmt.Errorf("settle mails: %w", err)
		}
		settled = nil
		for _, m := range all {
			if tries, ok := waiting[m.GUID]; ok && (!m.isPutOff || tries == m.Tries) { // else another attempt was first
				settled = append(settled, m)
				if err := p.write(m.task.Within(ctx), tx, m); err != nil {
					return err
				}
			}
			if err := m.task.Done(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, m := range settled {
		if m.isPutOff {
			meter.Mails.Count("put_off")
		} else {
			meter.Mails.Count(m.State)
		}
	}
	return nil
}

// hold keeps those that still wait from other attempts until tx ends, and returns
// their tries, by guid. They are asked for in one order, so that two attempts cannot
// wait for each other.
func hold(ctx context.Context, tx *db.Tx, all []*parcel) (map[string]int64, error) {
	guids := make(map[int64][]string)
	for _, m := range all {
		guids[m.CustomerID] = append(guids[m.CustomerID], m.GUID)
	}
	lock := ""
	if tx.Dialect() == db.Postgres { // SQLite has one writer at a time
		lock = ` for no key update`
	}
	tries := make(map[string]int64, len(all))
	type row struct {
		guid  string
		tries int64
	}
	for _, customerID := range slices.Sorted(maps.Keys(guids)) {
		var w db.Where
		w.And(`customer_id = ?`, customerID)
		w.In("guid", guids[customerID])
		w.And(`state = 'queued'`)
		err := db.Each(ctx, tx, func(r *row) []any { return []any{&r.guid, &r.tries} }, func(r *row) error {
			tries[r.guid] = r.tries
			return nil
		}, `select guid, tries from mails`+w.String()+` order by guid`+lock, w.Args()...)
		if err != nil {
			return nil, err
		}
	}
	return tries, nil
}

// write writes down what became of one that is held. One that is put off stays, with
// a job for later.
func (p *Post) write(ctx context.Context, tx *db.Tx, m *parcel) error {
	err := tx.Later(ctx, `update mails set state = $3, error = $4, sent_at = $5, tries = tries + 1, version = version + 1
		where customer_id = $1 and guid = $2`, m.CustomerID, m.GUID, m.State, m.Error, m.SentAt)
	switch {
	case err != nil:
		return fmt.Errorf("settle mail: %w", err)
	case m.isPutOff:
		return sendMail.AddAt(ctx, tx, p.Now().Add(waits[m.Tries]), letter{m.CustomerID, m.GUID})
	case p.Settled != nil:
		return p.Settled(ctx, tx, m.Mail)
	}
	return nil
}
