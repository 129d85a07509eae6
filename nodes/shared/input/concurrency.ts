import type { IExecuteFunctions } from 'n8n-workflow';

import { MOST_CONCURRENT_WRITES } from '../../../transport/items/items';
import { optionsIn } from './item-parameters';

/** How many items may write at the same time, as the first item says. */
export function concurrencyOf(context: IExecuteFunctions): number {
	const form = { integer: true, min: 1, max: MOST_CONCURRENT_WRITES };
	return optionsIn(context, 0).optionalNumber('concurrentItems', 'Concurrent Items', form) ?? 1;
}
