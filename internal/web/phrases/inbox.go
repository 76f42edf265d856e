package phrases

// inbox is what recipients see.
var inbox = area{
	"%s, about %s": {
		"%s, au sujet de %s",
		"%s, über %s",
	},
	"About": {
		"Au sujet de",
		"Über",
	},
	"Asked on": {
		"Demandé le",
		"Angefragt am",
	},
	"Noted. %s sees it.": {
		"C’est noté. %s le voit.",
		"Notiert. %s sieht es.",
	},
	"Sent.": {
		"Envoyé.",
		"Gesendet.",
	},
	"Welcome. You have accepted, and %s has been told. This is your inbox from now on: sign in with %s.": {
		"Bienvenue. Vous avez accepté, et %s en est informé. Ceci est désormais votre boîte de réception\u00a0: connectez-vous avec %s.",
		"Willkommen. Sie haben angenommen, und %s wurde benachrichtigt. Dies ist von nun an Ihr Posteingang: Melden Sie sich mit %s an.",
	},
	"Your access for this ended on %s.": {
		"Votre accès à ce sujet a pris fin le %s.",
		"Ihr Zugang hierfür endete am %s.",
	},
	"Your access for this is open until %s.": {
		"Votre accès à ce sujet est ouvert jusqu’au %s.",
		"Ihr Zugang hierfür ist bis %s offen.",
	},
	"(unread)": {
		"(non lu)",
		"(ungelesen)",
	},
	"Inbox": {
		"Boîte de réception",
		"Posteingang",
	},
	"Mark all as read": {
		"Tout marquer comme lu",
		"Alle als gelesen markieren",
	},
	"Nothing here": {
		"Rien ici",
		"Nichts hier",
	},
	"What others ask of you, newest first.": {
		"Ce que d’autres vous demandent, du plus récent au plus ancien.",
		"Was andere von Ihnen möchten, das Neueste zuerst.",
	},
	"When you accept an invitation, it appears here with who asked and what about.": {
		"Quand vous acceptez une invitation, elle apparaît ici avec son expéditeur et son sujet.",
		"Wenn Sie eine Einladung annehmen, erscheint sie hier mit Absender und Anliegen.",
	},
	"Pages": {
		"Pages",
		"Seiten",
	},
	"Answer by mail to": {
		"Répondez par e-mail à",
		"Antworten Sie per E-Mail an",
	},
	"Answer": {
		"Répondre",
		"Antworten",
	},
	"Comment": {
		"Commentaire",
		"Kommentar",
	},
	"Findings shared with you": {
		"Constats partagés avec vous",
		"Mit Ihnen geteilte Befunde",
	},
	"It is": {
		"C’est",
		"Es ist",
	},
	"Mark as read": {
		"Marquer comme lu",
		"Als gelesen markieren",
	},
	"There is no message.": {
		"Il n’y a pas de message.",
		"Es gibt keine Nachricht.",
	},
	"What they ask": {
		"Ce qui vous est demandé",
		"Worum Sie gebeten werden",
	},
	"What you can do": {
		"Ce que vous pouvez faire",
		"Was Sie tun können",
	},
	"You have read this.": {
		"Vous avez lu ceci.",
		"Sie haben dies gelesen.",
	},
	"Reason": {
		"Motif",
		"Anlass",
	},
	"Risk vectors in question": {
		"Vecteurs de risque en question",
		"Betroffene Risikovektoren",
	},
}
