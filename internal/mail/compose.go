package mail

import (
	"fmt"
	netmail "net/mail"

	gomail "github.com/wneessen/go-mail"
)

// compose makes the message that goes over the wire: a text and an HTML part,
// and headers that tell other programs not to answer.
func compose(r Rendered) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from, err := header(r.From)
	if err != nil {
		return nil, err
	}
	to, err := header(r.To)
	if err != nil {
		return nil, err
	}
	msg.FromMailAddress(from)
	msg.ToMailAddress(to)
	msg.Subject(CleanName(r.Subject))
	msg.SetMessageIDWithValue(r.MessageID)
	msg.SetDateWithValue(r.Date)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	msg.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	msg.SetGenHeader(gomail.HeaderContentLang, r.Language)
	msg.SetBodyString(gomail.TypeTextPlain, r.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, r.HTML)
	return msg, nil
}

// header makes an address for a header. It is checked again: a row may have
// come from anywhere, and another try would not mend it.
func header(a Address) (*netmail.Address, error) {
	if !ValidAddress(a.Email) {
		return nil, &Refusal{fmt.Sprintf("%q is not an e-mail address.", a.Email)}
	}
	return &netmail.Address{Name: CleanName(a.Name), Address: a.Email}, nil
}
