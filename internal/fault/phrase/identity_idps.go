package phrase

// providers is about identity providers, SCIM, and the clients of OAuth.
var providers = area{
	"%d accesses sign in at this IdP: delete them, or disable the IdP.": {
		"%d accès se connectent auprès de cet IdP\u00a0: supprimez-les ou désactivez l’IdP.",
		"%d Zugänge melden sich an diesem IdP an: Löschen Sie sie oder deaktivieren Sie den IdP.",
	},
	"%s is a text: it is compared with one in quotes.": {
		"%s est un texte\u00a0: il se compare à un texte entre guillemets.",
		"%s ist ein Text: Verglichen wird mit einem in Anführungszeichen.",
	},
	"%s is a time: it is compared with one such as \"2026-01-31T12:00:00Z\".": {
		"%s est une date\u00a0: elle se compare à une date telle que \"2026-01-31T12:00:00Z\".",
		"%s ist ein Zeitpunkt: Verglichen wird mit einem wie \"2026-01-31T12:00:00Z\".",
	},
	"%s is in the access group %s: a user is in one, and this one does not come before it.": {
		"%s est dans le groupe d’accès %s\u00a0: un utilisateur est dans un seul, et celui-ci ne vient pas avant.",
		"%s ist in der Zugriffsgruppe %s: Ein Benutzer ist in einer, und diese kommt nicht vor ihr.",
	},
	"%s is true or false: it is compared by eq and ne.": {
		"%s est vrai ou faux\u00a0: il se compare avec eq et ne.",
		"%s ist wahr oder falsch: Verglichen wird mit eq und ne.",
	},
	"A customer has at most %d IdPs: delete one first.": {
		"Un client possède au plus %d IdP\u00a0: supprimez-en d’abord un.",
		"Ein Kunde hat höchstens %d IdPs: Löschen Sie zuerst einen.",
	},
	"A key has no secret that could be changed: register another one, then revoke this.": {
		"Une clé n’a pas de secret qui puisse changer\u00a0: enregistrez-en une autre, puis révoquez celle-ci.",
		"Ein Schlüssel hat kein Geheimnis, das sich ändern ließe: Registrieren Sie einen anderen und widerrufen Sie dann diesen.",
	},
	"A list cannot be sorted by %q.": {
		"Une liste ne peut pas être triée par %q.",
		"Eine Liste lässt sich nicht nach %q sortieren.",
	},
	"An IdP has at most %d live SCIM tokens: revoke one first.": {
		"Un IdP a au plus %d jetons SCIM valides\u00a0: révoquez-en un d’abord.",
		"Ein IdP hat höchstens %d gültige SCIM-Tokens: Widerrufen Sie zuerst einen.",
	},
	"Another IdP has this sso_url_suffix already.": {
		"Un autre IdP possède déjà ce sso_url_suffix.",
		"Ein anderer IdP hat bereits diesen sso_url_suffix.",
	},
	"Another user has this e-mail address already.": {
		"Un autre utilisateur a déjà cette adresse e-mail.",
		"Ein anderer Benutzer hat diese E-Mail-Adresse bereits.",
	},
	"Another user has this identity already.": {
		"Un autre utilisateur a déjà cette identité.",
		"Ein anderer Benutzer hat diese Identität bereits.",
	},
	"Another user has this userName already.": {
		"Un autre utilisateur a déjà ce userName.",
		"Ein anderer Benutzer hat diesen userName bereits.",
	},
	"Brackets stand in brackets.": {
		"Des crochets sont imbriqués dans d’autres.",
		"Klammern stehen innerhalb von Klammern.",
	},
	"cannot be changed: make another IdP": {
		"ne peut pas être modifié\u00a0: créez un autre IdP",
		"lässt sich nicht ändern: Legen Sie einen anderen IdP an",
	},
	"goes together with group, which names the attribute": {
		"va de pair avec group, qui nomme l’attribut",
		"gehört zu group, das das Attribut nennt",
	},
	"goes together with role, which names the attribute": {
		"va de pair avec role, qui nomme l’attribut",
		"gehört zu role, das das Attribut nennt",
	},
	"holds a private key, which others know now: make another, and send its public half": {
		"contient une clé privée, que d’autres connaissent désormais\u00a0: créez-en une autre et envoyez sa partie publique",
		"enthält einen privaten Schlüssel, den nun andere kennen: Erstellen Sie einen neuen und senden Sie dessen öffentlichen Teil",
	},
	"is for an algorithm that is not taken": {
		"est destinée à un algorithme qui n’est pas accepté",
		"ist für einen Algorithmus, der nicht angenommen wird",
	},
	"is for OpenID Connect": {
		"est pour OpenID Connect",
		"ist für OpenID Connect",
	},
	"is for SAML: people of OpenID Connect are their sub": {
		"est pour SAML\u00a0: avec OpenID Connect, une personne est désignée par son sub",
		"ist für SAML: Bei OpenID Connect werden Personen durch ihr sub bezeichnet",
	},
	"Members are compared with the id of one, by eq.": {
		"Les membres se comparent à l’identifiant de l’un d’eux, avec eq.",
		"Mitglieder werden mit der id von einem verglichen, mit eq.",
	},
	"must be a JSON Web Key of at most 8 kB, of RSA, EC or OKP (Ed25519)": {
		"doit être une clé JSON (JWK) d’au plus 8\u00a0ko, de type RSA, EC ou OKP (Ed25519)",
		"muss ein JSON Web Key (JWK) mit höchstens 8 kB vom Typ RSA, EC oder OKP (Ed25519) sein",
	},
	"must be an https address of at most 1024 characters, as the IdP calls itself": {
		"doit être une adresse https d’au plus 1024 caractères, telle que l’IdP se nomme",
		"muss eine https-Adresse mit höchstens 1024 Zeichen sein, wie der IdP sich nennt",
	},
	"must be an https address of at most 2048 characters, or empty": {
		"doit être une adresse https d’au plus 2048 caractères, ou vide",
		"muss eine https-Adresse mit höchstens 2048 Zeichen oder leer sein",
	},
	"must be for signatures": {
		"doit servir aux signatures",
		"muss für Signaturen bestimmt sein",
	},
	"must be given anew with another issuer: the one that is kept is for the one before": {
		"doit être indiqué à nouveau pour un autre émetteur\u00a0: celui qui est conservé vaut pour le précédent",
		"muss mit einem anderen Aussteller neu angegeben werden: Das gespeicherte gilt für den vorherigen",
	},
	"must be names of scopes with blanks in between": {
		"doit contenir des noms de scopes séparés par des espaces",
		"muss aus Namen von Scopes mit Leerzeichen dazwischen bestehen",
	},
	"must be of RSA, EC or OKP (Ed25519)": {
		"doit être de type RSA, EC ou OKP (Ed25519)",
		"muss vom Typ RSA, EC oder OKP (Ed25519) sein",
	},
	"must be one of external_id, user_name": {
		"doit être external_id ou user_name",
		"muss external_id oder user_name sein",
	},
	"must be one of saml, oidc": {
		"doit être saml ou oidc",
		"muss saml oder oidc sein",
	},
	"must be one of sha1, sha256": {
		"doit être sha1 ou sha256",
		"muss sha1 oder sha256 sein",
	},
	"must be set, or metadata_url": {
		"doit être renseigné, ou metadata_url",
		"muss angegeben werden, oder metadata_url",
	},
	"must be set: the customer has several IdPs": {
		"doit être indiqué\u00a0: le client possède plusieurs IdP",
		"muss angegeben werden: Der Kunde hat mehrere IdPs",
	},
	"must be what the IdP calls this server": {
		"doit être le nom que l’IdP donne à ce serveur",
		"muss der Name sein, den der IdP diesem Server gibt",
	},
	"must have at most 32 small letters, digits and dashes, without a dash at either end": {
		"doit comporter au plus 32 lettres minuscules, chiffres et tirets, sans tiret au début ni à la fin",
		"darf höchstens 32 Kleinbuchstaben, Ziffern und Bindestriche haben, ohne Bindestrich am Anfang oder Ende",
	},
	"must have between 2048 and 8192 bits": {
		"doit compter entre 2048 et 8192 bits",
		"muss zwischen 2048 und 8192 Bit haben",
	},
	"must have values of 1 to 512 characters": {
		"doit avoir des valeurs de 1 à 512 caractères",
		"muss Werte mit 1 bis 512 Zeichen haben",
	},
	"must lead to customer_admin, customer_group_admin, customer_portfolio_manager or customer_user": {
		"doit mener à customer_admin, customer_group_admin, customer_portfolio_manager ou customer_user",
		"muss zu customer_admin, customer_group_admin, customer_portfolio_manager oder customer_user führen",
	},
	"must not be more than %d in a call": {
		"ne doit pas dépasser %d par appel",
		"darf je Aufruf höchstens %d sein",
	},
	"must not name a value twice": {
		"ne doit pas nommer deux fois une valeur",
		"darf keinen Wert zweimal nennen",
	},
	"needs a mapping with email, and name or first_name and last_name": {
		"demande une correspondance avec email, et name ou first_name et last_name",
		"braucht eine Zuordnung mit email und mit name oder first_name und last_name",
	},
	"null can be compared by eq and ne alone.": {
		"null ne se compare qu’avec eq et ne.",
		"null lässt sich nur mit eq und ne vergleichen.",
	},
	"stands for first_name and last_name: name it, or them": {
		"remplace first_name et last_name\u00a0: nommez l’un ou les autres",
		"steht für first_name und last_name: Nennen Sie das eine oder die anderen",
	},
	"That took too long, or was not begun here. Start again.": {
		"Cela a pris trop de temps, ou n’a pas commencé ici. Recommencez.",
		"Das hat zu lange gedauert oder wurde nicht hier begonnen. Beginnen Sie noch einmal.",
	},
	"The admin who made this SCIM token may not change access groups now.": {
		"L’administrateur qui a créé ce jeton SCIM n’a plus le droit de modifier les groupes d’accès.",
		"Der Administrator, der diesen SCIM-Token erstellt hat, darf Zugriffsgruppen jetzt nicht ändern.",
	},
	"The IdP %s is enabled and has the same entityID.": {
		"L’IdP %s est activé et possède le même entityID.",
		"Der IdP %s ist aktiviert und hat dieselbe entityID.",
	},
	"The metadata at metadata_url is of another entity than this IdP.": {
		"Les métadonnées à l’adresse metadata_url sont celles d’une autre entité que cet IdP.",
		"Die Metadaten unter metadata_url gehören zu einer anderen Entität als dieser IdP.",
	},
	"There is an IdP with this name already.": {
		"Un IdP porte déjà ce nom.",
		"Es gibt bereits einen IdP mit diesem Namen.",
	},
	"There is no attribute %q to search by.": {
		"Il n’y a pas d’attribut %q pour chercher.",
		"Es gibt kein Attribut %q, nach dem gesucht werden kann.",
	},
	"there is no such group": {
		"ce groupe n’existe pas",
		"diese Gruppe gibt es nicht",
	},
	"there is no such group: %s": {
		"ce groupe n’existe pas\u00a0: %s",
		"diese Gruppe gibt es nicht: %s",
	},
	"there is no such IdP": {
		"cet IdP n’existe pas",
		"diesen IdP gibt es nicht",
	},
	"there is no such user: %s": {
		"cet utilisateur n’existe pas\u00a0: %s",
		"diesen Benutzer gibt es nicht: %s",
	},
	"This access has, or had, a key with this kid: keys are not used again.": {
		"Cet accès a, ou a eu, une clé avec ce kid\u00a0: les clés ne servent pas deux fois.",
		"Dieser Zugang hat oder hatte einen Schlüssel mit dieser kid: Schlüssel werden nicht wiederverwendet.",
	},
	"This IdP has no metadata_url.": {
		"Cet IdP n’a pas de metadata_url.",
		"Dieser IdP hat keine metadata_url.",
	},
	"This user holds, or would hold, a right, a role or a view of companies that the admin who made this SCIM token does not have now.": {
		"Cet utilisateur a, ou aurait, un droit, un rôle ou une vue d’entreprises que l’administrateur qui a créé ce jeton SCIM n’a pas actuellement.",
		"Dieser Benutzer hat oder hätte ein Recht, eine Rolle oder Einblick in Unternehmen, die der Administrator, der diesen SCIM-Token erstellt hat, jetzt nicht hat.",
	},
	"This would let people in with rights that you do not have.": {
		"Cela ferait entrer des personnes avec des droits que vous n’avez pas.",
		"Damit kämen Personen mit Rechten herein, die Sie nicht haben.",
	},
	"You have signed in at your identity provider as somebody else than here. Try again as the same person.": {
		"Vous vous êtes connecté auprès de votre fournisseur d’identité sous une autre identité qu’ici. Réessayez avec la même.",
		"Sie haben sich bei Ihrem Identitätsanbieter als eine andere Person angemeldet als hier. Versuchen Sie es als dieselbe Person noch einmal.",
	},
	"You have signed in at your identity provider, but that opens nothing here. Ask the administrator of your organisation.": {
		"Vous vous êtes identifié auprès de votre fournisseur d’identité, mais cela n’ouvre rien ici. Adressez-vous à l’administrateur de votre organisation.",
		"Sie haben sich bei Ihrem Identitätsanbieter angemeldet, aber das öffnet hier nichts. Wenden Sie sich an den Administrator Ihrer Organisation.",
	},
	"Your identity provider remembered you, and did not ask who you are. Sign out there, then try again.": {
		"Votre fournisseur d’identité s’est souvenu de vous et n’a pas demandé qui vous êtes. Déconnectez-vous là-bas, puis réessayez.",
		"Ihr Identitätsanbieter hat sich an Sie erinnert und nicht gefragt, wer Sie sind. Melden Sie sich dort ab und versuchen Sie es noch einmal.",
	},
}
