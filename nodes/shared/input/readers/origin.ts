import type { FunctionsBase } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { nodeOf } from '../../../../transport/core/node';

import { isTool } from '../../../../transport/items/idempotency';
import { ValueError } from './value-error';

type Context = Pick<FunctionsBase, 'getNode' | 'getTimezone'>;

/** Where a value was typed: for messages, and for the time zone of its dates. */
export interface Origin {
	context: Context;
	/** Absent in triggers, which have no input items. */
	itemIndex?: number;
	/** The parameter's name on screen. */
	label: string;
	/** It holds a record's ID: how a tool's caller finds it, in a sentence. */
	finder?: string;
}

/** Sentences about the form are of no use to a language model. */
const ABOUT_THE_FORM = /\bexpressions?\b|from the list|"On Error"/i;

function withoutForm(advice: string): string {
	const sentences = advice.split(/(?<=\.)\s+/);
	return sentences.filter((sentence) => !ABOUT_THE_FORM.test(sentence)).join(' ');
}

/** The error for a value that cannot be sent. n8n adds a mark of its own unless the message names the item. */
export function problem(
	context: Pick<Context, 'getNode'>,
	itemIndex: number | undefined,
	message: string,
	description?: string,
): NodeOperationError {
	const mark = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const advice =
		description !== undefined && isTool(context) ? withoutForm(description) : description;
	return new NodeOperationError(nodeOf(context), `${message}${mark}`, {
		...(itemIndex === undefined ? {} : { itemIndex }),
		...(advice ? { description: advice } : {}),
	});
}

/**
 * Reads a value with one of the readers.
 *
 * @throws NodeOperationError that names the field and the item, what was given and what to write
 */
export function read<T>(origin: Origin, reader: () => T): T {
	const { error, value } = attempt(reader);
	if (error instanceof ValueError) {
		const { context, itemIndex, label, finder } = origin;
		if (!isTool(context) || finder === undefined) {
			throw problem(context, itemIndex, `"${label}" ${error.message}`, error.advice);
		}
		const [got = ''] = /^Got .*?\.(?=\s|$)/.exec(error.advice) ?? [];
		throw problem(context, itemIndex, `"${label}" must be an ID`, `${got} ${finder}`.trim());
	}
	if (error !== undefined) throw error;
	return value as T;
}

/** A reader's value, or what it threw. */
function attempt<T>(reader: () => T): { value?: T; error?: unknown } {
	try {
		return { value: reader() };
	} catch (error) {
		return { error };
	}
}

/** A field that is empty, and how its value is found. */
export type Missing = Pick<Origin, 'label' | 'finder'>;

/** Refuses an item that lacks something. */
export function checkMissing(
	{ context, itemIndex }: Omit<Origin, 'label'>,
	missing: readonly Missing[],
): void {
	const [label, ...others] = [...new Set(missing.map((one) => `"${one.label}"`))];
	if (label === undefined) return;
	const [{ finder } = {}] = missing;
	const advice = adviceFor(context);
	const one = (isTool(context) ? finder : undefined) ?? advice.one;
	if (others.length === 0) throw problem(context, itemIndex, `${label} is empty`, one);
	const list = `${[label, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`;
	throw problem(context, itemIndex, `${list} are missing`, advice.many);
}

function adviceFor(context: Context): { one: string; many: string } {
	return isTool(context)
		? { one: 'Give a value for it.', many: 'Give a value for each of them.' }
		: {
				one: 'Fill it in, or check that its expression finds a value.',
				many: 'Fill them in, or check that their expressions find values.',
			};
}

/** The error for a value that has to be there. */
export function emptyError({ context, itemIndex, label, finder }: Origin): NodeOperationError {
	const advice = isTool(context) ? finder : undefined;
	return problem(context, itemIndex, `"${label}" is empty`, advice ?? adviceFor(context).one);
}
