// An identity provider for the tests: npm's oidc-provider with its own pages.
//
//   node provider.mjs FOLDER CONFIG
//
// FOLDER has the package, CONFIG is JSON of the issuer, its keys, its people
// (claims by the name with which they sign in) and clients. It listens on a free
// port of this machine, which it prints, for a proxy that speaks https; a client
// is added by a line of JSON on its input, and it ends with that.
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, text] = process.argv.slice(2);
const from = (path) => import(pathToFileURL(join(folder, 'node_modules/oidc-provider/lib', path)));
const { Provider } = await from('index.js');
const { default: Store } = await from('adapters/memory_adapter.js');
const config = JSON.parse(text);

const provider = new Provider(config.issuer, {
  jwks: { keys: config.keys },
  adapter: (model) => new Store(model), // one store for all: clients are added to it below
  claims: { openid: ['sub'], profile: ['name', 'roles', 'groups', 'nested'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: config.conforms, // the claims of scopes come from userinfo alone
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...config.people[id] }) }),
  features: { backchannelLogout: { enabled: true } },
  pkce: { required: () => true },
  // What it sends goes to this machine, which it would not do by itself.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
});
provider.proxy = true;
for (const event of ['server_error', 'authorization.error', 'grant.error', 'backchannel.error', 'end_session.error']) {
  provider.on(event, (...args) => console.error(event, ...args.filter((a) => a instanceof Error).map((e) => `${e} ${e.error_detail ?? ''} ${e.cause ?? ''}`)));
}

const server = provider.listen(0, '127.0.0.1', () => console.log(server.address().port));
createInterface({ input: process.stdin }).on('line', async (line) => {
  const client = JSON.parse(line);
  await new Store('Client').upsert(client.client_id, client);
  console.log('added');
}).on('close', () => process.exit());
