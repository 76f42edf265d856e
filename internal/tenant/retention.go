package tenant

import (
	"gatehouse/internal/fault"
)

// The bounds of what is kept, in days. Details of events are the record's memory:
// who wants to hide something must not be able to let them go the next month.
const (
	minKeep        = 30
	minKeepDetails = 90
	maxKeep        = 3650
)

func (s *Settings) checkRetention(p fault.Problems) {
	for field, days := range map[string]int{
		"keep_mails": s.KeepMails, "keep_sessions": s.KeepSessions, "keep_notifications": s.KeepNotifications,
	} {
		p.Require(days == 0 || days >= minKeep && days <= maxKeep, field, "must be between 30 and 3650 days, or kept")
	}
	p.Require(s.KeepEventDetails == 0 || s.KeepEventDetails >= minKeepDetails && s.KeepEventDetails <= maxKeep,
		"keep_event_details", "must be between 90 and 3650 days, or kept")
}
