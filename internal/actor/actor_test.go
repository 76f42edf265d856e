package actor

import (
	"strings"
	"testing"
)

func TestHas(t *testing.T) {
	for _, tt := range []struct {
		name  string
		role  Role
		roles []string
		right Right
		want  bool
	}{
		{"RW includes R", Admin, []string{"GATEHOUSE_REQUESTS_RW"}, RequestsR, true},
		{"R does not include RW", Admin, []string{"GATEHOUSE_REQUESTS_R"}, RequestsRW, false},
		{"an access without roles can do nothing", Admin, nil, RequestsR, false},
		{"the ratings role limits the access", User, AllRights(), PortfolioRW, false},
		{"and leaves the R of an RW", User, AllRights(), PortfolioR, true},
		{"only admins reach links", GroupAdmin, AllRights(), LinksR, false},
		{"a user sends with REQUESTS_RW", User, []string{"GATEHOUSE_REQUESTS_RW"}, RequestsRW, true},
		{"no wildcards", Admin, []string{"GATEHOUSE_*"}, RequestsR, false},
		{"audit has no RW", Admin, AllRights(), AuditR, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Actor{Role: tt.role, Roles: tt.roles}).Has(tt.right); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
	if !System(1).Has(SettingsRW) {
		t.Error("the server itself lacks a right")
	}
}

func TestReachAndUsual(t *testing.T) {
	for _, role := range Ranks {
		reach := Reach(role)
		for _, d := range Catalogue() {
			if Allows(role, d.Right) != Carries(reach, d.Right) {
				t.Errorf("%s: %s is allowed %v", role, d.Right, Allows(role, d.Right))
			}
		}
		for _, id := range Usual(role) {
			if !Carries(reach, Right(id)) {
				t.Errorf("%s begins with %s beyond its reach", role, id)
			}
		}
	}
	if Carries(Usual(User), RequestsRW) || !Carries(Usual(User), RequestsR) || Carries(Usual(GroupAdmin), IntrospectR) {
		t.Errorf("got %v, %v", Usual(User), Usual(GroupAdmin))
	}
}

func TestWorking(t *testing.T) {
	held := []string{"EVENTS_R", "GATEHOUSE_PORTFOLIO_RW", "GATEHOUSE_PORTFOLIO_R", "GATEHOUSE_REQUESTS_RW", "GATEHOUSE_LINKS_RW", "GATEHOUSE_AUDIT_R"}
	for role, want := range map[Role]string{
		Admin:            "EVENTS_R GATEHOUSE_PORTFOLIO_RW GATEHOUSE_PORTFOLIO_R GATEHOUSE_REQUESTS_RW GATEHOUSE_LINKS_RW GATEHOUSE_AUDIT_R",
		PortfolioManager: "EVENTS_R GATEHOUSE_PORTFOLIO_RW GATEHOUSE_PORTFOLIO_R GATEHOUSE_REQUESTS_RW",
		User:             "EVENTS_R GATEHOUSE_PORTFOLIO_R GATEHOUSE_REQUESTS_RW",
	} {
		if got := strings.Join(Working(role, held), " "); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
		for _, d := range Catalogue() {
			if left := Carries(Working(role, held), d.Right); left != (Actor{Role: role, Roles: held}).Has(d.Right) {
				t.Errorf("%s: %s is reported as %t", role, d.Right, left)
			}
		}
	}
}

func TestAllRightsCarryTheWholeCatalogue(t *testing.T) {
	for _, d := range Catalogue() {
		if !Carries(AllRights(), d.Right) {
			t.Errorf("%s is missing", d.Right)
		}
	}
}
