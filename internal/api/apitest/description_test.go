package apitest

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"gatehouse/internal/api"
)

// The file is OpenAPI, and not only what this package reads of it.
func TestDescriptionIsOpenAPI(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(api.Describe("1.2.3").JSON)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context(), openapi3.DisableExamplesValidation()); err != nil { // TestExamples compares them
		t.Error(err)
	}
	if doc.Info.Version != "1.2.3" {
		t.Errorf("the version is %s", doc.Info.Version)
	}
}

// What a reader needs of every operation.
func TestOperationsAreExplained(t *testing.T) {
	d := described()
	ids := make(map[string]bool)
	var tags []string
	for _, tag := range list(d.doc["tags"]) {
		tags = append(tags, text(object(tag)["name"]))
		if text(object(tag)["description"]) == "" {
			t.Errorf("the tag %s has no description", tags[len(tags)-1])
		}
	}
	for _, o := range d.operations {
		id := text(o.raw["operationId"])
		if !regexp.MustCompile(`^[a-z][a-zA-Z0-9]+$`).MatchString(id) || ids[id] {
			t.Errorf("%s: operationId %q is none, or is there twice", o, id)
		}
		ids[id] = true
		if tag := list(o.raw["tags"]); len(tag) != 1 || !slices.Contains(tags, text(tag[0])) {
			t.Errorf("%s: tags is not one of %v", o, tags)
		}
		if text(o.raw["summary"]) == "" {
			t.Errorf("%s: there is no summary", o)
		}
		for _, p := range o.parameters {
			if where, _ := d.at(strings.TrimSuffix(p.schema, "/schema")); text(where["description"]) == "" {
				t.Errorf("%s: parameter %s has no description", o, p.name)
			}
			if p.in == "path" && !strings.Contains(o.path, "{"+p.name+"}") {
				t.Errorf("%s: parameter %s is not in the path", o, p.name)
			}
		}
		if got := len(regexp.MustCompile(`\{\w+\}`).FindAllString(o.path, -1)); got != o.count("path") {
			t.Errorf("%s: %d values in the path, %d parameters", o, got, o.count("path"))
		}
	}
}

func (o *operation) count(in string) (n int) {
	for _, p := range o.parameters {
		if p.in == in {
			n++
		}
	}
	return n
}

// Every body and answer has an example, and what is shown fits what is said.
func TestExamples(t *testing.T) {
	d := described()
	for _, o := range d.operations {
		if body, where := d.at(under(o.pointer, "requestBody")); body != nil {
			d.examples(t, o, object(body["content"]), where)
		}
		for status := range object(o.raw["responses"]) {
			answer, where := d.at(under(o.pointer, "responses", status))
			d.examples(t, o, object(answer["content"]), where)
			if status[0] == '2' && answer["content"] == nil && status == "201" {
				t.Errorf("%s: the answer %s has no body", o, status)
			}
		}
		for _, p := range o.parameters {
			where, _ := d.at(strings.TrimSuffix(p.schema, "/schema"))
			if shown, ok := where["example"]; ok {
				d.compare(t, o.String()+" parameter "+p.name, p.schema, shown)
			}
		}
	}
}

func (d *description) examples(t *testing.T, o *operation, content map[string]any, where string) {
	t.Helper()
	for kind := range content {
		media, at := d.at(under(where, "content", kind))
		shown := list(nil)
		if one, ok := media["example"]; ok {
			shown = append(shown, one)
		}
		for name := range object(media["examples"]) {
			example, _ := d.at(under(at, "examples", name))
			shown = append(shown, example["value"])
		}
		if len(shown) == 0 {
			t.Errorf("%s: %s at %s has no example", o, kind, at)
		}
		for _, one := range shown {
			d.compare(t, o.String()+" "+kind+" at "+at, under(at, "schema"), one)
		}
	}
}

func (d *description) compare(t *testing.T, what, pointer string, v any) {
	t.Helper()
	if err := d.fits(pointer, false, v); err != nil {
		for _, mistake := range mistakes(err) {
			t.Errorf("%s: the example does not fit: %s", what, mistake)
		}
	}
}

// Components that nothing leads to are left over from something.
func TestComponentsAreUsed(t *testing.T) {
	used := encode(described().doc)
	for kind, all := range object(described().doc["components"]) {
		for name := range object(all) {
			ref := strconv.Quote("#/components/" + kind + "/" + name)
			if kind != "securitySchemes" && !strings.Contains(used, `"$ref":`+ref) && !strings.HasSuffix(name, "MethodNotAllowed") && name != "OAuthNotFound" {
				t.Errorf("nothing leads to %s", ref)
			}
		}
	}
}

// The comparison finds what is wrong: without this test, a harness that compares
// nothing would please everybody.
func TestExchangeFindsMistakes(t *testing.T) {
	const tiers, tier = "/ratings/v1/tiers", `{"guid":"3c1b6f0e-22d8-4a63-9f0d-6a1f3a0a7b52","name":"x","description":"","rank":1,"email_enabled":false,"companies":[]}`
	answered := func(status int, kind, body string) Answer {
		return Answer{status, http.Header{"Content-Type": {kind}}, body}
	}
	const js = "application/json"
	tests := map[string]struct {
		x    Exchange
		want string // "" is nothing wrong
	}{
		"right":             {Exchange{Method: "GET", Path: tiers + "/", Answer: answered(200, js, "["+tier+"]")}, ""},
		"another mount":     {Exchange{Method: "GET", Path: "/customer-api/v1/tiers", Answer: answered(200, js, "["+tier+"]")}, ""},
		"no path":           {Exchange{Method: "GET", Path: tiers + "/x/y", Answer: answered(200, js, "[]")}, "it is not described"},
		"a field too many":  {Exchange{Method: "GET", Path: tiers, Answer: answered(200, js, strings.Replace("["+tier+"]", "{", `{"x":1,`, 1))}, "'x' not allowed"},
		"a field too few":   {Exchange{Method: "GET", Path: tiers, Answer: answered(200, js, `[{}]`)}, "missing properties"},
		"fields":            {Exchange{Method: "GET", Path: tiers, Query: url.Values{"fields": {"guid"}}, Answer: answered(200, js, `[{}]`)}, ""},
		"fields sent twice": {Exchange{Method: "GET", Path: tiers, Query: url.Values{"fields": {"", "guid"}}, Answer: answered(200, js, `[{}]`)}, ""},
		"empty fields":      {Exchange{Method: "GET", Path: tiers, Query: url.Values{"fields": {","}}, Answer: answered(200, js, `[{}]`)}, "missing properties"},
		"a first value":     {Exchange{Method: "GET", Path: tiers, Query: url.Values{"format": {"", "pdf"}}, Answer: answered(200, js, "["+tier+"]")}, ""},
		"a type":            {Exchange{Method: "GET", Path: tiers, Answer: answered(200, js, strings.Replace("["+tier+"]", "1,", `"1",`, 1))}, "/0/rank got string"},
		"a status":          {Exchange{Method: "GET", Path: tiers, Answer: answered(418, js, `{}`)}, "status: it is not among"},
		"a header":          {Exchange{Method: "GET", Path: tiers, Answer: answered(401, js, `{"detail":"x"}`)}, "header WWW-Authenticate: it is missing"},
		"a format":          {Exchange{Method: "GET", Path: tiers, Answer: answered(200, "text/html", ``)}, "Content-Type"},
		"a parameter":       {Exchange{Method: "GET", Path: tiers, Query: url.Values{"format": {"pdf"}}, Answer: answered(200, js, `[]`)}, "parameter format"},
		"a line":            {Exchange{Method: "GET", Path: tiers, Answer: answered(200, "application/x-ndjson", tier+"\n[]\n")}, "line: / got array"},
		"a body":            {Exchange{Method: "POST", Path: tiers, Sent: []byte(`{"name":"x","description":"","rank":"1"}`), Answer: answered(201, js, tier)}, "request body: /rank"},
		"a wrapped body":    {Exchange{Method: "POST", Path: tiers, Sent: []byte(`{"tier":{"Name":"x","description":"","rank":1}}`), Answer: answered(201, js, tier)}, ""},
		"a refused body":    {Exchange{Method: "POST", Path: tiers, Sent: []byte(`{"rank":"1"}`), Answer: answered(400, js, `{"detail":"x","rank":["x"]}`)}, ""},
		"an error's shape":  {Exchange{Method: "POST", Path: tiers, Answer: answered(400, js, `{"errors":[]}`)}, "missing property 'detail'"},
		"a form's refusals": {Exchange{Method: "POST", Path: "/v1/client-access-links", Answer: answered(400, js, `{"detail":"x"}`)}, "missing property 'errors'"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(tt.x.Problems(), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
