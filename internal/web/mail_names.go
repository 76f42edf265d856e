package web

import "gatehouse/internal/mail"

// mailNames say what each mail is, and to whom it goes.
var mailNames = map[string]struct{ Name, To phrase }{
	"invitation_intro":      {say("Introduction"), say("To the recipient of an invitation and to those in copy, without a link")},
	"invitation":            {say("Invitation"), say("To the recipient alone, with link and code")},
	"set_password":          {say("Choose a password"), say("To a user who was given an access")},
	"password_forgotten":    {say("Password forgotten"), say("To a user who asks for a new password")},
	"password_changed":      {say("Password changed"), say("To the user whose password it is")},
	"registration_confirm":  {say("Confirm an address"), say("To who filled in a registration form")},
	"registration_received": {say("New registration"), say("To administrators")},
	"registration_rejected": {say("Polite refusal"), say("To who registered and was not approved")},
	"request_accepted":      {say("Invitation accepted"), say("To the sender of an invitation")},
	"request_declined":      {say("Invitation declined"), say("To the sender of an invitation")},
	"request_never":         {say("Invitation not answered"), say("To the sender of an invitation")},
	"request_forwarded":     {say("Invitation passed on"), say("To the sender of an invitation")},
	"request_left":          {say("A recipient has left"), say("To the sender of an invitation")},
	"time_asked":            {say("More time is asked for"), say("To the sender of an invitation")},
	"time_answered":         {say("Answer about more time"), say("To the recipient of a request")},
	"mail_refused":          {say("Mail not delivered"), say("To the sender of an invitation")},
	"request_message":       {say("New message"), say("To either side of a request")},
	"colleague_invitation":  {say("A colleague is asked to help"), say("To a colleague of a recipient, with link and code")},
	"colleague_joined":      {say("A colleague helps"), say("To the sender of an invitation")},
	"email_changed":         {say("E-mail address changed"), say("To the old address of a user")},
	"email_confirm":         {say("Confirm a new e-mail address"), say("To the new address of a user")},
	"factor_changed":        {say("Second factor changed"), say("To the user whose sign-in it is")},
	"token_retrieval":       {say("Fetch an API token"), say("To who gets a token that was made ready")},
	"token_reused":          {say("A replaced API token was used"), say("To administrators")},
	"token_expires":         {say("API token expires"), say("To the user of the token")},
	"access_expires":        {say("Access ends"), say("To the user whose access it is")},
	"renewal_due":           {say("Something may be renewed"), say("To who can extend it")},
	"webhook_off":           {say("Webhook switched off"), say("To administrators")},
}

// sayTemplate names a mail. One of a newer node is called as it is stored.
func sayTemplate(template string) phrase { return or(mailNames[template].Name, plain(template)) }

// mailStateOf is how a mail's state is shown.
var mailStateOf = map[string]state{
	mail.Queued:  {"pending", say("Waits to be sent")},
	mail.Sent:    {"active", say("Sent out")},
	mail.Refused: {"declined", say("Refused")},
	mail.Dropped: {"never", say("Dropped")},
}
