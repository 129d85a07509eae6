import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { OttimateEvent } from '../../../providers/ottimate/changes';
import { events, paymentStatuses } from '../../../providers/ottimate/changes';
import type { FilterName, Filters } from '../../../providers/ottimate/filters';
import { choicesOf } from '../../shared/form/labels/choices';
import type { Choice } from '../../shared/input/readers/choice';
import { checkEmpty, pollParameters } from '../../shared/trigger/polling';

const HELD: readonly Choice[] = [
	{ label: 'On Hold', value: 'held' },
	{ label: 'Not on Hold', value: 'free' },
];

const PAYMENT = choicesOf(paymentStatuses);

const optionOf = ({ label, value }: Choice) => ({ name: label, value });

const shownFor = (name?: FilterName) =>
	events
		.filter(({ filters = [] }) => (name ? filters.includes(name) : filters.length > 0))
		.map(({ id }) => id);

const fields: Array<INodeProperties & { name: FilterName }> = [
	{
		displayName: 'Maximum Amount',
		name: 'maximumAmount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: '',
		description: 'Largest total amount that starts the workflow, in the currency of the record',
	},
	{
		displayName: 'Minimum Amount',
		name: 'minimumAmount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: '',
		description: 'Smallest total amount that starts the workflow, in the currency of the record',
	},
	{
		displayName: 'On Hold',
		name: 'onHold',
		type: 'options',
		noDataExpression: true,
		options: HELD.map(optionOf),
		default: 'held',
		description: 'Whether the invoice must be on hold',
	},
	{
		displayName: 'Payment Status',
		name: 'paymentStatus',
		type: 'multiOptions',
		noDataExpression: true,
		options: PAYMENT.map(optionOf),
		default: [],
		description: 'Payment statuses that start the workflow',
	},
	{
		displayName: 'Vendor',
		name: 'vendor',
		type: 'string',
		default: '',
		placeholder: 'e.g. Fresh Foods',
		description:
			'Part of the vendor name. For purchase orders, the whole ERP vendor ID works too. Case and accents do not matter.',
	},
];

/** What is asked of a record before a workflow starts. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: fields.map((field) => ({
		...field,
		displayOptions: { show: { '/event': shownFor(field.name) } },
	})),
	displayOptions: { show: { event: shownFor() } },
};

/** @throws NodeOperationError for values that cannot be read, or that nothing can pass */
export function filtersOf(context: IPollFunctions, event: OttimateEvent): Filters {
	const parameters = pollParameters(context);
	for (const { name, displayName } of fields.filter(({ name }) => event.filters?.includes(name))) {
		const value = parameters.parameter(`filters.${name}`);
		checkEmpty(context, ['filters', name], displayName, value);
	}
	const has = (name: FilterName) => event.filters?.includes(name) === true;
	const amount = (name: FilterName, label: string) =>
		has(name) ? parameters.optionalNumber(`filters.${name}`, label) : undefined;
	const minimumAmount = amount('minimumAmount', 'Minimum Amount');
	const maximumAmount = amount('maximumAmount', 'Maximum Amount');
	if (Number(minimumAmount) > Number(maximumAmount)) {
		throw new NodeOperationError(
			context.getNode(),
			'"Minimum Amount" is larger than "Maximum Amount"',
			{ description: 'No record can pass. Swap the two, or remove one.' },
		);
	}
	const vendor = has('vendor') ? parameters.optionalText('filters.vendor', 'Vendor') : undefined;
	const statuses = has('paymentStatus')
		? parameters.optionalList('filters.paymentStatus', 'Payment Status')
		: [];
	const held =
		has('onHold') && parameters.has('filters.onHold')
			? parameters.choice('filters.onHold', 'On Hold', HELD)
			: undefined;
	return {
		...(minimumAmount === undefined ? {} : { minimumAmount }),
		...(maximumAmount === undefined ? {} : { maximumAmount }),
		...(vendor === undefined ? {} : { vendor }),
		...(statuses.length > 0
			? { paymentStatus: parameters.choices('filters.paymentStatus', 'Payment Status', PAYMENT) }
			: {}),
		...(held === undefined ? {} : { onHold: held === 'held' }),
	};
}
