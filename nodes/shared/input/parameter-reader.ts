import type { FunctionsBase, IDataObject } from 'n8n-workflow';

import { readBoolean, readChoice } from './readers/choice';
import type { Choice } from './readers/choice';
import { isClear } from './readers/clear';
import { wireDate } from './readers/date';
import { readObject } from './readers/json';
import { located } from './expression';
import { readList } from './readers/list';
import type { NumberForm } from './readers/number';
import { readNumber } from './readers/number';
import type { Origin } from './readers/origin';
import { emptyError, problem, read } from './readers/origin';
import { isEmpty, readId, readText } from './readers/text';

/** Reads values of a node that belong to no field of an endpoint: switches, limits, options, what a composite operation asks for. */
export class ParameterReader {
	private readonly values = new Map<string, unknown>();

	/** @param get gives a parameter as the person set it; undefined where the node does not have it. Asked once for each: an expression costs as much as a request. */
	constructor(
		private readonly context: Pick<FunctionsBase, 'getNode' | 'getTimezone'>,
		private readonly get: (name: string) => unknown,
		private readonly itemIndex?: number,
	) {}

	/** A parameter as the person set it; undefined where the node does not have it. */
	parameter(name: string): unknown {
		if (this.values.has(name)) return this.values.get(name);
		const value = this.get(name);
		this.values.set(name, value);
		return value;
	}

	/** Does the node have this parameter, whatever it holds? */
	has(name: string): boolean {
		return this.parameter(name) !== undefined;
	}

	private at(label: string): Origin {
		const { context, itemIndex } = this;
		return { context, label, ...(itemIndex === undefined ? {} : { itemIndex }) };
	}

	private needed(name: string, label: string): unknown {
		const value = located(this.parameter(name));
		if (isEmpty(value)) throw emptyError(this.at(label));
		if (isClear(value)) {
			const { context, itemIndex } = this;
			throw problem(context, itemIndex, `"${label}" cannot be cleared`, 'Write a value.');
		}
		return value;
	}

	/** @throws NodeOperationError for a blank, and for objects and lists */
	text(name: string, label: string): string {
		const value = this.needed(name, label);
		return read(this.at(label), () => readText(value));
	}

	/** Undefined where it is blank. */
	optionalText(name: string, label: string): string | undefined {
		return isEmpty(located(this.parameter(name))) ? undefined : this.text(name, label);
	}

	/** A text or whole number without white space around it. */
	id(name: string, label: string): string {
		const value = this.needed(name, label);
		return read(this.at(label), () => readId(value));
	}

	/** Undefined where it is blank. */
	optionalId(name: string, label: string): string | undefined {
		return isEmpty(located(this.parameter(name))) ? undefined : this.id(name, label);
	}

	/** An ID that was added to a collection; undefined where it was not. @throws for a blank */
	givenId(name: string, label: string): string | undefined {
		return this.has(name) ? this.id(name, label) : undefined;
	}

	/** A day as `YYYY-MM-DD`, or a moment in UTC, that was added to a collection; undefined where it was not. @throws for a blank */
	givenDate(name: string, label: string, type: 'date' | 'dateTime'): string | undefined {
		if (!this.has(name)) return undefined;
		const value = this.needed(name, label);
		const zone = this.context.getTimezone();
		return read(this.at(label), () => wireDate(value, zone, { type }));
	}

	number(name: string, label: string, form?: NumberForm): number {
		const value = this.needed(name, label);
		return read(this.at(label), () => readNumber(value, form));
	}

	/** Undefined where it is blank. */
	optionalNumber(name: string, label: string, form?: NumberForm): number | undefined {
		return isEmpty(this.parameter(name)) ? undefined : this.number(name, label, form);
	}

	/** A switch. @param otherwise what it is where the node has no such parameter */
	boolean(name: string, label: string, otherwise = false): boolean {
		if (!this.has(name)) return otherwise;
		const value = this.needed(name, label);
		return read(this.at(label), () => readBoolean(value));
	}

	/** JSON of an object; undefined where it is blank. */
	object(name: string, label: string): IDataObject | undefined {
		return read(this.at(label), () => readObject(this.parameter(name)));
	}

	choice(name: string, label: string, choices: readonly Choice[]): string {
		const value = this.needed(name, label);
		return read(this.at(label), () => readChoice(value, choices));
	}

	/** Texts, at least one. */
	list(name: string, label: string): string[] {
		const value = this.needed(name, label);
		const texts = read(this.at(label), () => readList(value).map((entry) => readId(entry)));
		if (texts.length > 0) return texts;
		throw emptyError(this.at(label));
	}

	/** Texts; none where it is blank. */
	optionalList(name: string, label: string): string[] {
		return isEmpty(this.parameter(name)) ? [] : this.list(name, label);
	}

	/** Chosen values, at least one. */
	choices(name: string, label: string, choices: readonly Choice[]): string[] {
		const given = this.list(name, label);
		return read(this.at(label), () => given.map((entry) => readChoice(entry, choices)));
	}
}
