import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Shape } from '../../nodes/shared/form/outputs/shape';
import type { Known } from '../services/index.mts';
import { known, knownByType } from '../services/index.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests, secretsOf, textOf } from './support/node-bench.mts';
import { builtSchemas } from './support/output-bench.mts';
import { Requester } from './support/provider-request.mts';
import { differencesFrom } from './support/schema-differences.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const CHECK = { resource: 'connection', operation: 'check' };

/** What a check gives; the keys that the tests read. */
interface Report extends IDataObject {
	ok: boolean;
	problem: string | null;
	finding: string;
	advice: string[];
	account: IDataObject | null;
	token: IDataObject | null;
	call: IDataObject | null;
	limits: IDataObject | null;
}

type Type = Known;

/** n8n's own OAuth2 has no connection to check. */
const TYPES: readonly Type[] = known.filter(({ signIn }) => signIn !== 'OAuth2 by n8n');

const hasToken = ({ signIn }: Type) => signIn.startsWith('token');

async function start(
	{ type, service }: Type,
	changed: ICredentialDataDecryptedObject = {},
): Promise<ServiceNode> {
	return await ServiceNode.start(sandbox(), service, changed, type);
}

/** The only item of a check, which never fails; nothing in the run holds a secret. */
async function reportOf(
	{ service }: Type,
	answered: Answered,
	typed: readonly string[] = [],
): Promise<Report> {
	const { error, items } = answered;
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const text = textOf(answered);
	for (const secret of [...(await secretsOf(sandbox(), service)), ...typed]) {
		expect(text).not.toContain(secret);
	}
	return items[0]?.json as Report;
}

describe.each(TYPES)('$type', (type) => {
	const { service, secret } = type;
	const schema: Shape =
		builtSchemas(service.replace(/^./, (first) => first.toUpperCase())).get('connection.check') ??
		{};

	it('is tried by one call, and shows what is known', async () => {
		const node = await start(type);
		const answered = await node.run({ ...CHECK });
		const report = await reportOf(type, answered);
		expect([report.problem, report.advice]).toEqual([null, []]);
		expect(report).toMatchObject({
			ok: true,
			finding: expect.stringMatching(/ accepts the .* credential/),
			environment: 'custom',
			hosts: { api: sandbox().baseUrls[service] },
			credential: { type: type.type, signIn: type.signIn },
			call: { status: 200, milliseconds: expect.any(Number), answer: expect.any(String) },
			clock: { differenceSeconds: expect.any(Number) },
			limits: { perDay: null, leftToday: null, pauseSeconds: 0, adaptedPerSecond: null },
			allowedDomains: 'all',
			n8n: { workflowPackage: expect.stringMatching(/^\d+\.\d+\.\d+/), engine: '1.0' },
		});
		expect(report.account === null).toBe(type.account === null);
		for (const [key, value] of Object.entries(type.account ?? {}))
			expect(String(report.account?.[key])).toMatch(value);
		expect(answered.calls).toHaveLength(1);
		expect(report.limits?.sentToday).toBe(answered.calls.length + answered.tokens.length);
		expect(differencesFrom(schema, report)).toEqual([]);
		expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(report).sort());
		expect(report.token === null).toBe(!hasToken(type));
	});

	it('uses the token that there is, and says how old it is', async () => {
		const node = await start(type);
		await node.run({ ...CHECK });
		const second = await node.run({ ...CHECK });
		expect(second.tokens).toHaveLength(0);
		const { token } = await reportOf(type, second);
		if (hasToken(type)) {
			expect(token).toMatchObject({ isNew: false, ageSeconds: expect.any(Number) });
			expect(Number(token?.secondsLeft)).toBeGreaterThan(60);
		}
	});

	it('with a wrong secret gives the finding as an item', async () => {
		const wrong = 'wrong-secret-of-the-test-4711';
		const node = await start(type, { [secret]: wrong });
		const report = await reportOf(type, await node.run({ ...CHECK }), [wrong]);
		expect(report).toMatchObject({ ok: false, problem: 'signIn', account: null, token: null });
		expect(report.advice.length).toBeGreaterThan(0);
		expect(report.advice.join(' ')).toContain('"Environment" is Custom');
		expect(differencesFrom(schema, report)).toEqual([]);
	});

	it('at the address of something else says so', async () => {
		const nowhere = { baseUrl: `${sandbox().origin}/nowhere` };
		const node = await start(type, nowhere);
		const report = await reportOf(type, await node.run({ ...CHECK }));
		const isElsewhere = hasToken(type) ? /address/ : /no API at this address/;
		expect(report.ok).toBe(false);
		expect([report.finding, ...report.advice].join(' ')).toMatch(isElsewhere);
	});

	it('without a usable address says which field to fill in', async () => {
		const node = await start(type, { baseUrl: 'http://example.com/v1' });
		const report = await reportOf(type, await node.run({ ...CHECK }));
		expect(report).toMatchObject({ ok: false, problem: 'address', call: null, limits: null });
		expect(report.finding).toContain('"Base URL"');
	});

	it('behind a proxy that answers with a page says so', async () => {
		const node = await start(type);
		const page = '<html><head><title>Sign in to the network</title></head><body>…</body></html>';
		for (const kind of ['call', ...(hasToken(type) ? ['token' as const] : [])] as const) {
			await node.fault({ kind, status: 200, times: 20, contentType: 'text/html', body: page });
			const report = await reportOf(type, await node.run({ ...CHECK }));
			expect(report).toMatchObject({ ok: false, problem: 'webPage' });
			expect(report.finding).toMatch(/^A web page/);
			expect(report.advice[0]).toMatch(/a proxy, a firewall, a sign-in page/);
			await sandbox().steer('DELETE', 'faults');
			await sandbox().steer('POST', 'tokens/expire', { service });
		}
	});

	it('finds a clock that is off', async () => {
		const node = await start(type);
		const date = new Date(Date.now() - 3 * 3_600_000).toUTCString();
		await node.fault({ kind: 'call', times: 5, headers: { date } });
		const report = await reportOf(type, await node.run({ ...CHECK }));
		expect(report).toMatchObject({ ok: true });
		expect(report.advice).toEqual([expect.stringMatching(/n8n's clock is 3 hours ahead/)]);
	});

	it('that is not reached says so', async () => {
		const node = await start(type);
		await node.fault({ kind: 'call', reset: 'before', times: 20 });
		const report = await reportOf(type, await node.run({ ...CHECK }));
		expect(report).toMatchObject({ ok: false, problem: 'unreachable', call: { status: null } });
		expect(report.advice.join(' ')).toContain(new URL(sandbox().origin).host);
		expect(report.advice.join(' ')).toMatch(/n8n can reach it/);
	});

	it('that is redirected, as the sign-in page of a network does, says whom to ask', async () => {
		const node = await start(type);
		const headers = { location: 'https://login.example.com/?next=1' };
		await node.fault({ kind: 'call', status: 302, headers, body: '', times: 20 });
		const report = await reportOf(type, await node.run({ ...CHECK }));
		expect(report).toMatchObject({ ok: false, problem: 'address' });
		expect(report.finding).toContain('redirects to https://login.example.com');
		expect(report.advice.join(' ')).toMatch(/sign-in page.*Ask whoever runs your network/);
	});

	it('with an empty or unreadable answer says what may have answered', async () => {
		const node = await start(type);
		for (const body of ['', 'OK']) {
			await node.fault({ kind: 'call', status: 200, contentType: 'text/plain', body });
			const report = await reportOf(type, await node.run({ ...CHECK }));
			expect(report).toMatchObject({ ok: false, problem: 'serviceFault' });
			expect(report.advice.join(' ')).toMatch(/proxy.*may have answered in place of/);
		}
	});

	it('behind a firewall that forbids the call does not blame the secrets', async () => {
		const node = await start(type);
		const body = '<html><title>Blocked</title></html>';
		await node.fault({ kind: 'call', status: 403, times: 20, contentType: 'text/html', body });
		const answered = await node.run({ ...CHECK });
		const report = await reportOf(type, answered);
		expect(report).toMatchObject({ ok: false, problem: 'webPage' });
		expect([answered.calls.length, answered.tokens.length <= 1]).toEqual([1, true]);
	});

	it('does not say the status twice', async () => {
		const node = await start(type);
		await node.fault({ kind: 'call', status: 400, body: {} });
		const { finding } = await reportOf(type, await node.run({ ...CHECK }));
		expect(finding).toMatch(/^\w+ answered with HTTP status 400\.$/);
	});
});

const withToken = knownByType('otoApi');
const [withKey] = TYPES.filter((type) => !hasToken(type));

describe('a check', () => {
	const refused = TYPES.flatMap((type) =>
		(type.refusals ?? []).map((refusal) => ({ type, refusal })),
	);

	it('of one service at least is told more than that secrets are wrong', () => {
		expect(refused).not.toEqual([]);
	});

	it.each(refused)(
		'with $type.type tells what a $refusal.status means',
		async ({ type, refusal }) => {
			const { status, body, report: told, advises } = refusal;
			const node = await start(type);
			await node.fault({ kind: 'call', status, times: 50, body });
			const report = await reportOf(type, await node.run({ ...CHECK }));
			expect(report).toMatchObject({ ok: false, ...told });
			expect(report.advice.join(' ')).toMatch(advises);
		},
	);

	it('renews a token that was revoked, and shows the new one', async () => {
		const type = withToken;
		const node = await start(type);
		await node.run({ ...CHECK });
		await sandbox().steer('POST', 'tokens/revoke', { service: type.service });
		const report = await reportOf(type, await node.run({ ...CHECK }));
		expect(report).toMatchObject({ ok: true, token: { isNew: true } });
	});

	it('does not wait for a pause of the account, and says how long it is', async () => {
		const type = withToken;
		const node = await start(type);
		await node.fault({ kind: 'call', status: 429, headers: { 'retry-after': '240' }, body: {} });
		const first = await reportOf(type, await node.run({ ...CHECK }));
		expect(first).toMatchObject({ ok: false, problem: 'tooManyRequests', call: { status: 429 } });
		const answered = await node.run({ ...CHECK });
		const report = await reportOf(type, answered);
		expect(answered.calls).toEqual([]);
		expect(report).toMatchObject({ ok: false, problem: 'tooManyRequests' });
		expect(report.finding).toContain('was not asked');
		// No answer keeps the account's other requests back for more than two minutes.
		expect(report.advice).toEqual([
			expect.stringMatching(/asked for a pause: .* (1\d\d seconds|2 minutes)/),
		]);
	});

	it('shows what is left of the day’s budget, and that it is used up', async () => {
		const type = withToken;
		const node = await start(type, { requestsPerDay: 3, requestsPerSecond: 100 });
		const first = await reportOf(type, await node.run({ ...CHECK }));
		expect(first).toMatchObject({ ok: true, limits: { perDay: 3, sentToday: 2, leftToday: 1 } });
		await node.run({ ...CHECK });
		const last = await reportOf(type, await node.run({ ...CHECK }));
		expect(last).toMatchObject({
			ok: false,
			problem: 'tooManyRequests',
			limits: { leftToday: 0 },
		});
		expect(last.finding).toContain('daily budget of 3 requests is used up');
		expect(last.advice).toEqual([expect.stringMatching(/^0 of 3 requests a day are left/)]);
	});

	it('names allowed domains that leave the service out', async () => {
		if (!withKey) throw new Error('No type has a key');
		const type = withKey;
		const domains = { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' };
		const report = await reportOf(type, await (await start(type, domains)).run({ ...CHECK }));
		expect(report).toMatchObject({ ok: false, allowedDomains: 'example.com' });
		expect(report.finding).toContain('"Allowed HTTP Request Domains"');
		const empty = { ...domains, allowedDomains: '' };
		const second = await reportOf(type, await (await start(type, empty)).run({ ...CHECK }));
		expect(second).toMatchObject({ ok: false, call: { status: null } });
		expect(second.finding).toContain('but there are none');
	});

	it('is done once for all input items, which its item belongs to', async () => {
		const node = await start(withToken);
		const { items, calls } = await node.run({ ...CHECK }, [{}, {}, {}]);
		expect(calls).toHaveLength(1);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			[{ item: 0 }, { item: 1 }, { item: 2 }],
		]);
	});

	it('is there in Provider Request', async () => {
		const schema = builtSchemas('ProviderRequest').get('connection.check') ?? {};
		for (const { service, type } of TYPES) {
			const requester = await Requester.start(sandbox(), service, {}, type);
			const { items, error, calls } = await requester.run({ endpoint: '', parameters: CHECK });
			expect([error, calls.length]).toEqual([undefined, 1]);
			expect(items[0]?.json).toMatchObject({ ok: true, credential: { type } });
			expect(differencesFrom(schema, items[0]?.json)).toEqual([]);
		}
	});
});
