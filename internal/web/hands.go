package web

import "sync"

// largeAtOnce is how many large forms a person may send at the same moment: each
// is in memory while it comes.
const largeAtOnce = 4

// hands counts the large forms that are coming in, by user.
type hands struct {
	mu   sync.Mutex
	busy map[string]int
}

// take reports whether there was a hand free for the user; then it is to be freed.
func (h *hands) take(user string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.busy[user] >= largeAtOnce {
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
