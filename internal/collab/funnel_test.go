package collab_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// The funnel counts what its reader sees, month by month and reason by reason:
// the tallies for who sees all, rows for others.
func TestFunnel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 3000)
		ask := collab.FunnelAsk{From: s.now.AddDate(0, -11, 0), To: s.now}
		for _, by := range []actor.Actor{s.admin, s.senders[2], s.senders[4]} { // all, a few companies, many
			for _, reasons := range [][]string{nil, {"Other", "remediation"}, {"nonsense"}} {
				ask.Reasons = reasons
				got, err := s.desk.requests.Funnel(t.Context(), by, ask)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(s.funnel(by, ask), got); diff != "" {
					t.Errorf("%s, %v (-want +got):\n%s", by.Email, reasons, diff)
				}
			}
		}
		reader := s.admin
		reader.Roles = []string{string(actor.LinksR)}
		if _, err := s.desk.requests.Funnel(t.Context(), reader, ask); !fault.Is(err, fault.Forbidden) {
			t.Errorf("without a right: %v", err)
		}
		if _, err := s.desk.requests.Tallies(t.Context(), s.senders[2], collab.TallyAsk{}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("tallies of what one does not see: %v", err)
		}
		if got, err := s.desk.requests.Funnel(t.Context(), s.foreign, ask); err != nil || got.Invited != 0 {
			t.Errorf("another customer: %+v %v", got.Steps, err)
		}
	})
}

// funnel counts by the rules of the documents.
func (s *shelf) funnel(by actor.Actor, ask collab.FunnelAsk) collab.Funnel {
	var f collab.Funnel
	first := time.Date(ask.From.Year(), ask.From.Month(), 1, 0, 0, 0, 0, time.UTC)
	for m := first; !m.After(ask.To); m = m.AddDate(0, 1, 0) {
		f.Months = append(f.Months, collab.MonthSteps{Month: m})
	}
	for _, r := range collab.Reasons {
		f.Reasons = append(f.Reasons, collab.ReasonSteps{Reason: r})
	}
	for _, p := range s.requests {
		if !s.sees(by, p) || p.CreatedAt.Before(first) || p.Reason == collab.SelfRequested && p.SentCount == 0 && p.OpenedAt == nil {
			continue
		}
		steps := []*collab.Steps{}
		for i := range f.Reasons {
			if f.Reasons[i].Reason == p.Reason {
				steps = append(steps, &f.Reasons[i].Steps)
			}
		}
		if ask.Reasons == nil || ask.Reasons[0] == "Other" && (p.Reason == collab.Other || p.Reason == collab.Remediation) {
			steps = append(steps, &f.Steps)
			for i := range f.Months {
				if f.Months[i].Month.Format("2006-01") == p.CreatedAt.Format("2006-01") {
					steps = append(steps, &f.Months[i].Steps)
				}
			}
		}
		for _, to := range steps {
			to.Invited++
			to.Opened += one01(p.OpenedAt != nil)
			to.Accepted += one01(p.AcceptedAt != nil)
			to.Resolved += one01(p.AcceptedAt != nil && p.Status == collab.Resolved)
		}
	}
	return f
}

func one01(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
