package fetch

import "net/netip"

// closed are networks beside those that netip has a word for: of carriers, of
// documents, of measurements, and those that hide another address in theirs.
var closed = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
)

func prefixes(texts ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// judge returns ErrInside for an address that only insiders reach.
func (o *Options) judge(address string) error {
	port, err := netip.ParseAddrPort(address)
	if err != nil {
		return ErrInside
	}
	ip := port.Addr().WithZone("").Unmap()
	for _, network := range o.Networks {
		if network.Contains(ip) {
			return nil
		}
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return ErrInside
	}
	for _, network := range closed {
		if network.Contains(ip) {
			return ErrInside
		}
	}
	return nil
}
