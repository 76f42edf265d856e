package collab

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// InboxFilter narrows an inbox. What is empty asks nothing.
type InboxFilter struct {
	Query  string // each word begins a word of the sender, its organisation, the company or the message
	Sender string // guid of the customer that asked
	Status Status
	Unread bool

	After string // the Next of the page before
	Limit int    // rows of the page
}

// narrows reports whether rows may be passed over.
func (f *InboxFilter) narrows() bool {
	return f.Query != "" || f.Sender != "" || f.Status != "" || f.Unread
}

// Letter is one row of an inbox, with what waits in it.
type Letter struct {
	Row
	IsRead     bool
	AcceptedAt *time.Time
	EndsAt     *time.Time // the access
	Findings   int64      // that nothing was said about
	Messages   int64      // of the sender that the reader has not read

	matches bool
}

func (l *Letter) fields() []any {
	return append(l.Row.fields(), &l.IsRead, &l.AcceptedAt, &l.EndsAt, &l.Findings, &l.Messages, &l.matches)
}

// InboxPage is a part of an inbox, the newest first.
type InboxPage struct {
	Letters []Letter
	Next    string // where the next page begins; "" after the last
	Looked  bool   // the page ends for what was looked through, not for what was found
}

// mostLetters is how many rows of an inbox are looked through for one page: who has
// more goes on from there.
const mostLetters = 2000

// mostUnanswered bounds what is counted of a request.
const mostUnanswered = 99

// Page returns a page of what the actor received, and what waits in it. It begins
// behind the last row of the page before, however many come before that.
func (in *Inbox) Page(ctx context.Context, by actor.Actor, f InboxFilter) (p InboxPage, err error) {
	var after *place
	if f.After != "" {
		if after, err = parseCursor(f.After, newestFirst); err != nil {
			return p, err
		}
	}
	words := strings.Fields(strings.ToLower(f.Query))
	for looked := 0; ; {
		most := f.Limit + 1
		if f.narrows() {
			most = min(inboxAtATime, mostLetters-looked)
		}
		rows, err := in.stretch(ctx, by, &f, after, most)
		if err != nil {
			return p, err
		}
		for i := range rows {
			l := &rows[i]
			if l.matches && (len(words) == 0 || l.has(words)) {
				if len(p.Letters) == f.Limit {
					p.Next = p.Letters[f.Limit-1].Cursor()
					return p, nil
				}
				p.Letters = append(p.Letters, *l)
			}
			after = l.place()
		}
		if looked += len(rows); len(rows) < most {
			return p, nil
		}
		if looked >= mostLetters {
			p.Next, p.Looked = rows[len(rows)-1].Cursor(), true
			return p, nil
		}
	}
}

// stretch reads rows that follow a place. Those that do not match come without
// their document: the page has to know how far it has looked.
func (in *Inbox) stretch(ctx context.Context, by actor.Actor, f *InboxFilter, after *place, most int) ([]Letter, error) {
	var w db.Where
	w.And(`d.customer_id = ?`, by.CustomerID)
	w.And(`d.user_guid = ?`, by.UserGUID)
	if after != nil {
		w.And(`(d.created_at, d.request_guid) < (?, ?)`, after.at, after.guid)
	}
	some := `select d.* from received d` + w.String() + ` order by d.created_at desc, d.request_guid desc limit ` + w.Arg(most)
	is := `1 = 1`
	if f.Unread {
		is += ` and not d.is_read`
	}
	if f.Status != "" {
		is += ` and r.status = ` + w.Arg(f.Status)
	}
	if f.Sender != "" {
		is += ` and d.sender_customer_id in (select id from customers where guid = ` + w.Arg(f.Sender) + `)`
	}
	unanswered, more, side := w.Arg(mostUnanswered), w.Arg(mostUnanswered), w.Arg(Requester)
	return db.All(ctx, in.DB, (*Letter).fields, `
		select d.created_at, d.request_guid, case when `+is+` then d.document else '' end, d.is_read, r.accepted_at, r.access_ends_at,
			case when `+is+` then (select count(*) from (
				select 1 from request_findings f
				where f.customer_id = d.sender_customer_id and f.request_guid = d.request_guid and f.remediated_at is null limit `+unanswered+`) n) else 0 end,
			case when `+is+` then (select count(*) from (
				select 1 from request_messages m
				where m.customer_id = d.sender_customer_id and m.request_guid = d.request_guid and m.side = `+side+`
					and m.number > coalesce(e.read_to, 0) limit `+more+`) n) else 0 end,
			`+is+`
		from (`+some+`) d
		join access_requests r on r.customer_id = d.sender_customer_id and r.guid = d.request_guid
		left join message_reads e on e.customer_id = d.customer_id and e.user_guid = d.user_guid and e.request_guid = d.request_guid
		order by d.created_at desc, d.request_guid desc`, w.Args()...)
}

// has reports whether each of the words begins one of the row.
func (l *Letter) has(words []string) bool {
	text := bytes.ToLower(l.Document)
	for _, w := range words { // most have none of it anywhere
		if !bytes.Contains(text, []byte(w)) && !strings.ContainsFunc(w, escaped) {
			return false
		}
	}
	var d Document
	if err := json.Unmarshal(l.Document, &d); err != nil {
		return false
	}
	all := strings.Fields(strings.ToLower(strings.Join([]string{
		d.RequesterFormalName, d.RequesterEmail, d.RequesterCompanyName, d.RequesterCustomerName, d.RequesteeCompanyName, d.Message,
	}, " ")))
	for _, w := range words {
		if !begun(all, w) {
			return false
		}
	}
	return true
}

// escaped are the letters that JSON writes in another way.
func escaped(r rune) bool {
	return r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' || unicode.IsControl(r)
}

// begun reports whether one of the words begins so, quotes and brackets before it apart.
func begun(words []string, with string) bool {
	for _, w := range words {
		if strings.HasPrefix(w, with) || strings.HasPrefix(strings.TrimLeftFunc(w, unicode.IsPunct), with) {
			return true
		}
	}
	return false
}

// Sender is a customer that asked something of the actor.
type Sender struct{ GUID, Name string }

// mostSenders bounds the list of senders, and mostLetters the rows that it is made of.
const mostSenders = 200

// Senders returns whose requests the actor has received, by name: of those of the
// newest two thousand.
func (in *Inbox) Senders(ctx context.Context, by actor.Actor) ([]Sender, error) {
	return db.All(ctx, in.DB, func(s *Sender) []any { return []any{&s.GUID, &s.Name} }, `
		select distinct cu.guid, cu.name from (
			select d.sender_customer_id from received d where d.customer_id = $1 and d.user_guid = $2
			order by d.created_at desc, d.request_guid desc limit $3) s
		join customers cu on cu.id = s.sender_customer_id
		order by cu.name, cu.guid limit $4`, by.CustomerID, by.UserGUID, mostLetters, mostSenders)
}
