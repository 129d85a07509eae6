import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credential } from './client.mts';
import { connectionScenarios } from './connection-scenarios.mts';
import type { CredentialTypeName } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Recorder } from './secrets/answers.mts';
import type { Secret } from './secrets/finder.mts';
import { SecretLedger } from './secrets/ledger.mts';
import { plant } from './secrets/plant.mts';
import { findingsOf, searchEverything, told } from './secrets/search.mts';
import { Rig } from './support.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

const NOWHERE = { telling: new Set<string>(), registering: new Set<string>() };
const HOOK_SECRET = 'secret-of-a-hook-1f2e3d4c';

let rig: Rig;
let ledger: SecretLedger;
let recorder: Recorder;
let ottimate: Credential;
let otesse: Credential;

const search = async () => await searchEverything(rig, ledger, recorder, NOWHERE);
const secretsSent = (): string[] =>
	ledger.secrets
		.filter(({ service, kind }) => service === 'ottimate' && kind !== 'told secret')
		.map(({ value }) => value);

beforeAll(async () => {
	rig = await Rig.start({ env: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' } });
	ledger = new SecretLedger(rig.sandbox);
	recorder = new Recorder(rig.client);
	ottimate = await rig.credential('ottimateApi');
	otesse = await rig.credential('otesseApi');
});

afterAll(async () => {
	await rig?.stop();
});

describe('a check of a connection', () => {
	const credentials = new Map<CredentialTypeName, Credential>();

	connectionScenarios(
		() => rig,
		async (type) => {
			const known = credentials.get(type) ?? (await rig.credential(type));
			credentials.set(type, known);
			return known;
		},
	);
});

describe('n8n keeps no secret', () => {
	it('that a service says back as a name, in base64 or percent-encoded twice', async () => {
		const request = { service: 'ottimate', credential: ottimate, method: 'GET' } as const;
		const good = providerRequest({ ...request, endpoint: '/vendors', limit: 1 });
		expect(errorOf(await rig.client.runOnce(chain('Good', manualTrigger(), good)))).toBeUndefined();
		await ledger.collect();
		expect(secretsSent().length).toBeGreaterThan(2);
		const written = secretsSent().flatMap((secret) => [
			secret,
			Buffer.from(secret).toString('base64'),
			Buffer.from(`user:${secret}`).toString('base64url'),
			encodeURIComponent(encodeURIComponent(`"${secret}"`)),
		]);
		const body = {
			message: `Not ${written.join(', ')}`,
			seen: Object.fromEntries(written.map((text) => [text, { headers: [text] }])),
		};
		const fault = { service: 'ottimate', path: '^/echo$', status: 400, body, times: 9 };
		await rig.sandbox.steer('POST', 'faults', { faults: [fault] });
		const failing = providerRequest({ ...request, endpoint: '/echo' });
		const error = errorOf(await rig.client.runOnce(chain('Echo', manualTrigger(), failing)));
		expect(error?.message).toMatch(/^Ottimate: Not \*\*\*, \*\*\*/);
	});

	it('of an endpoint that is called by a path written differently', async () => {
		const webhook: Secret = { service: 'otesse', kind: 'registration', value: HOOK_SECRET };
		ledger.add(webhook);
		const body = { data: [{ id: 1, secret: HOOK_SECRET }] };
		const headers = { 'x-access-token': HOOK_SECRET };
		const fault = { service: 'otesse', path: 'ebhooks/?$', status: 200, body, headers, times: 9 };
		await rig.sandbox.steer('POST', 'faults', { faults: [fault] });
		for (const endpoint of ['/webhooks/', '/%77ebhooks']) {
			for (const options of [{}, { fullResponse: true }]) {
				const node = providerRequest({
					service: 'otesse',
					credential: otesse,
					method: 'GET',
					endpoint,
					options,
				});
				const ran = await rig.client.runOnce(chain(endpoint, manualTrigger(), node));
				expect(errorOf(ran)).toBeUndefined();
				expect(JSON.stringify(rowsOf(ran, node.name))).toContain('"secret":"***"');
			}
		}
	});

	it('in its database, files, log and answers', async () => {
		expect(findingsOf(await search()).map(told)).toEqual([]);
	});

	it('or the search would find it', async () => {
		await plant(rig, { service: 'otesse', kind: 'registration', value: HOOK_SECRET });
		expect(findingsOf(await search()).length).toBeGreaterThan(0);
	});
});
