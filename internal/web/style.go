package web

import (
	"io/fs"
	"strings"
)

// stylesheet joins the files of static/style in the order of their names: one
// file per part of the pages to work in, one asset to load.
func stylesheet() []byte {
	entries, err := fs.ReadDir(staticFiles, "static/style")
	if err != nil {
		panic(err) // embedded: it is there or the build is broken
	}
	var b strings.Builder
	for _, e := range entries {
		body, err := fs.ReadFile(staticFiles, "static/style/"+e.Name())
		if err != nil {
			panic(err)
		}
		b.WriteString(strip(string(body)))
	}
	return []byte(b.String())
}

// strip leaves out what a browser needs not of a stylesheet: comments, and
// blanks that part nothing.
func strip(css string) string {
	var b strings.Builder
	last, blank := byte('}'), false
	for css != "" {
		size := 1
		switch {
		case strings.HasPrefix(css, "/*"):
			_, css, _ = strings.Cut(css[2:], "*/")
			blank = true
			continue
		case strings.IndexByte(" \t\r\n", css[0]) >= 0:
			css, blank = css[1:], true
			continue
		case css[0] == '"': // as it is
			size += strings.IndexByte(css[1:], '"') + 1
		}
		if blank && strings.IndexByte("{};:,", last) < 0 && strings.IndexByte("{};,", css[0]) < 0 {
			b.WriteByte(' ')
		}
		b.WriteString(css[:size])
		last, css, blank = css[size-1], css[size:], false
	}
	return b.String()
}
