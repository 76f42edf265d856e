package phrase

// trials is about testing an identity provider, and rehearsing an arrival.
var trials = area{
	"%s can be fetched.": {
		"%s peut être récupéré.",
		"%s kann abgerufen werden.",
	},
	"%s cannot be fetched: %s.": {
		"%s ne peut pas être récupéré\u00a0: %s.",
		"%s kann nicht abgerufen werden: %s.",
	},
	"A token for SCIM works.": {
		"Un jeton pour SCIM fonctionne.",
		"Ein Token für SCIM funktioniert.",
	},
	"Ask whoever runs the IdP.": {
		"Demandez à qui exploite l’IdP.",
		"Fragen Sie, wer den IdP betreibt.",
	},
	"Client ID and client secret are entered.": {
		"L’identifiant et le secret du client sont saisis.",
		"Client-ID und Client-Geheimnis sind eingegeben.",
	},
	"Compare the address, and the entity ID.": {
		"Comparez l’adresse et l’entity ID.",
		"Vergleichen Sie die Adresse und die Entity ID.",
	},
	"Compare the addresses of this server with those that were entered there, then sign in from another browser.": {
		"Comparez les adresses de ce serveur à celles qui y ont été saisies, puis connectez-vous depuis un autre navigateur.",
		"Vergleichen Sie die Adressen dieses Servers mit denen, die dort eingegeben wurden, und melden Sie sich dann aus einem anderen Browser an.",
	},
	"Enable it in its settings.": {
		"Activez-le dans ses réglages.",
		"Aktivieren Sie ihn in seinen Einstellungen.",
	},
	"Enter it anew.": {
		"Saisissez-les à nouveau.",
		"Geben Sie sie neu ein.",
	},
	"Enter it, unless the IdP gives none.": {
		"Saisissez-le, sauf si l’IdP n’en donne pas.",
		"Geben Sie es ein, außer der IdP gibt keines.",
	},
	"Enter one: otherwise nobody gets in once the IdP changes its certificate.": {
		"Saisissez-en une\u00a0: sinon personne n’entre plus quand l’IdP change de certificat.",
		"Geben Sie eine ein: Sonst kommt niemand mehr hinein, wenn der IdP sein Zertifikat wechselt.",
	},
	"Enter the issuer exactly as the IdP writes it, a slash at its end included.": {
		"Saisissez l’issuer exactement comme l’IdP l’écrit, barre oblique finale comprise.",
		"Geben Sie den Issuer genau so ein, wie der IdP ihn schreibt, samt Schrägstrich am Ende.",
	},
	"Get newer metadata from the IdP.": {
		"Obtenez de l’IdP des métadonnées plus récentes.",
		"Holen Sie neuere Metadaten vom IdP.",
	},
	"It calls itself by another issuer than the one that is entered.": {
		"Il se nomme par un autre issuer que celui qui est saisi.",
		"Er nennt sich mit einem anderen Issuer als dem eingegebenen.",
	},
	"It calls itself by the issuer that is entered.": {
		"Il se nomme par l’issuer qui est saisi.",
		"Er nennt sich mit dem eingegebenen Issuer.",
	},
	"It does not name by https where people sign in, where codes are exchanged, and where its keys are.": {
		"Il n’indique pas en https où l’on se connecte, où les codes sont échangés et où sont ses clés.",
		"Er nennt nicht per https, wo man sich anmeldet, wo Codes getauscht werden und wo seine Schlüssel sind.",
	},
	"It does not say a name and an e-mail address that can be used.": {
		"Il ne dit pas de nom ni d’adresse e-mail utilisables.",
		"Er sagt keinen brauchbaren Namen und keine brauchbare E-Mail-Adresse.",
	},
	"It does not say who it is: the NameID of SAML, the sub of OpenID Connect.": {
		"Il n’est pas dit qui c’est\u00a0: le NameID de SAML, le sub d’OpenID Connect.",
		"Es sagt nicht, wer es ist: die NameID von SAML, das sub von OpenID Connect.",
	},
	"It is disabled: nobody signs in at it.": {
		"Il est désactivé\u00a0: personne ne s’y connecte.",
		"Er ist deaktiviert: Niemand meldet sich an ihm an.",
	},
	"It is enabled.": {
		"Il est activé.",
		"Er ist aktiviert.",
	},
	"It names where people sign in, where codes are exchanged, and where its keys are.": {
		"Il indique où l’on se connecte, où les codes sont échangés et où sont ses clés.",
		"Er nennt, wo man sich anmeldet, wo Codes getauscht werden und wo seine Schlüssel sind.",
	},
	"It publishes other certificates than those that are stored.": {
		"Il publie d’autres certificats que ceux qui sont enregistrés.",
		"Er veröffentlicht andere Zertifikate als die gespeicherten.",
	},
	"It publishes the metadata of another entity.": {
		"Il publie les métadonnées d’une autre entité.",
		"Er veröffentlicht die Metadaten einer anderen Entität.",
	},
	"It publishes the metadata that is stored.": {
		"Il publie les métadonnées qui sont enregistrées.",
		"Er veröffentlicht die gespeicherten Metadaten.",
	},
	"Its clock and ours are %d seconds apart.": {
		"Son horloge et la nôtre ont %d secondes d’écart.",
		"Seine Uhr und unsere gehen %d Sekunden auseinander.",
	},
	"Its last signing certificate expired on %s.": {
		"Son dernier certificat de signature a expiré le %s.",
		"Sein letztes Signaturzertifikat ist am %s abgelaufen.",
	},
	"Its last signing certificate expires on %s.": {
		"Son dernier certificat de signature expire le %s.",
		"Sein letztes Signaturzertifikat läuft am %s ab.",
	},
	"Its last signing certificate is good until %s.": {
		"Son dernier certificat de signature est valable jusqu’au %s.",
		"Sein letztes Signaturzertifikat gilt bis %s.",
	},
	"Its metadata cannot be used: it %s.": {
		"Ses métadonnées sont inutilisables\u00a0: %s.",
		"Seine Metadaten sind nicht verwendbar: %s.",
	},
	"Its signatures can be checked: it publishes %d keys for that.": {
		"Ses signatures peuvent être vérifiées\u00a0: clés publiées pour cela\u00a0: %d.",
		"Seine Signaturen können geprüft werden: dafür veröffentlichte Schlüssel: %d.",
	},
	"Let the IdP test the connection, or try the call below.": {
		"Faites tester la connexion par l’IdP, ou essayez l’appel ci-dessous.",
		"Lassen Sie den IdP die Verbindung prüfen, oder versuchen Sie den Aufruf unten.",
	},
	"Look whether the address is right, and whether this server may reach it.": {
		"Regardez si l’adresse est juste, et si ce serveur peut l’atteindre.",
		"Sehen Sie nach, ob die Adresse stimmt und ob dieser Server sie erreichen darf.",
	},
	"Make one, and enter it at the IdP.": {
		"Créez-en un, et saisissez-le auprès de l’IdP.",
		"Erstellen Sie einen, und geben Sie ihn beim IdP ein.",
	},
	"Name the attributes, or claims, in its settings.": {
		"Nommez les attributs, ou claims, dans ses réglages.",
		"Nennen Sie die Attribute oder Claims in seinen Einstellungen.",
	},
	"Newcomers are to get a user, but it is not said where their name and e-mail address stand.": {
		"Les nouveaux doivent recevoir un utilisateur, mais il n’est pas dit où se trouvent leur nom et leur e-mail.",
		"Neue sollen einen Benutzer erhalten, aber es ist nicht gesagt, wo ihr Name und ihre E-Mail-Adresse stehen.",
	},
	"Newcomers get a user by their name and e-mail address.": {
		"Les nouveaux reçoivent un utilisateur par leur nom et leur e-mail.",
		"Neue erhalten einen Benutzer anhand von Name und E-Mail-Adresse.",
	},
	"No token for SCIM works any more: the IdP cannot look after its people.": {
		"Plus aucun jeton pour SCIM ne fonctionne\u00a0: l’IdP ne peut pas gérer ses gens.",
		"Kein Token für SCIM funktioniert mehr: Der IdP kann seine Leute nicht pflegen.",
	},
	"Nobody has signed in at it yet.": {
		"Personne ne s’y est encore connecté.",
		"Noch niemand hat sich an ihm angemeldet.",
	},
	"Nobody here has this identity, and newcomers get no user. Give a user an access by single sign-on with it.": {
		"Personne ici n’a cette identité, et les nouveaux ne reçoivent pas d’utilisateur. Donnez à un utilisateur un accès par authentification unique avec elle.",
		"Niemand hier hat diese Identität, und Neue erhalten keinen Benutzer. Geben Sie einem Benutzer einen Zugang durch Single Sign-on damit.",
	},
	"Nothing: they are fetched within a day. Save its settings to have them now.": {
		"Rien\u00a0: ils sont récupérés sous un jour. Enregistrez ses réglages pour les avoir maintenant.",
		"Nichts: Sie werden binnen eines Tages abgerufen. Speichern Sie seine Einstellungen, um sie jetzt zu haben.",
	},
	"Only whom an administrator gave an access gets in.": {
		"N’entre que qui a reçu un accès d’un administrateur.",
		"Nur wem ein Administrator einen Zugang gab, kommt hinein.",
	},
	"Rotate it: the new one gives what you hold.": {
		"Remplacez-le\u00a0: le nouveau donne ce que vous détenez.",
		"Ersetzen Sie ihn: Der neue gibt, was Sie haben.",
	},
	"Set both by NTP: messages that seem too old, or of the future, are refused.": {
		"Réglez les deux par NTP\u00a0: les messages qui semblent trop vieux, ou du futur, sont refusés.",
		"Stellen Sie beide per NTP: Nachrichten, die zu alt oder aus der Zukunft scheinen, werden abgewiesen.",
	},
	"Somebody has signed in at it.": {
		"Quelqu’un s’y est connecté.",
		"Jemand hat sich an ihm angemeldet.",
	},
	"Somebody here has the e-mail address already: a newcomer never takes another's user.": {
		"Quelqu’un ici a déjà cette adresse e-mail\u00a0: un nouveau ne prend jamais l’utilisateur d’un autre.",
		"Jemand hier hat die E-Mail-Adresse schon: Ein Neuer übernimmt nie den Benutzer eines anderen.",
	},
	"The IdP has never called by SCIM.": {
		"L’IdP n’a jamais appelé par SCIM.",
		"Der IdP hat nie durch SCIM aufgerufen.",
	},
	"The IdP last called by SCIM on %s.": {
		"L’IdP a appelé par SCIM en dernier le %s.",
		"Der IdP hat zuletzt am %s durch SCIM aufgerufen.",
	},
	"The user is locked, or has expired.": {
		"L’utilisateur est verrouillé, ou a expiré.",
		"Der Benutzer ist gesperrt oder abgelaufen.",
	},
	"There is no address that newer metadata comes from.": {
		"Il n’y a pas d’adresse d’où viennent des métadonnées plus récentes.",
		"Es gibt keine Adresse, von der neuere Metadaten kommen.",
	},
	"There is no client secret.": {
		"Il n’y a pas de secret du client.",
		"Es gibt kein Client-Geheimnis.",
	},
	"There is no key that its signatures could be checked with.": {
		"Il n’y a pas de clé avec laquelle vérifier ses signatures.",
		"Es gibt keinen Schlüssel, mit dem seine Signaturen geprüft werden könnten.",
	},
	"What is there is no configuration of OpenID Connect.": {
		"Ce qui s’y trouve n’est pas une configuration d’OpenID Connect.",
		"Was dort ist, ist keine Konfiguration von OpenID Connect.",
	},
	"What it gives ends at what %s holds, who made it.": {
		"Ce qu’il donne s’arrête à ce que détient %s, qui l’a créé.",
		"Was er gibt, endet bei dem, was %s hat, von dem er stammt.",
	},
	"What it publishes cannot be used: it %s.": {
		"Ce qu’il publie est inutilisable\u00a0: %s.",
		"Was er veröffentlicht, ist nicht verwendbar: %s.",
	},
	"Whoever made the token is no live admin any more: it gives no role and no group that needs one.": {
		"Qui a créé le jeton n’est plus un administrateur actif\u00a0: il ne donne ni rôle ni groupe qui en demande un.",
		"Wer den Token erstellt hat, ist kein aktiver Administrator mehr: Er gibt keine Rolle und keine Gruppe, die einen braucht.",
	},
}
