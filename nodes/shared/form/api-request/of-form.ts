import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { actionOf } from '../labels/names';
import { titled } from '../labels/wire-names';
import { operationForm } from '../operation-inputs';
import type { NameOf } from '../pickers/endpoint-list';
import type { ServiceForm } from '../service-form';
import { entryFor } from '../service-form';
import type { Naming } from './endpoint-fields';
import { FIELDS_METHOD } from './input-mode';
import { mapperFields } from './mapper-fields';

/** What the form of a service calls its endpoints. */
export function nameIn(form: ServiceForm): NameOf {
	return (row) =>
		operationForm(form, row).action ??
		actionOf(row.operation, form.resources[row.resource] ?? { name: titled(row.resource) });
}

/** What the form of a service calls the fields of its endpoints. */
export function namingIn(form: ServiceForm): Naming {
	return { words: form.words, labelOf: (row, name) => entryFor(form.labels, row, name) };
}

/** The fields of "API Request" in a service's node, by the method that the form asks for. */
export function resourceMappingOf(
	form: ServiceForm,
): Record<string, (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>> {
	return {
		async [FIELDS_METHOD]() {
			return mapperFields(this, form.provider, namingIn(form));
		},
	};
}
