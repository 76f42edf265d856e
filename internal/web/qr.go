package web

import (
	"net/http"
	"strconv"
	"strings"

	"rsc.io/qr"
)

// quiet is the white border that a reader needs around a code, in modules.
const quiet = 4

// picture answers text as a QR code. It is black on white in both schemes:
// many cameras read nothing else.
func picture(w http.ResponseWriter, text string) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return err
	}
	size := strconv.Itoa(code.Size + 2*quiet)
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + size + ` ` + size + `" shape-rendering="crispEdges">` +
		`<path fill="#fff" d="M0 0h` + size + `v` + size + `H0z"/><path fill="#000" d="`)
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				b.WriteString("M" + strconv.Itoa(x+quiet) + " " + strconv.Itoa(y+quiet) + "h1v1h-1z")
			}
		}
	}
	b.WriteString(`"/></svg>`)
	w.Header().Set("Content-Type", "image/svg+xml")
	_, err = w.Write([]byte(b.String()))
	return err
}

// dot is how many pixels of a picture a module is wide.
const dot = 8

// pngPicture answers text as a QR code for programs that take no SVG.
func pngPicture(w http.ResponseWriter, text string) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return err
	}
	code.Scale = dot
	w.Header().Set("Content-Type", "image/png")
	_, err = w.Write(code.PNG())
	return err
}
