import type { INodeTypeDescription } from 'n8n-workflow';

import type { ServiceForm } from '../../nodes/shared/form/service-form';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { Offered } from './offered.mts';
import { offeredIn } from './offered.mts';

/** How a row can be called. */
export type Reach = 'operation' | 'request' | 'credential' | 'browser' | 'none';

export interface RowCoverage {
	row: EndpointDefinition;
	reach: Reach;
	/** The operation's name in the node. */
	operation?: string;
	simulated: boolean;
	documented: boolean;
}

export interface Coverage {
	rows: RowCoverage[];
	/** What is not as it has to be, one sentence each. */
	missing: string[];
}

/** What a service's rows are compared with. */
export interface Sides {
	description: INodeTypeDescription;
	/** What the sandbox answers. */
	routes: ReadonlyArray<{ method: string; path: string }>;
	/** The text of docs/endpoints/<id>.md. */
	document: string;
	/** The node has forms for some of the endpoints; the API Request calls the rest. */
	formsForSome?: boolean;
}

/** Names of path parts do not count. */
function routeKey({ method, path }: { method: string; path: string }): string {
	return `${method} ${path.replace(/\{[^{}]+\}/g, '{}')}`;
}

/** How a document names an endpoint. */
export function endpointName({ method, path, host }: EndpointDefinition): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

function reachOf(
	form: ServiceForm,
	row: EndpointDefinition,
	offered: readonly Offered[],
	formsForSome: boolean,
) {
	const { resource, operation } = row;
	const job = form.compositeOperations?.find(({ row: key }) => key === `${resource}.${operation}`);
	const wanted = [{ resource, operation }, ...(job ? [job] : [])];
	const found = offered.find((one) =>
		wanted.some((key) => key.resource === one.resource && key.operation === one.operation),
	);
	const sends = offered.some(({ operation: name }) => name === 'sendRequest');
	const reach: Reach = row.token
		? 'credential'
		: row.interactive
			? 'browser'
			: found
				? 'operation'
				: sends && formsForSome
					? 'request'
					: 'none';
	return { reach, ...(found ? { operation: found.name } : {}) };
}

/** Compares a service's rows with its node, the sandbox and the documents. */
export function coverageOf(
	form: ServiceForm,
	{ description, routes, document, formsForSome = false }: Sides,
): Coverage {
	const offered = offeredIn(description);
	const simulated = new Set(routes.map(routeKey));
	const rows = form.provider.endpoints.map((row) => ({
		row,
		...reachOf(form, row, offered, formsForSome),
		simulated: simulated.has(routeKey(row)),
		documented: document.includes(`| \`${endpointName(row)}\``),
	}));
	const missing = rows.flatMap(({ row, reach, simulated: played, documented }) => [
		...(reach === 'none' ? [`${endpointName(row)} is no operation of the node`] : []),
		...(played ? [] : [`${endpointName(row)} is not simulated`]),
		...(documented ? [] : [`${endpointName(row)} is not in docs/endpoints`]),
	]);
	return { rows, missing };
}
