package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"

	"github.com/alecthomas/kong"
)

// errExplained ends a command whose help has been printed.
var errExplained = errors.New("explained")

// usage is the flag --help.
type usage bool

// BeforeReset prints the help as soon as the flag is seen, whatever else is
// wrong with the command line.
func (usage) BeforeReset(c *kong.Context) error {
	if err := c.PrintUsage(false); err != nil {
		return err
	}
	return errExplained
}

// IsBool lets the flag stand without a value.
func (usage) IsBool() bool { return true }

// help is "gatehouse help".
type help struct {
	Topic []string `arg:"" optional:"" help:"A command, or config."`
}

// Run explains a command as its flag --help does.
func (h *help) Run(ctx context.Context, p *Process) error {
	if len(h.Topic) == 1 && h.Topic[0] == "config" {
		explainConfig(p.Out)
		return nil
	}
	return run(ctx, append(h.Topic, "--help"), p)
}

// option is one field of [Config].
type option struct {
	name, group, placeholder, fallback, help string
	secret                                   bool
}

// options lists the fields of [Config] as kong sees them.
var options = sync.OnceValue(func() []option {
	parser := kong.Must(&Config{}, kong.Name("gatehouse"), kong.NoDefaultHelp())
	var all []option
	for _, flag := range parser.Model.Flags {
		o := option{
			name: flag.Name, placeholder: flag.PlaceHolder, fallback: flag.Default, help: flag.Help,
			secret: flag.Target.Type() == reflect.TypeFor[Secret](),
		}
		if flag.Group != nil {
			o.group = flag.Group.Title
		}
		all = append(all, o)
	}
	return all
})

const configIntro = `Every option can be given in four ways. The first that names it counts:

  on the command line      --listen localhost:9000
  in the environment       GATEHOUSE_LISTEN=localhost:9000
  a secret, from a file    GATEHOUSE_SMTP_URL_FILE=/run/secrets/smtp
  in a file                --config gatehouse.conf, with lines such as
                             listen = localhost:9000
                             smtp-url-file = /run/secrets/smtp
`

// explainConfig prints every option there is.
func explainConfig(w io.Writer) {
	fmt.Fprint(w, configIntro)
	group := ""
	for _, o := range options() {
		if o.group != group {
			group = o.group
			fmt.Fprintf(w, "\n%s\n", strings.ToUpper(group))
		}
		fmt.Fprintf(w, "\n  --%s %s    %s", o.name, o.placeholder, envName(o.name))
		if o.secret {
			fmt.Fprintf(w, ", %s_FILE", envName(o.name))
		}
		fmt.Fprintln(w)
		text := o.help
		if o.fallback != "" {
			text += " Default: " + o.fallback + "."
		}
		for _, line := range wrap(text, 74) {
			fmt.Fprintln(w, "      "+line)
		}
	}
}

// wrap breaks text into lines of at most width characters, where words allow.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
