package phrases

// settings is what the settings of an organisation say.
var settings = area{
	"1 to 3,650. Tokens that live longer already are left alone. Empty: whoever makes one chooses.": {
		"De 1 à 3 650. Les jetons qui vivent déjà plus longtemps ne sont pas touchés. Vide : la personne qui en crée un choisit.",
		"1 bis 3.650. Token, die schon länger gelten, bleiben unberührt. Leer: Wer eines anlegt, entscheidet.",
	},
	"5 to 480. Empty: 120.": {
		"De 5 à 480. Vide : 120.",
		"5 bis 480. Leer: 120.",
	},
	"A PNG of at most 200 kB and 2,000 pixels. A form with a logo of its own keeps that.": {
		"Un PNG d’au plus 200 ko et 2 000 pixels. Un formulaire qui a son propre logo le garde.",
		"Ein PNG mit höchstens 200 kB und 2.000 Pixeln. Ein Formular mit eigenem Logo behält dieses.",
	},
	"Active users": {
		"Utilisateurs actifs",
		"Aktive Benutzer",
	},
	"Allow copies of invitations to any domain": {
		"Autoriser les copies d’invitations vers tout domaine",
		"Kopien von Einladungen an jede Domain erlauben",
	},
	"Approve registrations of people who were invited before": {
		"Approuver les inscriptions des personnes déjà invitées",
		"Registrierungen von früher eingeladenen Personen genehmigen",
	},
	"As many as you like": {
		"Autant que vous voulez",
		"So viele Sie möchten",
	},
	"Branding": {
		"Image de marque",
		"Erscheinungsbild",
	},
	"Change some of them": {
		"En modifier certains",
		"Einige davon ändern",
	},
	"Colour": {
		"Couleur",
		"Farbe",
	},
	"Days that a token may live": {
		"Durée de vie maximale d’un jeton, en jours",
		"Höchste Geltungsdauer eines Tokens in Tagen",
	},
	"Days that mails are kept": {
		"Conservation des e-mails, en jours",
		"Aufbewahrung von E-Mails in Tagen",
	},
	"Days that notifications are kept": {
		"Conservation des notifications, en jours",
		"Aufbewahrung von Benachrichtigungen in Tagen",
	},
	"Days that the details of events are kept": {
		"Conservation des détails des événements, en jours",
		"Aufbewahrung der Einzelheiten von Ereignissen in Tagen",
	},
	"Disposable addresses too. Off by default.": {
		"Les adresses jetables aussi. Désactivé par défaut.",
		"Auch Wegwerfadressen. Standardmäßig aus.",
	},
	"Domains": {
		"Domaines",
		"Domains",
	},
	"Hours that a session lasts": {
		"Durée d’une session, en heures",
		"Dauer einer Sitzung in Stunden",
	},
	"How people outside your organisation see it.": {
		"Comment les personnes hors de votre organisation la voient.",
		"Wie Außenstehende Ihre Organisation sehen.",
	},
	"However much it is used: 1 to 24. A shorter time holds at once. Empty: 12.": {
		"Quelle que soit son utilisation : de 1 à 24. Une durée plus courte vaut aussitôt. Vide : 12.",
		"Wie viel sie auch genutzt wird: 1 bis 24. Eine kürzere Zeit gilt sofort. Leer: 12.",
	},
	"Last changed on %s by %s.": {
		"Dernière modification le %s par %s.",
		"Zuletzt geändert am %s von %s.",
	},
	"Licences": {
		"Licences",
		"Lizenzen",
	},
	"Limits": {
		"Limites",
		"Grenzen",
	},
	"Mails with invitations a day": {
		"E-mails d’invitation par jour",
		"E-Mails mit Einladungen pro Tag",
	},
	"Minutes until an unused session ends": {
		"Fin d’une session inutilisée, en minutes",
		"Ende einer ungenutzten Sitzung in Minuten",
	},
	"Name that strangers read": {
		"Nom lu par les personnes extérieures",
		"Name, den Außenstehende lesen",
	},
	"Names, addresses and what was changed. The events themselves and their chain stay, and who did what and when. 90 to 3,650. Empty: for good.": {
		"Noms, adresses et ce qui a été modifié. Les événements et leur chaîne restent, ainsi que qui a fait quoi et quand. De 90 à 3 650. Vide : pour toujours.",
		"Namen, Adressen und was geändert wurde. Die Ereignisse und ihre Kette bleiben, ebenso wer was wann tat. 90 bis 3.650. Leer: für immer.",
	},
	"Nobody has changed anything yet: these are the defaults.": {
		"Personne n’a encore rien modifié : ce sont les valeurs par défaut.",
		"Noch hat niemand etwas geändert: Das sind die Standardwerte.",
	},
	"Nobody signs in with a password alone": {
		"Personne ne se connecte avec un seul mot de passe",
		"Niemand meldet sich nur mit einem Passwort an",
	},
	"Of buttons and links on those pages, such as #7a1fa2. White text must be readable on it: a contrast of at least 4.5 to 1. In the dark it is lightened. Empty: Gatehouse’s green.": {
		"Des boutons et des liens de ces pages, par exemple #7a1fa2. Un texte blanc doit y être lisible : un contraste d’au moins 4,5 pour 1. En mode sombre, elle est éclaircie. Vide : le vert de Gatehouse.",
		"Von Schaltflächen und Links auf diesen Seiten, etwa #7a1fa2. Weißer Text muss darauf lesbar sein: ein Kontrast von mindestens 4,5 zu 1. Im Dunkeln wird sie aufgehellt. Leer: das Grün von Gatehouse.",
	},
	"Of everybody here, read or not. 30 to 3,650. Empty: for good.": {
		"De toutes les personnes ici, lues ou non. De 30 à 3 650. Vide : pour toujours.",
		"Von allen hier, gelesen oder nicht. 30 bis 3.650. Leer: für immer.",
	},
	"Of requests that say nothing else: 1 to 365. Empty: 30.": {
		"Des demandes qui ne disent rien d’autre : de 1 à 365. Vide : 30.",
		"Von Anfragen, die nichts anderes sagen: 1 bis 365. Leer: 30.",
	},
	"Of the whole organisation; what is more is refused until the next day. Empty: 100,000.": {
		"De toute l’organisation ; le surplus est refusé jusqu’au lendemain. Vide : 100 000.",
		"Der ganzen Organisation; was darüber liegt, wird bis zum nächsten Tag abgewiesen. Leer: 100.000.",
	},
	"Off by default: copies go to the recipient’s and the sender’s domains.": {
		"Désactivé par défaut : les copies vont aux domaines du destinataire et de l’expéditeur.",
		"Standardmäßig aus: Kopien gehen an die Domains von Empfänger und Absender.",
	},
	"On your forms, in your invitations and mails. Empty: %s.": {
		"Sur vos formulaires, dans vos invitations et vos e-mails. Vide : %s.",
		"Auf Ihren Formularen, in Ihren Einladungen und E-Mails. Leer: %s.",
	},
	"Once a day, what is older is erased for good, and an event says how much. Nothing that is open is ever erased: no request, no message, no registration.": {
		"Une fois par jour, ce qui est plus ancien est effacé définitivement, et un événement dit combien. Rien de ce qui est en cours n’est jamais effacé : ni demande, ni message, ni inscription.",
		"Einmal am Tag wird endgültig gelöscht, was älter ist, und ein Ereignis sagt, wie viel. Nie gelöscht wird, was offen ist: keine Anfrage, keine Nachricht, keine Registrierung.",
	},
	"People with an address of these domains are led to your identity providers when they sign in. Whoever sets one leads its people: so only the operator of this server does, once it knows that the domain is yours.": {
		"Les personnes ayant une adresse de ces domaines sont conduites vers vos fournisseurs d’identité à la connexion. Fixer un domaine, c’est guider ses personnes : seul l’opérateur de ce serveur le fait donc, une fois certain que le domaine est à vous.",
		"Personen mit einer Adresse dieser Domains werden bei der Anmeldung zu Ihren Identitätsanbietern geleitet. Wer eine Domain festlegt, leitet deren Personen: Das tut darum nur der Betreiber dieses Servers, sobald er weiß, dass die Domain Ihnen gehört.",
	},
	"Read the settings": {
		"Lire les réglages",
		"Die Einstellungen lesen",
	},
	"Refuse addresses of free-mail providers in forms": {
		"Refuser les adresses de messageries gratuites dans les formulaires",
		"Adressen von Freemail-Anbietern in Formularen abweisen",
	},
	"Somebody else changed the settings while you did. Below is what you sent: look at it beside what holds now, then save again to make yours hold.": {
		"Quelqu’un d’autre a modifié les réglages en même temps que vous. Ci-dessous, ce que vous avez envoyé : comparez-le avec ce qui vaut maintenant, puis enregistrez à nouveau pour que le vôtre vaille.",
		"Jemand anders hat die Einstellungen gleichzeitig geändert. Unten steht, was Sie gesendet haben: Vergleichen Sie es mit dem, was jetzt gilt, und speichern Sie erneut, damit Ihres gilt.",
	},
	"Take the logo away": {
		"Retirer le logo",
		"Logo entfernen",
	},
	"There is none yet. Ask your operator for it.": {
		"Il n’y en a pas encore. Demandez-en un à votre opérateur.",
		"Es gibt noch keine. Bitten Sie Ihren Betreiber darum.",
	},
	"Up to %d": {
		"Jusqu’à %d",
		"Bis zu %d",
	},
	"What holds for your whole organisation here.": {
		"Ce qui vaut ici pour toute votre organisation.",
		"Was hier für Ihre ganze Organisation gilt.",
	},
	"What holds now": {
		"Ce qui vaut maintenant",
		"Was jetzt gilt",
	},
	"What the operator of this server has set. How groups share it stands with the groups.": {
		"Ce que l’opérateur de ce serveur a fixé. La répartition entre groupes se trouve auprès des groupes.",
		"Was der Betreiber dieses Servers festgelegt hat. Wie Gruppen es teilen, steht bei den Gruppen.",
	},
	"What was sent to whom, with its text; mails that wait are never erased. 30 to 3,650. Empty: for good.": {
		"Ce qui a été envoyé à qui, avec son texte ; les e-mails en attente ne sont jamais effacés. De 30 à 3 650. Vide : pour toujours.",
		"Was an wen gesendet wurde, mit dem Text; wartende E-Mails werden nie gelöscht. 30 bis 3.650. Leer: für immer.",
	},
	"When their last invitation at the same company ended by itself. Off by default: somebody decides.": {
		"Quand leur dernière invitation dans la même entreprise a pris fin d’elle-même. Désactivé par défaut : quelqu’un décide.",
		"Wenn ihre letzte Einladung beim selben Unternehmen von selbst endete. Standardmäßig aus: Jemand entscheidet.",
	},
	"Who has no second factor sets one up at the next sign-in. Sessions that a password alone opened end. Off by default.": {
		"Qui n’a pas de second facteur en configure un à la prochaine connexion. Les sessions ouvertes par un seul mot de passe prennent fin. Désactivé par défaut.",
		"Wer keinen zweiten Faktor hat, richtet bei der nächsten Anmeldung einen ein. Sitzungen, die nur ein Passwort öffnete, enden. Standardmäßig aus.",
	},
	"Your logo": {
		"Votre logo",
		"Ihr Logo",
	},
	"off": {
		"désactivé",
		"aus",
	},
	"on": {
		"activé",
		"an",
	},
}
