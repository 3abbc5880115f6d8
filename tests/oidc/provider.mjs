// An OpenID Connect provider of the tests' own: `node provider.mjs PORT SITE`, where SITE is the
// address of the website. Whoever signs in as NAME is NAME@kamer.example, verified unless the name
// begins with "los-". Pages and keys are the package's own for development.
import Provider from "oidc-provider";

const [port, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "gestand",
      client_secret: "een geheim van de tests",
      redirect_uris: [`${site}/aanmelden/organisatie/terug`],
      post_logout_redirect_uris: [`${site}/aanmelden`],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["een sleutel van de tests"] },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@kamer.example`,
      email_verified: !id.startsWith("los-"),
      name: `${id} van de Organisatie`,
    }),
  }),
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
