package phrases

// faults is what can go wrong.
var faults = area{
	"A later mail carries a link that replaces this one. Open the newest mail.": {
		"Un e-mail plus récent contient un lien qui remplace celui-ci. Ouvrez l’e-mail le plus récent.",
		"Eine spätere E-Mail enthält einen Link, der diesen ersetzt. Öffnen Sie die neueste E-Mail.",
	},
	"An administrator can raise the limit, or free some of it.": {
		"Un administrateur peut relever la limite ou en libérer une partie.",
		"Ein Administrator kann die Grenze anheben oder etwas davon freigeben.",
	},
	"Go back, check what you entered or the address you opened, and try again.": {
		"Revenez en arrière, vérifiez votre saisie ou l’adresse ouverte, puis réessayez.",
		"Gehen Sie zurück, prüfen Sie Ihre Eingabe oder die geöffnete Adresse und versuchen Sie es noch einmal.",
	},
	"Go to the start": {
		"Aller à l’accueil",
		"Zur Startseite",
	},
	"It was not your doing, and it has been written down. Try again in a moment; nothing was half done.": {
		"Ce n’est pas de votre fait, et l’incident a été consigné. Réessayez dans un instant\u00a0; rien n’a été fait à moitié.",
		"Es lag nicht an Ihnen und wurde festgehalten. Versuchen Sie es gleich noch einmal; nichts wurde nur halb getan.",
	},
	"It works once, and it was used. If that was you, sign in.": {
		"Il ne fonctionne qu’une fois et a été utilisé. Si c’était vous, connectez-vous.",
		"Er funktioniert nur einmal und wurde schon benutzt. Wenn Sie das waren, melden Sie sich an.",
	},
	"Its time is over. Ask whoever sent it for a new one; they can send it again with one click.": {
		"Son délai est écoulé. Demandez-en un nouveau à l’expéditeur, qui peut le renvoyer d’un clic.",
		"Seine Zeit ist abgelaufen. Bitten Sie den Absender um einen neuen; er kann ihn mit einem Klick erneut senden.",
	},
	"Not ready just now": {
		"Indisponible pour le moment",
		"Im Moment nicht verfügbar",
	},
	"Send the form from its own page.": {
		"Envoyez le formulaire depuis sa propre page.",
		"Senden Sie das Formular von seiner eigenen Seite.",
	},
	"Shorten what you sent and try again.": {
		"Raccourcissez votre envoi et réessayez.",
		"Kürzen Sie, was Sie gesendet haben, und versuchen Sie es noch einmal.",
	},
	"Somebody was faster": {
		"Quelqu’un a été plus rapide",
		"Jemand war schneller",
	},
	"Something broke on our side": {
		"Une panne de notre côté",
		"Bei uns ist etwas schiefgegangen",
	},
	"That cannot be done here": {
		"Cela ne peut pas se faire ici",
		"Das geht hier nicht",
	},
	"That did not make sense here": {
		"Cela n’a pas de sens ici",
		"Das ergibt hier keinen Sinn",
	},
	"That form of data is not read here": {
		"Ce format de données n’est pas lu ici",
		"Diese Form von Daten wird hier nicht gelesen",
	},
	"That was too much at once": {
		"C’était trop à la fois",
		"Das war zu viel auf einmal",
	},
	"The address may be mistyped, or what was here is not yours to see. If it came from a mail, copy the whole link.": {
		"L’adresse est peut-être mal saisie, ou ce qui se trouvait ici ne vous est pas accessible. Si elle vient d’un e-mail, copiez le lien en entier.",
		"Die Adresse ist vielleicht vertippt, oder was hier war, ist nicht für Sie sichtbar. Wenn sie aus einer E-Mail stammt, kopieren Sie den ganzen Link.",
	},
	"The limit is reached": {
		"La limite est atteinte",
		"Die Grenze ist erreicht",
	},
	"The link in your mail no longer works.": {
		"Le lien de votre e-mail ne fonctionne plus.",
		"Der Link in Ihrer E-Mail funktioniert nicht mehr.",
	},
	"The server is busy or starting. Try again in a moment.": {
		"Le serveur est occupé ou en cours de démarrage. Réessayez dans un instant.",
		"Der Server ist überlastet oder startet gerade. Versuchen Sie es gleich noch einmal.",
	},
	"The token was made and shown once. If it was not you who saw it, have the token revoked at once by whoever sent the link.": {
		"Le jeton a été créé et affiché une fois. Si ce n’est pas vous qui l’avez vu, faites-le révoquer aussitôt par l’expéditeur du lien.",
		"Der Token wurde erstellt und einmal angezeigt. Wenn nicht Sie ihn gesehen haben, lassen Sie ihn sofort vom Absender des Links widerrufen.",
	},
	"The wrong code was entered five times. Only the link is locked, not you: ask whoever sent it for a new one.": {
		"Un code erroné a été saisi cinq fois. Seul le lien est bloqué, pas vous\u00a0: demandez-en un nouveau à l’expéditeur.",
		"Fünfmal wurde der falsche Code eingegeben. Nur der Link ist gesperrt, nicht Sie: Bitten Sie den Absender um einen neuen.",
	},
	"There is a newer link": {
		"Il existe un lien plus récent",
		"Es gibt einen neueren Link",
	},
	"There is nothing here": {
		"Il n’y a rien ici",
		"Hier ist nichts",
	},
	"This gate is closed to you": {
		"Cette porte vous est fermée",
		"Dieses Tor ist Ihnen verschlossen",
	},
	"This link has done its work": {
		"Ce lien a rempli son rôle",
		"Dieser Link hat seine Arbeit getan",
	},
	"This link has expired": {
		"Ce lien a expiré",
		"Dieser Link ist abgelaufen",
	},
	"This link is locked": {
		"Ce lien est bloqué",
		"Dieser Link ist gesperrt",
	},
	"This link was withdrawn": {
		"Ce lien a été retiré",
		"Dieser Link wurde zurückgezogen",
	},
	"This page answers another kind of request. Open it from its link instead.": {
		"Cette page répond à un autre type de requête. Ouvrez-la plutôt par son lien.",
		"Diese Seite beantwortet eine andere Art von Anfrage. Öffnen Sie sie stattdessen über ihren Link.",
	},
	"Too many tries": {
		"Trop de tentatives",
		"Zu viele Versuche",
	},
	"Wait a little, then try again. Nothing is locked for good.": {
		"Patientez un peu, puis réessayez. Rien n’est bloqué définitivement.",
		"Warten Sie etwas und versuchen Sie es dann noch einmal. Nichts ist dauerhaft gesperrt.",
	},
	"What you wanted to change has changed meanwhile. Look at how it stands now, then decide again.": {
		"Ce que vous vouliez modifier a changé entre-temps. Voyez où cela en est, puis décidez de nouveau.",
		"Was Sie ändern wollten, hat sich inzwischen geändert. Sehen Sie sich den jetzigen Stand an und entscheiden Sie dann neu.",
	},
	"Whoever sent it no longer needs an answer. There is nothing for you to do.": {
		"L’expéditeur n’attend plus de réponse. Vous n’avez rien à faire.",
		"Der Absender braucht keine Antwort mehr. Für Sie ist nichts zu tun.",
	},
	"You are not signed in": {
		"Vous n’êtes pas connecté",
		"Sie sind nicht angemeldet",
	},
	"Your account has no right to this. An administrator of your organisation can give it to you.": {
		"Votre compte n’y est pas autorisé. Un administrateur de votre organisation peut vous en donner le droit.",
		"Ihr Konto ist dazu nicht berechtigt. Ein Administrator Ihrer Organisation kann Ihnen das Recht geben.",
	},
	"Your session may have ended in the meantime. Sign in and do it again.": {
		"Votre session a peut-être pris fin entre-temps. Connectez-vous et recommencez.",
		"Ihre Sitzung ist inzwischen vielleicht beendet. Melden Sie sich an und wiederholen Sie es.",
	},
	"If you write to somebody about this, name the request:": {
		"Si vous écrivez à quelqu’un à ce sujet, indiquez la requête\u00a0:",
		"Wenn Sie jemandem deswegen schreiben, nennen Sie die Anfrage:",
	},
}
