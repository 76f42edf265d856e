package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/db"
)

// doneRow is a row of an import that was done.
type doneRow struct {
	key         string
	result      Result
	requestGUID string
}

func (d *doneRow) fields() []any { return []any{&d.key, &d.result, &d.requestGUID} }

const doneColumns = `row_key, result, request_guid`

// remembered returns those of rows that an earlier run has done. Rows that were
// refused or left alone are not among them: they are looked at again.
func (run *stageRun) remembered(ctx context.Context, rows []inviteRow) (map[string]doneRow, error) {
	var w db.Where
	w.And(`customer_id = ?`, run.by.CustomerID)
	w.And(`access_id = ?`, run.by.AccessID)
	w.And(`import_id = ?`, run.report.ID)
	keys := make([]string, len(rows))
	for i := range rows {
		keys[i] = rows[i].key
	}
	w.In(`row_key`, keys)
	all, err := db.All(ctx, run.tx, (*doneRow).fields, `select `+doneColumns+` from request_import_rows`+w.String(), w.Args()...)
	done := make(map[string]doneRow, len(all))
	for _, d := range all {
		done[d.key] = d
	}
	return done, err
}

// claim remembers that a row is done, just before it is. Another run of the
// same import that came first is waited for, and then its row is reported.
func (run *stageRun) claim(ctx context.Context, r *inviteRow, row *ImportRow, d doneRow) (mine bool, err error) {
	n, err := run.tx.Exec(ctx, `
		insert into request_import_rows (customer_id, access_id, import_id, `+doneColumns+`, done_at)
		values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
		run.by.CustomerID, run.by.AccessID, run.report.ID, d.key, d.result, d.requestGUID, run.rs.Now())
	if err != nil || n > 0 {
		return true, err
	}
	done, err := run.remembered(ctx, []inviteRow{*r})
	if err != nil {
		return false, err
	}
	first, ok := done[r.key]
	if !ok {
		return false, errors.New("the row of an import is there and is not")
	}
	row.before(first)
	return false, nil
}

// forgetImports removes what nobody will want to go on with.
func forgetImports(ctx context.Context, d *db.DB, now time.Time) error {
	_, err := d.Exec(ctx, `delete from request_import_rows where done_at < $1`, now.Add(-importMemory))
	return err
}
