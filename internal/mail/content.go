package mail

import "time"

// Content is what a mail says. Its implementations are the structs of this
// file, one a template; every string in them is cleaned and escaped when the
// mail is made, so that callers hand over what people typed.
//
// A string is one line without URLs, unless it is tagged mail:"text". What is
// tagged with a place, a customer's own wording may name: {{recipient}}.
type Content interface {
	Template() string
	link() string // the kind of link it carries; "" for none
}

// InvitationIntro announces an invitation to its recipient, to those in copy and to
// third parties. It carries no secret.
type InvitationIntro struct {
	RequesterName    string `place:"requester"`
	RequesterCompany string `place:"organisation"`
	CustomerName     string `place:"customer"`
	CompanyName      string `place:"company"` // the company that is invited
	Message          string `mail:"text"`
	Reason           string // informational, remediation, validation, other, self_requested
	RecipientName    string `place:"recipient"`
	InvitationDays   int64  `place:"invitation_days"`
	TrialDays        int64  `place:"days"`
	IsPassedOn       bool   // a colleague has passed it on
	PassedOnBy       string // who that was, if the sender may see it in the mail
}

// Invitation is the same for the recipient alone, with link and code.
type Invitation InvitationIntro

// SetPassword lets somebody who was given an access choose a password.
type SetPassword struct {
	CustomerName string `place:"customer"`
	FormalName   string `place:"recipient"`
}

// PasswordForgotten lets somebody who asked for it choose a new password.
type PasswordForgotten SetPassword

// PasswordChanged tells somebody that their password is another one now.
type PasswordChanged SetPassword

// RegistrationConfirm asks an unproven address to prove itself. It carries
// nothing that a stranger typed.
type RegistrationConfirm struct {
	CustomerName string `place:"customer"`
	FormName     string `place:"form"`
}

// RegistrationReceived tells an admin that somebody registered.
type RegistrationReceived struct {
	FormName    string `place:"form"`
	PersonName  string `place:"person"`
	Email       string `place:"email"`
	CompanyName string `place:"company"`
	RequestGUID string
}

// RegistrationRejected tells somebody who registered that nothing will come of it.
type RegistrationRejected struct {
	CustomerName  string `place:"customer"`
	RecipientName string `place:"recipient"`
}

// RequestAccepted tells the requester that an invitation was accepted.
type RequestAccepted struct {
	RecipientName  string `place:"recipient"`
	RecipientEmail string `place:"email"`
	CompanyName    string `place:"company"`
	Why            string `mail:"text"`
	RequestGUID    string
}

// ColleagueInvitation asks somebody of the recipient's organisation to work on a
// request beside the recipient.
type ColleagueInvitation struct {
	InviterName   string `place:"inviter"`
	InviterEmail  string
	RecipientName string `place:"recipient"`
	CustomerName  string `place:"customer"` // of the sender
	CompanyName   string `place:"company"`  // that the request is about
	More          int64  // requests that it is asked to work on besides
}

// ColleagueJoined tells the requester that somebody else works on a request now.
type ColleagueJoined struct {
	ColleagueName  string `place:"colleague"`
	ColleagueEmail string
	InviterName    string `place:"inviter"`
	CompanyName    string `place:"company"`
	RequestGUID    string
}

// RequestDeclined tells the requester that, and why, an invitation was declined.
type RequestDeclined RequestAccepted

// RequestForwarded tells the requester that an invitation has another recipient
// now, and who that is.
type RequestForwarded struct {
	FormerName     string // who passed it on
	FormerEmail    string
	RecipientName  string `place:"recipient"`
	RecipientEmail string `place:"email"`
	CompanyName    string `place:"company"`
	RequestGUID    string
	EndsAt         time.Time // when the invitation does
}

// RequestNever tells the requester that the window closed and nobody answered.
type RequestNever RequestAccepted

// MailRefused tells the requester what a mail server said to an invitation.
type MailRefused RequestAccepted //nolint:revive // named like its template, as all are

// RequestMessage tells one side of a request that the other wrote. What was
// written is not in it: it stays where its author can take it back.
type RequestMessage struct {
	AuthorName  string `place:"author"`
	From        string `place:"organisation"` // the author's
	CompanyName string `place:"company"`      // that the request is about
	Count       int64  // of what is unread
	RequestGUID string
	Received    bool // it goes to the recipient, to whom the inbox shows the request
}

// EmailChanged tells the old address of a user about the new one.
type EmailChanged struct {
	OldEmail     string `place:"old_email"`
	NewEmail     string `place:"new_email"`
	CustomerName string `place:"customer"`
}

// EmailConfirm asks a user to prove a new address.
type EmailConfirm struct {
	CustomerName string `place:"customer"`
}

// FactorChanged tells a user that something about the second factors of its
// sign-in has changed, so that it notices what somebody else did.
type FactorChanged struct {
	CustomerName string `place:"customer"`
	What         string // added, removed, reset, codes_made, code_used
	Kind         string // totp, passkey; of what was added or removed
	Name         string // that its owner gave it
	Left         int64  // recovery codes, after one was used
}

// TokenRetrieval lets somebody fetch an API token that was made ready for them.
type TokenRetrieval struct {
	CustomerName string `place:"customer"`
	MakerName    string `place:"maker"` // who had it sent
	TokenName    string `place:"token"`
	Email        string // the address that the retrieval asks for
	UserGUID     string // and the user
}

// TokenReused tells the admins that a secret was used that had been rotated.
type TokenReused struct {
	CustomerName string `place:"customer"`
	TokenName    string `place:"token"` // of the access
	OwnerName    string `place:"owner"`
	Prefix       string
	Last4        string
	Network      string // that it was used from
	SeenAt       time.Time
}

// TokenExpires lets the user of a token make another in its place.
type TokenExpires struct {
	CustomerName string `place:"customer"`
	TokenName    string `place:"token"` // of the access
	Prefix       string
	Last4        string
	EndsAt       time.Time `place:"day"`
}

// AccessExpires tells somebody that they cannot sign in any more after a day,
// and who can change that.
type AccessExpires struct {
	CustomerName string    `place:"customer"`
	FormalName   string    `place:"recipient"`
	EndsOn       time.Time `place:"day"` // the last day
	WhoName      string    // who can extend it: "" is an administrator
	WhoEmail     string
}

// RenewalDue tells those who may extend something that it ends. Its link leads
// to a page behind the sign-in.
type RenewalDue struct {
	CustomerName string    `place:"customer"`
	What         string    // user, trial or token
	Name         string    `place:"name"` // of whom or what ends
	Email        string    // of the user or the recipient
	CompanyName  string    // of a trial: where the recipient is
	EndsOn       time.Time `place:"day"`
	RenewalGUID  string
}

// TimeAsked tells who invited somebody that they ask for more time. Its link leads
// to a page behind the sign-in, on which one click answers.
type TimeAsked struct {
	AskerName    string    `place:"asker"`
	CompanyName  string    `place:"company"`  // that the request is about
	CustomerName string    `place:"customer"` // the sender's
	Days         int64     `place:"days"`
	Why          string    `mail:"text"`
	EndsOn       time.Time `place:"day"` // the access now
	RequestGUID  string
}

// TimeAnswered tells who asked for more time what became of it.
type TimeAnswered struct {
	AnswererName string `place:"requester"`
	CustomerName string `place:"customer"` // the sender's
	CompanyName  string `place:"company"`
	Given        bool
	EndsOn       time.Time `place:"day"` // the access from now on
	Word         string    `mail:"text"`
	RequestGUID  string
}

// RequestLeft tells the requester that the recipient has ended its access itself.
type RequestLeft RequestAccepted

// WebhookOff tells the admins that the server has switched off a webhook. Its link
// leads to a page behind the sign-in.
type WebhookOff struct {
	CustomerName string `place:"customer"`
	Name         string `place:"name"` // of the webhook
	Host         string
	Why          string    // gone, failing
	Since        time.Time // it has taken nothing; of failing
	WebhookGUID  string
}

// The names are those in the mails table.

func (InvitationIntro) Template() string      { return "invitation_intro" }
func (Invitation) Template() string           { return "invitation" }
func (SetPassword) Template() string          { return "set_password" }
func (RegistrationConfirm) Template() string  { return "registration_confirm" }
func (RegistrationReceived) Template() string { return "registration_received" }
func (RegistrationRejected) Template() string { return "registration_rejected" }
func (RequestAccepted) Template() string      { return "request_accepted" }
func (RequestDeclined) Template() string      { return "request_declined" }
func (RequestNever) Template() string         { return "request_never" }
func (RequestForwarded) Template() string     { return "request_forwarded" }
func (MailRefused) Template() string          { return "mail_refused" }
func (RequestMessage) Template() string       { return "request_message" }
func (ColleagueInvitation) Template() string  { return "colleague_invitation" }
func (ColleagueJoined) Template() string      { return "colleague_joined" }
func (EmailChanged) Template() string         { return "email_changed" }
func (EmailConfirm) Template() string         { return "email_confirm" }
func (TokenRetrieval) Template() string       { return "token_retrieval" }
func (FactorChanged) Template() string        { return "factor_changed" }
func (PasswordForgotten) Template() string    { return "password_forgotten" }
func (PasswordChanged) Template() string      { return "password_changed" }
func (TokenReused) Template() string          { return "token_reused" }
func (TokenExpires) Template() string         { return "token_expires" }
func (AccessExpires) Template() string        { return "access_expires" }
func (RenewalDue) Template() string           { return "renewal_due" }
func (TimeAsked) Template() string            { return "time_asked" }
func (TimeAnswered) Template() string         { return "time_answered" }
func (RequestLeft) Template() string          { return "request_left" }
func (WebhookOff) Template() string           { return "webhook_off" }

func (InvitationIntro) link() string      { return "" }
func (Invitation) link() string           { return InvitationLink }
func (SetPassword) link() string          { return SetPasswordLink }
func (RegistrationConfirm) link() string  { return RegistrationLink }
func (RegistrationReceived) link() string { return "" }
func (RegistrationRejected) link() string { return "" }
func (RequestAccepted) link() string      { return "" }
func (RequestDeclined) link() string      { return "" }
func (RequestNever) link() string         { return "" }
func (RequestForwarded) link() string     { return "" }
func (MailRefused) link() string          { return "" }
func (RequestMessage) link() string       { return "" }
func (ColleagueInvitation) link() string  { return ColleagueLink }
func (ColleagueJoined) link() string      { return "" }
func (EmailChanged) link() string         { return "" }
func (EmailConfirm) link() string         { return EmailLink }
func (TokenRetrieval) link() string       { return TokenLink }
func (FactorChanged) link() string        { return "" }
func (PasswordForgotten) link() string    { return SetPasswordLink }
func (PasswordChanged) link() string      { return "" }
func (TokenReused) link() string          { return "" }
func (TokenExpires) link() string         { return RenewLink }
func (AccessExpires) link() string        { return "" }
func (RenewalDue) link() string           { return "" }
func (TimeAsked) link() string            { return "" }
func (TimeAnswered) link() string         { return "" }
func (RequestLeft) link() string          { return "" }
func (WebhookOff) link() string           { return "" }
