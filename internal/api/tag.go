package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/tenant"
)

// A tag names what an answer shows. There are three:
//
//	W/"<hash>"    of a list: of the versions that it depends on, before rows are read
//	W/"<hash>"    of what no version covers (last use, numbers of a time): of the answer
//	"<n>-<hash>"  of one thing: its row's version, which If-Match compares, and its answer

// read answers a GET, with 304 if the client has the answer already.
func (f *Family) read(w http.ResponseWriter, r *http.Request, by actor.Actor, route *Route) error {
	if route.Topics == 0 {
		h := &hashed{ResponseWriter: w, r: r}
		if err := route.Handle(h, r, by); err != nil {
			return err
		}
		h.finish()
		return nil
	}
	versions, err := f.Heads.Read(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	name := f.sight(r, &by, route.Topics.Of(versions))
	tag := name.tag()
	w.Header().Set("ETag", tag)
	if known, ok := isKnown(r, tag); ok {
		notModified(w, known)
		return nil
	}
	if f.Answers.wants(name) {
		return f.Answers.keep(w, name, func(w http.ResponseWriter) error { return route.Handle(w, r, by) })
	}
	return route.Handle(w, r, by)
}

// again answers a GET that was answered before, while all that its answer depends
// on is as it was. What the call says was looked at then: it is the same call.
func (f *Family) again(w http.ResponseWriter, r *http.Request, by *actor.Actor, route *Route) (done bool, err error) {
	if route.Topics == 0 || f.Answers == nil {
		return false, nil
	}
	versions, err := f.Heads.Read(r.Context(), by.CustomerID)
	if err != nil {
		return false, err
	}
	name := f.sight(r, by, route.Topics.Of(versions))
	a := f.Answers.find(name)
	if a == nil {
		return false, nil
	}
	tag := name.tag()
	if known, ok := isKnown(r, tag); ok {
		notModified(w, known)
		return true, nil
	}
	w.Header().Set("ETag", tag)
	a.write(w)
	return true, nil
}

// sight hashes all that an answer depends on. Every part is preceded by its length
// or ends where no number goes on, so that no two that differ are written alike.
func (f *Family) sight(r *http.Request, by *actor.Actor, v audit.Versions) sight {
	b := make([]byte, 0, 1024)
	for _, n := range [...]int64{v.Epoch, v.Requests, v.Portfolio, v.Identity, by.CustomerID, by.AccessID, int64(len(by.Roles))} {
		b = append(strconv.AppendInt(b, n, 10), ' ')
	}
	b = f.Now().AppendFormat(strconv.AppendBool(b, by.AllCompanies), time.DateOnly)
	text := func(s string) {
		b = append(append(strconv.AppendInt(append(b, ' '), int64(len(s)), 10), ':'), s...)
	}
	for _, s := range [...]string{
		by.UserGUID, string(by.Role), by.GroupGUID, by.Language, f.Edition, r.URL.Path, r.URL.RawQuery, r.Header.Get("Accept-Language"),
	} {
		text(s)
	}
	for _, s := range by.Roles {
		text(s)
	}
	for _, s := range r.Header["Accept"] {
		text(s)
	}
	return sha256.Sum256(b)
}

// tag is the name as an ETag.
func (s *sight) tag() string { return `W/"` + base64.RawURLEncoding.EncodeToString(s[:12]) + `"` }

func hash(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:12])
}

// Version makes the answer that follows carry the version of the thing that it
// shows.
func Version(w http.ResponseWriter, n int64) {
	w.Header().Set("ETag", `"`+strconv.FormatInt(n, 10)+`"`)
}

// completeTag puts the hash of the answer to its version: beside its row, an
// answer may show counts and names.
func completeTag(w http.ResponseWriter, body []byte) {
	tag := w.Header().Get("ETag")
	if n := strings.Trim(tag, `"`); n != "" && strings.Trim(n, "0123456789") == "" {
		w.Header().Set("ETag", `"`+n+"-"+hash(string(body))+`"`)
	}
}

// isKnown returns the tag of If-None-Match that is the same, if there is one. The comparison is the
// weak one, also after compression.
func isKnown(r *http.Request, tag string) (known string, ok bool) {
	for _, known := range tags(r, "If-None-Match") {
		if opaque(known) == opaque(tag) {
			return known, true
		}
	}
	return "", false
}

// notModified answers with the tag as the client has it: of its encoding.
func notModified(w http.ResponseWriter, known string) {
	w.Header().Set("ETag", known)
	w.Header().Del("Content-Type")
	w.Header().Del("Content-Disposition")
	w.WriteHeader(http.StatusNotModified)
}

// tags returns the tags that a header lists.
func tags(r *http.Request, header string) (all []string) {
	rest := strings.Join(r.Header.Values(header), ",")
	for {
		rest = strings.TrimLeft(rest, ", \t")
		begin := strings.IndexByte(rest, '"')
		if begin < 0 {
			return all
		}
		end := strings.IndexByte(rest[begin+1:], '"')
		if end < 0 {
			return all
		}
		end += begin + 2
		all = append(all, rest[:end])
		rest = rest[end:]
	}
}

// opaque is what a tag says, whether weak or not, and of whatever encoding.
func opaque(tag string) string {
	tag = strings.Trim(strings.TrimPrefix(tag, "W/"), `"`)
	for _, coding := range []string{"-gzip", "-zstd"} {
		tag = strings.TrimSuffix(tag, coding)
	}
	return tag
}

// conditional hands the versions that If-Match lists to the transaction that
// changes something; * is any. Weak tags name none.
func conditional(r *http.Request) *http.Request {
	if r.Header.Get("If-Match") == "" || strings.TrimSpace(r.Header.Get("If-Match")) == "*" {
		return r
	}
	versions := []int64{}
	for _, tag := range tags(r, "If-Match") {
		n, _, _ := strings.Cut(strings.Trim(tag, `"`), "-")
		if version, err := strconv.ParseInt(n, 10, 64); err == nil {
			versions = append(versions, version)
		}
	}
	return r.WithContext(tenant.WithVersions(r.Context(), versions))
}

// mostHashed is how much of an answer is kept back for its tag, in bytes. What
// is longer streams without one.
const mostHashed = 256 << 10

// hashed keeps an answer back until it is whole, to give it a tag.
type hashed struct {
	http.ResponseWriter
	r         *http.Request
	status    int
	body      bytes.Buffer
	isThrough bool
}

func (h *hashed) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *hashed) Write(b []byte) (int, error) {
	if !h.isThrough && h.body.Len()+len(b) <= mostHashed {
		return h.body.Write(b)
	}
	if !h.isThrough {
		h.pass()
	}
	return h.ResponseWriter.Write(b)
}

func (h *hashed) pass() {
	h.isThrough = true
	if h.status != 0 {
		h.ResponseWriter.WriteHeader(h.status)
	}
	_, _ = h.body.WriteTo(h.ResponseWriter) // the client has gone: nobody to tell
}

// finish sends what was kept back.
func (h *hashed) finish() {
	if h.isThrough {
		return
	}
	if h.status == 0 || h.status == http.StatusOK {
		head := h.Header()
		if head.Get("ETag") == "" {
			head.Set("ETag", `W/"`+hash(head.Get("Content-Type"), strings.Join(head.Values("Link"), ","), h.body.String())+`"`)
		}
		if known, ok := isKnown(h.r, head.Get("ETag")); ok {
			notModified(h.ResponseWriter, known)
			return
		}
	}
	h.pass()
}
