package collab

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/db"
)

const (
	// wordLength is how much of a word is kept to be found by, in runes.
	wordLength = 64

	// mostWords bounds how many words of a search are tried to lead.
	mostWords = 4

	// fillAtATime is how many requests get their words in one transaction, for which
	// others wait.
	fillAtATime = 500

	// lastRune comes after every other in the order of bytes.
	lastRune = "\U0010FFFF"
)

// search adds the condition that each word of a query begins a word of the
// recipient's name, address or company.
func (rs *Requests) search(ctx context.Context, s *scope, query string) error {
	words := distinct(strings.Fields(strings.ToLower(query)))
	if len(words) == 0 {
		return nil
	}
	filling, err := db.Value[int](ctx, rs.DB, `select count(*) from request_word_fills where customer_id = $1`, s.id)
	if err != nil {
		return err
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) }) // the longest is the rarest
	for i, w := range words {
		like := is(`r.search like ? escape '\'`, "% "+db.Prefix(w))
		if i >= mostWords || filling > 0 {
			s.rest = append(s.rest, like)
			continue
		}
		start := shortened(w)
		l := lead{filter: like, again: true, twice: true, set: []part{beginning(is(`x.word >= ? and x.word < ?`, start, start+lastRune))}}
		kept, err := rs.kept(ctx, s, start)
		if err != nil {
			return err
		}
		s.nothing = s.nothing || len(kept) == 0
		if len(kept) <= mostBranches {
			for _, word := range kept {
				l.parts = append(l.parts, beginning(is(`x.word = ?`, word)))
			}
			l.again, l.twice = len(kept) > 1, len(kept) > 1
		}
		if start != w { // to be found by the beginning is not enough
			s.rest = append(s.rest, like)
			l.filter = nil
		}
		s.leads = append(s.leads, l)
	}
	return nil
}

// beginning finds the requests that have a word.
func beginning(c cond) part {
	return part{from: "request_words x", at: "x.created_at", guid: "x.request_guid", joins: true, cond: func(w *db.Where) string {
		return `x.customer_id = $1 and ` + c(w)
	}}
}

// kept returns the words that begin so, or one more than can be merged. It goes
// from each to the next, however many requests have it.
func (rs *Requests) kept(ctx context.Context, s *scope, start string) ([]string, error) {
	w := s.args()
	from, to := w.Arg(start), w.Arg(start+lastRune)
	return db.Column[string](ctx, rs.DB, `
		with recursive kept (word) as (
			select min(x.word) from request_words x where x.customer_id = $1 and x.word >= `+from+` and x.word < `+to+`
			union all
			select (select min(x.word) from request_words x where x.customer_id = $1 and x.word > kept.word and x.word < `+to+`)
			from kept where kept.word is not null)
		select word from kept where word is not null limit `+w.Arg(mostBranches+1), w.Args()...)
}

func shortened(word string) string {
	if r := []rune(word); len(r) > wordLength {
		return string(r[:wordLength])
	}
	return word
}

// foundBy returns the words by which a request is found, of those that its
// search has: a word that begins another is found with that.
func foundBy(search string) []string {
	var found []string
	for word := range strings.FieldsSeq(search) {
		found = append(found, shortened(word))
	}
	found = distinct(found)
	return slices.DeleteFunc(slices.Clone(found), func(word string) bool {
		i, _ := slices.BinarySearch(found, word)
		return i+1 < len(found) && strings.HasPrefix(found[i+1], word)
	})
}

// respell writes the words by which a request is found anew, after its search
// has changed.
func respell(ctx context.Context, tx *db.Tx, r *Request, was, is string) error {
	before, now := foundBy(was), foundBy(is)
	for _, word := range before {
		if _, kept := slices.BinarySearch(now, word); kept {
			continue
		}
		if err := tx.Later(ctx, `
			delete from request_words where customer_id = $1 and word = $2 and created_at = $3 and request_guid = $4`,
			r.CustomerID, word, r.CreatedAt, r.GUID); err != nil {
			return err
		}
	}
	var values []any
	for _, word := range now {
		if _, kept := slices.BinarySearch(before, word); !kept {
			values = append(values, r.CustomerID, word, r.CreatedAt, r.GUID)
		}
	}
	if len(values) == 0 {
		return nil
	}
	// Nobody knows which are there of a request from before there were any.
	return tx.Later(ctx, wordsInto+` values `+places(len(values)/4, 4)+` on conflict do nothing`, values...)
}

const wordsInto = `insert into request_words (customer_id, word, created_at, request_guid)`

// spelling is a request from before there were words.
type spelling struct {
	guid   string
	at     time.Time
	search string
}

func (s *spelling) fields() []any { return []any{&s.guid, &s.at, &s.search} }

// FillWords writes the words of requests from before there were any, some at a
// time. It may run twice.
func (rs *Requests) FillWords(ctx context.Context) error {
	for {
		more, err := rs.fillWords(ctx)
		if err != nil || !more {
			return err
		}
	}
}

func (rs *Requests) fillWords(ctx context.Context) (more bool, err error) {
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		next, err := db.All(ctx, tx, (*subject).fields, `select customer_id, after_guid from request_word_fills order by customer_id limit 1`)
		if more = len(next) > 0; err != nil || !more {
			return err
		}
		id, after := next[0].customerID, next[0].guid
		query := `select guid, created_at, search from access_requests where customer_id = $1 and guid > $2 order by guid limit $3`
		if tx.Dialect() == db.Postgres { // a search that changes now would leave words that it has not
			query += ` for no key update`
		}
		some, err := db.All(ctx, tx, (*spelling).fields, query, id, after, fillAtATime)
		if err != nil {
			return err
		}
		t := rows{clash: ` on conflict do nothing`}
		for _, s := range some {
			for _, word := range foundBy(s.search) {
				t.add(wordsInto, id, word, s.at, s.guid)
			}
		}
		if err := t.insert(ctx, tx); err != nil {
			return err
		}
		if len(some) < fillAtATime {
			_, err = tx.Exec(ctx, `delete from request_word_fills where customer_id = $1`, id)
			return err
		}
		_, err = tx.Exec(ctx, `update request_word_fills set after_guid = $2 where customer_id = $1`, id, some[len(some)-1].guid)
		return err
	})
	return more, err
}

// searchable returns the words of what a document shows of the recipient, each
// after a space: a word is found by how it begins.
func searchable(d *Document) string {
	var b strings.Builder
	seen := make(map[string]bool)
	for _, text := range []string{d.RequesteeFormalName, d.RequesteeFriendlyName, d.RequesteeEmail, d.RequesteeCompanyName} {
		for _, w := range words(text) {
			if !seen[w] {
				seen[w] = true
				b.WriteString(" " + w)
			}
		}
	}
	return b.String()
}

// words returns the words of a text in lower case: as they are written, and
// their parts between signs.
func words(text string) []string {
	text = strings.ToLower(text)
	return append(strings.Fields(text), strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})...)
}
