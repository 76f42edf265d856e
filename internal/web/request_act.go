package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// act does to a request what a button of its page says.
func (c *Web) act(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx, guid, action := r.Context(), strings.ToLower(r.PathValue("guid")), r.PathValue("action")
	var err error
	switch action {
	case "approve":
		_, err = c.Requests.Change(ctx, by, collab.Change{
			GUID: guid, Status: string(collab.Approve), CompanyGUID: strings.ToLower(r.PostFormValue("company")),
		})
	case "reject":
		_, err = c.Requests.Change(ctx, by, collab.Change{GUID: guid, Status: string(collab.Reject)})
	case "resolve":
		_, err = c.Requests.Change(ctx, by, collab.Change{GUID: guid, Status: string(collab.Resolve)})
	case "resend":
		_, err = c.Requests.Resend(ctx, by, guid)
	case "revoke":
		_, err = c.Requests.Revoke(ctx, by, guid, r.PostFormValue("reason"))
	case "read":
		err = c.Messages.MarkRead(ctx, by, collab.Requester, guid)
	case "notes":
		err = c.note(r, by, guid)
	case "messages":
		return c.sayToRecipient(w, r, by)
	default:
		return fault.New(fault.NotFound, "That cannot be done to a request.")
	}
	if err == nil {
		return see(w, r, "/outbox/"+guid+"?done="+action)
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showRequest(w, r, by, refusalStatus(f), f)
	}
	return err
}

// notices says what a form that led here has done.
var notices = map[string]phrase{
	"approve":      say("Approved. The invitation is on its way."),
	"reject":       say("Rejected. A polite mail says so."),
	"resend":       say("The invitation is on its way again. The old link no longer works."),
	"resolve":      say("Marked as resolved."),
	"revoke":       say("The access has ended."),
	"colleague":    say("The access has ended."),
	"message":      say("Sent."),
	"notes":        say("The notes are saved."),
	"gave-time":    say("The time is given, and the recipient is told."),
	"refused-time": say("No more time was given, and the recipient is told."),
	"invite":       say("The invitation is on its way."),
}
