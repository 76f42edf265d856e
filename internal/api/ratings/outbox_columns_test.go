package ratings

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// A file of the outbox is made of the documents as they are, and says what they
// would say decoded.
func TestOutboxFileIsNotDecoded(t *testing.T) {
	const full = `{"guid":"g1","ccs":"a@x.example,b@x.example","requester_guid":"g2","requestee_formal_name":"Zoë \"Z\" O'Neil","message":"=1+1\nline, two\\",` +
		`"notes":"@note","can_resend_email":true,"status":"Pending","shared_observations_count":3,"trial_duration":30,` +
		`"context":{"date":"2026-01-01","rating":640,"risk_vectors":[{"risk_vector":{"slug":"spf"},"grade":"B"},{"risk_vector":{"slug":"dkim"},"grade":null}]},` +
		`"resolved_by":{"guid":"g3","formal_name":"Ann, Porter"},"resolved_date":"2026-02-01","third_parties":[{"name":"","email":"c@x.example"},{"name":"D","email":"d@x.example"}],` +
		`"awaiting":"answer","mail_status":"queued","link":"https://x.example/outbox/g1","unknown":{"guid":"not this"},` +
		`"forwards":[{"date":"2026-01-02","from_formal_name":"","from_email":"","to_formal_name":"E","to_email":"e@x.example"},{"date":"2026-01-03","from_formal_name":"","from_email":"","to_formal_name":"F","to_email":""}]}`
	empty, err := json.Marshal(&collab.Document{})
	if err != nil {
		t.Fatal(err)
	}
	var whole collab.Document
	if err := json.Unmarshal([]byte(full), &whole); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(&whole)
	if err != nil {
		t.Fatal(err)
	}
	write := func(byName bool) string {
		s := api.Sheet[collab.Document]{Name: "x", Columns: documentColumns, ByName: byName, Each: func(yield func([]byte) error) error {
			for _, d := range [][]byte{text, empty, text} {
				if err := yield(d); err != nil {
					return err
				}
			}
			return nil
		}, Row: func(document []byte) (*collab.Document, error) {
			if byName {
				t.Errorf("%s is decoded", document)
			}
			d := new(collab.Document)
			return d, json.Unmarshal(document, d)
		}}
		w := httptest.NewRecorder()
		if err := s.Write(w, api.FormatCSV); err != nil {
			t.Fatal(err)
		}
		return w.Body.String()
	}
	got, want := write(true), write(false)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, cell := range []string{`"spf (B), dkim"`, `"<c@x.example>, D <d@x.example>"`, `"2026-01-02 E <e@x.example>, 2026-01-03 F"`, `"Zoë ""Z"" O'Neil"`, `,640,`, `"Ann, Porter"`, `'@note`} {
		if !strings.Contains(got, cell) {
			t.Errorf("%s is not in\n%s", cell, got)
		}
	}
}
