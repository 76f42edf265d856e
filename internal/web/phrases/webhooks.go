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
	"A company was added.": {
		"Une entreprise a été ajoutée.",
		"Ein Unternehmen wurde hinzugefügt.",
	},
	"A company was changed.": {
		"Une entreprise a été modifiée.",
		"Ein Unternehmen wurde geändert.",
	},
	"A company was subscribed to.": {
		"Une entreprise a reçu un abonnement.",
		"Ein Unternehmen wurde abonniert.",
	},
	"A contact was added.": {
		"Un contact a été ajouté.",
		"Ein Kontakt wurde hinzugefügt.",
	},
	"A contact was changed.": {
		"Un contact a été modifié.",
		"Ein Kontakt wurde geändert.",
	},
	"A contact was deleted.": {
		"Un contact a été supprimé.",
		"Ein Kontakt wurde gelöscht.",
	},
	"A folder was changed.": {
		"Un dossier a été modifié.",
		"Ein Ordner wurde geändert.",
	},
	"A folder was deleted.": {
		"Un dossier a été supprimé.",
		"Ein Ordner wurde gelöscht.",
	},
	"A folder was made.": {
		"Un dossier a été créé.",
		"Ein Ordner wurde angelegt.",
	},
	"A form was changed.": {
		"Un formulaire a été modifié.",
		"Ein Formular wurde geändert.",
	},
	"A form was deleted.": {
		"Un formulaire a été supprimé.",
		"Ein Formular wurde gelöscht.",
	},
	"A form was made.": {
		"Un formulaire a été créé.",
		"Ein Formular wurde angelegt.",
	},
	"A message was written about an access request.": {
		"Un message a été écrit à propos d’une demande d’accès.",
		"Zu einer Zugangsanfrage wurde eine Nachricht geschrieben.",
	},
	"A new one is shown once. For a day the old one signs beside it.": {
		"Un nouveau est affiché une seule fois. Pendant un jour, l’ancien signe avec lui.",
		"Ein neues wird einmal angezeigt. Einen Tag lang signiert das alte daneben.",
	},
	"A recipient asks for more time.": {
		"Un destinataire demande plus de temps.",
		"Ein Empfänger bittet um mehr Zeit.",
	},
	"A recipient has answered a finding.": {
		"Un destinataire a répondu à un constat.",
		"Ein Empfänger hat auf einen Befund geantwortet.",
	},
	"A recipient has ended its access itself.": {
		"Un destinataire a mis fin lui-même à son accès.",
		"Ein Empfänger hat seinen Zugang selbst beendet.",
	},
	"A recipient has more time.": {
		"Un destinataire a plus de temps.",
		"Ein Empfänger hat mehr Zeit.",
	},
	"A registration was approved.": {
		"Une inscription a été approuvée.",
		"Eine Registrierung wurde angenommen.",
	},
	"A registration was rejected.": {
		"Une inscription a été rejetée.",
		"Eine Registrierung wurde abgelehnt.",
	},
	"A subscription to a company has ended.": {
		"L’abonnement à une entreprise a pris fin.",
		"Ein Abonnement eines Unternehmens ist zu Ende.",
	},
	"A test": {
		"Un essai",
		"Ein Test",
	},
	"A tier was changed.": {
		"Un niveau a été modifié.",
		"Eine Stufe wurde geändert.",
	},
	"A tier was deleted.": {
		"Un niveau a été supprimé.",
		"Eine Stufe wurde gelöscht.",
	},
	"A tier was made.": {
		"Un niveau a été créé.",
		"Eine Stufe wurde angelegt.",
	},
	"A user was changed.": {
		"Un utilisateur a été modifié.",
		"Ein Benutzer wurde geändert.",
	},
	"A user was deleted.": {
		"Un utilisateur a été supprimé.",
		"Ein Benutzer wurde gelöscht.",
	},
	"A user was made.": {
		"Un utilisateur a été créé.",
		"Ein Benutzer wurde angelegt.",
	},
	"Also what it has taken": {
		"Aussi ce qu’il a accepté",
		"Auch, was er angenommen hat",
	},
	"An access group was changed.": {
		"Un groupe d’accès a été modifié.",
		"Eine Zugriffsgruppe wurde geändert.",
	},
	"An access group was deleted.": {
		"Un groupe d’accès a été supprimé.",
		"Eine Zugriffsgruppe wurde gelöscht.",
	},
	"An access group was made.": {
		"Un groupe d’accès a été créé.",
		"Eine Zugriffsgruppe wurde angelegt.",
	},
	"An access request was accepted.": {
		"Une demande d’accès a été acceptée.",
		"Eine Zugangsanfrage wurde angenommen.",
	},
	"An access request was declined.": {
		"Une demande d’accès a été déclinée.",
		"Eine Zugangsanfrage wurde abgelehnt.",
	},
	"An access request was resolved.": {
		"Une demande d’accès a été clôturée.",
		"Eine Zugangsanfrage wurde abgeschlossen.",
	},
	"An access request was sent again.": {
		"Une demande d’accès a été renvoyée.",
		"Eine Zugangsanfrage wurde noch einmal gesendet.",
	},
	"An access request was sent.": {
		"Une demande d’accès a été envoyée.",
		"Eine Zugangsanfrage wurde gesendet.",
	},
	"An invitation was passed on to a colleague.": {
		"Une invitation a été transmise à un collègue.",
		"Eine Einladung wurde an einen Kollegen weitergegeben.",
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
	"Companies were imported.": {
		"Des entreprises ont été importées.",
		"Unternehmen wurden importiert.",
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
	"Nobody accepted an access request in time.": {
		"Personne n’a accepté une demande d’accès à temps.",
		"Niemand hat eine Zugangsanfrage rechtzeitig angenommen.",
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
	"Somebody registered through a form.": {
		"Quelqu’un s’est inscrit par un formulaire.",
		"Jemand hat sich über ein Formular registriert.",
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
	"The access of a recipient has ended.": {
		"L’accès d’un destinataire a pris fin.",
		"Der Zugang eines Empfängers ist zu Ende.",
	},
	"The access of a recipient was revoked.": {
		"L’accès d’un destinataire a été révoqué.",
		"Der Zugang eines Empfängers wurde widerrufen.",
	},
	"The notes of an access request were changed.": {
		"Les notes d’une demande d’accès ont été modifiées.",
		"Die Notizen einer Zugangsanfrage wurden geändert.",
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
