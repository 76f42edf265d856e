package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// accepted makes what is there when Maria has accepted a request a month ago: hers,
// one more that she never answered, and a contact. It returns the first request.
func accepted(t *testing.T, env []string, by credentials) string {
	t.Helper()
	p := assemble(openDB(t, env), [32]byte{1})
	admin, email := actor.System(by.CustomerID), "maria@blackhills.example"
	then := db.Now().AddDate(0, -1, 0)
	ends := then.AddDate(0, 0, 60)
	var company portfolio.Company
	var maria identity.User
	err := p.db.Tx(t.Context(), func(tx *db.Tx) error {
		vendor, err := p.customers.Vendor(t.Context(), tx, "blackhills.example")
		if err != nil {
			return err
		}
		maria, _, err = p.users.BindRecipient(t.Context(), tx, vendor, identity.RecipientDraft{Email: email, FormalName: "Maria Castro", PHC: "x"})
		if err != nil {
			return err
		}
		company, err = p.companies.MakeTyped(t.Context(), tx, admin, by.CustomerID, "Black Hills", "blackhills.example")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.contacts.Create(t.Context(), admin, portfolio.ContactDraft{CompanyGUID: company.GUID, Email: &email}); err != nil {
		t.Fatal(err)
	}
	past := func(status collab.Status) *collab.Past {
		return &collab.Past{Request: collab.Request{
			GUID: db.NewIDAt(then), CreatedAt: then, Status: status, Reason: collab.Other, RequesterGUID: by.UserGUID, CompanyGUID: company.GUID,
			Email: email, FormalName: "Maria Castro", TrialDays: 60, HubspotStatus: "CREATED", SentCount: 1, EmailSentAt: &then, WindowEndsAt: &ends,
		}}
	}
	first, second := past(collab.Active), past(collab.Never)
	first.AcceptedAt, first.AccessEndsAt, first.RecipientCID, first.RecipientGUID = &then, &ends, &maria.CustomerID, &maria.GUID
	second.CreatedAt = then.Add(-time.Hour)
	requests := p.people("https://gate.example").Requests
	if _, err := requests.Backfill(t.Context(), admin, slices.Values([]*collab.Past{first, second})); err != nil {
		t.Fatal(err)
	}
	return first.GUID
}

// The operator reads what goes and what stays, says yes, and it is gone: from the
// record of events, too, which is whole.
func TestUserErase(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		guid := accepted(t, env, first)
		d := openDB(t, env)
		names := func() int {
			t.Helper()
			n, err := db.Value[int](t.Context(), d, `
				select (select count(*) from users where formal_name = 'Maria Castro') + (select count(*) from received)
					+ (select count(*) from access_requests where guid = $1 and document like '%maria@%')
					+ (select count(*) from event_details where body like '%maria@%' or body like '%Maria%')
					+ (select count(*) from jobs where args like '%maria@%')`, guid)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := names()
		args := []string{"user", "erase", "--user", "Maria@BlackHills.example"}
		refused(t, env, exitFailure, "There is no user", "user", "erase", "--user", "nobody@blackhills.example", "--yes")
		refused(t, env, exitFailure, "is a user of Blue Seas, whose administrators remove it", "user", "erase", "--user", first.Email, "--yes")
		refused(t, env, exitFailure, "There is no user", append(args, "--yes", "--customer", "Blue Seas")...)
		said := must(t, env, append(args, "--dry-run")...)
		for _, line := range []string{"maria@blackhills.example", "1, whose accesses end", "1 contacts and 1 invitations never accepted", "Nothing was changed."} {
			if !strings.Contains(said, line) {
				t.Errorf("%q does not say %q", said, line)
			}
		}
		for answer, code := range map[string]int{"": exitFailure, "no\n": exitFailure} {
			var out, stderr bytes.Buffer
			got := Run(t.Context(), args, Process{Environ: env, In: strings.NewReader(answer), Out: &out, Err: &stderr})
			if got != code || !strings.Contains(stderr.String(), "Erase Maria Castro <maria@blackhills.example>? It cannot be undone.") || !strings.HasSuffix(stderr.String(), "nobody was erased\n") {
				t.Errorf("answered %q it ends with %d and says %q", answer, got, stderr.String())
			}
		}
		if now := names(); now != before || now < 5 {
			t.Errorf("the person is in %d places, want %d: nobody was to be erased", now, before)
		}

		var out, stderr bytes.Buffer
		code := Run(t.Context(), append(args, "--words"), Process{Environ: env, In: strings.NewReader("yes\n"), Out: &out, Err: &stderr})
		if code != exitOK || !strings.Contains(out.String(), "Erased, in the record of events too.") {
			t.Errorf("it ends with %d and says %q and %q", code, out.String(), stderr.String())
		}
		if left := names(); left != 0 {
			t.Errorf("the person is in %d places", left)
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from contacts where email_lower = 'maria@blackhills.example'`); err != nil || n != 1 {
			t.Errorf("of the organisation's contacts %d are left: %v", n, err)
		}
		document, err := db.Value[string](t.Context(), d, `select document from access_requests where guid = $1`, guid)
		if err != nil || !strings.Contains(document, `"Erased person"`) || !strings.Contains(document, `"https://gate.example/outbox/`+guid+`"`) {
			t.Errorf("the document is %s, %v", document, err)
		}
		refused(t, env, exitFailure, "There is no user", append(args, "--yes")...)
		must(t, env, "audit", "verify")
	})
}

// Without questions, for programs.
func TestUserEraseJSON(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		accepted(t, env, first)
		got := read[erasure](t, must(t, env, "user", "erase", "--user", "maria@blackhills.example", "--json", "--dry-run"))
		if !got.DryRun || got.Requests != 1 || got.Contacts != 1 || got.Invitations != 1 || got.Email != "maria@blackhills.example" {
			t.Errorf("rehearsed it says %+v", got)
		}
		did := read[erasure](t, must(t, env, "user", "erase", "--user", got.UserGUID, "--customer", got.CustomerGUID, "--yes", "--stop", "--json"))
		got.DryRun = false
		if did != got {
			t.Errorf("it says %+v, want %+v", did, got)
		}
		if n, err := db.Value[int](t.Context(), openDB(t, env), `select count(*) from refusals where customer_id = 0`); err != nil || n != 1 {
			t.Errorf("%d people want no mail from this server: %v", n, err)
		}
	})
}
