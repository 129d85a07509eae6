import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../transport/types';
import { propertyOf } from '../shared/fields';
import type { ItemContext } from '../shared/form';
import { isBlank } from '../shared/values';
import { pickers } from './pickers';

const ORDER: Field = {
	name: 'orderId',
	type: 'string',
	description: 'Your own ID of the order, or the ID of a return (such as OID-1001-R1)',
};

/** "Order", for operations that stand on no call of their own. */
export const orderProperty: INodeProperties = propertyOf(ORDER, {
	parameter: 'orderId',
	label: 'Order',
	required: true,
	picker: { name: 'order', picker: pickers.order },
});

/** A parameter that must not be empty, as text. */
export function textOf(item: ItemContext, name: string, label: string): string {
	const value = item.parameter(name);
	if (isBlank(value)) {
		throw item.problem(
			`"${label}" is empty`,
			'Fill it in, or check that its expression finds a value.',
		);
	}
	return String(value).trim();
}

/** A parameter that must be a number from `least` on. */
export function numberOf(item: ItemContext, name: string, label: string, least: number): number {
	const value = Number(item.parameter(name));
	if (Number.isFinite(value) && value >= least) return value;
	throw item.problem(`"${label}" needs a number from ${least} on`, `It is ${value}.`);
}

/** A list of texts: from a list of options, an expression, or texts with commas between them. */
export function listOf(item: ItemContext, name: string, label: string): string[] {
	const value = item.parameter(name);
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	const texts = entries.map((entry) => String(entry ?? '').trim()).filter(Boolean);
	if (texts.length > 0) return texts;
	throw item.problem(
		`"${label}" is empty`,
		'Fill it in, or check that its expression finds a value.',
	);
}
