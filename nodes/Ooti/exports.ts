import { isRecord, parseJson } from '../../transport/core/json';
import type { CallItem, FileAnswer } from '../../transport/pagination/endpoint-call';
import type { OperationForm } from '../shared/form/service-form';

/** First bytes of a zip archive, which new Excel files are. */
const ZIP = 'PK';

function endingOf({ bytes, mimeType }: FileAnswer): string {
	if (bytes.subarray(0, 2).toString('latin1') === ZIP || mimeType.includes('openxml'))
		return 'xlsx';
	return mimeType.includes('csv') ? 'csv' : 'xls';
}

function named(item: CallItem, name: string): CallItem {
	const { file } = item;
	if (!file) return item;
	// A background job or a refusal, as JSON with status 200.
	const answer = parseJson(file.bytes.toString('utf8'));
	if (isRecord(answer)) return { json: answer };
	if (/\.\w{2,4}$/.test(file.name)) return item;
	const fileName = `${name}.${endingOf(file)}`;
	return { json: { ...item.json, fileName }, file: { ...file, name: fileName } };
}

/** Gives an exported file a name that a person's computer opens, where OOTI sends none. */
export function exportOf(name: string): OperationForm {
	return {
		name: 'Export to Excel',
		action: `Export ${name} as spreadsheet`,
		afterResponse: async (_work, items) => items.map((item) => named(item, name)),
	};
}
