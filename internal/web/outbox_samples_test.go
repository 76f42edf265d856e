package web

import (
	"encoding/json"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

var sampleSender = actor.Actor{
	UserGUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f01", FormalName: "Emma Waters", CustomerName: "Blue Seas International", Role: actor.Admin, Roles: actor.AllRights(),
}

// samplePast is what was done to the requests of samples.
var samplePast = past{
	{Action: "access_request.note", At: sampleTime.Add(-50 * time.Hour), Who: "Emma Waters"},
	{Action: "access_request.note", At: sampleTime.Add(-26 * time.Hour), Who: "Noor Haddad", Notes: "Spoke with Maria by phone.\nShe will look into it."},
	{Action: "access_request.resend", At: sampleTime.Add(-25 * time.Hour), Who: "Emma Waters"},
}

// outboxSamples are the pages of the outbox in every state.
func outboxSamples() []sample {
	full := "status=Pending,Active&reason=remediation&q=mar&company_guid=" + sampleGUIDs[0] + "&start_date=2026-01-01&exclude_requesterid=" + sampleSender.UserGUID + "&view=" + sampleGUIDs[1]
	wrongOutbox := sampleOutbox("", 3, &wrong{Headline: say("Nothing is chosen."), Items: []wrongItem{{"", say("Tick the requests in the list, or choose all that match.")}}})
	reader := sampleOutbox("sort=requestee_company_name", 8, nil)
	reader.Bulk, reader.MayWrite = nil, false
	many, ranView := sampleMany()
	return []sample{
		{"outbox", sampleOutbox(full, 24, nil)},
		{"outbox wide", sampleOutbox("columns="+url.QueryEscape(sampleColumns)+"&sort=-email_sent_date", 12, nil)},
		{"outbox to read", reader},
		{"outbox wrong", wrongOutbox},
		{"outbox empty", sampleOutbox("", 0, nil)},
		{"outbox of nothing", sampleOutbox("q=nobody", 0, nil)},
		{"outbox many", many},
		{"outbox ran", ranView},
		{"outbox views", sampleViews(nil)},
		{"outbox views wrong", sampleViews(fault.Of(fault.New(fault.Conflict, "You have a view of this name already.")))},
		{"request notes of two", sampleClash()},
	}
}

const sampleColumns = "requestee_company_name,status,reason,requester_formal_name,created_time,email_sent_date,until,mail_status,sent_count,context.rating,shared_observations_count,notes"

var sampleGUIDs = []string{
	"0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f71", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f72",
	"0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f73", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f74", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f75",
	"0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f76", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f77",
}

// sampleDocuments are requests of every status.
func sampleDocuments() []collab.Document {
	ends, over, sent, rating := "2026-03-17", "2026-04-02", "2026-03-01", int64(640)
	mailed, refused, notes, approval := "sent", "refused", "Spoke with her by phone: she will answer after the audit of their data centre in Lisbon.", collab.Approval
	all := []collab.Document{
		{RequesteeFormalName: "Maria Castro", RequesteeEmail: "mcastro@blackhills.com", RequesteeCompanyName: "Black Hills Technologies", Reason: collab.Remediation, Status: collab.Pending, ExpiresDate: &ends, MailStatus: &mailed, SharedObservations: 3, Notes: &notes},
		{RequesteeFormalName: "Jonas Lindqvist", RequesteeEmail: "jonas.lindqvist@northwind-shipping.com", RequesteeCompanyName: "Northwind Shipping & Logistics", Reason: collab.SelfRequested, Status: collab.Pending, Awaiting: &approval},
		{RequesteeFormalName: "Priya Raghunathan", RequesteeEmail: "priya@saperix.com", RequesteeCompanyName: "Saperix, Inc.", Reason: collab.Validation, Status: collab.Active, AccessEndDate: &over, MailStatus: &mailed},
		{RequesteeCompanyName: "Goliath Investments LLC", Reason: collab.Informational, Status: collab.Never, MailStatus: &refused},
		{RequesteeFormalName: "Tomás Ferreira", RequesteeEmail: "tomas.ferreira@consolidated-vehicle.com", RequesteeCompanyName: "Consolidated Vehicle Group Holdings International", Reason: collab.Remediation, Status: collab.Inactive},
		{RequesteeFormalName: "Aiko Watanabe", RequesteeEmail: "watanabe@kyoto-precision.co.jp", RequesteeCompanyName: "Kyoto Precision", Reason: collab.Other, Status: collab.Resolved},
		{RequesteeFormalName: "Richard Kuga", RequesteeEmail: "richard.kuga@saperix.com", RequesteeCompanyName: "Saperix, Inc.", Reason: collab.SelfRequested, Status: collab.Rejected},
		{RequesteeFormalName: "Linda Mbeki", RequesteeEmail: "lmbeki@actors.example", RequesteeCompanyName: "Actors Films", Reason: collab.Validation, Status: collab.Declined},
	}
	for i := range all {
		d := &all[i]
		d.GUID, d.RequesterFormalName, d.EmailSentDate, d.SentCount, d.Context.Rating = sampleGUIDs[i], "Emma Waters", &sent, 1, &rating
	}
	return all
}

func sampleRow(d collab.Document, i int) *collab.Row {
	last := len(d.GUID) - 2
	d.GUID = d.GUID[:last] + string(rune('a'+i/8)) + d.GUID[last+1:]
	text, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	return &collab.Row{GUID: d.GUID, CreatedAt: sampleTime.AddDate(0, 0, -i), Document: text}
}

// sampleOutbox is the page of an address with some rows.
func sampleOutbox(query string, rows int, wrong *wrong) outboxView {
	f, err := readQuery(query)
	if err != nil {
		panic(err)
	}
	v := outboxView{
		page: console(sampleSender, say("Outbox"), "outbox"), Wrong: wrong, Columns: f.choices(), Besides: f.besides("columns"), Heads: f.heads(), MayWrite: true, Clear: "/outbox",
	}
	v.Script = "outbox.js"
	documents := sampleDocuments()
	for i := range rows {
		row, err := newOutboxRow(f.shown(), sampleRow(documents[i%len(documents)], i), true)
		if err != nil {
			panic(err)
		}
		v.Rows = append(v.Rows, row)
	}
	counts := collab.StatusCounts{
		collab.Pending: {N: 132}, collab.Active: {N: 2000, More: true}, collab.Never: {N: 402}, collab.Inactive: {N: 511}, collab.Resolved: {N: 650}, collab.Declined: {N: 36},
	}
	if rows == 0 {
		counts = nil
	}
	v.Counters, v.Matching = f.counters(counts)
	v.Showing = count(int64(rows), "%d here, of %s", "%d here, of %s", v.Matching.Told())
	names := map[string]string{sampleGUIDs[0]: "Black Hills Technologies", sampleSender.UserGUID: "Emma Waters"}
	v.Form = newOutboxForm(sampleSender, f, collab.Choices{
		Folders: []collab.Named{{GUID: "f", Name: "Critical suppliers"}}, Tiers: []collab.Named{{GUID: "t", Name: "Tier 1"}},
		Groups: []collab.Named{{GUID: "g", Name: "All Companies"}}, Requesters: []collab.Named{{GUID: "u", Name: "Noor Haddad"}},
	}, names)
	v.Chips = f.chips(names)
	v.Views = tabs(sampleSender, f, sampleSaved())
	v.IsFirst = !f.narrows() && rows == 0
	if rows > 0 {
		v.Bulk, v.Exports = newOutboxBulk(f, v.Matching), f.exports()
		v.First, v.Next = f.href(), f.from("x").href()
	}
	return v
}

func sampleSaved() []collab.View {
	mine := sampleSender.UserGUID
	return []collab.View{
		{GUID: sampleGUIDs[1], UserGUID: mine, Name: "Remediation, open", Query: "reason=remediation"},
		{GUID: sampleGUIDs[2], UserGUID: mine, Name: "To decide", Query: "reason=self_requested&status=Pending", IsShared: true},
		{GUID: sampleGUIDs[3], UserGUID: "u", Owner: "Noor Haddad", Name: "Europe", Query: "tier_guid=" + sampleGUIDs[0], IsShared: true},
		{GUID: sampleGUIDs[4], UserGUID: "u", Owner: "Noor Haddad", Name: "Asia", IsShared: true},
		{GUID: sampleGUIDs[5], UserGUID: "u", Owner: "Noor Haddad", Name: "Americas", IsShared: true},
		{GUID: sampleGUIDs[6], UserGUID: "u", Owner: "Noor Haddad", Name: "Quiet for a month", IsShared: true},
		{GUID: sampleGUIDs[7], UserGUID: "u", Owner: "Noor Haddad", Name: "Everything of the night shift", IsShared: true},
	}
}

func sampleMany() (foreseen, done manyView) {
	approval := collab.Approval
	var steps []collab.Step
	for i, d := range sampleDocuments() {
		text, err := json.Marshal(d)
		if err != nil {
			panic(err)
		}
		s := collab.Step{Request: collab.Request{GUID: d.GUID, Document: text, Awaiting: d.Awaiting}}
		switch i {
		case 1:
			s.Request.Awaiting = &approval
		case 3:
			s.Obstacle = collab.GivesNoAccess
		case 5, 6:
			s.Obstacle = collab.IsClosed
		}
		steps = append(steps, s)
	}
	steps = append(steps, collab.Step{Request: collab.Request{GUID: "x"}, Obstacle: collab.Unseen})
	foreseen, err := newForeseen(sampleSender, &chosen{Action: collab.Revoking, Next: "next", Query: "q=x"}, &collab.Foreseen{Steps: steps, Mails: 12, Left: 4})
	if err != nil {
		panic(err)
	}
	done, err = newRan(sampleSender, &ran{Action: collab.Resending, Query: "q=x", Next: "next"}, steps)
	if err != nil {
		panic(err)
	}
	return foreseen, done
}

func sampleViews(f *fault.Error) viewsView {
	asked, err := readQuery("reason=remediation&q=mar")
	if err != nil {
		panic(err)
	}
	v := viewsView{
		page: console(sampleSender, say("Saved views"), "outbox"), Notice: outboxNotices["deleted"], Restore: "/outbox/views/g/restore",
		New: viewForm{Action: "/outbox/views", Name: viewName("new", ""), Query: "reason=remediation", Filters: asked.chips(nil), MayShare: true},
	}
	for _, saved := range sampleSaved() {
		if saved.IsOf(sampleSender) {
			v.Own = append(v.Own, viewForm{Action: "/x", Href: viewHref(&saved), Name: viewName(saved.GUID, saved.Name), IsShared: saved.IsShared, MayShare: true})
			continue
		}
		v.Shared = append(v.Shared, sharedView{saved.Name, saved.Owner, viewHref(&saved), "/x"})
	}
	v.Wrong = complain(f, &v.New.Name)
	return v
}

// sampleClash is a request whose notes two people edited.
func sampleClash() view {
	v := sampleRequest(sampleDocument, collab.Request{CreatedAt: sampleTime.AddDate(0, 0, -5)})
	r := asked(url.Values{"notes": {"Waiting for their auditor."}, "tag": {"old"}})
	if err := r.ParseForm(); err != nil {
		panic(err)
	}
	notes := "Spoke with Maria by phone."
	v.Notes = newNotes(r, sampleSender, &collab.Request{Notes: &notes}, samplePast)
	v.Wrong = complain(fault.Of(collab.ErrEdited), &v.Notes.Text)
	return v
}
