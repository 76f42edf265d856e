package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
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

// answer is a form in which an operation answers.
type answer struct {
	goType, suffix   string
	ask              string // the function that makes the call
	iterate, element string // for a list: the function that iterates over it
}

// answers returns the forms, one at least. Without a body goType is empty.
func (t *types) answers(op *operation, name string) ([]answer, error) {
	s := op.answer
	if s == nil {
		return []answer{{ask: "send"}}, nil
	}
	if len(s.anyOf) > 1 && !slices.ContainsFunc(s.anyOf, func(one *schema) bool { return one.is("array") }) {
		return t.forms(s)
	}
	a := answer{ask: "ask"}
	hint := name + "Answer"
	if inner, wrapper := t.envelope(s); inner != nil {
		s, a.ask, hint = inner, "askData", exported(wrapper)
	}
	g, err := t.of(s, hint, false)
	if err != nil {
		return nil, err
	}
	if a.goType = g.name; g.kind == structure {
		a.goType = "*" + g.name
	}
	a.ask += "[" + a.goType + "]"
	t.addIterator(&a, op, g)
	return []answer{a}, nil
}

// forms is for an operation that answers in one form or another, as its
// parameters say: a method for each.
func (t *types) forms(s *schema) ([]answer, error) {
	var all []answer
	for i, one := range s.anyOf {
		if one.ref == "" {
			return nil, errors.New("a form of the answer has no name")
		}
		g, err := t.of(one, exported(one.ref), false)
		if err != nil {
			return nil, err
		}
		a := answer{goType: g.pointerToStruct()}
		a.ask = "ask[" + a.goType + "]"
		if i > 0 {
			a.suffix = strings.TrimPrefix(exported(one.ref), exported(s.anyOf[0].ref))
			if a.suffix == exported(one.ref) {
				a.suffix = "As" + a.suffix
			}
		}
		all = append(all, a)
	}
	return all, nil
}

func (g goType) pointerToStruct() string {
	if g.kind == structure {
		return "*" + g.name
	}
	return g.name
}

// envelope returns what the user family wraps, and the wrapper's name.
func (t *types) envelope(s *schema) (inner *schema, name string) {
	if s.ref == "" {
		return nil, ""
	}
	named, err := t.doc.named(s.ref)
	if err != nil || len(named.properties) != 2 || named.properties[0].name != "message" || named.properties[1].name != "data" {
		return nil, ""
	}
	return named.properties[1].schema, s.ref
}

// addIterator finds out which kind of list an answer is, if it is one.
func (t *types) addIterator(a *answer, op *operation, g goType) {
	if strings.HasPrefix(g.name, "[]") && op.method == "GET" {
		a.iterate, a.element = "rows", strings.TrimPrefix(g.name, "[]")
		return
	}
	view, ok := t.defined[g.name]
	if !ok {
		return
	}
	types := make(map[string]string)
	for _, f := range view.Fields {
		types[f.Name] = f.Type
	}
	element, ok := strings.CutPrefix(types["Results"], "[]")
	switch {
	case !ok:
	case types["Links"] != "" && op.hasParam("offset"):
		a.iterate, a.element = "pages", element
	case types["Total"] != "" && op.hasParam("offset") && a.ask[:len("askData")] == "askData":
		a.iterate, a.element = "counted", element
	}
}

func (op *operation) hasParam(name string) bool {
	return slices.ContainsFunc(op.params, func(p *param) bool { return p.name == name })
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

// addParams makes the type of an operation's parameters.
func (t *types) addParams(v *operationView, op *operation) error {
	if len(op.params) == 0 {
		return nil
	}
	v.ParamsType = v.Name + "Params"
	for _, p := range op.params {
		f := fieldView{Name: exported(p.name), Doc: p.description}
		if slices.ContainsFunc(v.Params, func(other fieldView) bool { return other.Name == f.Name }) {
			return fmt.Errorf("two parameters are called %s", f.Name)
		}
		hint := v.Name + f.Name
		if p.component != "" {
			hint = exported(p.component)
		}
		g, err := t.of(p.schema, hint, true)
		if err != nil {
			return fmt.Errorf("parameter %s: %w", p.name, err)
		}
		f.Type = g.name
		send, err := sending(p, &f)
		if err != nil {
			return err
		}
		v.Params, v.Send = append(v.Params, f), append(v.Send, send)
	}
	return nil
}

// sending returns the statement that sends a parameter. A boolean whose absence
// is not false is a pointer.
func sending(p *param, f *fieldView) (string, error) {
	how := "text"
	switch {
	case f.Type == "[]int":
		how = "numbers"
	case strings.HasPrefix(f.Type, "[]"):
		if how = "list"; p.explode {
			how = "repeat"
		}
	case f.Type == "int":
		how = "number"
	case f.Type == "bool" && p.schema.byDefault == "false":
		how = "flag"
	case f.Type == "bool":
		how, f.Type = "maybe", "*bool"
	case f.Type == "any" || f.Type == "float64" || f.Type == "time.Time" || strings.HasPrefix(f.Type, "map["):
		return "", fmt.Errorf("parameter %s: a %s is not foreseen", p.name, f.Type)
	}
	return how + "(q, " + strconv.Quote(p.name) + ", p." + f.Name + ")", nil
}
