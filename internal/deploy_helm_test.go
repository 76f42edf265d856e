package internal

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

const chart = deploy + "/helm/gatehouse"

// chosen is what somebody has to choose who installs the chart.
const chosen = `
publicUrl: https://gate.example.com
trustedProxies: [10.0.0.0/8, '2001:db8::1']
database: {existingSecret: gatehouse-database, key: url}
serverKey: {existingSecret: gatehouse-key, key: server.key}
`

// TestChartValues holds values.schema.json: what has to be chosen is asked for, and
// what cannot be is refused.
func TestChartValues(t *testing.T) {
	schema := chartSchema(t)
	if err := schema.Validate(values(t)); err == nil {
		t.Error("it takes values in which nothing was chosen")
	}
	if err := schema.Validate(values(t, chosen)); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{
		"publicUrl: http://gate.example.com", "publicUrl: https://gate.example.com/app", "trustedProxies: []", "trustedProxies: [ingress]",
		"replicas: 0", "replicas: '3'", "drainSeconds: 301", "serverKey: {existingSecret: '', key: server.key}", "databse: {}",
		"env: {WORKERS: '8'}", "env: {GATEHOUSE_WORKERS: 8}", "image: {repository: ''}", "image: {repo: gate}", "ingress: {enabled: 'yes'}", "maxUnavailable: 0",
	} {
		if err := schema.Validate(values(t, chosen, wrong)); err == nil {
			t.Errorf("it takes %s", wrong)
		}
	}
}

// values are those of the chart, with changes laid over them as Helm does.
func values(t *testing.T, changes ...string) map[string]any {
	t.Helper()
	all := make(map[string]any)
	for _, text := range append([]string{read(t, chart+"/values.yaml")}, changes...) {
		var some map[string]any
		if err := yaml.Unmarshal([]byte(text), &some); err != nil {
			t.Fatal(err)
		}
		lay(all, some)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var plain map[string]any
	if err := json.Unmarshal(text, &plain); err != nil {
		t.Fatal(err)
	}
	return plain
}

// lay puts values over others, map by map.
func lay(under, over map[string]any) {
	for name, value := range over {
		below, wasMap := under[name].(map[string]any)
		above, isMap := value.(map[string]any)
		if wasMap && isMap {
			lay(below, above)
		} else {
			under[name] = value
		}
	}
}

func chartSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, chart+"/values.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("values.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("values.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestChartTemplates makes what Helm would of the chart, with everything that can
// be turned on, and looks at what matters to the nodes.
func TestChartTemplates(t *testing.T) {
	made := render(t, values(t, chosen, `
drainSeconds: 7
env: {GATEHOUSE_WORKERS: '8'}
smtp: {existingSecret: gatehouse-smtp, key: url}
imagePullSecrets: [{name: registry}]
nodeSelector: {disk: ssd}
tolerations: [{key: gate, operator: Exists}]
ingress: {enabled: true, className: nginx, annotations: {a: b}, tlsSecret: gate-tls}`))
	for _, kind := range []string{"Deployment", "Service", "PodDisruptionBudget", "Ingress"} {
		if made[kind] == nil {
			t.Errorf("there is no %s", kind)
		}
	}
	pod := in(made["Deployment"], "spec", "template", "spec").(map[string]any)
	container := pod["containers"].([]any)[0].(map[string]any)
	if pod["terminationGracePeriodSeconds"] != 47 {
		t.Errorf("a node has %v seconds to stop", pod["terminationGracePeriodSeconds"])
	}
	if pod["enableServiceLinks"] != false {
		t.Error("Kubernetes makes variables of services, and each start warns of them")
	}
	for probe, want := range map[string]string{"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"} {
		if got := in(container, probe, "httpGet", "path"); got != want {
			t.Errorf("%s asks %v", probe, got)
		}
	}
	set := make(map[string]any)
	for _, v := range container["env"].([]any) {
		v := v.(map[string]any)
		name := v["name"].(string)
		if set[name] = v["value"]; !options()[strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "GATEHOUSE_")), "_", "-")] {
			t.Errorf("there is no option %s", name)
		}
	}
	for name, want := range map[string]any{
		"GATEHOUSE_PUBLIC_URL": "https://gate.example.com", "GATEHOUSE_TRUSTED_PROXIES": "10.0.0.0/8,2001:db8::1", "GATEHOUSE_DRAIN_SECONDS": "7",
		"GATEHOUSE_KEY_FILE": "/run/gatehouse/server.key", "GATEHOUSE_WORKERS": "8",
	} {
		if set[name] != want {
			t.Errorf("%s is %v, want %v", name, set[name], want)
		}
	}
	if in(pod, "securityContext", "runAsNonRoot") != true || in(container, "securityContext", "readOnlyRootFilesystem") != true {
		t.Error("it may do more than it needs to")
	}
	if host := in(made["Ingress"].(map[string]any)["spec"].(map[string]any)["rules"].([]any)[0], "host"); host != "gate.example.com" {
		t.Errorf("the ingress is for %v", host)
	}
	if bare := render(t, values(t, chosen)); bare["Ingress"] != nil {
		t.Error("there is an ingress, and nobody asked for one")
	}
}

// in follows names into maps.
func in(v any, names ...string) any {
	for _, name := range names {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

// render runs the templates with the functions of Helm's that they use, and
// returns the objects by their kinds.
func render(t *testing.T, values map[string]any) map[string]any {
	t.Helper()
	all := template.New("chart").Option("missingkey=error")
	all.Funcs(template.FuncMap{
		"include": func(name string, data any) (string, error) {
			var b bytes.Buffer
			err := all.ExecuteTemplate(&b, name, data)
			return strings.Trim(b.String(), "\n"), err
		},
		"nindent": func(n int, s string) string {
			return "\n" + strings.Repeat(" ", n) + strings.ReplaceAll(s, "\n", "\n"+strings.Repeat(" ", n))
		},
		"toYaml": func(v any) (string, error) {
			text, err := yaml.Marshal(v)
			return strings.TrimSuffix(string(text), "\n"), err
		},
		"quote":      func(v any) string { return fmt.Sprintf("%q", fmt.Sprint(v)) },
		"trimPrefix": func(prefix, s string) string { return strings.TrimPrefix(s, prefix) },
		"join": func(sep string, parts []any) string {
			texts := make([]string, len(parts))
			for i, p := range parts {
				texts[i] = fmt.Sprint(p)
			}
			return strings.Join(texts, sep)
		},
		"add": func(a, b any) string { return strconv.Itoa(number(a) + number(b)) },
		"default": func(fallback, v any) any {
			if v == nil || v == "" {
				return fallback
			}
			return v
		},
	})
	files, err := filepath.Glob(chart + "/templates/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := all.New(filepath.Base(file)).Parse(read(t, file)); err != nil {
			t.Fatal(err)
		}
	}
	made := make(map[string]any)
	for _, file := range files {
		if filepath.Ext(file) != ".yaml" {
			continue
		}
		var b bytes.Buffer
		data := map[string]any{"Values": values, "Release": map[string]any{"Name": "gate"}}
		if err := all.ExecuteTemplate(&b, filepath.Base(file), data); err != nil {
			t.Fatal(err)
		}
		var object map[string]any
		if err := yaml.Unmarshal(b.Bytes(), &object); err != nil {
			t.Fatalf("%s: %v\n%s", file, err, b.String())
		}
		if kind, ok := object["kind"].(string); ok {
			made[kind] = object
		}
	}
	return made
}

func number(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return 0
}

// certificate makes one for whoever only wants to see one.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "gate.example.com"}, NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, k.Public(), k)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	write(t, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	write(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	return cert, key
}
