package phrases

// ownData is what people read who want to see what is held about them, or to have
// it erased.
var ownData = area{
	"An administrator does that": {
		"C’est l’affaire d’un administrateur",
		"Das macht ein Administrator",
	},
	"And send me no mail from this server ever again": {
		"Et ne plus jamais m’envoyer d’e-mail depuis ce serveur",
		"Und mir nie wieder E-Mails von diesem Server senden",
	},
	"Before that": {
		"Avant cela",
		"Davor",
	},
	"Download as one file": {
		"Télécharger en un fichier",
		"Als eine Datei herunterladen",
	},
	"Download what Gatehouse holds about you": {
		"Télécharger ce que Gatehouse sait de vous",
		"Herunterladen, was Gatehouse über Sie hat",
	},
	"Erase me": {
		"M’effacer",
		"Mich löschen",
	},
	"Erase me now": {
		"M’effacer maintenant",
		"Mich jetzt löschen",
	},
	"Erase what I wrote, too: messages, comments and files": {
		"Effacer aussi ce que j’ai écrit\u00a0: messages, commentaires et fichiers",
		"Auch löschen, was ich geschrieben habe: Nachrichten, Kommentare und Dateien",
	},
	"Goodbye": {
		"Au revoir",
		"Auf Wiedersehen",
	},
	"Have everything about you erased": {
		"Faire effacer tout ce qui vous concerne",
		"Alles über Sie löschen lassen",
	},
	"It cannot be undone": {
		"C’est définitif",
		"Es lässt sich nicht rückgängig machen",
	},
	"JSON, which people can read and programs too. You may be asked first to prove that it is you.": {
		"Du JSON, lisible par des personnes et par des programmes. Il peut vous être demandé d’abord de prouver que c’est vous.",
		"JSON, das Menschen lesen können und Programme auch. Vielleicht müssen Sie zuerst zeigen, dass Sie es sind.",
	},
	"Not any more?": {
		"Plus du tout\u00a0?",
		"Gar nicht mehr?",
	},
	"Nothing here has your name or your address any more. You are signed out.": {
		"Plus rien ici ne porte votre nom ni votre adresse. Vous êtes déconnecté.",
		"Nichts hier trägt mehr Ihren Namen oder Ihre Adresse. Sie sind abgemeldet.",
	},
	"That there was a request, when, about which company, and what was asked.": {
		"Qu’il y a eu une demande, quand, au sujet de quelle entreprise, et ce qui était demandé.",
		"Dass es eine Anfrage gab, wann, zu welchem Unternehmen, und worum es ging.",
	},
	"That you want no mail, as a hash from which nobody reads your address.": {
		"Que vous ne voulez pas d’e-mail, sous forme d’empreinte dont personne ne tire votre adresse.",
		"Dass Sie keine E-Mails wünschen, als Hash, aus dem niemand Ihre Adresse liest.",
	},
	"The details of the record of events follow within minutes. You can close this page.": {
		"Les détails du journal des événements suivent en quelques minutes. Vous pouvez fermer cette page.",
		"Die Einzelheiten im Ereignisprotokoll folgen innerhalb von Minuten. Sie können diese Seite schließen.",
	},
	"The recipient had everything about themselves erased; the access ended": {
		"Le destinataire a fait effacer tout ce qui le concerne\u00a0; l’accès a pris fin",
		"Der Empfänger hat alles über sich löschen lassen; der Zugang endete",
	},
	"Type your address, %s": {
		"Saisissez votre adresse, %s",
		"Geben Sie Ihre Adresse ein, %s",
	},
	"What Gatehouse holds about you": {
		"Ce que Gatehouse sait de vous",
		"Was Gatehouse über Sie hat",
	},
	"What Gatehouse wrote to you: mails by kind and day, notifications.": {
		"Ce que Gatehouse vous a écrit\u00a0: e-mails par genre et par jour, notifications.",
		"Was Gatehouse Ihnen schrieb: E-Mails nach Art und Tag, Benachrichtigungen.",
	},
	"What goes": {
		"Ce qui disparaît",
		"Was verschwindet",
	},
	"What organisations wrote down by themselves: their contacts, and invitations that you have not accepted. Ask them.": {
		"Ce que des organisations ont noté elles-mêmes\u00a0: leurs contacts et les invitations que vous n’avez pas acceptées. Adressez-vous à elles.",
		"Was Organisationen selbst notiert haben: ihre Kontakte und Einladungen, die Sie nicht angenommen haben. Fragen Sie dort.",
	},
	"What stays": {
		"Ce qui reste",
		"Was bleibt",
	},
	"What you did, from the record of events.": {
		"Ce que vous avez fait, d’après le journal des événements.",
		"Was Sie taten, aus dem Ereignisprotokoll.",
	},
	"What you received and what you sent.": {
		"Ce que vous avez reçu et envoyé.",
		"Was Sie erhalten und gesendet haben.",
	},
	"What you wrote, signed “Erased person”, unless you have that erased too.": {
		"Ce que vous avez écrit, signé «\u00a0Erased person\u00a0», sauf si vous le faites effacer aussi.",
		"Was Sie geschrieben haben, gezeichnet „Erased person“, es sei denn, Sie löschen auch das.",
	},
	"What you wrote: messages, comments, files by name, whom you invited.": {
		"Ce que vous avez écrit\u00a0: messages, commentaires, noms de fichiers, qui vous avez invité.",
		"Was Sie geschrieben haben: Nachrichten, Kommentare, Namen von Dateien, wen Sie eingeladen haben.",
	},
	"Who you are here: name, address, phone, language.": {
		"Qui vous êtes ici\u00a0: nom, adresse, téléphone, langue.",
		"Wer Sie hier sind: Name, Adresse, Telefon, Sprache.",
	},
	"You have been erased": {
		"Vous avez été effacé",
		"Sie wurden gelöscht",
	},
	"You may be asked first to prove that it is you.": {
		"Il peut vous être demandé d’abord de prouver que c’est vous.",
		"Vielleicht müssen Sie zuerst zeigen, dass Sie es sind.",
	},
	"You work here for %s, which decides about its users. Ask one of its administrators to remove your user: your ways in, your address and your phone go at once. Your name stays with what you did.": {
		"Vous travaillez ici pour %s, qui décide de ses utilisateurs. Demandez à un de ses administrateurs de supprimer votre utilisateur\u00a0: vos accès, votre adresse et votre téléphone disparaissent aussitôt. Votre nom reste attaché à ce que vous avez fait.",
		"Sie arbeiten hier für %s, das über seine Benutzer entscheidet. Bitten Sie einen seiner Administratoren, Ihren Benutzer zu entfernen: Ihre Zugänge, Ihre Adresse und Ihr Telefon verschwinden sofort. Ihr Name bleibt bei dem, was Sie taten.",
	},
	"Your address": {
		"Votre adresse",
		"Ihre Adresse",
	},
	"Your data": {
		"Vos données",
		"Ihre Daten",
	},
	"Your name and address in every request that you accepted or work on. The accesses end now, those of colleagues whom you let in too.": {
		"Votre nom et votre adresse dans chaque demande que vous avez acceptée ou sur laquelle vous travaillez. Les accès prennent fin maintenant, ceux des collègues que vous avez fait entrer aussi.",
		"Ihr Name und Ihre Adresse in jeder Anfrage, die Sie angenommen haben oder an der Sie arbeiten. Die Zugänge enden jetzt, auch die der Kollegen, die Sie dazugeholt haben.",
	},
	"Your name in messages and comments, in mails, and in the details of the record of events.": {
		"Votre nom dans les messages et commentaires, dans les e-mails et dans les détails du journal des événements.",
		"Ihr Name in Nachrichten und Kommentaren, in E-Mails und in den Einzelheiten des Ereignisprotokolls.",
	},
	"Your name, address and phone, your password, factors, sessions and tokens, your notifications.": {
		"Votre nom, votre adresse et votre téléphone, votre mot de passe, vos facteurs, sessions et jetons, vos notifications.",
		"Ihr Name, Ihre Adresse und Ihr Telefon, Ihr Passwort, Ihre Faktoren, Sitzungen und Token, Ihre Benachrichtigungen.",
	},
	"Your ways in: accesses, roles, sessions, second factors and tokens, without any secret.": {
		"Vos moyens d’entrer\u00a0: accès, rôles, sessions, seconds facteurs et jetons, sans aucun secret.",
		"Ihre Wege hinein: Zugänge, Rollen, Sitzungen, zweite Faktoren und Token, ohne jedes Geheimnis.",
	},
}
