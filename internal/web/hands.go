package web

import "sync"

// largeAtOnce is how many large forms a person may send at the same moment: each
// is in memory while it comes.
const largeAtOnce = 4

// savedAtOnce is how many files a person may save at the same moment: each is in
// memory for as long as it goes out, however slowly.
const savedAtOnce = 8

// hands counts what is in memory for a user: large forms that come in, or files
// that go out.
type hands struct {
	most int // at the same moment

	mu   sync.Mutex
	busy map[string]int
}

func newHands(most int) *hands { return &hands{most: most, busy: make(map[string]int)} }

// take reports whether there was a hand free for the user; then it is to be freed.
func (h *hands) take(user string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.busy[user] >= h.most {
		return false
	}
	h.busy[user]++
	return true
}

func (h *hands) free(user string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.busy[user]--; h.busy[user] == 0 {
		delete(h.busy, user)
	}
}
