import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CredentialCase } from './credential-cases.mts';
import { CREDENTIAL_CASES } from './credential-cases.mts';
import { SERVICE_OF } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import { storedCredential } from './stored.mts';
import { Rig } from './support.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

let rig: Rig;

beforeAll(async () => {
	rig = await Rig.start();
});
afterAll(async () => {
	await rig?.stop();
});
beforeEach(async () => {
	await rig.reset();
});

let made = 0;

/** Credentials of their own for each test: n8n goes on running and remembers tokens and refusals. */
async function own({
	type,
	secret,
}: CredentialCase): Promise<{ value: string; id: string; name: string; type: string }> {
	const value = `sandbox-own-secret-${++made}`;
	await rig.sandbox.steer('POST', 'secrets', { service: SERVICE_OF[type], [secret]: value });
	const credential = await rig.credential(type, { [secret]: value });
	return { ...credential, value };
}

function run({ type, endpoint }: CredentialCase, credential: { id: string; name: string }) {
	const graphql = endpoint.includes('graphql')
		? { graphql: { query: 'query { __typename }' } }
		: {};
	return rig.client.runOnce(
		chain(
			`Call with ${credential.name}`,
			manualTrigger(),
			providerRequest({
				service: SERVICE_OF[type],
				credential: { ...credential, type },
				endpoint,
				...graphql,
			}),
		),
	);
}

describe.each(CREDENTIAL_CASES)('$type', (type) => {
	const service = SERVICE_OF[type.type];
	const { exchanges, singleUse } = type;

	it('tests green with the right secret, also where one request per second is allowed', async () => {
		if (service === 'doo') await rig.configure('doo', { quotas: true });
		const credential = await own(type);
		expect(await rig.client.testCredential(credential.id)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('says what to do with a wrong secret', async () => {
		const credential = await own(type);
		const result = await rig.client.testCredential(credential.id, {
			[type.secret]: 'no-such-value',
		});
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(type.words);
		expect(result.message).not.toContain('no-such-value');
	});

	it('tests red once the service has revoked the secret, although the token is still good', async () => {
		const credential = await own(type);
		await run(type, credential);
		await rig.sandbox.steer('POST', 'secrets', {
			service,
			[type.secret]: 'revoked-at-the-service',
		});
		const wait = exchanges && !singleUse ? 10_500 : 0;
		await new Promise((resolve) => setTimeout(resolve, wait));
		const result = await rig.client.testCredential(credential.id);
		// The app's secret is proven by its next refresh only: a code is good for one exchange.
		expect(result.status).toBe(singleUse ? 'OK' : 'Error');
	});

	it('works on after it was opened and saved again, and shows no token in the browser', async () => {
		const credential = await own(type);
		expect(errorOf(await run(type, credential))).toBeUndefined();
		const stored = storedCredential(rig.n8n.userFolder, credential.id).data;
		const shown = JSON.stringify(await rig.client.getCredential(credential.id));
		for (const secret of [credential.value, stored.accessToken, stored.sessionRefreshToken]) {
			if (secret) expect(shown).not.toContain(String(secret));
		}
		expect(shown).not.toMatch(type.hidden);

		await rig.client.updateCredential(credential.id);
		await rig.clearLog();
		const again = await run(type, credential);
		expect(errorOf(again)).toBeUndefined();
		expect(rowsOf(again, 'Request').length).toBeGreaterThan(0);
		expect((await rig.traffic(service)).tokenRequests).toHaveLength(0);
		if (exchanges) {
			expect(storedCredential(rig.n8n.userFolder, credential.id).data).toMatchObject({
				tokenGate: '',
				[type.secret]: credential.value,
			});
		}
	});

	it('uses a changed secret at once', async () => {
		const credential = await own(type);
		await run(type, credential);
		await rig.sandbox.steer('POST', 'secrets', {
			service,
			[type.secret]: `sandbox-changed-${made}`,
		});
		await rig.client.updateCredential(credential.id, { [type.secret]: `sandbox-changed-${made}` });
		await rig.clearLog();
		expect(errorOf(await run(type, credential))).toBeUndefined();
		expect((await rig.traffic(service)).tokenRequests).toHaveLength(exchanges ? 1 : 0);
	});
});

describe('an edit in the middle of an execution that renews', () => {
	it('survives the renewal', async () => {
		const type = CREDENTIAL_CASES.find((candidate) => candidate.type === 'ottimateApi');
		if (!type) throw new Error('no case');
		const credential = await own(type);
		await run(type, credential);
		const before = storedCredential(rig.n8n.userFolder, credential.id).data;
		await rig.revokeTokens('ottimate');
		await rig.configure('ottimate', { latencyMs: 700 });
		const running = run(type, credential);
		await new Promise((resolve) => setTimeout(resolve, 600));
		await rig.client.updateCredential(credential.id, { requestsPerDay: 777 });
		expect(errorOf(await running)).toBeUndefined();
		const { data } = storedCredential(rig.n8n.userFolder, credential.id);
		expect(data.requestsPerDay).toBe(777);
		expect(data.accessToken).not.toBe(before.accessToken);
	});
});
