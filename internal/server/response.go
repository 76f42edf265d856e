package server

import (
	"io"
	"net/http"
	"time"
)

const (
	// sending is how long a client may take to send a body, beside a second for
	// each slowest bytes that have come: a file comes through a slow line as well.
	sending = time.Minute
	slowest = 32 << 10
	// stall is how long a client may leave what was written to it unread. It
	// is counted from the last write, so that a long list may stream for hours
	// while somebody reads it.
	stall = time.Minute
)

// response counts what is answered and keeps its client moving.
type response struct {
	http.ResponseWriter
	control  *http.ResponseController
	status   int
	bytes    int64
	deadline time.Time
}

// pace puts a time limit on the body of r and on every write to w. The limits
// of http.Server will not do: its ReadTimeout runs on after the body is read
// and ends the handler's context, its WriteTimeout ends long lists.
func pace(w http.ResponseWriter, r *http.Request) *response {
	control := http.NewResponseController(w)
	if r.ContentLength != 0 {
		// Without a connection, as in a test's recorder, there is nothing to time.
		_ = control.SetReadDeadline(time.Now().Add(sending))
		r.Body = &body{ReadCloser: r.Body, control: control, began: time.Now()}
	}
	return &response{ResponseWriter: w, control: control}
}

type body struct {
	io.ReadCloser
	control *http.ResponseController
	began   time.Time
	bytes   int64
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	before := b.bytes / slowest
	b.bytes += int64(n)
	switch bought := b.bytes / slowest; {
	case err == io.EOF:
		_ = b.control.SetReadDeadline(time.Time{})
	case bought > before:
		_ = b.control.SetReadDeadline(b.began.Add(sending + time.Duration(bought)*time.Second))
	}
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *response) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK { // 1xx is not the answer yet
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	for written := 0; ; {
		w.move()
		part := p[written:min(len(p), written+atOnce)]
		n, err := w.ResponseWriter.Write(part)
		w.bytes += int64(n)
		if written += n; err != nil || written == len(p) {
			return written, err
		}
	}
}

// atOnce is how many bytes have to go out before the deadline: a whole file in one
// write would have to go through a slow line in that time. An answer of 100 rows
// goes in one: each write more is another call of the system.
const atOnce = 256 << 10

// move puts the write deadline ahead again. It is called after the handler too:
// what is written last, or a header alone, leaves the buffer only then, and the
// connection still has the deadline of the request before.
func (w *response) move() {
	if now := time.Now(); w.deadline.Sub(now) < stall*3/4 {
		w.deadline = now.Add(stall)
		_ = w.control.SetWriteDeadline(w.deadline)
	}
}

// code is the status that the client sees: net/http's 200 where none was set.
func (w *response) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}
