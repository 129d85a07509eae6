import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import type { ResourceForm, ServiceForm } from '../service-form';
import { entryFor } from '../service-form';
import type { Input } from '../operation-inputs';
import { titled, wordsOf } from './wire-names';

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

/**
 * What a parameter is called on screen: a bare `{id}` by the parameter that fills it, a record to pick without "ID". A value for
 * all records of a call says so where each record has one of its own.
 */
export function labelOf(
	form: ServiceForm,
	row: EndpointDefinition,
	input: Pick<Input, 'name' | 'parameter'> & Partial<Pick<Input, 'field' | 'goesTo' | 'picker'>>,
): string {
	const { name, parameter, field, goesTo, picker } = input;
	const words = titled(name === 'id' || name === 'pk' ? parameter : name, form.words);
	const label =
		entryFor(form.labels, row, name) ?? (picker === undefined ? words : words.replace(/ ID$/, ''));
	if (picker !== undefined && field?.multiple) return severalOf(label);
	const ofRecord = row.batch?.fields?.some((field) => field.name === name) ?? false;
	return ofRecord && goesTo && !goesTo.has('record') ? `${label} for All` : label;
}

/** What n8n's rules call a list that several records are picked from: "Phase Names or IDs" for "Phases". */
function severalOf(label: string): string {
	return `${label.replace(/(?<=x)es$|s$/, '')} Names or IDs`;
}

export function pluralOf({ name, plural }: ResourceForm): string {
	if (plural !== undefined) return plural;
	if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
	return /(?:[sxz]|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** "Get Many by Team" for `getManyByTeam`. */
export function operationName(operation: string, words?: Readonly<Record<string, string>>): string {
	return STANDARD[operation] ?? titled(operation, words);
}

function lower(words: string): string {
	return words
		.split(' ')
		.map((word) => (/^[A-Z][^A-Z]*(-[A-Z][^A-Z]*)*$/.test(word) ? word.toLowerCase() : word))
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
			const words = [titled(verb), ...rest.map((word) => lower(titled(word)))].join(' ');
			return `${words} for ${one}`;
		}
	}
}

/** Texts as sentences, one after the other. */
export function sentences(...texts: ReadonlyArray<string | undefined>): string {
	return texts
		.filter((text) => text !== undefined)
		.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
		.join(' ');
}
