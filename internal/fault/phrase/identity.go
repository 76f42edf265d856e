package phrase

// identities is about users, accesses, roles and tokens.
var identities = area{
	"%d other accesses hold this role: take it from them first.": {
		"%d autres accès détiennent ce rôle\u00a0: retirez-le-leur d’abord.",
		"%d andere Zugänge haben diese Rolle: Nehmen Sie sie ihnen zuerst.",
	},
	"A client gets %d short-lived tokens in 5 minutes.": {
		"Un client obtient %d jetons de courte durée en 5 minutes.",
		"Ein Client erhält %d kurzlebige Tokens in 5 Minuten.",
	},
	"A short-lived token makes no tokens.": {
		"Un jeton de courte durée ne crée pas de jetons.",
		"Ein kurzlebiger Token erstellt keine Tokens.",
	},
	"A token may make %d calls in 5 minutes.": {
		"Un jeton peut effectuer %d appels en 5 minutes.",
		"Ein Token darf %d Aufrufe in 5 Minuten ausführen.",
	},
	"All %d active users that the customer may have are there: deactivate one first.": {
		"Le client a déjà les %d utilisateurs actifs autorisés\u00a0: désactivez-en d’abord un.",
		"Der Kunde hat bereits alle %d erlaubten aktiven Benutzer: Deaktivieren Sie zuerst einen.",
	},
	"An access has at most %d live tokens: revoke one first.": {
		"Un accès possède au plus %d jetons actifs\u00a0: révoquez-en d’abord un.",
		"Ein Zugang hat höchstens %d gültige Tokens: Widerrufen Sie zuerst einen.",
	},
	"Another access has this sso_id already.": {
		"Un autre accès possède déjà ce sso_id.",
		"Ein anderer Zugang hat diese sso_id bereits.",
	},
	"Authentication credentials were not provided, or are not valid.": {
		"Les données d’authentification manquent ou ne sont pas valides.",
		"Die Anmeldedaten fehlen oder sind ungültig.",
	},
	"cannot be mailed: register it where it belongs": {
		"ne peut pas être envoyé par e-mail\u00a0: enregistrez-la à sa place",
		"lässt sich nicht per E-Mail schicken: Registrieren Sie ihn dort, wo er hingehört",
	},
	"does not belong to an access of type %s": {
		"ne convient pas à un accès de type %s",
		"gehört nicht zu einem Zugang vom Typ %s",
	},
	"is for an sso_connection in place of a ui_connection, and the other way around": {
		"est pour une sso_connection à la place d’une ui_connection, et inversement",
		"ist für eine sso_connection anstelle einer ui_connection und umgekehrt",
	},
	"is for SAML": {
		"est pour SAML",
		"ist für SAML",
	},
	"is no place in this list": {
		"n’est pas un endroit de cette liste",
		"ist keine Stelle in dieser Liste",
	},
	"is too far away": {
		"est trop lointain",
		"liegt zu weit in der Zukunft",
	},
	"makes too long a token: name fewer roles": {
		"donne un jeton trop long\u00a0: indiquez moins de rôles",
		"ergibt einen zu langen Token: Nennen Sie weniger Rollen",
	},
	"must be a date such as 2026-01-31, or null": {
		"doit être une date telle que 2026-01-31, ou null",
		"muss ein Datum wie 2026-01-31 oder null sein",
	},
	"must be a date such as 2026-01-31, today or later": {
		"doit être une date telle que 2026-01-31, aujourd’hui ou plus tard",
		"muss ein Datum wie 2026-01-31 sein, heute oder später",
	},
	"must be addresses or networks such as 192.0.2.0/24 or 2001:db8::/32": {
		"doit contenir des adresses ou des réseaux tels que 192.0.2.0/24 ou 2001:db8::/32",
		"muss aus Adressen oder Netzen wie 192.0.2.0/24 oder 2001:db8::/32 bestehen",
	},
	"must be an e-mail address": {
		"doit être une adresse e-mail",
		"muss eine E-Mail-Adresse sein",
	},
	"must be between 0 and %d": {
		"doit être compris entre 0 et %d",
		"muss zwischen 0 und %d liegen",
	},
	"must be guids of companies": {
		"doit contenir des GUID d’entreprises",
		"muss aus GUIDs von Unternehmen bestehen",
	},
	"must be ids of roles": {
		"doit contenir des identifiants de rôles",
		"muss aus Kennungen von Rollen bestehen",
	},
	"must be in the future": {
		"doit se situer dans le futur",
		"muss in der Zukunft liegen",
	},
	"must be one of customer_admin, customer_group_admin, customer_portfolio_manager, customer_user": {
		"doit être customer_admin, customer_group_admin, customer_portfolio_manager ou customer_user",
		"muss customer_admin, customer_group_admin, customer_portfolio_manager oder customer_user sein",
	},
	"must be one of DEFAULT, SPM, TPRM": {
		"doit être DEFAULT, SPM ou TPRM",
		"muss DEFAULT, SPM oder TPRM sein",
	},
	"must be one of en, fr, de": {
		"doit être en, fr ou de",
		"muss en, fr oder de sein",
	},
	"must be one of Success, Failed": {
		"doit être Success ou Failed",
		"muss Success oder Failed sein",
	},
	"must be one of ui_connection, sso_connection, api_connection, profile": {
		"doit être ui_connection, sso_connection, api_connection ou profile",
		"muss ui_connection, sso_connection, api_connection oder profile sein",
	},
	"must be set, or lastname": {
		"doit être renseigné, ou bien lastname",
		"muss angegeben werden, oder lastname",
	},
	"must begin with a letter and have at most 100 letters, digits and _ . : -": {
		"doit commencer par une lettre et compter au plus 100 lettres, chiffres et _ .\u00a0: -",
		"muss mit einem Buchstaben beginnen und darf höchstens 100 Buchstaben, Ziffern und _ . : - haben",
	},
	"must have no more than 500 companies": {
		"ne doit pas dépasser 500 entreprises",
		"darf höchstens 500 Unternehmen haben",
	},
	"must not be more than %d": {
		"ne doit pas dépasser %d éléments",
		"darf höchstens %d Einträge haben",
	},
	"must not be more than %d days away: no token of this customer lives longer": {
		"ne doit pas être éloigné de plus de %d jours\u00a0: aucun jeton de ce client ne vit plus longtemps",
		"darf nicht mehr als %d Tage entfernt sein: Kein Token dieses Kunden gilt länger",
	},
	"must not be more than 100": {
		"ne doit pas dépasser 100 éléments",
		"darf höchstens 100 Einträge haben",
	},
	"must not begin with %s": {
		"ne doit pas commencer par %s",
		"darf nicht mit %s beginnen",
	},
	"names a role that this client does not have": {
		"cite un rôle que ce client n’a pas",
		"nennt eine Rolle, die dieser Client nicht hat",
	},
	"No link to set this password works any more.": {
		"Plus aucun lien ne permet de définir ce mot de passe.",
		"Kein Link zum Festlegen dieses Passworts ist mehr gültig.",
	},
	"Nobody extends their own access: ask another administrator.": {
		"Personne ne prolonge son propre accès\u00a0: adressez-vous à un autre administrateur.",
		"Niemand verlängert den eigenen Zugang: Bitten Sie einen anderen Administrator.",
	},
	"Of yourself you may change names, preferences and whether you are available for contact.": {
		"Sur votre propre compte, vous pouvez modifier vos noms, vos préférences et votre disponibilité comme contact.",
		"An Ihrem eigenen Benutzer dürfen Sie Namen, Einstellungen und Ihre Verfügbarkeit als Kontakt ändern.",
	},
	"Only a ui_connection has a password.": {
		"Seule une ui_connection possède un mot de passe.",
		"Nur eine ui_connection hat ein Passwort.",
	},
	"Only an admin may make a token that lives longer than 365 days.": {
		"Seul un administrateur peut créer un jeton valable plus de 365 jours.",
		"Nur ein Administrator darf einen Token erstellen, der länger als 365 Tage gilt.",
	},
	"Only an api_connection has tokens.": {
		"Seule une api_connection possède des jetons.",
		"Nur eine api_connection hat Tokens.",
	},
	"Prove that it is still you, then try again.": {
		"Prouvez que c’est toujours vous, puis réessayez.",
		"Bestätigen Sie, dass Sie es noch sind, und versuchen Sie es erneut.",
	},
	"real_time_alerts.alerts_period must be between 0 and 365": {
		"real_time_alerts.alerts_period doit être compris entre 0 et 365",
		"real_time_alerts.alerts_period muss zwischen 0 und 365 liegen",
	},
	"The client is not known here, or its secret is wrong or works no more.": {
		"Le client n’est pas connu ici, ou son secret est faux ou ne fonctionne plus.",
		"Der Client ist hier nicht bekannt, oder sein Geheimnis ist falsch oder gilt nicht mehr.",
	},
	"The e-mail address or the password is wrong.": {
		"L’adresse e-mail ou le mot de passe est incorrect.",
		"Die E-Mail-Adresse oder das Passwort ist falsch.",
	},
	"The user of a company token has no mailbox.": {
		"L’utilisateur d’un jeton d’entreprise n’a pas de boîte de réception.",
		"Der Benutzer eines Unternehmenstokens hat kein Postfach.",
	},
	"There is a customer already.": {
		"Il existe déjà un client.",
		"Es gibt bereits einen Kunden.",
	},
	"There is a role with this id already.": {
		"Un rôle possède déjà cet identifiant.",
		"Es gibt bereits eine Rolle mit dieser Kennung.",
	},
	"There is a user with this e-mail address already.": {
		"Un utilisateur possède déjà cette adresse e-mail.",
		"Es gibt bereits einen Benutzer mit dieser E-Mail-Adresse.",
	},
	"there is no sorting by %.40q": {
		"le tri selon %.40q n’existe pas",
		"eine Sortierung nach %.40q gibt es nicht",
	},
	"there is no such company: %s": {
		"cette entreprise n’existe pas\u00a0: %s",
		"dieses Unternehmen gibt es nicht: %s",
	},
	"This auth_token is not known here or works no more, or it does not belong to this e-mail address and user.": {
		"Cet auth_token n’est pas connu ici ou ne fonctionne plus, ou il ne correspond pas à cette adresse e-mail et à cet utilisateur.",
		"Dieser auth_token ist hier nicht bekannt oder funktioniert nicht mehr, oder er gehört nicht zu dieser E-Mail-Adresse und diesem Benutzer.",
	},
	"This has been renewed or changed since the mail was sent, or has ended.": {
		"Cela a été prolongé ou modifié depuis l’envoi de l’e-mail, ou a pris fin.",
		"Dies wurde verlängert oder geändert, seit die E-Mail gesendet wurde, oder ist beendet.",
	},
	"This is the last admin of the customer: make another one first.": {
		"C’est le dernier administrateur du client\u00a0: désignez-en d’abord un autre.",
		"Dies ist der letzte Administrator des Kunden: Bestimmen Sie zuerst einen anderen.",
	},
	"This session has ended: sign in again.": {
		"Cette session a pris fin\u00a0: veuillez vous reconnecter.",
		"Diese Sitzung ist beendet: Bitte melden Sie sich erneut an.",
	},
	"This token is not live, or has been rotated already.": {
		"Ce jeton n’est plus actif, ou il a déjà été remplacé.",
		"Dieser Token ist nicht gültig oder wurde bereits ersetzt.",
	},
	"This user has an interactive access in this customer already.": {
		"Cet utilisateur a déjà un accès interactif chez ce client.",
		"Dieser Benutzer hat bei diesem Kunden bereits einen interaktiven Zugang.",
	},
	"This user holds a right, a role or a view of companies that you do not have.": {
		"Cet utilisateur détient un droit, un rôle ou une visibilité sur des entreprises que vous n’avez pas.",
		"Dieser Benutzer hat ein Recht, eine Rolle oder eine Sicht auf Unternehmen, die Sie nicht haben.",
	},
	"Too many tries to fetch a token from this address.": {
		"Trop de tentatives de récupération d’un jeton depuis cette adresse.",
		"Zu viele Versuche von dieser Adresse, einen Token abzuholen.",
	},
	"unknown: %s": {
		"inconnus\u00a0: %s",
		"unbekannt: %s",
	},
	"You cannot give roles that you do not hold: %s.": {
		"Vous ne pouvez pas attribuer des rôles que vous ne détenez pas\u00a0: %s.",
		"Sie können keine Rollen vergeben, die Sie nicht haben: %s.",
	},
	"You may change the users of your own group only.": {
		"Vous ne pouvez modifier que les utilisateurs de votre propre groupe.",
		"Sie dürfen nur die Benutzer Ihrer eigenen Gruppe ändern.",
	},
	"You sign in at your organisation's identity provider, which has its own second factors.": {
		"Vous vous connectez auprès du fournisseur d’identité de votre organisation, qui a ses propres seconds facteurs.",
		"Sie melden sich beim Identitätsanbieter Ihrer Organisation an, der eigene zweite Faktoren hat.",
	},
	"Your identity provider has signed you in for the first time, but somebody here has your e-mail address already. Ask the administrator of your organisation to connect you.": {
		"Votre fournisseur d’identité vous envoie pour la première fois, mais quelqu’un ici a déjà votre adresse e-mail. Demandez à l’administrateur de votre organisation de vous rattacher.",
		"Ihr Identitätsanbieter schickt Sie zum ersten Mal, aber jemand hier hat Ihre E-Mail-Adresse schon. Bitten Sie den Administrator Ihrer Organisation, Sie zu verbinden.",
	},
	"Your identity provider has signed you in, but does not say your name or your e-mail address. Ask the administrator of your organisation.": {
		"Votre fournisseur d’identité vous a identifié, mais n’indique ni votre nom ni votre adresse e-mail. Adressez-vous à l’administrateur de votre organisation.",
		"Ihr Identitätsanbieter hat Sie angemeldet, nennt aber Ihren Namen oder Ihre E-Mail-Adresse nicht. Wenden Sie sich an den Administrator Ihrer Organisation.",
	},
	"Your organisation has as many users here as it may have. Ask its administrator.": {
		"Votre organisation a ici autant d’utilisateurs qu’elle peut en avoir. Adressez-vous à son administrateur.",
		"Ihre Organisation hat hier so viele Benutzer, wie sie haben darf. Wenden Sie sich an ihren Administrator.",
	},
}
