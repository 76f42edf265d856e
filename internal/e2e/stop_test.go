package e2e

import (
	"net/http"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// TestStopHandsJobsBack stops a node in the middle of a mail that the mail server
// is slow to take: another node sends it at once, and not when a lease is over.
func TestStopHandsJobsBack(t *testing.T) {
	t.Parallel()
	a := onPostgres(t)
	b := a.beside(t)
	slow, box := newMailbox(t), newMailbox(t)
	slow.hold = make(chan struct{})
	slow.handed = make(chan struct{}, 100)
	defer close(slow.hold)
	admin := a.found(t)
	a.importCompany(t)
	a.serve(t, "--smtp-url", slow.url(), "--log-level", "warn")
	company := a.company(t, admin.Token, "Black Hills Technologies")
	a.call(t, admin.Token, "POST", requests, object{
		"requestee_company_guid": company, "requestee_email": "fin@blackhills.example", "requestee_formal_name": "Fin Black", "message": "m",
	}, http.StatusCreated)
	<-slow.handed

	begun := time.Now()
	a.stop(t)
	t.Logf("it stopped within %s", time.Since(begun).Round(time.Millisecond))
	d := a.openDB(t)
	defer d.Close()
	held, err := db.Value[int](t.Context(), d, `select count(*) from jobs where leased_until is not null`)
	if err != nil || held != 0 {
		t.Errorf("%d jobs are still leased, %v", held, err)
	}
	b.serve(t, "--smtp-url", box.url(), "--log-level", "warn")
	box.wait(t, "fin@blackhills.example", "", 2)
	b.stop(t)
}
