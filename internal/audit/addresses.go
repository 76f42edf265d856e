package audit

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/db"
)

// noteAddresses notes which addresses the details of a customer's events say, from
// where it was left to an event. The first time it reads all there are; nobody is
// kept from writing for longer than one part takes. It may run twice.
func noteAddresses(ctx context.Context, d *db.DB, customerID, to int64) error {
	for {
		var after int64
		err := d.Tx(ctx, func(tx *db.Tx) (err error) {
			if after, err = noted(ctx, tx, customerID); err != nil || after >= to {
				return err
			}
			after, err = noteSome(ctx, tx, customerID, after, to)
			return err
		})
		if err != nil || after >= to {
			return err
		}
	}
}

// noted returns the last event of a customer whose addresses are noted. Until tx
// ends, nobody notes others.
func noted(ctx context.Context, tx *db.Tx, customerID int64) (int64, error) {
	return db.Value[int64](ctx, tx, `
		insert into event_address_fills (customer_id, seq) values ($1, 0)
		on conflict (customer_id) do update set seq = event_address_fills.seq returning seq`, customerID)
}

// noteSome notes the addresses of some events after one, and returns the last.
func noteSome(ctx context.Context, tx *db.Tx, customerID, after, to int64) (int64, error) {
	some, err := db.All(ctx, tx, func(x *detail) []any { return []any{&x.seq, &x.body} }, `
		select seq, body from event_details
		where customer_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`, customerID, after, to, eraseAtOnce)
	if err != nil {
		return 0, err
	}
	if len(some) == eraseAtOnce {
		to = some[len(some)-1].seq
	}
	type found struct{ seq, number int64 }
	var all []found
	for i := range some {
		for _, number := range addressNumbers(textOf(some[i].body)) {
			all = append(all, found{some[i].seq, number})
		}
	}
	for part := range slices.Chunk(all, chunk) {
		var w db.Where
		rows := make([]string, len(part))
		customer := w.Arg(customerID)
		for i, f := range part {
			rows[i] = `(` + customer + `, ` + w.Arg(f.seq) + `, ` + w.Arg(f.number) + `)`
		}
		_, err := tx.Exec(ctx, `
			insert into event_addresses (customer_id, seq, address) values `+strings.Join(rows, `, `)+` on conflict do nothing`, w.Args()...)
		if err != nil {
			return 0, err
		}
	}
	_, err = tx.Exec(ctx, `update event_address_fills set seq = $2 where customer_id = $1`, customerID, to)
	return to, err
}

// textOf are the strings of JSON, or what is none as it is.
func textOf(body string) string {
	var v any
	if json.Unmarshal([]byte(body), &v) != nil {
		return body
	}
	var b strings.Builder
	var collect func(v any)
	collect = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(v)
			b.WriteByte('\n')
		case []any:
			for _, one := range v {
				collect(one)
			}
		case map[string]any:
			for _, one := range v {
				collect(one)
			}
		}
	}
	collect(v)
	return b.String()
}

// addressNumbers are numbers of what stands around each @ of a text, as far as
// [says] takes it for a part of the same address. So whatever text says an address
// has the numbers of the address; what has them may say another.
func addressNumbers(text string) (numbers []int64) {
	text = strings.ToLower(text)
	ends := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(addressJoins, r)
	}
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '@')
		if i < 0 {
			slices.Sort(numbers)
			return slices.Compact(numbers)
		}
		at := from + i
		from = at + 1
		local, domain := text[:at], text[from:]
		if start := strings.LastIndexFunc(local, ends); start >= 0 {
			_, size := utf8.DecodeRuneInString(local[start:])
			local = local[start+size:]
		}
		if end := strings.IndexFunc(domain, ends); end >= 0 {
			domain = domain[:end]
		}
		sum := sha256.Sum256([]byte(local + "@" + strings.TrimRight(domain, ".")))
		numbers = append(numbers, int64(binary.BigEndian.Uint64(sum[:]))) //nolint:gosec // any number will do
	}
}
