package cli

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWrongConfigurationNamesItsOption(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret := file("secret", "smtp://mail.example:25\n")
	for _, tt := range []struct {
		name, want string
		env        []string
		args       []string
	}{
		{"no port", "--listen (GATEHOUSE_LISTEN)", nil, []string{"--listen", "localhost"}},
		{"the same from the environment", "--listen (GATEHOUSE_LISTEN)", []string{"GATEHOUSE_LISTEN=localhost"}, nil},
		{"plain http for everybody", "--listen (GATEHOUSE_LISTEN)", nil, []string{"--listen", ":8080"}},
		{"the same behind https outside", "--listen (GATEHOUSE_LISTEN)", nil, []string{"--listen", "0.0.0.0:8080", "--public-url", "https://g.example"}},
		{
			"a proxy that speaks http", "--public-url (GATEHOUSE_PUBLIC_URL)", nil,
			[]string{"--listen", ":8080", "--trusted-proxies", "10.0.0.1", "--public-url", "http://g.example"},
		},
		{"a public URL with a path", "--public-url (GATEHOUSE_PUBLIC_URL)", nil, []string{"--public-url", "https://g.example/gate"}},
		{"a public URL without scheme", "--public-url (GATEHOUSE_PUBLIC_URL)", nil, []string{"--public-url", "g.example"}},
		{"a database of another kind", "--database-url (GATEHOUSE_DATABASE_URL)", nil, []string{"--database-url", "mysql://h/d"}},
		{"a database with a port that is none", "--database-url (GATEHOUSE_DATABASE_URL)", nil, []string{"--database-url", "postgres://a:x,b:5432/d"}},
		{"a pooler's mode that is none", "--database-url (GATEHOUSE_DATABASE_URL)", nil, []string{"--database-url", "postgres://h/d?default_query_exec_mode=fast"}},
		{"a drain without end", "--drain-seconds (GATEHOUSE_DRAIN_SECONDS)", nil, []string{"--drain-seconds", "301"}},
		{"a certificate alone", "--tls-cert (GATEHOUSE_TLS_CERT)", nil, []string{"--tls-cert", secret}},
		{"a certificate that is not there", "--tls-cert (GATEHOUSE_TLS_CERT)", nil, []string{"--tls-cert", dir + "/none", "--tls-key", secret}},
		{"a proxy that is a name", "--trusted-proxies (GATEHOUSE_TRUSTED_PROXIES)", nil, []string{"--trusted-proxies", "10.0.0.0/8,proxy"}},
		{"a network that is none", "--fetch-networks (GATEHOUSE_FETCH_NETWORKS)", nil, []string{"--fetch-networks", "inside"}},
		{"certificates that are none", "--fetch-ca (GATEHOUSE_FETCH_CA)", nil, []string{"--fetch-ca", secret}},
		{"certificates that are not there", "--fetch-ca (GATEHOUSE_FETCH_CA)", nil, []string{"--fetch-ca", dir + "/none"}},
		{"a mail server of another kind", "--smtp-url (GATEHOUSE_SMTP_URL)", nil, []string{"--smtp-url", "imap://mail.example"}},
		{"any origin", "--cors-origins (GATEHOUSE_CORS_ORIGINS)", nil, []string{"--cors-origins", "*"}},
		{"an origin with a path", "--cors-origins (GATEHOUSE_CORS_ORIGINS)", nil, []string{"--cors-origins", "https://a.example,https://b.example/"}},
		{"fewer calls than none", "--user-calls (GATEHOUSE_USER_CALLS)", nil, []string{"--user-calls=-1"}},
		{"metrics without a port", "--metrics-listen (GATEHOUSE_METRICS_LISTEN)", nil, []string{"--metrics-listen", "localhost"}},
		{"metrics for everybody", "--metrics-listen (GATEHOUSE_METRICS_LISTEN)", nil, []string{"--metrics-listen", ":8080"}},
		{"a collector that is a name", "--otlp-endpoint (GATEHOUSE_OTLP_ENDPOINT)", nil, []string{"--otlp-endpoint", "collector:4318"}},
		{"more traces than all", "--trace-share (GATEHOUSE_TRACE_SHARE)", nil, []string{"--trace-share", "2"}},
		{"no workers", "--workers (GATEHOUSE_WORKERS)", nil, []string{"--workers", "0"}},
		{"a number that is none", "--workers", []string{"GATEHOUSE_WORKERS=many"}, nil},
		{"a log of another format", "--log-format", []string{"GATEHOUSE_LOG_FORMAT=xml"}, nil},
		{
			"a secret twice", "GATEHOUSE_SMTP_URL_FILE",
			[]string{"GATEHOUSE_SMTP_URL=smtp://mail.example", "GATEHOUSE_SMTP_URL_FILE=" + secret},
			nil,
		},
		{"a secret's file that is not there", "--smtp-url", []string{"GATEHOUSE_SMTP_URL_FILE=" + dir + "/none"}, nil},
		{"a configuration file that is not there", "none", nil, []string{"--config", dir + "/none"}},
		{"a misspelt option in it", `a.conf:2: there is no option "lsten"`, nil, []string{"--config", file("a.conf", "# c\nlsten = x:1\n")}},
		{"a line that is none", "b.conf:1", nil, []string{"--config", file("b.conf", "listen x:1\n")}},
		{"an option twice", "c.conf:2: listen is set twice", nil, []string{"--config", file("c.conf", "listen=x:1\nlisten=y:1\n")}},
		{"a file that names another", `d.conf:1: there is no option "config"`, nil, []string{"--config", file("d.conf", "config=x\n")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			env := append([]string{"GATEHOUSE_DATA=" + filepath.Join(dir, "data")}, tt.env...)
			refused(t, env, exitUsage, tt.want, append([]string{"serve"}, tt.args...)...)
			if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
				t.Error("it made the data folder all the same")
			}
		})
	}
}

func TestSourcesInTheirOrder(t *testing.T) {
	dir := t.TempDir()
	conf, secret := filepath.Join(dir, "g.conf"), filepath.Join(dir, "token")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(conf, "server = \"http://from.file\"\ntoken-file = "+secret+"\n")
	write(secret, "of-the-file\n")
	for _, tt := range []struct {
		name          string
		env, args     []string
		server, token string
	}{
		{"nothing", nil, nil, "http://localhost:8080", ""},
		{"a file", nil, []string{"--config", conf}, "http://from.file", "of-the-file"},
		{"a file named by the environment", []string{"GATEHOUSE_CONFIG=" + conf}, nil, "http://from.file", "of-the-file"},
		{
			"the environment before the file",
			[]string{"GATEHOUSE_CONFIG=" + conf, "GATEHOUSE_SERVER=http://env", "GATEHOUSE_TOKEN=env"},
			nil, "http://env", "env",
		},
		{"a secret's file", []string{"GATEHOUSE_TOKEN_FILE=" + secret}, nil, "http://localhost:8080", "of-the-file"},
		{"the command line before all", []string{"GATEHOUSE_SERVER=http://env"}, []string{"--server", "http://arg"}, "http://arg", ""},
		{"an empty variable is none", []string{"GATEHOUSE_SERVER="}, nil, "http://localhost:8080", ""},
		{"the last of a variable counts", []string{"GATEHOUSE_SERVER=http://a", "GATEHOUSE_SERVER=http://b"}, nil, "http://b", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got Config
			parser, err := newParserOf(&got, &Process{Environ: tt.env})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(tt.args); err != nil {
				t.Fatal(err)
			}
			if got.Server != tt.server || string(got.Token) != tt.token {
				t.Errorf("got server %q and token %q, want %q and %q", got.Server, string(got.Token), tt.server, tt.token)
			}
		})
	}
}

func TestPublicURLFollowsTheListener(t *testing.T) {
	for listen, want := range map[string]string{
		"localhost:8080":   "http://localhost:8080",
		"127.0.0.1:9000":   "http://127.0.0.1:9000",
		"[::1]:9000":       "http://[::1]:9000",
		"127.0.0.200:9000": "http://127.0.0.200:9000",
	} {
		service, store := Service{Listen: listen, Workers: 1, ShortTokens: 10}, Store{}
		if err := service.check(&store); err != nil || store.PublicURL != want {
			t.Errorf("%s: got %q, %v, want %q", listen, store.PublicURL, err, want)
		}
	}
}

func TestSecretsStayOutOfText(t *testing.T) {
	for secret, want := range map[Secret]string{
		"":                                "",
		"gth_7BzQv0aVnq3XkYw2PzRt5LmN8cD": "(secret)",
		"postgres://gate:hunter2@db.example/gate":               "postgres://gate:xxxxx@db.example/gate",
		"postgres://db.example/gate?user=g&password=hunter2":    "postgres://db.example/gate",
		"smtp://gate:hunter2@mail.example:587?from=g@a.example": "smtp://gate:xxxxx@mail.example:587",
		"postgres://gate:hunter2@db.example:port/gate":          "(secret)",
		"postgres://gate:hunter2@a:5432,b:5433/gate?user=g":     "postgres://gate:xxxxx@a:5432,b:5433/gate",
		"postgres://gate:hunter2@a,b?password=hunter2":          "postgres://gate:xxxxx@a,b",
		"postgres://gate:1/hunter2@db.example/gate":             "(secret)",
		"postgres://gate:1/hunter2@a,b/gate":                    "(secret)",
		"postgres://gate:hunter2@x,y@a:1,b:2/gate":              "postgres://gate:xxxxx@a:1,b:2/gate",
	} {
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secret", secret)
		config := fmt.Sprintf("%v %+v %#v %s %q", Config{Client: Client{Token: secret}}, Service{SMTPURL: secret}, secret, secret, secret)
		if secret.String() != want {
			t.Errorf("got %q, want %q", secret.String(), want)
		}
		for _, text := range []string{log.String(), config} {
			if strings.Contains(text, "hunter2") || secret != "" && strings.Contains(text, "7BzQv0aVnq3X") {
				t.Errorf("the secret shows: %s", text)
			}
		}
	}
}

func TestHelpConfigNamesEveryOption(t *testing.T) {
	text := must(t, nil, "help", "config")
	parser, err := newParser(&Process{})
	if err != nil {
		t.Fatal(err)
	}
	var serves []string
	for _, node := range parser.Model.Children {
		if node.Name == "serve" {
			for _, flag := range node.Flags {
				serves = append(serves, flag.Name)
			}
		}
	}
	for _, o := range options() {
		if !strings.Contains(text, "\n  --"+o.name+" ") || !strings.Contains(text, envName(o.name)) || len(o.help) < 10 {
			t.Errorf("gatehouse help config does not explain --%s", o.name)
		}
		if o.group != "Client" && !slices.Contains(serves, o.name) {
			t.Errorf("gatehouse serve does not take --%s", o.name)
		}
	}
	if len(options()) < 15 {
		t.Errorf("there are only %d options", len(options()))
	}
}

func TestUnknownVariables(t *testing.T) {
	got := unknownVariables([]string{
		"PATH=x", "GATEHOUSE_LISTEN=x", "GATEHOUSE_SMTP_URL_FILE=x", "GATEHOUSE_TEST_POSTGRES=x",
		"GATEHOUSE_LISTNE=x", "GATEHOUSE_LISTEN_FILE=x", "GATEHOUSE_PORT=tcp://10.0.0.1:80",
	})
	if want := []string{"GATEHOUSE_LISTNE", "GATEHOUSE_LISTEN_FILE", "GATEHOUSE_PORT"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
