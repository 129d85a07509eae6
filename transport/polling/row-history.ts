import type { IDataObject } from 'n8n-workflow';

import type { Counted } from '../core/digest';
import { contentText } from '../core/digest';
import { isRecord, parseJson } from '../core/json';
import { LruMap } from '../core/lru-map';

/** How many rows are kept for all triggers of a process, and the longest of them in characters: at most 40 MB. */
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
 * Rows as a trigger last read them, for the old values of a change. They are kept in the process only: what n8n saves for a trigger is
 * part of an exported workflow, and must not contain values of records.
 */
export class RowHistory {
	/** @param owner identifies the trigger */
	constructor(private readonly owner: string) {}

	remember(rows: readonly ReadRow[]): void {
		for (const { id, row } of rows) {
			const text = JSON.stringify(row);
			if (text.length <= LONGEST_ROW) texts.set(this.keyOf(id), text);
			else texts.delete(this.keyOf(id));
		}
	}

	/** What has changed, by field; undefined where the earlier row is unknown. */
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
