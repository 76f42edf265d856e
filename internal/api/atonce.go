package api

import (
	"context"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// AtOnce returns an Admit of [Family] that lets a token have so many calls
// running at a time on this node; 0 is no limit.
func AtOnce(most int) func(context.Context, actor.Actor) (func(), error) {
	if most == 0 {
		return nil
	}
	var mu sync.Mutex
	running := make(map[string]int) // by token
	return func(_ context.Context, by actor.Actor) (func(), error) {
		token := by.TokenGUID // an actor is large, and would be kept until the answer
		mu.Lock()
		defer mu.Unlock()
		if running[token] >= most {
			return nil, fault.Wait(fault.TooMany, time.Second, "A token may make %d calls at a time. Wait until one is answered.", most)
		}
		running[token]++
		return func() {
			mu.Lock()
			defer mu.Unlock()
			if running[token]--; running[token] == 0 {
				delete(running, token)
			}
		}, nil
	}
}
