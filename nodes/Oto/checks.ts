import type { IDataObject } from 'n8n-workflow';

import type { Shape } from '../shared/input/item-context';
import { isBlank, isEmpty as isNothing } from '../shared/input/readers/text';

/** Wire names with their labels. */
type Named = Readonly<Record<string, string>>;

function quoted(labels: readonly string[]): string {
	return labels.map((label) => `"${label}"`).join(' or ');
}

export function isEmpty(value: unknown): boolean {
	return isBlank(value) || (Array.isArray(value) && value.length === 0);
}

function given(values: IDataObject, names: Named): string[] {
	return Object.keys(names).filter((name) => !isEmpty(values[name]));
}

function without(values: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** The service takes one of these and no second one. */
export function exactlyOne(names: Named): Shape {
	return (item, values) => {
		const filled = given(values, names);
		const labels = quoted(Object.values(names));
		if (filled.length === 0) {
			throw item.problem(
				`Fill in ${labels}`,
				'OTO needs one of them. Check that the expressions find a value.',
			);
		}
		if (filled.length > 1) {
			throw item.problem(
				`Fill in only one of ${labels}`,
				`${quoted(filled.map((name) => names[name] ?? name))} are filled in, and may mean different records.`,
			);
		}
		return without(
			values,
			Object.keys(names).filter((name) => !filled.includes(name)),
		);
	};
}

/** One or the other, or none. */
export function atMostOne(names: Named): Shape {
	return (item, values) => {
		if (given(values, names).length > 1) {
			throw item.problem(
				`Fill in only one of ${quoted(Object.values(names))}`,
				'OTO does not accept them together.',
			);
		}
		return values;
	};
}

export function atLeastOne(names: Named): Shape {
	return (item, values) => {
		if (given(values, names).length > 0) return values;
		throw item.problem(`Fill in ${quoted(Object.values(names))}`, 'OTO needs one of them.');
	};
}

/** Both days, or something else that narrows the list. */
export function daysOr(names: Named): Shape {
	return (item, values) => {
		const days = !isBlank(values.minDate) && !isBlank(values.maxDate);
		if (days || given(values, names).length > 0) return values;
		throw item.problem(
			`Fill in "From Date" and "To Date", or ${quoted(Object.values(names))}`,
			'OTO lists these charges by date, or for one record.',
		);
	};
}

export const anOrder = exactlyOne({ orderId: 'Order', otoId: 'OTO ID' });

/** OTO's own IDs are numbers on the wire. */
export function asNumbers(name: string): Shape {
	return (_item, values) => ({
		...values,
		[name]: [values[name]]
			.flat()
			.map((id) => (/^\d{1,15}$/.test(String(id).trim()) ? Number(id) : id)),
	});
}

/** An empty list or object is not sent. */
export function withoutEmpty(...names: string[]): Shape {
	return (_item, values) =>
		Object.fromEntries(
			Object.entries(values).filter(([name, value]) => !names.includes(name) || !isNothing(value)),
		);
}
