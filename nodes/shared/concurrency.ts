import type { IExecuteFunctions } from 'n8n-workflow';

import { MOST_CONCURRENT } from '../../transport/items';
import { isRecord } from '../../transport/reply';
import { problem } from './values';

/** How many items may write at the same time, as the first item says. */
export function concurrencyOf(context: IExecuteFunctions): number {
	const options: unknown = context.getNodeParameter('options', 0, {});
	const given = isRecord(options) ? (options.concurrentItems ?? 1) : 1;
	const wanted = Number(given);
	if (Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_CONCURRENT) return wanted;
	throw problem(
		context,
		0,
		`"Concurrent Items" needs a whole number from 1 to ${MOST_CONCURRENT}`,
		`It is ${String(given)}.`,
	);
}
