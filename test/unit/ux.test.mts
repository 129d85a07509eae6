import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { STANDARD } from '../../nodes/shared/form/labels/names';
import { providers } from '../../providers';
import { services } from '../coverage/services.mts';
import { tested } from '../services/index.mts';
import { manifest, nodes } from './support/package-classes.mts';
import { saidInErrors } from './support/said-in-errors.mts';
import type { Shown } from './support/shown.mts';
import { choices, operations, parameters, placeholders } from './support/shown.mts';

/*
 * n8n's UX guidelines for community nodes, as far as n8n's own lint rules do not look at them:
 * those run on the same descriptions in descriptions.test.mts. Which rule is held where stands in
 * docs/ux.md.
 */

/** What n8n's own nodes leave without a description: their names say all, and n8n's rules accept it. */
const SELF_EVIDENT = new Set([
	'Resource',
	'Operation',
	'Additional Fields',
	'Update Fields',
	'Record Fields',
	'Filters',
	'Options',
]);
const SMALL_WORDS =
	/^(a|an|and|are|as|at|be|by|for|from|in|is|it|its|of|on|or|that|the|this|to|which|with)$/;
const CATEGORIES = new Set([
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
]);
const WRITES = new Set(['create', 'update', 'upsert', 'upsertMany']);
/** Reads that give fewer fields than a write takes. */
const SHORT_ROWS = new Set(
	tested.flatMap(({ id, form: { shortRows = [] } }) => shortRows.map((name) => `${id}.${name}`)),
);

/** Some services write their name in small letters. */
const isName = (word: string) => providers.some(({ name }) => name === word.replace(/’s$|'s$/, ''));

const broken = <T,>(shown: ReadonlyArray<Shown<T>>, holds: (it: T) => boolean): string[] =>
	shown
		.filter(({ it: one }) => !holds(one))
		.map(({ where, it: one }) => `${where}: ${textOf(one)}`);

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value).slice(0, 200);
}

/** Words that carry meaning, in the singular. */
function words(text: string): string[] {
	const list = text
		.toLowerCase()
		.replace(/[’']s\b/g, '')
		.split(/[^a-z0-9%]+/);
	return list
		.filter((word) => word && !SMALL_WORDS.test(word))
		.map((word) => word.replace(/s$/, ''));
}

function saysMore({ displayName, description = '' }: INodeProperties): boolean {
	const known = new Set(words(displayName));
	const filler = new Set(['whether', 'value', 'field', 'set']);
	return words(description).some((word) => !known.has(word) && !filler.has(word));
}

const isBoolean = ({ type }: INodeProperties) => type === 'boolean';

describe('a parameter', () => {
	it('there are many, of all nodes and credentials', () => {
		expect(parameters.length).toBeGreaterThan(2000);
		expect(new Set(parameters.map(({ where }) => where.split('.')[0])).size).toBe(
			manifest.n8n.nodes.length + manifest.n8n.credentials.length,
		);
	});

	it('has a description, or a name that needs none', () => {
		const holds = ({ displayName, description }: INodeProperties) =>
			Boolean(description?.trim()) || SELF_EVIDENT.has(displayName);
		expect(broken(parameters, holds)).toEqual([]);
	});

	it('has a description that says more than its name', () => {
		const described = parameters.filter(({ it: one }) => one.description && !isBoolean(one));
		expect(new Set(broken(described, saysMore))).toEqual(new Set());
	});

	it('has its description in sentence case', () => {
		const described = parameters.filter(({ it: one }) => one.description);
		const holds = ({ description = '' }: INodeProperties) => {
			const [first = '', ...rest] = description.replace(/: .*$/, '').split(' ');
			const capital = rest.filter((word) => /^[A-Z][a-z]+$/.test(word));
			return (
				(/^("|“|[A-Z0-9])/.test(first) || isName(first)) &&
				(rest.length < 3 || capital.length < rest.length / 2)
			);
		};
		expect(broken(described, holds)).toEqual([]);
	});

	it('gives a real example behind "e.g.", or says what to add or select', () => {
		expect(placeholders.length).toBeGreaterThan(500);
		const holds = (text: string) =>
			/^e\.g\. \S/.test(text)
				? !/…|\.\.\.|<|\byour\b|\bfoo\b|\bxxx/i.test(text)
				: /^(Add [A-Z]|Select an? [a-z]|Select an endpoint$|name@email\.com$)/.test(text);
		expect(broken(placeholders, holds)).toEqual([]);
	});

	it('that picks a record offers the list first', () => {
		const locators = parameters.filter(({ it: { type } }) => type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(100);
		const holds = ({ default: start, modes = [] }: INodeProperties) =>
			modes[0]?.name === 'list' && JSON.stringify(start).includes('"mode":"list"');
		expect(broken(locators, holds)).toEqual([]);
	});

	it('that collects optional ones has them by name', () => {
		const collections = parameters.filter(({ it: { type } }) => type === 'collection');
		const holds = ({ options = [] }: INodeProperties) => {
			const names = options.flatMap((one) => ('displayName' in one ? [one.displayName] : []));
			return String(names) === String([...names].sort((a, b) => a.localeCompare(b)));
		};
		expect(broken(collections, holds)).toEqual([]);
	});
});

describe('an operation', () => {
	it('has n8n’s word for what it does', () => {
		const holds = ({ name, value }: { name: string; value: unknown }) =>
			STANDARD[String(value)] === undefined || `${name} `.startsWith(`${STANDARD[String(value)]} `);
		expect(broken(operations, holds)).toEqual([]);
		const other = /^(List|Retrieve|Fetch|Read|Remove|Edit|Modify|Upsert|Add|Show|Search|Get All)\b/;
		expect(broken(operations, ({ name }) => !other.test(name))).toEqual([]);
	});

	it('has an action in sentence case without articles', () => {
		expect(operations.length).toBeGreaterThan(200);
		const holds = ({ action = '' }: { action?: string }) =>
			/^[A-Z][a-z]+ \S/.test(action) &&
			!/\b(a|an|the)\b/i.test(action) &&
			!action
				.split(' ')
				.slice(1)
				.some((word) => /^[A-Z][a-z]+$/.test(word));
		expect(broken(operations, holds)).toEqual([]);
	});

	it('has a description that is no repetition', () => {
		const holds = ({ name, action, description = '' }: (typeof operations)[number]['it']) =>
			description.length > name.length && description !== name && description !== action;
		expect(broken(operations, holds)).toEqual([]);
	});
});

describe('a choice', () => {
	it('is in title case', () => {
		const holds = ({ name }: { name: string }) =>
			name.split(/[\s/-]+/).every((word) => !/^[a-z]{5,}$/.test(word));
		expect(broken(choices, holds)).toEqual([]);
	});
});

describe.each(services.map(({ form }) => [form.provider.id, form] as const))(
	'a record of %s',
	(id, form) => {
		it('with more than ten fields is simplified to ten at most', () => {
			const wide = Object.entries(form.resources).filter(([resource, about]) => {
				const rows = form.provider.endpoints.filter((row) => row.resource === resource);
				const writes = rows.filter(({ operation }) => WRITES.has(operation));
				const fields = writes.flatMap(({ body = [], batch }) => [
					...body,
					...(batch?.fields ?? []),
				]);
				const isRead = rows.some(({ operation }) => ['get', 'getMany'].includes(operation));
				const own = Object.values(about.operations ?? {}).some(({ simplify }) => simplify);
				const names = new Set(fields.map(({ name }) => name));
				return isRead && names.size > 10 && !about.simplify && !own;
			});
			expect(
				wide.map(([resource]) => `${id}.${resource}`).filter((one) => !SHORT_ROWS.has(one)),
			).toEqual([]);
			const lists = Object.values(form.resources).flatMap(({ simplify, operations: all = {} }) => [
				simplify ?? [],
				...Object.values(all).map((one) => one.simplify ?? []),
			]);
			expect(lists.filter((list) => list.length > 10)).toEqual([]);
		});
	},
);

describe.each(nodes)('$source', ({ source, made: { description } }) => {
	const isTrigger = description.group.includes('trigger');

	it('does not call itself a node, and a trigger says that it is one', () => {
		expect(description.displayName).not.toMatch(/\bnode\b/i);
		expect(/ Trigger$/.test(description.displayName)).toBe(isTrigger);
		const on = description.properties.filter(({ displayName }) => displayName === 'Trigger On');
		// One for each version of the node that has a default of its own.
		const types = new Set(on.map(({ type }) => /^(multiOptions|options)$/.test(type)));
		expect([...types]).toEqual(isTrigger ? [true] : []);
	});

	it('stands in categories of n8n', () => {
		const file = source.replace(/\.ts$/, '.json');
		expect(existsSync(file)).toBe(true);
		const codex: { node: string; categories: string[] } = JSON.parse(readFileSync(file, 'utf8'));
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.categories.filter((name) => !CATEGORIES.has(name))).toEqual([]);
	});
});

describe('what went wrong', () => {
	it('is told without the words that n8n advises against', () => {
		const said = saidInErrors();
		expect(said.length).toBeGreaterThan(250);
		// The names that n8n's own settings and an event have.
		const plain = ({ text }: { text: string }) =>
			text.replace(/"On Error"|Continue \(using error output\)|shipmentError/g, '');
		const words_ = /\b(errors?|problems?|failures?|mistakes?)\b/i;
		expect(said.filter((one) => words_.test(plain(one)))).toEqual([]);
	});
});
