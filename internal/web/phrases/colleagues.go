package phrases

// colleagues is who works on a request beside its recipient, and what they read.
var colleagues = area{
	"%s asks for your help": {
		"%s vous demande de l’aide",
		"%s bittet Sie um Hilfe",
	},
	"%s asks you to help with a request of %s about %s": {
		"%s vous demande de l’aide pour une demande de %s au sujet de %s",
		"%s bittet Sie um Hilfe bei einer Anfrage von %s zu %s",
	},
	"%s sees who has access, and may end it.": {
		"%s voit qui a accès, et peut y mettre fin.",
		"%s sieht, wer Zugang hat, und kann ihn beenden.",
	},
	"(you)": {
		"(vous)",
		"(Sie)",
	},
	"A colleague asks you to look at something.": {
		"Un collègue vous demande de regarder quelque chose.",
		"Jemand aus Ihrem Haus bittet Sie, etwas anzusehen.",
	},
	"A request has at most %d colleagues. Remove one first.": {
		"Une demande a au plus %d collègues. Retirez-en d’abord un.",
		"Eine Anfrage hat höchstens %d Kollegen. Entfernen Sie zuerst jemanden.",
	},
	"Access until": {
		"Accès jusqu’au",
		"Zugang bis",
	},
	"Also to all my other requests whose access runs": {
		"Aussi à toutes mes autres demandes dont l’accès est en cours",
		"Auch zu allen meinen anderen Anfragen, deren Zugang läuft",
	},
	"An address at %s, as your own is. A link and a code go there.": {
		"Une adresse chez %s, comme la vôtre. Un lien et un code y sont envoyés.",
		"Eine Adresse bei %s, wie Ihre eigene. Dorthin gehen ein Link und ein Code.",
	},
	"And also": {
		"Et aussi",
		"Und außerdem",
	},
	"Ask a colleague": {
		"Demander à un collègue",
		"Jemanden dazuholen",
	},
	"Colleagues": {
		"Collègues",
		"Kollegen",
	},
	"Has access": {
		"A accès",
		"Hat Zugang",
	},
	"Invited": {
		"Invité",
		"Eingeladen",
	},
	"Invited by %s": {
		"Invité par %s",
		"Eingeladen von %s",
	},
	"Leave": {
		"Quitter",
		"Verlassen",
	},
	"Not answered": {
		"Sans réponse",
		"Nicht beantwortet",
	},
	"On the request of %s about %s": {
		"Sur la demande de %s au sujet de %s",
		"Zur Anfrage von %s über %s",
	},
	"See the request, its findings and all messages.": {
		"Voir la demande, ses constats et tous les messages.",
		"Die Anfrage, ihre Befunde und alle Nachrichten sehen.",
	},
	"Request": {
		"Demande",
		"Anfrage",
	},
	"Send the invitation": {
		"Envoyer l’invitation",
		"Einladung senden",
	},
	"Sign in with %s to see what you were asked.": {
		"Connectez-vous avec %s pour voir ce qui vous est demandé.",
		"Melden Sie sich mit %s an, um zu sehen, worum Sie gebeten wurden.",
	},
	"The access to this request has ended: nobody can be added any more.": {
		"L’accès à cette demande a pris fin\u00a0: plus personne ne peut être ajouté.",
		"Der Zugang zu dieser Anfrage ist beendet: Niemand kann mehr hinzugefügt werden.",
	},
	"The invitation is on its way. Who accepts it appears here.": {
		"L’invitation est en route. Qui l’accepte apparaît ici.",
		"Die Einladung ist unterwegs. Wer sie annimmt, erscheint hier.",
	},
	"The recipient": {
		"Le destinataire",
		"Der Empfänger",
	},
	"The request was sent here.": {
		"La demande a été envoyée ici.",
		"Die Anfrage ging hierher.",
	},
	"There is nothing more for you to do.": {
		"Vous n’avez plus rien à faire.",
		"Für Sie ist nichts mehr zu tun.",
	},
	"There is room for %d more.": {
		"Il reste de la place pour %d.",
		"Es ist noch Platz für %d.",
	},
	"Until the access of the request ends, and no longer.": {
		"Jusqu’à la fin de l’accès à la demande, et pas au-delà.",
		"Bis der Zugang der Anfrage endet, und nicht länger.",
	},
	"What a colleague may do": {
		"Ce que peut faire un collègue",
		"Was Hinzugeholte dürfen",
	},
	"Who has access": {
		"Qui a accès",
		"Wer Zugang hat",
	},
	"Write and answer, in their own name.": {
		"Écrire et répondre, en son propre nom.",
		"Im eigenen Namen schreiben und antworten.",
	},
	"You see what was asked, and answer in your own name. It ends when the access of %s ends.": {
		"Vous voyez ce qui est demandé et répondez en votre propre nom. Cela prend fin avec l’accès de %s.",
		"Sie sehen, worum es geht, und antworten im eigenen Namen. Es endet mit dem Zugang von %s.",
	},
	"Your address is at a provider for everybody, so it does not say who your colleagues are.": {
		"Votre adresse est chez un fournisseur ouvert à tous\u00a0: elle ne dit pas qui sont vos collègues.",
		"Ihre Adresse ist bei einem Anbieter für alle und sagt daher nicht, wer Ihre Kollegen sind.",
	},
	"Your name": {
		"Votre nom",
		"Ihr Name",
	},
	"I use this access for this work only, keep what I see confidential, and know that %s sees my name and my address.": {
		"J’utilise cet accès pour ce seul travail, je garde confidentiel ce que je vois, et je sais que %s voit mon nom et mon adresse.",
		"Ich nutze diesen Zugang nur für diese Arbeit, behandle vertraulich, was ich sehe, und weiß, dass %s meinen Namen und meine Adresse sieht.",
	},
}
