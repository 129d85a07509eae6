import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import { DryRunEnd } from '../../../transport/client/dry-run';
import { pause } from '../../../transport/core/cancellation';
import { monotonicMs } from '../../../transport/core/clock';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { CallBounds, ServiceForm, OperationContext } from '../form/service-form';
import { rowOf } from '../form/service-form';
import { itemContext } from '../input/item-context';
import { Operation } from './operation';
import type { RequestLimits } from '../input/request-limits';

/** The limits of the options within the bounds of a call. */
function narrowed(limits: RequestLimits, bounds: CallBounds): RequestLimits {
	const waits = [limits.longestWaitMs, bounds.longestWaitMs].filter((ms) => ms !== undefined);
	return {
		...limits,
		...bounds,
		...(waits.length === 0 ? {} : { longestWaitMs: Math.min(...waits) }),
	};
}

/**
 * What the code of an operation works with.
 *
 * @param send calls the operation's own row
 * @param own the operation's own parameters
 */
export function contextOf(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
	itemIndex: number,
	limits: RequestLimits,
	send: () => Promise<CallItem[]>,
	own: readonly INodeProperties[] = [],
): OperationContext {
	return {
		...itemContext(context, itemIndex, own),
		client,
		began: monotonicMs(),
		send,
		call: async (key, values, limit = Infinity, bounds = {}) => {
			const other = new Operation(context, form, client, rowOf(form, key));
			return await other.callWith(itemIndex, values, limit, narrowed(limits, bounds));
		},
		download: async (link) =>
			await client.download(link, form.provider.downloadHosts ?? [], itemIndex),
		pause: async (ms) => {
			if (client.dryRuns.of(itemIndex)?.hasPlanned) throw new DryRunEnd();
			await pause(ms, context.getExecutionCancelSignal?.());
		},
		changed: () => undefined,
	};
}
