package idp

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// phpPages runs a folder's pages by CGI (RFC 3875). What follows a page's name in
// an address is for the page. The standard library's handler of CGI refuses
// header lines of more than 1 kB, which redirects with messages of SAML are.
type phpPages struct {
	php, folder string
	env         []string
}

func (p *phpPages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, basePath)
	page, rest, found := strings.Cut(path, ".php")
	switch {
	case r.URL.Path == "/favicon.ico": // a browser would complain
		w.WriteHeader(http.StatusNoContent)
		return
	case !ok || strings.Contains(path, ".."):
		http.NotFound(w, r)
		return
	case !found: // a script or a style
		http.ServeFileFS(w, r, os.DirFS(p.folder), path)
		return
	}
	page += ".php"
	file := filepath.Join(p.folder, filepath.FromSlash(page))
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	cmd := exec.CommandContext(r.Context(), p.php)
	cmd.Dir, cmd.Stdin = filepath.Dir(file), bytes.NewReader(body)
	cmd.Env = append(append(environ(r, len(body)),
		"PATH="+os.Getenv("PATH"), "SCRIPT_FILENAME="+file, "SCRIPT_NAME="+basePath+page, "PATH_INFO="+rest), p.env...)
	out, err := cmd.Output()
	if err != nil && len(out) == 0 {
		http.Error(w, fmt.Sprint(page, ": ", err), http.StatusBadGateway)
		return
	}
	answer(w, out)
}

// environ is what CGI says of a call.
func environ(r *http.Request, length int) []string {
	host, port, _ := net.SplitHostPort(r.Host)
	from, _, _ := net.SplitHostPort(r.RemoteAddr)
	env := []string{
		"GATEWAY_INTERFACE=CGI/1.1", "REDIRECT_STATUS=200", "SERVER_PROTOCOL=HTTP/1.1", "HTTPS=on", "SERVER_NAME=" + host, "SERVER_PORT=" + port,
		"REQUEST_METHOD=" + r.Method, "REQUEST_URI=" + r.URL.RequestURI(), "QUERY_STRING=" + r.URL.RawQuery, "REMOTE_ADDR=" + from,
		"HTTP_HOST=" + r.Host, "CONTENT_TYPE=" + r.Header.Get("Content-Type"), "CONTENT_LENGTH=" + strconv.Itoa(length),
	}
	for name, values := range r.Header {
		if name != "Proxy" {
			env = append(env, "HTTP_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))+"="+strings.Join(values, "; "))
		}
	}
	return env
}

// answer passes on what a page has printed.
func answer(w http.ResponseWriter, out []byte) {
	r := bufio.NewReader(bytes.NewReader(out))
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	status := http.StatusOK
	if said := header.Get("Status"); said != "" {
		if status, err = strconv.Atoi(strings.Fields(said)[0]); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		header.Del("Status")
	} else if header.Get("Location") != "" {
		status = http.StatusFound
	}
	maps.Copy(w.Header(), header)
	w.WriteHeader(status)
	_, _ = io.Copy(w, r)
}
