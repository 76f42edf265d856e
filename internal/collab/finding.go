package collab

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// SharedFinding is a finding as a request shares it: as it was when the request
// was sent, with what its recipient does about it.
type SharedFinding struct {
	CustomerID   int64 // of the request
	RequestGUID  string
	ID           string // rolledup_observation_id
	Position     int64
	Vector       string // slug
	Severity     string
	Title        string
	Evidence     string
	FirstSeen    *string // YYYY-MM-DD
	LastSeen     *string
	Remediation  RemediationStatus
	Comment      string
	RemediatedAt *time.Time // when the recipient last said so
	Version      int64
	Files        int64 // with which the recipient shows what it says

	RecipientGUID *string // who said so: the recipient or a colleague, as the sender knows them
	RecipientName string
}

const sharedColumns = `f.customer_id, f.request_guid, f.finding_id, f.position, f.risk_vector, f.severity, f.title, f.evidence,
	f.first_seen, f.last_seen, f.remediation, f.comment, f.remediated_at, f.version, f.files, coalesce(f.answered_by, r.recipient_guid),
	coalesce(nullif(f.answered_name, ''), r.formal_name)`

func (f *SharedFinding) fields() []any {
	return []any{
		&f.CustomerID, &f.RequestGUID, &f.ID, &f.Position, &f.Vector, &f.Severity, &f.Title, &f.Evidence,
		&f.FirstSeen, &f.LastSeen, &f.Remediation, &f.Comment, &f.RemediatedAt, &f.Version, &f.Files, &f.RecipientGUID, &f.RecipientName,
	}
}

// RemediationStatus is how far a recipient has come with a finding.
type RemediationStatus string

// RemediationStatuses lists every one; the first holds before the recipient has
// said anything.
var RemediationStatuses = []RemediationStatus{"open", "in_progress", "fixed", "accepted_risk", "not_applicable"}

// share copies findings into a request: what an import says of them later is for
// the sender alone.
func share(ctx context.Context, tx *db.Tx, r *Request, ids []string) error {
	for i, id := range ids {
		err := tx.Later(ctx, `
			insert into request_findings (customer_id, request_guid, finding_id, position,
				risk_vector, severity, title, evidence, first_seen, last_seen)
			select f.customer_id, cast($2 as text), f.id, cast($4 as bigint),
				f.risk_vector, f.severity, f.title, f.evidence, f.first_seen, f.last_seen
			from findings f where f.customer_id = $1 and f.id = $3`, r.CustomerID, r.GUID, id, i)
		if err != nil {
			return err
		}
	}
	return nil
}

const sharedFindings = `
	select ` + sharedColumns + ` from request_findings f
	join access_requests r on r.customer_id = f.customer_id and r.guid = f.request_guid
	where f.customer_id = $1 and f.request_guid = $2`

// sharedIn returns the findings that a request shares, in the sender's order.
func sharedIn(ctx context.Context, c db.Conn, r *Request) ([]SharedFinding, error) {
	if r.FindingsCount == 0 {
		return nil, nil
	}
	return db.All(ctx, c, (*SharedFinding).fields, sharedFindings+` order by f.position`, r.CustomerID, r.GUID)
}

// Shared returns the findings that a request shares, to who comes to it on one of
// its sides: those of the request, and no others.
func (rs *Requests) Shared(ctx context.Context, by actor.Actor, side Side, guid string) ([]SharedFinding, error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return nil, err
	}
	t, err := rs.reach(ctx, rs.DB, by, side, guid)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, rs.DB, (*SharedFinding).fields, sharedFindings+` order by f.position`, t.customerID, t.guid)
}

// RemediationChange is what a recipient may say about a finding; nil leaves it.
type RemediationChange struct {
	Status  *RemediationStatus
	Comment *string // ≤ 5,000 characters
}

func (c *RemediationChange) check() error {
	p := fault.Problems{}
	p.Require(c.Status != nil || c.Comment != nil, "status", "This field is required.")
	if c.Status != nil {
		p.Require(slices.Contains(RemediationStatuses, *c.Status), "status", "must be one of open, in_progress, fixed, accepted_risk, not_applicable")
	}
	if c.Comment != nil {
		p.Require(utf8.RuneCountInString(*c.Comment) <= maxMessage, "comment", "Ensure this field has no more than 5,000 characters.")
		clean := strings.TrimSpace(mail.CleanText(*c.Comment))
		c.Comment = &clean
	}
	return p.Err()
}

// Remediate notes what the recipient of a request does about one of its findings,
// as long as its access runs.
func (rs *Requests) Remediate(ctx context.Context, by actor.Actor, guid, id string, c RemediationChange) (f SharedFinding, err error) {
	if err := c.check(); err != nil {
		return f, err
	}
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := rs.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		if err := rs.remediate(ctx, tx, &t, id, 0, c); err != nil {
			return err
		}
		f, err = db.One(ctx, tx, (*SharedFinding).fields, sharedFindings+` and f.finding_id = $3`, t.customerID, t.guid, id)
		return err
	})
	return f, err
}

// errStaleFinding is for callers that named a version.
var errStaleFinding = errors.New("the finding has another version")

// remediate writes what a change says of a finding of a thread. A version that is
// not 0 has to be the finding's.
func (rs *Requests) remediate(ctx context.Context, tx *db.Tx, t *thread, id string, version int64, c RemediationChange) error {
	if err := t.has(ctx, tx, id); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update request_findings
		set remediation = coalesce($5, remediation), comment = coalesce($6, comment), remediated_at = $3, version = version + 1,
			answered_by = $8, answered_name = coalesce((
				select k.formal_name from request_colleagues k
				where k.customer_id = $1 and k.request_guid = $2 and k.user_guid = $8), '')
		where customer_id = $1 and request_guid = $2 and finding_id = $4 and (cast($7 as bigint) = 0 or version = $7)
			and exists (select 1 from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking+`)`,
		t.customerID, t.guid, rs.Now(), id, (*string)(c.Status), c.Comment, version, t.by.UserGUID)
	if err != nil {
		return err
	}
	if n > 0 {
		t.note(ctx, tx, "finding.remediate", t.guid, map[string]any{"finding": id, "status": c.Status})
		return nil
	}
	runs, err := db.Value[int64](ctx, tx, `
		select count(*) from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking, t.customerID, t.guid, rs.Now())
	switch {
	case err != nil:
		return err
	case runs == 0:
		return errEnded
	}
	return errStaleFinding
}
