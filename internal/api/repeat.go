package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Repeat says how a POST is answered to who repeats it with its Idempotency-Key:
// with the status of the first time, and the objects as they are now, without
// secrets.
type Repeat struct {
	Status int
	// Answer writes the objects. made are the guids or ids of what the first call
	// made; the body of the call can be read again.
	Answer func(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error
	// Again makes the call once more instead: it does nothing twice by itself.
	Again bool
	Most  int64 // of its body, in bytes, if not [MaxBody]
}

// Made answers the object that a call made first as its own GET does, whose path
// has its guid under name.
func Made(name string, one Handler) *Repeat {
	return &Repeat{Status: http.StatusCreated, Answer: func(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
		if len(made) == 0 {
			return errNowhere
		}
		r.SetPathValue(name, made[0])
		return one(w, r, by)
	}}
}

// Changed answers the object in the path of a call as its own GET does.
func Changed(one Handler) *Repeat {
	return &Repeat{Status: http.StatusOK, Answer: func(w http.ResponseWriter, r *http.Request, by actor.Actor, _ []string) error {
		return one(w, r, by)
	}}
}

// As is the repeat of a call that answers another status.
func (rp *Repeat) As(status int) *Repeat {
	rp.Status = status
	return rp
}

// Silent answers nothing.
func Silent() *Repeat {
	return &Repeat{Status: http.StatusNoContent, Answer: func(w http.ResponseWriter, _ *http.Request, _ actor.Actor, _ []string) error {
		return NoContent(w)
	}}
}

// replayed is the header of an answer to a repeated call.
const replayed = "Idempotency-Replayed"

var (
	errKeyForm    = fault.New(fault.Invalid, "An Idempotency-Key is 1 to 255 printable ASCII characters.")
	errKeyRunning = fault.New(fault.Conflict, "The call with this Idempotency-Key is still running. Try again in a moment.")
	errKeyBody    = fault.New(fault.Unprocessable, "This Idempotency-Key came with another body or other parameters before. Use a new one.")
)

// write makes a call that may change something.
func (f *Family) write(w http.ResponseWriter, r *http.Request, by actor.Actor, route *Route) error {
	r = conditional(r)
	keys := r.Header.Values("Idempotency-Key")
	if keys == nil || r.Method != http.MethodPost || route.Repeat == nil {
		return route.Handle(w, r, by)
	}
	if len(keys) > 1 || !isKey(keys[0]) {
		return errKeyForm
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, max(MaxBody, route.Repeat.Most)+1)) // if there is more, it is refused
	if err != nil {
		return fault.New(fault.Invalid, "The body could not be read to its end.")
	}
	path := strings.TrimSuffix(r.URL.Path, "/")
	claim := f.Keys.Claim(by, path, keys[0], fmt.Appendf(nil, "%s\n%s", r.URL.RawQuery, body), route.Repeat.Status)
	if !f.running.begin(claim.ID()) {
		return errKeyRunning
	}
	defer f.running.end(claim.ID())
	return f.once(w, r, by, route, claim, body)
}

func isKey(s string) bool {
	return s != "" && len(s) <= 255 && strings.Trim(s, " ") != "" &&
		strings.IndexFunc(s, func(c rune) bool { return c < ' ' || c > '~' }) < 0
}

// once makes the call unless it was made, and then answers it again.
func (f *Family) once(w http.ResponseWriter, r *http.Request, by actor.Actor, route *Route, claim *tenant.Claim, body []byte) error {
	kept, ok, err := f.Keys.Find(r.Context(), claim)
	if err != nil {
		return err
	}
	if !ok {
		first := r
		if !route.Repeat.Again {
			first = r.WithContext(tenant.WithClaim(r.Context(), claim))
		}
		first.Body = io.NopCloser(bytes.NewReader(body))
		err = route.Handle(&keeping{ResponseWriter: w, r: r, keys: f.Keys, claim: claim}, first, by)
		if !errors.Is(err, tenant.ErrClaimed) {
			return err
		}
		// Another node was first, at the same moment.
		if kept, ok, err = f.Keys.Find(r.Context(), claim); err != nil {
			return err
		}
		if !ok {
			return errKeyRunning
		}
		if claim.IsOwn(kept) {
			return fmt.Errorf("%s %s takes several transactions and makes no steps of them", route.Method, route.Path)
		}
	}
	if !claim.IsOf(kept) {
		return errKeyBody
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	w.Header().Set(replayed, "true")
	if route.Repeat.Again {
		return route.Handle(w, r, by)
	}
	return route.Repeat.Answer(&restored{ResponseWriter: w, status: kept.Status}, r, by, kept.Made)
}

// keeping remembers a call that succeeded before its answer leaves.
type keeping struct {
	http.ResponseWriter
	r      *http.Request
	keys   *tenant.Keys
	claim  *tenant.Claim
	isKept bool
}

func (k *keeping) WriteHeader(status int) {
	if !k.isKept {
		k.isKept = true
		err := k.keys.Keep(k.r.Context(), k.claim)
		if err != nil && !errors.Is(err, tenant.ErrClaimed) {
			panic(http.ErrAbortHandler) // what is not remembered is not answered
		}
	}
	k.ResponseWriter.WriteHeader(status)
}

func (k *keeping) Write(b []byte) (int, error) {
	if !k.isKept {
		k.WriteHeader(http.StatusOK)
	}
	return k.ResponseWriter.Write(b)
}

// restored answers with the status of the first time.
type restored struct {
	http.ResponseWriter
	status int
}

func (s *restored) WriteHeader(int) { s.ResponseWriter.WriteHeader(s.status) }

// running are the calls with a key that are not answered yet.
type running struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (rs *running) begin(id string) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.ids[id] {
		return false
	}
	if rs.ids == nil {
		rs.ids = make(map[string]bool)
	}
	rs.ids[id] = true
	return true
}

func (rs *running) end(id string) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	delete(rs.ids, id)
}
