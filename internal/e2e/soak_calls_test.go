package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
)

// soak is a server and what is called of it.
type soak struct {
	url                     string // of the server itself: to compare every answer takes longer than to make it
	token, company, metrics string
	left                    atomic.Int64 // to invite in this part
	mu                      sync.Mutex
	made                    []string // guids of requests
}

// call makes one call, which reads or writes.
func (k *soak) call(t *testing.T, client *http.Client, writes bool) (status int, err error) {
	if writes {
		return k.write(t, client)
	}
	path := requests + "?limit=100"
	switch n := rand.IntN(18); {
	case n < 4:
		path += "&status=Pending"
	case n < 6:
		path = "/ratings/v1/portfolio?limit=100"
	case n < 8:
		path += "&q=maria"
	case n < 9:
		path = requests + "/counts"
	}
	return k.send(t, client, "GET", path, nil, io.Discard)
}

// write invites somebody, or, when enough are invited, notes something at a request.
func (k *soak) write(t *testing.T, client *http.Client) (status int, err error) {
	if guid := k.one(); guid != "" && k.left.Add(-1) < 0 {
		return k.send(t, client, "PATCH", requests+"/"+guid, object{"notes": db.NewID()}, io.Discard)
	}
	var answer bytes.Buffer
	status, err = k.send(t, client, "POST", requests, object{
		"requestee_company_guid": k.company, "requestee_formal_name": "Maria Sharp",
		"requestee_email": db.NewID() + "@blackhills.example", "message": "Please look into this.",
	}, &answer)
	if err != nil || status != http.StatusCreated {
		return status, err
	}
	var made struct {
		GUID string `json:"guid"`
	}
	if err := json.Unmarshal(answer.Bytes(), &made); err != nil {
		return status, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.made = append(k.made, made.GUID)
	return status, nil
}

// one picks a request, or returns nothing while there is none.
func (k *soak) one() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.made) == 0 {
		return ""
	}
	return k.made[rand.IntN(len(k.made))]
}

func (k *soak) send(t *testing.T, client *http.Client, method, path string, body object, to io.Writer) (status int, err error) {
	var text io.Reader
	if body != nil {
		text = strings.NewReader(jsonOf(t, body))
	}
	request, err := http.NewRequestWithContext(t.Context(), method, k.url+path, text)
	if err != nil {
		return 0, err
	}
	request.SetBasicAuth(k.token, "")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	resp, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(to, resp.Body)
	return resp.StatusCode, err
}

var figureLine = regexp.MustCompile(`(?m)^(go_goroutines|go_memstats_heap_inuse_bytes|process_resident_memory_bytes|process_open_fds) (\S+)$`)

// figures are what the server says of itself.
func (k *soak) figures(t *testing.T) map[string]float64 {
	t.Helper()
	resp, err := http.Get(k.metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]float64)
	for _, line := range figureLine.FindAllStringSubmatch(string(text), -1) {
		if found[line[1]], err = strconv.ParseFloat(line[2], 64); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) != 4 {
		t.Fatalf("it says %v of itself", found)
	}
	return found
}
