package cli

import (
	"context"
	"fmt"
	"io"

	"gatehouse/client"
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
	c, err := o.open(1)
	if err != nil {
		return err
	}
	list, err := c.ExportAccessRequests(ctx, client.Format(o.Format), o.params())
	if err != nil {
		return told(err)
	}
	defer list.Close()
	if _, err := io.Copy(p.Out, list); err != nil {
		return fmt.Errorf("the list broke off: %w", err)
	}
	return nil
}

func (o *outbox) params() client.ListAccessRequestsParams {
	params := client.ListAccessRequestsParams{
		Status: o.Status, Reason: o.Reason, CompanyGUID: o.Company, Group: o.Group, FolderGUID: o.Folder, TierGUID: o.Tier,
		RequesterID: o.Requester, ContextRiskVectorsRiskVectorSlug: o.Vector, Q: o.Query, Fields: o.Fields, Limit: max(o.Limit, 0),
	}
	if o.Sort != "" {
		params.Sort = []string{o.Sort}
	}
	if len(o.Fields) == 0 && o.Format == "table" {
		params.Fields = tableFields
	}
	return params
}
