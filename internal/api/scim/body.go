package scim

import (
	"encoding/json"
	"net/http"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity/filter"
)

// object is a resource as JSON has it. The case of names makes no difference.
type object = map[string]any

// readObject reads the body of a call.
func readObject(w http.ResponseWriter, r *http.Request) (object, error) {
	text, err := api.Raw(w, r)
	if err != nil {
		if fault.Is(err, fault.Invalid) {
			err = typed("invalidSyntax", err)
		}
		return nil, err
	}
	var o object
	if err := json.Unmarshal(text, &o); err != nil || o == nil {
		return nil, typed("invalidSyntax", fault.New(fault.Invalid, "The body is no JSON object."))
	}
	return o, nil
}

// at returns what an object has under a name.
func at(o any, name string) any { return filter.Part(o, strings.ToLower(name)) }

// textAt reads a text; null and what is missing are nil.
func textAt(o any, name string) (*string, error) {
	switch v := at(o, name).(type) {
	case nil:
		return nil, nil //nolint:nilnil // absent is not an error
	case string:
		return &v, nil
	}
	return nil, fault.Field(name, "must be a text")
}

// boolAt reads true or false, which Entra ID writes as a text.
func boolAt(o any, name string) (*bool, error) {
	v := at(o, name)
	if s, ok := v.(string); ok {
		var b bool
		if err := json.Unmarshal([]byte(strings.ToLower(s)), &b); err == nil {
			return &b, nil
		}
	}
	switch v := v.(type) {
	case nil:
		return nil, nil //nolint:nilnil // absent is not an error
	case bool:
		return &v, nil
	}
	return nil, fault.Field(name, "must be true or false")
}

// mostValues bounds what a multi-valued attribute holds.
const mostValues = 100

// listAt reads a multi-valued attribute: a list, or the one value alone.
func listAt(o any, name string, most int) ([]any, error) {
	switch v := at(o, name).(type) {
	case nil:
		return nil, nil
	case []any:
		if len(v) > most {
			return nil, fault.Field(name, "must not have more than %d values", most)
		}
		return v, nil
	case object, string:
		return []any{v}, nil
	}
	return nil, fault.Field(name, "must be a list")
}

// chosen returns the value of a multi-valued attribute that counts where one is
// kept: the primary one, else that of work, else the first.
func chosen(o any, name string) (*string, error) {
	all, err := listAt(o, name, mostValues)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	best, rank := all[0], 0
	for _, one := range all {
		primary, err := boolAt(one, "primary")
		if err != nil {
			return nil, fault.Field(name+".primary", "must be true or false")
		}
		kind, _ := at(one, "type").(string)
		switch {
		case primary != nil && *primary && rank < 2:
			best, rank = one, 2
		case strings.EqualFold(kind, "work") && rank < 1:
			best, rank = one, 1
		}
	}
	value, ok := at(best, "value").(string)
	if !ok {
		return nil, fault.Field(name+".value", "must be a text")
	}
	return &value, nil
}
