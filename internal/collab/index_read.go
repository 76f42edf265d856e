package collab

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// errUnkept is that a request has what an outline cannot keep.
var errUnkept = errors.New("a guid is not a UUID in lower case")

// The marks of an outline.
const (
	markUndecided = 1 << iota
	markSent
)

// packed is many requests that have a value in common, written one after another:
// to read them as rows takes three times as long.
type packed struct{ of, text string }

func (p *packed) fields() []any { return []any{&p.of, &p.text} }

const guidLength = 36

// readOutline reads what all n requests of a customer are filtered by, from the
// indexes that have it: one statement after the other, because each of them takes
// as much memory as an outline. v was read before: what has changed since is newer
// or older here, and is read again.
func readOutline(ctx context.Context, d *db.DB, customerID int64, n int, v audit.Versions) (*standing, error) {
	s := &standing{epoch: v.Epoch, seq: v.Seq, requests: v.Requests, names: facets.NewNames()}
	u := unpacking{names: s.names, rows: make([]facets.Row, 0, n)}
	engine := d.Dialect()
	guids, micros := packing(engine, `r.guid`), `r.created_at`
	if engine == db.Postgres {
		micros = `cast(extract(epoch from r.created_at) * 1000000 as bigint)`
	}
	for _, step := range []struct {
		take func(*packed) error
		sql  string
	}{
		{u.companies, `
			select r.company_guid, ` + packing(engine, `r.guid || substr(r.status, 3, 1) || substr(r.reason, 1, 1) || `+micros+` || ','`) + `
			from access_requests r` + led(engine, `access_requests_company`) + ` where r.customer_id = $1 group by r.company_guid`},
		{u.senders, `
			select r.requester_guid, ` + guids + `
			from access_requests r` + led(engine, `access_requests_requester`) + ` where r.customer_id = $1 group by r.requester_guid`},
		{u.vectors, `
			select v.slug, ` + packing(engine, `v.request_guid`) + ` from request_vectors v where v.customer_id = $1 group by v.slug`},
		{u.undecided, `
			select '', coalesce(` + guids + `, '') from access_requests r where r.customer_id = $1 and r.awaiting = 'approval'`},
		{u.sent, `
			select '', coalesce(` + guids + `, '')
			from access_requests r where r.customer_id = $1 and r.reason = 'self_requested' and r.sent_count > 0`},
	} {
		if err := db.Each(ctx, d, (*packed).fields, step.take, step.sql, customerID); err != nil {
			return nil, err
		}
	}
	s.set = u.set()
	return s, nil
}

// packing is many texts as one.
func packing(engine db.Dialect, text string) string {
	if engine == db.Postgres {
		return `string_agg(` + text + `, '')`
	}
	return `group_concat(` + text + `, '')`
}

// unpacking makes rows of what was read.
type unpacking struct {
	names *facets.Names
	rows  []facets.Row
	slots []uint32 // of rows, by a hash of their guids: one more than their position, 0 is none
}

// statusOf and reasonOf tell statuses by their third letter and reasons by their first.
var (
	statusOf = lettered(len(Statuses), func(i int) byte { return Statuses[i].Status[2] })
	reasonOf = lettered(len(Reasons), func(i int) byte { return Reasons[i][0] })
)

func lettered(n int, letter func(int) byte) (of [256]uint8) {
	for i := range n {
		of[letter(i)] = uint8(i)
	}
	return of
}

// companies takes the requests to one company, each as guid, status, reason and
// time of creation.
func (u *unpacking) companies(p *packed) error {
	company, ok := facets.ParseGUID(p.of)
	if !ok {
		return errUnkept
	}
	r := facets.Row{Company: u.names.Company(company)}
	for text := p.text; text != ""; {
		end := strings.IndexByte(text, ',')
		if end < guidLength+2 {
			return errUnkept
		}
		if r.GUID, ok = facets.ParseGUID(text[:guidLength]); !ok {
			return errUnkept
		}
		r.Status, r.Reason = statusOf[text[guidLength]], reasonOf[text[guidLength+1]]
		var err error
		if r.At, err = strconv.ParseInt(text[guidLength+2:end], 10, 64); err != nil {
			return err
		}
		u.rows, text = append(u.rows, r), text[end+1:]
	}
	return nil
}

func (u *unpacking) senders(p *packed) error {
	guid, ok := facets.ParseGUID(p.of)
	if !ok {
		return errUnkept
	}
	sender, err := u.names.Sender(guid)
	return errors.Join(err, u.each(p.text, func(r *facets.Row) { r.Sender = sender }))
}

func (u *unpacking) vectors(p *packed) error {
	vector, err := u.names.Vector(p.of)
	return errors.Join(err, u.each(p.text, func(r *facets.Row) { r.Vectors |= vector }))
}

func (u *unpacking) undecided(p *packed) error {
	return u.each(p.text, func(r *facets.Row) { r.Marks |= markUndecided })
}

func (u *unpacking) sent(p *packed) error {
	return u.each(p.text, func(r *facets.Row) { r.Marks |= markSent })
}

// each finds the rows of many guids. One that is not there has come since.
func (u *unpacking) each(guids string, do func(*facets.Row)) error {
	u.hash()
	for ; guids != ""; guids = guids[guidLength:] {
		if len(guids) < guidLength {
			return errUnkept
		}
		guid, ok := facets.ParseGUID(guids[:guidLength])
		if !ok {
			return errUnkept
		}
		for at := u.slot(&guid); u.slots[at] != 0; at = (at + 1) % len(u.slots) {
			if r := &u.rows[u.slots[at]-1]; r.GUID == guid {
				do(r)
				break
			}
		}
	}
	return nil
}

// hash makes the slots, half of which stay empty.
func (u *unpacking) hash() {
	if u.slots != nil {
		return
	}
	u.slots = make([]uint32, 2*len(u.rows)+1)
	for i := range u.rows {
		at := u.slot(&u.rows[i].GUID)
		for u.slots[at] != 0 {
			at = (at + 1) % len(u.slots)
		}
		u.slots[at] = uint32(i + 1)
	}
}

// slot is where a guid is looked for first: its last bytes are random.
func (u *unpacking) slot(guid *facets.GUID) int {
	return int(binary.BigEndian.Uint64(guid[8:]) % uint64(len(u.slots)))
}

func (u *unpacking) set() *facets.Set {
	slices.SortFunc(u.rows, func(a, b facets.Row) int { return a.Compare(b.Place) })
	return facets.Build(len(u.rows), func(yield func(*facets.Row) bool) {
		for i := range u.rows {
			if !yield(&u.rows[i]) {
				return
			}
		}
	})
}
