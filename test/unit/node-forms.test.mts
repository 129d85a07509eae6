import { describe, expect, it } from '@jest/globals';

import { offeredIn } from '../coverage/offered.mts';
import { services } from '../coverage/services.mts';
import { variants } from './support/arguments.mts';
import { visibleIn } from './support/visible.mts';

/** n8n loads every description at start; its own largest one has 287 kB. */
const MOST_BYTES = 260_000;

describe.each(services.map((service) => [service.form.provider.id, service] as const))(
	'the form of %s',
	(_id, { description }) => {
		const offered = offeredIn(description).map(({ resource, operation }) => ({
			resource,
			operation,
		}));

		it('is not larger than n8n can bear', () => {
			expect(Buffer.byteLength(JSON.stringify(description))).toBeLessThan(MOST_BYTES);
		});

		it('never shows two parameters of one name', () => {
			const doubled = offered.flatMap((chosen) =>
				variants(chosen, visibleIn(description, chosen)).flatMap((values) => {
					const names = visibleIn(description, values).map(({ name }) => name);
					const twice = names.filter((name, index) => names.indexOf(name) !== index);
					return twice.map((name) => `${JSON.stringify(values)}: ${name}`);
				}),
			);
			expect(doubled).toEqual([]);
		});

		it('asks for what is required before it offers what is not', () => {
			const late = offered.flatMap((chosen) => {
				const visible = visibleIn(description, chosen);
				const first = visible.findIndex(({ type }) => type === 'collection');
				return visible
					.filter(({ required }, index) => required && first >= 0 && index > first)
					.map(({ name }) => `${JSON.stringify(chosen)}: ${name}`);
			});
			expect(late).toEqual([]);
		});

		it('has no choice twice in a list', () => {
			const lists = JSON.stringify(description);
			expect(lists).not.toContain('"options":[],"default":""');
			const doubled = description.properties.flatMap(({ name, options = [] }) => {
				const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
				return new Set(values).size === values.length ? [] : [name];
			});
			expect(doubled).toEqual([]);
		});
	},
);
