package ratings_test

import (
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

// A test of an IdP answers each point with what was found and what to do.
func TestIDPTrialAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		made := newIDP(t, s, s.A, document{"name": "Okta", "metadata": metadata(t, "https://idp.example/a", nil)})
		guid, _ := made["guid"].(string)
		a := s.Do(t, s.A.Admin.Token, "POST", idps+"/"+guid+"/test", "")
		want := `{"checks":[{"code":"enabled","state":"good","found":"It is enabled.","advice":null},` +
			`{"code":"used","state":"warning","found":"Nobody has signed in at it yet.","advice":"Compare the addresses of this server with those that were entered there, then sign in from another browser."},` +
			`{"code":"certificate","state":"good","found":"Its last signing certificate is good until ` + certificateEnds.Format("2006-01-02") + `.","advice":null},` +
			`{"code":"metadata_url","state":"warning","found":"There is no address that newer metadata comes from.","advice":"Enter one: otherwise nobody gets in once the IdP changes its certificate."},` +
			`{"code":"mapping","state":"good","found":"Only whom an administrator gave an access gets in.","advice":null}]}`
		if a.Status != 200 || strings.TrimSpace(a.Body) != want {
			t.Errorf("got %d %s\nwant %s", a.Status, a.Body, want)
		}
	})
}
