package tenant

import (
	"cmp"
	"time"

	"gatehouse/internal/fault"
)

// DefaultSessionHours and MaxSessionHours are how long sessions last, unless the
// customer says otherwise, and at most.
const (
	DefaultSessionHours = 12
	MaxSessionHours     = 24

	defaultIdleMinutes = 120
	minIdleMinutes     = 5
	maxIdleMinutes     = 480
)

// SessionLife is how long a session lasts, however much it is used.
func (s Settings) SessionLife() time.Duration {
	return time.Duration(cmp.Or(s.SessionHours, DefaultSessionHours)) * time.Hour
}

// IdleLife is how long a session lasts that is not used.
func (s Settings) IdleLife() time.Duration {
	return time.Duration(cmp.Or(s.SessionIdleMinutes, defaultIdleMinutes)) * time.Minute
}

func (s Settings) checkSessions(p fault.Problems) {
	p.Require(s.SessionHours >= 0 && s.SessionHours <= MaxSessionHours, "session_hours", "must be between 1 and 24")
	p.Require(s.SessionIdleMinutes == 0 || s.SessionIdleMinutes >= minIdleMinutes && s.SessionIdleMinutes <= maxIdleMinutes,
		"session_idle_minutes", "must be between 5 and 480")
}
