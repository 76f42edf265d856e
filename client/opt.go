package client

import "encoding/json"

// Opt is a field of a body that may be left out, be null, or have a value. The
// zero value leaves it out.
type Opt[T any] struct {
	value T
	state int
}

const (
	absent = iota
	null
	given
)

// Set is a field with a value.
func Set[T any](v T) Opt[T] { return Opt[T]{v, given} }

// Null is a field that is null.
func Null[T any]() Opt[T] { return Opt[T]{state: null} }

// Get returns the value, and false if there is none.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state == given }

// IsZero reports whether the field is left out.
func (o Opt[T]) IsZero() bool { return o.state == absent }

// MarshalJSON writes the value or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != given {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*o = Null[T]()
		return nil
	}
	o.state = given
	return json.Unmarshal(text, &o.value)
}
