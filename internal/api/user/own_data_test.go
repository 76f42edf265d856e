package user_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
)

// Everybody gets what is held about them, and nothing about who has the same name
// elsewhere.
func TestOwnData(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const path = "/user/v1/users/current/data"
		a := s.Do(t, s.A.Reader.Token, "GET", path, "")
		var got struct {
			Message string
			Data    map[string]json.RawMessage
		}
		if err := json.Unmarshal([]byte(a.Body), &got); a.Status != 200 || err != nil || got.Message != "OK" {
			t.Fatalf("%d %v %s", a.Status, err, a.Body)
		}
		want := strings.Fields("accesses colleagues events files findings made_at mails messages notifications requests_received requests_sent " +
			"roles saved_views second_factors sessions shortened time_asked_for tokens user")
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got.Data))); diff != "" {
			t.Error(diff)
		}
		var users []struct{ GUID, Email string }
		if err := json.Unmarshal(got.Data["user"], &users); err != nil || len(users) != 1 || users[0].GUID != s.A.Reader.GUID || users[0].Email != s.A.Reader.Email {
			t.Errorf("%v %s", err, got.Data["user"])
		}
		if tokens := string(got.Data["tokens"]); !strings.Contains(tokens, s.A.Reader.Token[4:12]) || strings.Contains(a.Body, s.A.Reader.Token) {
			t.Errorf("tokens: %s", tokens)
		}
		for _, other := range []*apitest.Person{s.A.Admin, s.B.Reader} {
			if strings.Contains(a.Body, other.Email) {
				t.Errorf("it names %s", other.Email)
			}
		}
	})
}
