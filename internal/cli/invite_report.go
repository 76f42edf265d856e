package cli

import (
	"fmt"
	"io"
	"strings"

	"gatehouse/client"
)

// join adds to a report what was told of the next part of the file.
func join(total, next *client.ImportReport) {
	if total.Rows == 0 {
		total.UnknownColumns = next.UnknownColumns
	}
	total.Applied = total.Applied && (next.Applied || next.DryRun)
	total.Rows += next.Rows
	total.Invited += next.Invited
	total.Resent += next.Resent
	total.WouldInvite += next.WouldInvite
	total.WouldResend += next.WouldResend
	total.AlreadyOpen += next.AlreadyOpen
	total.InvitedBefore += next.InvitedBefore
	total.Refused += next.Refused
	total.DoneBefore += next.DoneBefore
	total.Results = append(total.Results, next.Results...)
}

// sentence is what is printed of a row.
func sentence(row client.ImportRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d: %s", row.Line, row.Company)
	if row.RequesteeEmail != "" {
		b.WriteString(" " + row.RequesteeEmail)
	}
	b.WriteString(": " + strings.ReplaceAll(string(row.Result), "_", " "))
	if row.DoneBefore {
		b.WriteString(" by an earlier run")
	}
	if row.Message != nil {
		b.WriteString(": " + *row.Message)
	}
	return b.String()
}

// tell prints what somebody who invites wants to read about: in a dry run
// everything, else what was refused or left alone.
func (i *invite) tell(w io.Writer, rows []client.ImportRow) {
	for _, row := range rows {
		quiet := row.DoneBefore || row.Result == client.ImportRowResultInvited || row.Result == client.ImportRowResultResent
		if !i.JSON && (i.DryRun || !quiet) {
			fmt.Fprintln(w, sentence(row))
		}
	}
}

func (i *invite) print(w io.Writer, r *client.ImportReport) error {
	if i.JSON {
		return printJSON(w, r)
	}
	for _, column := range r.UnknownColumns {
		fmt.Fprintf(w, "column %q was not read\n", column)
	}
	did := ""
	switch {
	case i.DryRun:
		did = ", but this was a dry run"
	case !r.Applied:
		did = " refused as a whole: nobody was invited"
	}
	_, err := fmt.Fprintf(w, "%d rows%s: %d invited, %d sent again, %d open already, %d invited before, %d refused, %d done before\n",
		r.Rows, did, r.Invited+r.WouldInvite, r.Resent+r.WouldResend, r.AlreadyOpen, r.InvitedBefore, r.Refused, r.DoneBefore)
	return err
}
