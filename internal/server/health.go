package server

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Check is one thing that has to be well before a node should get requests.
type Check struct {
	Name string
	Ask  func(context.Context) error // a fault's detail is shown, other errors only logged
}

const checkTimeout = 5 * time.Second

// health answers 200 as long as the process serves at all. It asks nothing of
// the database: restarting this process would not heal that one.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	s.report(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready answers 503 while one of the checks fails or the node is stopping.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), checkTimeout)
	defer cancel()
	status, answer := http.StatusOK, map[string]string{"status": "ok"}
	if s.stopping.Load() {
		status, answer["status"] = http.StatusServiceUnavailable, "stopping"
	}
	for _, check := range s.Checks {
		answer[check.Name] = "ok"
		if err := check.Ask(ctx); err != nil {
			s.Log.WarnContext(ctx, "not ready", "check", check.Name, "err", err)
			status, answer["status"] = http.StatusServiceUnavailable, "unavailable"
			f := fault.Of(db.Fault(err))
			answer[check.Name] = f.Detail
			if f.RetryAfter > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())))
			}
		}
	}
	s.report(w, status, answer)
}

func (s *Server) report(w http.ResponseWriter, status int, answer map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(answer)
}
