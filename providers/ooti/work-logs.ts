import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

/** Which work logs are wanted. Days as `YYYY-MM-DD`, both ends included; IDs as text. */
export interface WorkLogWish {
	from?: string;
	to?: string;
	project?: string;
	orguser?: string;
}

/** OOTI writes days as `DD-MM-YYYY` in requests; the form in answers is not documented. */
const OWN_DAY = /^(\d{2})-(\d{2})-(\d{4})/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;

/** The day of a work log as `YYYY-MM-DD`; undefined where it cannot be read. */
export function dayOf({ date }: IDataObject): string | undefined {
	const text = typeof date === 'string' ? date.trim() : '';
	const [, day, month, year] = OWN_DAY.exec(text) ?? [];
	if (day && month && year) return `${year}-${month}-${day}`;
	return ISO_DAY.exec(text)?.[0];
}

/** The ID of a record that a row names, whether by the ID or as an object. */
function idOf(value: unknown): string {
	const id = isRecord(value) ? (value.pk ?? value.id) : value;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/** Does a work log fit? Its day has to be readable where days are asked for. */
export function isWanted(row: IDataObject, { from, to, project, orguser }: WorkLogWish): boolean {
	if (project !== undefined && idOf(row.project) !== project) return false;
	if (orguser !== undefined && idOf(row.orguser) !== orguser) return false;
	if (from === undefined && to === undefined) return true;
	const day = dayOf(row);
	return day !== undefined && day >= (from ?? day) && day <= (to ?? day);
}
