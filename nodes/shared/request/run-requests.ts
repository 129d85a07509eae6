import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ApiClient } from '../../../transport/client/api-client';
import { nodeOf } from '../../../transport/core/node';
import type { Provider } from '../../../transport/contracts/provider';
import { addHints } from '../../../transport/items/hints';
import { profileOf, typeChosen } from '../form/authentication';
import { connection } from '../form/connection';
import { forTool } from '../run/results';
import { runConnectionCheck } from './connection-check';
import { sendRequests } from './send-requests';

/**
 * Runs a request node for all its input items.
 *
 * @param type the credential type to sign in with
 */
export async function runRequests(
	context: IExecuteFunctions,
	provider: Provider,
	type: unknown = typeChosen(context, provider),
): Promise<INodeExecutionData[][]> {
	const profile = profileOf(nodeOf(context), provider, type);
	if (context.getNodeParameter('resource', 0) === connection.value) {
		return await runConnectionCheck(context, profile);
	}
	const client = await ApiClient.open(context, profile);
	const items = await sendRequests(context, provider, client);
	addHints(context, client.hints());
	return [forTool(context, items, client.remarks())];
}
