import type { IHttpRequestHelper, IHttpRequestOptions, INode } from 'n8n-workflow';

import type { Token } from '../../../transport/auth/token';
import { fieldsOf, fingerprintOf } from '../../../transport/auth/token';
import type { CredentialData, CredentialProfile } from '../../../transport/contracts/credential';
import type { RequestContext } from '../../../transport/http/send';

export const MINUTE_MS = 60_000;

export interface Answer {
	statusCode: number;
	headers?: Record<string, string>;
	body?: string;
}

interface Options {
	/** What the credential holds, each time that it is read. */
	database(): CredentialData | Promise<CredentialData>;
	/** Answers requests without a credential: for tokens, and questions whether one is good. Without it there may be none. */
	plain?(options: IHttpRequestOptions): Answer | Promise<Answer>;
	/** Answers requests with a credential. */
	signed?(data: CredentialData, options: IHttpRequestOptions): Answer | Promise<Answer>;
	signal?: AbortSignal | undefined;
}

interface FakeN8n {
	context: RequestContext;
	/** What the credential's hook gets of n8n. */
	helpers: Pick<IHttpRequestHelper['helpers'], 'httpRequest'>;
	/** Access tokens of the requests with a credential. */
	sent: unknown[];
	/** Requests without a credential. */
	asked: IHttpRequestOptions[];
	/** How often the credential was read. */
	reads(): number;
}

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const unexpected = (): never => {
	throw new Error('no request without a credential was expected');
};

/** n8n as the client sees it: one credential in its database, and its two request helpers. */
export function fakeN8n({
	database,
	plain = unexpected,
	signed = () => ({ statusCode: 200, body: '{}' }),
	signal,
}: Options): FakeN8n {
	const sent: unknown[] = [];
	const asked: IHttpRequestOptions[] = [];
	let reads = 0;
	const httpRequest = async (options: IHttpRequestOptions) => {
		asked.push(options);
		return { headers: {}, body: '', ...(await plain(options)) };
	};
	const context: RequestContext = {
		getNode: () => node,
		getCredentials: async () => {
			reads++;
			return await database();
		},
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (_type, options, extra) => {
				const data = extra?.credentialsDecrypted?.data ?? {};
				sent.push(data.accessToken);
				return { headers: {}, body: '', ...(await signed(data, options)) };
			},
		},
	};
	return { context, helpers: { httpRequest }, sent, asked, reads: () => reads };
}

let grants = 0;

/** What a person typed into a token credential; each a grant, and an account, of its own. */
export function typed(more: CredentialData = {}): CredentialData {
	const number = ++grants;
	return {
		environment: 'custom',
		baseUrl: 'http://127.0.0.1:4600/v1',
		authBaseUrl: 'http://127.0.0.1:4600/auth',
		graphqlUrl: 'http://127.0.0.1:4600/graphql',
		apiKey: `key-${number}`,
		clientId: `client-${number}`,
		clientSecret: `secret-${number}`,
		username: `person-${number}@example.com`,
		authorizationCode: `code-${number}`,
		redirectUri: 'https://example.com/back',
		requestsPerSecond: 1000,
		requestsPerDay: 0,
		...more,
	};
}

/** The credential with a token in it: obtained a minute ago, good for an hour, unless `token` says otherwise. */
export function withToken(
	profile: CredentialProfile,
	credentials: CredentialData,
	token: Partial<Token> = {},
): CredentialData {
	const { grant } = profile;
	if (!grant) throw new Error('no grant');
	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const now = Date.now();
	return {
		...credentials,
		...fieldsOf(
			{
				accessToken: 'stored-token',
				obtainedAt: now - MINUTE_MS,
				validUntil: now + 59 * MINUTE_MS,
				inputs: fingerprint.inputs,
				...token,
			},
			fingerprint,
		),
	};
}

/** When a token of that age, good for so long, was obtained and ends. */
export function aged(ageMs: number, leftMs: number): Pick<Token, 'obtainedAt' | 'validUntil'> {
	const now = Date.now();
	return { obtainedAt: now - ageMs, validUntil: now + leftMs };
}
