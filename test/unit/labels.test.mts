import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { argumentKey, argumentsOf, isGroup, isProperty, panelsOf } from './support/arguments.mts';
import { nodes } from './support/package-classes.mts';

/** Panels of all nodes: triggers have one each. */
const described = nodes.map(
	({ made: { description } }) => [description.name, description] as const,
);

function twice(names: readonly string[]): string[] {
	return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Labels that stand side by side. */
function sideBySide(properties: readonly INodeProperties[]): string[][] {
	const own = properties.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	const inside = own.flatMap(({ options = [] }) => [
		...sideBySide(options.filter(isProperty)),
		...options.filter(isGroup).flatMap(({ values }) => sideBySide(values)),
	]);
	return [own.map(({ displayName }) => displayName), ...inside];
}

describe('the name that n8n gives to an argument of a tool', () => {
	it.each([
		['parameters.additionalFields.city', 'City', 'City'],
		['parameters.queryParameters.parameters[0].value', 'Query Value', 'parameters0_Query_Value'],
		['parameters.orderId', 'Order (OTO’s ID)', 'Order__OTO_s_ID_'],
		['parameters.x', 'a'.repeat(70), 'a'.repeat(63)],
	])('%s called %s is %s', (path, label, key) => {
		expect(argumentKey(path, label)).toBe(key);
	});
});

describe.each(described)('the labels of %s', (_name, description) => {
	const panels = panelsOf(description);

	it('name one thing each, as arguments of a tool too', () => {
		const doubled = panels.flatMap(({ of, visible }) => {
			const all = argumentsOf(visible);
			return twice(all.map(({ key }) => key)).map(
				(key) =>
					`${of} ${key}: ${all
						.filter((one) => one.key === key)
						.map(({ path }) => path)
						.join(' ')}`,
			);
		});
		expect(doubled).toEqual([]);
	});

	it('are different where they stand side by side', () => {
		const doubled = panels.flatMap(({ of, visible }) =>
			sideBySide(visible).flatMap((labels) => twice(labels).map((label) => `${of} ${label}`)),
		);
		expect(doubled).toEqual([]);
	});

	it('of a record to pick say what it is, not that it is an ID', () => {
		const pickers = panels.flatMap(({ visible }) =>
			argumentsOf(visible).filter(({ property: { type } }) => type === 'resourceLocator'),
		);
		const labels = new Set(pickers.map(({ property: { displayName } }) => displayName));
		expect([...labels].filter((label) => /\bIDs?$/.test(label) && label !== 'OTO ID')).toEqual([]);
	});
});
