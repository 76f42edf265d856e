package phrase

// webhooks is about webhooks and what is sent to them.
var webhooks = area{
	"A customer has at most %d webhooks: delete one first.": {
		"Un client a au plus %d webhooks\u00a0: supprimez-en d’abord un.",
		"Ein Kunde hat höchstens %d Webhooks: Löschen Sie zuerst einen.",
	},
	"A test is not sent again: send another.": {
		"Un essai n’est pas renvoyé\u00a0: envoyez-en un autre.",
		"Ein Test wird nicht noch einmal gesendet: Senden Sie einen neuen.",
	},
	"A webhook tells only of what you may read yourself: choose other types of events.": {
		"Un webhook n’apprend que ce que vous pouvez lire vous-même\u00a0: choisissez d’autres types d’événements.",
		"Ein Webhook erfährt nur, was Sie selbst lesen dürfen: Wählen Sie andere Arten von Ereignissen.",
	},
	"That cannot be done to a webhook.": {
		"Cela ne peut pas être fait à un webhook.",
		"Das lässt sich mit einem Webhook nicht tun.",
	},
	"There is no such delivery.": {
		"Cet envoi n’existe pas.",
		"Diese Zustellung gibt es nicht.",
	},
	"There is no such webhook.": {
		"Ce webhook n’existe pas.",
		"Diesen Webhook gibt es nicht.",
	},
	"This webhook has been tested %d times in this hour.": {
		"Ce webhook a été essayé %d fois pendant cette heure.",
		"Dieser Webhook wurde in dieser Stunde %d Mal getestet.",
	},
	"This webhook is off. Switch it on first.": {
		"Ce webhook est désactivé. Activez-le d’abord.",
		"Dieser Webhook ist ausgeschaltet. Schalten Sie ihn zuerst ein.",
	},
	"must be an https address such as https://hooks.example/gatehouse, without a password": {
		"doit être une adresse https telle que https://hooks.example/gatehouse, sans mot de passe",
		"muss eine https-Adresse wie https://hooks.example/gatehouse sein, ohne Passwort",
	},
	"must be types of events, such as %s": {
		"doit être des types d’événements, tels que %s",
		"müssen Arten von Ereignissen sein, etwa %s",
	},
	"must be within the last %d days": {
		"doit être dans les %d derniers jours",
		"muss in den letzten %d Tagen liegen",
	},
	"must have 1 to %d characters": {
		"doit avoir de 1 à %d caractères",
		"muss 1 bis %d Zeichen haben",
	},
	"something went wrong on our side": {
		"quelque chose s’est mal passé de notre côté",
		"bei uns ist etwas schiefgegangen",
	},
	"the answer was %d, and leads elsewhere": {
		"la réponse a été %d et mène ailleurs",
		"die Antwort war %d und führt woandershin",
	},
	"what it was about was gone before it could be told": {
		"ce dont il s’agissait n’existait plus avant l’envoi",
		"worum es ging, war weg, bevor es gesendet werden konnte",
	},
}
