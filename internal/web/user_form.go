package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// userForm is what is known of a user. Its fields have the names of the API's.
type userForm struct {
	Wrong                                *wrong
	First, Last, Email, Phone, ExpiresAt field
	Languages                            []option
	Language                             string
}

func newUserForm() userForm {
	line := func(name, kind string, label phrase, most int) field { // of somebody else: no browser fills it in
		return field{ID: name, Name: name, Label: label, Type: kind, Autocomplete: "off", MaxLength: most}
	}
	f := userForm{
		First: line("firstname", "text", say("First name"), 100), Last: line("lastname", "text", say("Last name"), 100),
		Email: line("email", "email", say("E-mail address"), maxAddress), Phone: line("phone", "tel", say("Telephone"), 50),
		ExpiresAt: line("expires_at", "date", say("Last day"), 10),
	}
	f.First.Required, f.Email.Required = true, true
	f.ExpiresAt.Hint = say("After it nothing of the user works. Empty is never.")
	f.speak("en")
	return f
}

func (f *userForm) speak(language string) {
	f.Language, f.Languages = language, languageOptions(language)
}

func (f *userForm) fields() []*field {
	return []*field{&f.First, &f.Last, &f.Email, &f.Phone, &f.ExpiresAt}
}

func formOfUser(u *identity.User) userForm {
	f := newUserForm()
	f.First.Value, f.Last.Value, f.Email.Value, f.Phone.Value, f.ExpiresAt.Value = u.FirstName, u.LastName, u.Email, u.Phone, textOf(u.ExpiresAt)
	f.Email.Hint = say("Another one counts when it is proven by a link that is mailed to it.")
	f.speak(u.Language)
	return f
}

// read takes what was sent.
func (f *userForm) read(r *http.Request) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	f.speak(r.PostFormValue("language"))
}

// change is what the form says is to be different about u.
func (f *userForm) change(u *identity.User) identity.UserChange {
	ch := identity.UserChange{FirstName: &f.First.Value, LastName: &f.Last.Value, Phone: &f.Phone.Value, ExpiresAt: &f.ExpiresAt.Value}
	if f.Language != "" {
		ch.Language = &f.Language
	}
	if f.Email.Value != u.Email {
		ch.Email = &f.Email.Value
	}
	return ch
}

// newUserView asks for a user who is not there yet.
type newUserView struct {
	page
	Form          userForm
	IsStale       bool
	Roles, Groups []option
	Ways          []tickBox // of getting in
	Calls         []apiCall
}

func (newUserView) file() string { return "new_user.html" }

// The ways in that a new user can begin with.
const (
	noWay   = "none"
	byMail  = identity.UIConnection
	bySSO   = identity.SSOConnection
	byToken = identity.APIConnection
)

// newUser asks for the proof before the form is filled in, not after.
func (c *Web) newUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	groups, err := c.groups(r, by)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newUserAsk(by, groups, newUserForm(), actor.User, "", byMail))
}

func (c *Web) newUserAsk(by actor.Actor, groups []tenant.Group, form userForm, role actor.Role, group, way string) newUserView {
	v := newUserView{
		page: console(by, say("Make a user"), "users").failed(form.Wrong), Form: form, Roles: roleOptions(by, role), Groups: groupOptions(by, groups, group),
	}
	for _, o := range []struct {
		value       string
		name, about phrase
	}{
		{byMail, say("With a password"), say("A mail brings a link to set it. Its roles are those that the role begins with.")},
		{bySSO, say("By single sign-on"), say("Next you say what the identity provider calls the user.")},
		{byToken, say("As a program, with a token"), say("Next you choose the roles.")},
		{noWay, say("Not yet"), nil},
	} {
		v.Ways = append(v.Ways, tickBox{ID: "way-" + o.value, Value: o.value, Name: o.name, Under: o.about, Chosen: o.value == way})
	}
	body := map[string]any{"email": "ann@example.com", "firstname": "Ann", "lastname": "Bold", "role": string(actor.User)}
	v.Calls = []apiCall{c.call(say("Make a user"), "POST", "/user/v1/users", body)}
	return v
}

// makeUser makes a user, and leads on to the way in that it is to have.
func (c *Web) makeUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	form, way := newUserForm(), r.PostFormValue("way")
	form.read(r)
	role, group := actor.Role(r.PostFormValue("role")), r.PostFormValue("group")
	u, err := c.made(r, by, identity.UserDraft{
		FirstName: form.First.Value, LastName: form.Last.Value, Email: form.Email.Value, Phone: form.Phone.Value, Language: form.Language,
		ExpiresAt: form.ExpiresAt.Value, Role: role, GroupGUID: group,
	}, way)
	if err == nil {
		return see(w, r, afterMaking(&u, way))
	}
	f, isStale := formFault(err, fault.Conflict, fault.Forbidden, fault.Exhausted), stale(err)
	if f == nil {
		return err
	}
	groups, err := c.groups(r, by)
	if err != nil {
		return err
	}
	form.Wrong = complain(f, form.fields()...)
	v := c.newUserAsk(by, groups, form, role, group, way)
	v.IsStale = isStale
	return render(w, r, refusalStatus(f), v)
}

func (c *Web) made(r *http.Request, by actor.Actor, d identity.UserDraft, way string) (identity.User, error) {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return identity.User{}, err
	}
	if way == byMail {
		return c.Users.Enrol(r.Context(), by, d, identity.Choices{})
	}
	return c.Users.Create(r.Context(), by, d)
}

func afterMaking(u *identity.User, way string) string {
	page := usersPath + "/" + u.GUID
	switch way {
	case byMail:
		return page + "?done=invited"
	case bySSO, byToken:
		return page + "/accesses/new?type=" + way
	}
	return page + "?done=made"
}
