import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/**
 * The products of an answer `{industry, categories: [{id, name, slug, products: []}]}`, each with its category and industry.
 * What has no products is a row as it is. Source: docs.otesse.com/api-reference/services-api.
 */
export function productsIn(body: unknown): IDataObject[] {
	if (!isRecord(body)) return recordsIn(body);
	const { categories, industry } = isRecord(body.data) ? body.data : body;
	if (!Array.isArray(categories)) return [body];
	return recordsIn(categories).flatMap(({ products, ...category }) =>
		Array.isArray(products)
			? recordsIn(products).map((product) => ({ ...product, category, industry }))
			: [category],
	);
}
