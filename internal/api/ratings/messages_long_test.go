package ratings_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// fill writes messages into a request as its sender does, each of so many bytes.
func fill(t *testing.T, s *apitest.Server, request string, messages, bytes int) {
	t.Helper()
	err := s.DB.Tx(t.Context(), func(tx *db.Tx) error {
		for i := range messages {
			_, err := tx.Exec(t.Context(), `
				insert into request_messages (customer_id, request_guid, number, guid, side, author_guid, author_name, body, created_at)
				values ($1, $2, $3, $4, 'requester', $5, 'X', $6, $7)`,
				s.A.ID, request, i+1, db.NewID(), s.A.Admin.GUID, strings.Repeat("x", bytes), s.Now())
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(t.Context(), `update access_requests set messages = $3 where customer_id = $1 and guid = $2`, s.A.ID, request, messages)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A list is read some at a time, and comes whole and in order all the same.
func TestALongListOfMessages(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		fill(t, s, k.Vars["guid"], 250, 1)
		forth := listed(t, s, k.Vars["caller"], k.received+"/messages")
		back := listed(t, s, k.Vars["caller"], k.received+"/messages?sort=-created_time")
		part := listed(t, s, s.A.Admin.Token, k.sent+"/messages?offset=30&limit=150")
		rest := listed(t, s, s.A.Admin.Token, k.sent+"/messages?offset=150&sort=-created_time&limit=500")
		if len(forth) != 250 || len(back) != 250 || len(part) != 150 || len(rest) != 100 {
			t.Fatalf("%d, %d, %d, %d messages", len(forth), len(back), len(part), len(rest))
		}
		for i, m := range forth {
			if m["guid"] != back[249-i]["guid"] {
				t.Fatalf("message %d is not there the other way round", i)
			}
			if i >= 30 && i < 180 && m["guid"] != part[i-30]["guid"] {
				t.Fatalf("message %d is not on its page", i)
			}
			if i < 100 && m["guid"] != rest[99-i]["guid"] {
				t.Fatalf("message %d is not at the end of the way back", i)
			}
		}
	})
}

// weighing notes what the heap holds when an answer begins to leave.
type weighing struct {
	*httptest.ResponseRecorder
	heap uint64
}

func (w *weighing) Write(b []byte) (int, error) {
	if w.heap == 0 {
		w.heap = heap()
	}
	return len(b), nil
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A recipient, whom nobody here knows, may write 5,000 messages of 20,000 bytes:
// whoever lists them does not hold them all in memory.
func TestALongListOfMessagesIsLight(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	k := newTalk(t, s)
	fill(t, s, k.Vars["guid"], 2000, 20_000)
	before := heap()
	w := &weighing{ResponseRecorder: httptest.NewRecorder()}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, k.received+"/messages", nil)
	r.SetBasicAuth(k.Vars["caller"], "")
	s.ServeHTTP(w, r)
	if more := int64(w.heap) - int64(before); w.heap == 0 || more > 12<<20 {
		t.Errorf("40 MB of messages took %d MB of memory", more>>20)
	}
}
