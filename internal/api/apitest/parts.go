package apitest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// parts compares the body of an answer that cannot be held, or that broke off,
// item by item. A format without items, such as CSV, has no schema of its own
// either way.
func (c *check) parts(kind, pointer string) {
	var err error
	switch kind {
	case "application/x-ndjson":
		err = c.lines(under(pointer, "x-line-schema"))
	case "application/json", scimJSON:
		dec := json.NewDecoder(c.long)
		dec.UseNumber()
		var frame any
		if frame, err = c.items(dec, under(pointer, "schema")); err == nil {
			c.validate("what is around the items", under(pointer, "schema"), c.picks(), frame)
			if _, end := dec.Token(); !errors.Is(end, io.EOF) && !errors.Is(end, errBrokenOff) {
				err = errors.New("something follows its end")
			}
		}
	}
	if errors.Is(err, errNoItems) {
		if _, end := io.Copy(io.Discard, c.long); end != nil { // what came of it says nothing
			err = end
		}
	}
	if err != nil && !errors.Is(err, errBrokenOff) {
		c.problem("body", err.Error())
	}
}

var errNoItems = errors.New("the description does not say what its items are, so that they cannot be compared one by one")

func (c *check) lines(pointer string) error {
	for lines := bufio.NewReader(c.long); ; {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			return err
		}
		c.item("line", pointer, v)
	}
}

// items compares each item of a list, or of the lists that are fields of an
// object, and returns what is around them.
func (c *check) items(dec *json.Decoder, pointer string) (frame any, err error) {
	schema, where := c.at(pointer)
	opening, err := dec.Token()
	switch {
	case err != nil:
		return nil, err
	case opening == json.Delim('[') && schema["items"] != nil:
		for dec.More() {
			var item any
			if err := dec.Decode(&item); err != nil {
				return nil, err
			}
			c.item("item", under(where, "items"), item)
		}
		_, err = dec.Token()
		return []any{}, err
	case opening == json.Delim('{') && schema["properties"] != nil:
		return c.fields(dec, under(where, "properties"))
	}
	return nil, errNoItems
}

func (c *check) fields(dec *json.Decoder, properties string) (frame map[string]any, err error) {
	frame = make(map[string]any)
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		name := text(token)
		field := under(properties, name)
		if schema, _ := c.at(field); schema["type"] == "array" {
			frame[name], err = c.items(dec, field)
		} else {
			var v any
			err = dec.Decode(&v)
			frame[name] = v
		}
		if err != nil {
			return nil, err
		}
	}
	_, err = dec.Token()
	return frame, err
}

// item compares one of many: the first mistakes are enough to go on with.
func (c *check) item(what, pointer string, v any) {
	if len(c.problems) < mostMistakes {
		c.validate(what, pointer, c.picks(), v)
	}
}
