import { expect, it } from '@jest/globals';
import type { Credential } from './client.mts';
import { CREDENTIAL_CASES } from './credential-cases.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import type { Rig } from './support.mts';
import type { NodeDraft } from './workflows.mts';
import { chain, manualTrigger, numbered, providerRequest } from './workflows.mts';

/** "Connection: Check" of a service's node, and of Provider Request. */
export function checksOf(credential: Credential, type: CredentialTypeName): NodeDraft[] {
	const service = SERVICE_OF[type];
	const parameters = { resource: 'connection', operation: 'check' };
	const link = { [type]: { id: credential.id, name: credential.name } };
	return [
		{
			name: 'Service',
			type: `n8n-nodes-business-apis.${service}`,
			typeVersion: 1,
			credentials: link,
			parameters: { authentication: type, ...parameters },
		},
		providerRequest({ service, credential: { ...credential, type }, endpoint: '', parameters }),
	];
}

/** Runs the check in each node, behind three items. */
export async function reportsOf(
	rig: Rig,
	credential: Credential,
	type: CredentialTypeName,
	engineType?: 'v2',
): Promise<Array<Record<string, unknown>>> {
	const reports: Array<Record<string, unknown>> = [];
	for (const node of checksOf(credential, type)) {
		const workflow = chain('Check', manualTrigger(), ...numbered(3), node);
		const settings = { ...workflow.settings, ...(engineType ? { engineType } : {}) };
		const execution = await rig.client.runOnce({ ...workflow, settings });
		expect(errorOf(execution)).toBeUndefined();
		const rows = rowsOf(execution, node.name);
		expect(rows).toHaveLength(1);
		reports.push(...rows);
	}
	return reports;
}

/** Checks each type of credential, good and with a wrong secret: the finding is an item, and no error. */
export function connectionScenarios(
	rig: () => Rig,
	credentialOf: (type: CredentialTypeName) => Promise<Credential>,
): void {
	it.each(CREDENTIAL_CASES)('$type: a check finds what works', async ({ type }) => {
		for (const report of await reportsOf(rig(), await credentialOf(type), type)) {
			expect(report).toMatchObject({
				ok: true,
				problem: null,
				advice: [],
				credential: { type },
				call: { status: 200 },
				n8n: { workflowPackage: expect.stringMatching(/^\d+\.\d+\.\d+/), engine: '1.0' },
			});
		}
	});

	it.each(CREDENTIAL_CASES)('$type: a check finds a wrong secret', async ({ type, secret }) => {
		const wrong = await rig().credential(type, { [secret]: 'no-such-value-of-the-test' });
		for (const report of await reportsOf(rig(), wrong, type)) {
			expect(report).toMatchObject({ ok: false, problem: 'signIn' });
			expect(report.advice).not.toEqual([]);
			expect(JSON.stringify(report)).not.toContain('no-such-value-of-the-test');
		}
	});
}
