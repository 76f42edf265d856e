package phrases

// formEditor is what the fields of the editor of a form say.
var formEditor = area{
	"By UTC. Empty: it does not end.": {
		"En UTC. Vide\u00a0: sans fin.",
		"Nach UTC. Leer: Es endet nicht.",
	},
	"Most registrations": {
		"Nombre maximal d’inscriptions",
		"Höchstzahl der Registrierungen",
	},
	"Confirmed ones. Empty: any number.": {
		"Confirmées. Vide\u00a0: sans limite.",
		"Bestätigte. Leer: beliebig viele.",
	},
	"The form is open": {
		"Le formulaire est ouvert",
		"Das Formular ist offen",
	},
	"Field %d: %s": {
		"Champ %d\u00a0: %s",
		"Feld %d: %s",
	},
	"Question": {
		"Question",
		"Frage",
	},
	"Help": {
		"Aide",
		"Hilfe",
	},
	"Options": {
		"Options",
		"Optionen",
	},
	"One a line.": {
		"Une par ligne.",
		"Eine je Zeile.",
	},
	"It must be answered": {
		"La réponse est obligatoire",
		"Die Antwort ist Pflicht",
	},
	"Line of text": {
		"Ligne de texte",
		"Textzeile",
	},
	"Long text": {
		"Texte long",
		"Langer Text",
	},
	"Choice of one": {
		"Choix unique",
		"Einfachauswahl",
	},
	"Checkbox": {
		"Case à cocher",
		"Kontrollkästchen",
	},
	"That of the reader’s browser": {
		"Celle du navigateur du lecteur",
		"Die des Browsers",
	},
	"People read it above the form, unless you give it another heading.": {
		"Il figure au-dessus du formulaire, sauf si vous donnez un autre titre.",
		"Er steht über dem Formular, wenn Sie keine andere Überschrift angeben.",
	},
	"It stands under the heading, unless you write an introduction.": {
		"Elle figure sous le titre, sauf si vous écrivez une introduction.",
		"Sie steht unter der Überschrift, wenn Sie keine Einleitung schreiben.",
	},
	"Heading": {
		"Titre",
		"Überschrift",
	},
	"Text above the questions": {
		"Texte au-dessus des questions",
		"Text über den Fragen",
	},
	"Plain text. Line breaks stay.": {
		"Texte brut. Les retours à la ligne sont conservés.",
		"Reiner Text. Zeilenumbrüche bleiben.",
	},
	"Text of the button": {
		"Texte du bouton",
		"Text der Schaltfläche",
	},
	"Thanks": {
		"Remerciement",
		"Dank",
	},
	"People read it once they have confirmed their address.": {
		"Il s’affiche une fois l’adresse confirmée.",
		"Er erscheint, sobald die Adresse bestätigt ist.",
	},
	"Only addresses at these domains": {
		"Uniquement les adresses de ces domaines",
		"Nur Adressen dieser Domains",
	},
	"One a line. Each stands for the domains below it, too. Empty: all.": {
		"Un par ligne. Chacun vaut aussi pour ses sous-domaines. Vide\u00a0: tous.",
		"Eine je Zeile. Jede steht auch für ihre Subdomains. Leer: alle.",
	},
	"No addresses at these domains": {
		"Aucune adresse de ces domaines",
		"Keine Adressen dieser Domains",
	},
	"One a line. People are asked for another address, politely.": {
		"Un par ligne. Une autre adresse est poliment demandée.",
		"Eine je Zeile. Es wird höflich um eine andere Adresse gebeten.",
	},
	"Kind": {
		"Genre",
		"Art",
	},
}
