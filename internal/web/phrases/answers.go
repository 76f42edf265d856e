package phrases

// answers are the ways to answer an invitation, and what comes of them.
var answers = area{
	"%s (grade %s)": {
		"%s (note %s)",
		"%s (Note %s)",
	},
	"Passed on by": {
		"Transmise par",
		"Weitergegeben von",
	},
	"No findings: what is written above, and what you write to each other.": {
		"Aucun constat\u00a0: ce qui est écrit ci-dessus, et ce que vous vous écrirez.",
		"Keine Befunde: was oben steht, und was Sie einander schreiben.",
	},
	"Your data": {
		"Vos données",
		"Ihre Daten",
	},
	"%s sees your name, your address and the day you last signed in from the moment you accept, and what you write and answer.": {
		"Dès votre acceptation, %s voit votre nom, votre adresse et le jour de votre dernière connexion, ainsi que ce que vous écrivez et répondez.",
		"Ab Ihrer Annahme sieht %s Ihren Namen, Ihre Adresse, den Tag Ihrer letzten Anmeldung, und was Sie schreiben und antworten.",
	},
	"What you said stays with %s after your access has ended. No other organisation on this server learns of it.": {
		"Ce que vous avez dit reste chez %s après la fin de votre accès. Aucune autre organisation de ce serveur ne l’apprend.",
		"Was Sie gesagt haben, bleibt bei %s, wenn Ihr Zugang geendet hat. Keine andere Organisation auf diesem Server erfährt davon.",
	},
	"Once you are in, you can download what is kept about you, and have it erased.": {
		"Une fois entré, vous pouvez télécharger ce qui est conservé à votre sujet et le faire effacer.",
		"Nach dem Eintreten können Sie herunterladen, was über Sie gespeichert ist, und es löschen lassen.",
	},
	"Here before, with a passkey or by your organisation?": {
		"Déjà venu, avec une clé d’accès ou par votre organisation\u00a0?",
		"Schon hier gewesen, mit einem Passkey oder über Ihre Organisation?",
	},
	"Sign in first": {
		"Connectez-vous d’abord",
		"Melden Sie sich zuerst an",
	},
	": you come back to this page.": {
		"\u00a0: vous reviendrez sur cette page.",
		": Sie kommen auf diese Seite zurück.",
	},
	"Decline": {
		"Décliner",
		"Ablehnen",
	},
	"%s may invite you again.": {
		"%s peut vous inviter à nouveau.",
		"%s darf Sie wieder einladen.",
	},
	"Whoever tries there is told that you want no more. Others may still invite you.": {
		"Qui essaie là-bas apprend que vous n’en voulez plus. Les autres peuvent toujours vous inviter.",
		"Wer es dort versucht, erfährt, dass Sie keine mehr möchten. Andere dürfen Sie weiterhin einladen.",
	},
	"Neither invitations nor news of them are sent to %s from here any more. Nobody is told: what they send you ends without an answer.": {
		"Ni invitations ni nouvelles à leur sujet ne sont plus envoyées d’ici à %s. Personne n’en est informé\u00a0: ce qu’on vous envoie prend fin sans réponse.",
		"Von hier gehen weder Einladungen noch Nachrichten dazu mehr an %s. Niemand erfährt davon: Was man Ihnen schickt, endet ohne Antwort.",
	},
	"Not me: pass it on to a colleague": {
		"Ce n’est pas moi\u00a0: transmettre à un collègue",
		"Nicht ich: an Kolleginnen oder Kollegen weitergeben",
	},
	"Your colleague gets a mail with a link and a code of their own; yours stop working. %s sees that you passed it on, and to whom.": {
		"Votre collègue reçoit un e-mail avec son propre lien et son propre code\u00a0; les vôtres cessent de fonctionner. %s voit que vous l’avez transmise, et à qui.",
		"Die Person erhält eine E-Mail mit eigenem Link und Code; Ihre gelten dann nicht mehr. %s sieht, dass Sie sie weitergegeben haben, und an wen.",
	},
	"Your colleague’s name": {
		"Nom de votre collègue",
		"Name der Person",
	},
	"Their work e-mail": {
		"Son e-mail professionnel",
		"Geschäftliche E-Mail-Adresse der Person",
	},
	"At %s, like yours.": {
		"Chez %s, comme la vôtre.",
		"Bei %s, wie Ihre.",
	},
	"Pass it on": {
		"Transmettre",
		"Weitergeben",
	},
	"You have passed it on": {
		"Vous l’avez transmise",
		"Sie haben sie weitergegeben",
	},
	"%s (%s) gets a mail with a link and a code of their own. There is nothing more for you to do.": {
		"%s (%s) reçoit un e-mail avec son propre lien et son propre code. Vous n’avez plus rien à faire.",
		"%s (%s) erhält eine E-Mail mit eigenem Link und Code. Für Sie ist nichts mehr zu tun.",
	},
	"A colleague of yours took it over. There is nothing more for you to do.": {
		"L’un de vos collègues a pris le relais. Vous n’avez plus rien à faire.",
		"Jemand aus Ihrem Haus hat sie übernommen. Für Sie ist nichts mehr zu tun.",
	},
	"%s passed the invitation on to %s": {
		"%s a transmis l’invitation à %s",
		"%s hat die Einladung an %s weitergegeben",
	},
}
