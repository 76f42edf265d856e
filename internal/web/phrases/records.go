package phrases

// records is what the record of events says.
var records = area{
	"%s, number %s": {
		"%s, numéro %s",
		"%s, Nummer %s",
	},
	"A check computes the chain of hashes over all events again, and compares it with the ends that were noted outside the database.": {
		"Une vérification recalcule la chaîne de hachages de tous les événements et la compare aux extrémités notées hors de la base de données.",
		"Eine Prüfung berechnet die Hash-Kette über alle Ereignisse neu und vergleicht sie mit den Enden, die außerhalb der Datenbank festgehalten wurden.",
	},
	"API": {
		"API",
		"API",
	},
	"Access used": {
		"Accès utilisé",
		"Verwendeter Zugang",
	},
	"All events": {
		"Tous les événements",
		"Alle Ereignisse",
	},
	"And %d more.": {
		"Et %d de plus.",
		"Und %d weitere.",
	},
	"Begun": {
		"Début",
		"Begonnen",
	},
	"Check again": {
		"Vérifier à nouveau",
		"Erneut prüfen",
	},
	"Check of the record": {
		"Vérification du journal",
		"Prüfung des Protokolls",
	},
	"Check the record": {
		"Vérifier le journal",
		"Protokoll prüfen",
	},
	"Damaged": {
		"Endommagé",
		"Beschädigt",
	},
	"Details": {
		"Détails",
		"Einzelheiten",
	},
	"Each event is sealed with a hash of itself and of the event before: what is changed later does not fit any more.": {
		"Chaque événement est scellé par un hachage de lui-même et de l’événement précédent : ce qui est modifié ensuite ne correspond plus.",
		"Jedes Ereignis ist mit einem Hash über sich und das vorige versiegelt: Was später geändert wird, passt nicht mehr.",
	},
	"Event %s": {
		"Événement %s",
		"Ereignis %s",
	},
	"Events looked at": {
		"Événements examinés",
		"Geprüfte Ereignisse",
	},
	"Events": {
		"Événements",
		"Ereignisse",
	},
	"Every event follows from the one before, none is missing, and the details that are kept are those that were recorded.": {
		"Chaque événement découle du précédent, aucun ne manque, et les détails conservés sont ceux qui ont été enregistrés.",
		"Jedes Ereignis folgt aus dem vorigen, keines fehlt, und die aufbewahrten Einzelheiten sind die aufgezeichneten.",
	},
	"Export %s": {
		"Exporter en %s",
		"%s exportieren",
	},
	"From where": {
		"D’où",
		"Woher",
	},
	"Guid of the event": {
		"Guid de l’événement",
		"Guid des Ereignisses",
	},
	"Guid of what it happened to": {
		"Guid de l’objet concerné",
		"Guid des Betroffenen",
	},
	"Has other details than were recorded.": {
		"A d’autres détails que ceux qui ont été enregistrés.",
		"Hat andere Einzelheiten als die aufgezeichneten.",
	},
	"Hash at the end": {
		"Hachage à la fin",
		"Hash am Ende",
	},
	"Hash in the chain": {
		"Hachage dans la chaîne",
		"Hash in der Kette",
	},
	"Hash of the details": {
		"Hachage des détails",
		"Hash der Einzelheiten",
	},
	"How far the check is": {
		"Où en est la vérification",
		"Wie weit die Prüfung ist",
	},
	"In the chain": {
		"Dans la chaîne",
		"In der Kette",
	},
	"Intact": {
		"Intact",
		"Unversehrt",
	},
	"Is missing.": {
		"Est manquant.",
		"Fehlt.",
	},
	"Look further back": {
		"Regarder plus loin en arrière",
		"Weiter zurück suchen",
	},
	"Newest event then": {
		"Événement le plus récent alors",
		"Neuestes Ereignis zu dieser Zeit",
	},
	"No event has all of these properties. Take a filter away, or look at other days.": {
		"Aucun événement n’a toutes ces propriétés. Retirez un filtre ou regardez d’autres jours.",
		"Kein Ereignis hat alle diese Eigenschaften. Entfernen Sie einen Filter oder sehen Sie andere Tage an.",
	},
	"Not checked": {
		"Non vérifié",
		"Nicht geprüft",
	},
	"Not sealed yet: that takes a second.": {
		"Pas encore scellé : cela prend une seconde.",
		"Noch nicht versiegelt: Das dauert eine Sekunde.",
	},
	"Nothing so far": {
		"Rien jusqu’ici",
		"Bisher nichts",
	},
	"Number %s, which is gone": {
		"Numéro %s, qui n’existe plus",
		"Nummer %s, die es nicht mehr gibt",
	},
	"Others of this kind": {
		"Autres de ce type",
		"Andere dieser Art",
	},
	"Read the events": {
		"Lire les événements",
		"Die Ereignisse lesen",
	},
	"Read this event": {
		"Lire cet événement",
		"Dieses Ereignis lesen",
	},
	"Recorded as": {
		"Enregistré comme",
		"Aufgezeichnet als",
	},
	"Refused and suspicious": {
		"Refusé et suspect",
		"Abgewiesen und verdächtig",
	},
	"Running": {
		"En cours",
		"Läuft",
	},
	"Signing in and out": {
		"Connexions et déconnexions",
		"An- und Abmeldungen",
	},
	"Somebody with access to the database may have changed it. Keep the database as it is, ask your operator to run gatehouse audit verify with the ends that were noted elsewhere, and compare with a backup from before.": {
		"Quelqu’un ayant accès à la base de données l’a peut-être modifié. Gardez la base telle quelle, demandez à votre opérateur d’exécuter gatehouse audit verify avec les extrémités notées ailleurs, et comparez avec une sauvegarde antérieure.",
		"Jemand mit Zugang zur Datenbank hat es vielleicht geändert. Lassen Sie die Datenbank, wie sie ist, bitten Sie Ihren Betreiber, gatehouse audit verify mit den anderswo festgehaltenen Enden auszuführen, und vergleichen Sie mit einer früheren Sicherung.",
	},
	"Stands in another place than it was written in.": {
		"Se trouve à une autre place que celle où il a été écrit.",
		"Steht an anderer Stelle, als es geschrieben wurde.",
	},
	"The details of this event were erased, as the settings of retention say. Their hash stays in the chain.": {
		"Les détails de cet événement ont été effacés, comme le disent les réglages de conservation. Leur hachage reste dans la chaîne.",
		"Die Einzelheiten dieses Ereignisses wurden gelöscht, wie es die Einstellungen zur Aufbewahrung sagen. Ihr Hash bleibt in der Kette.",
	},
	"The newest 40,000 events of these were looked through. Older ones may match.": {
		"Les 40 000 événements les plus récents ont été parcourus. De plus anciens peuvent correspondre.",
		"Die neuesten 40.000 Ereignisse davon wurden durchgesehen. Ältere können passen.",
	},
	"The record has not been checked yet": {
		"Le journal n’a pas encore été vérifié",
		"Das Protokoll wurde noch nicht geprüft",
	},
	"The record is as it was written": {
		"Le journal est tel qu’il a été écrit",
		"Das Protokoll ist, wie es geschrieben wurde",
	},
	"The record is being checked": {
		"Le journal est en cours de vérification",
		"Das Protokoll wird geprüft",
	},
	"The record is not as it was written": {
		"Le journal n’est pas tel qu’il a été écrit",
		"Das Protokoll ist nicht, wie es geschrieben wurde",
	},
	"There is nothing more to this event.": {
		"Il n’y a rien de plus à cet événement.",
		"Zu diesem Ereignis gibt es nichts weiter.",
	},
	"Up to": {
		"Jusqu’au",
		"Bis zum",
	},
	"Was changed: its hash does not follow from it and from the event before.": {
		"A été modifié : son hachage ne découle pas de lui et de l’événement précédent.",
		"Wurde geändert: Sein Hash folgt nicht aus ihm und dem vorigen Ereignis.",
	},
	"Was cut off from the end.": {
		"A été coupé de la fin.",
		"Wurde vom Ende abgeschnitten.",
	},
	"Was never sealed into the chain.": {
		"N’a jamais été scellé dans la chaîne.",
		"Wurde nie in die Kette gesiegelt.",
	},
	"What else happened to it": {
		"Ce qui lui est arrivé d’autre",
		"Was damit sonst geschah",
	},
	"What is wrong": {
		"Ce qui ne va pas",
		"Was nicht stimmt",
	},
	"What it happened to": {
		"Objet concerné",
		"Betrifft",
	},
	"What": {
		"Quoi",
		"Was",
	},
	"When": {
		"Quand",
		"Wann",
	},
	"Who did what, and when: every change, every way in, every refusal.": {
		"Qui a fait quoi, et quand : chaque modification, chaque entrée, chaque refus.",
		"Wer was wann tat: jede Änderung, jeder Zutritt, jede Abweisung.",
	},
	"Who": {
		"Qui",
		"Wer",
	},
	"Who: how a name or an e-mail address begins, or a guid; “server” for Gatehouse itself. What it happened to: its guid.": {
		"Qui : le début d’un nom ou d’une adresse e-mail, ou un guid ; « server » pour Gatehouse lui-même. Objet concerné : son guid.",
		"Wer: wie ein Name oder eine E-Mail-Adresse beginnt, oder eine Guid; „server“ für Gatehouse selbst. Betrifft: die Guid.",
	},
	"You can leave this page: the check goes on, and its result stays here.": {
		"Vous pouvez quitter cette page : la vérification continue et son résultat reste ici.",
		"Sie können diese Seite verlassen: Die Prüfung läuft weiter, und ihr Ergebnis bleibt hier.",
	},
}
