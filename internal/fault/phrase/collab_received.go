package phrase

// received is about what recipients do: pass on, answer, ask for time, work with colleagues.
var received = area{
	"A finding takes %d files at most.": {
		"Un constat reçoit %d fichiers au plus.",
		"Ein Befund nimmt höchstens %d Dateien auf.",
	},
	"A request has at most %d colleagues. Remove one first.": {
		"Une demande a au plus %d collègues. Retirez-en d’abord un.",
		"Eine Anfrage hat höchstens %d Kollegen. Entfernen Sie zuerst jemanden.",
	},
	"An administrator of your organisation removes your user.": {
		"C’est un administrateur de votre organisation qui supprime votre utilisateur.",
		"Ein Administrator Ihrer Organisation entfernt Ihren Benutzer.",
	},
	"Colleagues are invited with the address by which you were invited yourself.": {
		"On invite des collègues avec l’adresse par laquelle on a été invité soi-même.",
		"Kollegen lädt man mit der Adresse ein, mit der man selbst eingeladen wurde.",
	},
	"Ensure this field has no more than 1,000 characters.": {
		"Ce champ ne doit pas dépasser 1\u00a0000 caractères.",
		"Dieses Feld darf höchstens 1.000 Zeichen haben.",
	},
	"Enter the address without the plus sign and what follows it.": {
		"Saisissez l’adresse sans le signe plus et ce qui le suit.",
		"Geben Sie die Adresse ohne das Pluszeichen und das, was darauf folgt, ein.",
	},
	"Files of %d MB may be sent at once.": {
		"On peut envoyer %d Mo de fichiers à la fois.",
		"Es können Dateien von %d MB auf einmal gesendet werden.",
	},
	"More time can be asked for while the access runs and %d days after it ended by itself.": {
		"On peut demander plus de temps pendant la durée de l’accès et %d jours après sa fin normale.",
		"Um mehr Zeit kann gebeten werden, solange der Zugang läuft und %d Tage, nachdem er von selbst geendet hat.",
	},
	"More time cannot be given: this request is %s, or its access ended more than %d days ago.": {
		"Plus de temps ne peut pas être accordé\u00a0: cette demande est %s, ou son accès a pris fin il y a plus de %d jours.",
		"Mehr Zeit kann nicht gegeben werden: Diese Anfrage ist %s, oder ihr Zugang hat vor mehr als %d Tagen geendet.",
	},
	"No more invitations are sent for this organisation today. Try again tomorrow.": {
		"Aucune autre invitation n’est envoyée aujourd’hui pour cette organisation. Réessayez demain.",
		"Für diese Organisation werden heute keine Einladungen mehr verschickt. Versuchen Sie es morgen wieder.",
	},
	"Nobody waits for more time here: it has been answered already.": {
		"Personne n’attend plus de temps ici\u00a0: la réponse a déjà été donnée.",
		"Hier wartet niemand mehr auf Zeit: Die Antwort wurde bereits gegeben.",
	},
	"Nothing was said about any of the findings.": {
		"Rien n’a été dit sur aucun des constats.",
		"Zu keinem der Befunde wurde etwas gesagt.",
	},
	"Only who accepted the invitation can end its access.": {
		"Seule la personne qui a accepté l’invitation peut mettre fin à son accès.",
		"Nur wer die Einladung angenommen hat, kann ihren Zugang beenden.",
	},
	"Only who handed in a file may take it back.": {
		"Seule la personne qui a remis un fichier peut le reprendre.",
		"Nur wer eine Datei abgegeben hat, kann sie zurücknehmen.",
	},
	"Only who invited a colleague, and who the request was sent to, may remove it.": {
		"Seuls la personne qui a invité un collègue et le destinataire de la demande peuvent le retirer.",
		"Nur wer einen Kollegen eingeladen hat und wer die Anfrage erhielt, darf ihn entfernen.",
	},
	"Say what your colleague is called.": {
		"Indiquez le nom de votre collègue.",
		"Geben Sie den Namen der Person an.",
	},
	"Somebody else has said something about this finding meanwhile. Look at it, then save again.": {
		"Quelqu’un d’autre s’est exprimé entre-temps sur ce constat. Regardez, puis enregistrez de nouveau.",
		"Jemand anderes hat inzwischen etwas zu diesem Befund gesagt. Sehen Sie es an, dann speichern Sie noch einmal.",
	},
	"Somebody with this address is among the colleagues already.": {
		"Quelqu’un avec cette adresse fait déjà partie des collègues.",
		"Jemand mit dieser Adresse ist schon unter den Kollegen.",
	},
	"The access to this request has ended: its findings are only read now.": {
		"L’accès lié à cette demande a pris fin\u00a0: ses constats ne peuvent plus être que consultés.",
		"Der Zugang zu dieser Anfrage ist beendet: Ihre Befunde lassen sich nur noch lesen.",
	},
	"The access to this request has ended: nobody can be added any more.": {
		"L’accès à cette demande a pris fin\u00a0: plus personne ne peut être ajouté.",
		"Der Zugang zu dieser Anfrage ist beendet: Niemand kann mehr hinzugefügt werden.",
	},
	"There is no such colleague.": {
		"Ce collègue n’existe pas.",
		"Diesen Kollegen gibt es nicht.",
	},
	"This invitation cannot be passed on to this address.": {
		"Cette invitation ne peut pas être transmise à cette adresse.",
		"Diese Einladung kann nicht an diese Adresse weitergegeben werden.",
	},
	"This invitation cannot be passed on.": {
		"Cette invitation ne peut pas être transmise.",
		"Diese Einladung kann nicht weitergegeben werden.",
	},
	"This invitation has been passed on twice, which is the most.": {
		"Cette invitation a été transmise deux fois, ce qui est le maximum.",
		"Diese Einladung wurde zweimal weitergegeben; öfter geht es nicht.",
	},
	"This is not your address.": {
		"Ce n’est pas votre adresse.",
		"Das ist nicht Ihre Adresse.",
	},
	"This is the address that the invitation came to.": {
		"C’est l’adresse à laquelle l’invitation est arrivée.",
		"An diese Adresse ging die Einladung.",
	},
	"This is whom the request was sent to.": {
		"C’est la personne à qui la demande a été envoyée.",
		"An diese Person ging die Anfrage.",
	},
	"This request has been asked for more time %d times, which is the most.": {
		"Plus de temps a déjà été demandé %d fois pour cette demande, ce qui est le maximum.",
		"Für diese Anfrage wurde bereits %d-mal um mehr Zeit gebeten; mehr ist nicht möglich.",
	},
	"This request may hold files of %d MB in all. Take one back, or send a smaller one.": {
		"Cette demande peut contenir %d Mo de fichiers en tout. Reprenez-en un, ou envoyez-en un plus petit.",
		"Diese Anfrage fasst Dateien von insgesamt %d MB. Nehmen Sie eine zurück, oder senden Sie eine kleinere.",
	},
	"Too many addresses were tried. Try again tomorrow.": {
		"Trop d’adresses ont été essayées. Réessayez demain.",
		"Es wurden zu viele Adressen versucht. Versuchen Sie es morgen wieder.",
	},
	"Whoever asked has no room left for files. Tell them by a message.": {
		"L’organisation qui a fait la demande n’a plus de place pour des fichiers. Dites-le-lui par un message.",
		"Wer gefragt hat, hat keinen Platz mehr für Dateien. Sagen Sie es mit einer Nachricht.",
	},
	"You have asked already. An answer is on its way to you by mail.": {
		"Vous l’avez déjà demandé. La réponse vous parviendra par message.",
		"Sie haben bereits darum gebeten. Die Antwort kommt per E-Mail.",
	},
	"You have invited %d colleagues today, which is the most.": {
		"Vous avez invité %d collègues aujourd’hui, c’est le maximum.",
		"Sie haben heute %d Kollegen eingeladen, mehr geht nicht.",
	},
	"You have sent files of %d MB today, which is the most. Try again tomorrow.": {
		"Vous avez envoyé %d Mo de fichiers aujourd’hui, ce qui est le maximum. Réessayez demain.",
		"Sie haben heute Dateien von %d MB gesendet; mehr geht nicht an einem Tag. Versuchen Sie es morgen wieder.",
	},
	"Your access to this request has ended already.": {
		"Votre accès à cette demande a déjà pris fin.",
		"Ihr Zugang zu dieser Anfrage ist bereits beendet.",
	},
	"Your address is at a provider for everybody, so it does not say who your colleagues are.": {
		"Votre adresse est chez un fournisseur ouvert à tous\u00a0: elle ne dit pas qui sont vos collègues.",
		"Ihre Adresse ist bei einem Anbieter für alle und sagt daher nicht, wer Ihre Kollegen sind.",
	},
	"Your colleague needs an address at %s.": {
		"Votre collègue doit avoir une adresse chez %s.",
		"Die Person braucht eine Adresse bei %s.",
	},
	"must be an address at %s, as your own is": {
		"doit être une adresse chez %s, comme la vôtre",
		"muss eine Adresse bei %s sein, wie Ihre eigene",
	},
	"would make the access run for more than %d days from today": {
		"l’accès durerait plus de %d jours à partir d’aujourd’hui",
		"damit liefe der Zugang länger als %d Tage ab heute",
	},
}
