import type { INodeProperties } from 'n8n-workflow';

import { orderStatuses } from '../../../providers/oto/endpoints/statuses';
import { narrowedBy } from '../../../providers/oto/webhooks';
import type { ServiceEvent } from '../../../transport/webhooks/deliveries';
import { choicesOf } from '../../shared/form/labels/choices';
import { words } from '../labels';
import { checkEmpty } from '../../shared/trigger/polling';
import type { TriggerContext } from '../../shared/trigger/webhook-parameters';
import { collectionIn } from '../../shared/trigger/webhook-parameters';

const FIELDS = [
	['status', 'statuses', 'Statuses'],
	['brand', 'brands', 'Brands'],
	['location', 'locations', 'Pickup Locations'],
] as const;

/** What starts the workflow of all events that OTO sends. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Only events that fit all filters start the workflow. A filter does not apply to events without its value, such as shipment errors.',
	options: [
		{
			displayName: 'Brands',
			name: 'brands',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1201, Villa Nord',
			description: 'Comma-separated IDs or names of brands',
		},
		{
			displayName: 'Pickup Locations',
			name: 'locations',
			type: 'string',
			default: '',
			placeholder: 'e.g. RUH-01',
			description:
				'Comma-separated codes of pickup locations. New orders carry the warehouse ID instead.',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: choicesOf(orderStatuses, words).map(({ label, value }) => ({ name: label, value })),
			default: [],
			description: 'Statuses of orders and shipments',
		},
	],
};

function plain(text: string): string {
	return text.trim().normalize('NFC').toLowerCase();
}

/**
 * Checks what the filters hold before anything is registered.
 *
 * @throws NodeOperationError where an expression finds nothing: every event would start the workflow
 */
export function checkFilters(context: TriggerContext): void {
	const chosen = collectionIn(context, 'filters');
	for (const [, field, label] of FIELDS) {
		checkEmpty(context, ['filters', field], label, chosen.parameter(field));
		chosen.optionalList(field, label);
	}
}

/** Whether an event fits all filters. */
export function isWanted(context: TriggerContext, event: ServiceEvent): boolean {
	const chosen = collectionIn(context, 'filters');
	const narrowed = narrowedBy(event);
	return FIELDS.every(([name, field, label]) => {
		const wanted = chosen.optionalList(field, label).map(plain);
		const values = narrowed[name].map(plain).filter((value) => value !== '');
		if (wanted.length === 0 || values.length === 0) return true;
		return values.some((value) => wanted.includes(value));
	});
}
