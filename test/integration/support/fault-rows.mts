import type { Fault } from '../../sandbox/core/types.mts';
import type { Kind } from './three-kinds.mts';

type Faults = Array<Omit<Fault, 'service'>>;
export type Expected = Record<Kind, string>;

const all = (outcome: string): Expected => ({ read: outcome, keyed: outcome, unkeyed: outcome });
/** Reads and keyed writes are sent once more; a write without a key is not, and its outcome is in doubt. */
const repeated = (message: string): Expected => ({
	read: '2x done',
	keyed: '2x done',
	unkeyed: `1x ${message} ?`,
});
export const LOST = 'Ottimate could not be reached, or broke off the connection';
const LATE = 'Ottimate did not answer in time';
export const says = { message: 'It is so' };
const SAID = 'Ottimate: It is so';
const page = '<!doctype html><html><body>Back soon</body></html>';

/** What goes wrong, how it is made, and how each kind of request ends: `2x done`, or `1x` and the error's message, `?` where it is in doubt. */
export type Row = [string, Faults, Expected, { timeout?: number; longestWait?: number }?];

/** What stands at the place that a redirect leads to. */
const gone = {
	method: 'GET',
	path: '^/moved$',
	status: 200,
	body: { count: 1, results: [{ id: 1 }], success: true },
};

/** The column of a fault that hits once: how often each kind of request reaches the service, and how it ends. */
export const once: Row[] = [
	['connection reset before the service handled it', [{ reset: 'before' }], repeated(LOST)],
	['connection reset after the service handled it', [{ reset: 'after' }], repeated(LOST)],
	['slow headers', [{ delayMs: 900 }], repeated(LATE), { timeout: 300 }],
	['slow body', [{ bodyDelayMs: 900 }], repeated(LATE), { timeout: 300 }],
	['truncated body', [{ truncate: true }], repeated(LOST)],
	['gzip damage', [{ gzipDamage: true }], repeated(LOST)],
	[
		'malformed JSON',
		[{ malform: true }],
		repeated('Ottimate: The answer is truncated or damaged JSON'),
	],
	[
		'malformed JSON without its content type',
		[{ malform: true, contentType: 'text/plain' }],
		repeated('Ottimate: The answer is truncated or damaged JSON'),
	],
	[
		'web page with status 200',
		[{ status: 200, body: page, contentType: 'text/html' }],
		repeated('Ottimate: The answer is a web page in place of data'),
	],
	[
		'web page that calls itself JSON',
		[{ status: 200, body: page, contentType: 'application/json' }],
		repeated('Ottimate: The answer is a web page in place of data'),
	],
	['empty 200', [{ status: 200 }], { ...all('2x done'), unkeyed: '1x done' }],
	['JSON as text/html', [{ contentType: 'text/html' }], all('1x done')],
	[
		'JSON as application/octet-stream',
		[{ contentType: 'application/octet-stream' }],
		all('1x done'),
	],
	['400', [{ status: 400, body: says }], all(`1x ${SAID}`)],
	['401', [{ status: 401, body: says }], all('2x done')],
	['403', [{ status: 403, body: says }], all(`1x ${SAID}`)],
	['404', [{ status: 404, body: says }], all(`1x ${SAID}`)],
	['408', [{ status: 408, body: says }], repeated(SAID)],
	['409', [{ status: 409, body: says }], { ...all(`1x ${SAID}`), keyed: '2x done' }],
	['422', [{ status: 422, body: says }], all(`1x ${SAID}`)],
	[
		'429 and Retry-After in seconds',
		[{ status: 429, headers: { 'retry-after': '1' } }],
		all('2x done'),
	],
	[
		'429 and X-RateLimit-Reset',
		[{ status: 429, headers: { 'x-ratelimit-reset': '1' } }],
		all('2x done'),
	],
	['429 and nothing', [{ status: 429 }], all('2x done')],
	[
		'500',
		[{ status: 500, body: says }],
		{ read: `1x ${SAID}`, keyed: `1x ${SAID} ?`, unkeyed: `1x ${SAID} ?` },
	],
	[
		'502',
		[{ status: 502, body: page, contentType: 'text/html' }],
		repeated('Ottimate: HTTP status 502'),
	],
	['503', [{ status: 503, body: says }], repeated(SAID)],
	['504', [{ status: 504, body: says }], repeated(SAID)],
	...[301, 302].map((status): Row => {
		const moved = '1x Ottimate redirects this POST to /ottimate/v1/moved, which only a GET would';
		return [
			`${status} inside the service`,
			[{ status, headers: { location: '/ottimate/v1/moved' } }, gone],
			{ read: '2x done', keyed: `${moved} follow`, unkeyed: `${moved} follow` },
		];
	}),
	// The GET that follows is another request.
	[
		'303 inside the service',
		[
			{ status: 303, headers: { location: '/ottimate/v1/elsewhere' } },
			{ ...gone, path: '^/elsewhere$' },
		],
		all('1x done'),
	],
	...[307, 308].map(
		(status): Row => [
			`${status} inside the service`,
			[{ status, headers: { location: '?again=1' } }],
			all('2x done'),
		],
	),
	...[301, 302, 303, 307, 308].map(
		(status): Row => [
			`${status} to another origin`,
			[{ status, headers: { location: `${status % 2 ? 'http:' : ''}//127.0.0.1:9/steal` } }],
			all('1x Ottimate redirects to http://127.0.0.1:9, where the credential is not sent'),
		],
	),
	[
		'redirect to an address that is none',
		[{ status: 307, headers: { location: 'http://[' } }],
		all('1x Ottimate redirects to an invalid address'),
	],
];

export const forEver = { times: 1000 };
/** Faults that never pass. */
export const always: Row[] = [
	[
		'reset',
		[{ reset: 'after', ...forEver }],
		{ read: `4x ${LOST}`, keyed: `4x ${LOST} ?`, unkeyed: `1x ${LOST} ?` },
	],
	[
		'503',
		[{ status: 503, body: says, ...forEver }],
		{ read: `4x ${SAID}`, keyed: `4x ${SAID} ?`, unkeyed: `1x ${SAID} ?` },
	],
	[
		'429, with a Maximum Wait of 2 seconds',
		[{ status: 429, body: says, ...forEver }],
		all(`2x ${SAID}`),
		{ longestWait: 2 },
	],
	[
		'409',
		[{ status: 409, body: says, ...forEver }],
		{ ...all(`1x ${SAID}`), keyed: `4x ${SAID} ?` },
	],
	[
		'web page',
		[{ status: 200, body: page, contentType: 'text/html', ...forEver }],
		{
			read: '4x Ottimate: The answer is a web page in place of data',
			keyed: '4x Ottimate: The answer is a web page in place of data ?',
			unkeyed: '1x Ottimate: The answer is a web page in place of data ?',
		},
	],
];
