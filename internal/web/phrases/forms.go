package phrases

// forms is what the list of registration forms says.
var forms = area{
	"%d form": {
		"%d formulaire",
		"%d Formular",
	},
	"%d forms": {
		"%d formulaires",
		"%d Formulare",
	},
	"Form without a name": {
		"Formulaire sans nom",
		"Formular ohne Namen",
	},
	"Closed": {
		"Fermé",
		"Geschlossen",
	},
	"Ended": {
		"Terminé",
		"Beendet",
	},
	"Full": {
		"Complet",
		"Voll",
	},
	"%d of %d": {
		"%d sur %d",
		"%d von %d",
	},
	"Delete %s?": {
		"Supprimer %s\u00a0?",
		"%s löschen?",
	},
	"Cyber insurance": {
		"Cyberassurance",
		"Cyberversicherung",
	},
	"Third-party risk": {
		"Risque tiers",
		"Drittparteirisiko",
	},
	"The form is there. Give its address away, or put it on your website.": {
		"Le formulaire est prêt. Diffusez son adresse ou placez-la sur votre site.",
		"Das Formular ist da. Geben Sie seine Adresse weiter oder setzen Sie es auf Ihre Website.",
	},
	"The form is open.": {
		"Le formulaire est ouvert.",
		"Das Formular ist offen.",
	},
	"The form is closed. Whoever opens it is told so.": {
		"Le formulaire est fermé. Qui l’ouvre en est informé.",
		"Das Formular ist geschlossen. Wer es öffnet, erfährt das.",
	},
	"The form is deleted. Its registrations stay.": {
		"Le formulaire est supprimé. Ses inscriptions restent.",
		"Das Formular ist gelöscht. Seine Registrierungen bleiben.",
	},
	"The logo is on the form.": {
		"Le logo est sur le formulaire.",
		"Das Logo ist auf dem Formular.",
	},
	"The logo is gone.": {
		"Le logo est retiré.",
		"Das Logo ist entfernt.",
	},
	"The newest first": {
		"Les plus récents d’abord",
		"Neueste zuerst",
	},
	"By name": {
		"Par nom",
		"Nach Name",
	},
	"Last changed first": {
		"Derniers modifiés d’abord",
		"Zuletzt geändert zuerst",
	},
	"Make one, put its address on your website or into a mail, and decide on who registers. Nobody gets in without your yes.": {
		"Créez-en un, placez son adresse sur votre site ou dans un message, puis décidez de qui s’inscrit. Personne n’entre sans votre accord.",
		"Erstellen Sie eines, setzen Sie seine Adresse auf Ihre Website oder in eine E-Mail und entscheiden Sie über die Registrierungen. Ohne Ihr Ja kommt niemand hinein.",
	},
	"Make the first form": {
		"Créer le premier formulaire",
		"Das erste Formular erstellen",
	},
	"Name or description": {
		"Nom ou description",
		"Name oder Beschreibung",
	},
	"No form has a word that begins so.": {
		"Aucun formulaire n’a de mot qui commence ainsi.",
		"Kein Formular hat ein Wort, das so beginnt.",
	},
	"Public pages on which people register. Each has an address of its own to give away.": {
		"Des pages publiques où l’on s’inscrit. Chacune a sa propre adresse à diffuser.",
		"Öffentliche Seiten, auf denen man sich registriert. Jede hat eine eigene Adresse zum Weitergeben.",
	},
	"Form": {
		"Formulaire",
		"Formular",
	},
	"Forms sent": {
		"Formulaires envoyés",
		"Abgesendet",
	},
	"State": {
		"État",
		"Zustand",
	},
	"There is no form yet": {
		"Il n’y a pas encore de formulaire",
		"Es gibt noch kein Formular",
	},
	"Views, about": {
		"Vues, environ",
		"Ansichten, etwa",
	},
	": field %d": {
		"\u00a0: champ %d",
		": Feld %d",
	},
	"Add a field": {
		"Ajouter un champ",
		"Feld hinzufügen",
	},
	"Beside name, e-mail, company, website, phone and message, which every form asks for.": {
		"En plus du nom, de l’e-mail, de l’entreprise, du site, du téléphone et du message, que chaque formulaire demande.",
		"Neben Name, E-Mail, Unternehmen, Website, Telefon und Nachricht, nach denen jedes Formular fragt.",
	},
	"Down": {
		"Vers le bas",
		"Nach unten",
	},
	"Up": {
		"Vers le haut",
		"Nach oben",
	},
	"Field %d": {
		"Champ %d",
		"Feld %d",
	},
	"For a choice: one a line.": {
		"Pour un choix\u00a0: une par ligne.",
		"Für eine Auswahl: eine je Zeile.",
	},
	"Its words": {
		"Ses textes",
		"Seine Texte",
	},
	"What it is": {
		"Ce que c’est",
		"Was es ist",
	},
	"What you leave empty is said in the usual words, in the reader’s language.": {
		"Ce que vous laissez vide est dit avec les mots habituels, dans la langue du lecteur.",
		"Was Sie leer lassen, wird in den üblichen Worten und in der Sprache der Lesenden gesagt.",
	},
	"Who may register, and until when": {
		"Qui peut s’inscrire, et jusqu’à quand",
		"Wer sich registrieren darf, und bis wann",
	},
	"Your own questions": {
		"Vos propres questions",
		"Ihre eigenen Fragen",
	},
}
