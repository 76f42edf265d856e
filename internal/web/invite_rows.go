package web

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// inviteRowsView says of each row of a file what would happen, or has.
type inviteRowsView struct {
	page
	Wrong                *wrong
	Notice               phrase
	Action, Change       string // Change leads to where the rows can be mended; "" for a file
	Again                string // leads to another file
	Name                 phrase
	Counters             []rowCounter
	Rows                 []rowLine
	Unknown              []string
	Existing             []option
	Whole                bool
	Sends                int64 // rows that would be sent
	Refused              int64
	Mails                int64
	Budget               phrase
	IsOverdrawn, IsFresh bool // nothing of it was sent so far
}

func (inviteRowsView) file() string { return "invite_rows.html" }

type rowCounter struct {
	Name  phrase
	Count int64
}

type rowLine struct {
	Line                 string
	Company, CompanyHref string
	Email                string
	State                state
	Why                  phrase
	Href                 string // of the request
}

// rowStates says what becomes of a row.
var rowStates = map[collab.Result]state{
	collab.Invited:       {"active", say("Invited")},
	collab.Resent:        {"active", say("Sent again")},
	collab.WouldInvite:   {"pending", say("To be invited")},
	collab.WouldResend:   {"pending", say("To be sent again")},
	collab.AlreadyOpen:   {"never", say("Invited already")},
	collab.InvitedBefore: {"never", say("Invited before")},
	collab.RowRefused:    {"declined", say("Cannot be sent")},
}

func newInviteRows(by actor.Actor, kept *tenant.Upload, report *collab.ImportReport, budget collab.Budget, asked rowsAsked, f *fault.Error) inviteRowsView {
	v := inviteRowsView{
		page: console(by, say("Look at the invitations"), "invite"), Action: invitePath + "/csv/" + kept.GUID, Again: invitePath + "/csv",
		Name: plain(kept.Name), Unknown: report.Unknown, Whole: asked.whole, Existing: existingOptions(asked.existing),
		Sends: int64(report.WouldInvite + report.WouldResend), Refused: int64(report.Refused), Mails: int64(report.Mails),
		Budget: sayBudget(budget), IsOverdrawn: int64(report.Mails) > budget.Left, IsFresh: report.DoneBefore == 0,
	}
	if kept.Name == "" { // it was made of a tickBox of companies
		v.Change, v.Again, v.Name = invitePath+"/many?upload="+kept.GUID, invitePath+"/many", nil
	}
	v.Counters = rowCounters(report)
	mails := int64(0)
	for i := range report.Results {
		row := &report.Results[i]
		mails += int64(row.Mails)
		v.Rows = append(v.Rows, newRowLine(row, row.Mails > 0 && mails > budget.Left))
	}
	if v.IsFresh || f != nil {
		v.Wrong = complain(f)
	} else {
		v.Notice = count(int64(report.DoneBefore), "%d invitation is on its way.", "%d invitations are on their way.")
	}
	v.page = v.failed(v.Wrong)
	return v
}

func rowCounters(r *collab.ImportReport) []rowCounter {
	all := []rowCounter{
		{say("On the way"), int64(r.DoneBefore)},
		{say("To be invited"), int64(r.WouldInvite)},
		{say("To be sent again"), int64(r.WouldResend)},
		{say("Invited already"), int64(r.AlreadyOpen)},
		{say("Invited before"), int64(r.InvitedBefore)},
		{say("Cannot be sent"), int64(r.Refused)},
	}
	kept := all[:0]
	for _, c := range all {
		if c.Count > 0 {
			kept = append(kept, c)
		}
	}
	return kept
}

func newRowLine(row *collab.ImportRow, overdrawn bool) rowLine {
	l := rowLine{Line: strconv.Itoa(row.Line), Company: cmp.Or(row.CompanyName, row.Company), Email: row.Email, State: rowStates[row.Result]}
	if row.CompanyGUID != "" {
		l.CompanyHref = "/companies/" + row.CompanyGUID
	}
	if row.Fault != nil {
		l.Why = rowWhy(row.Fault)
	}
	if row.GUID != nil {
		l.Href = "/outbox/" + *row.GUID
	}
	if overdrawn {
		l.State, l.Why = state{"never", say("Waits for tomorrow")}, say("There are too few mails left today for this row.")
	}
	return l
}

// rowWhy says what is wrong with a row, column by column.
func rowWhy(f *fault.Error) phrase {
	if len(f.Fields) == 0 {
		return sentence(failure(f, ""))
	}
	var all []phrase
	for _, name := range slices.Sorted(maps.Keys(f.Fields)) {
		all = append(all, say("%s: %s", name, sentence(failure(f, name))))
	}
	return listed(all...)
}

func existingOptions(chosen collab.Existing) []option {
	var all []option
	for _, e := range []struct {
		is   collab.Existing
		name phrase
	}{
		{collab.SkipExisting, say("Leave them alone")},
		{collab.ResendExisting, say("Send again what may be sent again")},
		{collab.InviteExisting, say("Invite again whose request has ended")},
		{collab.FailExisting, say("Count them as mistakes")},
	} {
		all = append(all, option{string(e.is), e.name, e.is == chosen})
	}
	return all
}
