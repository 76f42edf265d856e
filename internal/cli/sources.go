package cli

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"
)

// sources fills in the options of [Config] that the command line leaves open:
// from the environment, from a file that the environment names, from the
// configuration file, in this order.
type sources struct {
	process *Process
	file    map[string]string // of the configuration file
	read    bool
}

// envName is the environment variable of an option.
func envName(option string) string {
	return "GATEHOUSE_" + strings.ToUpper(strings.ReplaceAll(option, "-", "_"))
}

// Validate has nothing to say: what is wrong is said where it is read.
func (*sources) Validate(*kong.Application) error { return nil }

// Resolve returns the value of an option, or nil.
func (s *sources) Resolve(c *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if !isOption(flag) {
		return nil, nil //nolint:nilnil // kong's word for "not set here"
	}
	value, err := s.fromEnvironment(flag)
	if err != nil || value != "" {
		return value, err
	}
	if flag.Name == "config" {
		return nil, nil //nolint:nilnil // a file does not name another
	}
	if err := s.readFile(c); err != nil {
		return nil, err
	}
	if value, ok := s.file[flag.Name]; ok {
		return value, nil
	}
	if file, ok := s.file[flag.Name+"-file"]; ok {
		return secretFrom(file)
	}
	return nil, nil //nolint:nilnil // as above
}

func (s *sources) fromEnvironment(flag *kong.Flag) (string, error) {
	name := envName(flag.Name)
	value, file := s.process.getenv(name), ""
	if isSecret(flag) {
		file = s.process.getenv(name + "_FILE")
	}
	if value != "" && file != "" {
		return "", fmt.Errorf("both %s and %s_FILE are set", name, name)
	}
	if file != "" {
		return secretFrom(file)
	}
	return value, nil
}

func secretFrom(file string) (string, error) {
	text, err := os.ReadFile(file)
	return strings.TrimSpace(string(text)), err
}

// readFile reads the configuration file that the command line or the
// environment names, once.
func (s *sources) readFile(c *kong.Context) error {
	if s.read {
		return nil
	}
	s.read = true
	path := s.process.getenv(envName("config"))
	for _, flag := range c.Flags() {
		if given, ok := c.FlagValue(flag).(string); ok && flag.Name == "config" && given != "" {
			path = given
		}
	}
	if path == "" {
		return nil
	}
	var err error
	s.file, err = parseFile(path)
	return err
}

// parseFile reads lines of the form name = value. An option that does not
// exist is an error: a misspelt one would otherwise be missed only when it
// matters.
func parseFile(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := make(map[string]bool)
	for _, o := range options() {
		known[o.name] = o.name != "config"
		if o.secret {
			known[o.name+"-file"] = true
		}
	}
	values := make(map[string]string)
	lines := bufio.NewScanner(f)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), unquote(strings.TrimSpace(value))
		switch _, twice := values[name]; {
		case !ok:
			return nil, fmt.Errorf("%s:%d: %q is not name = value", path, number, line)
		case !known[name]:
			return nil, fmt.Errorf("%s:%d: there is no option %q, see gatehouse help config", path, number, name)
		case twice:
			return nil, fmt.Errorf("%s:%d: %s is set twice", path, number, name)
		}
		values[name] = value
	}
	return values, lines.Err()
}

func unquote(s string) string {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}

func isSecret(flag *kong.Flag) bool { return flag.Target.Type() == reflect.TypeFor[Secret]() }

// isOption reports whether a flag is one of [Config], and not a command's own.
func isOption(flag *kong.Flag) bool {
	for _, o := range options() {
		if o.name == flag.Name {
			return true
		}
	}
	return false
}
