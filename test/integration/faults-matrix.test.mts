import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { valueAt } from '../../transport/reply';
import type { Fault } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import type { Kind } from './support/three-kinds.mts';
import { kinds, ThreeKinds } from './support/three-kinds.mts';

let sandbox: Sandbox;
let service: ThreeKinds;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	service = await ThreeKinds.start(sandbox);
	await Promise.all(kinds.map(async (kind) => await service.meet(kind)));
});
afterAll(async () => {
	await sandbox.close();
});
afterEach(async () => {
	await sandbox.steer('DELETE', 'faults');
});

type Faults = Array<Omit<Fault, 'service'>>;
type Expected = Record<Kind, string>;

const all = (outcome: string): Expected => ({ read: outcome, keyed: outcome, unkeyed: outcome });
/** Reads and keyed writes are sent once more; a write without a key is not, and its outcome is in doubt. */
const repeated = (message: string): Expected => ({
	read: '2x done',
	keyed: '2x done',
	unkeyed: `1x ${message} ?`,
});
const LOST = 'Ottimate could not be reached, or broke off the connection';
const LATE = 'Ottimate did not answer in time';
const says = { message: 'It is so' };
const SAID = 'Ottimate: It is so';
const page = '<!doctype html><html><body>Back soon</body></html>';

type Row = [string, Faults, Expected, { timeout?: number }?];

/** What stands at the place that a redirect leads to. */
const gone = {
	method: 'GET',
	path: '^/moved$',
	status: 200,
	body: { results: [{ id: 1 }], success: true },
};

/** The column of a fault that hits once: how often each kind of request reaches the service, and how it ends. */
const once: Row[] = [
	['connection reset before the service handled it', [{ reset: 'before' }], repeated(LOST)],
	['connection reset after the service handled it', [{ reset: 'after' }], repeated(LOST)],
	['slow headers', [{ delayMs: 900 }], repeated(LATE), { timeout: 300 }],
	['slow body', [{ bodyDelayMs: 900 }], repeated(LATE), { timeout: 300 }],
	['truncated body', [{ truncate: true }], repeated(LOST)],
	['gzip damage', [{ gzipDamage: true }], repeated(LOST)],
	[
		'malformed JSON',
		[{ malform: true }],
		repeated('Ottimate: The answer is JSON that breaks off or is damaged'),
	],
	[
		'malformed JSON without its content type',
		[{ malform: true, contentType: 'text/plain' }],
		repeated('Ottimate: The answer is JSON that breaks off or is damaged'),
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
		all('1x Ottimate redirects to an address that is none'),
	],
];

describe('a fault that comes once', () => {
	it.each(once)('%s', async (_fault, faults, expected, options = {}) => {
		const met = await Promise.all(
			kinds.map(async (kind) => ({ kind, ...(await service.meet(kind, faults, options)) })),
		);
		expect(Object.fromEntries(met.map(({ kind, outcome }) => [kind, outcome]))).toEqual(expected);
		for (const { kind, calls } of met) {
			const keys = new Set(calls.map(({ headers }) => headers['idempotency-key']));
			expect([kind, keys.size, keys.has(undefined)]).toEqual([kind, 1, kind !== 'keyed']);
			expect(new Set(calls.map(({ rawBody }) => rawBody)).size).toBe(1);
		}
	});

	it('429 with a date is waited for', async () => {
		const met = await Promise.all(
			kinds.map(async (kind) => {
				const date = new Date(Date.now() + 2_000).toUTCString();
				const faults = [{ status: 429, headers: { 'retry-after': date } }];
				return { date: Date.parse(date), ...(await service.meet(kind, faults)) };
			}),
		);
		for (const { outcome, calls, date } of met) {
			expect(outcome).toBe('2x done');
			expect(calls[1]?.at).toBeGreaterThanOrEqual(date);
		}
	});
});

describe('a fault that does not pass', () => {
	const forEver = { times: 1000 };
	const always: Array<[string, Faults, Expected]> = [
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
		['429', [{ status: 429, body: says, ...forEver }], all(`4x ${SAID}`)],
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

	it.each(always)('%s', async (_fault, faults, expected) => {
		const outcomes = await Promise.all(
			kinds.map(async (kind) => [kind, (await service.meet(kind, faults)).outcome]),
		);
		expect(Object.fromEntries(outcomes)).toEqual(expected);
	});

	it('401: three renewals, and an end', async () => {
		const met = await Promise.all(
			kinds.map(async (kind) => {
				const own = await ThreeKinds.start(sandbox);
				const { outcome, calls } = await own.meet(kind, [{ status: 401, body: says, ...forEver }]);
				return { kind, outcome, sent: calls.map(({ headers }) => headers.authorization) };
			}),
		);
		for (const { kind, outcome, sent } of met) {
			expect([kind, outcome]).toEqual([kind, expect.stringMatching(/^[34]x Ottimate/)]);
			expect(new Set(sent).size).toBe(sent.length);
		}
	});

	it('a wait that is too long fails at once, and says for how long', async () => {
		const own = await ThreeKinds.start(sandbox);
		for (const kind of kinds) {
			const faults = [{ status: 429, headers: { 'retry-after': '3600' } }];
			const { outcome, error } = await (
				kind === 'read' ? own : await ThreeKinds.start(sandbox)
			).meet(kind, faults);
			expect(outcome).toBe('1x Ottimate: HTTP status 429');
			expect(error?.description).toContain('The service asks to wait 3600 seconds.');
		}
	});
});

describe('a keyed write', () => {
	it('that was carried out although its answer was lost is not carried out twice', async () => {
		const made = [];
		for (const faults of [[], [{ reset: 'after' as const }], []]) {
			const { items, outcome } = await service.meet('keyed', faults);
			expect(outcome).toMatch(/done$/);
			made.push(Number(valueAt(items[0]?.json, 'vendor.id')));
		}
		const [first = 0] = made;
		expect(made).toEqual([first, first + 1, first + 2]);
	});

	it('that is still running when it is repeated is waited for', async () => {
		await sandbox.steer('POST', 'config', { service: 'ottimate', latencyMs: 0 });
		const running = { status: 409, body: { code: 'Conflict', message: 'Still running' }, times: 2 };
		const { outcome } = await service.meet('keyed', [{ reset: 'after' }, running]);
		expect(outcome).toBe('4x done');
	});

	it('is repeated by n8n with the same key', async () => {
		const faults = [{ status: 500, body: says }];
		const rules = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { outcome, calls } = await service.meet('keyed', faults, {}, rules);
		expect(outcome).toBe('2x done');
		expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
	});

	it('in doubt tells how it can be repeated', async () => {
		const { error } = await service.meet('keyed', [{ status: 504, times: 1000 }]);
		expect(error?.description).toMatch(
			/tried 4 times.*check there.*"Retry On Fail".*same idempotency/,
		);
	});
});

describe('a service that cannot be reached', () => {
	it('is tried again by all, without doubt', async () => {
		const { ottimate = '' } = sandbox.baseUrls;
		const tokenUrl = `${ottimate}/oauth/token`;
		const gone = await ThreeKinds.start(sandbox, { baseUrl: 'http://127.0.0.1:9/v1', tokenUrl });
		const met = await Promise.all(kinds.map(async (kind) => await gone.meet(kind)));
		expect(met.map(({ outcome }) => outcome)).toEqual([`0x ${LOST}`, `0x ${LOST}`, `0x ${LOST}`]);
		expect(met.every(({ error }) => /econnrefused/.test(error?.description ?? ''))).toBe(true);
	});
});
