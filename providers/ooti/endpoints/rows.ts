import type { IHttpRequestMethods } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { fields, optional, type Details } from './fields';

/** The endpoints that OOTI's own article names; all others are known from its Python SDK. */
export const fromArticle = { source: 'OOTI API article', certainty: 'official' } as const;

/** The SDK names these in its list of what is to do, without code: they are in OOTI's own API description of that time. */
export const namedOnly = { source: 'Official Python SDK (2023), named as still to do' } as const;

/** A GET that changes data, or may by its name: a write, and not sent twice. */
export const changesData = { repeat: 'never' } as const;

/** What the rows of one resource have in common. */
export interface Subject {
	resource: string;
	/** One record with its article, such as 'an invoice'. */
	one: string;
	many: string;
	source: string;
}

/** A source with what is doubtful about it. */
export function doubtful({ source }: Subject, doubt: string): Pick<EndpointDefinition, 'source'> {
	return { source: `${source}; ${doubt}` };
}

/** `file` is the SDK's resource file without its ending. */
export function subject(resource: string, one: string, many: string, file: string): Subject {
	return { resource, one, many, source: `Official Python SDK (2023), ${file}.py` };
}

const operations = ['create', 'delete', 'get', 'getMany', 'update'] as const;

type Operation = (typeof operations)[number];
type Rest = Partial<
	Omit<EndpointDefinition, 'resource' | 'operation' | 'method' | 'path' | 'summary'>
>;

/** Field lists are names out of the vocabulary with spaces between, `!` after a required one. */
interface Shape {
	/** The operations that exist, where not all five do. */
	only?: readonly Operation[];
	/** Container of a further list: 'Team' makes getManyByTeam and createInTeam. */
	within?: string;
	/** Filters of the list. */
	filters?: string;
	/** Query parameters of the creation. */
	createQuery?: string;
	/** Body fields that creation and update share. */
	both?: string;
	/** Further body fields of the creation. */
	create?: string;
	/** Further body fields of the update. */
	update?: string;
	/** What this resource means by a name, where it differs from the vocabulary. */
	details?: Details;
	/** The list comes whole. */
	whole?: true;
	/** A second sentence of the summary, without its period, by operation. */
	remarks?: Partial<Record<Operation, string>>;
	/** What else differs, by operation. */
	rest?: Partial<Record<Operation, Rest>>;
	/** With its article, what the `{pk}` or `{id}` of the list's path belongs to. */
	container?: string;
}

const containers: Readonly<Record<string, string>> = {
	org_pk: 'organization',
	team_pk: 'team',
	project_pk: 'project',
	project_id: 'project',
	area_pk: 'area',
	fee_pk: 'fee item',
	fee_item_pk: 'fee item',
	expense_group_id: 'expense group',
	cost_id: 'cost',
	export_pk: 'export',
};

/** The names of a path's parts. */
function partNames(path: string): string[] {
	return [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
}

function describeParts(
	path: string,
	one: string,
	own: EndpointDefinition['parts'],
): EndpointDefinition['parts'] {
	const names = partNames(path);
	if (!names.length) return undefined;
	const owner = one.replace(/^(an?|the) /, '');
	return Object.fromEntries(
		names.map((name) => [name, own?.[name] ?? `ID of the ${containers[name] ?? owner}`]),
	);
}

/** ' in a project', after the innermost container that the path names. */
function within(path: string): string {
	const container = partNames(path)
		.flatMap((name) => containers[name] ?? [])
		.at(-1);
	if (!container) return '';
	return ` in ${/^[aeio]/.test(container) ? 'an' : 'a'} ${container}`;
}

/**
 * One row. A path written without its final slash is one that the SDK sends that way:
 * the slash, which every other path has, is then our conclusion.
 */
export function call(
	about: Subject,
	operation: string,
	method: IHttpRequestMethods,
	path: string,
	summary: string,
	rest: Rest = {},
): EndpointDefinition {
	const slashed = path.endsWith('/');
	const parts = describeParts(path, about.one, rest.parts);
	return {
		resource: about.resource,
		operation,
		method,
		path: slashed ? path : `${path}/`,
		summary,
		source: slashed ? about.source : `${about.source}; closing slash inferred`,
		certainty: slashed ? 'sdk' : 'inferred',
		...rest,
		...(parts && { parts }),
	};
}

/** A list that is not one of `crud`. */
export function list(
	about: Subject,
	operation: string,
	path: string,
	summary: string,
	rest: Rest = {},
): EndpointDefinition {
	return call(about, operation, 'GET', path, summary, { itemsPath: 'results', ...rest });
}

/** List and create on the one path; get, update and delete on the other. */
export function crud(
	about: Subject,
	listPath: string,
	recordPath: string,
	shape: Shape,
): EndpointDefinition[] {
	const { both, container, details, filters } = shape;
	// Describes the parts of the list's path.
	const owner = container ? { ...about, one: container } : about;
	const scope = container ? ` of ${container}` : within(listPath);
	const suffix = (word: string) => (shape.within ? `${word}${shape.within}` : '');
	const finish = (operation: Operation, made: string, rest: Rest): [string, Rest] => {
		const remark = shape.remarks?.[operation];
		return [remark ? `${made}. ${remark}.` : made, { ...rest, ...shape.rest?.[operation] }];
	};
	const rows: Record<Operation, () => EndpointDefinition> = {
		create: () =>
			call(
				owner,
				`create${suffix('In')}`,
				'POST',
				listPath,
				...finish('create', `Create ${about.one}${shape.within ? scope : ''}`, {
					...(shape.createQuery && { query: fields(shape.createQuery, details) }),
					...body(fields, details, both, shape.create),
				}),
			),
		delete: () =>
			call(about, 'delete', 'DELETE', recordPath, ...finish('delete', `Delete ${about.one}`, {})),
		get: () => call(about, 'get', 'GET', recordPath, ...finish('get', `Get ${about.one}`, {})),
		getMany: () =>
			list(
				owner,
				`getMany${suffix('By')}`,
				listPath,
				...finish('getMany', `List ${about.many}${scope}`, {
					...(filters && { query: fields(filters, details) }),
					...(shape.whole && { paging: false }),
				}),
			),
		update: () =>
			call(
				about,
				'update',
				'PATCH',
				recordPath,
				...finish('update', `Update ${about.one}`, body(optional, details, both, shape.update)),
			),
	};
	return (shape.only ?? operations).map((operation) => rows[operation]());
}

function body(
	read: typeof fields,
	details: Details | undefined,
	...words: Array<string | undefined>
): Rest {
	const names = words.filter(Boolean).join(' ');
	return names ? { body: read(names, details) } : {};
}
