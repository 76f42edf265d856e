// Package web is everything that a person sees in a browser: the console, the
// public form, and the pages behind the links in mails.
//
// Pages are rendered on the server and work without JavaScript, but for passkeys;
// a script also shows a password that is being typed.
// A page is a view: a struct and the file under pages/ of the same name. The
// people here are of two kinds. Who works with Gatehouse signs in and has a
// session cookie. Who comes once holds the token of a link, and proves with the
// code of its mail, or with the cookie of the browser that filled in the form,
// that it is not a mail scanner.
package web

import (
	"log/slog"
	"net/http"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Web serves the pages.
type Web struct {
	Log       *slog.Logger
	Now       func() time.Time // db.Now but in tests
	PublicURL string           // without a slash at its end

	Links         *mail.Links
	Sessions      *identity.Sessions
	Factors       *identity.Factors
	IDPs          *identity.IDPs
	SCIMTokens    *identity.SCIMTokens
	OIDC          *oidc.Providers
	Passwords     *identity.Passwords
	Users         *identity.Users
	Tokens        *identity.Tokens
	Accesses      *identity.Accesses
	Roles         *identity.Roles
	Reminders     *identity.Reminders
	Groups        *tenant.Groups
	Customers     *tenant.Customers
	Requests      *collab.Requests
	Inbox         *collab.Inbox
	Messages      *collab.Messages
	Colleagues    *collab.Colleagues
	People        *collab.People
	Files         *collab.Files
	Asks          *collab.Asks
	Mails         *collab.Mails
	Wordings      *collab.Wordings
	Webhooks      *tenant.Webhooks
	Forms         *collab.Forms
	Registrations *collab.Registrations
	Uploads       *tenant.Uploads
	Companies     *portfolio.Companies
	Views         *collab.Views
	Keys          *tenant.Keys
	Contacts      *portfolio.Contacts
	Folders       *portfolio.Folders
	Tiers         *portfolio.Tiers
	Findings      *portfolio.Findings
	Relationships *portfolio.Relationships
	LifeCycles    *portfolio.LifeCycles
	Imports       *portfolio.Imports
	Undos         *portfolio.Undos

	// Development says that somebody works on the pages themselves.
	Development bool

	// Description is openapi.yaml, which the reference at /docs is made of when
	// somebody reads it.
	Description func() []byte
	book        func() *referenceView

	// Export answers the outbox in the API's way: filters as there, format=csv
	// or xlsx. The API's handler is given from outside because web and api do
	// not know each other.
	Export func(w http.ResponseWriter, r *http.Request, by actor.Actor) error

	// Events is the record, and ExportEvents is Export of it.
	Events       *audit.Events
	ExportEvents func(w http.ResponseWriter, r *http.Request, by actor.Actor) error

	// ExportPortfolio is Export of the portfolio.
	ExportPortfolio func(w http.ResponseWriter, r *http.Request, by actor.Actor) error

	// ExportUsers is Export of the users, by the user family.
	ExportUsers func(w http.ResponseWriter, r *http.Request, by actor.Actor) error
}

// Handler returns every page. Reading it is reading the site.
func (c *Web) Handler() http.Handler {
	c.book = sync.OnceValue(func() *referenceView { return readReference(c.Description()) })
	mux := http.NewServeMux()
	stranger := func(pattern string, h handler) { mux.Handle(pattern, c.handle(h)) }
	holder := func(pattern string, h handler) { mux.Handle(pattern, noReferrer(c.handle(h))) } // of a secret link
	member := func(pattern string, h memberHandler) { mux.Handle(pattern, c.handle(c.signedIn(h))) }
	hands := newHands(largeAtOnce)
	sized := func(pattern string, most int64, h memberHandler, kinds ...string) {
		mux.Handle(pattern, c.holders(hands, c.handleUpTo(most, c.signedIn(h), kinds...)))
	}
	withFile := func(most int64) func(string, memberHandler) {
		return func(pattern string, h memberHandler) { sized(pattern, most, h, fileForm) }
	}

	c.mountGate(stranger)
	c.mountHome(member)
	c.mountAccount(stranger, member)
	c.mountOwnData(stranger, member)
	c.mountIDPs(member, withFile(maxUpload))
	c.mountPeople(member)
	c.mountForms(member, withFile(maxFormPage))
	c.mountGroups(member)
	c.mountRegistrations(member)
	c.mountSSO(stranger, member)
	mux.Handle("POST /saml/{customer}/acs", c.handleUpTo(maxMessage, c.arriveBySAML))
	mux.Handle("POST /saml/{customer}/logout-post", c.handleUpTo(maxMessage, c.logoutByForm))
	c.mountOIDC(stranger)
	holder("GET /set-password/{token}", c.showSetPassword)
	holder("POST /set-password/{token}", c.setPassword)
	holder("GET /retrieve-token/{token}", c.showRetrieval)
	holder("POST /retrieve-token/{token}", c.retrieve)
	holder("GET /renew-token/{token}", c.showRenewToken)
	holder("POST /renew-token/{token}", c.renewToken)
	holder("GET /confirm-email/{token}", c.showConfirmEmail)
	holder("POST /confirm-email/{token}", c.confirmEmail)

	c.mountOutbox(member)
	c.mountRecord(member)
	c.mountSettings(member, sized)
	c.mountInvite(member, sized)
	c.mountPortfolio(member, withFile(maxImport))
	c.mountInbox(stranger, member, withFile(maxAnswers))
	c.mountMails(member)
	c.mountWebhooks(member)
	c.mountColleagues(holder, member)

	stranger("GET "+formPath, c.showForm)
	stranger("POST "+formPath, c.register)
	stranger("GET /form-logos/{guid}/{name}", c.formLogo)
	stranger("GET /logos/{guid}/{name}", c.customerLogo)
	stranger("GET /accents/{file}", c.accent)
	stranger("GET /look-into-your-mail", c.lookIntoYourMail)
	holder("GET /registrations/{token}", c.showRegistration)
	holder("POST /registrations/{token}", c.confirmRegistration)
	holder("GET /invitations/{token}", c.showInvitation)
	holder("POST /invitations/{token}", c.answerInvitation)

	return secure(c.choosesLanguage(mux, c.sameOrigin(c.found(mux))))
}

// mountGate adds what everybody sees, and the ways to sign in.
func (c *Web) mountGate(stranger func(string, handler)) {
	stranger("GET /{$}", c.start)
	stranger("GET /static/{file}", c.static)
	if c.Development {
		stranger("GET /styleguide", c.styleguide)
	}
	stranger("GET /docs", c.reference)
	stranger("GET /docs/{tag}", c.chapter)
	stranger("GET /sign-in", c.showSignIn)
	stranger("POST /sign-in", c.signIn)
	stranger("GET /sign-in/password", c.showProve)
	stranger("GET /forgotten-password", c.showForgotten)
	stranger("POST /forgotten-password", c.forgot)
	stranger("GET /forgotten-password/sent", c.forgottenSent)
	stranger("POST /sign-in/passkey/question", c.askToSignIn)
	stranger("POST /sign-in/passkey", c.passkeySignIn)
	stranger("POST /sign-out", c.signOut)
}

// mountAccount adds the pages on which people prove who they are, and look after
// their own ways in.
func (c *Web) mountAccount(stranger func(string, handler), member func(string, memberHandler)) {
	// Second factors: for a ticket that waits for one, and of who is signed in.
	door := func(pattern string, h placeHandler) { stranger(pattern, c.atDoor(h)) }
	desk := func(pattern string, h placeHandler) { member(pattern, c.atDesk(h)) }
	door("GET /sign-in/factor", c.showFactor)
	door("POST /sign-in/factor", c.proveFactor)
	door("POST /sign-in/factor/question", c.askToProve)
	door("GET "+doorBase, c.showEnrol)
	stranger("POST /sign-in/continue", c.goOn)
	member("GET /account", c.showAccount)
	member("POST /account/sessions/end", c.endSessions)
	member("POST /account/sessions/{guid}/end", c.endSession)
	member("GET /switch", c.showSwitch)
	member("POST /switch", c.switchTo)
	desk("GET /account/prove", c.showProof)
	desk("POST /account/prove", c.proveAgain)
	desk("POST /account/prove/question", c.askToProve)
	desk("GET "+deskBase, c.showSecurity)
	desk("POST "+deskBase+"/factors/{guid}/remove", c.removeFactor)
	desk("POST "+deskBase+"/codes", c.makeCodes)
	for base, mount := range map[string]func(string, placeHandler){doorBase: door, deskBase: desk} {
		mount("POST "+base+"/app", c.beginApp)
		mount("GET "+base+"/app", c.showApp)
		mount("GET "+base+"/app.svg", c.appPicture)
		mount("POST "+base+"/app/confirm", c.confirmApp)
		mount("POST "+base+"/passkey/question", c.askToEnrol)
		mount("POST "+base+"/passkey", c.addPasskey)
	}

	member("GET /account/password", c.showOwnPassword)
	member("POST /account/password", c.changeOwnPassword)
	member("GET /account/tokens", c.tokens)
	member("POST /account/tokens/{access}", c.makeToken)
	member("POST /account/tokens/{access}/{token}/{action}", c.changeToken)
	member("GET /renewals/{guid}", c.showRenewal)
	member("POST /renewals/{guid}", c.renew)
}
