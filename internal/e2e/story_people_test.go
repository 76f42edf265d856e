package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// strangerRegisters is Maria in her browser: she fills in the form, and confirms
// her address by the link in the mail without its code, because it is the same
// browser.
func (y *story) strangerRegisters(t *testing.T) {
	b := newBrowser(t)
	b.open(t, y.form)
	b.shows(t, "Example name", "Example description", "My Company")
	b.fill(t, "form", map[string]string{
		"formal_name": "Maria Castro", "email": mariaAt, "company_name": blackHills,
		"website": "https://www.blackhills.example", "message": "We would like to see our findings.",
	})
	b.click(t, `[name="terms"]`)
	b.press(t, "form button")
	b.shows(t, "Look into your mail")

	mail := y.box.wait(t, mariaAt, "confirm", 1)
	if strings.Contains(mail.text+mail.html+mail.subject, "Maria") || strings.Contains(mail.text+mail.html, "findings") {
		t.Errorf("the mail to an unproven address says what a stranger typed:\n%s", mail.text)
	}
	y.scan(t)
	if found := y.outbox(t, y.admin.Token, ""); len(found) != 0 {
		t.Fatalf("before the address is confirmed there is %v", found)
	}
	link, _ := mail.link(t)
	b.open(t, link)
	b.shows(t, "Confirm your registration", mariaAt)
	b.press(t, "form button")
	b.shows(t, "Thank you, you are registered")
	y.box.wait(t, emmaAt, "", 1) // an admin is told
}

// colleagueApproves finds the registration and sends the invitation.
func (y *story) colleagueApproves(t *testing.T) {
	found := y.outbox(t, y.robin, "?status=Pending&reason=self_requested")
	if len(found) != 1 {
		t.Fatalf("the outbox holds %v", found)
	}
	y.maria = found[0]["guid"].(string)
	wants(t, found[0], object{
		"status": "Pending", "reason": "self_requested", "awaiting": "approval", "requestee_email": mariaAt,
		"requestee_formal_name": "Maria Castro", "requestee_company_name": blackHills, "requester_formal_name": "Emma Waters",
		"message": "We would like to see our findings.", "email_sent_date": nil,
	})
	approved := read[object](t, y.call(t, y.robin, "PATCH", requests+"/"+y.maria, object{"status": "Approved"}, http.StatusOK))
	wants(t, approved, object{"status": "Pending", "awaiting": "answer", "requester_formal_name": "Robin Marsh", "sent_count": 1.0})
	y.call(t, y.robin, "PATCH", requests+"/"+y.maria, object{"status": "Approved"}, http.StatusBadRequest)
}

// mariaAccepts gets in: with the link of the mail, its code, and a password.
func (y *story) mariaAccepts(t *testing.T) {
	mail := y.box.wait(t, mariaAt, "Your invitation", 1)
	intro := y.box.wait(t, mariaAt, "invites Black Hills Technologies", 1)
	if codeLine.MatchString(intro.text) || len(intro.links()) > 0 {
		t.Errorf("the introduction holds a link or a code:\n%s", intro.text)
	}
	y.scan(t)
	link, code := mail.link(t)
	b := newBrowser(t)
	b.open(t, link)
	b.shows(t, "Robin Marsh", "Blue Seas International", blackHills, "We would like to see our findings.")
	accept := `form:has([value="accept"])`
	b.fill(t, accept, map[string]string{"code": code, "password": herSecret})
	b.click(t, accept+` [name="terms"]`)
	b.press(t, accept+" button")
	b.shows(t, "Welcome", "Robin Marsh")
	b.open(t, y.url+"/inbox")
	b.shows(t, "Inbox", "Robin Marsh, Blue Seas International", "We would like to see our findings.", "Active")
	if eval[bool](t, b, `document.querySelector("nav a[href='/outbox']") !== null`) {
		t.Error("a recipient is shown an outbox")
	}

	y.box.wait(t, robinAt, "accepted", 1)
	y.scan(t)
	wants(t, y.request(t, y.robin, y.maria), object{
		"status": "Active", "awaiting": nil, "recipient_customer_access": "active", "mail_status": "sent",
	})
	b.open(t, link) // used, and it says so
	b.shows(t, "You have accepted")
	y.mariaComesBack(t)
}

// mariaComesBack signs in with her address and password, in another browser.
func (y *story) mariaComesBack(t *testing.T) {
	b := newBrowser(t)
	b.open(t, y.url+"/inbox")
	b.shows(t, "Sign in")
	b.fill(t, "form", map[string]string{"email": mariaAt})
	b.press(t, "form.fields button")
	b.shows(t, "You sign in as", "Password")
	b.fill(t, "form", map[string]string{"password": herSecret})
	b.press(t, "form.fields button")
	b.shows(t, "Inbox", "Robin Marsh, Blue Seas International")
	b.press(t, `.letters a`)
	b.shows(t, "Mark as read", "We would like to see our findings.")
	b.press(t, `form[action$="/read"] button`)
	b.shows(t, "You have read this.")
}

// richardDeclines says no, and why.
func (y *story) richardDeclines(t *testing.T) {
	made := read[object](t, y.call(t, y.robin, "POST", requests, object{
		"requestee_company_guid": y.company(t, y.robin, blackHills), "requestee_email": richardAt,
		"requestee_formal_name": "Richard Kuga", "message": "Please address these concerns", "reason": "remediation",
		"context": object{"risk_vectors": []object{{"risk_vector": object{"slug": "dkim"}}}},
	}, http.StatusCreated))
	wants(t, made["context"].(object), object{"rating": 390.0, "date": "2020-03-03"})
	link, code := y.box.wait(t, richardAt, "Your invitation", 1).link(t)
	y.scan(t)
	b := newBrowser(t)
	b.open(t, link)
	b.shows(t, "Please address these concerns")
	b.click(t, "#decline > summary")
	decline := `form:has([value="decline"])`
	b.do(t, chromedp.WaitVisible(decline+" button"))
	b.fill(t, decline, map[string]string{"code": code, "why": "Maria looks after this."})
	b.press(t, decline+" button")
	b.shows(t, "You have declined")
	if told := y.box.wait(t, robinAt, "declined", 1); !strings.Contains(told.text, "Maria looks after this.") {
		t.Errorf("the sender is not told why:\n%s", told.text)
	}
	wants(t, y.request(t, y.robin, made["guid"].(string)), object{"status": "Declined", "awaiting": nil})
}

// request returns one request of the outbox.
func (y *story) request(t *testing.T, token, guid string) object {
	t.Helper()
	return read[object](t, y.get(t, token, requests+"/"+guid))
}
