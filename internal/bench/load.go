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

// get returns how many answers to GET come in a second.
func (l *load) get(ctx context.Context, url, token string, span time.Duration) (float64, error) {
	if l.wrk != "" && span >= time.Second { // it knows no shorter ones
		return l.runWrk(ctx, url, token, span)
	}
	return l.drive(ctx, span, http.StatusOK, func(context.Context) (*http.Request, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err == nil {
			r.Header.Set("Authorization", authorization(token))
		}
		return r, err
	})
}

// post returns how many answers to POST come in a second. body makes a new one
// for each; several ask for one at once.
func (l *load) post(ctx context.Context, url, token string, span time.Duration, body func() []byte) (float64, error) {
	return l.drive(ctx, span, http.StatusCreated, func(context.Context) (*http.Request, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body()))
		if err == nil {
			r.Header.Set("Authorization", authorization(token))
			r.Header.Set("Content-Type", "application/json")
		}
		return r, err
	})
}

var (
	wrkRate    = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	wrkTrouble = regexp.MustCompile(`Non-2xx or 3xx responses: .*|Socket errors: .*`)
)

func (l *load) runWrk(ctx context.Context, url, token string, span time.Duration) (float64, error) {
	out, err := exec.CommandContext(ctx, l.wrk, "-t2", "-c"+strconv.Itoa(connections), "-d"+strconv.Itoa(int(span.Seconds()))+"s",
		"-H", "Authorization: "+authorization(token), url).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk: %w: %s", err, out)
	}
	rate := wrkRate.FindSubmatch(out)
	if trouble := wrkTrouble.Find(out); trouble != nil || rate == nil {
		return 0, fmt.Errorf("wrk on %s: %s", url, out)
	}
	return strconv.ParseFloat(string(rate[1]), 64)
}

// drive makes calls from all connections until the time is over, and counts
// those that were answered as they should be.
func (l *load) drive(ctx context.Context, span time.Duration, want int, next func(context.Context) (*http.Request, error)) (float64, error) {
	var (
		wg       sync.WaitGroup
		answered atomic.Int64
		failures = make([]error, connections)
		start    = time.Now()
	)
	for i := range connections {
		wg.Go(func() {
			for time.Since(start) < span && failures[i] == nil {
				r, err := next(ctx)
				if err == nil {
					err = l.call(r, want)
				}
				failures[i] = err
				answered.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(answered.Load()) / time.Since(start).Seconds(), errors.Join(failures...)
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
