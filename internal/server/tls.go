package server

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// Certificate returns the configuration for a certificate and its key. Renewed
// files are taken up within a minute, without a restart; files that do not fit
// together, as in the middle of a renewal, leave the old certificate in use.
func Certificate(certFile, keyFile string) (*tls.Config, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile}
	if err := c.load(); err != nil {
		return nil, fmt.Errorf("load the certificate: %w", err)
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return c.current(time.Now()), nil
		},
	}, nil
}

type certificate struct {
	certFile, keyFile string

	mu       sync.Mutex
	pair     *tls.Certificate
	modified time.Time
	looked   time.Time
}

// lookEvery bounds how often the files are looked at.
const lookEvery = time.Minute

func (c *certificate) current(now time.Time) *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.looked) >= lookEvery {
		c.looked = now
		if file, err := os.Stat(c.certFile); err == nil && !file.ModTime().Equal(c.modified) {
			_ = c.load() // the old one serves until the new one is whole
		}
	}
	return c.pair
}

func (c *certificate) load() error {
	file, err := os.Stat(c.certFile)
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return err
	}
	c.pair, c.modified = &pair, file.ModTime()
	return nil
}
