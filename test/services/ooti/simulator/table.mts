import { rowsAToE } from './table/a-to-e.mts';
import { rowsFToI } from './table/f-to-i.mts';
import { rowsJToP } from './table/j-to-p.mts';
import { rowsQToZ } from './table/q-to-z.mts';

/**
 * What a path stands for: a list that pages, one that comes whole under `results`, one that is a
 * bare array, a record, a computed object, an action, a spreadsheet, or a thing that exists once.
 */
const forms = ['paged', 'whole', 'bare', 'record', 'object', 'action', 'file', 'single'] as const;
const verbs = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

export type Form = (typeof forms)[number];
export type Verb = (typeof verbs)[number];

export interface PathEntry {
	method: Verb;
	path: string;
	form: Form;
	resource: string;
	filters: string[];
}

function entriesOf(line: string): PathEntry[] {
	const [path = '', methods = '', word = '', resource = '', filters] = line.split(' | ');
	const form = forms.find((known) => known === word);
	if (form === undefined) throw new Error(`The path table has a line without a form: ${line}`);
	return verbs
		.filter((verb) => methods.split(',').includes(verb))
		.map((method) => ({
			method,
			path: `/${path}`,
			form,
			resource,
			filters: filters === undefined ? [] : filters.split(','),
		}));
}

export const entries: PathEntry[] = [rowsAToE, rowsFToI, rowsJToP, rowsQToZ]
	.flatMap((text) => text.trim().split('\n'))
	.flatMap(entriesOf);
