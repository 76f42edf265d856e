package cli

import (
	"errors"
	"fmt"

	"gatehouse/client"
)

// open returns the client of the server that is configured, which makes each
// call so many times at most.
func (c *Client) open(tries int) (*client.Client, error) {
	if c.Token == "" {
		return nil, wrong("token", "no API token: make one with gatehouse token new")
	}
	open, err := client.New(c.Server, string(c.Token), client.Options{UserAgent: "gatehouse", Tries: tries})
	if err != nil {
		return nil, wrong("server", "%v", err)
	}
	return open, nil
}

// told is what a person reads of a call that failed.
func told(err error) error {
	if refused, ok := errors.AsType[*client.Error](err); ok {
		return fmt.Errorf("the server answers %w", refused)
	}
	return err
}
