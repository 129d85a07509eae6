import type { EndpointDefinition, Field, Paging } from '../../../../transport/contracts/endpoint';
import type { Provider } from '../../../../transport/contracts/provider';
import { pagingOf } from '../../../../transport/pagination/endpoint-call';
import type { InputField } from '../../input/readers/field';
import { choicesOf } from '../labels/choices';
import { titled } from '../labels/wire-names';
import type { Destination } from '../operation-inputs';
import { partsOf } from '../operation-inputs';
import { labelsBesideForm } from './properties';

/** How a service writes words and names fields; what it does not name follows from the wire names. */
export interface Naming {
	words?: Readonly<Record<string, string>> | undefined;
	labelOf?(row: EndpointDefinition, name: string): string | undefined;
}

/** One field of an endpoint, as the form of "API Request" asks for it. */
export interface EndpointField {
	/** What n8n keeps its value under. */
	id: string;
	label: string;
	field: InputField;
	goesTo: ReadonlySet<Destination>;
	/** It chooses a page, and is not among the fields of the definition. */
	paging?: 'page' | 'size';
}

type Place = Exclude<Destination, 'record'>;

/** A field, and the place that it goes to. */
interface Placed {
	field: Field;
	place: Place;
	label?: string;
	paging?: 'page' | 'size';
}

/** What the form of an endpoint needs to know of its service. */
type Service = Pick<Provider, 'fallbacks' | 'paging'>;

/** A path part as a field; parts that the definition does not name are asked for all the same. */
function partField(
	{ fallbacks }: Service,
	{ parts, partOptions }: EndpointDefinition,
	name: string,
): Field {
	const description = parts?.[name];
	const options = partOptions?.[name];
	return {
		name,
		...(options ? { type: 'options', options } : { type: 'string', id: true }),
		...(description === undefined ? {} : { description }),
		...(fallbacks?.[name] ? {} : { required: true }),
	};
}

/** The fields that choose a single page of a list, where the definition has none. */
function pagingFields({ in: place, page, size }: Paging): Placed[] {
	const field = (name: string): Field => ({ name, type: 'number', integer: true });
	return [
		{ field: field(page), place, label: 'Page Number', paging: 'page' },
		...(size === undefined
			? []
			: [{ field: field(size), place, label: 'Rows per Page', paging: 'size' as const }]),
	];
}

function placedFields(provider: Service, row: EndpointDefinition, path: string): Placed[] {
	const at = (place: Place, fields: readonly Field[] = []): Placed[] =>
		fields.filter(({ superseded }) => !superseded).map((field) => ({ field, place }));
	const documented = [
		...at(
			'path',
			partsOf(path).map((name) => partField(provider, row, name)),
		),
		...at('query', row.query),
		...at('body', row.body),
		...at('header', row.headers),
	];
	const paging = pagingOf(provider, row);
	const known = new Set(documented.map(({ field }) => field.name));
	const pages = paging ? pagingFields(paging) : [];
	return [...documented, ...pages.filter(({ field }) => !known.has(field.name))];
}

/** n8n keeps values under their ids, which it takes apart at brackets and quotes. */
function plainId(name: string): string {
	return name.replace(/[^\w-]+/g, '_');
}

/** A name that is not taken yet. */
function unique(wanted: string, taken: ReadonlySet<string>, mark: (count: number) => string) {
	let name = wanted;
	for (let count = 1; taken.has(name); count += 1) name = mark(count);
	return name;
}

/** Longest key of an argument that n8n makes of a label. */
const LONGEST_KEY = 63;

/** The argument that n8n makes of a label when an AI agent fills in the field. */
export function argumentOf(label: string): string {
	return label.replace(/[^\w-]+/g, '_').slice(0, LONGEST_KEY);
}

/** The arguments that the parameters beside the form have. */
const TAKEN = labelsBesideForm.map(argumentOf);

function labelFor(
	{ field: { name, type }, place, label }: Placed,
	row: EndpointDefinition,
	{ words, labelOf }: Naming,
): string {
	const isBareId = place === 'path' && (name === 'id' || name === 'pk');
	const inWords = titled(isBareId ? `${row.resource}_${name}` : name, words);
	const own = label ?? labelOf?.(row, name) ?? inWords;
	if (type === 'json') return `${own} (JSON)`;
	if (type !== 'file') return own;
	return name === 'file' ? 'Input Data Field Name' : `${own} Input Data Field Name`;
}

/** A file is named by the field of the input item that holds it, which n8n's nodes call `data`. */
function asInput(field: Field, words: Naming['words']): InputField {
	const input = { ...field, choices: choicesOf(field.options ?? [], words) };
	return field.type === 'file' && field.default === undefined
		? { ...input, default: 'data' }
		: input;
}

/**
 * What an endpoint takes, required fields first, the others by label. A name that stands in query and body is one field.
 *
 * @param path as it was typed: parts that have their value in it are not asked for
 */
export function endpointFields(
	provider: Service,
	row: EndpointDefinition,
	path = row.path,
	naming: Naming = {},
): EndpointField[] {
	const fields: Array<EndpointField & { goesTo: Set<Destination> }> = [];
	const ids = new Set<string>();
	const keys = new Set<string>(TAKEN);
	for (const placed of placedFields(provider, row, path)) {
		const { field, place, paging } = placed;
		const before = fields.find(
			(known) => known.field.name === field.name && !known.goesTo.has('path') && place !== 'path',
		);
		if (before) {
			before.goesTo.add(place);
			continue;
		}
		const plain = plainId(field.name);
		const id = unique(plain, ids, (count) => `${place}_${plain}${count > 1 ? `_${count}` : ''}`);
		const wanted = labelFor(placed, row, naming);
		const label = keys.has(argumentOf(wanted)) ? distinct(wanted, placed, keys) : wanted;
		ids.add(id);
		keys.add(argumentOf(label));
		fields.push({
			id,
			label,
			field: {
				...asInput(field, naming.words),
				// Another record must not be taken in place of one that an expression does not find.
				...(place === 'path' ? { isReference: true } : {}),
			},
			goesTo: new Set<Destination>([place]),
			...(paging === undefined ? {} : { paging }),
		});
	}
	const byLabel = (a: EndpointField, b: EndpointField) => a.label.localeCompare(b.label);
	return [
		...fields.filter(({ field }) => field.required),
		...fields.filter(({ field }) => !field.required).sort(byLabel),
	];
}

/** Another label for one that is taken, with what differs in front: n8n cuts arguments at their end. */
function distinct(label: string, { field, place }: Placed, keys: ReadonlySet<string>): string {
	const start = `${titled(place)} ${label}`;
	if (!keys.has(argumentOf(start))) return start;
	let found = `${field.name} ${label}`;
	for (let count = 2; keys.has(argumentOf(found)); count += 1) found = `${field.name} ${count}`;
	return found;
}
