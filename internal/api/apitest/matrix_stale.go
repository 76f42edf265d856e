package apitest

import (
	gocmp "cmp"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
)

// Stale lets every write of the table begin while its caller is live and end
// after the caller was stopped: each must look again in its transaction.
// handlers are those of the routes.
func (m *Matrix) Stale(t *testing.T, s *Server, handlers map[string]api.Handler) {
	for i := range m.Rows {
		r := &m.Rows[i]
		if strings.HasPrefix(r.Route, "GET ") || r.Public || r.Reads {
			continue
		}
		for name, stop := range map[string]string{
			"a user who was stopped": `update users set is_active = $2 where guid = $1`,
			"a user who was demoted": `update memberships set role = case when $2 then 'customer_admin' else 'customer_user' end where user_guid = $1`,
		} {
			t.Run(r.Route+" by "+name, func(t *testing.T) { s.stale(t, r, handlers[r.Route], name, stop) })
		}
	}
}

func (s *Server) stale(t *testing.T, r *Row, handle api.Handler, name, stop string) {
	own := Vars{}
	if r.Make != nil {
		own = r.Make(t, s, s.A)
	}
	if own["caller"] != "" && strings.Contains(name, "demoted") {
		return // a recipient has no role to lose
	}
	s.Drain(t)
	by, err := s.Doors.Token(t.Context(), own.caller(s.A.Admin.Token), callerIP)
	if err != nil {
		t.Fatal(err)
	}
	set := func(live bool) {
		if n, err := s.DB.Exec(t.Context(), stop, by.UserGUID, live); err != nil || n != 1 {
			t.Fatalf("%s: %d rows, %v", name, n, err)
		}
	}
	set(false)
	defer set(true)
	before := s.Snapshot(t)
	method, path, _ := strings.Cut(r.Route, " ")
	ctx := actor.WithCall(t.Context(), callerIP, "test")
	call := httptest.NewRequestWithContext(ctx, method, own.fill(path+r.Ask), strings.NewReader(own.fill(r.Body)))
	call.Header.Set("Content-Type", gocmp.Or(r.Type, "application/json"))
	for _, value := range placeholder.FindAllString(path, -1) {
		value = strings.Trim(value, "{}")
		call.SetPathValue(value, own[value])
	}
	err = handle(httptest.NewRecorder(), call, by)
	each := err == nil && strings.HasSuffix(path, "/bulk") // says of each why not
	if !each && !fault.Is(err, fault.Unauthorized) && !fault.Is(err, fault.Forbidden) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, s.Snapshot(t)); diff != "" {
		t.Errorf("it wrote: %s", diff)
	}
}
