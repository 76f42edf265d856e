package internal

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"

	"gatehouse/internal/cli"
)

const deploy = "../deploy"

// options are the names of Gatehouse's, as "gatehouse help config" has them, and
// those of a file that holds a secret one.
var options = sync.OnceValue(func() map[string]bool {
	var out bytes.Buffer
	cli.Run(context.Background(), []string{"help", "config"}, cli.Process{Out: &out, Err: &out, In: strings.NewReader("")})
	all := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^  --([a-z-]+)`).FindAllStringSubmatch(out.String(), -1) {
		all[m[1]] = true
		if slices.Contains([]string{"database-url", "smtp-url", "token"}, m[1]) {
			all[m[1]+"-file"] = true
		}
	}
	return all
})

// examples' are variables of the examples themselves.
var theirs = []string{"GATEHOUSE_HOST", "GATEHOUSE_NODES", "GATEHOUSE_BIND", "GATEHOUSE_NODE1", "GATEHOUSE_NODE2", "GATEHOUSE_NODE3"}

var variable = regexp.MustCompile(`\bGATEHOUSE_[A-Z0-9_]+\b`)

// TestExamplesSetWhatThereIs compares the options that the examples set, and speak of,
// with those there are.
func TestExamplesSetWhatThereIs(t *testing.T) {
	if len(options()) < 20 {
		t.Fatalf("only the options %v were found", options())
	}
	setting := regexp.MustCompile(`(?m)^(?:# )?([a-z-]+) = `)
	flag := regexp.MustCompile("`--([a-z-]+)")
	found := 0
	for _, file := range filesOf(t) {
		text := read(t, file)
		var names []string
		for _, name := range variable.FindAllString(text, -1) {
			if !slices.Contains(theirs, name) {
				names = append(names, strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "GATEHOUSE_")), "_", "-"))
			}
		}
		if strings.HasSuffix(file, "systemd/gatehouse.conf") {
			for _, m := range setting.FindAllStringSubmatch(text, -1) {
				names = append(names, m[1])
			}
		}
		for _, m := range flag.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		for _, name := range names {
			found++
			if !options()[name] {
				t.Errorf("%s: there is no option %s", file, name)
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d options were found in the examples", found)
	}
}

func filesOf(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(deploy, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDockerfile holds what the image is said to be.
func TestDockerfile(t *testing.T) {
	text := read(t, deploy+"/docker/Dockerfile")
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "../go.mod"))[1]
	for _, want := range []string{
		"FROM golang:" + version + " AS build", "CGO_ENABLED=0", "\nFROM scratch\n", "\nUSER 65532:65532\n", `ENTRYPOINT ["gatehouse"]`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	ignored := strings.Split(read(t, "../.dockerignore"), "\n")
	for _, want := range []string{".git", "gatehouse-data", "deploy/compose/.env", "deploy/compose/secrets"} {
		if !slices.Contains(ignored, want) {
			t.Errorf("docker build is given %s", want)
		}
	}
	variables := read(t, "cli/version.go")
	for _, m := range regexp.MustCompile(`-X gatehouse/internal/cli\.(\w+)=`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(variables, m[1]) {
			t.Errorf("there is no variable %s in package cli", m[1])
		}
	}
}

// TestCompose finds what the file names and does not have.
func TestCompose(t *testing.T) {
	dir := filepath.Join(deploy, "compose")
	type service struct {
		Build       struct{ Context, Dockerfile string }
		Environment map[string]string
		Secrets     []string
		Volumes     []string
		Networks    []string
		DependsOn   any `yaml:"depends_on"`
	}
	var file struct {
		Name     string
		Services map[string]service
		Secrets  map[string]struct{ File string }
		Networks map[string]any
		Volumes  map[string]any
	}
	text := read(t, filepath.Join(dir, "compose.yaml"))
	if err := yaml.Unmarshal([]byte(text), &file); err != nil || len(file.Services) != 3 {
		t.Fatal(file, err)
	}
	example := read(t, filepath.Join(dir, ".env.example"))
	for _, m := range regexp.MustCompile(`\$\{(\w+)`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(example, m[1]+"=") {
			t.Errorf(".env.example does not set %s", m[1])
		}
	}
	if want := "GATEHOUSE_NODES=" + file.Name + "-gatehouse-1:8080"; !strings.Contains(example, want) {
		t.Errorf(".env.example lacks %s", want)
	}
	for name, secret := range file.Secrets {
		folder := filepath.Dir(secret.File)
		if !strings.Contains(text, "mkdir -m 0700 "+folder+"\n") || !strings.Contains(read(t, "../.gitignore"), "/deploy/compose/"+folder+"/\n") {
			t.Errorf("the folder of %s is not made first, or is not kept out of git", name)
		}
	}
	for name, s := range file.Services {
		for _, secret := range s.Secrets {
			if file.Secrets[secret].File == "" {
				t.Errorf("%s: there is no secret %s", name, secret)
			}
		}
		for variable, value := range s.Environment {
			if secret, ok := strings.CutPrefix(value, "/run/secrets/"); ok && !slices.Contains(s.Secrets, secret) {
				t.Errorf("%s: %s is a secret that it is not given", name, variable)
			}
		}
		for _, network := range s.Networks {
			if _, ok := file.Networks[network]; !ok {
				t.Errorf("%s: there is no network %s", name, network)
			}
		}
		for _, volume := range s.Volumes {
			from, _, _ := strings.Cut(volume, ":")
			_, named := file.Volumes[from]
			if _, err := os.Stat(filepath.Join(dir, from)); !named && err != nil {
				t.Errorf("%s: there is neither a volume nor a file %s", name, from)
			}
		}
		if s.Build.Dockerfile != "" {
			if _, err := os.Stat(filepath.Join(dir, s.Build.Context, s.Build.Dockerfile)); err != nil {
				t.Error(name, err)
			}
		}
	}
}

// TestService finds secrets that the service may not read: its user has no rights of
// its own in /etc.
func TestService(t *testing.T) {
	unit, found := read(t, deploy+"/systemd/gatehouse.service"), 0
	for _, m := range regexp.MustCompile(`(?m)^(?:# )?(?:\S+-file) = (\S+)$`).FindAllStringSubmatch(read(t, deploy+"/systemd/gatehouse.conf"), -1) {
		found++
		name, ok := strings.CutPrefix(m[1], "/run/credentials/gatehouse.service/")
		if !ok || !strings.Contains(unit, "\n#LoadCredential="+name+":/etc/gatehouse/"+name+"\n") {
			t.Errorf("the service may not read %s", m[1])
		}
	}
	if found < 3 {
		t.Errorf("only %d secrets were found", found)
	}
}

// TestPatroni holds that no write is answered which one server alone has.
func TestPatroni(t *testing.T) {
	var file struct {
		Bootstrap struct {
			DCS struct {
				Mode   bool `yaml:"synchronous_mode"`
				Strict bool `yaml:"synchronous_mode_strict"`
			}
		}
	}
	if err := yaml.Unmarshal([]byte(read(t, deploy+"/patroni/patroni.yml")), &file); err != nil {
		t.Fatal(err)
	}
	if dcs := file.Bootstrap.DCS; !dcs.Mode || !dcs.Strict {
		t.Errorf("synchronous: %+v", dcs)
	}
}

// TestExamplesOfOthers lets the programs that examples are for check them.
func TestExamplesOfOthers(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"systemd/gatehouse.service", "patroni/haproxy.cfg", "nginx/gatehouse.conf", "caddy/Caddyfile"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checks[name](t, filepath.Join(deploy, filepath.FromSlash(name)))
		})
	}
}

var checks = map[string]func(t *testing.T, file string){
	"systemd/gatehouse.service": func(t *testing.T, file string) {
		unit := filepath.Join(t.TempDir(), "gatehouse.service")
		write(t, unit, strings.Replace(read(t, file), "ExecStart=/usr/local/bin/gatehouse ", "ExecStart=/bin/true ", 1))
		write(t, unit, strings.ReplaceAll(read(t, unit), "\n#Load", "\nLoad"))
		runs(t, nil, "systemd-analyze", "verify", unit)
	},
	"patroni/haproxy.cfg": func(t *testing.T, file string) {
		var env []string
		for i, name := range regexp.MustCompile(`\$([A-Z0-9_]+)`).FindAllStringSubmatch(read(t, file), -1) {
			value := "127.0.0.1:1000" + string(rune('0'+i))
			if strings.HasPrefix(name[1], "PATRONI") {
				value = "8008"
			}
			env = append(env, name[1]+"="+value)
		}
		runs(t, env, "haproxy", "-c", "-f", file)
	},
	"nginx/gatehouse.conf": func(t *testing.T, file string) {
		dir := t.TempDir()
		cert, key := certificate(t, dir)
		text := read(t, file)
		text = strings.Replace(text, "/etc/letsencrypt/live/gate.example.com/fullchain.pem", cert, 1)
		text = strings.Replace(text, "/etc/letsencrypt/live/gate.example.com/privkey.pem", key, 1)
		text = regexp.MustCompile(`listen (\d+)`).ReplaceAllString(text, "listen 127.0.0.1:10$1")
		write(t, filepath.Join(dir, "nginx.conf"), "pid "+dir+"/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"+text+"\n}\n")
		runs(t, nil, "nginx", "-t", "-p", dir, "-e", "stderr", "-c", filepath.Join(dir, "nginx.conf"))
	},
	"caddy/Caddyfile": func(t *testing.T, file string) {
		dir := t.TempDir()
		runs(t, []string{"HOME=" + dir, "XDG_DATA_HOME=" + dir, "XDG_CONFIG_HOME=" + dir}, "caddy", "validate", "--adapter", "caddyfile", "--config", file)
	},
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// runs wants a program to be content. It is left out where it is not installed,
// which is a failure with CI set.
func runs(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + name)
	}
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("%s is not there, and CI is set", name)
	case err != nil:
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
