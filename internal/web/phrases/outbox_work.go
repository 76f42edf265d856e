package phrases

// outboxWork is what the list of the outbox says, its views, and the notes of a request.
var outboxWork = area{
	"%d here, of %s": {
		"%d ici, sur %s",
		"%d hier, von %s",
	},
	"%d request": {
		"%d demande",
		"%d Anfrage",
	},
	"%d requests": {
		"%d demandes",
		"%d Anfragen",
	},
	"%s approved the registration": {
		"%s a approuvé l’inscription",
		"%s hat die Registrierung genehmigt",
	},
	"%s changed the notes": {
		"%s a modifié les notes",
		"%s hat die Notizen geändert",
	},
	"%s extended the access": {
		"%s a prolongé l’accès",
		"%s hat den Zugang verlängert",
	},
	"%s opened the invitation": {
		"%s a ouvert l’invitation",
		"%s hat die Einladung geöffnet",
	},
	"%s rejected the registration": {
		"%s a rejeté l’inscription",
		"%s hat die Registrierung zurückgewiesen",
	},
	"%s revoked the access": {
		"%s a révoqué l’accès",
		"%s hat den Zugang entzogen",
	},
	"%s sent the invitation again": {
		"%s a renvoyé l’invitation",
		"%s hat die Einladung erneut gesendet",
	},
	"%s ticked": {
		"%s cochées",
		"%s angehakt",
	},
	", in this order, with every column.": {
		", dans cet ordre, avec toutes les colonnes.",
		", in dieser Reihenfolge, mit allen Spalten.",
	},
	"1 ticked": {
		"1 cochée",
		"1 angehakt",
	},
	"A view keeps filters, order and columns. Who opens one that is shared sees in it what they may see.": {
		"Une vue conserve les filtres, l’ordre et les colonnes. Qui ouvre une vue partagée y voit ce qui lui est permis de voir.",
		"Eine Ansicht enthält Filter, Reihenfolge und Spalten. Wer eine geteilte öffnet, sieht darin, was er sehen darf.",
	},
	"Access requests": {
		"Demandes d’accès",
		"Zugangsanfragen",
	},
	"Approved by itself: an earlier invitation to the same person had ended": {
		"Approuvée d’elle-même\u00a0: une invitation antérieure de la même personne avait pris fin",
		"Von selbst genehmigt: Eine frühere Einladung derselben Person war abgelaufen",
	},
	"As somebody else has left them": {
		"Telles que quelqu’un d’autre les a laissées",
		"Wie jemand anderes sie hinterlassen hat",
	},
	"Before that": {
		"Avant cela",
		"Davor",
	},
	"Columns": {
		"Colonnes",
		"Spalten",
	},
	"Columns beside the recipient": {
		"Colonnes à côté du destinataire",
		"Spalten neben dem Empfänger",
	},
	"Do something to several requests": {
		"Agir sur plusieurs demandes",
		"Mehrere Anfragen bearbeiten",
	},
	"Edit": {
		"Modifier",
		"Bearbeiten",
	},
	"Empty.": {
		"Vides.",
		"Leer.",
	},
	"Everything": {
		"Tout",
		"Alles",
	},
	"Export": {
		"Exporter",
		"Exportieren",
	},
	"Gatehouse": {
		"Gatehouse",
		"Gatehouse",
	},
	"Invite": {
		"Inviter",
		"Einladen",
	},
	"Invite somebody, or publish a registration form and wait for who comes.": {
		"Invitez quelqu’un, ou publiez un formulaire d’inscription et attendez de voir qui vient.",
		"Laden Sie jemanden ein oder veröffentlichen Sie ein Registrierungsformular und warten Sie, wer kommt.",
	},
	"More views": {
		"Autres vues",
		"Weitere Ansichten",
	},
	"My views": {
		"Mes vues",
		"Meine Ansichten",
	},
	"Nothing is written down yet. Only your organisation sees notes.": {
		"Rien n’est encore noté. Seule votre organisation voit les notes.",
		"Noch ist nichts notiert. Nur Ihre Organisation sieht Notizen.",
	},
	"Nothing that you see is called “%s”.": {
		"Rien de ce que vous voyez ne s’appelle «\u00a0%s\u00a0».",
		"Nichts, was Sie sehen, heißt „%s“.",
	},
	"Registration forms": {
		"Formulaires d’inscription",
		"Registrierungsformulare",
	},
	"Remove the filter %s": {
		"Retirer le filtre %s",
		"Filter %s entfernen",
	},
	"Save a view": {
		"Enregistrer une vue",
		"Eine Ansicht speichern",
	},
	"Save as a view": {
		"Enregistrer comme vue",
		"Als Ansicht speichern",
	},
	"Save the notes": {
		"Enregistrer les notes",
		"Notizen speichern",
	},
	"Saved views": {
		"Vues enregistrées",
		"Gespeicherte Ansichten",
	},
	"Send the first invitation": {
		"Envoyer la première invitation",
		"Die erste Einladung senden",
	},
	"Share it with everybody in my organisation": {
		"La partager avec toute mon organisation",
		"Mit allen in meiner Organisation teilen",
	},
	"Shared by others": {
		"Partagées par d’autres",
		"Von anderen geteilt",
	},
	"Show these": {
		"Afficher celles-ci",
		"Diese anzeigen",
	},
	"The notes are saved.": {
		"Les notes sont enregistrées.",
		"Die Notizen sind gespeichert.",
	},
	"The ticked requests": {
		"Les demandes cochées",
		"Die angehakten Anfragen",
	},
	"The view is back.": {
		"La vue est rétablie.",
		"Die Ansicht ist wieder da.",
	},
	"The view is deleted.": {
		"La vue est supprimée.",
		"Die Ansicht ist gelöscht.",
	},
	"The view is saved.": {
		"La vue est enregistrée.",
		"Die Ansicht ist gespeichert.",
	},
	"Tick %s": {
		"Cocher %s",
		"%s anhaken",
	},
	"Tick all on this page": {
		"Cocher toutes celles de cette page",
		"Alle auf dieser Seite anhaken",
	},
	"Ticked": {
		"Cochée",
		"Angehakt",
	},
	"To which requests": {
		"Sur quelles demandes",
		"Für welche Anfragen",
	},
	"Undo": {
		"Annuler la suppression",
		"Rückgängig",
	},
	"Undo the change": {
		"Annuler la modification",
		"Änderung rückgängig machen",
	},
	"Update “%s”": {
		"Mettre à jour «\u00a0%s\u00a0»",
		"„%s“ aktualisieren",
	},
	"Views": {
		"Vues",
		"Ansichten",
	},
	"What you wrote is below. Take over what you need: to save puts it in place of theirs.": {
		"Ce que vous avez écrit est ci-dessous. Reprenez ce qu’il vous faut\u00a0: l’enregistrement remplace leurs notes par les vôtres.",
		"Was Sie geschrieben haben, steht unten. Übernehmen Sie, was Sie brauchen: Speichern ersetzt deren Notizen durch Ihre.",
	},
	"Without filters: open the outbox, choose some, and come back with “Save as a view”.": {
		"Sans filtres\u00a0: ouvrez la boîte d’envoi, choisissez-en, puis revenez avec «\u00a0Enregistrer comme vue\u00a0».",
		"Ohne Filter: Öffnen Sie den Postausgang, wählen Sie welche und kommen Sie mit „Als Ansicht speichern“ zurück.",
	},
	"Write notes": {
		"Écrire des notes",
		"Notizen schreiben",
	},
	"A preview comes first.": {
		"Un aperçu vient d’abord.",
		"Zuerst kommt eine Vorschau.",
	},
	"more than %d requests": {
		"plus de %d demandes",
		"mehr als %d Anfragen",
	},
	"shared by %s": {
		"partagée par %s",
		"geteilt von %s",
	},
	"In the list": {
		"Dans la liste",
		"In der Liste",
	},
	"On a request of that list": {
		"Sur une demande de cette liste",
		"Auf einer Anfrage dieser Liste",
	},
}
