package main

import (
	"fmt"
	"strings"
)

// operationView is what the template writes of an operation.
type operationView struct {
	Name, Doc  string
	Params     []fieldView // of its type of parameters
	Send       []string    // the statements that collect them
	Methods    []methodView
	ParamsType string
}

// methodView is one method.
type methodView struct {
	Name, Doc string
	Args      string // after the context
	Result    string
	Call      string // the statement that makes the call
}

// view returns what is to be written of an operation, and has its types made.
func (t *types) view(op *operation) (*operationView, error) {
	v := &operationView{Name: exported(op.id)}
	if err := t.addParams(v, op); err != nil {
		return nil, err
	}
	args, call, err := t.arguments(v, op)
	if err != nil {
		return nil, err
	}
	doc := op.doc(v.Name)
	answers, err := t.answers(op, v.Name)
	if err != nil {
		return nil, err
	}
	for i, a := range answers {
		m := methodView{Name: v.Name + a.suffix, Doc: doc, Args: args, Result: "(" + a.goType + ", error)", Call: a.ask + "(ctx, c, " + call + ")"}
		if i > 0 {
			m.Doc = comment("", m.Name+" is ["+"Client."+v.Name+"] for parameters that lead to this form of answer.")
		}
		if a.goType == "" {
			m.Result = "error"
		}
		v.Methods = append(v.Methods, m)
	}
	if a := answers[0]; a.iterate != "" {
		v.Methods = append(v.Methods, methodView{
			Name: t.sibling("All", v.Name), Args: args, Result: "iter.Seq2[" + a.element + ", error]",
			Doc:  comment("", fmt.Sprintf("%s iterates over all that [Client.%s] answers, page by page.", t.sibling("All", v.Name), v.Name)),
			Call: a.iterate + "[" + a.element + "](ctx, c, " + call + ")",
		})
	}
	if op.exports && (op.method == "GET" || op.asks) {
		name := t.sibling("Export", v.Name)
		v.Methods = append(v.Methods, methodView{
			Name: name, Args: "format Format, " + args, Result: "(io.ReadCloser, error)",
			Doc:  comment("", fmt.Sprintf("%s answers what [Client.%s] does, as a file. The caller closes it.", name, v.Name)),
			Call: "export(ctx, c, " + call + ", format)",
		})
	}
	for _, m := range v.Methods {
		if t.methods[m.Name] {
			return nil, fmt.Errorf("two methods are called %s", m.Name)
		}
		t.methods[m.Name] = true
	}
	return v, nil
}

// sibling names another method for the same list.
func (t *types) sibling(verb, name string) string {
	for _, first := range []string{"ListAll", "List", "Get"} {
		if rest, ok := strings.CutPrefix(name, first); ok && !t.methods[verb+rest] {
			return verb + rest
		}
	}
	return verb + name
}

// doc is the comment of an operation's method.
func (op *operation) doc(name string) string {
	text := fmt.Sprintf("%s is %q: %s %s", name, op.summary, op.method, op.path)
	text = strings.ReplaceAll(text, `"`, "“")
	text = strings.Replace(text, "“: ", "”: ", 1)
	if op.right != "" {
		text += ", for who has " + op.right
	}
	return comment("", text+".\n\n"+op.description)
}

// arguments returns what a method takes after the context, and the call that it
// makes of it.
func (t *types) arguments(v *operationView, op *operation) (args, call string, err error) {
	var all []string
	var path strings.Builder
	rest := op.path
	for _, name := range op.pathParams {
		before, after, ok := strings.Cut(rest, "{"+name+"}")
		if !ok {
			return "", "", fmt.Errorf("the path has no {%s}, or not in this order", name)
		}
		arg := unexported(name)
		all = append(all, arg+" string")
		fmt.Fprintf(&path, "%q + url.PathEscape(%s) + ", before, arg)
		rest = after
	}
	if rest != "" || path.Len() == 0 {
		fmt.Fprintf(&path, "%q", rest)
	}
	call = fmt.Sprintf("&call{method: %q, path: %s", op.method, strings.TrimSuffix(path.String(), " + "))
	body, bodyType, err := t.body(op)
	if err != nil {
		return "", "", err
	}
	if bodyType != "" {
		all = append(all, "body "+bodyType)
	}
	if v.ParamsType != "" {
		all = append(all, "params "+v.ParamsType)
		call += ", query: params.values()"
	}
	if op.bodyType != "" {
		call += fmt.Sprintf(", body: body, contentType: %q", op.bodyType)
	}
	switch {
	case op.asks:
		call += ", asks: true"
	case op.public && op.method == "POST":
		call += ", keyless: true"
	}
	all = append(all, "options ...CallOption")
	return strings.Join(all, ", "), fmt.Sprintf(body, call+", options: options}"), nil
}

// body returns how a call gets its body, and the type of the argument.
func (t *types) body(op *operation) (call, goType string, err error) {
	switch {
	case op.bodyType != "":
		return "%s", "[]byte", nil
	case op.body == nil:
		return "%s", "", nil
	}
	g, err := t.of(op.body, exported(op.id)+"Body", true)
	if err != nil {
		return "", "", err
	}
	if op.bodyOptional && g.kind != several {
		g.name = "*" + g.name
	}
	if op.bodyOptional {
		return "withOptional(%s, body, body == nil)", g.name, nil
	}
	return "withBody(%s, body)", g.name, nil
}
