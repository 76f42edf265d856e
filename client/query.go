package client

import (
	"net/url"
	"strconv"
	"strings"
)

// query collects parameters. What is zero is not sent.
type query url.Values

func text[S ~string](q query, name string, v S) {
	if v != "" {
		q[name] = []string{string(v)}
	}
}

// list sends values in one parameter, separated by commas.
func list[S ~string](q query, name string, all []S) {
	if len(all) > 0 {
		q[name] = []string{strings.Join(words(all), ",")}
	}
}

// repeat sends a parameter for each value.
func repeat[S ~string](q query, name string, all []S) {
	if len(all) > 0 {
		q[name] = words(all)
	}
}

func words[S ~string](all []S) []string {
	plain := make([]string, len(all))
	for i, v := range all {
		plain[i] = string(v)
	}
	return plain
}

func number(q query, name string, v int) {
	if v != 0 {
		q[name] = []string{strconv.Itoa(v)}
	}
}

// numbers sends values in one parameter, separated by commas.
func numbers(q query, name string, all []int) {
	if len(all) == 0 {
		return
	}
	plain := make([]string, len(all))
	for i, v := range all {
		plain[i] = strconv.Itoa(v)
	}
	q[name] = []string{strings.Join(plain, ",")}
}

func flag(q query, name string, v bool) {
	if v {
		q[name] = []string{"true"}
	}
}

func maybe(q query, name string, v *bool) {
	if v != nil {
		q[name] = []string{strconv.FormatBool(*v)}
	}
}
