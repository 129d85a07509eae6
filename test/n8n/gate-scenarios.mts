import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Credential } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import type { Execution } from './execution.mts';
import { errorOf, itemsOf } from './execution.mts';
import { GateTable } from './gate-table.mts';
import { Rig } from './support.mts';
import type { TokenType } from './token-types.mts';
import type { NodeRules } from './workflows.mts';
import type { N8nVersion } from './versions.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from './workflows.mts';

const ITEMS = 300;
const LIFE_SECONDS = 3;
/** No limits of the account's own: the table is about tokens. */
const FAST: ICredentialDataDecryptedObject = { requestsPerSecond: 5000, requestsPerDay: 0 };

const SENDERS = ['Provider Request', 'HTTP Request'] as const;
type Sender = (typeof SENDERS)[number];

const NODE = 'Request';
let rig: Rig;
let secrets = 0;

/** Our node puts the message into the item, HTTP Request the whole error. */
function messageOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'message' in error
		? String(error.message)
		: String(error);
}

interface Sending {
	credential: Credential;
	path: string;
	method?: string;
	body?: unknown;
	rules?: NodeRules;
}

async function send(sender: Sender, sending: Sending): Promise<Execution> {
	const { credential, path, method = 'GET', body, rules } = sending;
	const service = SERVICE_OF[credential.type as CredentialTypeName];
	const node =
		sender === 'Provider Request'
			? providerRequest({
					...rules,
					name: NODE,
					service,
					credential,
					endpoint: path,
					method,
					body,
					limit: 1,
					options: { pagination: 'off', split: false },
				})
			: httpRequest({
					...rules,
					name: NODE,
					credential,
					url: `${rig.sandbox.baseUrls[service]}${path}`,
					method,
					body,
				});
	return await rig.client.runOnce(
		chain(`${sender} ${credential.name}`, manualTrigger(), ...numbered(ITEMS), node),
	);
}

/**
 * The gate in a real n8n: each token type, through our node and through n8n's HTTP Request. Writes what was measured to
 * `.cache/gate-<version>.md`.
 */
export function gateScenarios(version: N8nVersion, types: readonly TokenType[]): void {
	const table = new GateTable(version);

	beforeAll(async () => {
		rig = await Rig.start({ version });
	});
	afterAll(async () => {
		table.write();
		await rig?.stop();
	});

	describe.each(types)('$type', ({ type, path, missing, secret, lifetimeUnknown }) => {
		const service = SERVICE_OF[type];

		const prepare = async (changes: ICredentialDataDecryptedObject = {}) => {
			await rig.reset();
			await rig.configure(service, { singleValidToken: true });
			// n8n goes on running: a secret of its own keeps one scenario's token out of the next.
			const own = { [secret]: `sandbox-secret-${++secrets}` };
			await rig.sandbox.steer('POST', 'secrets', { service, ...own });
			return await rig.credential(type, { ...FAST, ...own, ...changes });
		};

		const measured = async (row: string, sender: Sender, sending: Sending) => {
			await rig.clearLog();
			const execution = await send(sender, sending);
			const { tokenRequests, calls } = await rig.traffic(service);
			const items = itemsOf(execution, NODE);
			const failed = ITEMS - items.filter(({ json }) => json.error === undefined).length;
			table.add(row, sender, type, { tokens: tokenRequests.length, calls: calls.length, failed });
			return { execution, items, tokens: tokenRequests.length, calls, failed };
		};

		describe.each(SENDERS)('through %s', (sender) => {
			const keepGoing: NodeRules = { onError: 'continueRegularOutput' };

			it(`gets one token for ${ITEMS} items on first use`, async () => {
				const credential = await prepare();
				const run = await measured('first use', sender, { credential, path });
				expect(errorOf(run.execution)).toBeUndefined();
				expect({ tokens: run.tokens, calls: run.calls.length, failed: run.failed }).toEqual({
					tokens: 1,
					calls: ITEMS,
					failed: 0,
				});
			});

			it('renews once after expiry, without a refused request', async () => {
				const credential = await prepare();
				await rig.configure(service, {
					tokenLifetimeSeconds: LIFE_SECONDS,
					expiresIn: LIFE_SECONDS,
				});
				await send(sender, { credential, path });
				await rig.configure(service, { tokenLifetimeSeconds: 3600, expiresIn: 3600 });
				await sleep(LIFE_SECONDS * 1000);
				const run = await measured('expired', sender, { credential, path });
				expect(errorOf(run.execution)).toBeUndefined();
				expect({ tokens: run.tokens, failed: run.failed }).toEqual({ tokens: 1, failed: 0 });
				const refused = run.calls.filter(({ status }) => status === 401);
				if (!lifetimeUnknown) expect(refused).toHaveLength(0);
			});

			it('renews once after an early revocation', async () => {
				const credential = await prepare();
				await send(sender, { credential, path });
				await rig.revokeTokens(service);
				const run = await measured('revoked', sender, { credential, path });
				expect(errorOf(run.execution)).toBeUndefined();
				expect({ tokens: run.tokens, failed: run.failed }).toEqual({ tokens: 1, failed: 0 });
			});

			it('asks once or twice with a wrong secret, and every item says the same', async () => {
				const credential = await prepare({ [secret]: `mistyped-secret-${secrets}` });
				const run = await measured('wrong secret', sender, { credential, path, rules: keepGoing });
				expect(run.failed).toBe(ITEMS);
				expect(run.tokens).toBeGreaterThanOrEqual(1);
				expect(run.tokens).toBeLessThanOrEqual(2);
				expect(run.calls).toHaveLength(0);
				const messages = new Set(run.items.map(({ json }) => messageOf(json.error)));
				expect(messages.size).toBe(1);
				expect([...messages][0]).toMatch(/refused the credential/);
				expect([...messages][0]).not.toContain('mistyped-secret');
			});

			it('sends GETs that are answered 404 once each, and makes no exchange', async () => {
				const credential = await prepare();
				await send(sender, { credential, path });
				const run = await measured('404s', sender, { credential, path: missing, rules: keepGoing });
				expect(run.tokens).toBe(0);
				expect(run.failed).toBe(ITEMS);
				expect(run.calls.filter(({ status }) => status === 404)).toHaveLength(ITEMS);
			});

			it('sends POSTs that are answered 409 once each', async () => {
				const credential = await prepare();
				await send(sender, { credential, path });
				await rig.sandbox.steer('POST', 'faults', {
					service,
					kind: 'call',
					method: 'POST',
					path: '^/conflict',
					times: 100_000,
					status: 409,
					body: { message: 'exists' },
				});
				const run = await measured('409 POSTs', sender, {
					credential,
					path: '/conflict',
					method: 'POST',
					body: { a: 1 },
					rules: keepGoing,
				});
				expect(run.tokens).toBe(0);
				expect(run.calls.filter((call) => call.path === '/conflict')).toHaveLength(ITEMS);
			});
		});
	});
}
