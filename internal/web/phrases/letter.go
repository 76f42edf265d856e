package phrases

// letter is what who was asked reads, and what comes of their answers.
var letter = area{
	"%d day left": {
		"%d jour restant",
		"Noch %d Tag",
	},
	"%d day more is asked for by %s.": {
		"%d jour de plus est demandé par %s.",
		"%d Tag mehr wird erbeten von %s.",
	},
	"%d day more was asked for by %s": {
		"%d jour de plus a été demandé par %s",
		"%d Tag mehr wurde erbeten von %s",
	},
	"%d day more was given by %s": {
		"%d jour de plus a été accordé par %s",
		"%d Tag mehr wurde gegeben von %s",
	},
	"%d day more was given by %s on %s.": {
		"%d jour de plus a été accordé par %s le %s.",
		"%d Tag mehr wurde gegeben von %s am %s.",
	},
	"%d day more was given on %s.": {
		"%d jour de plus a été accordé le %s.",
		"%d Tag mehr wurde am %s gegeben.",
	},
	"%d days left": {
		"%d jours restants",
		"Noch %d Tage",
	},
	"%d days more are asked for by %s.": {
		"%d jours de plus sont demandés par %s.",
		"%d Tage mehr werden erbeten von %s.",
	},
	"%d days more were asked for by %s": {
		"%d jours de plus ont été demandés par %s",
		"%d Tage mehr wurden erbeten von %s",
	},
	"%d days more were given by %s": {
		"%d jours de plus ont été accordés par %s",
		"%d Tage mehr wurden gegeben von %s",
	},
	"%d days more were given by %s on %s.": {
		"%d jours de plus ont été accordés par %s le %s.",
		"%d Tage mehr wurden gegeben von %s am %s.",
	},
	"%d days more were given on %s.": {
		"%d jours de plus ont été accordés le %s.",
		"%d Tage mehr wurden am %s gegeben.",
	},
	"%d finding to answer": {
		"%d constat à traiter",
		"%d Befund zu beantworten",
	},
	"%d findings to answer": {
		"%d constats à traiter",
		"%d Befunde zu beantworten",
	},
	"%d kB": {
		"%d ko",
		"%d kB",
	},
	"%d new message": {
		"%d nouveau message",
		"%d neue Nachricht",
	},
	"%d new messages": {
		"%d nouveaux messages",
		"%d neue Nachrichten",
	},
	"%s asks for more time": {
		"%s demande plus de temps",
		"%s bittet um mehr Zeit",
	},
	"%s did not give more time, on %s.": {
		"%s n’a pas accordé plus de temps, le %s.",
		"%s hat nicht mehr Zeit gegeben, am %s.",
	},
	"%s gave no more time": {
		"%s n’a pas accordé plus de temps",
		"%s hat nicht mehr Zeit gegeben",
	},
	"%s left and ended the access": {
		"%s s’est retiré et a mis fin à l’accès",
		"%s ist gegangen und hat den Zugang beendet",
	},
	"%s, comment": {
		"%s, commentaire",
		"%s, Kommentar",
	},
	"%s, files": {
		"%s, fichiers",
		"%s, Dateien",
	},
	"%s, state": {
		"%s, état",
		"%s, Stand",
	},
	"A word to them": {
		"Un mot pour eux",
		"Ein Wort an sie",
	},
	"Answer in another way": {
		"Répondre autrement",
		"Anders antworten",
	},
	"Answer one or all of them, then save once. What you leave as it is stays so.": {
		"Répondez à un constat ou à tous, puis enregistrez une fois. Ce que vous laissez tel quel ne change pas.",
		"Beantworten Sie einen oder alle, dann speichern Sie einmal. Was Sie lassen, wie es ist, bleibt so.",
	},
	"Answer the findings": {
		"Répondre aux constats",
		"Befunde beantworten",
	},
	"Any sender": {
		"Tous les expéditeurs",
		"Alle Absender",
	},
	"Any state": {
		"Tous les états",
		"Jeder Stand",
	},
	"Ask": {
		"Demander",
		"Bitten",
	},
	"Ask for more time …": {
		"Demander plus de temps…",
		"Um mehr Zeit bitten …",
	},
	"Asked for": {
		"Demandé",
		"Erbeten",
	},
	"Asked for %d day more on %s. The answer comes by mail.": {
		"%d jour de plus demandé le %s. La réponse arrive par message.",
		"%d Tag mehr erbeten am %s. Die Antwort kommt per E-Mail.",
	},
	"Asked for %d days more on %s. The answer comes by mail.": {
		"%d jours de plus demandés le %s. La réponse arrive par message.",
		"%d Tage mehr erbeten am %s. Die Antwort kommt per E-Mail.",
	},
	"Asked. %s gets a mail and answers with one click; you are told by mail.": {
		"C’est demandé. %s reçoit un message et répond d’un clic\u00a0; vous serez prévenu par message.",
		"Ihre Bitte ist unterwegs. %s erhält eine E-Mail und antwortet mit einem Klick; Sie erfahren es per E-Mail.",
	},
	"Back to the request": {
		"Retour à la demande",
		"Zurück zur Anfrage",
	},
	"Choose the files again.": {
		"Choisissez de nouveau les fichiers.",
		"Wählen Sie die Dateien noch einmal.",
	},
	"Days more": {
		"Jours de plus",
		"Tage mehr",
	},
	"Do not give it": {
		"Ne pas l’accorder",
		"Nicht geben",
	},
	"Files": {
		"Fichiers",
		"Dateien",
	},
	"Give %d day": {
		"Accorder %d jour",
		"%d Tag geben",
	},
	"Give %d days": {
		"Accorder %d jours",
		"%d Tage geben",
	},
	"Give the time": {
		"Accorder le délai",
		"Zeit geben",
	},
	"Given before": {
		"Accordé auparavant",
		"Zuvor gegeben",
	},
	"Last said by %s, %s": {
		"Dernière réponse de %s, %s",
		"Zuletzt von %s, %s",
	},
	"Leave now": {
		"Se retirer maintenant",
		"Jetzt gehen",
	},
	"Leave this request": {
		"Se retirer de cette demande",
		"Diese Anfrage verlassen",
	},
	"Leave this request …": {
		"Se retirer de cette demande…",
		"Diese Anfrage verlassen …",
	},
	"More time was asked for and not given on %s.": {
		"Plus de temps a été demandé et n’a pas été accordé le %s.",
		"Mehr Zeit wurde erbeten und am %s nicht gegeben.",
	},
	"No more time was given, and the recipient is told.": {
		"Aucun délai supplémentaire n’est accordé, et le destinataire en est informé.",
		"Es wurde nicht mehr Zeit gegeben, und der Empfänger erfährt es.",
	},
	"None of the newest requests matches.": {
		"Aucune des demandes les plus récentes ne correspond.",
		"Keine der neuesten Anfragen passt.",
	},
	"Nothing among these": {
		"Rien parmi celles-ci",
		"Nichts unter diesen",
	},
	"Nothing else is kept open. A new invitation would let you in again.": {
		"Rien d’autre ne reste ouvert. Une nouvelle invitation vous ferait entrer de nouveau.",
		"Sonst bleibt nichts offen. Eine neue Einladung ließe Sie wieder herein.",
	},
	"Nothing older": {
		"Rien de plus ancien",
		"Nichts Älteres",
	},
	"Read and unread": {
		"Lues et non lues",
		"Gelesen und ungelesen",
	},
	"Read or not": {
		"Lues ou non",
		"Gelesen oder nicht",
	},
	"Save the answers": {
		"Enregistrer les réponses",
		"Antworten speichern",
	},
	"Search for less, or clear the filters.": {
		"Cherchez moins de mots, ou effacez les filtres.",
		"Suchen Sie nach weniger, oder löschen Sie die Filter.",
	},
	"Sender": {
		"Expéditeur",
		"Absender",
	},
	"Somebody of your organisation who may change requests answers this.": {
		"Une personne de votre organisation qui peut modifier les demandes y répond.",
		"Jemand aus Ihrer Organisation, der Anfragen ändern darf, beantwortet dies.",
	},
	"Stay": {
		"Rester",
		"Bleiben",
	},
	"Take back": {
		"Reprendre",
		"Zurücknehmen",
	},
	"The file is taken back.": {
		"Le fichier est repris.",
		"Die Datei ist zurückgenommen.",
	},
	"The newest of your requests were looked through. “Next” looks through older ones.": {
		"Les plus récentes de vos demandes ont été parcourues. «\u00a0Suivant\u00a0» parcourt les plus anciennes.",
		"Die neuesten Ihrer Anfragen wurden durchsucht. „Weiter“ durchsucht ältere.",
	},
	"The request": {
		"La demande",
		"Die Anfrage",
	},
	"The time is given, and the recipient is told.": {
		"Le délai est accordé, et le destinataire en est informé.",
		"Die Zeit ist gegeben, und der Empfänger erfährt es.",
	},
	"These files are too large: each may have 10 MB, all together 20 MB.": {
		"Ces fichiers sont trop volumineux\u00a0: 10 Mo chacun, 20 Mo en tout.",
		"Diese Dateien sind zu groß: Jede darf 10 MB haben, alle zusammen 20 MB.",
	},
	"They are told by mail, with your word if there is one.": {
		"Ils en sont informés par message, avec votre mot s’il y en a un.",
		"Sie erfahren es per E-Mail, mit Ihrem Wort, falls Sie eines schreiben.",
	},
	"They follow the end of the access, or today if it has ended.": {
		"Ils suivent la fin de l’accès, ou aujourd’hui s’il a pris fin.",
		"Sie folgen auf das Ende des Zugangs, oder auf heute, wenn er geendet hat.",
	},
	"This was all that you have received.": {
		"C’était tout ce que vous avez reçu.",
		"Das war alles, was Sie erhalten haben.",
	},
	"Time that has passed": {
		"Temps écoulé",
		"Vergangene Zeit",
	},
	"Unread": {
		"Non lues",
		"Ungelesen",
	},
	"Up to %d, each up to %d MB: pictures, PDF, text, Office.": {
		"Jusqu’à %d, de %d Mo chacun\u00a0: images, PDF, texte, Office.",
		"Bis zu %d, je bis %d MB: Bilder, PDF, Text, Office.",
	},
	"What you said and showed stays with them. If this is your only request here, you are signed out. It cannot be undone: they would have to invite you again.": {
		"Ce que vous avez dit et montré leur reste. Si c’est votre seule demande ici, vous êtes déconnecté. C’est irréversible\u00a0: ils devraient vous inviter de nouveau.",
		"Was Sie gesagt und gezeigt haben, bleibt bei ihnen. Ist dies Ihre einzige Anfrage hier, werden Sie abgemeldet. Es lässt sich nicht rückgängig machen: Sie müssten neu eingeladen werden.",
	},
	"What you said and showed stays with those who asked.": {
		"Ce que vous avez dit et montré reste à ceux qui l’ont demandé.",
		"Was Sie gesagt und gezeigt haben, bleibt bei denen, die gefragt haben.",
	},
	"Sender, company or message": {
		"Expéditeur, entreprise ou message",
		"Absender, Unternehmen oder Nachricht",
	},
	"Write a message": {
		"Écrire un message",
		"Nachricht schreiben",
	},
	"You have left": {
		"Vous vous êtes retiré",
		"Sie sind gegangen",
	},
	"You have left. What you said stays with those who asked; nothing else is kept open.": {
		"Vous vous êtes retiré. Ce que vous avez dit reste à ceux qui l’ont demandé\u00a0; rien d’autre ne reste ouvert.",
		"Sie sind gegangen. Was Sie gesagt haben, bleibt bei denen, die gefragt haben; sonst bleibt nichts offen.",
	},
	"Your access has ended and you are signed out. Whoever asked has been told.": {
		"Votre accès a pris fin et vous êtes déconnecté. Ceux qui l’ont demandé en sont informés.",
		"Ihr Zugang ist beendet und Sie sind abgemeldet. Wer gefragt hat, weiß es.",
	},
	"Your access to the request of %s, %s, ends now instead of on %s. They are told.": {
		"Votre accès à la demande de %s, %s, prend fin maintenant et non le %s. Ils en sont informés.",
		"Ihr Zugang zur Anfrage von %s, %s, endet jetzt statt am %s. Sie erfahren es.",
	},
	"Your answer to “%s”": {
		"Votre réponse à «\u00a0%s\u00a0»",
		"Ihre Antwort auf „%s“",
	},
	"recipient asks for more time": {
		"destinataire demande plus de temps",
		"Empfänger bittet um mehr Zeit",
	},
	"recipients ask for more time": {
		"destinataires demandent plus de temps",
		"Empfänger bitten um mehr Zeit",
	},
}
