package phrase

// mails is about mails, and the links in them.
var mails = area{
	"The subject of this mail says what has happened, and stays.": {
		"L’objet de ce message dit ce qui s’est passé, et reste.",
		"Der Betreff dieser E-Mail sagt, was geschehen ist, und bleibt.",
	},
	"Please leave web addresses out: the mail has one link, and that stays.": {
		"Veuillez ne pas mettre d’adresse web\u00a0: le message a un seul lien, et il reste.",
		"Bitte lassen Sie Webadressen weg: Die E-Mail hat einen Link, und der bleibt.",
	},
	"%s is not among what this mail knows: %s.": {
		"%s ne fait pas partie de ce que ce message connaît\u00a0: %s.",
		"%s gehört nicht zu dem, was diese E-Mail kennt: %s.",
	},
	"%q is not an e-mail address.": {
		"%q n’est pas une adresse e-mail.",
		"%q ist keine E-Mail-Adresse.",
	},
	"A newer mail has replaced this link. Please use the link in the newest one.": {
		"Un e-mail plus récent a remplacé ce lien. Veuillez utiliser le lien du dernier e-mail.",
		"Eine neuere E-Mail hat diesen Link ersetzt. Bitte verwenden Sie den Link in der neuesten.",
	},
	"Others are sending the same mail at this moment.": {
		"Ce même e-mail est en cours d’envoi par quelqu’un d’autre.",
		"Dieselbe E-Mail wird gerade von jemand anderem verschickt.",
	},
	"Please enter the 6 digits that stand in the mail.": {
		"Veuillez saisir les 6 chiffres qui figurent dans l’e-mail.",
		"Bitte geben Sie die 6 Ziffern ein, die in der E-Mail stehen.",
	},
	"This is not the code in the mail. You have %d tries left.": {
		"Ce n’est pas le code de l’e-mail. Il vous reste %d essais.",
		"Das ist nicht der Code aus der E-Mail. Sie haben noch %d Versuche.",
	},
	"This is not the code in the mail. You have one try left.": {
		"Ce n’est pas le code de l’e-mail. Il vous reste un essai.",
		"Das ist nicht der Code aus der E-Mail. Sie haben noch einen Versuch.",
	},
	"This link has been used already. It works only once.": {
		"Ce lien a déjà été utilisé. Il ne fonctionne qu’une seule fois.",
		"Dieser Link wurde bereits verwendet. Er funktioniert nur einmal.",
	},
	"This link has been withdrawn.": {
		"Ce lien a été retiré.",
		"Dieser Link wurde zurückgezogen.",
	},
	"This link has expired. Please ask for a new one.": {
		"Ce lien a expiré. Veuillez en demander un nouveau.",
		"Dieser Link ist abgelaufen. Bitte fordern Sie einen neuen an.",
	},
	"This link is locked, because a wrong code was entered five times. Please ask for a new one.": {
		"Ce lien est bloqué, car un code incorrect a été saisi cinq fois. Veuillez en demander un nouveau.",
		"Dieser Link ist gesperrt, weil fünfmal ein falscher Code eingegeben wurde. Bitte fordern Sie einen neuen an.",
	},
	"This link is not known here. Please check that it was copied whole.": {
		"Ce lien est inconnu. Veuillez vérifier qu’il a été copié en entier.",
		"Dieser Link ist hier nicht bekannt. Bitte prüfen Sie, ob er vollständig kopiert wurde.",
	},
}
