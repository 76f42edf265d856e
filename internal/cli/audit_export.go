package cli

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/ratings"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

type auditExport struct {
	Store
	Customer string   `placeholder:"CUSTOMER" help:"Guid, number or name of the customer; not needed while there is only one."`
	Format   string   `default:"csv" enum:"csv,ndjson,ocsf" help:"csv, ndjson, or ocsf for a SIEM: one JSON object a line, of OCSF 1.3.0."`
	Action   []string `placeholder:"ACTION" help:"Only these actions, such as token.create, or kinds, such as token, sign_ins or refusals."`
	User     string   `placeholder:"USER" help:"Only what one user did: a guid, or how its e-mail address or name begins; server is Gatehouse itself."`
	Subject  string   `placeholder:"GUID" help:"Only what happened to one thing."`
	Since    string   `placeholder:"TIME" help:"Only events from this day or time on, such as 2026-01-31 or 2026-01-31T10:00:00Z."`
	Until    string   `placeholder:"TIME" help:"Only events before this day or time."`
	Limit    int      `placeholder:"N" help:"Not more than so many."`
}

// Run is "gatehouse audit export". It takes the filters of the API and writes what
// the API's export does, the newest event first.
func (e *auditExport) Run(ctx context.Context, p *Process) error {
	filter, err := e.filter()
	if err != nil {
		return err
	}
	parts, err := look(ctx, &e.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, err := parts.customer(ctx, e.Customer)
	if err != nil {
		return err
	}
	by := actor.System(customer.ID)
	by.CustomerGUID = customer.GUID
	events := &audit.Events{DB: parts.db, Now: db.Now}
	if err := ratings.WriteEvents(ctx, p.Out, events, by, filter, e.Format); err != nil {
		return fmt.Errorf("export the record: %w", err)
	}
	return nil
}

// filter reads the options as the API reads its parameters.
func (e *auditExport) filter() (audit.Filter, error) {
	q := url.Values{"action": e.Action, "user": {e.User}, "subject": {e.Subject}, "since": {e.Since}, "until": {e.Until}}
	if e.Limit != 0 {
		q.Set("limit", strconv.Itoa(e.Limit))
	}
	f, err := ratings.EventFilter(q)
	if err != nil {
		return f, misused(err)
	}
	return f, nil
}
