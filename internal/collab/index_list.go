package collab

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// mostPaged is how many rows a list from memory has at most. Longer ones are
// streamed from the database.
const mostPaged = 1001

// indexed reads a page of the outbox from memory; ok is false if that is not how it
// can be read. What it answers is what the database would: a test compares them.
func (rs *Requests) indexed(ctx context.Context, by actor.Actor, f *Filter, k SortKey) (rows []Row, ok bool, err error) {
	if rs.Index == nil || rs.Index.Most == 0 || k.Name != created || f.Limit < 1 || f.Limit > mostPaged || f.Query != "" || f.Forms != nil {
		return nil, false, nil
	}
	v, err := rs.Index.Heads.Read(ctx, by.CustomerID)
	if err != nil {
		return nil, false, err
	}
	o, s, err := rs.Index.at(ctx, by.CustomerID, v)
	if err != nil || s == nil {
		return nil, false, err
	}
	q, ok, err := rs.question(ctx, by, f, k, &sight{rs.Index, o, s, v})
	if err != nil || !ok {
		return nil, false, err
	}
	places, offset := make([]facets.Place, 0, f.Limit), f.Offset
	s.set.Each(q, func(p facets.Place) bool {
		if offset > 0 {
			offset--
			return true
		}
		places = append(places, p)
		return len(places) < f.Limit
	})
	documents, err := rs.Index.read(ctx, o, s, places)
	if errors.Is(err, errLost) { // nobody removes requests
		rs.Index.forget(o)
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	rows = make([]Row, len(places))
	for i, p := range places {
		rows[i] = Row{GUID: p.GUID.String(), CreatedAt: time.UnixMicro(p.At).UTC(), Document: documents[i], order: k}
	}
	return rows, true, nil
}

// sight is what one call sees of an outline.
type sight struct {
	ix *Index
	o  *outline
	s  *standing
	v  audit.Versions
}

func (i *sight) companies(ctx context.Context, query string, w *db.Where) (facets.Among, error) {
	some, err := i.ix.some(ctx, i.o, i.s, i.v, (*facets.Names).Companies, query+w.String(), w.Args())
	return facets.Among{Companies: some}, err
}

// question turns a filter into a query of the outline, condition by condition as
// [Requests.scope] does. ok is false if the filter says what an outline has not.
func (rs *Requests) question(ctx context.Context, by actor.Actor, f *Filter, k SortKey, i *sight) (q *facets.Query, ok bool, err error) {
	q = &facets.Query{Statuses: facets.Any, Reasons: facets.Any, OldestFirst: !k.Desc, From: micro(f.From), Before: micro(f.Before)}
	if f.After != "" {
		place, err := parseCursor(f.After, k)
		if err != nil {
			return nil, false, err
		}
		guid, ok := facets.ParseGUID(place.guid)
		if !ok {
			return nil, false, nil
		}
		q.After = &facets.Place{At: place.at.UnixMicro(), GUID: guid}
	}
	say(q, f, i.s.names)
	if f.Groups != nil {
		query, w := membersOf(by, f.Groups)
		members, err := i.ix.some(ctx, i.o, i.s, i.v, (*facets.Names).Senders, query+w.String(), w.Args())
		if err != nil {
			return nil, false, err
		}
		q.Among = append(q.Among, facets.Among{Senders: members})
	}
	for _, in := range f.within() {
		if in.guids == nil {
			continue
		}
		w := new(db.Where)
		w.Arg(by.CustomerID)
		w.And(in.limit(by)(w))
		among, err := i.companies(ctx, `select `+in.company+` from `+in.from, w)
		if err != nil {
			return nil, false, err
		}
		q.Among = append(q.Among, among)
	}
	if by.AllCompanies || by.IsAdmin() {
		return q, true, nil
	}
	w := new(db.Where)
	w.And(`m.customer_id = ?`, by.CustomerID)
	w.And(`m.group_guid = ?`, by.GroupGUID)
	among, err := i.companies(ctx, `select m.company_guid from group_companies m`, w)
	if err != nil {
		return nil, false, err
	}
	own := i.s.names.Senders(guidsOf([]string{by.UserGUID}))
	among.Senders = &own
	q.Among = append(q.Among, among)
	return q, true, nil
}

// say adds the conditions for which nobody has to be asked.
func say(q *facets.Query, f *Filter, names *facets.Names) {
	if f.Companies != nil {
		some := names.Companies(guidsOf(f.Companies))
		q.Among = append(q.Among, facets.Among{Companies: &some})
	}
	if f.Requesters != nil {
		some := names.Senders(guidsOf(f.Requesters))
		q.Among = append(q.Among, facets.Among{Senders: &some})
	}
	if f.ExcludeRequesters != nil {
		some := names.Senders(guidsOf(f.ExcludeRequesters))
		q.NotFrom = &some
	}
	if f.Vectors != nil {
		q.Vectors = names.Vectors(f.Vectors)
		q.Nothing = q.Vectors == 0
	}
	if f.Statuses != nil {
		q.Statuses = bitsOf(&statusOf, normal(f.Statuses, ParseStatus), 2)
	}
	if f.Reasons != nil {
		q.Reasons = bitsOf(&reasonOf, normal(f.Reasons, ParseReason), 0)
	}
	selfRequested := bitsOf(&reasonOf, []string{string(SelfRequested)}, 0)
	switch f.Verdict {
	case "":
	case Undecided:
		q.Marks |= markUndecided
	case LetIn:
		q.Marks |= markSent
	case TurnedDown:
		q.Statuses &= bitsOf(&statusOf, []string{string(Rejected)}, 2)
		q.Reasons &= selfRequested
	case AnyVerdict:
		q.Reasons &= selfRequested
	default:
		q.Nothing = true
	}
}

// bitsOf has a bit for each of some values, told by one of their letters.
func bitsOf(of *[256]uint8, values []string, letter int) (bits uint8) {
	for _, v := range values {
		bits |= 1 << of[v[letter]]
	}
	return bits
}

func guidsOf(texts []string) (guids []facets.GUID) {
	for _, text := range texts {
		if guid, ok := facets.ParseGUID(text); ok { // no request has another
			guids = append(guids, guid)
		}
	}
	return guids
}

func micro(t *time.Time) *int64 {
	if t == nil {
		return nil
	}
	return new(t.UnixMicro())
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
