package phrase

// pages is what the console and the pages of recipients say of their own.
var pages = area{
	"must be queued, sent, refused or dropped": {
		"doit être queued, sent, refused ou dropped",
		"muss queued, sent, refused oder dropped sein",
	},
	"A form may hold %d kB.": {
		"Un formulaire ne peut pas dépasser %d\u00a0ko.",
		"Ein Formular darf höchstens %d kB umfassen.",
	},
	"An invitation has no such mail.": {
		"Une invitation n’a pas de tel e-mail.",
		"Eine solche E-Mail hat eine Einladung nicht.",
	},
	"An invitation is accepted or declined.": {
		"Une invitation s’accepte ou se refuse.",
		"Eine Einladung wird angenommen oder abgelehnt.",
	},
	"An invitation is accepted, declined or passed on.": {
		"Une invitation s’accepte, se refuse ou se transmet.",
		"Eine Einladung wird angenommen, abgelehnt oder weitergegeben.",
	},
	"Another site sent this form. Open the page here and send it again.": {
		"Ce formulaire a été envoyé par un autre site. Ouvrez la page ici et envoyez-le à nouveau.",
		"Eine andere Website hat dieses Formular gesendet. Öffnen Sie die Seite hier und senden Sie es erneut.",
	},
	"Choose a file first.": {
		"Choisissez d’abord un fichier.",
		"Wählen Sie zuerst eine Datei.",
	},
	"Enter your e-mail address.": {
		"Saisissez votre adresse e-mail.",
		"Geben Sie Ihre E-Mail-Adresse ein.",
	},
	"That cannot be done to a user.": {
		"Cela ne peut pas être fait à un utilisateur.",
		"Das lässt sich mit einem Benutzer nicht tun.",
	},
	"has a value that is neither a guid nor an integer id": {
		"contient une valeur qui n’est ni un GUID ni un identifiant entier",
		"enthält einen Wert, der weder eine GUID noch eine ganzzahlige Kennung ist",
	},
	"has more than %d rows: send it in parts, or with the command gatehouse invite": {
		"comporte plus de %d lignes\u00a0: envoyez-le en plusieurs parties, ou avec la commande gatehouse invite",
		"hat mehr als %d Zeilen: Senden Sie sie in Teilen oder mit dem Befehl gatehouse invite",
	},
	"has no rows below its first line": {
		"n’a aucune ligne sous la première",
		"hat keine Zeilen unter der ersten",
	},
	"is no order of this list": {
		"n’est pas un ordre de cette liste",
		"ist keine Sortierung dieser Liste",
	},
	"is not a column that the list can be sorted by": {
		"n’est pas une colonne selon laquelle la liste peut être triée",
		"ist keine Spalte, nach der die Liste sortiert werden kann",
	},
	"lists more than %d values": {
		"cite plus de %d valeurs",
		"nennt mehr als %d Werte",
	},
	"must be a day such as 2026-12-31": {
		"doit être un jour tel que 2026-12-31",
		"muss ein Tag wie 2026-12-31 sein",
	},
	"must be a guid": {
		"doit être un GUID",
		"muss eine GUID sein",
	},
	"must be a number from %d to %d": {
		"doit être un nombre de %d à %d",
		"muss eine Zahl von %d bis %d sein",
	},
	"must be approve or reject": {
		"doit être approve ou reject",
		"muss approve oder reject sein",
	},
	"must be awaiting, approved, rejected or all": {
		"doit être awaiting, approved, rejected ou all",
		"muss awaiting, approved, rejected oder all sein",
	},
	"must be chosen": {
		"doit être choisi",
		"muss ausgewählt werden",
	},
	"must be chosen: tick the companies that you mean": {
		"doit être indiqué\u00a0: cochez les entreprises concernées",
		"muss ausgewählt werden: Haken Sie die gemeinten Unternehmen an",
	},
	"must be no more than %d": {
		"ne doit pas dépasser %d",
		"darf höchstens %d umfassen",
	},
	"must be one of skip, resend, invite, fail": {
		"doit être skip, resend, invite ou fail",
		"muss skip, resend, invite oder fail sein",
	},
	"must be written as Name <address>, one in a line": {
		"doit s’écrire Nom <adresse>, un par ligne",
		"muss als Name <Adresse> geschrieben sein, je Zeile einer",
	},
	"must be XML in UTF-8": {
		"doit être du XML en UTF-8",
		"muss XML in UTF-8 sein",
	},
	"must have lines such as Purchasing = Suppliers in Europe": {
		"doit contenir des lignes telles que Achats = Fournisseurs en Europe",
		"muss Zeilen wie Einkauf = Lieferanten in Europa enthalten",
	},
	"must have lines such as Risk team = customer_user": {
		"doit contenir des lignes telles que Équipe risques = customer_user",
		"muss Zeilen wie Risikoteam = customer_user enthalten",
	},
	"No page has this address.": {
		"Aucune page ne se trouve à cette adresse.",
		"Unter dieser Adresse gibt es keine Seite.",
	},
	"Nothing was sent: %d rows cannot be, and you asked for all or nothing.": {
		"Rien n’a été envoyé\u00a0: %d lignes ne peuvent pas l’être, et vous avez demandé tout ou rien.",
		"Nichts wurde gesendet: %d Zeilen können es nicht, und Sie wollten alles oder nichts.",
	},
	"Say which sessions are to end: all, or the others.": {
		"Indiquez quelles sessions doivent prendre fin\u00a0: toutes, ou les autres.",
		"Geben Sie an, welche Sitzungen enden sollen: alle oder die anderen.",
	},
	"That cannot be done to a company.": {
		"Cette opération n’existe pas pour une entreprise.",
		"Das ist mit einem Unternehmen nicht möglich.",
	},
	"That cannot be done to a contact.": {
		"Cette opération n’existe pas pour un contact.",
		"Das ist mit einem Kontakt nicht möglich.",
	},
	"That cannot be done to a form.": {
		"Cette opération n’existe pas pour un formulaire.",
		"Das ist mit einem Formular nicht möglich.",
	},
	"That cannot be done to a registration.": {
		"Cette opération n’existe pas pour une inscription.",
		"Das ist mit einer Registrierung nicht möglich.",
	},
	"That cannot be done to a request.": {
		"Cette opération n’existe pas pour une demande.",
		"Das ist mit einer Anfrage nicht möglich.",
	},
	"That cannot be done to a token.": {
		"Cette opération n’existe pas pour un jeton.",
		"Das ist mit einem Token nicht möglich.",
	},
	"That cannot be done to companies.": {
		"Cette opération n’existe pas pour des entreprises.",
		"Das ist mit Unternehmen nicht möglich.",
	},
	"That cannot be done to requests.": {
		"Cette opération n’existe pas pour des demandes.",
		"Das ist mit Anfragen nicht möglich.",
	},
	"That took too long. Sign in again.": {
		"Cela a pris trop de temps. Veuillez vous reconnecter.",
		"Das hat zu lange gedauert. Bitte melden Sie sich erneut an.",
	},
	"The address of this page is damaged.": {
		"L’adresse de cette page est endommagée.",
		"Die Adresse dieser Seite ist beschädigt.",
	},
	"The answer of your identity provider cannot be trusted, or is too old. Start again; if that does not help, ask the administrator of your organisation.": {
		"La réponse de votre fournisseur d’identité n’est pas digne de confiance, ou est trop ancienne. Recommencez\u00a0; si cela ne suffit pas, adressez-vous à l’administrateur de votre organisation.",
		"Der Antwort Ihres Identitätsanbieters kann nicht vertraut werden, oder sie ist zu alt. Beginnen Sie noch einmal; wenn das nicht hilft, wenden Sie sich an den Administrator Ihrer Organisation.",
	},
	"The form is damaged.": {
		"Le formulaire est endommagé.",
		"Das Formular ist beschädigt.",
	},
	"The reference has no such page.": {
		"La référence n’a pas de page à cette adresse.",
		"Die Referenz hat keine solche Seite.",
	},
	"there is no group with the name %s": {
		"aucun groupe ne porte le nom %s",
		"es gibt keine Gruppe mit dem Namen %s",
	},
	"There is no such file.": {
		"Ce fichier n’existe pas.",
		"Diese Datei gibt es nicht.",
	},
	"There is no such protocol.": {
		"Ce protocole n’existe pas.",
		"Dieses Protokoll gibt es nicht.",
	},
	"There were too few mails left today for all rows. Send again tomorrow: nobody is invited twice.": {
		"Il ne restait pas assez d’e-mails aujourd’hui pour toutes les lignes. Envoyez à nouveau demain\u00a0: personne n’est invité deux fois.",
		"Für alle Zeilen waren heute nicht genug E-Mails übrig. Senden Sie morgen noch einmal: Niemand wird zweimal eingeladen.",
	},
	"There were too many wrong codes. Sign in again.": {
		"Trop de codes incorrects ont été saisis. Veuillez vous reconnecter.",
		"Es gab zu viele falsche Codes. Bitte melden Sie sich erneut an.",
	},
	"These filters are damaged.": {
		"Ces filtres sont endommagés.",
		"Diese Filter sind beschädigt.",
	},
	"This form is being sent already. Look into the outbox.": {
		"Ce formulaire est déjà en cours d’envoi. Consultez la boîte d’envoi.",
		"Dieses Formular wird schon gesendet. Sehen Sie in den Postausgang.",
	},
	"This is a file: mend it and hand it in again.": {
		"C’est un fichier\u00a0: corrigez-le et déposez-le de nouveau.",
		"Das ist eine Datei: Verbessern Sie sie und reichen Sie sie noch einmal ein.",
	},
	"This is no logout token that can be trusted.": {
		"Ce jeton de déconnexion n’est pas digne de confiance.",
		"Diesem Abmelde-Token kann nicht vertraut werden.",
	},
	"This is none of the doors that were shown.": {
		"Ce n’est aucun des accès proposés.",
		"Das ist keiner der angezeigten Zugänge.",
	},
	"This is none of the ways that were shown.": {
		"Ce n’est aucun des profils proposés.",
		"Das ist keines der angezeigten Profile.",
	},
	"This link is not known here.": {
		"Ce lien est inconnu.",
		"Dieser Link ist hier nicht bekannt.",
	},
	"This logout token was used before.": {
		"Ce jeton de déconnexion a déjà été utilisé.",
		"Dieser Abmelde-Token wurde bereits verwendet.",
	},
	"This page cannot be asked with %s.": {
		"Cette page n’accepte pas la méthode %s.",
		"Diese Seite lässt sich nicht mit %s aufrufen.",
	},
	"This page reads forms, not %s.": {
		"Cette page lit des formulaires, et non %s.",
		"Diese Seite liest Formulare, nicht %s.",
	},
	"This sign-in was begun in another browser, or too long ago.": {
		"Cette connexion a été commencée dans un autre navigateur, ou il y a trop longtemps.",
		"Diese Anmeldung wurde in einem anderen Browser begonnen, oder vor zu langer Zeit.",
	},
	"Tick at least one company.": {
		"Cochez au moins une entreprise.",
		"Haken Sie mindestens ein Unternehmen an.",
	},
	"What your identity provider sent was refused. Start again. If that does not help, ask the administrator of your organisation, who finds the reason in the record.": {
		"Ce que votre fournisseur d’identité a envoyé a été refusé. Recommencez. Si cela ne suffit pas, adressez-vous à l’administrateur de votre organisation, qui en trouvera la raison dans le journal.",
		"Was Ihr Identitätsanbieter gesendet hat, wurde abgelehnt. Beginnen Sie noch einmal. Wenn das nicht hilft, wenden Sie sich an den Administrator Ihrer Organisation, der den Grund im Protokoll findet.",
	},
	"Your identity provider cannot be reached, or is not set up as it should be. Try again later, or ask the administrator of your organisation.": {
		"Votre fournisseur d’identité est injoignable, ou n’est pas configuré correctement. Réessayez plus tard, ou adressez-vous à l’administrateur de votre organisation.",
		"Ihr Identitätsanbieter ist nicht erreichbar oder nicht richtig eingerichtet. Versuchen Sie es später erneut, oder wenden Sie sich an den Administrator Ihrer Organisation.",
	},
	"Your identity provider did not sign you in.": {
		"Votre fournisseur d’identité ne vous a pas connecté.",
		"Ihr Identitätsanbieter hat Sie nicht angemeldet.",
	},
	"Your session has just got a new secret. Open the page and send it again.": {
		"Le secret de votre session vient d’être renouvelé. Ouvrez la page et envoyez à nouveau le formulaire.",
		"Ihre Sitzung hat gerade ein neues Geheimnis erhalten. Öffnen Sie die Seite und senden Sie das Formular erneut.",
	},
	"cannot be read: it is neither JSON nor XML nor lines with an equals sign": {
		"illisible\u00a0: ce n’est ni du JSON, ni du XML, ni des lignes avec un signe égal",
		"nicht lesbar: weder JSON noch XML noch Zeilen mit Gleichheitszeichen",
	},
	"has a name that is not text": {
		"a un nom qui n’est pas du texte",
		"hat einen Namen, der kein Text ist",
	},
	"More time is given or it is not.": {
		"Le délai est accordé ou il ne l’est pas.",
		"Die Zeit wird gegeben oder nicht.",
	},
	"That cannot be done to groups.": {
		"Cela ne peut pas être fait à des groupes.",
		"Das ist mit Gruppen nicht möglich.",
	},
	"The access has changed since. Look at it as it is now, and send the form again.": {
		"L’accès a changé depuis. Regardez-le tel qu’il est maintenant, puis renvoyez le formulaire.",
		"Der Zugang hat sich seither geändert. Sehen Sie ihn an, wie er jetzt ist, und senden Sie das Formular erneut.",
	},
	"The group has changed since.": {
		"Le groupe a changé depuis.",
		"Die Gruppe hat sich seither geändert.",
	},
	"The group has changed since. Look at it as it is now, and send the form again.": {
		"Le groupe a changé depuis. Regardez-le tel qu’il est maintenant, puis renvoyez le formulaire.",
		"Die Gruppe hat sich seither geändert. Sehen Sie sie an, wie sie jetzt ist, und senden Sie das Formular erneut.",
	},
	"must be chosen: tick the users that you mean": {
		"doit être choisi\u00a0: cochez les utilisateurs concernés",
		"muss gewählt sein: Haken Sie die gemeinten Benutzer an",
	},
	"You are saving %d files already. Wait until one of them is done.": {
		"Vous enregistrez déjà %d fichiers. Attendez que l’un d’eux soit terminé.",
		"Sie speichern bereits %d Dateien. Warten Sie, bis eine davon fertig ist.",
	},
	"You are sending %d large forms already. Wait until one of them is done.": {
		"Vous envoyez déjà %d gros formulaires. Attendez que l’un d’eux soit terminé.",
		"Sie senden bereits %d große Formulare. Warten Sie, bis eines davon fertig ist.",
	},
	"there are several companies %q: write the domain": {
		"il y a plusieurs entreprises %q\u00a0: indiquez le domaine",
		"es gibt mehrere Unternehmen %q: Geben Sie die Domain an",
	},
	"there is no company %q": {
		"il n’y a pas d’entreprise %q",
		"es gibt kein Unternehmen %q",
	},
	"There is no such colour.": {
		"Cette couleur n’existe pas.",
		"Diese Farbe gibt es nicht.",
	},
	"must not be before the beginning": {
		"ne doit pas précéder le début",
		"darf nicht vor dem Anfang liegen",
	},
	"There is no such event.": {
		"Cet événement n’existe pas.",
		"Dieses Ereignis gibt es nicht.",
	},
	"must be a number above 0, or empty for the default": {
		"doit être un nombre supérieur à 0, ou vide pour la valeur par défaut",
		"muss eine Zahl über 0 sein oder leer für den Standard",
	},
}
