import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import type { Provider } from '../../../../transport/contracts/provider';
import { decodeFully } from '../../../../transport/http/url';

/** How an endpoint is named in the node's parameter: `GET /orders`; with the host in front of the path where it is not the API. */
export function keyOf({ method, path, host }: EndpointDefinition): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

/** Something about a list of endpoints, computed once for each list. */
function perList<T>(compute: (endpoints: readonly EndpointDefinition[]) => T) {
	const known = new WeakMap<readonly EndpointDefinition[], T>();
	return ({ endpoints }: Pick<Provider, 'endpoints'>): T => {
		const found = known.get(endpoints) ?? compute(endpoints);
		known.set(endpoints, found);
		return found;
	};
}

const rowsByKey = perList((endpoints) => new Map(endpoints.map((row) => [keyOf(row), row])));

export function rowByKey(provider: Provider, key: string): EndpointDefinition | undefined {
	return rowsByKey(provider).get(key);
}

/** The parts of a path as a service's router may read them: decoded, without empty ones and `;parameters`. */
function partsOf(path: string): string[] {
	return path
		.split('/')
		.map((part) => decodeFully(part).split(';')[0] ?? '')
		.filter((part) => part !== '');
}

/** A part of a documented path: the text itself, or what stands before and behind a value. */
interface Part {
	start: string;
	/** Absent where the part is fixed. */
	end?: string;
}

function parsedPart(part: string): Part {
	const [start = '', ...rest] = part.split(/\{[^{}]+\}/);
	const end = rest.pop();
	return end === undefined ? { start } : { start, end };
}

function matches({ start, end }: Part, given: string): boolean {
	if (end === undefined) return start === given;
	return given.length > start.length + end.length && given.startsWith(start) && given.endsWith(end);
}

type Reading = 'asWritten' | 'inLowerCase';

/** How a text is compared. */
const READINGS: Readonly<Record<Reading, (text: string) => string>> = {
	asWritten: (text) => text,
	inLowerCase: (text) => text.toLowerCase(),
};

/** A documented path in its parts. */
type ParsedRow = Readonly<Record<Reading, readonly Part[]>> & { row: EndpointDefinition };

/** The API's endpoints by method and number of path parts. */
const parsedRows = perList((endpoints) => {
	const groups = new Map<string, ParsedRow[]>();
	for (const row of endpoints) {
		if (row.host !== undefined) continue;
		const parts = (reading: Reading) => partsOf(READINGS[reading](row.path)).map(parsedPart);
		const parsed = { row, asWritten: parts('asWritten'), inLowerCase: parts('inLowerCase') };
		const key = groupOf(row.method, parsed.asWritten.length);
		groups.set(key, [...(groups.get(key) ?? []), parsed]);
	}
	return groups;
});

function groupOf(method: string, parts: number): string {
	return `${method} ${parts}`;
}

function isFixed({ path }: EndpointDefinition): boolean {
	return !path.includes('{');
}

/**
 * The row of the endpoint that a typed path reaches, written with its `{parts}` or with values in their place. It is found however
 * the path is written, since services read `/webhooks/`, `//webhooks` and `/%77ebhooks` alike. Fixed paths win.
 *
 * @param values of the `{parts}`
 */
export function rowByPath(
	provider: Provider,
	method: string,
	path: string,
	values: Readonly<Record<string, unknown>> = {},
): EndpointDefinition | undefined {
	const bare = `/${(path.split('?')[0] ?? '').trim().replace(/^\/+/, '')}`;
	const filled = bare.replace(/\{([^{}]+)\}/g, (part, name: string) =>
		values[name] === undefined ? part : String(values[name]).trim().replaceAll('/', '%2F'),
	);
	const reachedAs = (reading: Reading) => {
		const given = partsOf(READINGS[reading](filled));
		const rows = parsedRows(provider).get(groupOf(method, given.length)) ?? [];
		return rows
			.filter((row) => row[reading].every((part, at) => matches(part, given[at] ?? '')))
			.map(({ row }) => row);
	};
	// Some routers take letters in any case.
	const exact = reachedAs('asWritten');
	const reached = exact.length > 0 ? exact : reachedAs('inLowerCase');
	return (
		reached.find((row) => isFixed(row) && row.path === filled) ??
		reached.find(isFixed) ??
		reached.find((row) => row.path === bare) ??
		reached[0]
	);
}
