package collab

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// FormFunnel says how far those came who saw a form. Views are a rough figure: mail
// scanners and robots look at pages too, and the last seconds before a server
// stops are not written.
type FormFunnel struct {
	Views     int64
	Submitted int64 // filled in and sent
	Confirmed int64 // by the link in the mail: registered
	Approved  int64
}

// step is a column of the funnel.
type step string

const (
	viewed    step = "views"
	submitted step = "submitted"
	confirmed step = "confirmed"
	approved  step = "approved"
)

// countDays is how long a single day of a form is known.
const countDays = 400

// countForm counts n people who came so far, today and in all. A form that is
// gone counts nothing.
func countForm(ctx context.Context, tx *db.Tx, day time.Time, customerID int64, guid string, s step, n int64) error {
	_, err := tx.Exec(ctx, `
		insert into form_counts (customer_id, form_guid, day, `+string(s)+`)
		select f.customer_id, f.guid, d.day, cast($3 as bigint)
		from client_access_links f cross join (select cast($4 as text) as day union all select '') d
		where f.customer_id = $1 and f.guid = $2
		on conflict (customer_id, form_guid, day) do update set `+string(s)+` = form_counts.`+string(s)+` + excluded.`+string(s),
		customerID, guid, n, day.Format(time.DateOnly))
	return err
}

// views are what this node has counted and not written yet. Its size is bounded
// by the forms that are open.
type views struct {
	mu      sync.Mutex
	seen    map[view]int64
	written time.Time
}

type view struct {
	customerID int64
	guid       string
	day        string
}

// viewsEvery is how often views are written.
const viewsEvery = 10 * time.Second

// View counts that the page of an open form was looked at. Nothing is kept about
// who did. One of many views pays for writing all of them.
func (fs *Forms) View(ctx context.Context, f *Form) error {
	now := fs.Now()
	batch := fs.views.add(view{f.CustomerID, f.GUID, now.Format(time.DateOnly)}, now)
	if batch == nil {
		return nil
	}
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		for _, v := range slices.SortedFunc(maps.Keys(batch), func(a, b view) int {
			return cmp.Or(cmp.Compare(a.customerID, b.customerID), cmp.Compare(a.guid, b.guid), cmp.Compare(a.day, b.day))
		}) {
			day, err := time.Parse(time.DateOnly, v.day)
			if err != nil {
				return err
			}
			if err := countForm(ctx, tx, day, v.customerID, v.guid, viewed, batch[v]); err != nil {
				return err
			}
		}
		return nil
	})
}

// add counts one view, and returns all that have to be written now.
func (vs *views) add(v view, now time.Time) (batch map[view]int64) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if vs.seen == nil {
		vs.seen = make(map[view]int64)
	}
	vs.seen[v]++
	if now.Sub(vs.written).Abs() < viewsEvery {
		return nil
	}
	batch, vs.seen, vs.written = vs.seen, nil, now
	return batch
}

// of returns the views of a form since a day that are not written yet.
func (vs *views) of(customerID int64, guid, since string) (n int64) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	for v, times := range vs.seen {
		if v.customerID == customerID && v.guid == guid && v.day >= since {
			n += times
		}
	}
	return n
}

// Funnels returns the funnels of forms of the actor's customer by their guids,
// since the forms were made.
func (fs *Forms) Funnels(ctx context.Context, by actor.Actor, guids ...string) (map[string]FormFunnel, error) {
	return fs.funnels(ctx, by, "", guids)
}

// FunnelSince returns a form's funnel from a day on: at most the last 400.
func (fs *Forms) FunnelSince(ctx context.Context, by actor.Actor, guid string, day time.Time) (FormFunnel, error) {
	all, err := fs.funnels(ctx, by, day.Format(time.DateOnly), []string{guid})
	return all[guid], err
}

func (fs *Forms) funnels(ctx context.Context, by actor.Actor, since string, guids []string) (map[string]FormFunnel, error) {
	if err := by.Need(actor.LinksR); err != nil {
		return nil, err
	}
	if len(guids) == 0 {
		return nil, nil
	}
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.In(`form_guid`, guids)
	if since == "" {
		w.And(`day = ''`)
	} else {
		w.And(`day >= ?`, since)
	}
	type row struct {
		guid string
		FormFunnel
	}
	found, err := db.All(ctx, fs.DB, func(r *row) []any {
		return []any{&r.guid, &r.Views, &r.Submitted, &r.Confirmed, &r.Approved}
	}, `select form_guid, cast(sum(views) as bigint), cast(sum(submitted) as bigint), cast(sum(confirmed) as bigint), cast(sum(approved) as bigint)
		from form_counts`+w.String()+` group by form_guid`, w.Args()...)
	if err != nil {
		return nil, err
	}
	all := make(map[string]FormFunnel, len(guids))
	for _, r := range found {
		all[r.guid] = r.FormFunnel
	}
	for _, guid := range guids {
		if n := fs.views.of(by.CustomerID, guid, since); n > 0 {
			f := all[guid]
			f.Views += n
			all[guid] = f
		}
	}
	return all, nil
}

// forgetCounts removes the days that are long past. What they add up to stays.
func forgetCounts(ctx context.Context, d *db.DB, now time.Time) error {
	_, err := d.Exec(ctx, `delete from form_counts where day <> '' and day < $1`, now.AddDate(0, 0, -countDays).Format(time.DateOnly))
	return err
}

// countForms counts the registrations of the past that requests came from, each
// on its day: who registered has looked at the form, and sent it.
func (b *backfill) countForms(ctx context.Context, tx *db.Tx, chunk []*Past) error {
	type day struct{ form, date string }
	came, let := make(map[day]int64), make(map[day]int64)
	for _, p := range chunk {
		if p.Registration == nil {
			continue
		}
		d := day{p.Registration.FormGUID, p.CreatedAt.UTC().Format(time.DateOnly)}
		came[d]++
		if p.SentCount > 0 {
			let[d]++
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(came), func(a, b day) int {
		return cmp.Or(cmp.Compare(a.form, b.form), cmp.Compare(a.date, b.date))
	}) {
		at, err := time.Parse(time.DateOnly, d.date)
		if err != nil {
			return err
		}
		for _, n := range []struct {
			step step
			n    int64
		}{{viewed, came[d]}, {submitted, came[d]}, {confirmed, came[d]}, {approved, let[d]}} {
			if err := countForm(ctx, tx, at, b.by.CustomerID, d.form, n.step, n.n); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `update client_access_links set registered = registered + $3 where customer_id = $1 and guid = $2`,
			b.by.CustomerID, d.form, came[d]); err != nil {
			return err
		}
	}
	return nil
}
