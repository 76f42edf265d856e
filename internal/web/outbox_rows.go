package web

import (
	"context"
	"encoding/json"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

type outboxRow struct {
	GUID  string
	Name  phrase
	Email string // under the name
	Cells []ledgerCell
}

// outboxRows reads the rows of a page, and returns where the next one begins.
func (c *Web) outboxRows(ctx context.Context, by actor.Actor, f outboxAsk, v *outboxView) (next string, err error) {
	ask := f.filter()
	ask.Limit = f.limit + 1 // one more tells whether there is a next page
	columns := f.shown()
	cursor := ""
	err = c.Requests.Outbox(ctx, by, ask, func(row *collab.Row) error {
		if len(v.Rows) == f.limit {
			next = cursor
			return nil
		}
		shown, err := newOutboxRow(columns, row, by.Has(actor.PortfolioR))
		v.Rows, cursor = append(v.Rows, shown), row.Cursor()
		return err
	})
	return next, err
}

// newOutboxRow shows one request as the outbox's document has it: what a recipient's
// name and address may hide until acceptance is hidden there already. links is
// whether the reader may open the pages of companies.
func newOutboxRow(columns []outboxColumn, row *collab.Row, links bool) (outboxRow, error) {
	var d collab.Document
	if err := json.Unmarshal(row.Document, &d); err != nil {
		return outboxRow{}, err
	}
	shown := outboxRow{GUID: d.GUID, Name: recipient(&d)}
	hasEmail := slices.ContainsFunc(columns, func(c outboxColumn) bool { return c.name == "requestee_email" })
	if d.RequesteeFormalName != "" && !hasEmail {
		shown.Email = d.RequesteeEmail
	}
	for _, column := range columns {
		cell := column.cell(&d, row)
		cell.Class, cell.Label = column.class, column.short
		if !links {
			cell.Href = ""
		}
		shown.Cells = append(shown.Cells, cell)
	}
	return shown, nil
}
