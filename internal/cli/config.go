package cli

import (
	"cmp"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"gatehouse/internal/fetch"
	"gatehouse/internal/mail"
)

// Config is everything an operator may set. The flags of the commands, the
// environment, the file and the text of "gatehouse help config" are made of it.
type Config struct {
	Store
	Service
	Client
}

// Store says where the data is. Every command that works on it takes these.
type Store struct {
	Data        string `group:"Data" default:"gatehouse-data" placeholder:"DIR" help:"Folder of the database file, the server key, the mails while there is no mail server, and the heads of the record."`
	DatabaseURL Secret `group:"Data" name:"database-url" placeholder:"URL" help:"PostgreSQL instead of the database file: postgres://user:password@host/database. Several hosts, such as host1:5432,host2:5432, of which the one that takes writes is used. Behind a pooler of transactions: ?default_query_exec_mode=exec."`
	KeyFile     string `group:"Data" placeholder:"FILE" help:"The server's secret key, made if it is not there; the same on all nodes, and not part of a backup. Without it: server.key in the data folder."`
	PublicURL   string `group:"Data" name:"public-url" placeholder:"URL" help:"Where people reach this server: the links in mails begin with it. Without it: the address it listens on."`
	Config      string `group:"Data" placeholder:"FILE" help:"File of further options, one a line: name = value, with # for comments."`
}

// Service says how the server runs.
type Service struct {
	Listen         string   `group:"Server" default:"localhost:8080" placeholder:"ADDR" help:"Address and port to listen on."`
	TLSCert        string   `group:"Server" name:"tls-cert" placeholder:"FILE" help:"Certificate, with its chain. A renewed file is taken up without a restart."`
	TLSKey         string   `group:"Server" name:"tls-key" placeholder:"FILE" help:"Key of the certificate."`
	TrustedProxies []string `group:"Server" placeholder:"NETWORKS" help:"Comma-separated addresses or networks of the proxies in front, whose X-Forwarded-For counts. Behind them plain http may leave this machine, if the public URL is https."`
	EvidenceFolder string   `group:"Server" placeholder:"DIR" help:"Where the files are kept with which recipients show what they say of findings, the same on all nodes. Without it: in the database, and so in its backup."`
	AuditHeads     string   `group:"Server" placeholder:"FILE" help:"Where the ends of the record of events are noted every hour, outside the database, for gatehouse audit verify --head. Without it: audit-heads.jsonl in the data folder."`
	Workers        int      `group:"Server" default:"4" placeholder:"N" help:"How many jobs this node works on at a time."`
	DrainSeconds   int      `group:"Server" default:"0" placeholder:"N" help:"How many seconds /readyz says 503 before a server that is told to stop refuses calls: as long as a load balancer needs to notice. 0 to 300."`
	CORSOrigins    []string `group:"API" name:"cors-origins" placeholder:"ORIGINS" help:"Comma-separated origins, such as https://portal.example, whose pages may call the API from a browser."`
	UserCalls      int      `group:"API" default:"600" placeholder:"N" help:"How many calls of the user family a token may make in 5 minutes, on all nodes together. 0: any number."`
	RatingsCalls   int      `group:"API" default:"20" placeholder:"N" help:"How many calls of the ratings family a token may have running at a time on this node. 0: any number."`
	ShortTokens    int      `group:"API" name:"short-token-minutes" default:"10" placeholder:"N" help:"How many minutes the tokens live that OAuth clients get for their long-lived ones: 1 to 60."`
	AnswerCache    int      `group:"API" name:"answer-cache" default:"32" placeholder:"MIB" help:"How much memory this node keeps finished answers in, in MiB, to give them again while nothing has changed. 0: none."`
	ListIndex      int      `group:"API" name:"list-index" default:"128" placeholder:"MIB" help:"How much memory this node takes, in MiB, to find what outboxes list and count without asking the database, unless somebody searches: 32 bytes a request, and documents that were asked for lately. 0: none."`
	FetchNetworks  []string `group:"Server" placeholder:"NETWORKS" help:"Comma-separated addresses or networks inside the house that customers' addresses may lead to, such as that of an IdP or a webhook: others are only fetched from where everybody can reach them."`
	FetchCA        string   `group:"Server" name:"fetch-ca" placeholder:"FILE" help:"Certificates (PEM) that count besides those of the system where something is fetched."`
	MetricsListen  string   `group:"Server" placeholder:"ADDR" help:"Address and port at which Prometheus finds /metrics, never those of --listen. Without a host, as in :9464, only this machine reaches it. Without the option nothing is served there."`
	OTLPEndpoint   string   `group:"Server" name:"otlp-endpoint" placeholder:"URL" help:"OpenTelemetry collector that takes traces by OTLP over HTTP, such as http://localhost:4318. Without it, OTEL_EXPORTER_OTLP_ENDPOINT counts; without both there are none."`
	TraceShare     float64  `group:"Server" default:"1" placeholder:"N" help:"Which share of the requests and jobs is traced, from 0 to 1."`
	LogFormat      string   `group:"Server" default:"text" enum:"text,json" placeholder:"FORMAT" help:"text or json."`
	LogLevel       string   `group:"Server" default:"info" enum:"debug,info,warn,error" placeholder:"LEVEL" help:"debug, info, warn or error."`
	Development    bool     `group:"Server" help:"Show also what only who works on Gatehouse needs: the page /styleguide."`
	SMTPURL        Secret   `group:"Mail" name:"smtp-url" placeholder:"URL" help:"Mail server: smtp://user:password@host:587?from=Name+<address>, or smtps://. Further options behind the question mark: tls, auth, ca. Without it mails become files in the data folder."`
}

// Client says which server a command talks to, and as whom.
type Client struct {
	Server string `group:"Client" default:"http://localhost:8080" placeholder:"URL" help:"Server to talk to."`
	Token  Secret `group:"Client" placeholder:"TOKEN" help:"API token to call with."`
}

// database is what to give to db.Open.
func (s *Store) database() string {
	return cmp.Or(string(s.DatabaseURL), s.inData("gatehouse.db"))
}

func (s *Store) keyFile() string { return cmp.Or(s.KeyFile, s.inData("server.key")) }

func (s *Store) inData(name string) string { return filepath.Join(s.Data, name) }

// address is where people reach the server, as far as these options say.
func (s *Store) address() string { return cmp.Or(s.PublicURL, "http://localhost:8080") }

func (s *Service) scheme() string {
	if s.TLSCert != "" {
		return "https"
	}
	return "http"
}

// proxies returns the networks of the trusted proxies.
func (s *Service) proxies() ([]netip.Prefix, error) {
	return networks("trusted-proxies", s.TrustedProxies)
}

// fetcher is how this server fetches what is at the addresses of others.
func (s *Service) fetcher() (*fetch.Client, error) {
	inside, err := networks("fetch-networks", s.FetchNetworks)
	if err != nil {
		return nil, err
	}
	o := fetch.Options{Networks: inside}
	if s.FetchCA != "" {
		if o.CA, err = os.ReadFile(s.FetchCA); err != nil {
			return nil, wrong("fetch-ca", "%v", readable(s.FetchCA))
		}
	}
	client, err := fetch.New(o)
	if err != nil {
		return nil, wrong("fetch-ca", "%s: %v", s.FetchCA, err)
	}
	return client, nil
}

// networks reads the networks, or single addresses, of an option.
func networks(option string, texts []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range texts {
		text = strings.TrimSpace(text)
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			addr, addrErr := netip.ParseAddr(text)
			if addrErr != nil {
				return nil, wrong(option, "%q is neither an address nor a network", text)
			}
			prefix = netip.PrefixFrom(addr, addr.BitLen())
		}
		all = append(all, prefix.Masked())
	}
	return all, nil
}

// transport is how mails leave.
func (s *Service) transport(store *Store) (mail.Transport, mail.Address, error) {
	if s.SMTPURL == "" {
		return mail.Folder{Dir: store.inData("mails")}, mail.Address{}, nil
	}
	smtp, err := mail.NewSMTP(string(s.SMTPURL))
	if err != nil {
		return nil, mail.Address{}, wrong("smtp-url", "%v", err)
	}
	return smtp, smtp.From, nil
}

// unspecified returns "" for an address that means every interface.
func unspecified(host string) string {
	if addr, err := netip.ParseAddr(host); err == nil && addr.IsUnspecified() {
		return ""
	}
	return host
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
