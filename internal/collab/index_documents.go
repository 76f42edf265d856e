package collab

import (
	"sync"
	"time"

	"gatehouse/internal/collab/facets"
)

// documents are those of a customer that were asked for lately. Each is as new as
// the outline's standing, or newer. Those that were not asked for since half of what
// may be kept has come are forgotten.
type documents struct {
	mu         sync.Mutex
	young, old map[facets.GUID][]byte
	bytes      int64 // of the young
	aged       int64 // of the old
	began      time.Time
}

// keptFor is how long a document may lag at most, whatever has changed it: a node of
// a version that tells less of its changes may be at work on the same database.
const keptFor = time.Minute

// perDocument is what a document takes beside itself.
const perDocument = 64

// find puts the documents of places into their order, and returns the guids of
// those that it has not.
func (ds *documents) find(places []facets.Place, into [][]byte) (missing []facets.GUID) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if now := time.Now(); now.Sub(ds.began) > keptFor {
		ds.empty()
		ds.began = now
	}
	for i := range places {
		guid := places[i].GUID
		if d, ok := ds.young[guid]; ok {
			into[i] = d
		} else if d, ok := ds.old[guid]; ok {
			into[i] = d
			ds.add(guid, d)
		} else {
			missing = append(missing, guid)
		}
	}
	return missing
}

func (ds *documents) add(guid facets.GUID, document []byte) {
	if ds.young == nil {
		ds.young = make(map[facets.GUID][]byte)
	}
	ds.bytes += int64(len(document) + perDocument)
	if was, ok := ds.young[guid]; ok {
		ds.bytes -= int64(len(was) + perDocument)
	}
	ds.young[guid] = document
}

// keep takes documents that were read, if stands says that what they belong to
// still does. most is how many bytes may be kept.
func (ds *documents) keep(guids []facets.GUID, read map[facets.GUID][]byte, most int64, stands func() bool) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if !stands() {
		return
	}
	for _, guid := range guids {
		ds.add(guid, read[guid])
	}
	ds.turn(most)
}

// age forgets documents that were not asked for lately, where there are more bytes
// than may be kept.
func (ds *documents) age(most int64) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	ds.turn(most)
}

func (ds *documents) turn(most int64) {
	if ds.bytes > most/2 {
		ds.old, ds.aged = ds.young, ds.bytes
		ds.young, ds.bytes = nil, 0
	}
	if ds.bytes+ds.aged > most { // a page alone may be that much
		ds.old, ds.aged = nil, 0
	}
}

// renew replaces documents that have changed, or forgets all, at the same moment
// in which stand puts up what they then belong to.
func (ds *documents) renew(stand func(), changed map[facets.GUID][]byte, all bool) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if all {
		ds.empty()
	}
	for guid, document := range changed {
		ds.add(guid, document)
	}
	stand()
}

func (ds *documents) empty() { ds.young, ds.old, ds.bytes, ds.aged = nil, nil, 0, 0 }

func (ds *documents) size() int64 {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	return ds.bytes + ds.aged
}
