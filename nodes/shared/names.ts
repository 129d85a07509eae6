import type { EndpointRow } from '../../transport/types';
import type { ResourceForm, ServiceForm } from './form';
import { said } from './form';
import type { Input } from './inputs';

/** n8n's words for the operations that every resource may have, in n8n's order. */
export const STANDARD: Readonly<Record<string, string>> = {
	create: 'Create',
	upsert: 'Create or Update',
	upsertMany: 'Create or Update Many',
	delete: 'Delete',
	get: 'Get',
	getMany: 'Get Many',
	update: 'Update',
};

const WORDS: Readonly<Record<string, string>> = {
	id: 'ID',
	ids: 'IDs',
	url: 'URL',
	urls: 'URLs',
	utc: 'UTC',
	vat: 'VAT',
	sku: 'SKU',
	iban: 'IBAN',
	bic: 'BIC',
	json: 'JSON',
	pdf: 'PDF',
	sms: 'SMS',
	pk: 'ID',
};

const SMALL = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
	'with',
]);

/** The words of a wire name: `ottimate_company_id`, `orderIDs`, `ready-for-export`. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])/g, '$1 $2')
		.split(/[^A-Za-z0-9]+/)
		.filter(Boolean);
}

/** A wire name in title case. */
export function titled(name: string, words: Readonly<Record<string, string>> = {}): string {
	const list = wordsOf(name);
	return list
		.map((word, index) => {
			const lower = word.toLowerCase();
			const known = words[lower] ?? WORDS[lower];
			if (known) return known;
			if (index > 0 && index < list.length - 1 && SMALL.has(lower)) return lower;
			return lower.charAt(0).toUpperCase() + lower.slice(1);
		})
		.join(' ');
}

/** A wire name as n8n names parameters. */
export function camel(name: string): string {
	return wordsOf(name)
		.map((word, index) => {
			const lower = word.toLowerCase();
			return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
		})
		.join('');
}

/** The parameter that fills a path part: `{id}` and `{pk}` are the resource's own. */
export function partName(form: ServiceForm, row: EndpointRow, part: string): string {
	const named = said(form.parts, row, part);
	if (named !== undefined) return named;
	if (part === 'id' || part === 'pk') return `${row.resource}Id`;
	return camel(part.replace(/_pk$/, '_id'));
}

/**
 * What a parameter is called on screen: a bare `{id}` by the parameter that fills it, a record to pick without "ID". A value for
 * all records of a call says so where each record has one of its own.
 */
export function labelOf(
	form: ServiceForm,
	row: EndpointRow,
	input: Pick<Input, 'name' | 'parameter'> & Partial<Pick<Input, 'goesTo' | 'picker'>>,
): string {
	const { name, parameter, goesTo, picker } = input;
	const words = titled(name === 'id' || name === 'pk' ? parameter : name, form.words);
	const label =
		said(form.labels, row, name) ?? (picker === undefined ? words : words.replace(/ ID$/, ''));
	const ofRecord = row.batch?.fields?.some((field) => field.name === name) ?? false;
	return ofRecord && goesTo && !goesTo.has('record') ? `${label} for All` : label;
}

export function pluralOf({ name, plural }: ResourceForm): string {
	return plural ?? (/[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`);
}

/** "Get Many by Team" for `getManyByTeam`. */
export function operationName(operation: string, words?: Readonly<Record<string, string>>): string {
	return STANDARD[operation] ?? titled(operation, words);
}

function lower(words: string): string {
	return words
		.split(' ')
		.map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
		.join(' ');
}

/** A sentence for the nodes panel: "Get many invoices", "Create invoice". n8n wants it without articles. */
export function actionOf(operation: string, resource: ResourceForm): string {
	const one = lower(resource.name);
	const many = lower(pluralOf(resource));
	switch (operation) {
		case 'upsert':
			return `Create or update ${one}`;
		case 'upsertMany':
			return `Create or update many ${many}`;
		case 'getMany':
			return `Get many ${many}`;
		case 'delete':
			// n8n's rules take no punctuation in an action but a dash that stands alone.
			return `Delete ${one} – cannot be undone`;
		case 'create':
		case 'get':
		case 'update':
			return `${titled(operation)} ${one}`;
		default: {
			const [verb = '', ...rest] = wordsOf(operation);
			const words = [titled(verb), ...rest.map((word) => word.toLowerCase())].join(' ');
			return `${words} for ${one}`;
		}
	}
}
