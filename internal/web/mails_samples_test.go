package web

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

func init() { sampleSets = append(sampleSets, mailSamples) } //nolint:gochecknoinits // each area has samples of its own

// mailSamples are the pages of mails and of their wording, in every state.
func mailSamples() []sample {
	c := &Web{PublicURL: "https://gatehouse.blueseas.example"}
	by := sampleInviter()
	by.Role = actor.Admin
	var rows []collab.Posted
	for i, content := range mail.Specimens(sampleTime) {
		sent := sampleTime.Add(-time.Duration(i) * time.Hour)
		request := "01938f0e-0000-7000-8000-000000000003"
		p := collab.Posted{Mail: mail.Mail{
			GUID: "01938f0e-0000-7000-8000-000000000001", Template: content.Template(), Recipient: "maria.castro@blackhills.example", Name: "Maria Castro",
			Language: mail.Languages[i%3], State: collab.MailStates[i%4], CreatedAt: sent, Tries: 1, RequestGUID: &request,
		}, Subject: "A subject of some length about Black Hills Technologies"}
		switch p.State {
		case mail.Sent:
			p.SentAt = &sent
		case mail.Refused:
			p.Error = "550 5.1.1 The mailbox does not exist."
		}
		p.IsTest = i == 9
		if i == 4 {
			p.Recipient, p.Name = "", ""
		}
		rows = append(rows, p)
	}
	list := c.newMails(by, mailsFilter{}, rows, "next")
	none := c.newMails(by, mailsFilter{state: mail.Refused, query: "nobody"}, nil, "")
	empty := c.newMails(by, mailsFilter{}, nil, "")
	said := previewed(mail.Invitation(mail.Specimen("invitation_intro", sampleTime).(mail.InvitationIntro)), mail.Wording{})
	refused := c.newMail(by, &rows[6], said, nil)
	refused.Picture.Href = ""
	sent := c.newMail(by, &rows[1], said, fault.Of(fault.New(fault.Conflict, "An invitation is sent again from its request, with a new link.")))
	sent.HasLink, sent.Picture.Href, sent.Notice = true, "", say("It is on its way again.")
	live := c.newMail(by, &rows[6], said, nil)
	live.HasLink, live.Picture.Href, live.CanReveal = true, "", true
	revealed := live
	revealed.CanReveal = false
	short := said
	short.HTML = "<p>Hello Maria Castro</p>" // with styles of its own it would keep no policy but the frame's
	revealed.reveal(mail.Opened{Rendered: short, Link: "https://gatehouse.blueseas.example/invitations/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG", Code: "123456"})
	words := c.newWordings(by, []mail.Wording{{Template: "invitation", Language: "fr", Version: 2}})
	return append([]sample{
		{"mails", list}, {"mails-none", none}, {"mails-empty", empty}, {"mail", refused}, {"mail-sent", sent}, {"mail-live", live}, {"mail-revealed", revealed}, {"wordings", words},
	}, wordingSamples(c, by)...)
}

func wordingSamples(c *Web, by actor.Actor) []sample {
	own := mail.Wording{
		Template: "invitation", Language: "fr", Subject: "{{company}} et nous", Opening: "Chère {{recipient}},\n\nregardons cela ensemble.", Version: 2, UpdatedAt: sampleTime,
	}
	make := func(kept, shown mail.Wording) wordingView {
		v, err := c.newWording(by, &kept, &shown, previewed(mail.Specimen(shown.Template, sampleTime), shown))
		if err != nil {
			panic(err) // a sample that cannot be shown is none
		}
		v.Picture.Href = ""
		return v
	}
	kept := make(own, own)
	kept.Notice = wordingNotices["save"]
	original := make(mail.Wording{Template: "factor_changed", Language: "en"}, mail.Wording{Template: "factor_changed", Language: "en"})
	bad := own
	bad.Opening = "{{nobody}} https://evil.example/"
	wrong := make(own, bad)
	wrong.Wrong = complain(fault.Of(bad.Check()), &wrong.Subject, &wrong.Opening, &wrong.Closing)
	wrong.page = wrong.failed(wrong.Wrong)
	wrong.IsUnsaved = true
	return []sample{{"wording", kept}, {"wording-original", original}, {"wording-wrong", wrong}}
}

func previewed(content mail.Content, w mail.Wording) mail.Rendered {
	m, err := mail.Preview{
		PublicURL: "https://gatehouse.blueseas.example", Language: w.Language, Content: content, Wording: w, Now: sampleTime, Until: sampleTime.AddDate(0, 0, 14),
	}.Render()
	if err != nil {
		panic(err) // of templates that are tested
	}
	return m
}
