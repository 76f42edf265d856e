package phrases

// signIn is what the pages of signing in say: a password, an identity provider, a forgotten password.
var signIn = area{
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
	"Continue": {
		"Continuer",
		"Weiter",
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
	"Follow its link in this browser. In another one you also need the six digits that stand in the mail.": {
		"Suivez son lien dans ce navigateur. Dans un autre, il vous faudra aussi les six chiffres qui figurent dans l’e-mail.",
		"Folgen Sie dem Link in diesem Browser. In einem anderen brauchen Sie auch die sechs Ziffern aus der E-Mail.",
	},
	"Look into your mail": {
		"Consultez votre messagerie",
		"Sehen Sie in Ihren E-Mails nach",
	},
	"Sign out there, too": {
		"S’y déconnecter aussi",
		"Auch dort abmelden",
	},
	"Your identity provider, %s, is told, too. If nothing happens, go on by yourself.": {
		"Votre fournisseur d’identité, %s, en est aussi informé. S’il ne se passe rien, continuez vous-même.",
		"Ihr Identitätsanbieter, %s, wird ebenfalls informiert. Wenn nichts geschieht, gehen Sie selbst weiter.",
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
}
