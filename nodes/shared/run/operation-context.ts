import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
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

/** What the code of an operation works with; `send` calls the operation's own row. */
export function contextOf(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
	itemIndex: number,
	limits: RequestLimits,
	send: () => Promise<CallItem[]>,
): OperationContext {
	return {
		...itemContext(context, itemIndex),
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
			await pause(ms, context.getExecutionCancelSignal?.());
		},
		changed: () => undefined,
	};
}
