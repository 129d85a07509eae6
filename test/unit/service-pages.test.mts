import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodePropertyOptions } from 'n8n-workflow';

import type { Service } from '../coverage/services.mts';
import { services } from '../coverage/services.mts';
import { testedById } from '../services/index.mts';

const SECTIONS = [
	'Get the secrets',
	'Fill the credential',
	'Operations',
	'Triggers',
	'Limits',
	'Errors',
	'Known gaps',
];
/** What every node has, and no service by itself. */
const REQUEST = 'API Request';

const pageOf = (id: string) => readFileSync(path.join(__dirname, '../../docs', `${id}.md`), 'utf8');

const sectionsOf = (page: string) => [...page.matchAll(/^## (.+)$/gm)].map(([, name = '']) => name);

/** A section without its heading. */
function section(page: string, name: string): string {
	const [, after = ''] = page.split(`\n## ${name}\n`);
	return after.split(/^## /m)[0] ?? '';
}

/** Name and operations of each resource, as the node offers them. */
function offered({ description }: Service): Map<string, string[]> {
	const optionsOf = (property: { options?: unknown }) =>
		(property.options ?? []) as INodePropertyOptions[];
	const resources = description.properties
		.filter(({ name }) => name === 'resource')
		.flatMap(optionsOf);
	return new Map(
		resources
			.filter(({ name }) => name !== REQUEST)
			.map(({ name, value }) => {
				const operations = description.properties
					.filter((one) => one.name === 'operation')
					.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(String(value)))
					.flatMap(optionsOf);
				return [name, operations.map((operation) => operation.name).sort()];
			}),
	);
}

/** Resources and operations of the first table of "Operations"; a blank first cell goes on with the resource above. */
function documented(page: string): Map<string, string[]> {
	const [table = ''] = /^\|(?:.*\n\|)*.*$/m.exec(section(page, 'Operations')) ?? [];
	const found = new Map<string, string[]>();
	let resource = '';
	for (const line of table.split('\n').slice(2)) {
		const [, first = '', second = ''] = line.split('|').map((cell) => cell.trim());
		resource = first || resource;
		if (resource === REQUEST) continue;
		const operations = second
			.replaceAll('**', '')
			.replaceAll(/\s*\([^)]*\)/g, '')
			.split(', ');
		found.set(resource, [...(found.get(resource) ?? []), ...operations].sort());
	}
	return found;
}

describe.each(services)('docs/$form.provider.id.md', (service) => {
	const page = pageOf(service.form.provider.id);

	it('has the sections of all service pages, in their order', () => {
		const { trigger } = testedById(service.form.provider.id);
		const wanted = SECTIONS.filter((name) => trigger !== undefined || name !== 'Triggers');
		expect(sectionsOf(page)).toEqual(wanted);
	});

	it('begins with what one can do and how to connect, and says how sure it is at the end', () => {
		const [top = ''] = page.split('\n## Get the secrets\n');
		expect(top).toContain('**To connect** you need');
		const shown = testedById(service.form.provider.id).examples.filter(
			({ showcase }) => showcase !== undefined,
		);
		const listed = [...top.matchAll(/^- \[.*\]\(examples\/([\w-]+)\.json\)$/gm)];
		expect(listed.map(([, name]) => name)).toEqual(shown.map(({ name }) => name));
		expect(top).not.toContain('How sure we are');
		expect(section(page, 'Known gaps')).toContain('How sure we are');
	});

	it('lists each operation of the node, and no other', () => {
		const entries = (map: Map<string, string[]>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
		expect(entries(documented(page))).toEqual(entries(offered(service)));
	});

	it('says of each secret where it is, and how sure that is', () => {
		const rows = section(page, 'Get the secrets')
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.slice(2)
			.map((line) => line.split('|').map((cell) => cell.trim()));
		expect(rows.length).toBeGreaterThan(0);
		for (const [, secret, where, certainty] of rows) {
			expect([secret, where]).not.toContain('');
			expect(certainty).toMatch(/^(official|SDK|inferred)$/);
		}
	});

	it('marks each known gap', () => {
		const gaps = section(page, 'Known gaps')
			.split('\n')
			.filter((line) => line.startsWith('- '));
		const said = section(page, 'Known gaps');
		if (gaps.length === 0) expect(said).toMatch(/\(all official\)[\s\S]*Unknown:/);
		expect(gaps.filter((line) => !/official|SDK|inferred|unknown|Unknown/.test(line))).toEqual([]);
	});

	it('names the limits of the credentials', () => {
		const limits = section(page, 'Limits');
		for (const { limits: known } of service.form.provider.credentials) {
			const perSecond = known.requestsPerSecond.toLocaleString('en-US');
			if (known.requestsPerSecond === 0)
				expect(limits).toMatch(/^[\w .&-]+ publishes no limits?\b/m);
			else
				expect(limits).toMatch(
					new RegExp(`\\b${perSecond.replace('.', '\\.')} requests? a second`),
				);
			if (known.requestsPerMinute) expect(limits).toContain(`${known.requestsPerMinute} a minute`);
			if (known.requestsPerDay > 0) {
				expect(limits).toContain(known.requestsPerDay.toLocaleString('en-US'));
			}
		}
	});
});
