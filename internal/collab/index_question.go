package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// remembered returns what is in memory of the customer's requests, and the filter as a
// question to it; nil if the database is to be asked.
func (rs *Requests) remembered(ctx context.Context, by actor.Actor, f *Filter, k SortKey) (*sight, *facets.Query, error) {
	if rs.Index == nil || rs.Index.Most == 0 || f.Query != "" || f.Forms != nil {
		return nil, nil, nil
	}
	v, err := rs.Index.Heads.Read(ctx, by.CustomerID)
	if err != nil {
		return nil, nil, err
	}
	o, s, err := rs.Index.at(ctx, by.CustomerID, v)
	if err != nil || s == nil {
		return nil, nil, err
	}
	i := &sight{rs.Index, o, s, v}
	q, ok, err := rs.question(ctx, by, f, k, i)
	if err != nil || !ok {
		return nil, nil, err
	}
	return i, q, nil
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
