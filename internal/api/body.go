package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/fault"
)

// MaxBody is how much of a body is read, in bytes.
const MaxBody = 1 << 20

func seconds(d time.Duration) string {
	return strconv.Itoa(int(math.Ceil(d.Seconds())))
}

// Opt is a field of a body that may be absent, null or a value.
type Opt[T any] struct {
	Set   bool // it was sent
	Null  bool // as null
	Value T
}

// UnmarshalJSON notes that the field was sent.
func (o *Opt[T]) UnmarshalJSON(text []byte) error {
	o.Set, o.Null = true, string(text) == "null" // it may have been read before, from around this object
	if o.Null {
		return nil
	}
	return json.Unmarshal(text, &o.Value)
}

// Ptr returns the value if one was sent, else nil.
func (o Opt[T]) Ptr() *T {
	if !o.Set || o.Null {
		return nil
	}
	return &o.Value
}

// Raw reads a body of JSON and takes off a wrapper: an object whose only key is
// one of wrap. It checks that the body is JSON and holds no NUL.
func Raw(w http.ResponseWriter, r *http.Request, wrap ...string) (json.RawMessage, error) {
	if err := jsonType(r); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, fault.New(fault.TooLarge, "The body is larger than 1 MiB.")
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "The body could not be read to its end.")
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, fault.New(fault.Invalid, "JSON parse error - the body is empty.")
	}
	if !json.Valid(text) {
		return nil, fault.New(fault.Invalid, "JSON parse error - the body is not JSON.")
	}
	if bytes.Contains(text, []byte(`\u0000`)) && holdsNUL(text) {
		return nil, fault.New(fault.Invalid, "The body has a NUL character, which is not text.")
	}
	var object map[string]json.RawMessage
	if len(wrap) > 0 && json.Unmarshal(text, &object) == nil && len(object) == 1 {
		for key, inner := range object {
			if slices.Contains(wrap, key) {
				return inner, nil
			}
		}
	}
	return text, nil
}

// jsonType refuses what is plainly something else. curl's -d and old clients
// send JSON under a form's type.
func jsonType(r *http.Request) error {
	sent := r.Header.Get("Content-Type")
	if sent == "" {
		return nil
	}
	kind, _, err := mime.ParseMediaType(sent)
	if err == nil && (strings.HasSuffix(kind, "json") || kind == "text/plain" ||
		kind == "application/x-www-form-urlencoded" || kind == "application/octet-stream") {
		return nil
	}
	return fault.New(fault.Unsupported, "Unsupported media type %q in request. Send application/json.", sent)
}

func holdsNUL(text []byte) bool {
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		token, err := dec.Token()
		if err != nil {
			return false
		}
		if s, ok := token.(string); ok && strings.ContainsRune(s, 0) {
			return true
		}
	}
}

// Body reads the JSON object of a call into a T. Unknown fields are ignored and
// named in the header X-Ignored-Fields, or refused if strict.
func Body[T any](w http.ResponseWriter, r *http.Request, strict bool, wrap ...string) (v T, err error) {
	text, err := Raw(w, r, wrap...)
	if err != nil {
		return v, err
	}
	return v, Decode(w, text, strict, &v)
}

// Decode reads one JSON object into v, as [Body] does.
func Decode(w http.ResponseWriter, text json.RawMessage, strict bool, v any) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil || object == nil {
		return fault.New(fault.Invalid, "Invalid data. Expected an object.")
	}
	unknown := unknownFields(object, reflect.TypeOf(v).Elem())
	if len(unknown) > 0 && strict {
		p := fault.Problems{}
		for _, name := range unknown {
			p.Require(false, name, "is not a field of this call")
		}
		return p.Err()
	}
	Ignored(w, unknown)
	dec := json.NewDecoder(bytes.NewReader(text))
	if strict {
		dec.DisallowUnknownFields()
	}
	return typeError(dec.Decode(v))
}

// mostIgnored is how long the header of ignored fields gets, in bytes.
const mostIgnored = 500

// Ignored names what was sent and not read, beside what was said of the call's
// other objects. What the header does not hold is not named: somebody may send a
// hundred thousand fields.
func Ignored(w http.ResponseWriter, names []string) {
	const field = "X-Ignored-Fields"
	said := w.Header().Get(field)
	for _, name := range names {
		if len(said) >= mostIgnored {
			break
		}
		if name = printable(name); !slices.Contains(strings.Split(said, ", "), name) {
			said = strings.TrimPrefix(said+", "+name, ", ")
		}
	}
	if said != "" {
		w.Header().Set(field, said[:min(len(said), mostIgnored)])
	}
}

// printable is a name without what cannot stand in a header.
func printable(name string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' {
			return '?'
		}
		return c
	}, name)
}

func typeError(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fault.Field(orBody(e.Field), "must be %s, not %s", kindName(e.Type), e.Value)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fault.Field(strings.Trim(name, `"`), "is not a field of this call")
	}
	if f := fault.Of(err); f.Kind != fault.Internal {
		return err
	}
	return fault.New(fault.Invalid, "JSON parse error - a value has the wrong form.")
}

func orBody(field string) string {
	if field == "" {
		return "body"
	}
	return field
}

func kindName(t reflect.Type) fault.Word {
	switch t.Kind() {
	case reflect.Bool:
		return "a boolean"
	case reflect.String:
		return "a string"
	case reflect.Int, reflect.Int64, reflect.Int32:
		return "an integer"
	case reflect.Slice, reflect.Array:
		return "an array"
	default:
		return "an object"
	}
}

// unknownFields returns the keys of object that T's tags do not name.
func unknownFields(object map[string]json.RawMessage, t reflect.Type) []string {
	if t.Kind() != reflect.Struct {
		return nil
	}
	known := make(map[string]bool)
	for f := range fields(t) {
		known[f] = true
	}
	var unknown []string
	for key := range object {
		if !known[strings.ToLower(key)] {
			unknown = append(unknown, key)
		}
	}
	slices.Sort(unknown)
	return unknown
}

func fields(t reflect.Type) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "" && name != "-" && !yield(strings.ToLower(name)) {
				return
			}
		}
	}
}
