import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Session } from '../../../transport/client/api-client';
import type { Provider } from '../../../transport/contracts/provider';
import { tell } from '../../../transport/items/hints';
import { profileOf, typeChosen } from '../authentication';
import { forTool } from '../results';
import { sendRequests } from './request';

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
	const session = await Session.open(context, profileOf(context.getNode(), provider, type));
	const items = await sendRequests(context, provider, session);
	tell(context, session.hints());
	return [forTool(context, items, session.remarks())];
}
