package api

import (
	"container/list"
	"crypto/sha256"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"gatehouse/internal/meter"
)

// Answers keeps finished answers to GETs, to give them again while nothing that
// they were made of has changed.
//
// An answer is kept under everything that its tag names (see [Family.sight]): the
// versions of what it depends on, read after the call had come; who asks, with
// rights, role and group; address, format and language; the day; the program and
// its address. Whoever asks for the same with the same versions would be answered
// 304 if it had the answer, and gets the same bytes if it has not. It is asked for
// after the caller was let in and its right was looked at, so that nothing is given
// to somebody who would be refused. The rows of an answer are read after its
// versions: it may be newer than they say, never older. A change moves the versions
// in its own transaction, and with them the name that is looked for: nothing has to
// be thrown away, and what nobody asks for any more is the first to go.
type Answers struct {
	Most int64 // bytes of all together; 0 keeps none
	// Again keeps only what is asked for a second time: to copy an answer takes a
	// good part of what it takes to make one, and most are asked for once.
	Again bool

	mu     sync.Mutex
	kept   map[sight]*list.Element
	recent list.List // of *answer, the last used first
	size   int64
	asked  [2]map[sight]bool // what was asked for once, lately and before
}

const (
	maxAnswer = 1 << 20 // bytes of one that is kept
	mostAsked = 2048    // names in each half of asked
)

// sight names an answer: the hash of all that it depends on.
type sight [sha256.Size]byte

type answer struct {
	name   sight
	header http.Header // what the handler said
	body   []byte
	length string
}

// answersKept counts how often an answer was there already.
var answersKept = meter.NewCache("answers")

// find returns an answer that is kept, or nil.
func (as *Answers) find(name sight) *answer {
	if as == nil || as.Most == 0 {
		return nil
	}
	as.mu.Lock()
	defer as.mu.Unlock()
	e, ok := as.kept[name]
	if !ok {
		answersKept.Miss()
		return nil
	}
	answersKept.Hit()
	as.recent.MoveToFront(e)
	return e.Value.(*answer) //nolint:forcetypeassert // only put makes them
}

// wants reports whether an answer that is about to be made is to be kept.
func (as *Answers) wants(name sight) bool {
	if as == nil || as.Most == 0 {
		return false
	}
	if !as.Again {
		return true
	}
	as.mu.Lock()
	defer as.mu.Unlock()
	if as.asked[0][name] || as.asked[1][name] {
		return true
	}
	if as.asked[0] == nil || len(as.asked[0]) >= mostAsked {
		as.asked[0], as.asked[1] = make(map[sight]bool), as.asked[0]
	}
	as.asked[0][name] = true
	return false
}

// put keeps an answer, and lets go of others where there is no room.
func (as *Answers) put(a *answer) {
	as.mu.Lock()
	defer as.mu.Unlock()
	if _, ok := as.kept[a.name]; ok || a.size() > as.Most {
		return
	}
	if as.kept == nil {
		as.kept = make(map[sight]*list.Element)
	}
	as.kept[a.name] = as.recent.PushFront(a)
	for as.size += a.size(); as.size > as.Most; {
		last := as.recent.Remove(as.recent.Back()).(*answer) //nolint:forcetypeassert // only put makes them
		delete(as.kept, last.name)
		as.size -= last.size()
	}
}

// size is about what an answer takes in memory.
func (a *answer) size() int64 { return int64(cap(a.body)) + 1024 }

// write answers once more.
func (a *answer) write(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.header)
	w.Header().Set("Content-Length", a.length)
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(a.body) // the client has gone: nobody to tell
}

// copying passes an answer on, and takes a copy of it.
type copying struct {
	http.ResponseWriter
	before http.Header
	said   http.Header // by the handler; nil before it answers
	body   []byte
	isLost bool // it is not one to keep
}

// note takes down what the handler has said when its answer begins: further out,
// where it is compressed, more is said of it, which is not true for everybody.
func (c *copying) note() {
	if c.said != nil {
		return
	}
	c.said = make(http.Header)
	for key, values := range c.Header() {
		if !slices.Equal(values, c.before[key]) {
			c.said[key] = slices.Clip(slices.Clone(values)) // who adds to one gets a copy
		}
	}
}

func (c *copying) WriteHeader(status int) {
	c.note()
	c.isLost = c.isLost || status != http.StatusOK
	c.ResponseWriter.WriteHeader(status)
}

func (c *copying) Write(b []byte) (int, error) {
	c.note()
	if c.isLost = c.isLost || len(c.body)+len(b) > maxAnswer; c.isLost {
		c.body = nil
	} else {
		c.body = append(c.body, b...)
	}
	return c.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (c *copying) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// keep makes an answer with handle, and keeps it if it is whole.
func (as *Answers) keep(w http.ResponseWriter, name sight, handle func(http.ResponseWriter) error) error {
	c := &copying{ResponseWriter: w, before: w.Header().Clone()}
	if err := handle(c); err != nil || c.isLost {
		return err
	}
	c.note()
	as.put(&answer{name: name, header: c.said, body: slices.Clone(c.body), length: strconv.Itoa(len(c.body))})
	return nil
}
