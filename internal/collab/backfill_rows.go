package collab

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// tables are the rows that requests of the past are made of.
type tables struct {
	requests, vectors, words, findings, received, registrations rows
}

// rows are the rows of one table to be written.
type rows struct {
	into   string // the statement up to its values
	clash  string // and after them
	values [][]any
}

var requestsInto = `insert into access_requests (` + strings.ReplaceAll(columns, "r.", "") + `, company_name, shown_email, search, access_runs)`

func (t *tables) add(p *Past, d *derived, known map[string]portfolio.Finding) {
	r := &p.Request
	t.requests.add(requestsInto,
		r.CustomerID, r.GUID, r.CreatedAt, string(r.Status), (*string)(r.Awaiting), string(r.Reason), r.RequesterGUID, r.CompanyGUID,
		r.Email, r.EmailLower, r.FormalName, r.FriendlyName, r.Phone, r.NameHidden, r.EmailHidden,
		r.Message, r.Notes, r.CCs, asJSON(r.ThirdParties), r.TrialDays, r.Rating, r.RatingDate, asJSON(r.Vectors), r.FindingsCount,
		r.IsReal, r.HubspotStatus, r.FormGUID, r.SentCount, r.EmailSentAt, r.CanResend, r.WindowEndsAt, r.MailStatus,
		r.AcceptedAt, r.AccessEndsAt, r.RecipientCID, r.RecipientGUID, r.LastLogin, r.DeclinedWhy, r.RevokedWhy,
		r.ResolvedAt, r.ResolvedBy, r.ResolvedByName, r.OpenedAt, r.AnsweredAt, r.ForwardCount, r.Language, r.LeftAt, r.LeftWhy, r.Version, string(r.Document), d.company, d.email, d.search, d.runs)
	for _, v := range r.Vectors {
		t.vectors.add(`insert into request_vectors (customer_id, slug, created_at, request_guid)`,
			r.CustomerID, v.Slug, r.CreatedAt, r.GUID)
	}
	for _, word := range foundBy(d.search) {
		t.words.add(wordsInto, r.CustomerID, word, r.CreatedAt, r.GUID)
	}
	for i, id := range p.FindingIDs {
		f := known[id]
		t.findings.add(`
			insert into request_findings (customer_id, request_guid, finding_id, position,
				risk_vector, severity, title, evidence, first_seen, last_seen)`,
			r.CustomerID, r.GUID, id, i, f.Vector, f.Severity, f.Title, f.Evidence, f.FirstSeen, seenBy(f.LastSeen, r.CreatedAt))
	}
	if r.RecipientCID != nil && r.RecipientGUID != nil {
		t.received.add(`insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, is_read, document)`,
			*r.RecipientCID, *r.RecipientGUID, r.GUID, r.CustomerID, r.CreatedAt, p.IsRead, d.inbox)
	}
	if g := p.Registration; g != nil {
		t.registrations.add(`
			insert into registrations (customer_id, guid, form_guid, email, email_lower, formal_name, company_name, website,
				phone, message, request_guid, created_at, mailed_at, expires_at, confirmed_at)`,
			r.CustomerID, g.GUID, g.FormGUID, g.Email, strings.ToLower(g.Email), g.FormalName, g.CompanyName, g.Website,
			g.Phone, g.Message, r.GUID, g.CreatedAt, g.MailedAt, g.ExpiresAt, g.ConfirmedAt)
	}
}

// seenBy is when a finding was last seen, as it was known on a day.
func seenBy(last *string, at time.Time) *string {
	if day := at.UTC().Format(time.DateOnly); last != nil && *last > day {
		return &day
	}
	return last
}

func (rs *rows) add(into string, values ...any) {
	rs.into = into
	rs.values = append(rs.values, values)
}

// insert writes the rows. PostgreSQL is far away, so that many go into one
// statement; SQLite takes longer for several in one than for one after another,
// because it has to be able to take them back together.
func (rs *rows) insert(ctx context.Context, tx *db.Tx) error {
	atOnce := 1
	if tx.Dialect() == db.Postgres {
		atOnce = 50
	}
	var query string
	var fits int
	for part := range slices.Chunk(rs.values, atOnce) {
		if len(part) != fits {
			fits = len(part)
			query = rs.into + ` values ` + places(fits, len(part[0])) + rs.clash
		}
		if _, err := tx.Exec(ctx, query, slices.Concat(part...)...); err != nil {
			return err
		}
	}
	return nil
}

// places are the placeholders of so many rows of so many columns.
func places(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%columns == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	return b.String() + ")"
}
