package ratings_test

import (
	"archive/zip"
	"bytes"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

const bytesType = "application/octet-stream"

// A file is handed in, listed and read by both sides, and taken back by its author.
func TestEvidence(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aSharedFinding(t, s, s.A)
		me := recipient(t, s, v["email"])
		in, out := inboxPath+v["guid"]+"/findings/"+v["id"]+"/evidence", requests+"/"+v["guid"]+"/findings/"+v["id"]+"/evidence"
		a := s.DoAs(t, v["caller"], "POST", in+"?name=a/b%5Cscan%E2%80%AE.txt", bytesType, "23/tcp closed")
		got := apitest.JSON[document](t, a)
		want := document{
			"guid": got["guid"], "name": "scan.txt", "media_type": "text/plain; charset=utf-8", "size": float64(13),
			"sha256":       "",
			"created_time": "2026-03-02T10:00:00Z", "author": map[string]any{"guid": me.UserGUID, "formal_name": "X"}, "is_mine": true,
		}
		want["sha256"] = got["sha256"]
		if diff := cmp.Diff(want, got); a.Status != 201 || diff != "" || len(got["sha256"].(string)) != 64 {
			t.Fatalf("%d %s", a.Status, diff)
		}
		file := "/" + got["guid"].(string)
		for _, side := range []struct{ token, path string }{{v["caller"], in}, {s.A.Admin.Token, out}} {
			list := apitest.JSON[[]document](t, s.Do(t, side.token, "GET", side.path, ""))
			if len(list) != 1 || list[0]["name"] != "scan.txt" || list[0]["is_mine"] != (side.path == in) {
				t.Errorf("list: %v", list)
			}
			if csv := s.Do(t, side.token, "GET", side.path+"?format=csv&fields=name,size", "").Body; csv != "name,size\nscan.txt,13\n" {
				t.Errorf("csv: %q", csv)
			}
			b := s.Do(t, side.token, "GET", side.path+file, "")
			if b.Body != "23/tcp closed" || b.Header.Get("Content-Disposition") != "attachment; filename=scan.txt" || b.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%d %q %v", b.Status, b.Body, b.Header)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", in+file, ""); a.Status != 404 {
			t.Errorf("the sender takes it back: %d", a.Status)
		}
		mate := bring(t, s, v, "Tom Baker", "tom@blackhills.example")
		other := token(t, s, mate.Email)
		if a := s.Do(t, other, "GET", in+file, ""); a.Status != 200 {
			t.Errorf("a colleague reads: %d", a.Status)
		}
		if a := s.Do(t, other, "DELETE", in+file, ""); a.Status != 403 {
			t.Errorf("a colleague takes it back: %d", a.Status)
		}
		theirs := apitest.JSON[document](t, s.DoAs(t, other, "POST", in+"?name=b.log", bytesType, "x"))
		if theirs["author"].(map[string]any)["formal_name"] != "Tom Baker" {
			t.Errorf("author: %v", theirs["author"])
		}
		if a := s.Do(t, v["caller"], "DELETE", in+file, ""); a.Status != 204 {
			t.Errorf("taken back: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, v["caller"], "GET", in+file, ""); a.Status != 404 {
			t.Errorf("still there: %d", a.Status)
		}
		s.Move(30*24*time.Hour + time.Hour)
		if a := s.DoAs(t, s.A.Admin.Token, "GET", out+"/"+theirs["guid"].(string), "", ""); a.Status != 200 {
			t.Errorf("after the end the sender reads: %d", a.Status)
		}
	})
}

// What is not taken is refused before anything is kept; bounds hold for a finding,
// a request and a customer.
func TestEvidenceBounds(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aSharedFinding(t, s, s.A)
		in := inboxPath + v["guid"] + "/findings/" + v["id"] + "/evidence"
		before := s.Rows(t)
		for _, tt := range []struct {
			name, body string
			status     int
		}{
			{"page.html", "<script>", 400},
			{"a.svg", "<svg/>", 400},
			{"a.zip", "PK\x03\x04", 400},
			{"noending", "x", 400},
			{"empty.txt", "", 400},
			{"a.pdf", "no pdf", 400},
			{"a.txt", "\x00\x01", 400},
			{"a.docx", office(t, "xl/workbook.xml"), 400},
			{"a.docx", office(t, "word/document.xml", "word/vbaProject.bin"), 400},
			{"big.txt", strings.Repeat("x", collab.MaxFile+1), 413},
		} {
			if a := s.DoAs(t, v["caller"], "POST", in+"?name="+tt.name, bytesType, tt.body); a.Status != tt.status {
				t.Errorf("%s: %d %s", tt.name, a.Status, a.Body)
			}
		}
		if a := s.DoAs(t, v["caller"], "POST", in+"?name=a.txt", "text/html", "x"); a.Status != 415 {
			t.Errorf("another type: %d", a.Status)
		}
		if diff := cmp.Diff(before, s.Rows(t)); diff != "" {
			t.Errorf("a refused file left something: %s", diff)
		}
		if a := s.DoAs(t, v["caller"], "POST", in+"?name=a.docx", bytesType, office(t, "word/document.xml")); a.Status != 201 {
			t.Errorf("a document: %d %s", a.Status, a.Body)
		}
		var wg sync.WaitGroup
		made := make(chan int, 8)
		for i := range 8 {
			wg.Go(func() {
				made <- s.DoAs(t, v["caller"], "POST", in+"?name=a.txt", bytesType, "file "+strconv.Itoa(i)).Status
			})
		}
		wg.Wait()
		close(made)
		n := 0
		for status := range made {
			if status == 201 {
				n++
			} else if status != 409 {
				t.Errorf("status %d", status)
			}
		}
		if n != collab.MaxFiles-1 {
			t.Errorf("%d files besides the first", n)
		}
		for column, query := range map[string]string{
			"request": `update access_requests set file_bytes = 50 * 1024 * 1024 - 2`, "customer": `update file_budgets set bytes = 2147483646`,
		} {
			w := aSharedFinding(t, s, s.A)
			if _, err := s.DB.Exec(t.Context(), query); err != nil {
				t.Fatal(err)
			}
			path := inboxPath + w["guid"] + "/findings/" + w["id"] + "/evidence?name=a.txt"
			if a := s.DoAs(t, w["caller"], "POST", path, bytesType, "xx"); a.Status != 201 {
				t.Errorf("%s: the last bytes: %d %s", column, a.Status, a.Body)
			}
			if a := s.DoAs(t, w["caller"], "POST", path, bytesType, "y"); a.Status != 409 {
				t.Errorf("%s: more: %d %s", column, a.Status, a.Body)
			}
			for _, reset := range []string{`update access_requests set file_bytes = 0`, `update file_budgets set bytes = 0`} {
				if _, err := s.DB.Exec(t.Context(), reset); err != nil {
					t.Fatal(err)
				}
			}
		}

		w := aSharedFinding(t, s, s.A) // what is refused or taken back counts, too: it is on the disk for a day
		send := func(name string) apitest.Answer {
			return s.DoAs(t, w["caller"], "POST", inboxPath+w["guid"]+"/findings/"+w["id"]+"/evidence?name="+name, bytesType, name)
		}
		first := apitest.JSON[document](t, send("a.txt"))
		if a := s.Do(t, w["caller"], "DELETE", inboxPath+w["guid"]+"/findings/"+w["id"]+"/evidence/"+first["guid"].(string), ""); a.Status != 204 {
			t.Fatalf("taken back: %d %s", a.Status, a.Body)
		}
		if _, err := s.DB.Exec(t.Context(), `update limits set used = used + 200 * 1024 * 1024 - 128 * 1024 where key like 'files of %'`); err != nil {
			t.Fatal(err)
		}
		if a := send("b.txt"); a.Status != 201 {
			t.Errorf("the last bytes of a day: %d %s", a.Status, a.Body)
		}
		if a := send("c.txt"); a.Status != 429 || a.Header.Get("Retry-After") == "" {
			t.Errorf("more in a day: %d %s", a.Status, a.Body)
		}
		s.Move(24 * time.Hour)
		if a := send("c.txt"); a.Status != 201 {
			t.Errorf("the day after: %d %s", a.Status, a.Body)
		}
	})
}

// office is a document of these parts.
func office(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range append(parts, "[Content_Types].xml") {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<x/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// More time is asked for once at a time, and given once, whoever answers at once.
func TestMoreTime(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := receive(t, s, s.A, invite)
		me := recipient(t, s, v["email"])
		in, out := inboxPath+v["guid"]+"/more-time", requests+"/"+v["guid"]+"/more-time"
		if a := s.Do(t, s.A.Admin.Token, "POST", out, `{"answer":"give"}`); a.Status != 409 {
			t.Errorf("nobody asked: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, v["caller"], "POST", in, `{"days":0,"why":""}`); a.Status != 400 {
			t.Errorf("no days: %d", a.Status)
		}
		a := s.Do(t, v["caller"], "POST", in, `{"days":10,"why":"Slow\u0007 vendor"}`)
		asked := apitest.JSON[document](t, a)
		want := document{
			"guid": asked["guid"], "state": "open", "days": float64(10), "why": "Slow vendor", "created_time": "2026-03-02T10:00:00Z",
			"asked_by": map[string]any{"guid": me.UserGUID, "formal_name": "X"}, "given_days": nil, "word": "", "answered_time": nil, "answered_by": nil,
		}
		if diff := cmp.Diff(want, asked); a.Status != 201 || diff != "" {
			t.Fatalf("%d %s", a.Status, diff)
		}
		if a := s.Do(t, v["caller"], "POST", in, `{"days":10,"why":"x"}`); a.Status != 409 {
			t.Errorf("asked twice: %d", a.Status)
		}
		var wg sync.WaitGroup
		status := make(chan int, 4)
		for range 4 {
			wg.Go(func() { status <- s.Do(t, s.A.Admin.Token, "POST", out, `{"answer":"give","word":"Gladly"}`).Status })
		}
		wg.Wait()
		close(status)
		n := map[int]int{}
		for code := range status {
			n[code]++
		}
		if n[200] != 1 || n[409] != 3 {
			t.Errorf("answers: %v", n)
		}
		given := apitest.JSON[[]document](t, s.Do(t, s.A.Admin.Token, "GET", out, ""))[0]
		if given["state"] != "given" || given["given_days"] != float64(10) || given["word"] != "Gladly" || given["answered_by"] == nil {
			t.Errorf("given: %v", given)
		}
		if d := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", requests+"/"+v["guid"], "")); d["access_end_date"] != "2026-04-11" {
			t.Errorf("ends on %v", d["access_end_date"])
		}
		for _, customer := range []int64{s.A.ID, me.CustomerID} {
			k, err := db.Value[int](t.Context(), s.DB, `select count(*) from events where customer_id = $1 and action = 'access_request.give_time'`, customer)
			if err != nil || k != 1 {
				t.Errorf("%d events of customer %d, %v", k, customer, err)
			}
		}
	})
}

// An access that ended by itself can be taken up again for two weeks, by who can
// still sign in; what was revoked, resolved or left cannot.
func TestMoreTimeAfterTheEnd(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := receive(t, s, s.A, invite)
		in, out := inboxPath+v["guid"]+"/more-time", requests+"/"+v["guid"]
		const another = `
			insert into access_requests (customer_id, guid, created_at, status, reason, requester_guid, company_guid, email, email_lower, formal_name,
				friendly_name, message, trial_days, is_real, hubspot_status, access_ends_at, accepted_at, recipient_customer_id, recipient_guid, document, search)
			select customer_id, cast($2 as text), created_at, 'Active', reason, requester_guid, company_guid, cast($2 as text), cast($2 as text), formal_name,
				friendly_name, message, trial_days, is_real, hubspot_status, $3, accepted_at, recipient_customer_id, recipient_guid, document, search
			from access_requests where guid = $1`
		if _, err := s.DB.Exec(t.Context(), another, v["guid"], db.NewID(), s.Now().AddDate(1, 0, 0)); err != nil {
			t.Fatal(err)
		}
		set := func(column string, value any) {
			t.Helper()
			if _, err := s.DB.Exec(t.Context(), `update access_requests set `+column+` = $2 where guid = $1`, v["guid"], value); err != nil {
				t.Fatal(err)
			}
		}
		s.Move(30*24*time.Hour + time.Hour)
		s.Drain(t)
		if d := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", out, "")); d["status"] != "Inactive" {
			t.Fatalf("status %v", d["status"])
		}
		if a := s.Do(t, v["caller"], "POST", in, `{"days":5,"why":"x"}`); a.Status != 201 {
			t.Fatalf("asks: %d %s", a.Status, a.Body)
		}
		for column, value := range map[string]any{"revoked_why": "x", "left_at": s.Now(), "status": "Resolved"} {
			set(column, value)
			if a := s.Do(t, s.A.Admin.Token, "POST", out+"/more-time", `{"answer":"give"}`); a.Status != 409 {
				t.Errorf("%s: %d %s", column, a.Status, a.Body)
			}
			if column == "status" {
				set(column, "Inactive")
			} else {
				set(column, nil)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", out+"/more-time", `{"answer":"give","days":366}`); a.Status != 400 {
			t.Errorf("too long: %d", a.Status)
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", out+"/more-time", `{"answer":"give","days":7}`); a.Status != 200 {
			t.Fatalf("gives: %d %s", a.Status, a.Body)
		}
		if d := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", out, "")); d["status"] != "Active" || d["access_end_date"] != "2026-04-08" || d["recipient_customer_access"] != "active" {
			t.Errorf("%v %v %v", d["status"], d["access_end_date"], d["recipient_customer_access"])
		}
		s.Move(7*24*time.Hour + collab.LateAsk + time.Hour)
		s.Drain(t)
		if a := s.Do(t, v["caller"], "POST", in, `{"days":5,"why":"x"}`); a.Status != 409 {
			t.Errorf("asks late: %d", a.Status)
		}
	})
}

// Who leaves has left at once, also for colleagues; what was said stays.
func TestLeave(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aSharedFinding(t, s, s.A)
		handIn(t, s, v)
		mate := token(t, s, bring(t, s, v, "Tom Baker", "tom@blackhills.example").Email)
		path, out := inboxPath+v["guid"]+"/leave", requests+"/"+v["guid"]
		if a := s.Do(t, mate, "POST", path, ""); a.Status != 403 {
			t.Errorf("a colleague ends it for all: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, v["caller"], "POST", path, `{"why":"Done"}`); a.Status != 204 {
			t.Fatalf("leaves: %d %s", a.Status, a.Body)
		}
		for _, secret := range []string{v["caller"], mate} {
			if a := s.Do(t, secret, "GET", requests+"/received", ""); a.Status != 401 {
				t.Errorf("is let in: %d", a.Status)
			}
		}
		d := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", out, ""))
		if d["status"] != "Inactive" || d["recipient_customer_access"] != "inactive" {
			t.Errorf("%v %v", d["status"], d["recipient_customer_access"])
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", out+"/findings/"+v["id"]+"/evidence/"+v["file_guid"], ""); a.Status != 200 {
			t.Errorf("what was shown is gone: %d", a.Status)
		}
		s.Drain(t)
		if to := mailed(s, "has left"); len(to) != 1 || to[0] != s.A.Admin.Email {
			t.Errorf("told: %v", to)
		}
	})
}
