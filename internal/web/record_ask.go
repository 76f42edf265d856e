package web

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
)

// recordAsk is what the address of the page asks for: days, where the API has times.
type recordAsk struct {
	who, subject, action, from, to string
	after                          int64
}

func readRecordAsk(q url.Values) recordAsk {
	trimmed := func(name string) string { return strings.TrimSpace(q.Get(name)) }
	f := recordAsk{who: trimmed("user"), subject: trimmed("subject"), action: trimmed("action"), from: trimmed("from"), to: trimmed("to")}
	f.after, _ = strconv.ParseInt(q.Get("after"), 10, 64) // what is no number is the first page
	return f
}

// filter is what is asked for in the record's words. The last day belongs to it.
func (f recordAsk) filter() (audit.Filter, error) {
	out := audit.Filter{Who: f.who, Subject: f.subject, Before: f.after}
	if f.action != "" {
		out.Actions = split(f.action, audit.MostKinds)
	}
	p := fault.Problems{}
	day := func(name, text string, more int) *time.Time {
		if text == "" {
			return nil
		}
		t, err := time.Parse(time.DateOnly, text)
		p.Require(err == nil, name, "must be a date such as 2026-01-31")
		t = t.AddDate(0, 0, more)
		return &t
	}
	out.From, out.Until = day("from", f.from, 0), day("to", f.to, 1)
	p.Require(out.From == nil || out.Until == nil || out.From.Before(*out.Until), "to", "must not be before the beginning")
	return out, p.Err()
}

func (f recordAsk) narrows() bool { return f.who+f.subject+f.action+f.from+f.to != "" }

func (f recordAsk) values() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"user": f.who, "subject": f.subject, "action": f.action, "from": f.from, "to": f.to} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.after > 0 {
		q.Set("after", strconv.FormatInt(f.after, 10))
	}
	return q
}

// api is what is asked for in the API's words: all of it, not a page.
func (f recordAsk) api() url.Values {
	f.after = 0
	q := f.values()
	if q.Del("from"); f.from != "" {
		q.Set("since", f.from)
	}
	if q.Del("to"); f.to != "" {
		if t, err := time.Parse(time.DateOnly, f.to); err == nil {
			q.Set("until", t.AddDate(0, 0, 1).Format(time.DateOnly))
		}
	}
	return q
}

func (f recordAsk) at(after int64) string {
	f.after = after
	return recordPath + queryOf(f.values())
}

// queryOf is a query with its question mark, if there is one.
func queryOf(q url.Values) string {
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}
