package collab_test

import (
	"slices"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// The number beside a verdict is how many are in its list, whatever leads to
// them: what somebody sent to a company that they see is there once.
func TestCountVerdicts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		form := s.form(t).GUID
		for i, r := range s.requests {
			s.exec(t, []string{
				`update access_requests set reason = 'self_requested', form_guid = $1, status = 'Pending', awaiting = 'approval', sent_count = 0 where guid = $2`,
				`update access_requests set reason = 'self_requested', form_guid = $1, sent_count = 1 where guid = $2`,
				`update access_requests set reason = 'self_requested', form_guid = $1, status = 'Rejected', sent_count = 0 where guid = $2`,
				`update access_requests set form_guid = null where coalesce($1, '') <> '' and guid = $2`,
			}[i%4], form, r.GUID)
		}
		registrations := &collab.Registrations{DB: d, Now: s.desk.requests.Now, Requests: s.desk.requests}
		for _, few := range []int{0, 1} { // 1: nothing has few enough rows to lead but what need not be sorted
			s.desk.requests.Few(few)
			for i, by := range slices.Concat([]actor.Actor{s.admin}, s.senders) {
				for _, through := range []string{"", form} {
					counts, err := registrations.CountVerdicts(t.Context(), by, through)
					if err != nil {
						t.Fatal(err)
					}
					for _, verdict := range collab.Verdicts {
						f := collab.Filter{Verdict: verdict}
						if through != "" {
							f.Forms = []string{through}
						}
						want := int64(0)
						if err := s.desk.requests.Outbox(t.Context(), by, f, func(*collab.Row) error { want++; return nil }); err != nil {
							t.Fatal(err)
						}
						if got := counts[verdict]; got != (collab.Amount{N: want}) || i == 0 && want == 0 {
							t.Errorf("actor %d, form %q, few %d: %s are %+v, and %d in the list", i, through, few, verdict, got, want)
						}
					}
				}
			}
		}
	})
}
