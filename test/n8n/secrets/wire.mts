import type { LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Finder, SecretKind } from './finder.mts';
import type { Searched } from './places.mts';
import { Tally } from './places.mts';

/** Where a service's documents have a secret go. */
interface Form {
	kinds: readonly SecretKind[];
	/** Absent: in every call. */
	call?: RegExp;
	/** `header x-api-key`, or a field of a JSON body or of a form: `body client_secret`. */
	at: string;
	/** What stands in front of it. */
	word?: string;
}

const bearer: Form = { kinds: ['access token'], at: 'header authorization', word: 'Bearer ' };

/** Source: the services' documents as `test/sandbox` follows them. */
export const FORMS: Record<ServiceId, readonly Form[]> = {
	doo: [
		bearer,
		{ kinds: ['API key'], at: 'header x-api-key' },
		{ kinds: ['client secret'], call: /^POST \/oauth$/, at: 'body client_secret' },
		{
			kinds: ['registration'],
			call: /^POST \/team\/111\/webhooks$/,
			at: 'body authentication.credentials.client_secret',
		},
		{
			kinds: ['registration'],
			call: /^POST \/team\/111\/webhooks$/,
			at: 'body hooks.*.endpoint?key',
		},
	],
	ooti: [
		{ kinds: ['API key'], at: 'header authorization', word: 'Token ' },
		{ kinds: ['access token'], at: 'header authorization', word: 'JWT ' },
		{ kinds: ['password'], call: /^POST \/token-auth\/$/, at: 'body password' },
		{ kinds: ['refresh token'], call: /^POST \/token-refresh\/$/, at: 'body refresh' },
	],
	otesse: [
		bearer,
		{ kinds: ['API key'], at: 'header authorization', word: 'Bearer ' },
		{ kinds: ['client secret'], call: /^POST \/oauth\/token$/, at: 'body client_secret' },
		{ kinds: ['refresh token'], call: /^POST \/oauth\/token$/, at: 'body refresh_token' },
	],
	oto: [
		bearer,
		{
			kinds: ['refresh token', 'told secret'],
			call: /^POST \/refreshToken$/,
			at: 'body refresh_token',
		},
		{ kinds: ['registration'], call: /^(POST|PUT) \/webhook$/, at: 'body secretKey' },
		{ kinds: ['registration'], call: /^(POST|PUT) \/webhook$/, at: 'body authorizationKey' },
	],
	ottimate: [
		bearer,
		{ kinds: ['API key'], at: 'header x-api-key' },
		{ kinds: ['client secret'], call: /^POST \/oauth\/token$/, at: 'body client_secret' },
	],
};

/** What the wire has of the secrets. */
export interface WireSearch extends Searched {
	/** How often each documented form was used, by service and form. */
	used: ReadonlyMap<string, number>;
	/** Requests with a credential that is no known secret. */
	strangers: string[];
}

/** Requests without the secrets that stand where the documents want them, and what is found in the rest. */
export function searchWire(entries: readonly LogEntry[], finder: Finder): WireSearch {
	const tally = new Tally(finder);
	const known = new Map(finder.secrets.map((secret) => [secret.value, secret]));
	const used = new Map<string, number>();
	const strangers: string[] = [];
	for (const entry of entries) {
		const header: Json = { ...entry.headers };
		const sent: Json = { header, body: bodyOf(entry) };
		for (const form of FORMS[entry.service]) {
			const { kinds, call, at, word = '' } = form;
			if (call && !call.test(`${entry.method} ${entry.path}`)) continue;
			const isMeant = (text: string) => {
				const secret = text.startsWith(word) ? known.get(text.slice(word.length)) : undefined;
				return secret?.service === entry.service && kinds.includes(secret.kind);
			};
			if (!take(sent, at.split(/[ .]/), isMeant)) continue;
			const key = `${entry.service} ${kinds.join(' or ')}: ${at}`;
			used.set(key, (used.get(key) ?? 0) + 1);
		}
		const { method, path, query } = entry;
		const { authorization = '', 'x-api-key': key = '' } = header;
		if (authorization !== '' || key !== '') strangers.push(`${entry.service} ${method} ${path}`);
		tally.look(`wire ${entry.service} ${method} ${path}`, JSON.stringify([path, query, sent]));
	}
	const { findings, size, count } = tally;
	return { findings, size, count, used, strangers };
}

type Json = Record<string, unknown>;

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null;
}

function bodyOf({ headers, rawBody }: LogEntry): unknown {
	const type = headers['content-type'] ?? '';
	if (type.includes('x-www-form-urlencoded'))
		return Object.fromEntries(new URLSearchParams(rawBody));
	if (!type.includes('json')) return rawBody;
	try {
		return JSON.parse(rawBody);
	} catch {
		return rawBody;
	}
}

/** Blanks a text at a path if it is meant to be there; `*` is each member, `endpoint?key` a parameter of an address. */
function take(
	value: unknown,
	[name = '', ...rest]: string[],
	isMeant: (text: string) => boolean,
): boolean {
	if (!isJson(value)) return false;
	if (name === '*') {
		return Object.values(value)
			.map((member) => take(member, rest, isMeant))
			.some(Boolean);
	}
	const [key = '', parameter] = name.split('?');
	const held = value[key];
	if (rest.length > 0) return take(held, rest, isMeant);
	if (typeof held !== 'string') return false;
	if (parameter === undefined) {
		if (!isMeant(held)) return false;
		value[key] = '';
		return true;
	}
	const url = new URL(held);
	if (!isMeant(url.searchParams.get(parameter) ?? '')) return false;
	url.searchParams.delete(parameter);
	value[key] = url.href;
	return true;
}
