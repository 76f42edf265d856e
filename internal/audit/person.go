package audit

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Person is somebody who is to be erased, as texts say it. People choose their
// names, and choose them to match what they like: so a name counts only as a whole,
// and only where the text is about the person anyway.
type Person struct {
	Addresses []string `json:"addresses"` // in lower case
	Names     []string `json:"names"`
}

// addressJoins go on with an address, besides letters and digits.
const addressJoins = ".-_+"

// AddressIn reports whether a text says an address of the person, and not merely
// one that ends or begins like it.
func (p *Person) AddressIn(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(p.Addresses, func(address string) bool { return says(text, address, addressJoins) })
}

// NameIn reports whether a text says a name of the person, in words of its own.
func (p *Person) NameIn(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(p.Names, func(name string) bool { return says(text, strings.ToLower(name), "") })
}

// IsNamed reports whether a text is a name of the person.
func (p *Person) IsNamed(text string) bool {
	return slices.ContainsFunc(p.Names, func(name string) bool { return strings.EqualFold(name, text) })
}

// In reports whether JSON has a string that says an address of the person, or that
// is a name of it under one of some keys; "" stands for all. Keys are no names.
func (p *Person) In(body string, keys ...string) bool {
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		return p.AddressIn(body)
	}
	return p.inValue("", v, keys)
}

func (p *Person) inValue(key string, v any, keys []string) bool {
	switch v := v.(type) {
	case string:
		return p.AddressIn(v) || p.IsNamed(v) && (slices.Contains(keys, "") || slices.Contains(keys, key))
	case []any:
		return slices.ContainsFunc(v, func(one any) bool { return p.inValue(key, one, keys) })
	case map[string]any:
		for k, one := range v {
			if p.inValue(k, one, keys) {
				return true
			}
		}
	}
	return false
}

// says reports whether a text has what between characters that do not go on with
// it: letters, digits, and those in joins, of which a dot ends a sentence, too.
func says(text, what, joins string) bool {
	if what == "" {
		return false
	}
	goesOn := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(joins, r) }
	for from := 0; ; {
		i := strings.Index(text[from:], what)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(what)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, size := utf8.DecodeRuneInString(text[end:])
		if after == '.' {
			after, _ = utf8.DecodeRuneInString(text[end+size:])
		}
		if (start == 0 || !goesOn(before)) && (end == len(text) || !goesOn(after)) {
			return true
		}
		_, size = utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}
