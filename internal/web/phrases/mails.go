package phrases

// mails is what is said of the mails that a customer sends.
var mails = area{
	"Language of the mails": {
		"Langue des messages",
		"Sprache der E-Mails",
	},
	"of the mails: en, fr or de": {
		"des messages\u00a0: en, fr ou de",
		"der E-Mails: en, fr oder de",
	},
	"To the recipient of an invitation and to those in copy, without a link": {
		"Au destinataire d’une invitation et aux personnes en copie, sans lien",
		"An den Empfänger einer Einladung und an alle in Kopie, ohne Link",
	},
	"To the recipient alone, with link and code": {
		"Au destinataire seul, avec lien et code",
		"Nur an den Empfänger, mit Link und Code",
	},
	"To a user who was given an access": {
		"À un utilisateur qui a reçu un accès",
		"An einen Benutzer, der einen Zugang erhalten hat",
	},
	"Password forgotten": {
		"Mot de passe oublié",
		"Passwort vergessen",
	},
	"To a user who asks for a new password": {
		"À un utilisateur qui demande un nouveau mot de passe",
		"An einen Benutzer, der ein neues Passwort möchte",
	},
	"Password changed": {
		"Mot de passe modifié",
		"Passwort geändert",
	},
	"To the user whose password it is": {
		"À l’utilisateur dont c’est le mot de passe",
		"An den Benutzer, dessen Passwort es ist",
	},
	"Confirm an address": {
		"Confirmer une adresse",
		"Adresse bestätigen",
	},
	"To who filled in a registration form": {
		"À qui a rempli un formulaire d’inscription",
		"An alle, die ein Registrierungsformular ausgefüllt haben",
	},
	"New registration": {
		"Nouvelle inscription",
		"Neue Registrierung",
	},
	"To administrators": {
		"Aux administrateurs",
		"An Administratoren",
	},
	"To who registered and was not approved": {
		"À qui s’est inscrit sans être approuvé",
		"An alle, deren Registrierung abgelehnt wurde",
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
	"To the sender of an invitation": {
		"À l’expéditeur d’une invitation",
		"An den Absender einer Einladung",
	},
	"Mail not delivered": {
		"Message non remis",
		"E-Mail nicht zugestellt",
	},
	"New message": {
		"Nouveau message",
		"Neue Nachricht",
	},
	"To either side of a request": {
		"À l’un ou l’autre côté d’une demande",
		"An eine der beiden Seiten einer Anfrage",
	},
	"A colleague is asked to help": {
		"Un collègue est sollicité",
		"Ein Kollege wird um Hilfe gebeten",
	},
	"To a colleague of a recipient, with link and code": {
		"À un collègue d’un destinataire, avec lien et code",
		"An einen Kollegen eines Empfängers, mit Link und Code",
	},
	"A colleague helps": {
		"Un collègue aide",
		"Ein Kollege hilft",
	},
	"E-mail address changed": {
		"Adresse e-mail modifiée",
		"E-Mail-Adresse geändert",
	},
	"To the old address of a user": {
		"À l’ancienne adresse d’un utilisateur",
		"An die alte Adresse eines Benutzers",
	},
	"Confirm a new e-mail address": {
		"Confirmer une nouvelle adresse e-mail",
		"Neue E-Mail-Adresse bestätigen",
	},
	"To the new address of a user": {
		"À la nouvelle adresse d’un utilisateur",
		"An die neue Adresse eines Benutzers",
	},
	"Second factor changed": {
		"Second facteur modifié",
		"Zweiter Faktor geändert",
	},
	"To the user whose sign-in it is": {
		"À l’utilisateur dont c’est la connexion",
		"An den Benutzer, dessen Anmeldung es ist",
	},
	"Fetch an API token": {
		"Récupérer un jeton d’API",
		"API-Token abholen",
	},
	"To who gets a token that was made ready": {
		"À qui reçoit un jeton préparé",
		"An alle, für die ein Token bereitgestellt wurde",
	},
	"A replaced API token was used": {
		"Un jeton d’API remplacé a été utilisé",
		"Ein ersetztes API-Token wurde verwendet",
	},
	"API token expires": {
		"Un jeton d’API expire",
		"API-Token läuft ab",
	},
	"To the user of the token": {
		"À l’utilisateur du jeton",
		"An den Benutzer des Tokens",
	},
	"To the user whose access it is": {
		"À l’utilisateur dont c’est l’accès",
		"An den Benutzer, dessen Zugang es ist",
	},
	"Something may be renewed": {
		"Une prolongation est possible",
		"Etwas kann verlängert werden",
	},
	"To who can extend it": {
		"À qui peut prolonger",
		"An alle, die verlängern können",
	},
	"Waits to be sent": {
		"En attente d’envoi",
		"Wartet auf den Versand",
	},
	"Dropped": {
		"Abandonné",
		"Verworfen",
	},
	"%d mail on this page": {
		"%d message sur cette page",
		"%d E-Mail auf dieser Seite",
	},
	"%d mails on this page": {
		"%d messages sur cette page",
		"%d E-Mails auf dieser Seite",
	},
	"List them": {
		"Les lister",
		"Auflisten",
	},
	"It is on its way again.": {
		"Il est de nouveau en route.",
		"Sie ist wieder unterwegs.",
	},
	"Mail: %s": {
		"Message\u00a0: %s",
		"E-Mail: %s",
	},
	"What it says": {
		"Ce qu’il dit",
		"Was darin steht",
	},
	"The mail as a mail program shows it": {
		"Le message tel qu’un logiciel de messagerie l’affiche",
		"Die E-Mail, wie ein Mailprogramm sie zeigt",
	},
	"Read it": {
		"Le lire",
		"Lesen",
	},
	"Send it again": {
		"L’envoyer de nouveau",
		"Noch einmal senden",
	},
	"Show link and code": {
		"Afficher le lien et le code",
		"Link und Code anzeigen",
	},
	"There is no mail server: you may see what opens this link. The record will say that you did.": {
		"Il n’y a pas de serveur de messagerie\u00a0: vous pouvez voir ce qui ouvre ce lien. Le registre dira que vous l’avez fait.",
		"Es gibt keinen Mailserver: Sie dürfen sehen, was diesen Link öffnet. Im Protokoll steht dann, dass Sie es getan haben.",
	},
	"Link and code": {
		"Lien et code",
		"Link und Code",
	},
	"The recipient’s link is unchanged and works as before. The record says that you have looked.": {
		"Le lien du destinataire est inchangé et fonctionne comme avant. Le registre dit que vous l’avez regardé.",
		"Der Link des Empfängers ist unverändert und gilt wie zuvor. Im Protokoll steht, dass Sie ihn angesehen haben.",
	},
	"Link": {
		"Lien",
		"Link",
	},
	"Queued": {
		"Mis en file",
		"Eingereiht",
	},
	"Tries": {
		"Essais",
		"Versuche",
	},
	"Purpose": {
		"But",
		"Zweck",
	},
	"A test of a wording": {
		"Essai d’un texte",
		"Test eines Textes",
	},
	"Wording of mails": {
		"Textes des messages",
		"Texte der E-Mails",
	},
	"Wording: %s": {
		"Texte\u00a0: %s",
		"Text: %s",
	},
	"Saved. Mails that are sent from now on say it so.": {
		"Enregistré. Les messages envoyés désormais le disent ainsi.",
		"Gespeichert. E-Mails, die von jetzt an gesendet werden, sagen es so.",
	},
	"The original stands again.": {
		"L’original est rétabli.",
		"Das Original gilt wieder.",
	},
	"A test is on its way to you.": {
		"Un essai est en route vers vous.",
		"Ein Test ist zu Ihnen unterwegs.",
	},
	"Subject": {
		"Objet",
		"Betreff",
	},
	"Opening": {
		"Ouverture",
		"Einleitung",
	},
	"Greeting and introduction. An empty line begins a new paragraph.": {
		"Salutation et introduction. Une ligne vide commence un nouveau paragraphe.",
		"Anrede und Einführung. Eine leere Zeile beginnt einen neuen Absatz.",
	},
	"Closing": {
		"Conclusion",
		"Schluss",
	},
	"Below the mail: a farewell, a signature. Empty, there is none.": {
		"Au bas du message\u00a0: une formule de politesse, une signature. Vide, il n’y en a pas.",
		"Unter der E-Mail: ein Gruß, eine Unterschrift. Leer gibt es keinen.",
	},
	"How it looks": {
		"Aperçu",
		"So sieht sie aus",
	},
	"Let the original stand again": {
		"Rétablir l’original",
		"Das Original wieder gelten lassen",
	},
	"Send a test to yourself": {
		"S’envoyer un essai",
		"Sich einen Test senden",
	},
	"What Gatehouse has written to people for your organisation, and what became of it.": {
		"Ce que Gatehouse a écrit pour votre organisation, et ce qu’il en est advenu.",
		"Was Gatehouse für Ihre Organisation geschrieben hat und was daraus wurde.",
	},
	"By state": {
		"Par état",
		"Nach Zustand",
	},
	"Beginning of the address": {
		"Début de l’adresse",
		"Anfang der Adresse",
	},
	"Any mail": {
		"Tous les messages",
		"Jede E-Mail",
	},
	"When": {
		"Quand",
		"Wann",
	},
	"Test": {
		"Essai",
		"Test",
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
	"Invitations, and what Gatehouse tells people by mail, stand here from then on.": {
		"Les invitations, et ce que Gatehouse annonce par message, figureront ici.",
		"Einladungen und was Gatehouse per E-Mail mitteilt, stehen dann hier.",
	},
	"What became of it": {
		"Ce qu’il en est advenu",
		"Was daraus wurde",
	},
	"The mail server answered:": {
		"Le serveur de messagerie a répondu\u00a0:",
		"Der Mailserver antwortete:",
	},
	"Where its link and its code were, something stands that opens nothing.": {
		"À la place de son lien et de son code figure quelque chose qui n’ouvre rien.",
		"Wo Link und Code waren, steht etwas, das nichts öffnet.",
	},
	"Every mail has an original in three languages. Subject, opening and closing can be yours; facts, link, code and until when always stay.": {
		"Chaque message a un original en trois langues. L’objet, l’ouverture et la conclusion peuvent être les vôtres\u00a0; les faits, le lien, le code et l’échéance restent toujours.",
		"Jede E-Mail hat ein Original in drei Sprachen. Betreff, Einleitung und Schluss können die Ihren sein; Tatsachen, Link, Code und Frist bleiben immer.",
	},
	"Languages": {
		"Langues",
		"Sprachen",
	},
	"Yours": {
		"Le vôtre",
		"Ihrer",
	},
	"Your wording": {
		"Votre texte",
		"Ihr Text",
	},
	"The original": {
		"L’original",
		"Das Original",
	},
	"Send a test to me": {
		"M’envoyer un essai",
		"Mir einen Test senden",
	},
	"It goes to your own address, as it is saved, and says that it is a test.": {
		"Il part à votre propre adresse, tel qu’enregistré, et dit que c’est un essai.",
		"Er geht an Ihre eigene Adresse, so wie er gespeichert ist, und sagt, dass er ein Test ist.",
	},
	"Back to the original": {
		"Revenir à l’original",
		"Zurück zum Original",
	},
	"What you can name": {
		"Ce que vous pouvez nommer",
		"Was Sie nennen können",
	},
	"Each is replaced by what the mail is about. Where a mail does not know it, the original of that part stands.": {
		"Chacun est remplacé par ce dont parle le message. Si un message ne le connaît pas, l’original de cette partie est employé.",
		"Jedes wird durch das ersetzt, worum es in der E-Mail geht. Wo eine E-Mail es nicht kennt, steht das Original dieses Teils.",
	},
	"Words": {
		"Texte",
		"Text",
	},
	"The subject of this mail says what has happened, and stays.": {
		"L’objet de ce message dit ce qui s’est passé, et reste.",
		"Der Betreff dieser E-Mail sagt, was geschehen ist, und bleibt.",
	},
	"Here stands what always stays: the facts, the link, the code and until when.": {
		"Ici figure ce qui reste toujours\u00a0: les faits, le lien, le code et l’échéance.",
		"Hier steht, was immer bleibt: Tatsachen, Link, Code und Frist.",
	},
	"This is how it would look. It is not saved yet.": {
		"Voici comment il se présenterait. Il n’est pas encore enregistré.",
		"So würde sie aussehen. Gespeichert ist noch nichts.",
	},
	"Choose a password": {
		"Choisir un mot de passe",
		"Passwort wählen",
	},
	"Sent out": {
		"Envoyé",
		"Gesendet",
	},
	"Kind of mail": {
		"Type de message",
		"Art der E-Mail",
	},
	"A recipient has left": {
		"Un destinataire est parti",
		"Ein Empfänger hat die Anfrage verlassen",
	},
	"More time is asked for": {
		"Un délai est demandé",
		"Um mehr Zeit wird gebeten",
	},
	"Answer about more time": {
		"Réponse sur le délai",
		"Antwort zur weiteren Zeit",
	},
	"To the recipient of a request": {
		"Au destinataire d’une demande",
		"An den Empfänger einer Anfrage",
	},
	"To people who have not chosen one.": {
		"Pour les personnes qui n’en ont pas choisi.",
		"An alle, die keine gewählt haben.",
	},
}
