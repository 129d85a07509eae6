import { readForm } from '../../../sandbox/core/body.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import { bearerOf, header } from '../../../sandbox/core/request.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import type { Call } from './call.mts';
import { Refusal } from './call.mts';

export const secrets = {
	apiKey: 'sandbox-ottimate-api-key',
	clientId: 'sandbox-ottimate-client-id',
	clientSecret: 'sandbox-ottimate-client-secret',
};

const onlyScope = 'accounts.can_access_dashboard';

const unauthorized = (detail: string | null, status = 401): Refusal =>
	new Refusal(status, 'Unauthorized', detail);

function checkKey(context: SandboxContext, request: SandboxRequest): string {
	const key = header(request, 'x-api-key');
	if (key === undefined || key === '') throw unauthorized('X-API-Key header is missing');
	if (key !== context.secrets('ottimate').apiKey) throw unauthorized('Invalid API key');
	return key;
}

/** The API key of a call that may pass. */
export function authorized(context: SandboxContext, request: SandboxRequest): string {
	const key = checkKey(context, request);
	const token = bearerOf(request);
	if (token === undefined || context.tokens.state('ottimate', 'access', token) !== 'valid') {
		throw unauthorized(null, context.config('ottimate').refusedStatus ?? 401);
	}
	return key;
}

export function countCall(context: SandboxContext, key: string): void {
	const wait = context.quota('ottimate', key, { perSecond: 1000, perDay: 10_000 });
	if (wait !== undefined) throw new Refusal(429, 'Too many requests', 'Request limit exceeded');
}

export function checkVersion(request: SandboxRequest): void {
	const version = header(request, 'x-api-version');
	if (version === undefined || version === '1.0.0' || version === '1.1.0') return;
	throw new Refusal(400, 'Bad request', `Unknown API version ${version}`);
}

/** The token call: form-encoded only, with the API key. */
export function issueToken({ request, context }: Call): Answer {
	const key = checkKey(context, request);
	countCall(context, key);
	const form = readForm(request);
	if (form === undefined) {
		throw new Refusal(400, 'Bad request', 'Content-Type must be application/x-www-form-urlencoded');
	}
	const missing = ['grant_type', 'client_id', 'client_secret'].filter((name) => !form.get(name));
	if (missing.length > 0) {
		const faults = missing.map((name) => [name, ['This field is required.']]);
		throw new Refusal(400, 'Validation error', Object.fromEntries(faults));
	}
	if (form.get('grant_type') !== 'client_credentials') {
		throw new Refusal(400, 'Bad request', 'Unsupported grant_type');
	}
	const scope = form.get('scope');
	if (scope !== null && scope !== onlyScope) {
		throw new Refusal(400, 'Bad request', 'Unknown scope');
	}
	const { clientId, clientSecret } = context.secrets('ottimate');
	if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
		throw unauthorized('Invalid client credentials');
	}
	const { tokenLifetimeSeconds, expiresIn, variant } = context.config('ottimate');
	const token = context.tokens.issue({
		service: 'ottimate',
		subject: clientId,
		kind: 'access',
		prefix: 'sandbox_ott_',
		data: { scope: onlyScope },
	});
	const life = expiresIn === undefined ? tokenLifetimeSeconds : expiresIn;
	return {
		status: 200,
		body: {
			access_token: token.value,
			...(life === 'omit' ? {} : { expires_in: life }),
			token_type: 'Bearer',
			scope: variant === 'reference-scope' ? 'read write' : onlyScope,
		},
	};
}
