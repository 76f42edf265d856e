package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

type outbox struct {
	Client
	Format    string   `default:"table" enum:"table,csv,json" help:"table, csv or json."`
	Status    []string `placeholder:"STATUS" help:"Only requests in one of these states."`
	Reason    []string `placeholder:"REASON" help:"Only requests with one of these reasons."`
	Company   []string `placeholder:"GUID" help:"Only requests to these companies."`
	Group     []string `placeholder:"GUID" help:"Only requests whose sender is in one of these groups."`
	Folder    []string `placeholder:"GUID" help:"Only requests to companies in these folders."`
	Tier      []string `placeholder:"GUID" help:"Only requests to companies in these tiers."`
	Requester []string `placeholder:"GUID" help:"Only requests that these users sent."`
	Vector    []string `placeholder:"SLUG" help:"Only requests about these risk vectors."`
	Query     string   `name:"q" placeholder:"WORDS" help:"Words that the recipient's name, e-mail or company begin with."`
	Sort      string   `placeholder:"FIELD" help:"Field to sort by, with - in front the other way around."`
	Fields    []string `placeholder:"FIELD" help:"Only these fields. Without it a table has the main ones."`
	Limit     int      `placeholder:"N" help:"Not more than so many."`
}

// tableFields are the columns that fit a terminal.
var tableFields = []string{
	"created_date", "status", "reason", "requestee_formal_name", "requestee_email",
	"requestee_company_name", "requester_formal_name",
}

// Run is "gatehouse outbox".
func (o *outbox) Run(ctx context.Context, p *Process) error {
	address, err := o.address()
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	request.SetBasicAuth(string(o.Token), "")
	request.Header.Set("User-Agent", "gatehouse")
	transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // it is one
	transport.ResponseHeaderTimeout = time.Minute
	defer transport.CloseIdleConnections()
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return fmt.Errorf("ask the server: %w", withoutURL(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return refusal(answer)
	}
	if _, err := io.Copy(p.Out, answer.Body); err != nil {
		return fmt.Errorf("the list broke off: %w", err)
	}
	return nil
}

func (o *outbox) address() (string, error) {
	u, err := url.Parse(o.Server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", wrong("server", "%q is not an http:// or https:// address", o.Server)
	}
	if o.Token == "" {
		return "", wrong("token", "no API token: make one with gatehouse token new")
	}
	u = u.JoinPath("ratings", "v1", "access-requests")
	fields := o.Fields
	if len(fields) == 0 && o.Format == "table" {
		fields = tableFields
	}
	q := url.Values{"format": {o.Format}}
	for name, values := range map[string][]string{
		"status": o.Status, "reason": o.Reason, "company_guid": o.Company, "group": o.Group,
		"folder_guid": o.Folder, "tier_guid": o.Tier, "requesterid": o.Requester,
		"context.risk_vectors.risk_vector.slug": o.Vector, "fields": fields,
	} {
		if len(values) > 0 {
			q.Set(name, strings.Join(values, ","))
		}
	}
	if o.Query != "" {
		q.Set("q", o.Query)
	}
	if o.Sort != "" {
		q.Set("sort", o.Sort)
	}
	if o.Limit > 0 {
		q.Set("limit", strconv.Itoa(o.Limit))
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// refusal is what the server said instead of a list.
func refusal(answer *http.Response) error {
	text, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10)) // what there is of it
	var body struct {
		Detail string `json:"detail"`
	}
	if json.Unmarshal(text, &body) != nil {
		body.Detail = ""
	}
	return fmt.Errorf("the server answers %s: %s", answer.Status,
		cmp.Or(body.Detail, strings.TrimSpace(firstLine(string(text)))))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// withoutURL drops the address from an error, which nobody needs to read twice.
func withoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}
