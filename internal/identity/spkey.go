package identity

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// SPKey is a customer's key as a service provider: it signs requests to IdPs,
// and opens what they encrypt.
type SPKey struct {
	Certificate *x509.Certificate
	Private     *rsa.PrivateKey
}

const (
	spKeyBits = 3072
	spKeyLife = 10 // years: IdPs pin the certificate and do not look at its dates
	forSPKey  = "sp key"
)

type spKeyRow struct{ guid, certificate, private string }

func (r *spKeyRow) fields() []any { return []any{&r.guid, &r.certificate, &r.private} }

func findSPKey(ctx context.Context, c db.Conn, customerID int64) (spKeyRow, error) {
	return db.One(ctx, c, (*spKeyRow).fields, `select guid, certificate, private_key from sp_keys where customer_id = $1`, customerID)
}

// SPKey returns the key of a customer, and makes it when it is needed first: of
// several who need it at once, all get the same.
func (is *IDPs) SPKey(ctx context.Context, customerID int64) (SPKey, error) {
	row, err := findSPKey(ctx, is.DB, customerID)
	if errors.Is(err, db.ErrNone) {
		row, err = is.makeSPKey(ctx, customerID)
	}
	if err != nil {
		return SPKey{}, err
	}
	return is.openSPKey(row)
}

func (is *IDPs) openSPKey(row spKeyRow) (k SPKey, err error) {
	der, err := base64.StdEncoding.DecodeString(row.certificate)
	if err != nil {
		return k, err
	}
	if k.Certificate, err = x509.ParseCertificate(der); err != nil {
		return k, err
	}
	plain, err := is.Key.Unseal(forSPKey, row.guid, row.private)
	if err != nil {
		return k, err
	}
	private, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		return k, err
	}
	var ok bool
	if k.Private, ok = private.(*rsa.PrivateKey); !ok {
		return k, fmt.Errorf("%T is no key of a service provider", private)
	}
	return k, nil
}

// makeSPKey takes a while, before the transaction and not in it.
func (is *IDPs) makeSPKey(ctx context.Context, customerID int64) (row spKeyRow, err error) {
	now := is.Now()
	row.guid = db.NewID()
	ends := now.AddDate(spKeyLife, 0, 0)
	if err := is.generate(&row, customerID, now, ends); err != nil {
		return row, err
	}
	made := row
	err = is.DB.Tx(ctx, func(tx *db.Tx) error {
		if _, err := tenant.Hold(ctx, tx, customerID); err != nil {
			return err
		}
		there, err := findSPKey(ctx, tx, customerID)
		if !errors.Is(err, db.ErrNone) {
			row = there
			return err
		}
		row = made
		_, err = tx.Exec(ctx, `
			insert into sp_keys (customer_id, guid, certificate, private_key, created_at, ends_at)
			values ($1, $2, $3, $4, $5, $6)`, customerID, row.guid, row.certificate, row.private, now, ends)
		audit.Record(ctx, tx, actor.System(customerID), customerID, audit.Event{
			Action: "sp_key.create", Subject: row.guid, Details: map[string]any{"certificate_sha256": hashOf(row.certificate), "ends": ends},
		})
		return err
	})
	return row, err
}

func (is *IDPs) generate(row *spKeyRow, customerID int64, now, ends time.Time) error {
	private, err := rsa.GenerateKey(rand.Reader, spKeyBits)
	if err != nil {
		return err
	}
	serial := sha256.Sum256([]byte(row.guid))
	c := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial[:16]), Subject: pkix.Name{CommonName: "Gatehouse, customer " + itoa(customerID)},
		NotBefore: now.Add(-time.Hour), NotAfter: ends, SignatureAlgorithm: x509.SHA256WithRSA,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, private.Public(), private)
	if err != nil {
		return err
	}
	plain, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	row.certificate = base64.StdEncoding.EncodeToString(der)
	row.private, err = is.Key.Seal(forSPKey, row.guid, plain)
	return err
}
