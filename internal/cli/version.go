package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// Set by make release. Without it the toolchain's own record has to do.
var releaseVersion, releaseCommit string

// built returns the version and the commit of this program, as far as they
// are known.
func built() (number, commit string) {
	number, commit = releaseVersion, releaseCommit
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(number, "unknown"), commit
	}
	if number == "" {
		number = strings.Trim(build.Main.Version, "()")
	}
	dirty := ""
	for _, setting := range build.Settings {
		switch {
		case setting.Key == "vcs.revision" && commit == "":
			commit = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true" && releaseCommit == "":
			dirty = ", changed"
		}
	}
	return cmp.Or(number, "devel"), commit + dirty
}

type version struct{}

// Run is "gatehouse version".
func (version) Run(p *Process) error {
	number, commit := built()
	if commit != "" {
		commit = " (" + commit + ")"
	}
	_, err := fmt.Fprintf(p.Out, "gatehouse %s%s, %s %s/%s\n",
		number, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
