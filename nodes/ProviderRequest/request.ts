import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { providerById } from '../../providers';
import { runRequests } from '../shared/request/run-requests';

/** Runs the Provider Request node for all its input items. */
export async function runProviderRequest(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const provider = providerById(String(context.getNodeParameter('service', 0)));
	return await runRequests(context, provider, context.getNodeParameter('authentication', 0));
}
