package web

// messageView says that something went well, and what comes next.
type messageView struct {
	page
	Heading, Lead string
	Steps         []string
	Ways          []way
	Foot          string
}

func (messageView) file() string { return "message.html" }
