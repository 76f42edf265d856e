package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// sight says who sees what, and what to ask about it.
type sight struct {
	Users     map[string]string   `json:"users"`  // to the group of each
	Groups    map[string][]string `json:"groups"` // to the companies that each sees
	Questions []question          `json:"questions"`
}

type question struct {
	User    string `json:"user"`
	Company string `json:"company"`
	Sees    bool   `json:"sees"` // the answer
}

// oracle answers whether a user sees a company.
type oracle func(ctx context.Context, user, company string) (bool, error)

// ask asks the questions of a file one after another, again and again for a
// time, and prints how long one takes.
func ask(ctx context.Context, file, span string, open func(context.Context, *sight) (oracle, error)) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var s sight
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	long, err := time.ParseDuration(span)
	if err != nil {
		return err
	}
	sees, err := open(ctx, &s)
	if err != nil {
		return err
	}
	n, began := 0, time.Now()
	for ; time.Since(began) < long; n++ {
		q := s.Questions[n%len(s.Questions)]
		got, err := sees(ctx, q.User, q.Company)
		if err != nil {
			return err
		}
		if got != q.Sees {
			return fmt.Errorf("%s sees %s: %v, want %v", q.User, q.Company, got, q.Sees)
		}
	}
	_, err = fmt.Fprintln(os.Stdout, int64(time.Since(began))/int64(n)) // nanoseconds
	return err
}
