package scim_test

import (
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

// step is one call of an IdP and what it must be answered. $name in path and body
// is what a step before kept under that name: the id of its answer.
type step struct {
	what, method, path, body string
	want                     int
	has                      string // key=value of the answer, dotted, separated by blanks
	keep                     string
}

func (w *world) converse(t *testing.T, token string, steps []step) map[string]string {
	t.Helper()
	kept := make(map[string]string)
	fill := func(s string) string {
		for name, value := range kept {
			s = strings.ReplaceAll(s, "$"+name, value)
		}
		return s
	}
	for _, st := range steps {
		a := w.call(t, token, st.method, "/scim/v2"+fill(st.path), fill(st.body))
		if a.Status != st.want {
			t.Fatalf("%s: %d %s, want %d", st.what, a.Status, a.Body, st.want)
		}
		if st.has == "" && st.keep == "" {
			continue
		}
		got := apitest.JSON[document](t, a)
		for pair := range strings.FieldsSeq(fill(st.has)) {
			name, want, _ := strings.Cut(pair, "=")
			if g := dotted(got, name); g != want {
				t.Errorf("%s: %s is %q, want %q, in %s", st.what, name, g, want, a.Body)
			}
		}
		if st.keep != "" {
			kept[st.keep] = dotted(got, "id")
		}
	}
	return kept
}

const patchOp = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":`

// What Microsoft's documentation of provisioning by Entra ID shows, in its order.
func TestEntraIDConverses(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
		w.converse(t, w.token, []step{
			{"it tests the connection", "GET", "/Users?filter=userName+eq+%22non-existent+user%22", "", 200, "totalResults=0 itemsPerPage=0", ""},
			{"it looks for the user", "GET", "/Users?filter=userName%20eq%20%22Test_User_dfeef4c5@x.example%22", "", 200, "totalResults=0", ""},
			{
				"it makes it", "POST", "/Users", `{
				"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "` + enterprise + `"],
				"externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef", "userName": "Test_User_dfeef4c5@x.example", "active": true,
				"addresses": [{"primary": false, "type": "work", "country": "US"}],
				"emails": [{"primary": true, "type": "work", "value": "Test_User_fd0ea19b@x.example"}],
				"meta": {"resourceType": "User"}, "name": {"formatted": "givenName familyName", "familyName": "familyName", "givenName": "givenName"},
				"roles": [], "title": "t", "` + enterprise + `": {"employeeNumber": "1", "department": "d"}}`, 201,
				"userName=Test_User_dfeef4c5@x.example active=true emails.0.value=Test_User_fd0ea19b@x.example name.familyName=familyName", "user",
			},
			{"it reads it", "GET", "/Users/$user", "", 200, "id=$user externalId=0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef", ""},
			{"it finds it", "GET", "/Users?filter=userName%20eq%20%22test_user_DFEEF4C5@x.example%22", "", 200, "totalResults=1 Resources.0.id=$user", ""},
			{"it finds it by externalId", "GET", "/Users?filter=externalId%20eq%20%220a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef%22", "", 200, "totalResults=1", ""},
			{"externalId has its case", "GET", "/Users?filter=externalId%20eq%20%220A21F0F2-8d2a-4f8e-bf98-7363c4aed4ef%22", "", 200, "totalResults=0", ""},
			{
				"it changes parts", "PATCH", "/Users/$user", patchOp + `[
				{"op":"Replace","path":"name.familyName","value":"updatedFamilyName"},
				{"op":"Add","path":"preferredLanguage","value":"de-DE"},
				{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+49 555"},
				{"op":"Add","path":"` + enterprise + `:department","value":"other"},
				{"op":"Add","path":"addresses[type eq \"work\"].formatted","value":"x"},
				{"op":"Add","path":"` + enterprise + `:manager","value":"42"}]}`, 200,
				"name.familyName=updatedFamilyName name.givenName=givenName preferredLanguage=de phoneNumbers.0.value=+49", "",
			},
			{
				"it changes several at once", "PATCH", "/Users/$user", patchOp + `[{"op":"Replace","value":{"displayName":"All-new","name.givenName":"New","userName":"new@x.example"}}]}`, 200,
				"displayName=All-new name.givenName=New userName=new@x.example", "",
			},
			{
				"it asks for another address", "PATCH", "/Users/$user", patchOp + `[{"op":"Replace","path":"emails[type eq \"work\"].value","value":"moved@x.example"}]}`, 200,
				"emails.0.value=Test_User_fd0ea19b@x.example urn:ietf:params:scim:schemas:extension:gatehouse:2|0:User.pendingEmail=moved@x.example", "",
			},
			{"it looks by address", "GET", `/Users?filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22test_user_fd0ea19b@x.example%22`, "", 200, "totalResults=1", ""},
			{"it looks by another one", "GET", `/Users?filter=emails%5Btype%20eq%20%22home%22%5D.value%20eq%20%22test_user_fd0ea19b@x.example%22`, "", 200, "totalResults=0", ""},
			{"it disables it", "PATCH", "/Users/$user", patchOp + `[{"op":"Replace","path":"active","value":"False"}]}`, 200, "active=false", ""},
			{"it enables it", "PATCH", "/Users/$user", patchOp + `[{"op":"Replace","path":"active","value":"True"}]}`, 200, "active=true", ""},
			{"it makes a group", "POST", "/Groups", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
				"externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159","displayName":"Group-1","meta":{"resourceType":"Group"}}`, 201, "displayName=Group-1 externalId=8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "group"},
			{"it reads it without members", "GET", "/Groups/$group?excludedAttributes=members", "", 200, "displayName=Group-1 members=", ""},
			{"it finds it by name", "GET", "/Groups?excludedAttributes=members&filter=displayName%20eq%20%22group-1%22", "", 200, "totalResults=1 Resources.0.id=$group", ""},
			{"it renames it", "PATCH", "/Groups/$group", patchOp + `[{"op":"Replace","path":"displayName","value":"Group-1b"}]}`, 204, "", ""},
			{"it adds a member", "PATCH", "/Groups/$group", patchOp + `[{"op":"Add","path":"members","value":[{"$ref":null,"value":"$user"}]}]}`, 204, "", ""},
			{"it asks whether it is one", "GET", "/Groups?filter=id+eq+%22$group%22+and+members+eq+%22$user%22", "", 200, "totalResults=1", ""},
			{"the user is in it", "GET", "/Users/$user", "", 200, "groups.0.value=$group", ""},
			{"it removes it", "PATCH", "/Groups/$group", patchOp + `[{"op":"Remove","path":"members","value":[{"$ref":null,"value":"$user"}]}]}`, 204, "", ""},
			{"it is none any more", "GET", "/Groups?filter=id+eq+%22$group%22+and+members+eq+%22$user%22", "", 200, "totalResults=0", ""},
			{"it deletes the group", "DELETE", "/Groups/$group", "", 204, "", ""},
			{"it deletes the user", "DELETE", "/Users/$user", "", 204, "", ""},
			{"both are gone", "GET", "/Users/$user", "", 404, "status=404", ""},
			{"and the group", "GET", "/Groups/$group", "", 404, "status=404", ""},
		})
	})
}

// What Okta's documentation of its SCIM client shows, in its order.
func TestOktaConverses(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"test.user@okta.local","name":{"givenName":"Test","familyName":"User"},
			"emails":[{"primary":true,"value":"test.user@okta.local","type":"work"}],"displayName":"Test User","locale":"en-US",
			"externalId":"00ujl29u0le5T6Aj10h7","groups":[],"password":"1mz050nq","active":true}`
		w.converse(t, w.token, []step{
			{"it tests the connection", "GET", "/Users?startIndex=1&count=2", "", 200, "totalResults=0 startIndex=1", ""},
			{"it looks for the user", "GET", "/Users?filter=userName%20eq%20%22test.user@okta.local%22&startIndex=1&count=100", "", 200, "totalResults=0", ""},
			{"it makes it", "POST", "/Users", body, 201, "userName=test.user@okta.local displayName=Test", "user"},
			{"it makes it twice", "POST", "/Users", body, 409, "scimType=uniqueness status=409", ""},
			{"it reads it", "GET", "/Users/$user", "", 200, "name.familyName=User", ""},
			{
				"it writes it whole", "PUT", "/Users/$user", strings.ReplaceAll(strings.Replace(body, `"givenName":"Test"`, `"givenName":"Another","middleName":"Excited"`, 1), `"displayName":"Test User",`, ""), 200,
				"name.givenName=Another displayName=Another externalId=00ujl29u0le5T6Aj10h7 active=true", "",
			},
			{"it deactivates it", "PATCH", "/Users/$user", patchOp + `[{"op":"replace","value":{"active":false}}]}`, 200, "active=false", ""},
			{"by PUT it activates it", "PUT", "/Users/$user", body, 200, "active=true displayName=Test", ""},
			{"it reads groups", "GET", "/Groups?startIndex=1&count=100", "", 200, "totalResults=2", ""},
			{
				"it pushes a group", "POST", "/Groups", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Test SCIMv2","members":[{"value":"$user","display":"test.user@okta.local"}]}`, 201,
				"displayName=Test members.0.value=$user", "group",
			},
			{"it renames it with its id", "PATCH", "/Groups/$group", patchOp + `[{"op":"replace","value":{"id":"$group","displayName":"Test SCIMv2 renamed"}}]}`, 204, "", ""},
			{"it takes the member out", "PATCH", "/Groups/$group", patchOp + `[{"op":"remove","path":"members[value eq \"$user\"]"}]}`, 204, "", ""},
			{"it puts the member in", "PATCH", "/Groups/$group", patchOp + `[{"op":"add","path":"members","value":[{"value":"$user","display":"x"}]}]}`, 204, "", ""},
			{"it replaces members", "PATCH", "/Groups/$group", patchOp + `[{"op":"replace","path":"members","value":[]}]}`, 204, "", ""},
			{"nobody is in it", "GET", "/Groups/$group", "", 200, "members.0=", ""},
			{"it writes the group whole", "PUT", "/Groups/$group", `{"schemas":[],"id":"$group","displayName":"Again","members":[{"value":"$user"}]}`, 200, "displayName=Again members.0.value=$user", ""},
			{"it deletes the group with its member", "DELETE", "/Groups/$group", "", 204, "", ""},
			{"the user is there", "GET", "/Users/$user", "", 200, "groups.0.display=All", ""},
		})
	})
}
