package phrases

// mails is what the pages about mails say.
var mails = area{
	"%d mail on this page": {
		"%d message sur cette page",
		"%d E-Mail auf dieser Seite",
	},
	"%d mails on this page": {
		"%d messages sur cette page",
		"%d E-Mails auf dieser Seite",
	},
	"A colleague helps": {
		"Un collègue aide",
		"Ein Kollege hilft",
	},
	"A colleague is asked to help": {
		"Un collègue est sollicité",
		"Ein Kollege wird um Hilfe gebeten",
	},
	"A recipient has left": {
		"Un destinataire est parti",
		"Ein Empfänger hat die Anfrage verlassen",
	},
	"A replaced API token was used": {
		"Un jeton d’API remplacé a été utilisé",
		"Ein ersetztes API-Token wurde verwendet",
	},
	"A test of a wording": {
		"Essai d’un texte",
		"Test eines Textes",
	},
	"API token expires": {
		"Un jeton d’API expire",
		"API-Token läuft ab",
	},
	"Answer about more time": {
		"Réponse sur le délai",
		"Antwort zur weiteren Zeit",
	},
	"Any mail": {
		"Tous les messages",
		"Jede E-Mail",
	},
	"Beginning of the address": {
		"Début de l’adresse",
		"Anfang der Adresse",
	},
	"By state": {
		"Par état",
		"Nach Zustand",
	},
	"Choose a password": {
		"Choisir un mot de passe",
		"Passwort wählen",
	},
	"Confirm a new e-mail address": {
		"Confirmer une nouvelle adresse e-mail",
		"Neue E-Mail-Adresse bestätigen",
	},
	"Confirm an address": {
		"Confirmer une adresse",
		"Adresse bestätigen",
	},
	"Dropped": {
		"Abandonné",
		"Verworfen",
	},
	"E-mail address changed": {
		"Adresse e-mail modifiée",
		"E-Mail-Adresse geändert",
	},
	"Fetch an API token": {
		"Récupérer un jeton d’API",
		"API-Token abholen",
	},
	"Invitation accepted": {
		"Invitation acceptée",
		"Einladung angenommen",
	},
	"Invitation declined": {
		"Invitation déclinée",
		"Einladung abgelehnt",
	},
	"Invitation not answered": {
		"Invitation sans réponse",
		"Einladung nicht beantwortet",
	},
	"Invitation passed on": {
		"Invitation transmise",
		"Einladung weitergegeben",
	},
	"Invitations, and what Gatehouse tells people by mail, stand here from then on.": {
		"Les invitations, et ce que Gatehouse annonce par message, figureront ici.",
		"Einladungen und was Gatehouse per E-Mail mitteilt, stehen dann hier.",
	},
	"It is on its way again.": {
		"Il est de nouveau en route.",
		"Sie ist wieder unterwegs.",
	},
	"Kind of mail": {
		"Type de message",
		"Art der E-Mail",
	},
	"Language of the mails": {
		"Langue des messages",
		"Sprache der E-Mails",
	},
	"Link and code": {
		"Lien et code",
		"Link und Code",
	},
	"Link": {
		"Lien",
		"Link",
	},
	"List them": {
		"Les lister",
		"Auflisten",
	},
	"Mail not delivered": {
		"Message non remis",
		"E-Mail nicht zugestellt",
	},
	"Mail: %s": {
		"Message\u00a0: %s",
		"E-Mail: %s",
	},
	"More time is asked for": {
		"Un délai est demandé",
		"Um mehr Zeit wird gebeten",
	},
	"New message": {
		"Nouveau message",
		"Neue Nachricht",
	},
	"New registration": {
		"Nouvelle inscription",
		"Neue Registrierung",
	},
	"No mail matches": {
		"Aucun message ne correspond",
		"Keine E-Mail passt",
	},
	"None has all of these properties. Take one away.": {
		"Aucun n’a toutes ces propriétés. Retirez-en une.",
		"Keine hat alle diese Eigenschaften. Nehmen Sie eine weg.",
	},
	"Nothing has been sent yet": {
		"Rien n’a encore été envoyé",
		"Noch wurde nichts gesendet",
	},
	"Password changed": {
		"Mot de passe modifié",
		"Passwort geändert",
	},
	"Password forgotten": {
		"Mot de passe oublié",
		"Passwort vergessen",
	},
	"Purpose": {
		"But",
		"Zweck",
	},
	"Queued": {
		"Mis en file",
		"Eingereiht",
	},
	"Read it": {
		"Le lire",
		"Lesen",
	},
	"Second factor changed": {
		"Second facteur modifié",
		"Zweiter Faktor geändert",
	},
	"Send it again": {
		"L’envoyer de nouveau",
		"Noch einmal senden",
	},
	"Sent out": {
		"Envoyé",
		"Gesendet",
	},
	"Show link and code": {
		"Afficher le lien et le code",
		"Link und Code anzeigen",
	},
	"Something may be renewed": {
		"Une prolongation est possible",
		"Etwas kann verlängert werden",
	},
	"Subject": {
		"Objet",
		"Betreff",
	},
	"Test": {
		"Essai",
		"Test",
	},
	"The mail as a mail program shows it": {
		"Le message tel qu’un logiciel de messagerie l’affiche",
		"Die E-Mail, wie ein Mailprogramm sie zeigt",
	},
	"The mail server answered:": {
		"Le serveur de messagerie a répondu\u00a0:",
		"Der Mailserver antwortete:",
	},
	"The recipient’s link is unchanged and works as before. The record says that you have looked.": {
		"Le lien du destinataire est inchangé et fonctionne comme avant. Le registre dit que vous l’avez regardé.",
		"Der Link des Empfängers ist unverändert und gilt wie zuvor. Im Protokoll steht, dass Sie ihn angesehen haben.",
	},
	"There is no mail server: you may see what opens this link. The record will say that you did.": {
		"Il n’y a pas de serveur de messagerie\u00a0: vous pouvez voir ce qui ouvre ce lien. Le registre dira que vous l’avez fait.",
		"Es gibt keinen Mailserver: Sie dürfen sehen, was diesen Link öffnet. Im Protokoll steht dann, dass Sie es getan haben.",
	},
	"To a colleague of a recipient, with link and code": {
		"À un collègue d’un destinataire, avec lien et code",
		"An einen Kollegen eines Empfängers, mit Link und Code",
	},
	"To a user who asks for a new password": {
		"À un utilisateur qui demande un nouveau mot de passe",
		"An einen Benutzer, der ein neues Passwort möchte",
	},
	"To a user who was given an access": {
		"À un utilisateur qui a reçu un accès",
		"An einen Benutzer, der einen Zugang erhalten hat",
	},
	"To administrators": {
		"Aux administrateurs",
		"An Administratoren",
	},
	"To either side of a request": {
		"À l’un ou l’autre côté d’une demande",
		"An eine der beiden Seiten einer Anfrage",
	},
	"To people who have not chosen one.": {
		"Pour les personnes qui n’en ont pas choisi.",
		"An alle, die keine gewählt haben.",
	},
	"To the new address of a user": {
		"À la nouvelle adresse d’un utilisateur",
		"An die neue Adresse eines Benutzers",
	},
	"To the old address of a user": {
		"À l’ancienne adresse d’un utilisateur",
		"An die alte Adresse eines Benutzers",
	},
	"To the recipient alone, with link and code": {
		"Au destinataire seul, avec lien et code",
		"Nur an den Empfänger, mit Link und Code",
	},
	"To the recipient of a request": {
		"Au destinataire d’une demande",
		"An den Empfänger einer Anfrage",
	},
	"To the recipient of an invitation and to those in copy, without a link": {
		"Au destinataire d’une invitation et aux personnes en copie, sans lien",
		"An den Empfänger einer Einladung und an alle in Kopie, ohne Link",
	},
	"To the sender of an invitation": {
		"À l’expéditeur d’une invitation",
		"An den Absender einer Einladung",
	},
	"To the user of the token": {
		"À l’utilisateur du jeton",
		"An den Benutzer des Tokens",
	},
	"To the user whose access it is": {
		"À l’utilisateur dont c’est l’accès",
		"An den Benutzer, dessen Zugang es ist",
	},
	"To the user whose password it is": {
		"À l’utilisateur dont c’est le mot de passe",
		"An den Benutzer, dessen Passwort es ist",
	},
	"To the user whose sign-in it is": {
		"À l’utilisateur dont c’est la connexion",
		"An den Benutzer, dessen Anmeldung es ist",
	},
	"To who can extend it": {
		"À qui peut prolonger",
		"An alle, die verlängern können",
	},
	"To who filled in a registration form": {
		"À qui a rempli un formulaire d’inscription",
		"An alle, die ein Registrierungsformular ausgefüllt haben",
	},
	"To who gets a token that was made ready": {
		"À qui reçoit un jeton préparé",
		"An alle, für die ein Token bereitgestellt wurde",
	},
	"To who registered and was not approved": {
		"À qui s’est inscrit sans être approuvé",
		"An alle, deren Registrierung abgelehnt wurde",
	},
	"Tries": {
		"Essais",
		"Versuche",
	},
	"Waits to be sent": {
		"En attente d’envoi",
		"Wartet auf den Versand",
	},
	"What Gatehouse has written to people for your organisation, and what became of it.": {
		"Ce que Gatehouse a écrit pour votre organisation, et ce qu’il en est advenu.",
		"Was Gatehouse für Ihre Organisation geschrieben hat und was daraus wurde.",
	},
	"What became of it": {
		"Ce qu’il en est advenu",
		"Was daraus wurde",
	},
	"What it says": {
		"Ce qu’il dit",
		"Was darin steht",
	},
	"When": {
		"Quand",
		"Wann",
	},
	"Where its link and its code were, something stands that opens nothing.": {
		"À la place de son lien et de son code figure quelque chose qui n’ouvre rien.",
		"Wo Link und Code waren, steht etwas, das nichts öffnet.",
	},
	"Wording of mails": {
		"Textes des messages",
		"Texte der E-Mails",
	},
	"of the mails: en, fr or de": {
		"des messages\u00a0: en, fr ou de",
		"der E-Mails: en, fr oder de",
	},
}
