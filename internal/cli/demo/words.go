package demo

import (
	"fmt"
	"strings"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// messages are what senders write. {first} is the recipient, {company} its
// company, {about} the risk vectors, {by} a day to answer by and {me} the sender.
var messages = map[collab.Reason][]string{
	collab.Remediation: {
		"Hello {first},\n\nwe watch the security of our suppliers, and {company} has got worse in {about}. Please have a look at what we see and tell us by {by} what you plan to do.\n\nThank you\n{me}",
		"Dear {first},\n\nplease address these concerns: {about}. They stand in the way of renewing our contract. You find the details in Gatehouse; I am glad to call you if anything is unclear.\n\nKind regards\n{me}",
		"Hi {first}, could you pass this on to whoever looks after {about}? We would like to see it fixed by {by}. – {me}",
		"Hello {first},\n\nour policy asks us to follow up on {about} with every supplier we depend on. May I ask for a date by which it is settled?\n\n{me}",
		"{first}, as discussed on the phone: here is what we see about {about}. Please answer by {by}. {me}",
		"Good morning {first},\n\nsome of your systems still show problems with {about}. If you think that we are wrong, please tell us which of the addresses are not yours.\n\nBest wishes\n{me}",
	},
	collab.Validation: {
		"Hello {first},\n\nyou told us that {about} has been dealt with. Our data do not show it yet: could you check together with us?\n\n{me}",
		"Dear {first}, for our yearly review we need your view on {about}. It takes a quarter of an hour. Please answer by {by}. {me}",
		"Hi {first},\n\nbefore we close the matter, please confirm that what we see about {about} is yours, and that it is fixed.\n\nThanks, {me}",
		"{first}, our auditors want to see that {company} knows about {about}. A short comment is enough. – {me}",
	},
	collab.Informational: {
		"Hello {first},\n\nwe rate the security of the companies we work with and would like to share what we see of {company}. There is nothing that you have to do.\n\n{me}",
		"Dear {first}, from this year on our suppliers can see their own rating. Here is your access, free of charge. Kind regards, {me}",
		"Hi {first}, nice to have met you in Rotterdam! As promised, a look at {company} through our eyes. {me}",
		"Hello {first},\n\n{company} has become a critical supplier of ours. You may want to know how we see your security, and whom to ask about it: me.\n\n{me}",
	},
	collab.Other: {
		"Hello {first}, I was given your name as the contact for questions of security at {company}. Is that right? {me}",
		"Dear {first},\n\nwe are renewing the contract with {company}. Please sign in and complete what is asked by {by}.\n\n{me}",
		"Hi {first}, trying again, your colleague has left {company}. {me}",
	},
}

// notes are what senders write for their colleagues.
var notes = []string{
	"Contract ends in the third quarter.", "Called her, she will look into it.", "Procurement knows about this.", "Second supplier is being looked for.",
	"Do not press: they are in the middle of a merger.", "Wants to talk to Daniel first.", "Board asked about this one.", "Same people as last year.",
	"Finding disputed, see ticket VRM-482.", "Answered by mail on the same day.", "Ask again after their change freeze.",
}

// refusals are what recipients say no with.
var refusals = []string{
	"I am not responsible for this. Please ask our supplier management.", "We do not use other companies' portals.", "I have left the company's security team.",
	"We already answer your questions through another service.", "Our legal department has to agree first, and does not.", "Wrong person.",
	"We are no longer a supplier of yours.",
}

// revocations are why senders end an access early.
var revocations = []string{
	"The contract has ended.", "The person has left the company.", "Access was given to the wrong person.", "All findings are closed; no longer needed.",
}

// pleas are what people write into forms.
var pleas = []string{
	"", "", "We would like to see our rating.", "Our insurer asked us for this.", "You wrote to us about our score, please let us see it.",
	"We have fixed a few things lately and wonder whether you see it.", "Please give access to our security team.", "We met at your supplier day.",
	"I look after security here. How do we compare?",
}

// message writes what a sender says; some say nothing.
func (y *history) message(l *life) string {
	r := l.past
	if y.chance(0.06) {
		return ""
	}
	about := "your security"
	var names []string
	for _, v := range r.Vectors {
		names = append(names, portfolio.VectorName(v.Slug))
	}
	if n := len(names); n > 0 {
		about = names[n-1]
		if n > 1 {
			about = strings.Join(names[:n-1], ", ") + " and " + about
		}
	}
	by := r.CreatedAt.AddDate(0, 0, 7*y.between(1, 3))
	return strings.NewReplacer(
		"{first}", l.person.first(), "{company}", l.person.company.name, "{about}", about,
		"{by}", fmt.Sprintf("%d %s", by.Day(), by.Month()), "{me}", l.sender.user.FirstName,
	).Replace(pick(y.dice, messages[r.Reason]))
}
