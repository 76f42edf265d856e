package phrase

// mailPages is about the mails of a customer, their wording, and saved views.
var mailPages = area{
	"A mail server is configured: links and codes stand in the mails alone.": {
		"Un serveur de messagerie est configuré\u00a0: les liens et les codes ne figurent que dans les messages.",
		"Ein Mailserver ist eingerichtet: Links und Codes stehen nur in den E-Mails.",
	},
	"A test is sent from the page of its wording.": {
		"Un essai s’envoie depuis la page de son texte.",
		"Ein Test wird von der Seite seines Textes gesendet.",
	},
	"An invitation is sent again from its request, with a new link.": {
		"Une invitation se renvoie depuis sa demande, avec un nouveau lien.",
		"Eine Einladung wird von ihrer Anfrage aus erneut gesendet, mit einem neuen Link.",
	},
	"Ensure this field has no more than 60 characters.": {
		"Ce champ ne doit pas dépasser 60 caractères.",
		"Dieses Feld darf höchstens 60 Zeichen haben.",
	},
	"The link in this mail no longer works. Whoever needs one asks for a new one.": {
		"Le lien de ce message ne fonctionne plus. Qui en a besoin en demande un nouveau.",
		"Der Link in dieser E-Mail gilt nicht mehr. Wer einen braucht, fordert einen neuen an.",
	},
	"There is no such mail, or not in this language.": {
		"Ce message n’existe pas, ou pas dans cette langue.",
		"Diese E-Mail gibt es nicht, oder nicht in dieser Sprache.",
	},
	"There is no such mail.": {
		"Ce message n’existe pas.",
		"Diese E-Mail gibt es nicht.",
	},
	"There is no such view.": {
		"Cette vue n’existe pas.",
		"Diese Ansicht gibt es nicht.",
	},
	"These filters are too long to be kept.": {
		"Ces filtres sont trop longs pour être enregistrés.",
		"Diese Filter sind zu lang, um gespeichert zu werden.",
	},
	"This mail carries no link.": {
		"Ce message ne contient aucun lien.",
		"Diese E-Mail enthält keinen Link.",
	},
	"This mail has been sent again %d times today.": {
		"Ce message a été renvoyé %d fois aujourd’hui.",
		"Diese E-Mail wurde heute %d-mal erneut gesendet.",
	},
	"This mail waits to be sent already.": {
		"Ce message attend déjà d’être envoyé.",
		"Diese E-Mail wartet bereits auf den Versand.",
	},
	"This view is shared, and you may not share: end the sharing first, or save a view of your own.": {
		"Cette vue est partagée, et vous n’avez pas le droit de partager\u00a0: mettez d’abord fin au partage, ou enregistrez votre propre vue.",
		"Diese Ansicht ist geteilt, und Sie dürfen nicht teilen: Beenden Sie zuerst das Teilen, oder speichern Sie eine eigene Ansicht.",
	},
	"What this mail said has been erased.": {
		"Le contenu de ce message a été effacé.",
		"Was in dieser E-Mail stand, wurde gelöscht.",
	},
	"Whom this mail went to is hidden until they accept, and its link would tell.": {
		"Le destinataire de ce message reste masqué jusqu’à son acceptation, et le lien le révélerait.",
		"Wer diese E-Mail bekommen hat, bleibt bis zur Annahme verborgen, und ihr Link würde es verraten.",
	},
	"You have %d views, which is the most: delete one first.": {
		"Vous avez %d vues, ce qui est le maximum\u00a0: supprimez-en d’abord une.",
		"Sie haben %d Ansichten, mehr sind nicht möglich: Löschen Sie zuerst eine.",
	},
	"You have a view of this name already.": {
		"Vous avez déjà une vue de ce nom.",
		"Sie haben bereits eine Ansicht mit diesem Namen.",
	},
	"You have sent yourself %d tests in this hour.": {
		"Vous vous êtes envoyé %d essais dans cette heure.",
		"Sie haben sich in dieser Stunde %d Tests gesendet.",
	},
	"is not from a page of this list": {
		"ne vient pas d’une page de cette liste",
		"stammt nicht von einer Seite dieser Liste",
	},
}
