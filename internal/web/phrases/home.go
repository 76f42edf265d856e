package phrases

// home is what the first page says: what waits, and the funnel.
var home = area{
	"%d other": {
		"%d autre",
		"%d weitere Person",
	},
	"%d others": {
		"%d autres",
		"%d weitere Personen",
	},
	"%d%% of the invited": {
		"%d%% des personnes invitées",
		"%d%% der Eingeladenen",
	},
	"%s accepted": {
		"%s a accepté",
		"%s hat angenommen",
	},
	"%s of %s, until %s": {
		"%s de %s, jusqu’au %s",
		"%s von %s, bis %s",
	},
	"%s registered through a form": {
		"%s s’est inscrit par un formulaire",
		"%s hat sich über ein Formular registriert",
	},
	"%s, until %s": {
		"%s, jusqu’au %s",
		"%s, bis %s",
	},
	"A file with names and domains is enough. You see what would happen before it does.": {
		"Un fichier avec des noms et des domaines suffit. Vous voyez ce qui se passerait avant que cela n’arrive.",
		"Eine Datei mit Namen und Domains genügt. Sie sehen, was geschehen würde, bevor es geschieht.",
	},
	"A person at a vendor or a client gets a mail with a link, and access for the days that you choose.": {
		"Une personne chez un fournisseur ou un client reçoit un message avec un lien, et un accès pour le nombre de jours que vous choisissez.",
		"Eine Person bei einem Lieferanten oder Kunden erhält eine E-Mail mit einem Link, und Zugang für so viele Tage, wie Sie wählen.",
	},
	"API token of your organisation expires within two weeks": {
		"jeton d’API de votre organisation expire dans les deux semaines",
		"API-Token Ihrer Organisation läuft innerhalb von zwei Wochen ab",
	},
	"API token of yours expires within two weeks": {
		"de vos jetons d’API expire dans les deux semaines",
		"Ihrer API-Token läuft innerhalb von zwei Wochen ab",
	},
	"API tokens of your organisation expire within two weeks": {
		"jetons d’API de votre organisation expirent dans les deux semaines",
		"API-Token Ihrer Organisation laufen innerhalb von zwei Wochen ab",
	},
	"API tokens of yours expire within two weeks": {
		"de vos jetons d’API expirent dans les deux semaines",
		"Ihrer API-Token laufen innerhalb von zwei Wochen ab",
	},
	"Active requests": {
		"Demandes actives",
		"Aktive Anfragen",
	},
	"Answers are counted from %s on.": {
		"Les réponses sont comptées depuis le %s.",
		"Antworten werden ab dem %s gezählt.",
	},
	"Bring your companies": {
		"Apportez vos entreprises",
		"Bringen Sie Ihre Unternehmen mit",
	},
	"By reason": {
		"Par motif",
		"Nach Anlass",
	},
	"By reason, in the last twelve months": {
		"Par motif, au cours des douze derniers mois",
		"Nach Anlass, in den letzten zwölf Monaten",
	},
	"Decide": {
		"Décider",
		"Entscheiden",
	},
	"Declined requests": {
		"Demandes refusées",
		"Abgelehnte Anfragen",
	},
	"Each month is a gate: its outer arch is as high as the number of invitations, the arches inside as high as the numbers of those that were opened, accepted and, after that, resolved.": {
		"Chaque mois est un portail\u00a0: son arche extérieure a la hauteur du nombre d’invitations, les arches intérieures celles des nombres d’invitations ouvertes, acceptées et, ensuite, résolues.",
		"Jeder Monat ist ein Tor: Sein äußerer Bogen ist so hoch wie die Zahl der Einladungen, die Bögen darin so hoch wie die Zahlen derer, die geöffnet, angenommen und danach erledigt wurden.",
	},
	"I have seen them": {
		"Je les ai vues",
		"Ich habe sie gesehen",
	},
	"Invitations by month": {
		"Invitations par mois",
		"Einladungen nach Monat",
	},
	"Invitations by the month in which they were made, in the last twelve months": {
		"Invitations selon le mois de leur création, au cours des douze derniers mois",
		"Einladungen nach dem Monat, in dem sie angelegt wurden, in den letzten zwölf Monaten",
	},
	"Let people come to you": {
		"Laissez les gens venir à vous",
		"Lassen Sie Menschen auf sich zukommen",
	},
	"Make a form": {
		"Créer un formulaire",
		"Ein Formular anlegen",
	},
	"Month": {
		"Mois",
		"Monat",
	},
	"More may wait for you: so much waits in your organisation that only a part of it was looked through.": {
		"Il se peut que davantage vous attende : tant de choses attendent dans votre organisation que seule une partie en a été parcourue.",
		"Vielleicht wartet mehr auf Sie: In Ihrer Organisation wartet so viel, dass nur ein Teil davon durchgesehen wurde.",
	},
	"Noted. From now on only what is new is counted.": {
		"C’est noté. Désormais, seul ce qui est nouveau est compté.",
		"Notiert. Von jetzt an wird nur Neues gezählt.",
	},
	"Nothing waits for you. Everything that was asked is answered, and nothing ends soon.": {
		"Rien ne vous attend. Tout ce qui était demandé a sa réponse, et rien ne se termine bientôt.",
		"Nichts wartet auf Sie. Alles, was gefragt war, ist beantwortet, und nichts endet bald.",
	},
	"Opened": {
		"Ouvertes",
		"Geöffnet",
	},
	"Pending requests": {
		"Demandes en attente",
		"Offene Anfragen",
	},
	"Publish a registration form. Whoever fills it in waits for your decision.": {
		"Publiez un formulaire d’inscription. Quiconque le remplit attend votre décision.",
		"Veröffentlichen Sie ein Registrierungsformular. Wer es ausfüllt, wartet auf Ihre Entscheidung.",
	},
	"Recently": {
		"Récemment",
		"Zuletzt",
	},
	"Send an invitation": {
		"Envoyer une invitation",
		"Eine Einladung senden",
	},
	"The mail server of the recipient refused the mail.": {
		"Le serveur de messagerie du destinataire a refusé le message.",
		"Der Mailserver des Empfängers hat die E-Mail zurückgewiesen.",
	},
	"The oldest is of %s.": {
		"La plus ancienne date du %s.",
		"Die älteste ist vom %s.",
	},
	"The same as a table": {
		"La même chose en tableau",
		"Dasselbe als Tabelle",
	},
	"Welcome. Here is how to begin.": {
		"Bienvenue. Voici comment commencer.",
		"Willkommen. So fangen Sie an.",
	},
	"What became of invitations": {
		"Ce que sont devenues les invitations",
		"Was aus Einladungen wurde",
	},
	"What waits for you": {
		"Ce qui vous attend",
		"Was auf Sie wartet",
	},
	"What waits for you, and what became of invitations.": {
		"Ce qui vous attend, et ce que sont devenues les invitations.",
		"Was auf Sie wartet, und was aus Einladungen wurde.",
	},
	"You see more requests than are counted here: these are the newest.": {
		"Vous voyez plus de demandes qu’il n’en est compté ici\u00a0: ce sont les plus récentes.",
		"Sie sehen mehr Anfragen, als hier gezählt sind: Dies sind die neuesten.",
	},
	"Your tokens": {
		"Vos jetons",
		"Ihre Token",
	},
	"access ends within two weeks": {
		"accès se termine dans les deux semaines",
		"Zugang endet innerhalb von zwei Wochen",
	},
	"accesses end within two weeks": {
		"accès se terminent dans les deux semaines",
		"Zugänge enden innerhalb von zwei Wochen",
	},
	"finding was answered": {
		"constat a reçu une réponse",
		"Befund wurde beantwortet",
	},
	"findings were answered": {
		"constats ont reçu une réponse",
		"Befunde wurden beantwortet",
	},
	"invitation could not be delivered": {
		"invitation n’a pas pu être remise",
		"Einladung konnte nicht zugestellt werden",
	},
	"invitation ends within three days": {
		"invitation se termine dans les trois jours",
		"Einladung endet innerhalb von drei Tagen",
	},
	"invitation was accepted": {
		"invitation a été acceptée",
		"Einladung wurde angenommen",
	},
	"invitation was declined": {
		"invitation a été refusée",
		"Einladung wurde abgelehnt",
	},
	"invitations could not be delivered": {
		"invitations n’ont pas pu être remises",
		"Einladungen konnten nicht zugestellt werden",
	},
	"invitations end within three days": {
		"invitations se terminent dans les trois jours",
		"Einladungen enden innerhalb von drei Tagen",
	},
	"invitations were accepted": {
		"invitations ont été acceptées",
		"Einladungen wurden angenommen",
	},
	"invitations were declined": {
		"invitations ont été refusées",
		"Einladungen wurden abgelehnt",
	},
	"message that you have not read": {
		"message que vous n’avez pas lu",
		"Nachricht, die Sie nicht gelesen haben",
	},
	"messages that you have not read": {
		"messages que vous n’avez pas lus",
		"Nachrichten, die Sie nicht gelesen haben",
	},
	"registration waits for a decision": {
		"inscription attend une décision",
		"Registrierung wartet auf eine Entscheidung",
	},
	"registrations wait for a decision": {
		"inscriptions attendent une décision",
		"Registrierungen warten auf eine Entscheidung",
	},
	"request in your inbox is unread": {
		"demande non lue dans votre boîte de réception",
		"Anfrage in Ihrem Posteingang ist ungelesen",
	},
	"requests in your inbox are unread": {
		"demandes non lues dans votre boîte de réception",
		"Anfragen in Ihrem Posteingang sind ungelesen",
	},
	"user can sign in for two more weeks at most": {
		"utilisateur ne peut plus se connecter que deux semaines au plus",
		"Benutzer kann sich noch höchstens zwei Wochen lang anmelden",
	},
	"users can sign in for two more weeks at most": {
		"utilisateurs ne peuvent plus se connecter que deux semaines au plus",
		"Benutzer können sich noch höchstens zwei Wochen lang anmelden",
	},
}
