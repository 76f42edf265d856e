package collab_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// history makes n requests to a company, from the oldest on, every so many with
// everything that a request can have and the others plain.
func history(k *desk, company string, n, every int) iter.Seq[*collab.Past] {
	answer, yes := collab.Answer, "sent"
	return func(yield func(*collab.Past) bool) {
		for i := range n {
			at := k.now.Add(time.Duration(i-n) * time.Hour)
			ends := at.AddDate(0, 0, collab.InvitationDays)
			p := &collab.Past{Request: collab.Request{
				GUID: db.NewIDAt(at), CreatedAt: at, Status: collab.Pending, Awaiting: &answer, Reason: collab.Remediation,
				RequesterGUID: k.admin.UserGUID, CompanyGUID: company, Email: fmt.Sprintf("Maria.Castro%d@blackhills.example", i),
				FormalName: "María <Castro> & Søn", FriendlyName: "María", Message: "Please address these concerns\n– Ada",
				TrialDays: 30, HubspotStatus: "CREATED", SentCount: 1, EmailSentAt: &at, WindowEndsAt: &ends, MailStatus: &yes,
			}}
			if i%every == 1 {
				accept(k, p, at)
			}
			if !yield(p) {
				return
			}
		}
	}
}

func accept(k *desk, p *collab.Past, at time.Time) {
	accepted, ends, resolved := at.Add(time.Hour), at.AddDate(0, 0, 30), at.AddDate(0, 0, 3)
	rating, date, grade := int64(640), "2026-01-31", "F"
	notes, ccs, day, boss := "Call first.", "ann@blackhills.example,ada@acme.example", "2026-02-01", "Boss of Acme"
	recipient, guid := k.foreign.CustomerID, k.foreign.UserGUID
	p.Status, p.Awaiting = collab.Resolved, nil
	p.Notes, p.CCs, p.Phone = &notes, &ccs, "+1 555 0100"
	p.ThirdParties = collab.Parties{{Name: "Richard Kuga", Email: "richard@blackhills.example"}}
	p.Vectors = collab.Vectors{{Slug: "dkim", Grade: &grade}, {Slug: "spf"}}
	p.Rating, p.RatingDate, p.IsReal = &rating, &date, true
	p.AcceptedAt, p.AccessEndsAt, p.ResolvedAt = &accepted, &ends, &resolved
	p.ResolvedBy, p.ResolvedByName, p.LastLogin = &k.admin.UserGUID, &boss, &day
	p.RecipientCID, p.RecipientGUID, p.IsRead = &recipient, &guid, true
	p.FindingIDs = []string{"f2", "f1"}
	p.Registration = &collab.Registration{
		GUID: db.NewIDAt(at), FormGUID: db.NewIDAt(at), Email: p.Email, FormalName: p.FormalName, CompanyName: "Black Hills",
		Website: "https://blackhills.example", CreatedAt: at, MailedAt: &at, ExpiresAt: ends, ConfirmedAt: &accepted,
	}
}

type snapshot struct {
	guid, document, company, email, search string
	inbox                                  *string
	isRead                                 *bool
}

func (s *snapshot) fields() []any {
	return []any{&s.guid, &s.document, &s.company, &s.email, &s.search, &s.inbox, &s.isRead}
}

func (s *snapshot) same(o *snapshot) bool {
	if (s.inbox == nil) != (o.inbox == nil) || s.inbox != nil && (*s.inbox != *o.inbox || *s.isRead != *o.isRead) {
		return false
	}
	return s.guid == o.guid && s.document == o.document && s.company == o.company && s.email == o.email && s.search == o.search
}

func (k *desk) snapshots(t *testing.T) []snapshot {
	t.Helper()
	all, err := db.All(t.Context(), k.DB, (*snapshot).fields, `
		select r.guid, r.document, r.company_name, r.shown_email, r.search, i.document, i.is_read
		from access_requests r left join received i on i.sender_customer_id = r.customer_id and i.request_guid = r.guid
		where r.customer_id = $1 order by r.guid`, k.admin.CustomerID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What is written at once is what the verbs would have written.
func TestBackfillWritesWhatRenderWrites(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		k.requests.Register(k.runner)
		company := k.company(t, "Black Hills Technologies & Co", "blackhills.example")
		text := "id,company,risk_vector,title,evidence\nf1," + company + ",open_ports,Telnet is open,192.0.2.7\n"
		if _, err := k.requests.Findings.Import(t.Context(), actor.System(k.admin.CustomerID), strings.NewReader(text), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		const n = 2100 // more than one transaction takes
		written, err := k.requests.Backfill(t.Context(), actor.System(k.admin.CustomerID), history(k, company, n, 2))
		if err != nil || written != n {
			t.Fatal(written, err)
		}
		before := k.snapshots(t)
		if err := d.Tx(t.Context(), func(tx *db.Tx) error {
			return tenant.Refresh.Add(t.Context(), tx, tenant.Stale{CustomerID: k.admin.CustomerID})
		}); err != nil {
			t.Fatal(err)
		}
		if err := k.runner.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		versions, err := db.Column[int](t.Context(), d, `select distinct version from access_requests`)
		if err != nil || !slices.Equal(versions, []int{2}) {
			t.Fatalf("documents were not written again: %v %v", versions, err)
		}
		after := k.snapshots(t)
		for i := range after {
			if !before[i].same(&after[i]) {
				t.Fatalf("got  %+v\nwant %+v", before[i], after[i])
			}
		}
		for table, want := range map[string]int{
			"access_requests": n, "received": n / 2, "request_vectors": n, "request_findings": n, "registrations": n / 2, "mails": 0, "links": 0,
		} {
			if got, err := db.Value[int](t.Context(), d, `select count(*) from `+table); err != nil || got != want {
				t.Errorf("%s has %d rows, want %d, %v", table, got, want, err)
			}
		}
		copied, err := db.Value[int](t.Context(), d, `
			select count(*) from request_findings s join findings f on f.customer_id = s.customer_id and f.id = s.finding_id
			where s.risk_vector = f.risk_vector and s.title = f.title and s.evidence = f.evidence and f.title <> ''`)
		if err != nil || copied != n/2 {
			t.Errorf("%d findings are shared as they are, want %d, %v", copied, n/2, err)
		}
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if _, wrong, err := audit.Verify(t.Context(), d, nil); err != nil || len(wrong) > 0 {
			t.Error(wrong, err)
		}
	})
}

func TestBackfillRefuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		company := k.company(t, "Black Hills", "blackhills.example")
		if _, err := k.requests.Backfill(t.Context(), k.admin, history(k, company, 1, 2)); !fault.Is(err, fault.Forbidden) {
			t.Errorf("an admin: %v", err)
		}
		system := actor.System(k.admin.CustomerID)
		for name, spoil := range map[string]func(*collab.Past){
			"unknown company": func(p *collab.Past) { p.CompanyGUID = db.NewID() },
			"unknown user":    func(p *collab.Past) { p.RequesterGUID = db.NewID() },
			"unknown status":  func(p *collab.Past) { p.Status = "Lost" },
		} {
			written, err := k.requests.Backfill(t.Context(), system, func(yield func(*collab.Past) bool) {
				for p := range history(k, company, 3, 2) {
					spoil(p)
					if !yield(p) {
						return
					}
				}
			})
			if err == nil || written != 0 {
				t.Errorf("%s: %d written, %v", name, written, err)
			}
		}
	})
}

func BenchmarkBackfill(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			d := dbtest.Open(b, engine)
			k := newDesk(b, d)
			company := k.company(b, "Black Hills", "blackhills.example")
			b.ResetTimer()
			if _, err := k.requests.Backfill(b.Context(), actor.System(k.admin.CustomerID), history(k, company, b.N, 10)); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
