package phrase

// tenants is about customers, access groups and quotas.
var tenants = area{
	"%.40q is not a GUID": {
		"%.40q n’est pas un GUID",
		"%.40q ist keine GUID",
	},
	"%.64q is not a role": {
		"%.64q n’est pas un rôle",
		"%.64q ist keine Rolle",
	},
	"%.64q is not a subscription type": {
		"%.64q n’est pas un type d’abonnement",
		"%.64q ist kein Abonnementtyp",
	},
	"%.64q: total_allocated_quota must be between 0 and 1000000000": {
		"%.64q\u00a0: total_allocated_quota doit être compris entre 0 et 1000000000",
		"%.64q: total_allocated_quota muss zwischen 0 und 1000000000 liegen",
	},
	"%d users are active: deactivate some first.": {
		"%d utilisateurs sont actifs\u00a0: désactivez-en d’abord quelques-uns.",
		"%d Benutzer sind aktiv: Deaktivieren Sie zuerst einige.",
	},
	"%s is %s itself or one of its subsidiaries.": {
		"%s est %s lui-même ou l’une de ses filiales.",
		"%s ist %s selbst oder eine seiner Tochtergesellschaften.",
	},
	"a subscription type is lower case letters, digits, - and _": {
		"un type d’abonnement se compose de minuscules, de chiffres, de - et de _",
		"ein Abonnementtyp besteht aus Kleinbuchstaben, Ziffern, - und _",
	},
	"belongs to a Vendor Access customer, which needs one": {
		"appartient à un client Vendor Access, qui en a besoin",
		"gehört zu einem Vendor-Access-Kunden, der eine braucht",
	},
	"cannot be set for a Vendor Access customer": {
		"ne peut pas être renseigné pour un client Vendor Access",
		"kann für einen Vendor-Access-Kunden nicht angegeben werden",
	},
	"Groups have reserved %d subscriptions of type %s and use %d more: the licence cannot be less than %d.": {
		"Des groupes ont réservé %d abonnements de type %s et en utilisent %d de plus\u00a0: la licence ne peut pas être inférieure à %d.",
		"Gruppen haben %d Abonnements vom Typ %s reserviert und nutzen %d weitere: Die Lizenz kann nicht kleiner als %d sein.",
	},
	"is no customer that can have subsidiaries": {
		"n’est pas un client qui peut avoir des filiales",
		"ist kein Kunde, der Tochtergesellschaften haben kann",
	},
	"must be another group": {
		"doit être un autre groupe",
		"muss eine andere Gruppe sein",
	},
	"must be another one": {
		"doit être différent",
		"muss eine andere sein",
	},
	"must be between 0 and 1000000000": {
		"doit être compris entre 0 et 1000000000",
		"muss zwischen 0 und 1000000000 liegen",
	},
	"must be between 1 and 1000000": {
		"doit être compris entre 1 et 1000000",
		"muss zwischen 1 und 1000000 liegen",
	},
	"must be between 1 and 1000000000": {
		"doit être compris entre 1 et 1000000000",
		"muss zwischen 1 und 1000000000 liegen",
	},
	"must be between 1 and 24": {
		"doit être compris entre 1 et 24",
		"muss zwischen 1 und 24 liegen",
	},
	"must be between 1 and 3650": {
		"doit être compris entre 1 et 3650",
		"muss zwischen 1 und 3650 liegen",
	},
	"must be between 5 and 480": {
		"doit être compris entre 5 et 480",
		"muss zwischen 5 und 480 liegen",
	},
	"must be domains such as example.com": {
		"doit contenir des domaines tels que example.com",
		"muss aus Domains wie example.com bestehen",
	},
	"must be given": {
		"doit être indiqué",
		"muss angegeben werden",
	},
	"must be given, or users": {
		"doit être indiqué, ou des utilisateurs",
		"muss angegeben werden, oder Benutzer",
	},
	"must be Live, PoC, Vendor Access or Partner Demo": {
		"doit être Live, PoC, Vendor Access ou Partner Demo",
		"muss Live, PoC, Vendor Access oder Partner Demo sein",
	},
	"must be text in UTF-8": {
		"doit être du texte en UTF-8",
		"muss Text in UTF-8 sein",
	},
	"must be the GUID of a company": {
		"doit être le GUID d’une entreprise",
		"muss die GUID eines Unternehmens sein",
	},
	"must be the GUID of a group": {
		"doit être le GUID d’un groupe",
		"muss die GUID einer Gruppe sein",
	},
	"must be the GUID of a user": {
		"doit être le GUID d’un utilisateur",
		"muss die GUID eines Benutzers sein",
	},
	"must have no more than %d companies": {
		"ne doit pas compter plus de %d entreprises",
		"darf nicht mehr als %d Unternehmen haben",
	},
	"must have one default": {
		"ne doit compter qu’un seul groupe par défaut",
		"darf nur eine Standardgruppe haben",
	},
	"must name a group once": {
		"ne doit nommer un groupe qu’une fois",
		"darf eine Gruppe nur einmal nennen",
	},
	"must name a user once": {
		"ne doit nommer un utilisateur qu’une fois",
		"darf einen Benutzer nur einmal nennen",
	},
	"must not be longer than 255 characters": {
		"ne doit pas dépasser 255 caractères",
		"darf höchstens 255 Zeichen haben",
	},
	"must not contain control characters": {
		"ne doit pas contenir de caractères de contrôle",
		"darf keine Steuerzeichen enthalten",
	},
	"The company is in the group %s.": {
		"L’entreprise est dans le groupe %s.",
		"Das Unternehmen ist in der Gruppe %s.",
	},
	"The company is not in the group %s.": {
		"L’entreprise n’est pas dans le groupe %s.",
		"Das Unternehmen ist nicht in der Gruppe %s.",
	},
	"The customer is no subsidiary of the user's own any more.": {
		"Le client n’est plus une filiale de celui de l’utilisateur.",
		"Der Kunde ist keine Tochtergesellschaft des Kunden des Benutzers mehr.",
	},
	"The customer is not active.": {
		"Le client n’est pas actif.",
		"Der Kunde ist nicht aktiv.",
	},
	"The default group cannot be deleted. Make another one the default first.": {
		"Le groupe par défaut ne peut pas être supprimé. Désignez-en d’abord un autre.",
		"Die Standardgruppe kann nicht gelöscht werden. Bestimmen Sie zuerst eine andere.",
	},
	"The file is larger than %d MiB.": {
		"Le fichier dépasse %d\u00a0Mio.",
		"Die Datei ist größer als %d MiB.",
	},
	"The group %s has %d users. Put them into another one first.": {
		"Le groupe %s compte %d utilisateurs. Placez-les d’abord dans un autre.",
		"Die Gruppe %s hat %d Benutzer. Ordnen Sie diese zuerst einer anderen zu.",
	},
	"The group %s has reserved %d subscriptions of type %s: %s.": {
		"Le groupe %s a réservé %d abonnements de type %s\u00a0: %s.",
		"Die Gruppe %s hat %d Abonnements vom Typ %s reserviert: %s.",
	},
	"The group %s has reserved no subscriptions of type %s: there is nothing to take.": {
		"Le groupe %s n’a réservé aucun abonnement de type %s\u00a0: il n’y a rien à prendre.",
		"Die Gruppe %s hat keine Abonnements vom Typ %s reserviert: Es gibt nichts zu nehmen.",
	},
	"The group %s may own %d subscriptions of type %s and owns %d: %s.": {
		"Le groupe %s peut posséder %d abonnements de type %s et en possède %d\u00a0: %s.",
		"Die Gruppe %s darf %d Abonnements vom Typ %s besitzen und besitzt %d: %s.",
	},
	"The group %s owns %d subscriptions of type %s: its allocation cannot be %d.": {
		"Le groupe %s possède %d abonnements de type %s\u00a0: son allocation ne peut pas être de %d.",
		"Die Gruppe %s besitzt %d Abonnements vom Typ %s: Ihre Zuteilung kann nicht %d sein.",
	},
	"The group %s owns subscriptions (%s). End them, or give them to another group, first.": {
		"Le groupe %s possède des abonnements (%s). Mettez-y d’abord fin, ou confiez-les à un autre groupe.",
		"Die Gruppe %s besitzt Abonnements (%s). Beenden Sie diese zuerst, oder geben Sie sie einer anderen Gruppe.",
	},
	"The group %s sees all companies. Change that first.": {
		"Le groupe %s voit toutes les entreprises. Modifiez d’abord ce réglage.",
		"Die Gruppe %s sieht alle Unternehmen. Ändern Sie das zuerst.",
	},
	"The group %s sees all companies.": {
		"Le groupe %s voit toutes les entreprises.",
		"Die Gruppe %s sieht alle Unternehmen.",
	},
	"The group owns %d subscriptions of type %s: its allocation cannot be %d.": {
		"Le groupe possède %d abonnements de type %s\u00a0: son allocation ne peut pas être de %d.",
		"Die Gruppe besitzt %d Abonnements vom Typ %s: Ihr Kontingent kann nicht %d sein.",
	},
	"The licence has %d subscriptions of type %s, of which groups have reserved %d and use %d of the rest: %s.": {
		"La licence compte %d abonnements de type %s, dont %d sont réservés par des groupes et %d du reste utilisés\u00a0: %s.",
		"Die Lizenz umfasst %d Abonnements vom Typ %s, von denen Gruppen %d reserviert haben und %d der übrigen nutzen: %s.",
	},
	"The people of %s are led to another customer already.": {
		"Les personnes de %s sont déjà dirigées vers un autre client.",
		"Die Personen von %s werden bereits zu einem anderen Kunden geleitet.",
	},
	"The quota of the group has just been changed. Try again.": {
		"Le quota du groupe vient d’être modifié. Veuillez réessayer.",
		"Das Kontingent der Gruppe wurde gerade geändert. Bitte versuchen Sie es erneut.",
	},
	"The user has expired.": {
		"L’utilisateur a expiré.",
		"Der Benutzer ist abgelaufen.",
	},
	"The user has no access.": {
		"L’utilisateur n’a aucun accès.",
		"Der Benutzer hat keinen Zugang.",
	},
	"The user is an admin, and admins see every company.": {
		"L’utilisateur est administrateur, et les administrateurs voient toutes les entreprises.",
		"Der Benutzer ist Administrator, und Administratoren sehen jedes Unternehmen.",
	},
	"The user is not active.": {
		"L’utilisateur n’est pas actif.",
		"Der Benutzer ist nicht aktiv.",
	},
	"The user was put into it.": {
		"L’utilisateur y a été placé.",
		"Der Benutzer wurde ihr zugeordnet.",
	},
	"The user was put into no group: it is the default.": {
		"L’utilisateur n’a été placé dans aucun groupe\u00a0: c’est le groupe par défaut.",
		"Der Benutzer wurde keiner Gruppe zugeordnet: Sie ist die Standardgruppe.",
	},
	"There is a customer %d already.": {
		"Il existe déjà un client %d.",
		"Es gibt bereits einen Kunden %d.",
	},
	"There is a Vendor Access customer of %s already.": {
		"Il existe déjà un client Vendor Access de %s.",
		"Es gibt bereits einen Vendor-Access-Kunden von %s.",
	},
	"There is an access group called %s already.": {
		"Un groupe d’accès porte déjà le nom %s.",
		"Es gibt bereits eine Zugriffsgruppe namens %s.",
	},
	"There is no company %s.": {
		"L’entreprise %s n’existe pas.",
		"Ein Unternehmen %s gibt es nicht.",
	},
	"There is no such customer.": {
		"Ce client n’existe pas.",
		"Diesen Kunden gibt es nicht.",
	},
	"There is no such user.": {
		"Cet utilisateur n’existe pas.",
		"Diesen Benutzer gibt es nicht.",
	},
	"There must be a default group. Make another one the default.": {
		"Il faut un groupe par défaut. Désignez-en un autre.",
		"Es muss eine Standardgruppe geben. Bestimmen Sie eine andere.",
	},
	"This access has ended.": {
		"Cet accès a pris fin.",
		"Dieser Zugang ist beendet.",
	},
	"This has changed since you read it, or has no version that If-Match could name. Read it again.": {
		"Cet élément a été modifié depuis votre lecture, ou n’a pas de version que If-Match puisse désigner. Veuillez le relire.",
		"Dies wurde geändert, seit Sie es gelesen haben, oder hat keine Version, die If-Match nennen könnte. Bitte lesen Sie es erneut.",
	},
	"this is %d too many": {
		"il y en a %d de trop",
		"das sind %d zu viel",
	},
	"this is one too many": {
		"il y en a un de trop",
		"das ist eines zu viel",
	},
	"what is deleted must have no other change": {
		"ce qui est supprimé ne doit avoir aucune autre modification",
		"was gelöscht wird, darf keine andere Änderung haben",
	},
	"What you handed in is not kept any more. Hand it in again.": {
		"Ce que vous avez déposé n’est plus conservé. Déposez-le à nouveau.",
		"Was Sie eingereicht haben, wird nicht mehr aufbewahrt. Reichen Sie es erneut ein.",
	},
	"Your rights have just been changed. Try again.": {
		"Vos droits viennent d’être modifiés. Veuillez réessayer.",
		"Ihre Rechte wurden gerade geändert. Bitte versuchen Sie es erneut.",
	},
	"must not be longer than 100 characters": {
		"ne doit pas dépasser 100 caractères",
		"darf nicht länger als 100 Zeichen sein",
	},
	"must be a name without addresses of pages": {
		"doit être un nom sans adresse de page",
		"muss ein Name ohne Adressen von Seiten sein",
	},
	"must be a colour such as #0b5e51": {
		"doit être une couleur telle que #0b5e51",
		"muss eine Farbe wie #0b5e51 sein",
	},
	"White text on it has a contrast of %.1f to 1: choose a darker colour, of at least 4.5 to 1.": {
		"Un texte blanc y a un contraste de %.1f pour 1\u00a0: choisissez une couleur plus foncée, d’au moins 4,5 pour 1.",
		"Weißer Text hat darauf einen Kontrast von %.1f zu 1: Wählen Sie eine dunklere Farbe mit mindestens 4,5 zu 1.",
	},
	"must be a PNG picture": {
		"doit être une image PNG",
		"muss ein PNG-Bild sein",
	},
	"must be between %d and %d days, or kept for good": {
		"doit être compris entre %d et %d jours, ou conservé pour toujours",
		"muss zwischen %d und %d Tagen liegen oder für immer aufbewahrt werden",
	},
}
