import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aiScenarios } from './ai-scenarios.mts';
import type { Credential } from './client.mts';
import { connectionScenarios, reportsOf } from './connection-scenarios.mts';
import { CREDENTIAL_CASES } from './credential-cases.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import { readExamples, withCredential } from './demo-examples.mts';
import { EXAMPLE_RUNS } from './example-runs.mts';
import type { Execution } from './execution.mts';
import { Stage } from './example-stage.mts';
import { errorOf, rowsOf } from './execution.mts';
import { faultScenarios } from './fault-scenarios.mts';
import { oauth2Answers } from './oauth2-answers.mts';
import { consent } from './oauth2-consent.mts';
import { packageScenarios } from './package-scenarios.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { PREVIOUS } from './versions.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

let rig: Rig;
const credentials = new Map<CredentialTypeName, Credential>();

beforeAll(async () => {
	rig = await Rig.start({ version: PREVIOUS, editor: true });
});

afterAll(async () => {
	await rig?.stop();
});

/** One for each type: the tests run one after the other and share tokens. */
async function credentialOf(type: CredentialTypeName): Promise<Credential> {
	const fast = { requestsPerSecond: 500, requestsPerDay: 0 };
	const credential = credentials.get(type) ?? (await rig.credential(type, fast));
	credentials.set(type, credential);
	return credential;
}

function expectRows(execution: Execution, node: string): void {
	expect(errorOf(execution)).toBeUndefined();
	expect(execution.status).toBe('success');
	expect(rowsOf(execution, node).length).toBeGreaterThan(0);
}

describe(`installed in a stock n8n ${PREVIOUS}`, () => {
	packageScenarios(() => rig);
});

describe('the credentials', () => {
	it.each(CREDENTIAL_CASES)('$type: the test says what is right and what is wrong', async (one) => {
		const { id } = await credentialOf(one.type);
		expect(await rig.client.testCredential(id)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const wrong = await rig.client.testCredential(id, { [one.secret]: 'no-such-value' });
		// n8n 1.x keeps a sentence of its own for a 401, which is what a call with a wrong key is answered.
		const plain = !one.exchanges;
		const words = plain ? /please check your credentials/ : one.words;
		expect(wrong).toEqual({ status: 'Error', message: expect.stringMatching(words) });
	});

	it('otesseOAuth2Api: connects, and calls', async () => {
		const credential = await credentialOf('otesseOAuth2Api');
		await consent(rig.client, credential.id);
		const request = { service: SERVICE_OF.otesseOAuth2Api, credential, name: 'Request' };
		const endpoint = 'GET /services/industries';
		const workflow = chain('OAuth2', manualTrigger(), providerRequest({ ...request, endpoint }));
		expectRows(await rig.client.runOnce(workflow), 'Request');
	});
});

describe('a check of a connection', () => {
	connectionScenarios(() => rig, credentialOf);

	it('otesseOAuth2Api: finds what works', async () => {
		const type = 'otesseOAuth2Api';
		for (const report of await reportsOf(rig, await credentialOf(type), type)) {
			expect(report).toMatchObject({ ok: true, credential: { type, signIn: 'OAuth2 by n8n' } });
		}
	});
});

describe('otesseOAuth2Api, a write whose token has ended', () => {
	oauth2Answers(
		() => rig,
		async () => await credentialOf('otesseOAuth2Api'),
	);
});

describe('the form of an endpoint', () => {
	const chosen = { __rl: true, mode: 'list', value: 'POST /vendors' };
	const filled = {
		ottimate_company_id: '123',
		erp_vendor_id: 'N-9001',
		erp_vendor_name: 'Café Nord',
	};

	it('has the fields of the endpoint', async () => {
		const { id, name, type } = await credentialOf('ottimateApi');
		const { fields } = await rig.client.request<{ fields: Array<Record<string, unknown>> }>(
			'POST',
			'/rest/dynamic-node-parameters/resource-mapper-fields',
			{
				path: 'parameters.endpointFields',
				methodName: 'getEndpointFields',
				nodeTypeAndVersion: { name: 'n8n-nodes-business-apis.providerRequest', version: 1.1 },
				currentNodeParameters: { service: 'ottimate', authentication: type, endpoint: chosen },
				credentials: { [type]: { id, name } },
			},
		);
		const required = fields.filter((field) => field.required).map((field) => field.id);
		expect(required).toEqual(Object.keys(filled));
		expect(fields.map((field) => field.id)).toContain('city');
	});

	it('sends what stands in it', async () => {
		const credential = await credentialOf('ottimateApi');
		const node = providerRequest({
			service: 'ottimate',
			credential,
			endpoint: 'POST /vendors',
			parameters: {
				endpoint: chosen,
				inputMode: 'form',
				endpointFields: { mappingMode: 'defineBelow', value: filled, schema: [] },
			},
		});
		await rig.clearLog();
		expectRows(
			await rig.client.runOnce(chain('Form', manualTrigger(), { ...node, typeVersion: 1.1 })),
			'Request',
		);
		const { calls } = await rig.traffic('ottimate');
		const sent = calls.filter(({ method }) => method === 'POST');
		expect(sent.map(({ rawBody }) => JSON.parse(rawBody) as unknown)).toEqual([
			{ ...filled, ottimate_company_id: 123 },
		]);
	});
});

describe('the examples', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.start(rig);
	});

	afterAll(async () => {
		await stage?.stop();
	});

	it.each(EXAMPLE_RUNS)('$file runs', async ({ file, credential: type, shown, ...more }) => {
		const credential = await credentialOf(type);
		if (more.happens) {
			const action = { service: SERVICE_OF[type], action: more.happens };
			await rig.sandbox.steer('POST', 'actions', action);
		}
		if (more.before) {
			const { path, body } = more.before;
			const request = { service: SERVICE_OF[type], credential, endpoint: path, body };
			const call = providerRequest({ ...request, method: 'POST', name: 'Request' });
			expectRows(await rig.client.runOnce(chain('Before', manualTrigger(), call)), 'Request');
		}
		const workflow = await serviceExample(file, credential, more.changes);
		expectRows(await stage.run(workflow, more), shown);
	});

	it('of the Provider Request node run', async () => {
		for (const example of await readExamples()) {
			const credential = await credentialOf(example.credentialType);
			const execution = await rig.client.runOnce(withCredential(example, credential));
			expectRows(execution, example.request.name);
		}
	});
});

describe('under faults', () => {
	faultScenarios(() => rig);
});

describe('with AI', () => {
	aiScenarios(() => rig, 'ends');
});
