package identity

// HashLightly makes passwords cost next to nothing in this process, until undo is
// called. It is for tests that are not about that cost, most of whose time would be
// spent on it: TestOnlyTestsHashLightly holds that nothing else has it. Neither may
// run beside what hashes.
func HashLightly() (undo func()) {
	dear, unknown := current, nobody
	current = params{memory: 8, time: 1, threads: 1}
	nobody = nobodys()
	return func() { current, nobody = dear, unknown }
}
