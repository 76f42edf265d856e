package collab

import "gatehouse/internal/fault"

// Result is what an import did with a row, or would do.
type Result string

// The results. An open request is told from one that has ended.
const (
	Invited       Result = "invited"
	Resent        Result = "resent"         // the invitation that was there went out again
	WouldInvite   Result = "would_invite"   // of a dry run, and of an import that was refused as a whole
	WouldResend   Result = "would_resend"   // the same
	AlreadyOpen   Result = "already_open"   // left alone: a request is Pending or Active
	InvitedBefore Result = "invited_before" // left alone: a request has ended
	RowRefused    Result = "refused"
)

// ImportRow says what became of one row of a file.
type ImportRow struct {
	Line       int     `json:"line"` // of the file, the header's is 1
	Result     Result  `json:"result"`
	GUID       *string `json:"guid"`    // of the request
	Message    *string `json:"message"` // why the row was refused or left alone
	Company    string  `json:"company"` // as the row names it
	Email      string  `json:"requestee_email"`
	DoneBefore bool    `json:"done_before"` // by an earlier run of the same import

	CompanyGUID string       `json:"-"` // of the company that the row was found to name; "" for none
	CompanyName string       `json:"-"`
	Mails       int          `json:"-"` // that it is, or would be
	Fault       *fault.Error `json:"-"` // what Message was made of
}

// ImportReport says what an import did, or would have done. Rows that an
// earlier run had done are counted in DoneBefore alone, so that the counts add
// up to Rows.
type ImportReport struct {
	ID            string      `json:"import_id"`
	DryRun        bool        `json:"dry_run"`
	Applied       bool        `json:"applied"` // false after a dry run, and if a refused row refused all
	Rows          int         `json:"rows"`
	Invited       int         `json:"invited"`
	Resent        int         `json:"resent"`
	WouldInvite   int         `json:"would_invite"`
	WouldResend   int         `json:"would_resend"`
	AlreadyOpen   int         `json:"already_open"`
	InvitedBefore int         `json:"invited_before"`
	Refused       int         `json:"refused"`
	DoneBefore    int         `json:"done_before"`
	Unknown       []string    `json:"unknown_columns"` // that nobody read
	Results       []ImportRow `json:"results"`

	Mails int `json:"-"` // of what was invited or sent again, or would be
}

func (r *ImportReport) add(row ImportRow) {
	r.Rows++
	r.Results = append(r.Results, row)
	if row.DoneBefore {
		r.DoneBefore++
		return
	}
	r.Mails += row.Mails
	switch row.Result {
	case Invited:
		r.Invited++
	case Resent:
		r.Resent++
	case WouldInvite:
		r.WouldInvite++
	case WouldResend:
		r.WouldResend++
	case AlreadyOpen:
		r.AlreadyOpen++
	case InvitedBefore:
		r.InvitedBefore++
	case RowRefused:
		r.Refused++
	}
}

// done counts the rows that need not be done again.
func (r *ImportReport) done() int { return r.Invited + r.Resent + r.DoneBefore }

// undone says of a row that was taken back what it would have been.
func (row ImportRow) undone() ImportRow {
	switch {
	case row.DoneBefore:
	case row.Result == Invited:
		row.Result, row.GUID = WouldInvite, nil
	case row.Result == Resent:
		row.Result = WouldResend
	}
	return row
}
