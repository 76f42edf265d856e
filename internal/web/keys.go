package web

import (
	"net/http"

	"gatehouse/internal/actor"
)

// keyGroup is what keys do at one place.
type keyGroup struct {
	Name phrase
	Keys []keyHint
}

// keyHint is one thing that a key does, or keys one after the other. Everything
// can also be reached without.
type keyHint struct {
	Keys     []phrase
	Together bool // held down at once
	Does     phrase
}

// keys are all of them, for the page of help and the dialogue that shows it.
var keys = []keyGroup{
	{say("Everywhere"), []keyHint{
		{[]phrase{say("Ctrl"), plain("K")}, true, say("Search everything")},
		{[]phrase{plain("?")}, false, say("Show this help")},
		{[]phrase{plain("g"), plain("h")}, false, say("Go to Home")},
		{[]phrase{plain("g"), plain("o")}, false, say("Go to the Outbox")},
		{[]phrase{plain("g"), plain("r")}, false, say("Go to Registrations")},
		{[]phrase{plain("g"), plain("f")}, false, say("Go to Forms")},
		{[]phrase{plain("g"), plain("p")}, false, say("Go to the Portfolio")},
		{[]phrase{plain("g"), plain("i")}, false, say("Go to the Inbox")},
		{[]phrase{plain("g"), plain("a")}, false, say("Go to Administration")},
	}},
	{say("While searching"), []keyHint{
		{[]phrase{plain("↓"), plain("↑")}, false, say("Next and previous result")},
		{[]phrase{say("Enter")}, false, say("Open the result, or all results")},
		{[]phrase{say("Esc")}, false, say("Close the results")},
	}},
	{say("In the outbox"), []keyHint{
		{[]phrase{plain("j")}, false, say("Next request")},
		{[]phrase{plain("k")}, false, say("Previous request")},
		{[]phrase{say("Enter")}, false, say("Open the request")},
		{[]phrase{plain("x")}, false, say("Select the request, or do not")},
		{[]phrase{say("Shift"), plain("x")}, true, say("Select all from the last one to this")},
		{[]phrase{plain("a")}, false, say("Select all on the page, or none")},
		{[]phrase{plain("b")}, false, say("Choose what to do with the selected")},
		{[]phrase{plain("n")}, false, say("Next page")},
		{[]phrase{plain("/")}, false, say("Filter by name, e-mail or company")},
	}},
	{say("On a request of that list"), []keyHint{
		{[]phrase{plain("j")}, false, say("Next request")},
		{[]phrase{plain("k")}, false, say("Previous request")},
		{[]phrase{plain("u")}, false, say("Back to the list")},
	}},
}

// keyboardView says what keys do.
type keyboardView struct {
	page
	Groups []keyGroup
}

func (keyboardView) file() string { return "keyboard.html" }

func (c *Web) keyboard(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return render(w, r, http.StatusOK, keyboardView{console(by, say("Keyboard"), "keyboard"), keys})
}
