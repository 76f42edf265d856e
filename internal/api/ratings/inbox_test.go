package ratings_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
)

// The whole inbox comes, each once and the newest first, and people who read
// theirs slowly keep no connection from each other.
func TestLongInbox(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const many = 1203
		for i := range many {
			_, err := s.DB.Exec(t.Context(), `
				insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
				values ($1, $2, $3, $1, $4, '{"guid":"x"}')`,
				s.A.ID, s.A.Reader.GUID, fmt.Sprintf("%04d", i), apitest.Start.Add(time.Duration(i/3)*time.Hour))
			if err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		by := actor.Actor{CustomerID: s.A.ID, UserGUID: s.A.Reader.GUID}
		var guids []string
		var read func(depth int) error
		read = func(depth int) error {
			return s.Inbox.List(ctx, by, func(row *collab.Row) error {
				switch {
				case depth == 0:
					guids = append(guids, row.GUID)
				case row.GUID == fmt.Sprintf("%04d", many-1):
					return read(depth - 1)
				}
				return nil
			})
		}
		if err := read(20); err != nil {
			t.Fatal(err)
		}
		slices.Reverse(guids)
		if len(slices.Compact(guids)) != many || !slices.IsSorted(guids) {
			t.Errorf("%d rows", len(guids))
		}
	})
}

func TestInboxAsATable(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		_, err := s.DB.Exec(t.Context(), `
			insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
			values ($1, $2, 'x', $1, $3, '{"guid":"x","status":"Active"}')`, s.A.ID, s.A.Reader.GUID, apitest.Start)
		if err != nil {
			t.Fatal(err)
		}
		path := requests + "/received?fields=status,read"
		if got := s.Do(t, s.A.Reader.Token, "GET", path, "").Body; strings.TrimSpace(got) != `[{"read":false,"status":"Active"}]` {
			t.Errorf("got %s", got)
		}
		if got := s.Do(t, s.A.Reader.Token, "GET", path+"&format=csv", "").Body; got != "status,read\nActive,false\n" {
			t.Errorf("got %q", got)
		}
	})
}
