package apitest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"gatehouse/internal/api"
	"gatehouse/internal/api/oauth"
	"gatehouse/internal/api/scim"
	"gatehouse/internal/api/user"
)

// Exchange is a call and its answer.
type Exchange struct {
	Method string
	Path   string // as it was sent
	Query  url.Values
	Header http.Header
	Sent   []byte
	Answer Answer
}

// NewExchange notes a call before it is made: handlers may change it.
func NewExchange(r *http.Request) *Exchange {
	x := &Exchange{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone()}
	if r.Body != nil && r.Body != http.NoBody {
		var err error
		if x.Sent, err = io.ReadAll(r.Body); err == nil {
			err = io.EOF
		}
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(x.Sent), broken{err}))
	}
	return x
}

// broken is the end of a body: the one that the test gave it.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// Problems says in what the answer is not as the description has it, and the
// call, too, if it was successful.
func (x *Exchange) Problems() []string { return x.problemsInParts(nil) }

// problemsInParts are those of an answer whose body is not held, but comes from
// long.
func (x *Exchange) problemsInParts(long io.Reader) []string {
	d := described()
	if x.Method == http.MethodOptions { // asks what a browser may do
		return nil
	}
	method := x.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	o := d.find(method, x.Path)
	c := &check{description: d, Exchange: x, operation: o, long: long}
	if o == nil {
		c.unknown()
	} else {
		c.answer(under(o.pointer, "responses", strconv.Itoa(x.Answer.Status)))
	}
	if o != nil && x.Answer.Status/100 == 2 {
		c.call()
	}
	return c.problems
}

// check is the comparison of one exchange.
type check struct {
	*description
	*Exchange
	operation *operation
	long      io.Reader // the body, if it is compared in parts
	problems  []string
}

func (c *check) problem(where, what string) {
	said := c.Method + " " + c.Path
	if c.operation != nil {
		said = c.operation.String()
	}
	c.problems = append(c.problems, "openapi.yaml: "+said+", answered "+strconv.Itoa(c.Answer.Status)+": "+where+": "+what)
}

// unknown checks the answer to a path or a method that is not described.
func (c *check) unknown() {
	family := "Ratings"
	if rest, ok := strings.CutPrefix(mainPath(c.Path), user.Prefix); ok && (rest == "" || rest[0] == '/') {
		family = "User"
	}
	for _, prefix := range []string{oauth.Prefix, oauth.WellKnown} {
		if rest, ok := strings.CutPrefix(c.Path, prefix); ok && (rest == "" || rest[0] == '/') {
			family = "OAuth"
		}
	}
	if rest, ok := strings.CutPrefix(c.Path, scim.Prefix); ok && (rest == "" || rest[0] == '/') {
		family = "SCIM"
	}
	switch c.Answer.Status {
	case http.StatusNotFound:
		c.answer(under("/components/responses", family+"NotFound"))
	case http.StatusMethodNotAllowed:
		c.answer(under("/components/responses", family+"MethodNotAllowed"))
	default:
		c.problem("path", "it is not described; only 404 and 405 are answers to what is not there")
	}
}

func (c *check) answer(pointer string) {
	described, where := c.at(pointer)
	if described == nil {
		c.problem("status", "it is not among "+strings.Join(names(object(c.operation.raw["responses"])), ", "))
		return
	}
	c.headers(object(described["headers"]), where)
	content := object(described["content"])
	if c.Method == http.MethodHead {
		return
	}
	if len(content) == 0 {
		if c.Answer.Body != "" {
			c.problem("body", "there is none in the description, but "+short(c.Answer.Body))
		}
		return
	}
	sent := c.Answer.Header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(sent)
	if err != nil || content[kind] == nil {
		c.problem("Content-Type", strconv.Quote(sent)+" is not among "+strings.Join(names(content), ", "))
		return
	}
	if at := under(where, "content", kind); c.long != nil {
		c.parts(kind, at)
	} else {
		c.body(kind, at)
	}
}

// listed are headers whose presence tells something about this one answer.
var listed = []string{"Allow", "Etag", "Idempotency-Replayed", "Link", "Location", "Retry-After", "Www-Authenticate", "X-Ignored-Fields", "X-Token-Expires-At"}

func (c *check) headers(described map[string]any, where string) {
	known := make(map[string]bool)
	for _, name := range names(described) {
		canonical := http.CanonicalHeaderKey(name)
		known[canonical] = true
		header, at := c.at(under(where, "headers", name))
		values := c.Answer.Header[canonical]
		if len(values) == 0 {
			if required, _ := header["required"].(bool); required {
				c.problem("header "+name, "it is missing")
			}
			continue
		}
		schema, _ := c.at(under(at, "schema"))
		c.validate("header "+name, under(at, "schema"), false, scalar(text(schema["type"]), strings.Join(values, ", ")))
	}
	for _, name := range listed {
		if c.Answer.Status < 300 && len(c.Answer.Header[name]) > 0 && !known[name] {
			c.problem("header "+name, "it is not described, but "+short(c.Answer.Header.Get(name)))
		}
	}
}

// fitting are the bodies that were compared and are as described: a test asks for
// most of them often.
var fitting sync.Map // of body

type body struct {
	pointer string
	some    bool
	sum     [sha256.Size]byte
}

func (c *check) body(kind, pointer string) {
	b := body{pointer, c.picks(), sha256.Sum256([]byte(c.Answer.Body))}
	if _, ok := fitting.Load(b); ok {
		return
	}
	before := len(c.problems)
	defer func() {
		if len(c.problems) == before {
			fitting.Store(b, nil)
		}
	}()
	switch kind {
	case "application/json", scimJSON:
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(c.Answer.Body))
		if err != nil {
			c.problem("body", err.Error())
			return
		}
		c.validate("body", under(pointer, "schema"), b.some, v)
	case "application/x-ndjson":
		for line := range strings.Lines(c.Answer.Body) {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
			if err != nil {
				c.problem("line", err.Error())
				return
			}
			c.validate("line", under(pointer, "x-line-schema"), b.some, v)
		}
	}
}

// picks reports whether the call asked for some fields of the answer only.
func (c *check) picks() bool {
	has := slices.ContainsFunc(c.operation.parametersOrNone(), func(p parameter) bool { return p.name == "fields" })
	return has && (len(api.List(c.Query, "fields")) > 0 || len(api.List(c.Query, "exclude_fields")) > 0 || bytes.Contains(c.Sent, []byte("fields")))
}

func (o *operation) parametersOrNone() []parameter {
	if o == nil {
		return nil
	}
	return o.parameters
}

// validate compares a value with a schema, and says of each mistake where it is.
func (c *check) validate(where, pointer string, some bool, v any) {
	if err := c.fits(pointer, some, v); err != nil {
		for _, mistake := range mistakes(err) {
			c.problem(where, mistake)
		}
	}
}

func (d *description) fits(pointer string, some bool, v any) error {
	s, err := d.schema(pointer, some)
	if err != nil {
		return err
	}
	return s.Validate(v)
}

const mostMistakes = 8

// mistakes returns the innermost causes of a failed comparison.
func mistakes(err error) []string {
	invalid, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return []string{err.Error()}
	}
	var all []string
	printer := message.NewPrinter(language.English)
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			walk(cause)
		}
		said := "/" + strings.Join(e.InstanceLocation, "/") + " " + e.ErrorKind.LocalizedString(printer)
		if len(e.Causes) == 0 && len(all) < mostMistakes && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	walk(invalid)
	return all
}

// scalar reads what is written in an address or a header. What is not of the
// kind stays text, which the schema then refuses.
func scalar(kind, s string) any {
	switch kind {
	case "integer":
		if _, err := strconv.ParseInt(s, 10, 64); err == nil {
			return json.Number(s)
		}
	case "boolean":
		switch strings.ToLower(s) {
		case "true", "1", "yes":
			return true
		case "false", "0", "no":
			return false
		}
	}
	return s
}

func short(s string) string { return strconv.Quote(s[:min(len(s), 80)]) }
