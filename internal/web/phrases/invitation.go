package phrases

// invitation is what an invited person reads before and after signing in.
var invitation = area{
	"%s invites you to work together on the security of %s": {
		"%s vous invite à travailler ensemble à la sécurité de %s",
		"%s lädt Sie ein, gemeinsam an der Sicherheit von %s zu arbeiten",
	},
	"%s will read why. There is nothing more for you to do.": {
		"%s lira vos raisons. Vous n’avez plus rien à faire.",
		"%s wird die Gründe lesen. Für Sie ist nichts mehr zu tun.",
	},
	"%s writes to you as the person at %s who can help.": {
		"%s vous écrit parce que vous êtes, chez %s, la personne qui peut aider.",
		"%s schreibt Ihnen als der Person bei %s, die helfen kann.",
	},
	"A sign-in and an inbox of your own for %d day from the moment you accept": {
		"Un accès personnel et une boîte de réception pendant %d jour à compter de votre acceptation",
		"Eine eigene Anmeldung und einen Posteingang für %d Tag ab Ihrer Annahme",
	},
	"A sign-in and an inbox of your own for %d days from the moment you accept": {
		"Un accès personnel et une boîte de réception pendant %d jours à compter de votre acceptation",
		"Eine eigene Anmeldung und einen Posteingang für %d Tage ab Ihrer Annahme",
	},
	"Answer until": {
		"Répondre avant le",
		"Antwort bis",
	},
	"Asked by": {
		"Demandé par",
		"Angefragt von",
	},
	"For your information: nothing needs to be done.": {
		"Pour votre information\u00a0: rien n’est à faire.",
		"Zu Ihrer Information: Es ist nichts zu tun.",
	},
	"I use this access for this work only, keep what I see confidential, and know that %s sees my name, my address and the day I last signed in.": {
		"J’utilise cet accès pour ce seul travail, je garde confidentiel ce que je vois, et je sais que %s voit mon nom, mon adresse et le jour de ma dernière connexion.",
		"Ich nutze diesen Zugang nur für diese Arbeit, behandle vertraulich, was ich sehe, und weiß, dass %s meinen Namen, meine Adresse und den Tag meiner letzten Anmeldung sieht.",
	},
	"In question": {
		"En question",
		"Worum es geht",
	},
	"Invitation from %s": {
		"Invitation de %s",
		"Einladung von %s",
	},
	"New here: choose one of at least 10 characters. Been here before: enter the one you have.": {
		"Nouveau ici\u00a0: choisissez-en un d’au moins 10 caractères. Déjà venu\u00a0: saisissez celui que vous avez.",
		"Neu hier: Wählen Sie eines mit mindestens 10 Zeichen. Schon hier gewesen: Geben Sie Ihr bisheriges ein.",
	},
	"No more invitations from %s": {
		"Plus aucune invitation de %s",
		"Keine Einladungen mehr von %s",
	},
	"No more mail from this server, whoever asks": {
		"Plus aucun e-mail de ce serveur, quel qu’en soit l’expéditeur",
		"Keine E-Mails mehr von diesem Server, gleich wer anfragt",
	},
	"One sentence is enough. %s will read it.": {
		"Une phrase suffit. %s la lira.",
		"Ein Satz genügt. %s wird ihn lesen.",
	},
	"Only this invitation": {
		"Cette invitation seulement",
		"Nur diese Einladung",
	},
	"Remediation: findings that should be looked into and fixed.": {
		"Remédiation\u00a0: des constats à examiner et à corriger.",
		"Behebung: Befunde, die geprüft und behoben werden sollen.",
	},
	"See the message.": {
		"Voir le message.",
		"Siehe Nachricht.",
	},
	"Somebody asks to work with you.": {
		"Quelqu’un demande à travailler avec vous.",
		"Jemand möchte mit Ihnen zusammenarbeiten.",
	},
	"Terms": {
		"Conditions",
		"Bedingungen",
	},
	"The collaboration it was about has moved on since.": {
		"La collaboration dont il s’agissait a évolué depuis.",
		"Die Zusammenarbeit, um die es ging, ist inzwischen weitergegangen.",
	},
	"The link works once. If you do nothing, the invitation ends by itself on %s.": {
		"Le lien ne fonctionne qu’une fois. Si vous ne faites rien, l’invitation prend fin d’elle-même le %s.",
		"Der Link gilt einmal. Wenn Sie nichts tun, endet die Einladung am %s von selbst.",
	},
	"This invitation has been answered": {
		"Cette invitation a reçu une réponse",
		"Diese Einladung wurde beantwortet",
	},
	"Validation: findings to confirm or to correct.": {
		"Validation\u00a0: des constats à confirmer ou à rectifier.",
		"Überprüfung: Befunde, die zu bestätigen oder zu berichtigen sind.",
	},
	"What you get": {
		"Ce que vous obtenez",
		"Was Sie erhalten",
	},
	"You are signing in as": {
		"Vous vous connectez en tant que",
		"Sie melden sich an als",
	},
	"You decide. The link works once, and doing nothing is an answer too.": {
		"C’est vous qui décidez. Le lien ne fonctionne qu’une fois, et ne rien faire est aussi une réponse.",
		"Sie entscheiden. Der Link gilt einmal, und nichts zu tun ist auch eine Antwort.",
	},
	"You have accepted": {
		"Vous avez accepté",
		"Sie haben angenommen",
	},
	"You have declined": {
		"Vous avez décliné",
		"Sie haben abgelehnt",
	},
	"You registered for it.": {
		"Vous vous y êtes inscrit.",
		"Sie haben sich dafür registriert.",
	},
	"You will sign in as": {
		"Vous vous connecterez en tant que",
		"Sie werden sich anmelden als",
	},
	"Your access is open until %s. Sign in with %s.": {
		"Votre accès est ouvert jusqu’au %s. Connectez-vous avec %s.",
		"Ihr Zugang ist bis %s offen. Melden Sie sich mit %s an.",
	},
	"Accept and go in": {
		"Accepter et entrer",
		"Annehmen und eintreten",
	},
	"Accept": {
		"Accepter",
		"Annehmen",
	},
	"And from now on": {
		"Et à l’avenir",
		"Und von nun an",
	},
	"Decline instead": {
		"Plutôt décliner",
		"Lieber ablehnen",
	},
	"Decline the invitation": {
		"Décliner l’invitation",
		"Einladung ablehnen",
	},
	"What is shared": {
		"Ce qui est partagé",
		"Was geteilt wird",
	},
	"Why": {
		"Pourquoi",
		"Warum",
	},
	"Confirm your new address": {
		"Confirmez votre nouvelle adresse",
		"Bestätigen Sie Ihre neue Adresse",
	},
	"From now on you sign in with the address to which this link was sent.": {
		"Désormais, vous vous connectez avec l’adresse à laquelle ce lien a été envoyé.",
		"Von nun an melden Sie sich mit der Adresse an, an die dieser Link gesendet wurde.",
	},
	"If you did not ask for this, close the page: without your click nothing changes.": {
		"Si vous ne l’avez pas demandé, fermez la page\u00a0: sans votre clic, rien ne change.",
		"Wenn Sie das nicht veranlasst haben, schließen Sie die Seite: Ohne Ihren Klick ändert sich nichts.",
	},
	"Use this address": {
		"Utiliser cette adresse",
		"Diese Adresse verwenden",
	},
	"%s has your registration and will look at it.": {
		"%s a reçu votre inscription et va l’examiner.",
		"%s hat Ihre Registrierung erhalten und wird sie prüfen.",
	},
	"Confirm and register": {
		"Confirmer et s’inscrire",
		"Bestätigen und registrieren",
	},
	"Confirm your registration": {
		"Confirmez votre inscription",
		"Bestätigen Sie Ihre Registrierung",
	},
	"If it is a yes, that mail is an invitation with a link of its own.": {
		"Si la réponse est oui, cet e-mail est une invitation avec son propre lien.",
		"Wenn es ein Ja ist, ist diese E-Mail eine Einladung mit eigenem Link.",
	},
	"If you did not register anywhere, close this page: without your click nothing happens.": {
		"Si vous ne vous êtes inscrit nulle part, fermez cette page\u00a0: sans votre clic, rien ne se passe.",
		"Wenn Sie sich nirgends registriert haben, schließen Sie diese Seite: Ohne Ihren Klick geschieht nichts.",
	},
	"Somebody at %s decides on it.": {
		"Quelqu’un chez %s en décide.",
		"Jemand bei %s entscheidet darüber.",
	},
	"Thank you": {
		"Merci",
		"Danke",
	},
	"Thank you, you are registered": {
		"Merci, vous êtes inscrit",
		"Danke, Sie sind registriert",
	},
	"You can close this page.": {
		"Vous pouvez fermer cette page.",
		"Sie können diese Seite schließen.",
	},
	"You get a mail either way.": {
		"Vous recevrez un e-mail dans tous les cas.",
		"Sie erhalten in jedem Fall eine E-Mail.",
	},
	"You registered with %s. Confirm that %s is your address.": {
		"Vous vous êtes inscrit auprès de %s. Confirmez que %s est votre adresse.",
		"Sie haben sich bei %s registriert. Bestätigen Sie, dass %s Ihre Adresse ist.",
	},
	"%s has an API token ready for you. It is made when you ask for it, and shown once: have a safe place at hand.": {
		"%s a un jeton d’API prêt pour vous. Il est créé quand vous le demandez et affiché une seule fois\u00a0: prévoyez un endroit sûr.",
		"%s hält einen API-Token für Sie bereit. Er wird erstellt, wenn Sie ihn anfordern, und einmal angezeigt: Halten Sie einen sicheren Ort bereit.",
	},
	"Fetch your API token": {
		"Récupérez votre jeton d’API",
		"Holen Sie Ihren API-Token ab",
	},
	"Make the token and show it": {
		"Créer le jeton et l’afficher",
		"Token erstellen und anzeigen",
	},
	"The link works once. After five wrong codes it stops working, and you need a new one.": {
		"Le lien ne fonctionne qu’une fois. Après cinq codes erronés, il cesse de fonctionner et il vous en faut un nouveau.",
		"Der Link gilt einmal. Nach fünf falschen Codes gilt er nicht mehr, und Sie brauchen einen neuen.",
	},
	"Whoever has this token can do what it can do. If it gets into wrong hands, have it revoked.": {
		"Quiconque possède ce jeton peut faire ce qu’il permet. S’il tombe entre de mauvaises mains, faites-le révoquer.",
		"Wer diesen Token hat, kann tun, was er erlaubt. Wenn er in falsche Hände gerät, lassen Sie ihn widerrufen.",
	},
	"Your API token": {
		"Votre jeton d’API",
		"Ihr API-Token",
	},
}
