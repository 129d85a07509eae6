import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

/** The account in the answer of `GET /accountInfo`. */
export function accountIn(body: unknown): IDataObject {
	if (!isRecord(body)) return {};
	const { name, email, packageName, accountType, remainingCredit } = body;
	return { name, email, plan: packageName, type: accountType, credit: remainingCredit };
}
