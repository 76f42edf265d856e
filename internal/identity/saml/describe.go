package saml

import (
	"encoding/base64"

	"github.com/beevik/etree"
)

// Describe returns the metadata of this side, for the people who look after an
// IdP. It does not expire: many IdPs read it once.
func (p *Provider) Describe() (string, error) {
	root := etree.NewElement("md:EntityDescriptor")
	root.CreateAttr("xmlns:md", nsMetadata)
	root.CreateAttr("entityID", p.EntityID)
	sp := root.CreateElement("md:SPSSODescriptor")
	sp.CreateAttr("protocolSupportEnumeration", nsProtocol)
	sp.CreateAttr("AuthnRequestsSigned", "true")
	sp.CreateAttr("WantAssertionsSigned", "true")
	for _, use := range []string{"signing", "encryption"} {
		p.describeKey(sp, use)
	}
	logout := func(binding, address string) {
		e := sp.CreateElement("md:SingleLogoutService")
		e.CreateAttr("Binding", binding)
		e.CreateAttr("Location", address)
	}
	logout(BindingRedirect, p.Logout())
	logout(BindingPOST, p.LogoutPOST())
	acs := sp.CreateElement("md:AssertionConsumerService")
	acs.CreateAttr("Binding", BindingPOST)
	acs.CreateAttr("Location", p.ACS())
	acs.CreateAttr("index", "0")
	acs.CreateAttr("isDefault", "true")
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	doc.SetRoot(root)
	doc.Indent(2)
	return doc.WriteToString()
}

func (p *Provider) describeKey(sp *etree.Element, use string) {
	k := sp.CreateElement("md:KeyDescriptor")
	k.CreateAttr("use", use)
	info := k.CreateElement("ds:KeyInfo")
	info.CreateAttr("xmlns:ds", nsSignature)
	info.CreateElement("ds:X509Data").CreateElement("ds:X509Certificate").SetText(base64.StdEncoding.EncodeToString(p.Certificate.Raw))
	if use != "encryption" {
		return
	}
	for _, algorithm := range []string{
		nsEncrypt11 + "aes256-gcm", nsEncrypt11 + "aes128-gcm", nsEncrypted + "aes256-cbc", nsEncrypted + "aes128-cbc",
		nsEncrypt11 + "rsa-oaep", nsEncrypted + "rsa-oaep-mgf1p",
	} {
		k.CreateElement("md:EncryptionMethod").CreateAttr("Algorithm", algorithm)
	}
}
