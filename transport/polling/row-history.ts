import type { IDataObject } from 'n8n-workflow';

import type { Counted } from '../core/digest';
import { contentText } from '../core/digest';
import { isRecord, parseJson } from '../core/json';
import { LruMap } from '../core/lru-map';

/** Rows of all triggers of a process that are remembered, and the longest of them in characters: at most 40 MB. */
const MOST_ROWS = 10_000;
const LONGEST_ROW = 4_000;

/** Old values that are longer, in characters, are left out. */
const LONGEST_VALUE = 500;

/** Old and new value of one field; a side is left out where the field was not filled, or the value is too long. */
export interface ChangedField extends IDataObject {
	field: string;
	old?: IDataObject[string];
	new?: IDataObject[string];
}

export interface ReadRow {
	id: string;
	row: IDataObject;
}

const texts = new LruMap<string>(MOST_ROWS);

function side(name: 'old' | 'new', value: IDataObject[string], longest: number): IDataObject {
	if (value === undefined || value === null) return {};
	return JSON.stringify(value).length > longest ? {} : { [name]: value };
}

/**
 * Rows as a trigger has read them last, for the old values of a change. They live in the process only: what n8n saves of a trigger
 * is part of an exported workflow, and holds no values of records.
 */
export class RowHistory {
	/** @param owner tells the trigger from all others */
	constructor(private readonly owner: string) {}

	remember(rows: readonly ReadRow[]): void {
		for (const { id, row } of rows) {
			const text = JSON.stringify(row);
			if (text.length <= LONGEST_ROW) texts.set(this.keyOf(id), text);
			else texts.delete(this.keyOf(id));
		}
	}

	/** What is different now, by fields; undefined where the row before is not known. */
	changesOf(id: string, row: IDataObject, counted: Counted): ChangedField[] | undefined {
		const before = parseJson(texts.get(this.keyOf(id)) ?? '');
		if (!isRecord(before)) return undefined;
		const { ignored, only } = counted;
		const names = [...new Set([...Object.keys(before), ...Object.keys(row)])];
		const textOf = (value: unknown) => contentText(value ?? null, counted);
		return names
			.filter((name) => !ignored?.has(name) && (!only || only.has(name)))
			.filter((name) => textOf(before[name]) !== textOf(row[name]))
			.map((field) => ({
				field,
				...side('old', before[field] as IDataObject[string], LONGEST_VALUE),
				...side('new', row[field], Infinity),
			}));
	}

	private keyOf(id: string): string {
		return `${this.owner} ${id}`;
	}
}
