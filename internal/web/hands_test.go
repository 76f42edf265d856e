package web

import "testing"

// Nobody fills the memory by sending many large forms at the same moment.
func TestHands(t *testing.T) {
	h := newHands(largeAtOnce)
	for range largeAtOnce {
		if !h.take("a") {
			t.Fatal("too few at once")
		}
	}
	if h.take("a") || !h.take("b") {
		t.Error("it is not counted by person")
	}
	h.free("a")
	if !h.take("a") || h.take("a") {
		t.Error("one that is done makes room for one")
	}
	for range largeAtOnce {
		h.free("a")
	}
	if h.free("b"); len(h.busy) != 0 {
		t.Errorf("left: %v", h.busy)
	}
}
