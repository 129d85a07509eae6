import { environmentUrl, trimmed } from '../../../transport/auth/environment';
import type {
	CredentialData,
	CredentialProfile,
	GrantStep,
} from '../../../transport/contracts/credential';
import type { HttpResponse, ServiceFailure } from '../../../transport/contracts/response';
import { wordsAt } from '../../../transport/core/json';
import { classifyStatus } from '../../../transport/http/errors';

const BASE_URLS = { production: 'https://api.example.com/v1' };
const FIELDS = '"Client ID" and "Client Secret"';

const urlOf = (credentials: CredentialData) => environmentUrl(credentials, BASE_URLS);
const tokenUrl = (credentials: CredentialData) => `${urlOf(credentials)}/token`;

function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	if (status < 400) return undefined;
	return {
		kind: classifyStatus(status),
		message: wordsAt(body, ['message']) ?? `HTTP status ${status}`,
	};
}

const common = {
	label: 'Example API',
	service: 'Example',
	hosts: (credentials: CredentialData) => ({ api: urlOf(credentials) }),
	account: (credentials: CredentialData) => [
		trimmed(credentials, 'clientId'),
		trimmed(credentials, 'clientSecret'),
	],
	probe: { method: 'GET', path: '/me' },
	limits: { requestsPerSecond: 1000, concurrency: 50, requestsPerDay: 10_000 },
	classify,
} as const;

/** A step that sends these typed fields. */
const step = (grant: string, ...fields: string[]): GrantStep => ({
	request: (credentials) => ({
		url: tokenUrl(credentials),
		json: {
			grant_type: grant,
			...Object.fromEntries(fields.map((field) => [field, credentials[field]])),
		},
	}),
	fields: FIELDS,
});

const refresh: GrantStep = {
	request: (credentials, { refreshToken }) =>
		refreshToken === undefined
			? undefined
			: {
					url: tokenUrl(credentials),
					json: { grant_type: 'refresh_token', refresh_token: refreshToken },
				},
	keepsRefreshToken: true,
	fields: FIELDS,
};

const grant = (...steps: GrantStep[]): Required<Pick<CredentialProfile, 'grant' | 'headers'>> => ({
	headers: (credentials) => ({ Authorization: `Bearer ${trimmed(credentials, 'accessToken')}` }),
	grant: {
		url: tokenUrl,
		identity: (credentials) => [trimmed(credentials, 'clientId')],
		inputs: (credentials) => [trimmed(credentials, 'scope')],
		steps,
		read: (body) => ({
			accessToken: body.access_token,
			expiresIn: body.expires_in,
			refreshToken: body.refresh_token,
		}),
		words: ['message'],
		defaultLifetimeSeconds: 3600,
	},
});

/** Tokens for the secrets of a client, as often as one asks. */
export const clientType: CredentialProfile = {
	...common,
	name: 'exampleClientApi',
	...grant({ ...step('client_credentials', 'clientId', 'clientSecret'), provesSecrets: true }),
};

/** The same, at a service whose 403 may mean the token or missing rights. */
export const doubtfulType: CredentialProfile = {
	...clientType,
	name: 'exampleDoubtfulApi',
	classify: (response) => {
		const failure = classify(response);
		return failure && response.status === 403 ? { ...failure, kind: 'doubtful' } : failure;
	},
};

/** A refresh token, and a login with a password where that does not help. */
export const loginType: CredentialProfile = {
	...common,
	name: 'exampleLoginApi',
	...grant(refresh, { ...step('password', 'clientId', 'password'), provesSecrets: true }),
};

/** A code that works once, and from then on refresh tokens. */
export const codeType: CredentialProfile = {
	...common,
	name: 'exampleCodeApi',
	...grant(refresh, {
		...step('authorization_code', 'authorizationCode'),
		request: (credentials, session) =>
			session.exchanged
				? undefined
				: step('authorization_code', 'authorizationCode').request(credentials, session),
	}),
};

/** Signed by n8n's own OAuth2. */
export const oauth2Type: CredentialProfile = { ...common, name: 'exampleOAuth2Api' };
