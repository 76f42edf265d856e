package ratings_test

import (
	"net/http"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
)

// While an address takes its time, other workers leave other webhooks alone, and
// find what else there is to do.
func TestWebhooksLeaveWorkersToOthers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		s.Webhooks.Post.AtOnce = 1
		for _, path := range []string{"/one", "/two"} {
			call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":"`+path+`","url":"`+r.URL+path+`"}`, 201)
		}
		others := 0
		r.Answer(func(w http.ResponseWriter, n int) {
			for n == 1 { // another worker, meanwhile
				worked, err := s.Runner.Next(t.Context())
				if err != nil {
					t.Error(err)
				}
				if !worked {
					break
				}
				others++
			}
			w.WriteHeader(http.StatusNoContent)
		})
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v2/users", `{"email":"new@blueseas.example","formal_name":"New Person"}`, 201)
		if err := s.Runner.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := r.Take(); len(got) != 1 || others == 0 {
			t.Errorf("%d were told at a time, and another worker ran %d jobs", len(got), others)
		}
		s.Move(time.Second)
		s.Drain(t)
		if got := r.Take(); len(got) != 1 {
			t.Errorf("%d were told later", len(got))
		}
	})
}
