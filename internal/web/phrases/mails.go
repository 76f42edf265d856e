package phrases

// mails is what is said of the mails that a customer sends.
var mails = area{
	"Language of the mails": {
		"Langue des messages",
		"Sprache der E-Mails",
	},
	"of the mails: en, fr or de": {
		"des messages\u00a0: en, fr ou de",
		"der E-Mails: en, fr oder de",
	},
}
