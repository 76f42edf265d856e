package phrases

// threshold is the pages that one meets once: signing in, links in mails, the public form.
var threshold = area{
	"Confirm": {
		"Confirmer",
		"Bestätigen",
	},
	"Do it another time, or another way": {
		"Plus tard, ou autrement",
		"Später oder auf andere Weise",
	},
	"Key": {
		"Clé",
		"Schlüssel",
	},
	"QR code for the authenticator app. The same key stands below as text.": {
		"Code QR pour l’application d’authentification. La même clé figure ci-dessous en texte.",
		"QR-Code für die Authenticator-App. Derselbe Schlüssel steht darunter als Text.",
	},
	"Scan the picture with the app, or type the key into it. Then enter the code that it shows.": {
		"Scannez l’image avec l’application ou saisissez-y la clé. Entrez ensuite le code qu’elle affiche.",
		"Scannen Sie das Bild mit der App oder tippen Sie den Schlüssel ein. Geben Sie dann den Code ein, den sie anzeigt.",
	},
	"Set up an authenticator app": {
		"Configurer une application d’authentification",
		"Eine Authenticator-App einrichten",
	},
	"Sign in to %s as %s?": {
		"Se connecter à %s en tant que %s\u00a0?",
		"Bei %s als %s anmelden?",
	},
	"Your identity provider has sent you here as %s. If you did not ask it to, go no further: close this page.": {
		"Votre fournisseur d’identité vous a envoyé ici en tant que %s. Si vous ne l’avez pas demandé, n’allez pas plus loin\u00a0: fermez cette page.",
		"Ihr Identitätsanbieter hat Sie als %s hierher geschickt. Wenn Sie das nicht veranlasst haben, gehen Sie nicht weiter: Schließen Sie diese Seite.",
	},
	"You sign in as": {
		"Vous vous connectez en tant que",
		"Sie melden sich an als",
	},
	"Sign in as somebody else": {
		"Se connecter sous un autre nom",
		"Als jemand anders anmelden",
	},
	"Where to?": {
		"Où aller\u00a0?",
		"Wohin?",
	},
	"Your address opens more than one door. Choose where you want to work now. Between profiles of one account you can switch later without signing in again.": {
		"Votre adresse ouvre plusieurs portes. Choisissez où vous voulez travailler maintenant. Vous pourrez ensuite passer d’un profil à l’autre du même compte sans vous reconnecter.",
		"Ihre Adresse öffnet mehrere Türen. Wählen Sie, wo Sie jetzt arbeiten möchten. Zwischen Profilen eines Kontos können Sie später ohne erneute Anmeldung wechseln.",
	},
	"Keep them where you keep other important papers. If you lose your second factor, each of these opens the door once.": {
		"Conservez-les avec vos autres documents importants. Si vous perdez votre second facteur, chacun d’eux ouvre la porte une fois.",
		"Bewahren Sie sie dort auf, wo Sie andere wichtige Unterlagen haben. Wenn Sie Ihren zweiten Faktor verlieren, öffnet jeder dieser Codes die Tür einmal.",
	},
	"This page is the only time that you see them. Codes that you had before no longer work.": {
		"Vous ne les verrez que sur cette page. Les codes que vous aviez auparavant ne fonctionnent plus.",
		"Nur auf dieser Seite sehen Sie sie. Frühere Codes gelten nicht mehr.",
	},
	"Your recovery codes": {
		"Vos codes de secours",
		"Ihre Wiederherstellungscodes",
	},
	"I have kept them": {
		"Je les ai conservés",
		"Ich habe sie aufbewahrt",
	},
	"I have kept them: go on": {
		"Je les ai conservés\u00a0: continuer",
		"Ich habe sie aufbewahrt: weiter",
	},
	"Name of the passkey": {
		"Nom de la clé d’accès",
		"Name des Passkeys",
	},
	"So that you know it again, such as the device it is on.": {
		"Pour la reconnaître, par exemple l’appareil sur lequel elle se trouve.",
		"Damit Sie ihn wiedererkennen, etwa das Gerät, auf dem er liegt.",
	},
	"The six digits that the app shows now.": {
		"Les six chiffres que l’application affiche maintenant.",
		"Die sechs Ziffern, die die App jetzt anzeigt.",
	},
	"%s requires one besides your password. It takes a minute, and then you are in.": {
		"%s en exige un en plus de votre mot de passe. Cela prend une minute, puis vous entrez.",
		"%s verlangt einen zusätzlich zu Ihrem Passwort. Es dauert eine Minute, dann sind Sie drin.",
	},
	"Set up a second factor": {
		"Configurer un second facteur",
		"Einen zweiten Faktor einrichten",
	},
	"Code": {
		"Code",
		"Code",
	},
	"Is it still you?": {
		"Est-ce toujours vous\u00a0?",
		"Sind Sie es noch?",
	},
	"It counts for ten minutes.": {
		"C’est valable dix minutes.",
		"Das gilt zehn Minuten lang.",
	},
	"Lost it, and the recovery codes too? An administrator of your organisation can reset your second factor.": {
		"Vous l’avez perdu, ainsi que les codes de secours\u00a0? Un administrateur de votre organisation peut réinitialiser votre second facteur.",
		"Verloren, samt den Wiederherstellungscodes? Ein Administrator Ihrer Organisation kann Ihren zweiten Faktor zurücksetzen.",
	},
	"One of the ten that you were given when you set up your passkey.": {
		"L’un des dix que vous avez reçus en configurant votre clé d’accès.",
		"Einer der zehn, die Sie beim Einrichten Ihres Passkeys erhalten haben.",
	},
	"Recovery code": {
		"Code de secours",
		"Wiederherstellungscode",
	},
	"The six digits that your authenticator app shows, or one of your recovery codes.": {
		"Les six chiffres que votre application d’authentification affiche, ou l’un de vos codes de secours.",
		"Die sechs Ziffern, die Ihre Authenticator-App anzeigt, oder einer Ihrer Wiederherstellungscodes.",
	},
	"What you are about to do changes who can get in. Show once more that it is you.": {
		"Ce que vous vous apprêtez à faire modifie qui peut entrer. Prouvez encore une fois que c’est bien vous.",
		"Was Sie vorhaben, ändert, wer hineinkommt. Zeigen Sie noch einmal, dass Sie es sind.",
	},
	"You are signing in to %s as %s.": {
		"Vous vous connectez à %s en tant que %s.",
		"Sie melden sich bei %s als %s an.",
	},
	"Your second factor": {
		"Votre second facteur",
		"Ihr zweiter Faktor",
	},
	"Continue at your identity provider": {
		"Continuer auprès de votre fournisseur d’identité",
		"Bei Ihrem Identitätsanbieter fortfahren",
	},
	"Continue": {
		"Continuer",
		"Weiter",
	},
	"Passkeys need JavaScript.": {
		"Les clés d’accès ont besoin de JavaScript.",
		"Passkeys brauchen JavaScript.",
	},
	"Use a passkey": {
		"Utiliser une clé d’accès",
		"Einen Passkey verwenden",
	},
	"At least %d characters, whichever you like. A few words in a row are easy to remember and hard to guess.": {
		"Au moins %d caractères, ceux que vous voulez. Quelques mots à la suite sont faciles à retenir et difficiles à deviner.",
		"Mindestens %d beliebige Zeichen. Einige Wörter hintereinander sind leicht zu merken und schwer zu erraten.",
	},
	"Code from the mail": {
		"Code reçu par e-mail",
		"Code aus der E-Mail",
	},
	"New password": {
		"Nouveau mot de passe",
		"Neues Passwort",
	},
	"Six digits. They stand in the mail that brought you here.": {
		"Six chiffres. Ils figurent dans l’e-mail qui vous a amené ici.",
		"Sechs Ziffern. Sie stehen in der E-Mail, die Sie hierher gebracht hat.",
	},
	"Choose a new password. The old one works until then.": {
		"Choisissez un nouveau mot de passe. L’ancien fonctionne jusque-là.",
		"Wählen Sie ein neues Passwort. Bis dahin gilt das alte.",
	},
	"If somebody signs in with the address you gave, and with a password, a mail is on its way to it.": {
		"Si quelqu’un se connecte avec l’adresse indiquée et un mot de passe, un e-mail lui a été envoyé.",
		"Wenn sich jemand mit der angegebenen Adresse und einem Passwort anmeldet, ist eine E-Mail dorthin unterwegs.",
	},
	"Nothing came after ten minutes? Look where your mail program puts unwanted mail. At most five such mails go out a day. If your organisation signs you in by itself (single sign-on), there is no password here to forget.": {
		"Rien reçu après dix minutes\u00a0? Regardez dans les courriers indésirables. Cinq e-mails de ce type au plus partent par jour. Si votre organisation vous connecte elle-même (authentification unique), il n’y a ici aucun mot de passe à oublier.",
		"Nach zehn Minuten nichts angekommen? Sehen Sie im Ordner für unerwünschte E-Mails nach. Höchstens fünf solche E-Mails gehen am Tag hinaus. Wenn Ihre Organisation Sie selbst anmeldet (Single Sign-on), gibt es hier kein Passwort, das man vergessen könnte.",
	},
	"Open the newest mail about your new password. If you have accounts at several organisations, there is one for each.": {
		"Ouvrez l’e-mail le plus récent au sujet de votre nouveau mot de passe. Si vous avez des comptes dans plusieurs organisations, il y en a un pour chacune.",
		"Öffnen Sie die neueste E-Mail zu Ihrem neuen Passwort. Wenn Sie Konten bei mehreren Organisationen haben, gibt es für jede eine.",
	},
	"A second factor stays as it is: only an administrator can take it away.": {
		"Un second facteur reste tel quel\u00a0: seul un administrateur peut le retirer.",
		"Ein zweiter Faktor bleibt, wie er ist: Nur ein Administrator kann ihn entfernen.",
	},
	"Back to sign in": {
		"Retour à la connexion",
		"Zurück zur Anmeldung",
	},
	"Enter the address that you sign in with. You get a mail with a link by which you choose a new password.": {
		"Saisissez l’adresse avec laquelle vous vous connectez. Vous recevrez un e-mail avec un lien pour choisir un nouveau mot de passe.",
		"Geben Sie die Adresse ein, mit der Sie sich anmelden. Sie erhalten eine E-Mail mit einem Link, über den Sie ein neues Passwort wählen.",
	},
	"Forgotten your password?": {
		"Mot de passe oublié\u00a0?",
		"Passwort vergessen?",
	},
	"Send the link": {
		"Envoyer le lien",
		"Link senden",
	},
	"A word at the gate.": {
		"Un mot à l’entrée.",
		"Ein Wort am Tor.",
	},
	"Click once to confirm. Only then does your registration exist.": {
		"Cliquez une fois pour confirmer. Votre inscription n’existe qu’ensuite.",
		"Klicken Sie einmal, um zu bestätigen. Erst dann besteht Ihre Registrierung.",
	},
	"Company website": {
		"Site web de l’entreprise",
		"Website des Unternehmens",
	},
	"Follow its link in this browser. In another one you also need the six digits that stand in the mail.": {
		"Suivez son lien dans ce navigateur. Dans un autre, il vous faudra aussi les six chiffres qui figurent dans l’e-mail.",
		"Folgen Sie dem Link in diesem Browser. In einem anderen brauchen Sie auch die sechs Ziffern aus der E-Mail.",
	},
	"I agree that %s keeps what I enter here to decide on my registration and to write to me about it.": {
		"J’accepte que %s conserve ce que je saisis ici pour décider de mon inscription et m’écrire à ce sujet.",
		"Ich bin einverstanden, dass %s meine Angaben speichert, um über meine Registrierung zu entscheiden und mir dazu zu schreiben.",
	},
	"If the address you gave can be written to, a mail is on its way to it.": {
		"Si l’adresse indiquée est joignable, un e-mail lui a été envoyé.",
		"Wenn die angegebene Adresse erreichbar ist, ist eine E-Mail dorthin unterwegs.",
	},
	"Look into your mail": {
		"Consultez votre messagerie",
		"Sehen Sie in Ihren E-Mails nach",
	},
	"Nothing came after ten minutes? Look where your mail program puts unwanted mail, then fill in the form again.": {
		"Rien reçu après dix minutes\u00a0? Regardez dans les courriers indésirables, puis remplissez de nouveau le formulaire.",
		"Nach zehn Minuten nichts angekommen? Sehen Sie im Ordner für unerwünschte E-Mails nach und füllen Sie das Formular dann noch einmal aus.",
	},
	"Open the mail that asks you to confirm your registration.": {
		"Ouvrez l’e-mail qui vous demande de confirmer votre inscription.",
		"Öffnen Sie die E-Mail, die Sie bittet, Ihre Registrierung zu bestätigen.",
	},
	"Say who you are and what you come for. Somebody will look at it.": {
		"Dites qui vous êtes et ce qui vous amène. Quelqu’un s’en occupera.",
		"Sagen Sie, wer Sie sind und was Sie herführt. Jemand wird es sich ansehen.",
	},
	"Work e-mail": {
		"E-mail professionnel",
		"Geschäftliche E-Mail",
	},
	"Your name": {
		"Votre nom",
		"Ihr Name",
	},
	"Company": {
		"Entreprise",
		"Unternehmen",
	},
	"Phone": {
		"Téléphone",
		"Telefon",
	},
	"Message": {
		"Message",
		"Nachricht",
	},
	"Leave this empty": {
		"Laissez ce champ vide",
		"Lassen Sie dieses Feld leer",
	},
	"Next, a mail asks you to confirm your address. Nobody at %s sees what you wrote before you have done so.": {
		"Un e-mail vous demandera ensuite de confirmer votre adresse. Personne chez %s ne voit ce que vous avez écrit avant que vous ne l’ayez fait.",
		"Als Nächstes bittet Sie eine E-Mail, Ihre Adresse zu bestätigen. Niemand bei %s sieht vorher, was Sie geschrieben haben.",
	},
	"Register": {
		"S’inscrire",
		"Registrieren",
	},
	"Registration": {
		"Inscription",
		"Registrierung",
	},
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
	"Sign out there, too": {
		"S’y déconnecter aussi",
		"Auch dort abmelden",
	},
	"Your identity provider, %s, is told, too. If nothing happens, go on by yourself.": {
		"Votre fournisseur d’identité, %s, en est aussi informé. S’il ne se passe rien, continuez vous-même.",
		"Ihr Identitätsanbieter, %s, wird ebenfalls informiert. Wenn nichts geschieht, gehen Sie selbst weiter.",
	},
	"Make a passkey": {
		"Créer une clé d’accès",
		"Einen Passkey erstellen",
	},
	"Passkey": {
		"Clé d’accès",
		"Passkey",
	},
	"Sign in with a passkey": {
		"Se connecter avec une clé d’accès",
		"Mit einem Passkey anmelden",
	},
	"Your fingerprint, face or PIN on this device, or a security key. With a passkey you can also sign in without your password.": {
		"Votre empreinte, votre visage ou votre code sur cet appareil, ou une clé de sécurité. Avec une clé d’accès, vous pouvez aussi vous connecter sans mot de passe.",
		"Ihr Fingerabdruck, Gesicht oder Ihre PIN auf diesem Gerät oder ein Sicherheitsschlüssel. Mit einem Passkey können Sie sich auch ohne Passwort anmelden.",
	},
	"A door of your own.": {
		"Une porte rien qu’à vous.",
		"Eine eigene Tür.",
	},
	"Chosen by you, known to nobody else.": {
		"Choisi par vous, connu de personne d’autre.",
		"Von Ihnen gewählt, niemandem sonst bekannt.",
	},
	"A password can be guessed or stolen. What you carry with you is harder to take.": {
		"Un mot de passe peut être deviné ou volé. Ce que vous portez sur vous est plus difficile à prendre.",
		"Ein Passwort kann erraten oder gestohlen werden. Was Sie bei sich tragen, ist schwerer zu nehmen.",
	},
	"One more proof.": {
		"Une preuve de plus.",
		"Noch ein Nachweis.",
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
	"Go on to %s and sign in there.": {
		"Continuez vers %s et connectez-vous-y.",
		"Gehen Sie weiter zu %s und melden Sie sich dort an.",
	},
	"To your identity provider": {
		"Vers votre fournisseur d’identité",
		"Zu Ihrem Identitätsanbieter",
	},
	"Go on": {
		"Continuer",
		"Weiter",
	},
	"Now sign out of %s, too.": {
		"Déconnectez-vous maintenant aussi de %s.",
		"Melden Sie sich nun auch bei %s ab.",
	},
	"Sign out of %s": {
		"Se déconnecter de %s",
		"Bei %s abmelden",
	},
	"You are signed out here": {
		"Vous êtes déconnecté ici",
		"Sie sind hier abgemeldet",
	},
	"Your identity provider goes on with signing you out.": {
		"Votre fournisseur d’identité poursuit votre déconnexion.",
		"Ihr Identitätsanbieter setzt die Abmeldung fort.",
	},
	"Your organisation leads you on from here.": {
		"Votre organisation vous guide à partir d’ici.",
		"Ihre Organisation führt Sie von hier weiter.",
	},
	"After five wrong codes it stops working, and you need a new one.": {
		"Après cinq codes erronés, il cesse de fonctionner et il vous en faut un nouveau.",
		"Nach fünf falschen Codes gilt er nicht mehr, und Sie brauchen einen neuen.",
	},
	"Choose your password": {
		"Choisissez votre mot de passe",
		"Wählen Sie Ihr Passwort",
	},
	"It opens your account at %s.": {
		"Il ouvre votre compte chez %s.",
		"Es öffnet Ihr Konto bei %s.",
	},
	"Set password": {
		"Définir le mot de passe",
		"Passwort festlegen",
	},
	"The link works once.": {
		"Le lien ne fonctionne qu’une fois.",
		"Der Link funktioniert nur einmal.",
	},
	"The mail with this link also carries a code of six digits. It shows that the mail reached you and not only your mail server.": {
		"L’e-mail qui contient ce lien comporte aussi un code à six chiffres. Il prouve que l’e-mail vous est parvenu, et pas seulement à votre serveur de messagerie.",
		"Die E-Mail mit diesem Link enthält auch einen sechsstelligen Code. Er zeigt, dass die E-Mail Sie erreicht hat und nicht nur Ihren Mailserver.",
	},
	"Whoever is signed in to this account is signed out; API tokens work on.": {
		"Quiconque est connecté à ce compte est déconnecté\u00a0; les jetons d’API continuent de fonctionner.",
		"Wer bei diesem Konto angemeldet ist, wird abgemeldet; API-Tokens gelten weiter.",
	},
	"No account yet? If you were invited, open the link in the invitation again.": {
		"Pas encore de compte\u00a0? Si vous avez été invité, rouvrez le lien de l’invitation.",
		"Noch kein Konto? Wenn Sie eingeladen wurden, öffnen Sie den Link in der Einladung noch einmal.",
	},
	"Sign in": {
		"Se connecter",
		"Anmelden",
	},
	"Use the e-mail address that your invitation or your administrator named.": {
		"Utilisez l’adresse e-mail indiquée dans votre invitation ou par votre administrateur.",
		"Verwenden Sie die E-Mail-Adresse, die in Ihrer Einladung steht oder Ihr Administrator genannt hat.",
	},
	"Continue with %s": {
		"Continuer avec %s",
		"Weiter mit %s",
	},
	"No password yet? Choose one through “Forgotten your password?”, or ask the administrator of your organisation for a set-password link.": {
		"Pas encore de mot de passe\u00a0? Choisissez-en un par «\u00a0Mot de passe oublié\u00a0?\u00a0» ou demandez à l’administrateur de votre organisation un lien pour en définir un.",
		"Noch kein Passwort? Wählen Sie eines über „Passwort vergessen?“ oder bitten Sie den Administrator Ihrer Organisation um einen Link zum Festlegen.",
	},
	"Other ways to sign in": {
		"Autres façons de se connecter",
		"Andere Wege, sich anzumelden",
	},
	"Use another address": {
		"Utiliser une autre adresse",
		"Eine andere Adresse verwenden",
	},
	"E-mail": {
		"E-mail",
		"E-Mail",
	},
	"Every way in can be seen, limited, renewed and closed.": {
		"Chaque accès peut être consulté, limité, renouvelé et fermé.",
		"Jeder Zugang lässt sich einsehen, begrenzen, erneuern und schließen.",
	},
	"Password": {
		"Mot de passe",
		"Passwort",
	},
	"You are signed out here. Your identity provider does not say that it has signed you out everywhere.": {
		"Vous êtes déconnecté ici. Votre fournisseur d’identité ne dit pas qu’il vous a déconnecté partout.",
		"Sie sind hier abgemeldet. Ihr Identitätsanbieter sagt nicht, dass er Sie überall abgemeldet hat.",
	},
	"You are signed out.": {
		"Vous êtes déconnecté.",
		"Sie sind abgemeldet.",
	},
	"Your new address is confirmed. Sign in with it.": {
		"Votre nouvelle adresse est confirmée. Utilisez-la pour vous connecter.",
		"Ihre neue Adresse ist bestätigt. Melden Sie sich damit an.",
	},
	"Your password is set. Sign in with it.": {
		"Votre mot de passe est défini. Utilisez-le pour vous connecter.",
		"Ihr Passwort ist festgelegt. Melden Sie sich damit an.",
	},
	"Is this you?": {
		"Est-ce vous\u00a0?",
		"Sind Sie das?",
	},
	"Whoever sent you here says so. You decide whether to go in.": {
		"Le service qui vous a envoyé ici l’affirme. C’est vous qui décidez d’entrer.",
		"Wer Sie hierher geschickt hat, behauptet es. Sie entscheiden, ob Sie eintreten.",
	},
	"This form is closed": {
		"Ce formulaire est fermé",
		"Dieses Formular ist geschlossen",
	},
	"If you would like to register, ask whoever gave you the address of this page.": {
		"Si vous souhaitez vous inscrire, adressez-vous à la personne qui vous a donné l’adresse de cette page.",
		"Wenn Sie sich registrieren möchten, wenden Sie sich an die Person, von der Sie die Adresse dieser Seite haben.",
	},
	"%s took registrations here until %s.": {
		"%s a reçu des inscriptions ici jusqu’au %s.",
		"%s hat hier bis %s Registrierungen entgegengenommen.",
	},
	"%s has had as many registrations here as it can take.": {
		"%s a reçu ici autant d’inscriptions qu’il était possible.",
		"%s hat hier so viele Registrierungen erhalten, wie möglich waren.",
	},
	"Please choose": {
		"Veuillez choisir",
		"Bitte wählen",
	},
	"This is a preview: nothing can be sent from here.": {
		"Ceci est un aperçu\u00a0: rien ne peut être envoyé d’ici.",
		"Dies ist eine Vorschau: Von hier kann nichts gesendet werden.",
	},
}
