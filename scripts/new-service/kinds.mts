/** A field of the credential. */
interface Secret {
	name: string;
	label: string;
	/** Its name in the request for a token. */
	wire: string;
	masked?: true;
}

/** How a service is signed in to. */
export interface Kind {
	name: string;
	/** For whoever is asked. */
	about: string;
	secrets: readonly Secret[];
	/** How the request for a token is written; absent for a fixed key. */
	encoding?: 'json' | 'form';
	/** Sent in the request for a token, beside the secrets. */
	constants?: Readonly<Record<string, string>>;
	tokenPath?: string;
}

const CLIENT: readonly Secret[] = [
	{ name: 'clientId', label: 'Client ID', wire: 'client_id' },
	{ name: 'clientSecret', label: 'Client Secret', wire: 'client_secret', masked: true },
];

const GRANT = { grant_type: 'client_credentials' };

export const KINDS: readonly Kind[] = [
	{
		name: 'key',
		about: 'a key that is sent with every request',
		secrets: [{ name: 'apiKey', label: 'API Key', wire: 'api_key', masked: true }],
	},
	{
		name: 'client-credentials',
		about: 'client ID and secret are exchanged for a token, as JSON',
		secrets: CLIENT,
		encoding: 'json',
		constants: GRANT,
		tokenPath: '/oauth/token',
	},
	{
		name: 'client-credentials-form',
		about: 'the same, form encoded',
		secrets: CLIENT,
		encoding: 'form',
		constants: GRANT,
		tokenPath: '/oauth/token',
	},
	{
		name: 'login',
		about: 'user name and password are exchanged for a token, as JSON',
		secrets: [
			{ name: 'username', label: 'Username', wire: 'username' },
			{ name: 'password', label: 'Password', wire: 'password', masked: true },
		],
		encoding: 'json',
		tokenPath: '/login',
	},
];

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

/** "A", "A" and "B". */
function labelsOf(secrets: readonly Secret[]): string {
	return secrets.map(({ label }) => `"${label}"`).join(' and ');
}

function propertyOf({ name, label, masked }: Secret, service: string): string {
	const where = `From ${service}: (replace by the page of its settings)`;
	if (masked) return `secret(${quoted(name)}, ${quoted(label)}, ${quoted(where)}),`;
	return `{
		displayName: ${quoted(label)},
		name: ${quoted(name)},
		type: 'string',
		required: true,
		default: '',
		description: ${quoted(where)},
	},`;
}

function tokenField([name, value]: [string, string]): string {
	return `{
		name: ${quoted(name)},
		type: 'options',
		required: true,
		options: [${quoted(value)}],
		default: ${quoted(value)},
	},`;
}

/** The pieces of code that depend on how a service is signed in to, by the words that stand for them in the skeleton. */
export function piecesOf(kind: Kind, id: string, service: string): Record<string, string> {
	const { secrets, encoding, constants = {}, tokenPath = '' } = kind;
	const [secret = secrets[0]] = secrets.filter(({ masked }) => masked);
	if (!secret) throw new Error(`The kind ${kind.name} has no secret`);
	const seed = ({ name }: Secret) =>
		`sandbox-${id}-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
	const each = (write: (one: Secret) => string, between = '\n') => secrets.map(write).join(between);
	const fixed = Object.entries(constants);
	const sentAs = (value: (one: Secret) => string) =>
		[
			...fixed.map(([name, text]) => `${name}: ${quoted(text)},`),
			...secrets.map((one) => `${one.wire}: ${value(one)},`),
		].join('\n');
	const filled = each(({ name }) => `${name}: ${quoted(`${name}_1`)}`, ', ');
	const read =
		encoding === 'form' ? 'const form = readForm(request);' : 'const body = readObject(request);';
	const got = ({ wire }: Secret) =>
		encoding === 'form' ? `form?.get(${quoted(wire)})` : `body.ok ? body.value.${wire} : undefined`;
	return {
		IDENTITY: each(({ name }) => `trimmed(credentials, ${quoted(name)})`, ', '),
		SENT: encoding === undefined ? secret.name : 'accessToken',
		SENT_VALUE: encoding === undefined ? `${secret.name}_1` : 'at_1',
		ENCODING: encoding ?? 'json',
		TOKEN_PATH: tokenPath,
		TOKEN_PATTERN: tokenPath.replaceAll('/', '\\/'),
		SECRET_KIND: secret.name === 'password' ? 'password' : 'client secret',
		GRANT: sentAs(({ name }) => `trimmed(credentials, ${quoted(name)})`),
		LOGIN: sentAs((one) => quoted(seed(one))),
		SECRET_WIRE: secret.wire,
		FIELDS: labelsOf(secrets),
		FIELDS_PATTERN: labelsOf(secrets),
		TOKEN_FIELDS: [
			...fixed.map(tokenField),
			...secrets.map(
				({ wire, label, masked }) =>
					`{ name: ${quoted(wire)}, type: 'string', required: true, ${masked ? 'secret: true, ' : ''}description: ${quoted(`${label} as ${service} shows it`)} },`,
			),
		].join('\n'),
		PROPERTIES: each((one) => propertyOf(one, service)),
		FIELD_NAMES: each(({ name }) => quoted(name), ', '),
		SECRET: secret.name,
		FILLED: encoding === undefined ? filled : `${filled}, accessToken: 'at_1'`,
		SECRETS: each((one) => `${one.name}: ${quoted(seed(one))},`),
		READ_BODY: read,
		SECRET_PAIRS: each((one) => `[${got(one)}, secrets.${one.name}]`, ', '),
		SUBJECT: `secrets.${secrets[0]?.name ?? secret.name} ?? ''`,
		SECRET_ROWS: each(
			({ label }) => `| ${label} | (replace by where ${service} shows it) | official |`,
		),
		FIELD_ROWS: each(({ label }) => `| ${label} | |`),
	};
}
