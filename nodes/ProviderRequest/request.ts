import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { providerById } from '../../providers';
import { Session } from '../../transport/session';
import { tell } from '../../transport/waits';
import { profileOf } from '../shared/authentication';
import { sendRequests } from '../shared/request/request';
import { forTool } from '../shared/results';

/** Runs the Provider Request node for all its input items. */
export async function runProviderRequest(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const provider = providerById(String(context.getNodeParameter('service', 0)));
	const type = context.getNodeParameter('authentication', 0);
	const session = await Session.open(context, profileOf(context.getNode(), provider, type));
	const items = await sendRequests(context, provider, session);
	tell(context, session.hints());
	return [forTool(context, items)];
}
