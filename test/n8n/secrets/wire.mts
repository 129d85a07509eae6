import type { LogEntry } from '../../sandbox/core/types.mts';
import { testedById } from '../../services/index.mts';
import type { Finder } from './finder.mts';
import type { Searched } from './places.mts';
import { Tally } from './places.mts';

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
		for (const form of testedById(entry.service).secretPlaces) {
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
