package collab

import (
	"testing"

	"gatehouse/internal/mail"
)

// What is left of a mail after somebody was erased says nothing to anybody.
func TestErasedMailStays(t *testing.T) {
	for name, p := range map[string]Posted{
		"named in it": {Mail: mail.Mail{Template: "request_accepted", State: mail.Sent, Recipient: "a@b.example", Args: "{}"}},
		"sent to it":  {Mail: mail.Mail{Template: "registration_confirm", State: mail.Sent, Args: `{"FormName":"x"}`}},
	} {
		if p.obstacle(true) == nil {
			t.Errorf("a mail is sent again to or about somebody who is erased: %s", name)
		}
	}
	if p := (Posted{Mail: mail.Mail{Template: "request_accepted", State: mail.Sent, Recipient: "a@b.example", Args: `{"x":1}`}}); p.obstacle(true) != nil {
		t.Error("another is not")
	}
}
