package collab

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
)

// People is what is held about persons, over all packages: each may have a copy of
// it, and recipients may have it erased.
type People struct {
	DB         *db.DB
	Now        func() time.Time // db.Now but in tests
	Users      *identity.Users
	Requests   *Requests
	Colleagues *Colleagues
	Files      *Files
}

// Register makes r erase what is too much for one transaction.
func (ps *People) Register(r *jobs.Runner) { jobs.Handle(r, forgetDetails, ps.forget) }

type heldMessage struct {
	Request   string     `json:"request"`
	Side      Side       `json:"side"`
	Body      string     `json:"body"`
	CreatedAt time.Time  `json:"created_at"`
	UpdatedAt *time.Time `json:"updated_at"`
}

type heldAnswer struct {
	Request string            `json:"request"`
	Finding string            `json:"finding"`
	Status  RemediationStatus `json:"status"`
	Comment string            `json:"comment"`
	At      *time.Time        `json:"at"`
}

type heldFile struct {
	Request   string    `json:"request"`
	Finding   string    `json:"finding"`
	Name      string    `json:"name"`
	Type      string    `json:"media_type"`
	Size      int64     `json:"size"`
	CreatedAt time.Time `json:"created_at"`
}

type heldAsk struct {
	Request   string    `json:"request"`
	Days      int64     `json:"days"`
	Why       string    `json:"why"`
	State     string    `json:"state"`
	CreatedAt time.Time `json:"created_at"`
}

type heldColleague struct {
	Request   string     `json:"request"`
	Name      string     `json:"name"`
	Email     string     `json:"email"`
	InvitedBy string     `json:"invited_by"`
	InvitedAt time.Time  `json:"invited_at"`
	JoinedAt  *time.Time `json:"joined_at"`
}

type heldSent struct {
	GUID      string    `json:"guid"`
	Company   string    `json:"company"`
	Status    Status    `json:"status"`
	CreatedAt time.Time `json:"created_at"`
}

type heldView struct {
	Name      string    `json:"name"`
	Query     string    `json:"query"`
	IsShared  bool      `json:"is_shared"`
	CreatedAt time.Time `json:"created_at"`
}

// chapters are what is held about by in this package's tables.
func (ps *People) chapters(by actor.Actor) []identity.Chapter {
	d, customer, user := ps.DB, by.CustomerID, by.UserGUID
	return []identity.Chapter{
		ps.receivedChapter(by),
		identity.NewChapter(d, "messages", func(m *heldMessage) []any {
			return []any{&m.Request, &m.Side, &m.Body, &m.CreatedAt, &m.UpdatedAt}
		}, `
			select x.request_guid, x.side, x.body, x.created_at, x.updated_at from (
				select m.request_guid, m.side, m.body, m.created_at, m.updated_at from received v
				join request_messages m on m.customer_id = v.sender_customer_id and m.request_guid = v.request_guid
				where v.customer_id = $1 and v.user_guid = $2 and m.side = 'requestee' and m.author_guid = $2
				union all
				select m.request_guid, m.side, m.body, m.created_at, m.updated_at from request_messages m
				where m.customer_id = $1 and m.side = 'requester' and m.author_guid = $2) x
			order by x.created_at desc limit $3`, customer, user),
		identity.NewChapter(d, "findings", func(a *heldAnswer) []any {
			return []any{&a.Request, &a.Finding, &a.Status, &a.Comment, &a.At}
		}, `
			select f.request_guid, f.finding_id, f.remediation, f.comment, f.remediated_at from received v
			join request_findings f on f.customer_id = v.sender_customer_id and f.request_guid = v.request_guid
			join access_requests r on r.customer_id = v.sender_customer_id and r.guid = v.request_guid
			where v.customer_id = $1 and v.user_guid = $2 and f.remediated_at is not null and coalesce(f.answered_by, r.recipient_guid) = $2
			order by f.remediated_at desc limit $3`, customer, user),
		identity.NewChapter(d, "files", func(f *heldFile) []any {
			return []any{&f.Request, &f.Finding, &f.Name, &f.Type, &f.Size, &f.CreatedAt}
		}, `
			select f.request_guid, f.finding_id, f.name, f.media_type, f.size, f.created_at from received v
			join request_files f on f.customer_id = v.sender_customer_id and f.request_guid = v.request_guid
			where v.customer_id = $1 and v.user_guid = $2 and f.author_guid = $2
			order by f.created_at desc limit $3`, customer, user),
		identity.NewChapter(d, "time_asked_for", func(a *heldAsk) []any {
			return []any{&a.Request, &a.Days, &a.Why, &a.State, &a.CreatedAt}
		}, `
			select a.request_guid, a.days, a.why, a.state, a.created_at from received v
			join time_asks a on a.customer_id = v.sender_customer_id and a.request_guid = v.request_guid
			where v.customer_id = $1 and v.user_guid = $2 and a.asker_guid = $2
			order by a.created_at desc limit $3`, customer, user),
		identity.NewChapter(d, "colleagues", func(k *heldColleague) []any {
			return []any{&k.Request, &k.Name, &k.Email, &k.InvitedBy, &k.InvitedAt, &k.JoinedAt}
		}, `
			select k.request_guid, k.formal_name, k.email, k.inviter_name, k.invited_at, k.joined_at from received v
			join request_colleagues k on k.customer_id = v.sender_customer_id and k.request_guid = v.request_guid
			where v.customer_id = $1 and v.user_guid = $2 and (k.inviter_guid = $2 or k.user_guid = $2)
			order by k.invited_at desc limit $3`, customer, user),
		identity.NewChapter(d, "requests_sent", func(s *heldSent) []any {
			return []any{&s.GUID, &s.Company, &s.Status, &s.CreatedAt}
		}, `
			select r.guid, co.name, r.status, r.created_at from access_requests r
			join companies co on co.customer_id = r.customer_id and co.guid = r.company_guid
			where r.customer_id = $1 and r.requester_guid = $2 order by r.created_at desc, r.guid desc limit $3`, customer, user),
		identity.NewChapter(d, "saved_views", func(v *heldView) []any {
			return []any{&v.Name, &v.Query, &v.IsShared, &v.CreatedAt}
		}, `
			select v.name, v.query, v.is_shared, v.created_at from outbox_views v
			where v.customer_id = $1 and v.user_guid = $2 and v.deleted_at is null order by v.name_lower limit $3`, customer, user),
	}
}

// receivedChapter has what was received, as the inbox answers it.
func (ps *People) receivedChapter(by actor.Actor) identity.Chapter {
	inbox := &Inbox{DB: ps.DB, Now: ps.Now}
	return identity.Chapter{Name: "requests_received", Each: func(ctx context.Context, yield func(any) error) (bool, error) {
		return false, inbox.List(ctx, by, func(row *Row) error { return yield(json.RawMessage(row.Document)) })
	}}
}

// Dossier writes what is held about by as one JSON object: an array for each kind,
// the newest first, and last the names of those that were too long to go out whole.
// Nothing is held open while it is written. Of others it has what by may see anyway.
func (ps *People) Dossier(ctx context.Context, by actor.Actor, out io.Writer) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	text := func(s string) { _, _ = w.WriteString(s) } // a failure stays with the writer
	text(`{"made_at":"` + ps.Now().UTC().Format(time.RFC3339) + `"`)
	short := []string{}
	for _, c := range append(ps.Users.Chapters(by), ps.chapters(by)...) {
		text(",\n\"" + c.Name + "\":[")
		first := true
		more, err := c.Each(ctx, func(row any) error {
			if !first {
				text(",")
			}
			first = false
			return enc.Encode(row)
		})
		if err != nil {
			return err
		}
		if text("]"); more {
			short = append(short, c.Name)
		}
	}
	text(",\n\"shortened\":")
	if err := enc.Encode(short); err != nil {
		return err
	}
	text("}\n")
	return w.Flush()
}
