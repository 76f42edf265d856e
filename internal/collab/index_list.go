package collab

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// mostPaged is how many rows a list from memory has at most. Longer ones are
// streamed from the database.
const mostPaged = 1001

// indexed reads a page of the outbox from memory; ok is false if that is not how it
// can be read. What it answers is what the database would: a test compares them.
func (rs *Requests) indexed(ctx context.Context, by actor.Actor, f *Filter, k SortKey) (rows []Row, ok bool, err error) {
	if k.Name != created || f.Limit < 1 || f.Limit > mostPaged {
		return nil, false, nil
	}
	i, q, err := rs.remembered(ctx, by, f, k)
	if err != nil || q == nil {
		return nil, false, err
	}
	places, offset := make([]facets.Place, 0, f.Limit), f.Offset
	i.s.set.Each(q, func(p facets.Place) bool {
		if offset > 0 {
			offset--
			return true
		}
		places = append(places, p)
		return len(places) < f.Limit
	})
	documents, err := rs.Index.read(ctx, i.o, i.s, places)
	if errors.Is(err, errLost) { // nobody removes requests
		rs.Index.forget(i.o)
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	rows = make([]Row, len(places))
	for at, p := range places {
		rows[at] = Row{GUID: p.GUID.String(), CreatedAt: time.UnixMicro(p.At).UTC(), Document: documents[at], order: k}
	}
	return rows, true, nil
}

// read returns the documents of places, from memory or from the database.
func (ix *Index) read(ctx context.Context, o *outline, s *standing, places []facets.Place) ([][]byte, error) {
	all := make([][]byte, len(places))
	missing := o.documents.find(places, all)
	if len(missing) == 0 {
		return all, nil
	}
	read, err := ix.documents(ctx, o.customerID, missing)
	if err != nil {
		return nil, err
	}
	for i, p := range places {
		if all[i] == nil {
			all[i] = read[p.GUID]
		}
	}
	o.documents.keep(missing, read, ix.mostDocuments(s), func() bool { return o.now.Load() == s })
	ix.weigh(o)
	return all, nil
}

// documents reads documents in one statement, which is the same for any number.
func (ix *Index) documents(ctx context.Context, customerID int64, guids []facets.GUID) (map[facets.GUID][]byte, error) {
	texts := make([]string, len(guids))
	for i, guid := range guids {
		texts[i] = guid.String()
	}
	these := `in (select value from json_each($2))`
	list := `["` + strings.Join(texts, `","`) + `"]`
	if ix.DB.Dialect() == db.Postgres {
		these, list = `= any(cast($2 as text[]))`, `{`+strings.Join(texts, `,`)+`}`
	}
	type row struct {
		guid     string
		document []byte
	}
	read := make(map[facets.GUID][]byte, len(guids))
	err := db.Each(ctx, ix.DB, func(r *row) []any { return []any{&r.guid, &r.document} }, func(r *row) error {
		guid, _ := facets.ParseGUID(r.guid) // it was asked for
		read[guid] = r.document
		return nil
	}, `select r.guid, r.document from access_requests r where r.customer_id = $1 and r.guid `+these, customerID, list)
	if err == nil && len(read) < len(guids) {
		err = errLost
	}
	return read, err
}
