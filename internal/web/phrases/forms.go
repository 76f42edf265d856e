package phrases

// forms is the pages of registration forms.
var forms = area{
	"%d registration stays in the outbox, with what was typed.": {
		"%d inscription reste dans la boîte d’envoi, avec ce qui a été saisi.",
		"%d Registrierung bleibt mit den Angaben im Postausgang.",
	},
	"%d registrations stay in the outbox, with what was typed.": {
		"%d inscriptions restent dans la boîte d’envoi, avec ce qui a été saisi.",
		"%d Registrierungen bleiben mit den Angaben im Postausgang.",
	},
	"Delete for good": {
		"Supprimer définitivement",
		"Endgültig löschen",
	},
	"Keep it": {
		"Le conserver",
		"Behalten",
	},
	"Links on websites and in mails lead to a page that says the form is closed.": {
		"Les liens sur les sites et dans les messages mènent à une page qui dit que le formulaire est fermé.",
		"Links auf Websites und in E-Mails führen zu einer Seite, die sagt, dass das Formular geschlossen ist.",
	},
	"This cannot be undone: its address, questions, wording and figures are gone for good.": {
		"C’est irréversible\u00a0: son adresse, ses questions, ses textes et ses chiffres disparaissent définitivement.",
		"Das lässt sich nicht rückgängig machen: Adresse, Fragen, Texte und Zahlen sind endgültig weg.",
	},
	"To take no registrations for a while, close the form instead: that is undone with one click.": {
		"Pour ne plus recevoir d’inscriptions pendant un temps, fermez plutôt le formulaire\u00a0: un clic suffit à le rouvrir.",
		"Um eine Zeit lang keine Registrierungen anzunehmen, schließen Sie das Formular: Das ist mit einem Klick rückgängig gemacht.",
	},
	"Who has not confirmed the address yet cannot do so any more.": {
		"Qui n’a pas encore confirmé son adresse ne pourra plus le faire.",
		"Wer die Adresse noch nicht bestätigt hat, kann es nicht mehr.",
	},
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
	"Made by": {
		"Créé par",
		"Erstellt von",
	},
	"Made on": {
		"Créé le",
		"Erstellt am",
	},
	"%s by %s": {
		"%s par %s",
		"%s von %s",
	},
	"As a link": {
		"Comme lien",
		"Als Link",
	},
	"As a button": {
		"Comme bouton",
		"Als Schaltfläche",
	},
	"Looked at the form": {
		"Ont vu le formulaire",
		"Formular angesehen",
	},
	"Sent it": {
		"L’ont envoyé",
		"Abgesendet",
	},
	"Confirmed the address": {
		"Ont confirmé l’adresse",
		"Adresse bestätigt",
	},
	"Make the form": {
		"Créer le formulaire",
		"Formular erstellen",
	},
	"A picture": {
		"Une image",
		"Ein Bild",
	},
	"Address": {
		"Adresse",
		"Adresse",
	},
	"All registrations of this form": {
		"Toutes les inscriptions par ce formulaire",
		"Alle Registrierungen dieses Formulars",
	},
	"Close the form": {
		"Fermer le formulaire",
		"Formular schließen",
	},
	"Open the form": {
		"Ouvrir le formulaire",
		"Formular öffnen",
	},
	"Copied": {
		"Copié",
		"Kopiert",
	},
	"Copy": {
		"Copier",
		"Kopieren",
	},
	"Delete …": {
		"Supprimer…",
		"Löschen …",
	},
	"For your website": {
		"Pour votre site",
		"Für Ihre Website",
	},
	"Give it away": {
		"Le diffuser",
		"Weitergeben",
	},
	"How far people came": {
		"Jusqu’où l’on est allé",
		"Wie weit die Leute kamen",
	},
	"In all": {
		"Au total",
		"Insgesamt",
	},
	"Last 30 days": {
		"30 derniers jours",
		"Letzte 30 Tage",
	},
	"Latest registrations": {
		"Dernières inscriptions",
		"Neueste Registrierungen",
	},
	"Logo": {
		"Logo",
		"Logo",
	},
	"Nobody has registered yet. Once somebody has confirmed the address, you decide here.": {
		"Personne ne s’est encore inscrit. Dès qu’une adresse est confirmée, vous décidez ici.",
		"Noch hat sich niemand registriert. Sobald jemand die Adresse bestätigt hat, entscheiden Sie hier.",
	},
	"Open the public page": {
		"Ouvrir la page publique",
		"Öffentliche Seite öffnen",
	},
	"PNG, JPEG or WebP, at most 200 kB and 2,000 pixels wide and high.": {
		"PNG, JPEG ou WebP, au plus 200\u00a0ko et 2\u00a0000\u00a0pixels de large et de haut.",
		"PNG, JPEG oder WebP, höchstens 200\u00a0kB und 2.000\u00a0Pixel breit und hoch.",
	},
	"Put it on the form": {
		"La placer sur le formulaire",
		"Auf das Formular setzen",
	},
	"QR code of the address": {
		"Code QR de l’adresse",
		"QR-Code der Adresse",
	},
	"Remove the logo": {
		"Retirer le logo",
		"Logo entfernen",
	},
	"Share": {
		"Part",
		"Anteil",
	},
	"Step": {
		"Étape",
		"Schritt",
	},
	"SVG": {
		"SVG",
		"SVG",
	},
	"PNG": {
		"PNG",
		"PNG",
	},
	"The form opens on a page of its own. It cannot be framed: within another page nobody could tell whom they give their address to.": {
		"Le formulaire s’ouvre sur sa propre page. Il ne peut pas être encadré\u00a0: dans une autre page, personne ne saurait à qui il donne son adresse.",
		"Das Formular öffnet sich auf einer eigenen Seite. Es lässt sich nicht einrahmen: In einer anderen Seite könnte niemand erkennen, wem er seine Adresse gibt.",
	},
	"The form": {
		"Le formulaire",
		"Das Formular",
	},
	"The logo of the form": {
		"Le logo du formulaire",
		"Das Logo des Formulars",
	},
	"Take it back": {
		"Annuler",
		"Rückgängig machen",
	},
	"Views are a rough figure: mail scanners and robots look at pages, too. Nothing is kept about who looked.": {
		"Les vues sont un chiffre approximatif\u00a0: les robots et les analyseurs de messages consultent aussi les pages. Rien n’est conservé sur qui a regardé.",
		"Ansichten sind eine grobe Zahl: Auch Mailscanner und Roboter sehen Seiten an. Über die Betrachter wird nichts gespeichert.",
	},
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
	"Approved": {
		"Approuvées",
		"Genehmigt",
	},
	"Back": {
		"Retour",
		"Zurück",
	},
	"Further": {
		"Suite",
		"Weiter",
	},
	"Last changed": {
		"Dernière modification",
		"Zuletzt geändert",
	},
	"Last day": {
		"Dernier jour",
		"Letzter Tag",
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
	"Every form asks for name, work e-mail, company and website. Everything here can be changed later; nothing has to be filled in.": {
		"Chaque formulaire demande le nom, l’e-mail professionnel, l’entreprise et le site. Tout ici peut être modifié plus tard\u00a0; rien n’est obligatoire.",
		"Jedes Formular fragt nach Name, dienstlicher E-Mail-Adresse, Unternehmen und Website. Alles hier lässt sich später ändern; nichts muss ausgefüllt werden.",
	},
	"New form": {
		"Nouveau formulaire",
		"Neues Formular",
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
	"Kind": {
		"Genre",
		"Art",
	},
	"Used in": {
		"Utilisé pour",
		"Verwendet für",
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
