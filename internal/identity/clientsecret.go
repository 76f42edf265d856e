package identity

const forClientSecret = "client secret"

// ClientSecret returns what an OpenID provider knows this server by; "" of a
// public client. It is shown to nobody.
func (is *IDPs) ClientSecret(i IDP) (string, error) {
	if i.clientSecret == "" {
		return "", nil
	}
	plain, err := is.Key.Unseal(forClientSecret, i.GUID, i.clientSecret)
	return string(plain), err
}

// HasClientSecret reports whether there is one.
func (i *IDP) HasClientSecret() bool { return i.clientSecret != "" }

// sealSecret gives i a new secret. The same one again is no change.
func (is *IDPs) sealSecret(i *IDP, secret *string) error {
	if secret == nil {
		return nil
	}
	now, err := is.ClientSecret(*i)
	if err != nil || now == *secret {
		return err
	}
	if i.clientSecret = ""; *secret != "" {
		i.clientSecret, err = is.Key.Seal(forClientSecret, i.GUID, []byte(*secret))
	}
	return err
}
