package oidc

// Known returns how many providers are kept.
func Known(ps *Providers) int {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	return len(ps.known)
}
