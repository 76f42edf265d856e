package identity

// CheapHash hashes a password with costs of another time.
func CheapHash(pw string) string {
	p := params{memory: 64, time: 1, threads: 1}
	salt := make([]byte, saltLength)
	return phc{p, salt, p.key(pw, salt, keyLength)}.String()
}

// TakeSeat lets a test stop between a new user and its commit.
var TakeSeat = takeSeat
