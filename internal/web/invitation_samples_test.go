package web

import (
	"net/url"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

func init() { sampleSets = append(sampleSets, invitationSamples) } //nolint:gochecknoinits // each area has samples of its own

// invitationSamples are an invitation that is to be passed on, and what becomes of
// its link.
func invitationSamples() []sample {
	passed := samplePassed()
	return []sample{
		{"invitation to pass on", sampleInvitation(url.Values{"answer": {"forward"}, "code": {"123456"}, "colleague_name": {"Tom Wolf"}, "colleague_email": {"tom@elsewhere.com"}}, false,
			fault.Of(fault.Field("colleague_email", "Your colleague needs an address at %s.", "blackhills.com")))},
		{"invitation passed on", passedOn(&collab.Invitation{Passed: &passed})},
		{"request passed on", samplePassedOn(&passed)},
	}
}

func samplePassed() collab.Forward {
	return collab.Forward{Position: 1, FromName: "Maria Castro", FromEmail: "mcastro@blackhills.com", ToName: "Tom Wolf", ToEmail: "tom@blackhills.com", At: sampleTime.AddDate(0, 0, -3)}
}

// samplePassedOn is a request that has another recipient now.
func samplePassedOn(f *collab.Forward) view {
	was := samplePast
	defer func() { samplePast = was }()
	samplePast = past{{Action: collab.Forwarded, At: f.At, Who: f.FromName, Forward: f}}
	opened, ends := f.At, sampleTime.AddDate(0, 0, 9)
	return sampleRequest(`{"guid":"0192c2e7","requester_formal_name":"Emma Waters","requestee_formal_name":"Tom Wolf","requestee_email":"tom@blackhills.com",
		"requestee_company_name":"Black Hills Technologies","status":"Pending","awaiting":"answer","trial_duration":45,"reason":"remediation","context":{"risk_vectors":[]}}`,
		collab.Request{CreatedAt: sampleTime.AddDate(0, 0, -5), OpenedAt: &opened, WindowEndsAt: &ends})
}
