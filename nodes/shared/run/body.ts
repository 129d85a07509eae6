import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import type { ApiRequest } from '../../../transport/http/request';
import type { ItemContext } from '../input/item-context';
import { checkKind, checkSize, fileNameFor } from '../input/readers/file';
import { readList } from '../input/readers/list';
import { read } from '../input/readers/origin';
import { readId } from '../input/readers/text';

/** A file of the input item, checked but not read yet. */
interface InputFile {
	field: Field;
	property: string;
	binary: IBinaryData;
	name: string;
}

/** The binary fields that a parameter names: one, or several where the service takes several files. */
function propertiesIn({ multiple }: Field, value: unknown): string[] {
	return multiple ? readList(value).map(String) : [readId(value)];
}

/** The files that an item's parameters name, by binary field. */
function filesOf(item: ItemContext, fields: readonly Field[], values: IDataObject): InputFile[] {
	const { context, itemIndex } = item;
	const files = fields.filter(({ name, type }) => type === 'file' && values[name] !== undefined);
	return files.flatMap((field) =>
		inFile(item, () => propertiesIn(field, values[field.name])).map((property) => {
			const binary = context.helpers.assertBinaryData(itemIndex, property);
			const { name, ending } = fileNameFor(field, binary, property);
			inFile(item, () => {
				checkKind(field, property, ending);
				checkSize(field, property, binary.bytes);
			});
			return { field, property, binary, name };
		}),
	);
}

function inFile<T>({ context, itemIndex }: ItemContext, reader: () => T): T {
	return read({ context, itemIndex, label: 'Input Data Field Name' }, reader);
}

/** Reads an item's files and puts them into a form with the other fields; objects go as JSON text. */
function multipart(
	item: ItemContext,
	fields: readonly Field[],
	values: IDataObject,
): () => Promise<FormData> {
	const files = filesOf(item, fields, values);
	return async () => {
		const form = new FormData();
		for (const [name, value] of Object.entries(values)) {
			if (fields.some((field) => field.name === name && field.type === 'file')) continue;
			form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
		}
		for (const { field, property, binary, name } of files) {
			const bytes = await item.context.helpers.getBinaryDataBuffer(item.itemIndex, property);
			inFile(item, () => checkSize(field, property, bytes.length));
			const blob = new Blob([new Uint8Array(bytes)], { type: binary.mimeType });
			form.append(field.name, blob, name);
		}
		return form;
	};
}

export type Body = Pick<ApiRequest, 'body' | 'contentType'>;

/**
 * The body of a call from the values of its fields: at once, or to be read when it is sent. Checks what can be checked without
 * reading a file.
 */
export function bodyFrom(
	row: EndpointDefinition,
	item: ItemContext,
	values: IDataObject,
): Body | (() => Promise<Body>) {
	const { body: fields, contentType = 'json' } = row;
	if (!fields && Object.keys(values).length === 0) return {};
	switch (contentType) {
		case 'multipart': {
			const read = multipart(item, fields ?? [], values);
			return async () => ({ body: await read() });
		}
		case 'form': {
			const form = new URLSearchParams();
			for (const [name, value] of Object.entries(values)) {
				for (const entry of [value].flat()) {
					form.append(name, typeof entry === 'object' ? JSON.stringify(entry) : String(entry));
				}
			}
			return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
		}
		default: {
			const whole = fields?.find((field) => field.whole)?.name;
			const body = (whole === undefined ? values : values[whole]) as Body['body'];
			return { body, contentType: 'application/json' };
		}
	}
}

/** In an address an object stands as JSON text. */
export function inAddress(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			isRecord(value) ? JSON.stringify(value) : value,
		]),
	);
}
