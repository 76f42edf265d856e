package web

// messageView says that something went well, and what comes next.
type messageView struct {
	page
	Heading, Lead phrase
	Steps         []phrase
	Ways          []way
	Foot          phrase
}

func (messageView) file() string { return "message.html" }
