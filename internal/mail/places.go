package mail

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// place is where a customer's own text has a value of the mail.
var place = regexp.MustCompile(`\{\{\s*([a-z_]+)\s*\}\}`)

// Places returns the names that a wording of a mail may have values by.
func Places(template string) []string {
	l, ok := layouts[template]
	if !ok {
		return nil
	}
	_, names := l.marked()
	return slices.Sorted(maps.Values(names))
}

// places returns the values of a content by the names of their places.
func places(content any, language string) map[string]string {
	values := make(map[string]string)
	v := reflect.ValueOf(content)
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("place")
		if name == "" {
			continue
		}
		switch value := v.Field(i).Interface().(type) {
		case string:
			values[name] = value
		case int64:
			values[name] = days(value, language)
		case time.Time:
			values[name] = day(value, language)
		}
	}
	return values
}

// with returns the wording with a mail's values in it. A part that names a value
// which this mail does not have is left to the original: "Dear ," helps nobody.
func (w Wording) with(values map[string]string) Wording {
	for _, part := range []*string{&w.Subject, &w.Opening, &w.Closing} {
		whole := true
		text := place.ReplaceAllStringFunc(*part, func(found string) string {
			value := values[place.FindStringSubmatch(found)[1]]
			whole = whole && value != ""
			return value
		})
		if *part = text; !whole {
			*part = ""
		}
	}
	return w
}

// strayPlace returns the first thing in double braces that is no name of a place.
func strayPlace(text string, names []string) string {
	stray := ""
	rest := place.ReplaceAllStringFunc(text, func(found string) string {
		if stray == "" && !slices.Contains(names, place.FindStringSubmatch(found)[1]) {
			stray = found
		}
		return ""
	})
	if stray != "" {
		return stray
	}
	for _, braces := range []string{"{{", "}}"} {
		if strings.Contains(rest, braces) {
			return braces
		}
	}
	return ""
}

func listPlaces(names []string) string { return "{{" + strings.Join(names, "}}, {{") + "}}" }

// What stands for a number or a day until its place is named: no mail has such.
const markNumber = 7_770_000

var markDay = time.Date(7770, time.July, 7, 0, 0, 0, 0, time.UTC)

// mark fills the content that c points to with what can be told apart in its
// text, and returns by it the names of the places.
func mark(c any) map[string]string {
	names := make(map[string]string)
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("place")
		if name == "" {
			continue
		}
		switch field := v.Field(i); field.Interface().(type) {
		case string:
			field.SetString("{{" + name + "}}")
			names["{{"+name+"}}"] = name
		case int64:
			field.SetInt(int64(markNumber + i))
			names[strconv.Itoa(markNumber+i)] = name
		case time.Time:
			at := markDay.AddDate(i, 0, 0)
			field.Set(reflect.ValueOf(at))
			names[at.Format(time.RFC3339)] = name
		}
	}
	return names
}

// named puts the names of places where mark's values stand.
func named(text string, names map[string]string, language string) string {
	for value, name := range names {
		stand := value
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			stand = days(n, language)
		} else if at, err := time.Parse(time.RFC3339, value); err == nil {
			text = strings.ReplaceAll(text, date(at, language), "{{"+name+"}}")
			stand = day(at, language)
		}
		text = strings.ReplaceAll(text, stand, "{{"+name+"}}")
	}
	return text
}
