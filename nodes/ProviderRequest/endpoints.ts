import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { providerById } from '../../providers';
import type { Provider } from '../../transport/contracts/provider';
import { mapperFields } from '../shared/form/api-request/mapper-fields';
import { searchIn } from '../shared/form/pickers/endpoint-list';

function chosenIn(context: ILoadOptionsFunctions): Provider {
	return providerById(String(context.getCurrentNodeParameter('service')));
}

/** The endpoints of the chosen service, for the picker. */
export async function searchEndpoints(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return searchIn(chosenIn(this), filter, paginationToken);
}

/** The fields of the chosen endpoint, for the form. */
export async function getEndpointFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return mapperFields(this, chosenIn(this));
}
