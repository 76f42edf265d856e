package api

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// conventions adds to every operation of the description what all have in
// common: tags and conditions, the key of a call that may be repeated, the end of
// the token, and that plain http is refused from beyond the server's machine,
// whoever calls. Who adds an operation writes nothing of it, but x-asks: true where
// a POST only asks.
func conventions(doc *yaml.Node) {
	for name, response := range fieldsOf(field(field(doc.Content[0], "components"), "responses")) {
		if !strings.HasSuffix(name, "Unauthorized") && !strings.HasPrefix(name, "OAuth") {
			addHeader(response, "X-Token-Expires-At", "TokenExpiresAt")
		}
	}
	for path, item := range fieldsOf(field(doc.Content[0], "paths")) {
		for method, op := range fieldsOf(item) {
			if method == "parameters" {
				continue
			}
			family := "Ratings"
			if strings.HasPrefix(path, "/user/") {
				family = "User"
			} else if strings.HasPrefix(path, "/oauth/") || strings.HasPrefix(path, "/.well-known/") {
				family = "OAuth"
			} else if strings.HasPrefix(path, "/scim/") {
				family = "SCIM"
			}
			add(field(op, "responses"), "403", reference("responses", family+"Forbidden"))
			security := field(op, "security")
			open := security != nil && len(security.Content) == 0
			if !open {
				addHeaders(field(op, "responses"), "X-Token-Expires-At", "TokenExpiresAt")
			}
			if open || field(op, "x-asks") != nil {
				continue
			}
			describeConventions(op, method, family)
		}
	}
}

func describeConventions(op *yaml.Node, method, family string) {
	responses := field(op, "responses")
	parameter := func(component string) {
		parameters := field(op, "parameters")
		if parameters == nil {
			parameters = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
			add(op, "parameters", parameters)
		}
		parameters.Content = append(parameters.Content, reference("parameters", component))
	}
	addHeaders(responses, "ETag", "ETag")
	if method == "get" {
		parameter("IfNoneMatch")
		add(responses, "304", reference("responses", "NotModified"))
		return
	}
	parameter("IfMatch")
	add(responses, "412", reference("responses", family+"Changed"))
	if method == "post" {
		parameter("IdempotencyKey")
		addHeaders(responses, "Idempotency-Replayed", "IdempotencyReplayed")
		add(responses, "400", reference("responses", family+"Invalid"))
		add(responses, "404", reference("responses", family+"NotFound")) // of a repeat: what was made is gone
		add(responses, "409", reference("responses", family+"Conflict"))
		add(responses, "422", reference("responses", family+"KeyUsed"))
	}
}

// addHeaders gives the answers of success a header; what has no content has no tag.
func addHeaders(responses *yaml.Node, name, component string) {
	for status, response := range fieldsOf(responses) {
		if status[0] == '2' && (status != "204" || name != "ETag") {
			addHeader(response, name, component)
		}
	}
}

func addHeader(response *yaml.Node, name, component string) {
	headers := field(response, "headers")
	if headers == nil {
		headers = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		add(response, "headers", headers)
	}
	add(headers, name, reference("headers", component))
}

func reference(kind, name string) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle, Content: []*yaml.Node{
		word("$ref"), {Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.SingleQuotedStyle, Value: "#/components/" + kind + "/" + name},
	}}
}

func word(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.Trim(s, "0123456789") == "" {
		n.Style = yaml.SingleQuotedStyle // a status is no number
	}
	return n
}

// fieldsOf yields the fields of an object.
func fieldsOf(n *yaml.Node) func(yield func(string, *yaml.Node) bool) {
	return func(yield func(string, *yaml.Node) bool) {
		for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, n.Content[i+1]) {
				return
			}
		}
	}
}

func field(n *yaml.Node, name string) *yaml.Node {
	for key, value := range fieldsOf(n) {
		if key == name {
			return value
		}
	}
	return nil
}

// add gives an object a field that it does not have.
func add(n *yaml.Node, name string, value *yaml.Node) {
	if field(n, name) == nil {
		n.Content = append(n.Content, word(name), value)
	}
}
