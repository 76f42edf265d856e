package web

import (
	"net/http/httptest"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

func init() { sampleSets = append(sampleSets, colleagueSamples) } //nolint:gochecknoinits // each area has samples of its own

var sampleRecipient = actor.Actor{
	UserGUID: sampleGUIDs[3], Email: "mcastro@blackhills.example", FormalName: "Maria Castro", CustomerName: "blackhills.example", CustomerKind: tenant.VendorAccess,
}

// sampleColleagues are one who has accepted and one who is asked.
func sampleColleagues() []collab.Colleague {
	joined, tom := sampleTime.Add(-20*time.Hour), sampleGUIDs[4]
	return []collab.Colleague{
		{
			GUID: sampleGUIDs[5], FormalName: "Tom Baker-Featherstonehaugh", Email: "tom.baker-featherstonehaugh@it-security.blackhills.example",
			InviterGUID: sampleRecipient.UserGUID, InviterName: "Maria Castro", InvitedAt: sampleTime.Add(-30 * time.Hour), ExpiresAt: sampleTime.AddDate(0, 0, 13),
			UserGUID: &tom, JoinedAt: &joined,
		},
		{
			GUID: sampleGUIDs[6], FormalName: "Ines Duarte", Email: "iduarte@blackhills.example",
			InviterGUID: tom, InviterName: "Tom Baker-Featherstonehaugh", InvitedAt: sampleTime.Add(-2 * time.Hour), ExpiresAt: sampleTime.AddDate(0, 0, 14),
		},
	}
}

func sampleColleaguesPage(f *fault.Error, change func(*received)) colleaguesView {
	d := received{Document: sampleDocuments()[0]}
	d.GUID, d.RequesterCompanyName, d.RequesterCustomerName, d.RecipientAccess = sampleGUIDs[0], "Blue Seas International", "Blue Seas International", "active"
	if change != nil {
		change(&d)
	}
	v := newColleagues(sampleRecipient, &d, sampleRecipient.UserGUID, sampleColleagues(), sampleTime)
	v.fill(httptest.NewRequest("GET", v.Base, nil))
	if f != nil {
		v.Email.Value = "tom@northwind.example"
	}
	v.Wrong = complain(f, &v.Name, &v.Email)
	v.page = v.failed(v.Wrong)
	return v
}

func sampleAsk(proven bool, f *fault.Error) colleagueView {
	who := sampleColleagues()[1]
	who.InviterName = "Maria Castro"
	ask := collab.ColleagueAsk{
		Colleague: who, RequesterName: "Emma Waters", RequesterCompany: "Blue Seas International", CustomerName: "Blue Seas International",
		CompanyName: "Black Hills Technologies", Reason: collab.Remediation, Findings: 3, AccessEndsAt: sampleTime.AddDate(0, 0, 40), Runs: true,
		Message: "Please look at the certificates of your shop.\n\nThey end next week.",
	}
	other := ask
	other.CustomerName, other.CompanyName = "Northwind Shipping & Logistics", "Black Hills Data Centres"
	in := collab.ColleagueInvitation{
		Link: mail.Link{Kind: mail.ColleagueLink, State: mail.Live}, Home: tenant.Customer{Name: "blackhills.example"},
		Asks: []collab.ColleagueAsk{ask, other}, Who: who,
	}
	return newColleague(httptest.NewRequest("GET", "/colleagues/x", nil), &in, proven, f)
}

func colleagueSamples() []sample {
	return []sample{
		{"colleagues", sampleColleaguesPage(nil, nil)},
		{"colleagues wrong", sampleColleaguesPage(fault.Of(fault.Field("email", "must be an address at %s, as your own is", "blackhills.example")), nil)},
		{"colleagues ended", sampleColleaguesPage(nil, func(d *received) { d.RecipientAccess = "inactive" })},
		{"request of colleagues", samplePartners()},
		{"colleague", sampleAsk(false, nil)},
		{"colleague known", sampleAsk(true, fault.Of(fault.Field("code", "This is not the code in the mail. You have %d tries left.", 4)))},
	}
}

// samplePartners is what the sender sees of who has access.
func samplePartners() view {
	accepted, maria := sampleTime.AddDate(0, 0, -1), sampleRecipient.UserGUID
	r := collab.Request{GUID: sampleGUIDs[0], CreatedAt: sampleTime.AddDate(0, 0, -5), AcceptedAt: &accepted, RecipientGUID: &maria}
	v := sampleRequest(sampleDocument, r)
	d := sampleDocuments()[0]
	v.Partners = newPartners(sampleSender, &r, &d, sampleColleagues()[:1])
	return v
}
