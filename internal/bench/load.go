package bench

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// connections is how many callers there are at a time, each with a connection
// that it keeps.
const connections = 16

// load calls a server as fast as it answers, for a time.
type load struct {
	wrk    string // its program, or "" for our own client
	client *http.Client
}

func newLoad() *load {
	wrk, _ := exec.LookPath("wrk")
	return &load{wrk: wrk, client: &http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost: connections, DisableCompression: true, ReadBufferSize: 256 << 10,
	}}}
}

func (l *load) name() string {
	if l.wrk != "" {
		return "wrk"
	}
	return "its own client"
}

func authorization(token string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(token+":"))
}

// call is what is asked for.
type call struct {
	url           string
	authorization string
	tag           string // of the answer that the caller has; "" if it has none
	body          []byte // of a POST
	want          int    // status of its answer
}

// get returns how many answers to GET come in a second.
func (l *load) get(ctx context.Context, c call, span time.Duration) (float64, error) {
	c.want = http.StatusOK
	if c.tag != "" {
		c.want = http.StatusNotModified
	}
	if l.wrk != "" && span >= time.Second { // it knows no shorter ones
		r, err := c.request(ctx, http.MethodGet)
		if err == nil {
			err = l.call(r, c.want) // it takes any answer below 400
		}
		if err != nil {
			return 0, err
		}
		return l.runWrk(ctx, c, span)
	}
	return l.drive(ctx, span, http.MethodGet, func() call { return c })
}

// post returns how many answers to POST come in a second. next makes a new one;
// several ask for one at once.
func (l *load) post(ctx context.Context, span time.Duration, next func() call) (float64, error) {
	return l.drive(ctx, span, http.MethodPost, next)
}

func (c *call) request(ctx context.Context, method string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.url, bytes.NewReader(c.body))
	if err != nil {
		return nil, err
	}
	for name, value := range map[string]string{"Authorization": c.authorization, "If-None-Match": c.tag} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, nil
}

var (
	wrkRate    = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	wrkTrouble = regexp.MustCompile(`Non-2xx or 3xx responses: .*|Socket errors: .*`)
)

func (l *load) runWrk(ctx context.Context, c call, span time.Duration) (float64, error) {
	args := []string{"-t2", "-c" + strconv.Itoa(connections), "-d" + strconv.Itoa(int(span.Seconds())) + "s"}
	if c.authorization != "" {
		args = append(args, "-H", "Authorization: "+c.authorization)
	}
	if c.tag != "" {
		args = append(args, "-H", "If-None-Match: "+c.tag)
	}
	out, err := exec.CommandContext(ctx, l.wrk, append(args, c.url)...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk: %w: %s", err, out)
	}
	rate := wrkRate.FindSubmatch(out)
	if trouble := wrkTrouble.Find(out); trouble != nil || rate == nil {
		return 0, fmt.Errorf("wrk on %s: %s", c.url, out)
	}
	return strconv.ParseFloat(string(rate[1]), 64)
}

// drive makes calls from all connections until the time is over, and counts
// those that were answered as they should be.
func (l *load) drive(ctx context.Context, span time.Duration, method string, next func() call) (float64, error) {
	return together(span, func() error {
		c := next()
		r, err := c.request(ctx, method)
		if err != nil {
			return err
		}
		return l.call(r, c.want)
	})
}

// together does something from all connections until the time is over, and
// returns how often a second.
func together(span time.Duration, do func() error) (float64, error) {
	var (
		wg       sync.WaitGroup
		done     atomic.Int64
		failures = make([]error, connections)
		start    = time.Now()
	)
	for i := range connections {
		wg.Go(func() {
			for time.Since(start) < span && failures[i] == nil {
				failures[i] = do()
				done.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(done.Load()) / time.Since(start).Seconds(), errors.Join(failures...)
}

func (l *load) call(r *http.Request, want int) error {
	resp, err := l.client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != want {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 1000))
		return fmt.Errorf("%s %s answers %d: %s", r.Method, r.URL, resp.StatusCode, said)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
