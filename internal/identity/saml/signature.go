package saml

import (
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"slices"
	"time"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
	"github.com/russellhaering/goxmldsig/etreeutils"
)

// methods are the algorithms of signatures, and digests those of what they sign
// (RFC 9231). Only the IdP's RSA keys count: there is no HMAC, whose key would be
// a certificate that everybody knows.
var (
	methods = map[string]crypto.Hash{
		dsig.RSASHA256SignatureMethod: crypto.SHA256,
		dsig.RSASHA384SignatureMethod: crypto.SHA384,
		dsig.RSASHA512SignatureMethod: crypto.SHA512,
		dsig.RSASHA1SignatureMethod:   crypto.SHA1,
	}
	digests = map[string]crypto.Hash{
		"http://www.w3.org/2001/04/xmlenc#sha256":       crypto.SHA256,
		"http://www.w3.org/2001/04/xmldsig-more#sha384": crypto.SHA384,
		"http://www.w3.org/2001/04/xmlenc#sha512":       crypto.SHA512,
		"http://www.w3.org/2000/09/xmldsig#sha1":        crypto.SHA1,
	}
	canonical = []string{
		dsig.CanonicalXML10ExclusiveAlgorithmId.String(),
		dsig.CanonicalXML10ExclusiveWithCommentsAlgorithmId.String(), // there are no comments
	}
)

// allows reports whether an algorithm may be used by this IdP.
func (i *IDP) allows(of map[string]crypto.Hash, algorithm string) bool {
	hash, ok := of[algorithm]
	return ok && (hash != crypto.SHA1 || i.SHA1)
}

// verified returns what of el the IdP has signed: the very bytes that the
// signature covers, read anew. It is NotSigned if el carries no signature itself.
// Which key signed is for the metadata to say: what the signature says of it is
// not looked at, and each certificate is tried, so that keys can roll over.
func (i *IDP) verified(el *etree.Element, now time.Time) (*etree.Element, error) {
	signatures := children(el, nsSignature, dsig.SignatureTag)
	if len(signatures) == 0 {
		return nil, NotSigned
	}
	if len(signatures) > 1 {
		return nil, OddSignature
	}
	if err := i.checkShape(el, signatures[0]); err != nil {
		return nil, err
	}
	alone, err := detach(el)
	if err != nil {
		return nil, OddSignature
	}
	if signature := only(alone, nsSignature, dsig.SignatureTag); signature != nil {
		for _, info := range children(signature, nsSignature, dsig.KeyInfoTag) {
			signature.RemoveChild(info)
		}
	}
	why := WrongSignature
	for _, cert := range i.Certificates {
		if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
			why = ExpiredKey
			continue
		}
		v := dsig.NewDefaultValidationContext(&dsig.MemoryX509CertificateStore{Roots: []*x509.Certificate{cert}})
		v.Clock = dsig.NewFakeClockAt(now)
		if signed, err := v.Validate(alone); err == nil {
			return signed, nil
		}
	}
	return nil, why
}

// checkShape holds a signature to what SAML allows (saml-core-2.0-os, 5.4): it
// covers its parent as a whole, by its ID, and transforms nothing else away.
func (i *IDP) checkShape(el, signature *etree.Element) error {
	for _, child := range signature.ChildElements() {
		if child.NamespaceURI() != nsSignature || !slices.Contains([]string{dsig.SignedInfoTag, dsig.SignatureValueTag, dsig.KeyInfoTag}, child.Tag) {
			return OddSignature
		}
	}
	info := only(signature, nsSignature, dsig.SignedInfoTag)
	reference := only(info, nsSignature, dsig.ReferenceTag)
	if info == nil || reference == nil || only(signature, nsSignature, dsig.SignatureValueTag) == nil {
		return OddSignature
	}
	if id := attr(el, dsig.DefaultIdAttr); id == "" || attr(reference, dsig.URIAttr) != "#"+id {
		return OddSignature
	}
	if !slices.Contains(canonical, attr(only(info, nsSignature, dsig.CanonicalizationMethodTag), dsig.AlgorithmAttr)) {
		return OddSignature
	}
	transforms := children(orEmpty(only(reference, nsSignature, dsig.TransformsTag)), nsSignature, dsig.TransformTag)
	if len(transforms) != 2 || attr(transforms[0], dsig.AlgorithmAttr) != dsig.EnvelopedSignatureAltorithmId.String() ||
		!slices.Contains(canonical, attr(transforms[1], dsig.AlgorithmAttr)) {
		return OddSignature
	}
	if !i.allows(methods, attr(only(info, nsSignature, dsig.SignatureMethodTag), dsig.AlgorithmAttr)) ||
		!i.allows(digests, attr(only(reference, nsSignature, dsig.DigestMethodTag), dsig.AlgorithmAttr)) {
		return WeakSignature
	}
	return nil
}

func orEmpty(el *etree.Element) *etree.Element {
	if el == nil {
		return etree.NewElement("nothing")
	}
	return el
}

// detach returns a copy of el that declares the name spaces itself that it has
// from around it.
func detach(el *etree.Element) (*etree.Element, error) {
	around, err := etreeutils.NSBuildParentContext(el)
	if err != nil {
		return nil, err
	}
	within, err := around.SubContext(el)
	if err != nil {
		return nil, err
	}
	return etreeutils.NSDetatch(within, el)
}

// method is how requests to an IdP are signed.
func (i *IDP) method() string {
	if i.SHA1 {
		return dsig.RSASHA1SignatureMethod
	}
	return dsig.RSASHA256SignatureMethod
}

// signature makes the element that signs el.
func (p *Provider) signature(el *etree.Element, method string) (*etree.Element, error) {
	c, err := dsig.NewSigningContext(p.Key, [][]byte{p.Certificate.Raw})
	if err != nil {
		return nil, err
	}
	c.Canonicalizer = dsig.MakeC14N10ExclusiveCanonicalizerWithPrefixList("")
	if err := c.SetSignatureMethod(method); err != nil {
		return nil, err
	}
	return c.ConstructSignature(el, true)
}

// signQuery signs the parameters of HTTP-Redirect (saml-bindings-2.0-os, 3.4.4.1).
func (p *Provider) signQuery(query, method string) (string, error) {
	hash := methods[method]
	h := hash.New()
	h.Write([]byte(query))
	signature, err := rsa.SignPKCS1v15(nil, p.Key, hash, h.Sum(nil))
	return base64.StdEncoding.EncodeToString(signature), err
}

// verifiedQuery checks such a signature.
func (i *IDP) verifiedQuery(q query, now time.Time) error {
	if q.signature == "" {
		return NotSigned
	}
	if !i.allows(methods, q.algorithm) {
		return WeakSignature
	}
	signature, err := base64.StdEncoding.DecodeString(q.signature)
	if err != nil {
		return OddSignature
	}
	hash := methods[q.algorithm]
	h := hash.New()
	h.Write([]byte(q.signed))
	sum := h.Sum(nil)
	why := WrongSignature
	for _, cert := range i.Certificates {
		if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
			why = ExpiredKey
			continue
		}
		if key, ok := cert.PublicKey.(*rsa.PublicKey); ok && rsa.VerifyPKCS1v15(key, hash, sum, signature) == nil {
			return nil
		}
	}
	return why
}
