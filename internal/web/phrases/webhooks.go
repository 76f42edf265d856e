package phrases

// webhooks is what the pages about webhooks say.
var webhooks = area{
	"%d deliveries on this page": {
		"%d envois sur cette page",
		"%d Zustellungen auf dieser Seite",
	},
	"%d delivery on this page": {
		"%d envoi sur cette page",
		"%d Zustellung auf dieser Seite",
	},
	"%d type of event": {
		"%d type d’événement",
		"%d Art von Ereignis",
	},
	"%d types of events": {
		"%d types d’événements",
		"%d Arten von Ereignissen",
	},
	"A new one is shown once. For a day the old one signs beside it.": {
		"Un nouveau est affiché une seule fois. Pendant un jour, l’ancien signe avec lui.",
		"Ein neues wird einmal angezeigt. Einen Tag lang signiert das alte daneben.",
	},
	"A test": {
		"Un essai",
		"Ein Test",
	},
	"Also what it has taken": {
		"Aussi ce qu’il a accepté",
		"Auch, was er angenommen hat",
	},
	"Answered %d": {
		"A répondu %d",
		"Hat %d geantwortet",
	},
	"As it would be now: what was sent is not kept.": {
		"Tel que ce serait maintenant\u00a0: ce qui a été envoyé n’est pas conservé.",
		"So, wie es jetzt wäre: Was gesendet wurde, wird nicht aufbewahrt.",
	},
	"Card for Teams": {
		"Carte pour Teams",
		"Karte für Teams",
	},
	"Delivery to %s": {
		"Envoi à %s",
		"Zustellung an %s",
	},
	"Event": {
		"Événement",
		"Ereignis",
	},
	"Failed": {
		"Échec",
		"Fehlgeschlagen",
	},
	"Fails": {
		"En échec",
		"Fehlgeschlagen",
	},
	"For example: SIEM": {
		"Par exemple\u00a0: SIEM",
		"Zum Beispiel: SIEM",
	},
	"For one more day each message is signed with the old one, too.": {
		"Pendant un jour encore, chaque message est aussi signé avec l’ancien.",
		"Noch einen Tag lang ist jede Nachricht auch mit dem alten signiert.",
	},
	"Format": {
		"Format",
		"Format",
	},
	"Give it a new secret": {
		"Lui donner un nouveau secret",
		"Ein neues Geheimnis geben",
	},
	"Happened": {
		"Survenu",
		"Geschehen",
	},
	"Has taken nothing since": {
		"N’a rien accepté depuis",
		"Hat nichts angenommen seit",
	},
	"Is told of": {
		"Apprend",
		"Erfährt",
	},
	"It answered that it is gone for good, and was switched off.": {
		"Il a répondu qu’il n’existe plus et a été désactivé.",
		"Er hat geantwortet, dass es ihn nicht mehr gibt, und wurde ausgeschaltet.",
	},
	"It took nothing for five days, and was switched off.": {
		"Il n’a rien accepté pendant cinq jours et a été désactivé.",
		"Er hat fünf Tage lang nichts angenommen und wurde ausgeschaltet.",
	},
	"JSON, signed": {
		"JSON, signé",
		"JSON, signiert",
	},
	"Last try": {
		"Dernier essai",
		"Letzter Versuch",
	},
	"Line for Slack": {
		"Ligne pour Slack",
		"Zeile für Slack",
	},
	"List what was sent to it": {
		"Lister ce qui lui a été envoyé",
		"Auflisten, was ihm gesendet wurde",
	},
	"Make a new secret": {
		"Créer un nouveau secret",
		"Neues Geheimnis anlegen",
	},
	"Make one": {
		"En créer un",
		"Einen anlegen",
	},
	"Message id": {
		"Identifiant du message",
		"Kennung der Nachricht",
	},
	"New webhook": {
		"Nouveau webhook",
		"Neuer Webhook",
	},
	"Next try": {
		"Prochain essai",
		"Nächster Versuch",
	},
	"Nobody is told yet": {
		"Personne n’est encore informé",
		"Noch erfährt niemand etwas",
	},
	"Nothing is in this state.": {
		"Rien n’est dans cet état.",
		"In diesem Zustand ist nichts.",
	},
	"Nothing is sent before something happens: try it on its page.": {
		"Rien n’est envoyé avant qu’il se passe quelque chose\u00a0: essayez-le sur sa page.",
		"Gesendet wird erst, wenn etwas geschieht: Probieren Sie ihn auf seiner Seite aus.",
	},
	"Nothing yet. It is kept for 30 days.": {
		"Rien encore. C’est conservé 30 jours.",
		"Noch nichts. Es wird 30 Tage aufbewahrt.",
	},
	"It is about something that you may not read.": {
		"Il s’agit de quelque chose que vous ne pouvez pas lire.",
		"Es geht um etwas, das Sie nicht lesen dürfen.",
	},
	"Nothing: what it was about is gone.": {
		"Rien\u00a0: ce dont il s’agissait n’existe plus.",
		"Nichts: Worum es ging, gibt es nicht mehr.",
	},
	"On to the webhook": {
		"Vers le webhook",
		"Weiter zum Webhook",
	},
	"Programs and channels that are told of what happens here.": {
		"Programmes et canaux qui apprennent ce qui se passe ici.",
		"Programme und Kanäle, die erfahren, was hier geschieht.",
	},
	"Rests until": {
		"En pause jusqu’au",
		"Pausiert bis",
	},
	"Secret": {
		"Secret",
		"Geheimnis",
	},
	"Secret of the webhook": {
		"Secret du webhook",
		"Geheimnis des Webhooks",
	},
	"See what they can be told of": {
		"Voir ce qui peut leur être annoncé",
		"Sehen, was ihnen gemeldet werden kann",
	},
	"Send a test": {
		"Envoyer un essai",
		"Test senden",
	},
	"Send it what it has missed": {
		"Lui envoyer ce qu’il a manqué",
		"Senden, was er verpasst hat",
	},
	"Send what it has missed": {
		"Envoyer ce qu’il a manqué",
		"Senden, was er verpasst hat",
	},
	"Sends a test at once and shows what came of it.": {
		"Envoie un essai tout de suite et montre le résultat.",
		"Sendet sofort einen Test und zeigt, was daraus wurde.",
	},
	"Sends to": {
		"Envoie à",
		"Sendet an",
	},
	"Since": {
		"Depuis",
		"Seit",
	},
	"Switched off": {
		"Désactivé",
		"Ausgeschaltet",
	},
	"Switched off by the server": {
		"Désactivé par le serveur",
		"Vom Server ausgeschaltet",
	},
	"Switched off, it is told of nothing; what waits is kept for 30 days.": {
		"Désactivé, il n’apprend rien\u00a0; ce qui attend est conservé 30 jours.",
		"Ausgeschaltet erfährt er nichts; was wartet, wird 30 Tage aufbewahrt.",
	},
	"Switched on": {
		"Activé",
		"Eingeschaltet",
	},
	"Taken": {
		"Accepté",
		"Angenommen",
	},
	"The old secret signs until": {
		"L’ancien secret signe jusqu’au",
		"Das alte Geheimnis signiert bis",
	},
	"The webhook": {
		"Le webhook",
		"Der Webhook",
	},
	"The webhook is deleted.": {
		"Le webhook est supprimé.",
		"Der Webhook ist gelöscht.",
	},
	"Took": {
		"Durée",
		"Dauer",
	},
	"Try it": {
		"L’essayer",
		"Ausprobieren",
	},
	"Type of event": {
		"Type d’événement",
		"Art des Ereignisses",
	},
	"Webhook switched off": {
		"Webhook désactivé",
		"Webhook ausgeschaltet",
	},
	"Webhooks": {
		"Webhooks",
		"Webhooks",
	},
	"What failed, or happened while it was off. Each message keeps its id.": {
		"Ce qui a échoué, ou s’est passé pendant qu’il était désactivé. Chaque message garde son identifiant.",
		"Was fehlschlug oder geschah, während er ausgeschaltet war. Jede Nachricht behält ihre Kennung.",
	},
	"What is sent": {
		"Ce qui est envoyé",
		"Was gesendet wird",
	},
	"What is sent to %s is signed with it. It is shown here and never again.": {
		"Ce qui est envoyé à %s en porte la signature. Il est affiché ici et plus jamais.",
		"Was an %s gesendet wird, ist damit signiert. Es wird hier angezeigt und nie wieder.",
	},
	"What it has missed is being sent.": {
		"Ce qu’il a manqué est en cours d’envoi.",
		"Was er verpasst hat, wird gesendet.",
	},
	"What it is told of": {
		"Ce qu’il apprend",
		"Was er erfährt",
	},
	"What waits is sent to nobody. To pause it, switch it off.": {
		"Ce qui attend n’est envoyé à personne. Pour le mettre en pause, désactivez-le.",
		"Was wartet, wird niemandem gesendet. Um ihn anzuhalten, schalten Sie ihn aus.",
	},
	"What was sent to it": {
		"Ce qui lui a été envoyé",
		"Was ihm gesendet wurde",
	},
	"With a webhook, a program or a channel of Slack or Teams hears within seconds that a vendor has accepted, asks for more time or has answered.": {
		"Avec un webhook, un programme ou un canal de Slack ou Teams apprend en quelques secondes qu’un fournisseur a accepté, demande plus de temps ou a répondu.",
		"Mit einem Webhook erfährt ein Programm oder ein Kanal in Slack oder Teams in Sekunden, dass ein Lieferant angenommen hat, um mehr Zeit bittet oder geantwortet hat.",
	},
	"With no tick, everything.": {
		"Sans coche, tout.",
		"Ohne Häkchen alles.",
	},
	"Working": {
		"Fonctionne",
		"Arbeitet",
	},
	"https, and reachable for everybody. For Slack and Teams: the address that they give a channel.": {
		"En https et joignable par tous. Pour Slack et Teams\u00a0: l’adresse qu’ils donnent à un canal.",
		"https und für alle erreichbar. Für Slack und Teams: die Adresse, die sie einem Kanal geben.",
	},
}
