import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { providerById } from '../../providers';
import { searchIn } from '../shared/form/pickers/endpoints';

/** The endpoints of the chosen service, for the picker. */
export async function searchEndpoints(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const provider = providerById(String(this.getCurrentNodeParameter('service')));
	return searchIn(provider, filter, paginationToken);
}
