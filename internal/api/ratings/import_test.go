package ratings_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const importPath = requests + "/import"

// imported sends a file and returns the report.
func imported(t *testing.T, s *apitest.Server, token, query, file string) collab.ImportReport {
	t.Helper()
	a := s.DoAs(t, token, "POST", importPath+query, "text/csv", file)
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", query, a.Status, a.Body)
	}
	return apitest.JSON[collab.ImportReport](t, a)
}

// lines writes a report as one line a row: "3 refused company: is not…".
func lines(r collab.ImportReport) string {
	var b strings.Builder
	for _, row := range r.Results {
		fmt.Fprintf(&b, "%d %s", row.Line, row.Result)
		if row.DoneBefore {
			b.WriteString(" before")
		}
		if row.Message != nil {
			b.WriteString(" " + *row.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func wantLines(t *testing.T, r collab.ImportReport, want string) {
	t.Helper()
	if diff := cmp.Diff(want, lines(r)); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

// An import with every column makes the same request as the call with every field.
func TestImportTakesWhatACallTakes(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		findings := "id,company,risk_vector\nbh-1,Black Hills Technologies,dkim\nbh-2,Black Hills Technologies,dkim\n"
		if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(findings), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		called := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_email": "one@blackhills.example", "requestee_friendly_name": "Maria", "requestee_phone": "555 0100", "notes": "mine",
			"ccs": []string{"a@blackhills.example", "b@blackhills.example"}, "rolledup_observation_ids": []string{"bh-2", "bh-1"},
		}))
		file := `Company,E-Mail,Contact Name,requestee_friendly_name,phone,Message,Note,CCs,third_parties,Reason,Trial Days,Risk Vectors,findings,colour
blackhills.example,two@blackhills.example,Maria Castro,Maria,555 0100,Please address these concerns - from Emma,mine,"a@blackhills.example, b@blackhills.example",Richard Kuga <richard.kuga@blackhills.example>,Informational,45,DKIM,bh-2 bh-1,red
`
		a := s.DoAs(t, s.A.Admin.Token, "POST", importPath, "text/csv; charset=utf-8", file)
		report := apitest.JSON[document](t, a)
		rows, _ := report["results"].([]any)
		if a.Status != 200 || len(rows) != 1 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		row, _ := rows[0].(document)
		guid, _ := row["guid"].(string)
		want := document{
			"import_id": report["import_id"], "dry_run": false, "applied": true, "rows": 1.0, "invited": 1.0, "resent": 0.0, "would_invite": 0.0,
			"would_resend": 0.0, "already_open": 0.0, "invited_before": 0.0, "refused": 0.0, "done_before": 0.0, "unknown_columns": []any{"colour"},
			"results": []any{document{
				"line": 2.0, "result": "invited", "guid": guid, "message": nil, "company": "blackhills.example",
				"requestee_email": "two@blackhills.example", "done_before": false,
			}},
		}
		if diff := cmp.Diff(want, report); diff != "" {
			t.Errorf("the report:\n%s", diff)
		}
		if id, _ := report["import_id"].(string); len(id) != 32 || a.Header.Get("X-Ignored-Fields") != "colour" {
			t.Errorf("import_id %q, X-Ignored-Fields %q", id, a.Header.Get("X-Ignored-Fields"))
		}
		made := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", requests+"/"+guid, ""))
		for _, own := range []string{"guid", "requestee_email", "link", "hubspot_status", "created_time", "email_sent_time"} {
			delete(called, own)
			delete(made, own)
		}
		if diff := cmp.Diff(called, made); diff != "" {
			t.Errorf("the call (-) and the import (+) made different requests:\n%s", diff)
		}
		s.Mails.Take()
		s.Drain(t)
		if n := len(s.Mails.Take()); n < 10 { // two to each recipient, one to each of three others
			t.Errorf("%d mails were sent", n)
		}
	})
}

const mixed = `company,email,name_of_nobody,requestee_formal_name,trial_duration
Black Hills Technologies,new@blackhills.example,,New,
Black Hills Technologies,OPEN@blackhills.example,,Open,
saperix.example,closed@saperix.example,,Closed,
saperix.example,never@saperix.example,,Never,
Nobody Ltd,x@nobody.example,,X,
Saperix,x@elsewhere.example,,X,
Saperix,x@saperix.example,,X,400
Saperix
,y@saperix.example,,Y,
Saperix,,,,
Black Hills Technologies,new@blackhills.example,,New again,
`

// known makes what mixed is about: an open request, one that was resolved, one
// whose window closed, and a registration's worth of time between.
func known(t *testing.T, s *apitest.Server) {
	t.Helper()
	invite := func(company, email string) string {
		return create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies[company], "requestee_email": email, "third_parties": nil,
		}))["guid"].(string)
	}
	invite("Saperix", "never@saperix.example")
	s.Move(15 * 24 * time.Hour)
	s.Drain(t)
	invite("Black Hills Technologies", "open@blackhills.example")
	closed := invite("Saperix", "closed@saperix.example")
	if a := s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+closed, `{"status":"Resolved"}`); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	s.Drain(t)
}

const refusedLines = "6 refused company: is not in your portfolio\n" +
	"7 refused requestee_email: Email is unrelated to this company\n" +
	"8 refused trial_duration: must be between 1 and 365\n" +
	"9 refused row: has 1 cells, the header has 5\n" +
	"10 refused company: must be set: a guid, a domain or a name\n"

func TestImportTellsWhatWouldHappen(t *testing.T) {
	const (
		open   = "This person has an open request at this company already."
		before = "This person was invited before; the request is "
	)
	for _, policy := range []struct {
		query, known, contact, again string
	}{
		{"", "3 already_open " + open + "\n4 invited_before " + before + "Resolved.\n5 invited_before " + before + "Never.\n", "11 WOULD\n", "12 already_open " + open + "\n"},
		{"&existing=RESEND", "3 already_open This invitation was sent within the last day. Try again tomorrow.\n" +
			"4 invited_before A request that is Resolved cannot be sent again.\n5 AGAIN\n", "11 WOULD\n", "12 already_open " + open + "\n"},
		{"&existing=invite", "3 already_open " + open + "\n4 WOULD\n5 WOULD\n", "11 WOULD\n", "12 already_open " + open + "\n"},
		{"&existing=fail", "3 refused " + open + "\n4 refused " + before + "Resolved.\n5 refused " + before + "Never.\n", "11 WOULD\n", "12 refused " + open + "\n"},
	} {
		t.Run(policy.query, func(t *testing.T) {
			each(t, func(t *testing.T, s *apitest.Server) {
				known(t, s)
				want := "2 WOULD\n" + policy.known + refusedLines + policy.contact + policy.again
				snapshot := s.Snapshot(t)
				dry := imported(t, s, s.A.Admin.Token, "?dry_run=True"+policy.query, mixed)
				wantLines(t, dry, strings.NewReplacer("WOULD", "would_invite", "AGAIN", "would_resend").Replace(want))
				if dry.Applied || !dry.DryRun || dry.Rows != 11 {
					t.Errorf("the dry run's report: %+v", dry)
				}
				whole := imported(t, s, s.A.Admin.Token, "?all_or_nothing=true"+policy.query, mixed)
				if whole.Applied || whole.Invited+whole.Resent > 0 || whole.WouldInvite != dry.WouldInvite || whole.Refused != dry.Refused {
					t.Errorf("all or nothing: %+v", whole)
				}
				if diff := cmp.Diff(snapshot, s.Snapshot(t)); diff != "" {
					t.Fatalf("they wrote: %s", diff)
				}
				// What would happen is what happens; a person who stands twice in the
				// file has a request by then.
				wet := imported(t, s, s.A.Admin.Token, "?"+strings.TrimPrefix(policy.query, "&"), mixed)
				got := strings.NewReplacer("12 already_open This invitation was sent within the last day. Try again tomorrow.", "12 already_open "+open).Replace(lines(wet))
				if diff := cmp.Diff(strings.NewReplacer("WOULD", "invited", "AGAIN", "resent").Replace(want), got); diff != "" {
					t.Errorf("want (-), got (+):\n%s", diff)
				}
				if !wet.Applied || wet.Rows != wet.Invited+wet.Resent+wet.AlreadyOpen+wet.InvitedBefore+wet.Refused {
					t.Errorf("the counts: %+v", wet)
				}
			})
		})
	}
}

// The same import goes on where it stopped: rows that were done stay done,
// whatever the policy, and rows that were refused are looked at again.
func TestImportGoesOn(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var file strings.Builder
		file.WriteString("company,email,requestee_formal_name\n")
		for i := range 450 { // three transactions
			fmt.Fprintf(&file, "blackhills.example,p%d@blackhills.example,P\n", i)
		}
		limit(t, s, 2*250) // mails a day: enough for one of them
		a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?existing=invite", "text/csv", file.String())
		if a.Status != 429 || a.Header.Get("Retry-After") == "" || !strings.Contains(a.Body, "200 of 450 rows were read, and 200 of them are done") {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if n := count(t, s, `select count(*) from access_requests`); n != 200 {
			t.Fatalf("%d requests", n)
		}
		// Some have been answered meanwhile: nobody is asked again.
		if _, err := s.DB.Exec(t.Context(), `update access_requests set status = 'Declined', awaiting = null where email_lower = 'p7@blackhills.example'`); err != nil {
			t.Fatal(err)
		}
		limit(t, s, 5000)
		report := imported(t, s, s.A.Admin.Token, "?existing=invite", file.String())
		if report.DoneBefore != 200 || report.Invited != 250 || report.Results[7].Result != collab.Invited || !report.Results[7].DoneBefore {
			t.Errorf("%+v", report)
		}
		again := imported(t, s, s.A.Admin.Token, "?existing=invite", file.String()+"saperix.example,q@saperix.example,Q\n"+"Later Ltd,l@later.example,L\n")
		if again.DoneBefore != 0 || again.Invited != 1+1 { // another file is another import: p7 is invited again
			t.Errorf("another file: %+v", again)
		}
		if n := count(t, s, `select count(*) from access_requests`); n != 452 {
			t.Errorf("%d requests", n)
		}
	})
}

// An import_id holds for one access; refused rows may be mended and sent again.
func TestImportByName(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const head = "company,email,requestee_formal_name\n"
		first := imported(t, s, s.A.Admin.Token, "?import_id=spring", head+"Saperix,a@saperix.example,A\nLater Ltd,l@later.example,L\n")
		wantLines(t, first, "2 invited\n3 refused company: is not in your portfolio\n")
		if _, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader("name,domain\nLater Ltd,later.example\n"), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		// The rows have moved, and the file has grown.
		second := imported(t, s, s.A.Admin.Token, "?import_id=spring&dry_run=1", head+"Saperix,b@saperix.example,B\nLater Ltd,l@later.example,L\nSaperix,a@saperix.example,A\n")
		wantLines(t, second, "2 would_invite\n3 would_invite\n4 invited before\n")
		if second.Results[2].GUID == nil || *second.Results[2].GUID != *first.Results[0].GUID {
			t.Error("a row that was done has lost its request")
		}
		other := imported(t, s, s.A.Manager.Token, "?import_id=spring", head+"Saperix,a@saperix.example,A\nBlack Hills Technologies,c@blackhills.example,C\n")
		wantLines(t, other, "2 refused company: is not in your portfolio\n3 invited\n")
		foreign := imported(t, s, s.B.Admin.Token, "?import_id=spring", head+"Saperix,a@saperix.example,A\n"+s.A.Companies["Saperix"]+",z@saperix.example,Z\n")
		wantLines(t, foreign, "2 invited\n3 refused company: is not in your portfolio\n")

		s.Move(31 * 24 * time.Hour)
		if err := s.Registrations.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, s, `select count(*) from request_import_rows`); n != 0 {
			t.Errorf("%d rows are still remembered", n)
		}
	})
}

// Two runs of one import at the same moment, and of two imports of the same
// people, invite each person once.
func TestImportTwiceAtOnce(t *testing.T) {
	for _, ids := range [][2]string{{"same", "same"}, {"one", "other"}} {
		t.Run(ids[0], func(t *testing.T) {
			each(t, func(t *testing.T, s *apitest.Server) {
				var file strings.Builder
				file.WriteString("company,email,requestee_formal_name\n")
				for i := range 300 {
					fmt.Fprintf(&file, "blackhills.example,p%d@blackhills.example,P\n", i)
				}
				var reports [2]collab.ImportReport
				var wg sync.WaitGroup
				for i, id := range ids {
					wg.Go(func() {
						a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?existing=invite&import_id="+id, "text/csv", file.String())
						if a.Status != 200 {
							t.Errorf("%d %s", a.Status, a.Body)
							return
						}
						reports[i] = apitest.JSON[collab.ImportReport](t, a)
					})
				}
				wg.Wait()
				left := func(r collab.ImportReport) int { return r.DoneBefore + r.AlreadyOpen }
				if reports[0].Invited+reports[1].Invited != 300 || left(reports[0])+left(reports[1]) != 300 {
					t.Errorf("%d and %d were invited, %d and %d left alone", reports[0].Invited, reports[1].Invited, left(reports[0]), left(reports[1]))
				}
				if ids[0] == ids[1] && reports[0].DoneBefore+reports[1].DoneBefore != 300 {
					t.Errorf("%d and %d were done before", reports[0].DoneBefore, reports[1].DoneBefore)
				}
				if n := count(t, s, `select count(*) from access_requests`); n != 300 {
					t.Errorf("%d requests", n)
				}
				if n := count(t, s, `select count(*) from mails where link_guid is not null and template = 'invitation'`); n != 300 {
					t.Errorf("%d invitations", n)
				}
			})
		})
	}
}

// The address of a preferred contact is hidden, also when the contact was
// invited by address before.
func TestImportKeepsContactsHidden(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": "richard.kuga@saperix.example", "third_parties": nil,
		}))
		a := s.DoAs(t, s.A.Admin.Token, "POST", importPath, "text/csv", "company\nSaperix\n")
		report := apitest.JSON[collab.ImportReport](t, a)
		wantLines(t, report, "2 already_open This person has an open request at this company already.\n")
		if report.Results[0].GUID != nil || strings.Contains(a.Body, "kuga") {
			t.Errorf("it tells who the contact is: %s", a.Body)
		}
		s.Move(25 * time.Hour)
		s.Drain(t)
		for _, want := range []string{"2 resent\n", "2 resent before\n"} {
			a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?existing=resend", "text/csv", "company\nSaperix\n")
			report := apitest.JSON[collab.ImportReport](t, a)
			wantLines(t, report, want)
			if report.Results[0].GUID != nil || strings.Contains(a.Body, "kuga") {
				t.Errorf("it tells who the contact is: %s", a.Body)
			}
		}
	})
}

func TestImportForms(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const file = "company;email;requestee_formal_name\r\nSaperix;a@saperix.example;A\r\nNobody;b@saperix.example;B\r\n"
		var form bytes.Buffer
		m := multipart.NewWriter(&form)
		for name, text := range map[string]string{"comment": "x", "file": "\ufeff" + file} {
			part, err := m.CreateFormFile(name, "people.csv")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?dry_run=true&fields=line,result", m.FormDataContentType(), form.String())
		if got := apitest.JSON[document](t, a)["results"]; a.Status != 200 || !cmp.Equal(got, []any{
			document{"line": 2.0, "result": "would_invite"}, document{"line": 3.0, "result": "refused"},
		}) {
			t.Errorf("multipart: %d %s", a.Status, a.Body)
		}
		for query, want := range map[string]string{
			"format=csv&fields=line,result,message": "line,result,message\n2,would_invite,\n3,refused,company: is not in your portfolio\n",
			"format=ndjson&fields=line":             "{\"line\":2}\n{\"line\":3}\n",
			"format=table&fields=line,result":       "LINE                  RESULT\n2                     would_invite\n3                     refused\n",
		} {
			a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?dry_run=true&"+query, "application/vnd.ms-excel", file)
			if a.Status != 200 || a.Body != want {
				t.Errorf("%s: %d %q, want %q", query, a.Status, a.Body, want)
			}
		}
		a = s.DoAs(t, s.A.Admin.Token, "POST", importPath+"?dry_run=true&format=xlsx", "text/csv", file)
		if a.Status != 200 || !strings.HasPrefix(a.Body, "PK") {
			t.Errorf("xlsx: %d", a.Status)
		}
	})
}

func TestImportRefusesFiles(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		before := s.Snapshot(t)
		const head, row = "company,email,requestee_formal_name\n", "Saperix,a@saperix.example,A\n"
		for name, c := range map[string]struct {
			query, kind, file string
			status            int
			says              string
		}{
			"an empty file":      {"", "text/csv", " ", 400, "none of the columns"},
			"nothing":            {"", "", "", 400, "The file is empty."},
			"no company":         {"", "text/csv", "email\na@saperix.example\n", 400, "none of the columns requestee_company_guid, company, company_name, company_domain"},
			"a column twice":     {"", "text/csv", "company,email,e-mail\n", 400, "two columns requestee_email"},
			"UTF-16":             {"", "text/csv", "\xff\xfec\x00", 400, "UTF-16"},
			"too many rows":      {"", "text/csv", head + strings.Repeat(row, 10_001), 400, "more than 10000 rows"},
			"too many at once":   {"?all_or_nothing=true", "text/csv", head + strings.Repeat(row, 1001), 400, "more than 1000 rows"},
			"too large":          {"", "text/csv", head + strings.Repeat("x", 10<<20), 413, "larger than 10 MiB"},
			"JSON":               {"", "application/json", "[]", 415, "Send text/csv"},
			"no boundary":        {"", "multipart/form-data", "x", 400, "no boundary"},
			"no file":            {"", "multipart/form-data; boundary=x", "--x--\r\n", 400, `"file":["This field is required."]`},
			"half a form":        {"", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file\r\n\r\ncom", 400, "could not be read"},
			"an unknown policy":  {"?existing=maybe", "text/csv", head + row, 400, `"existing":["must be one of skip, resend, invite, fail"]`},
			"a name that is not": {"?import_id=a/b", "text/csv", head + row, 400, `"import_id":["must be`},
			"no boolean":         {"?dry_run=perhaps", "text/csv", head + row, 400, `"dry_run":["must be true or false"]`},
			"an unknown format":  {"?format=xml", "text/csv", head + row, 400, "json, csv, xlsx, ndjson, table"},
		} {
			a := s.DoAs(t, s.A.Admin.Token, "POST", importPath+c.query, c.kind, c.file)
			if a.Status != c.status || !strings.Contains(a.Body, c.says) {
				t.Errorf("%s: %d %.300s", name, a.Status, a.Body)
			}
		}
		odd := imported(t, s, s.A.Admin.Token, "?dry_run=true", head+"Saperix,a\x00@saperix.example,A\nSaperix,a@saperix.example,\xff\n\"Saperix\"x,y,z\n")
		wantLines(t, odd, "2 refused requestee_email: has characters that are not text\n"+
			"3 refused requestee_formal_name: has characters that are not text\n4 refused row: is not CSV: extraneous or missing \" in quoted-field\n")
		if diff := cmp.Diff(before, s.Snapshot(t)); diff != "" {
			t.Errorf("refused files left traces:\n%s", diff)
		}
	})
}

// limit sets how many invitation mails customer A may send in a day.
func limit(t *testing.T, s *apitest.Server, mails int) {
	t.Helper()
	_, err := s.Customers.SetSettings(t.Context(), actor.System(s.A.ID), func(set *tenant.Settings) error {
		set.InvitationMailsPerDay = mails
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
