import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ApiClient } from '../../transport/client/api-client';
import { nodeOf } from '../../transport/core/node';
import { isWrite } from '../../transport/http/request';
import { addHints } from '../../transport/items/hints';
import { runItems } from '../../transport/items/items';
import { apiRequest } from './form/api-request/properties';
import { profileOf, typeChosen } from './form/authentication';
import { connection } from './form/connection';
import { rowsIn } from './form/operation-choice';
import type { ServiceForm } from './form/service-form';
import { rowOf } from './form/service-form';
import { concurrencyOf } from './input/concurrency';
import { runConnectionCheck } from './request/connection-check';
import { sendRequests } from './request/send-requests';
import { withDryRun } from './run/dry-run';
import { prepareComposite, prepareOperation } from './run/item-tasks';
import { runMany } from './run/many-records';
import { Operation } from './run/operation';
import { forTool } from './run/results';

async function runOperation(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
): Promise<INodeExecutionData[]> {
	const { provider } = form;
	const node = nodeOf(context);
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const count = context.getInputData().length;
	if (resource === apiRequest.value) {
		return await sendRequests(context, provider, client, form);
	}
	const composite = form.compositeOperations?.find(
		(one) => one.resource === resource && one.operation === name,
	);
	if (composite) {
		const operation =
			composite.row && new Operation(context, form, client, rowOf(form, composite.row));
		const prepare = withDryRun(client, context, (itemIndex) =>
			operation
				? prepareOperation(operation, itemIndex, composite)
				: prepareComposite(context, form, client, composite, itemIndex),
		);
		return await runItems(context, count, prepare, composite.reads ? 1 : concurrencyOf(context));
	}
	const row = rowsIn(form).find((one) => one.resource === resource && one.operation === name);
	if (!row) {
		throw new NodeOperationError(
			node,
			`${provider.name} has no operation "${name}" for "${resource}"`,
			{
				description:
					'Choose "Resource" and "Operation" again, or call its endpoint with the resource "API Request".',
			},
		);
	}
	const operation = new Operation(context, form, client, row);
	if (row.batch) return await runMany(operation, count);
	const prepare = withDryRun(client, context, (itemIndex) =>
		prepareOperation(operation, itemIndex),
	);
	return await runItems(context, count, prepare, isWrite(row) ? concurrencyOf(context) : 1);
}

/** Runs a service's action node for all its input items. */
export async function runAction(
	context: IExecuteFunctions,
	form: ServiceForm,
): Promise<INodeExecutionData[][]> {
	const { provider } = form;
	const profile = profileOf(nodeOf(context), provider, typeChosen(context, provider));
	if (context.getNodeParameter('resource', 0) === connection.value) {
		return await runConnectionCheck(context, profile);
	}
	const client = await ApiClient.open(context, profile);
	const items = await runOperation(context, form, client);
	addHints(context, client.hints());
	return [forTool(context, items, client.remarks())];
}
