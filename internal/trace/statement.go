package trace

import (
	"context"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// Statement begins the span of a statement of SQL, if ctx has a trace. It is named by
// its verb and its first table; the rest, arguments above all, is nobody's business.
func Statement(ctx context.Context, system, query string) Span {
	tracer := tracerOf(ctx)
	if tracer == nil {
		return Span{}
	}
	verb, table := nameOf(query)
	name := verb
	attributes := []attribute.KeyValue{attribute.String("db.system.name", system), attribute.String("db.operation.name", verb)}
	if table != "" {
		name += " " + table
		attributes = append(attributes, attribute.String("db.collection.name", table))
	}
	_, span := tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attributes...))
	return Span{span}
}

// verbs are what statements begin with; a table comes after one of the words.
var verbs = map[string]string{
	"select": "from", "insert": "into", "update": "update", "delete": "from", "with": "from", "merge": "into",
	"create": "", "alter": "", "drop": "", "set": "", "pragma": "", "vacuum": "", "explain": "", "values": "",
}

// nameOf returns the verb of a statement and the first table after it. Where there is
// none that can be told, such as a query of a query, the table is "".
func nameOf(query string) (verb, table string) {
	before, isNext := "", false
	for word := range strings.FieldsSeq(query) {
		if verb == "" {
			verb = strings.ToLower(word)
			after, ok := verbs[verb]
			if !ok {
				return "statement", ""
			}
			if after == "" {
				return verb, ""
			}
			before, isNext = after, verb == after
			continue
		}
		if table := strings.TrimRight(word, "),;"); isNext && isName(table) {
			return verb, table
		}
		isNext = strings.EqualFold(word, before)
	}
	return verb, ""
}

func isName(word string) bool {
	return word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz_0123456789") == ""
}
