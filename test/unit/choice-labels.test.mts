import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { itemContext } from '../../nodes/shared/input/item-context';
import { checkParameters } from '../../nodes/shared/input/parameter-check';
import { services } from '../coverage/services.mts';
import { contextOf } from './support/context.mts';

/** The choices that operations have beside the fields of their endpoints. */
const own = services.flatMap(({ form }) => {
	const composite = (form.compositeOperations ?? []).map(
		({ resource, operation, properties }) => [`${resource}.${operation}`, properties] as const,
	);
	const special = Object.entries(form.resources).flatMap(([resource, { operations = {} }]) =>
		Object.entries(operations).map(
			([operation, { properties = [] }]) => [`${resource}.${operation}`, properties] as const,
		),
	);
	return [...composite, ...special].flatMap(([operation, properties]) =>
		properties
			.filter(({ type }) => type === 'options')
			.map((property): [string, INodeProperties] => [
				`${form.provider.id} ${operation}: ${property.displayName}`,
				property,
			]),
	);
});

describe('a choice of an operation’s own', () => {
	it.each(own)(
		'%s is taken by its label, in any case, and is read as its value',
		(_name, property) => {
			const { name, options = [] } = property;
			for (const option of options) {
				if (!('value' in option)) continue;
				for (const given of [option.value, option.name, option.name.toUpperCase()]) {
					const context = contextOf({ parameters: { [name]: given } });
					checkParameters(context, 0, [property]);
					const item = itemContext(context, 0, [property]);
					expect([given, item.read.id(name, 'x'), item.parameter(name)]).toEqual([
						given,
						option.value,
						option.value,
					]);
				}
			}
		},
	);

	it('is refused where it is neither', () => {
		const [, property] = own[0] ?? [];
		if (!property) throw new Error('No operation has a choice of its own');
		const context = contextOf({ parameters: { [property.name]: 'moon' } });
		expect(() => checkParameters(context, 0, [property])).toThrow('has an unknown choice');
		expect(() => itemContext(context, 0, [property]).read.id(property.name, 'x')).toThrow(
			`"${property.displayName}" has an unknown choice [item 0]`,
		);
	});
});
