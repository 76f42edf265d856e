package web

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"time"
)

//go:embed pages/*.html
var pageFiles embed.FS

// page is what every page shows around its content.
type page struct {
	Title phrase

	// In the console: who is signed in, and where in the navigation this is.
	Who  *who
	Here string

	Reference bool // in the console's frame, for everybody

	Script   string // a static file that improves the page
	Passkeys bool   // browsers make them for this server

	// On a threshold page: how far the gate is open, and the words beside it.
	Gate    gate
	Wall    *words
	Centred bool
	Accent  string // of whom the page speaks for: the address of its stylesheet
}

// who is the signed-in person as the console's bar shows them.
type who struct {
	Name      string
	Initials  string
	Customer  string
	Profile   string // that acts, if it is one
	CanSwitch bool   // there are other ways to act

	SeesHome      bool // and all there is besides the inbox
	SeesOutbox    bool
	SeesForms     bool
	SeesPortfolio bool
	MayInvite     bool

	Offices []tab // the pages of administration
}

// gate is the state of the picture on threshold pages.
type gate string

const (
	open gate = "open"
	ajar gate = "ajar"
	shut gate = "shut"
)

// words stand on the wall of a threshold page where there is room for them.
type words struct{ Line, Under phrase }

// A view is the content of one page. Its type names the file that shows it.
type view interface{ file() string }

// views lists a value of every view, so that each has its template, checked
// against its type by a test.
var views = []view{
	mailsView{},
	hooksView{},
	hookView{},
	newHookView{},
	deliveryView{},
	mailView{},
	wordingsView{},
	wordingView{},
	signInView{},
	proveView{},
	forgottenView{},
	chooseView{},
	factorView{},
	arrivalView{},
	onwardView{},
	carryView{},
	enrolView{},
	appView{},
	codesView{},
	securityView{},
	accountView{},
	switchView{},
	setPasswordView{},
	ownPasswordView{},
	confirmView{},
	secretView{},
	tokensView{},
	idpsView{},
	idpView{},
	trialView{},
	newIDPView{},
	usersView{},
	newUserView{},
	userView{},
	moveView{},
	newAccessView{},
	accessView{},
	rolesView{},
	roleView{},
	inviteView{},
	inviteFormView{},
	invitePreviewView{},
	inviteManyView{},
	inviteCSVView{},
	inviteRowsView{},
	homeView{},
	searchView{},
	keyboardView{},
	outboxView{},
	viewsView{},
	manyView{},
	requestView{},
	portfolioView{},
	companyView{},
	groupsView{},
	groupView{},
	groupChangeView{},
	quotasView{},
	explainView{},
	audienceView{},
	containersView{},
	contactsView{},
	contactView{},
	importView{},
	pendingView{},
	inboxView{},
	letterView{},
	leaveView{},
	askView{},
	formView{},
	formsView{},
	formPageView{},
	newFormView{},
	deleteFormView{},
	registrationsView{},
	decideView{},
	invitationView{},
	colleaguesView{},
	colleagueView{},
	dataView{},
	eraseView{},
	messageView{},
	recordView{},
	eventView{},
	checkView{},
	settingsView{},
	referenceView{},
	chapterView{},
	guideView{},
	faultView{},
}

// pages are the templates by language and file. Each is parsed when it is first
// shown: all of them are 45 MiB, and a server shows few in more than one language.
var pages = func() map[string]map[string]func() *template.Template {
	all := make(map[string]map[string]func() *template.Template)
	for lang, t := range tellers {
		all[lang] = make(map[string]func() *template.Template)
		for _, v := range views {
			all[lang][v.file()] = sync.OnceValue(func() *template.Template { return t.parse(v.file()) })
		}
	}
	return all
}()

// parse reads the page in a file with all that pages share.
func (t *teller) parse(file string) *template.Template {
	return template.Must(template.New(file).Funcs(t.helpers()).ParseFS(pageFiles,
		"pages/layout.html", "pages/bar.html", "pages/gate.html", "pages/*parts.html", "pages/"+file))
}

// helpers are what templates call: say for a text that stands in the template,
// tell for one that the view brings, count for a number of things.
func (t *teller) helpers() template.FuncMap {
	return template.FuncMap{
		"say":    func(format string, args ...any) string { return t.tell(say(format, args...)) },
		"tell":   t.tell,
		"count":  func(n int64, one, many string, args ...any) string { return t.tell(count(n, one, many, args...)) },
		"lang":   func() string { return t.lang },
		"static": staticPath,
		"day":    t.day,
		"moment": t.moment,
		"number": t.number,
		"iso":    func(at time.Time) string { return at.UTC().Format(time.RFC3339) },

		"icon":      func(name string) string { return icons[name] },
		"languages": tongues,
	}
}

// render sends a page whole or not at all, in the reader's language.
func render(w http.ResponseWriter, r *http.Request, status int, v view) error {
	var b bytes.Buffer
	if err := pages[languageOf(r)][v.file()]().ExecuteTemplate(&b, "layout", v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := b.WriteTo(w)
	return err
}

// sendJSON answers a script.
func sendJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}

// attach makes the answer a file to be stored.
func attach(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
