package cli

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
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
	answer, err := o.call(ctx, http.MethodGet, address, "", nil)
	if err != nil {
		return err
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
	u, err := o.at("ratings", "v1", "access-requests")
	if err != nil {
		return "", err
	}
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
