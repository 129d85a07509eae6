import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { checkConnection } from '../../../transport/client/connection-check';
import { connectionReport } from '../../../transport/client/connection-report';
import type { CredentialProfile } from '../../../transport/contracts/credential';

/** The version of n8n-workflow, which nodes get of n8n; n8n shows them no version of its own. */
async function workflowVersion(): Promise<string | null> {
	try {
		const { version } = await import('n8n-workflow/package.json');
		return version;
	} catch {
		return null;
	}
}

/** What n8n's Engine 2.0 numbers its executions with; the usual engine counts them. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Which of n8n's engines runs the workflow; n8n 1.x has one only. Engine 2.0 gives a node none of the workflow's settings. */
function engineOf(context: IExecuteFunctions): string {
	return UUID.test(context.getExecutionId()) ? '2.0' : '1.0';
}

/** Tries the credential once for all input items, and gives one item with what was found. */
export async function runConnectionCheck(
	context: IExecuteFunctions,
	profile: CredentialProfile,
): Promise<INodeExecutionData[][]> {
	const facts = await checkConnection(context, profile);
	const n8n: IDataObject = {
		workflowPackage: await workflowVersion(),
		engine: engineOf(context),
	};
	const json = { ...connectionReport(facts, Date.now()), n8n };
	const pairedItem = context.getInputData().map((_item, item) => ({ item }));
	return [[{ json, pairedItem }]];
}
