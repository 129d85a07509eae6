import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool } from '../../../transport/items/idempotency';
import { optionsIn, parametersOf } from '../input/item-parameters';

/** Results that a tool returns at most: more would only fill a language model's context. */
const TOOL_RESULTS = 100;
const USUAL_LIMIT = 50;
const LONGEST_FILTER = 80;

/** What a tool's caller should know of its results, by run of the node. */
const notes = new WeakMap<IExecuteFunctions, Set<string>>();

/** Adds a sentence to the note at the end of a tool's results. */
export function noteForTool(context: IExecuteFunctions, sentence: string): void {
	if (!isTool(context)) return;
	const known = notes.get(context) ?? new Set();
	notes.set(context, known.add(sentence));
}

/** The rows that "Return All" and "Limit" ask for; a tool has a limit of its own. */
function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	const most = isTool(context) ? TOOL_RESULTS : Infinity;
	const parameters = parametersOf(context, itemIndex);
	if (parameters.boolean('returnAll', 'Return All')) return most;
	if (!parameters.has('limit')) return USUAL_LIMIT;
	return Math.min(parameters.number('limit', 'Limit', { integer: true, min: 1 }), most);
}

/** Rows to ask a list for: as a tool one more than are shown, which says whether there are more. */
export function rowsWanted(context: IExecuteFunctions, itemIndex: number): number {
	return limitOf(context, itemIndex) + (isTool(context) ? 1 : 0);
}

/** What narrowed a list, and how a single page of it is asked for. */
export interface ListAsked {
	/** By label. */
	filters: ReadonlyArray<readonly [label: string, value: unknown]>;
	/** What chooses a page, where a request can set it, in words. */
	singlePages?: string;
}

function filtersInWords(filters: ListAsked['filters']): string {
	if (filters.length === 0) return 'No filter is set.';
	const all = filters.map(([label, value]) => {
		const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
		return `${label} = ${text.length > LONGEST_FILTER ? `${text.slice(0, LONGEST_FILTER)}…` : text}`;
	});
	return `Filters in force: ${all.join(', ')}.`;
}

/** The rows that a tool shows of a list. Where there are more, the note at the end says so. */
export function withinLimit<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	rows: T[],
	{ filters, singlePages }: ListAsked,
): T[] {
	if (!isTool(context)) return rows;
	const limit = limitOf(context, itemIndex);
	if (rows.length <= limit) return rows;
	const ways = [
		...(limit < TOOL_RESULTS ? [`raise Limit (up to ${TOOL_RESULTS})`] : []),
		'narrow the filters',
		...(singlePages === undefined ? [] : [`ask for single pages with ${singlePages}`]),
	];
	const reached =
		limit < TOOL_RESULTS
			? `Limit ${limit} reached: there are more results.`
			: `A tool returns at most ${TOOL_RESULTS} results: there are more.`;
	noteForTool(
		context,
		`${reached} ${filtersInWords(filters)} To see others, ${ways.join(' or ')}.`,
	);
	return rows.slice(0, limit);
}

/**
 * The results of a tool: a hundred at most, and at the end a note on what is not among them.
 *
 * @param remarks further sentences for the note
 */
export function forTool(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	remarks: readonly string[] = [],
): INodeExecutionData[] {
	if (!isTool(context)) return items;
	const rest = items.slice(TOOL_RESULTS);
	const failed = rest.filter(({ json }) => 'error' in json).length;
	const sentences = [
		...(rest.length > 0
			? [`Only the first ${TOOL_RESULTS} of ${items.length} results are shown.`]
			: []),
		...(failed > 0 ? [`${failed} of the others failed.`] : []),
		...(notes.get(context) ?? []),
		...remarks,
	];
	if (sentences.length === 0) return items;
	const note = { json: { note: sentences.join(' ') }, pairedItem: { item: 0 } };
	return [...items.slice(0, TOOL_RESULTS), note];
}

/** The binary field for a file, as "Put Output File in Field" says. */
export function outputFieldOf(context: IExecuteFunctions, itemIndex: number): string {
	const label = 'Put Output File in Field';
	return optionsIn(context, itemIndex).optionalId('outputDataFieldName', label) ?? 'data';
}
