import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import type { Downloaded } from '../../../transport/http/download';
import type { ApiRequest } from '../../../transport/http/request';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import { endpointOf } from '../../../transport/pagination/rows';
import type { ItemContext, Shape } from '../input/item-context';
import type { LineList } from './line-list';
import type { NestedObject } from './nested-object';
import type { Picker } from './pickers/picker';

/** How a service's action node shows what its provider has. What is not said here follows from the endpoint rows. */
export interface ServiceForm {
	provider: Provider;
	/** The resources that the node offers, by the rows' `resource`. */
	resources: Readonly<Record<string, ResourceForm>>;
	/** The resource that a fresh node has; by default the first by name. */
	mainResource?: string;
	/** Lists to pick a record from, by name. */
	pickers: Readonly<Record<string, Picker>>;
	/** Which picker fills a field or path part, by `resource.operation.name`, `resource.name` or `name`; the first found counts. */
	fieldPickers: Readonly<Record<string, string>>;
	/** Parameter names of path parts, where `{id}` is not the resource's own; keys as in `fieldPickers`. */
	parts?: Readonly<Record<string, string>>;
	/** Labels by wire name (keys as in `fieldPickers`), where the words of the name do not do. */
	labels?: Readonly<Record<string, string>>;
	/** How words are written in labels: `{ timeoff: 'Time-Off' }`; also whole values of a list to choose from. */
	words?: Readonly<Record<string, string>>;
	/** Operations that take more than one call. */
	compositeOperations?: readonly CompositeOperation[];
	/** The description is large: optional fields go without what n8n adds by itself. */
	brief?: true;
}

export interface ResourceForm {
	/** Singular, in title case. */
	name: string;
	/** Where adding an s does not do. */
	plural?: string;
	/** The fields, at most ten, that "Simplify" keeps of a record; dotted paths for nested ones. */
	simplify?: readonly string[];
	/** The operation that the resource starts with, where it is neither `getMany` nor `get`. */
	mainOperation?: string;
	/** What differs from the rows, by operation. */
	operations?: Readonly<Record<string, OperationForm>>;
}

/** @param values of the item as they would go out */
export type Price = (
	context: OperationContext,
	values: IDataObject,
) => Promise<IDataObject | undefined>;

export interface OperationForm {
	name?: string;
	/** What n8n lists in the nodes panel: a sentence such as "Mark invoices as exported". */
	action?: string;
	description?: string;
	/** Shown above the fields: a call that costs money or writes to people. */
	notice?: string;
	/** The operation is not offered. */
	hidden?: true;
	/** Optional fields that stand up front. */
	primaryFields?: readonly string[];
	/** Optional fields that the form requires. */
	requiredFields?: readonly string[];
	/** Fields that the form shows, and requires, for some choices only: by wire name, the choices by parameter. */
	shownFor?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
	/** What stands up front in this order, by wire name or parameter; the rest follows. */
	order?: readonly string[];
	/** The list of the body that a person fills in line by line; its JSON stands among the optional fields. */
	lines?: LineList;
	/** Objects of the body that a person fills in part by part; their JSON stands among the optional fields. */
	objects?: readonly NestedObject[];
	/** Parameters above the fields, such as what a list to pick from needs. */
	above?: readonly INodeProperties[];
	/** Further parameters of the operation. */
	properties?: readonly INodeProperties[];
	/** Further entries of "Options". */
	options?: readonly INodeProperties[];
	/** Checks or changes the values of an item before anything is sent. */
	shape?: Shape;
	/** The values of several calls, for a list that the service gives out only in parts. Rows are joined by their `id`. */
	parts?(item: ItemContext, values: IDataObject): IDataObject[];
	/** What to do about a refused request (400 or 422). `sent` are its records, or the values of its one record. */
	advice?(sent: readonly unknown[]): string | undefined;
	/**
	 * Labels of what the item lacks besides required fields; one error names them all.
	 *
	 * @param values with lines and objects in them
	 */
	missingFields?(item: ItemContext, values: IDataObject): string[];
	/** Leaves out rows of a list before "Limit" counts them; undefined where all of them are wanted. */
	rowFilter?(item: ItemContext): ((row: IDataObject) => boolean) | undefined;
	/** Wire names of fields whose values are added to each item of the answer that lacks them; "Simplify" keeps them. */
	keptFields?: readonly string[];
	/** Checks or changes one record of a call that takes many, however it was given, before anything is sent. */
	record?: Shape;
	/** What follows the answer: waiting, fetching a file. */
	afterResponse?(operation: OperationContext, items: CallItem[]): Promise<CallItem[]>;
	/** Simplify is offered by a list or a record only; not where this is empty. */
	simplify?: readonly string[];
	/** Fields that a record has only where a person asked for them: "Simplify" keeps these too. */
	expanded?: readonly string[];
	/** What the write would cost, for a dry run. It only reads; undefined where the service does not say. */
	price?: Price;
	/** `afterResponse` may make a file of the answer. */
	file?: true;
}

/** An operation that takes more than one call. */
export interface CompositeOperation {
	resource: string;
	operation: string;
	name: string;
	action: string;
	description: string;
	/** What stands up front in this order, by wire name or parameter; the rest follows. */
	order?: readonly string[];
	/** A row, as `resource.operation`, whose parameters it asks for too; `operation.send()` calls it. */
	row?: string;
	properties: readonly INodeProperties[];
	/** Further entries of "Options". */
	options?: readonly INodeProperties[];
	notice?: string;
	/** As in `OperationForm`. */
	price?: Price;
	/** The fields, at most ten, that "Simplify" keeps of a record. */
	simplify?: readonly string[];
	/** Refuses an item before anything is sent for any of them. */
	check?(item: ItemContext): void;
	/** It gives a file. */
	file?: true;
	/** It changes nothing at the service: items run side by side. */
	reads?: true;
	/** While it waits, the next item begins: what it changes comes before its first wait. */
	waits?: true;
	run(operation: OperationContext): Promise<CallItem[]>;
}

/** How long the requests of a call may be tried, and may wait. */
export type CallBounds = Pick<ApiRequest, 'withinMs' | 'longestWaitMs'>;

/** What the code of an operation works with. */
export interface OperationContext extends ItemContext {
	client: ApiClient;
	/** When the item began (`monotonicMs`). */
	began: number;
	/** Calls the operation's own row with the item's values. */
	send(): Promise<CallItem[]>;
	/**
	 * Calls any row of the service.
	 *
	 * @param key `resource.operation`
	 * @param values path parts, query and body fields by wire name, written as the service wants them
	 * @param limit rows wanted of a list; default: all
	 * @param bounds of its requests, beyond what the options say
	 */
	call(key: string, values: IDataObject, limit?: number, bounds?: CallBounds): Promise<CallItem[]>;
	/** Fetches a file from one of the provider's download hosts, without the credential. */
	download(link: string): Promise<Downloaded>;
	/** Waits, but not longer than the execution lives. */
	pause(ms: number): Promise<void>;
	/** Says that the item has changed something at the service, whatever comes of the rest of it. */
	changed(): void;
}

/** The row with this key, `resource.operation`. */
export function rowOf({ provider }: ServiceForm, key: string): EndpointDefinition {
	const [resource = '', operation = ''] = key.split('.');
	return endpointOf(provider.endpoints, resource, operation);
}

/** What a form says of a name: for the operation, for the resource, or everywhere. */
export function entryFor<T>(
	entries: Readonly<Record<string, T>> | undefined,
	{ resource, operation }: Pick<EndpointDefinition, 'resource' | 'operation'>,
	name: string,
): T | undefined {
	return (
		entries?.[`${resource}.${operation}.${name}`] ??
		entries?.[`${resource}.${name}`] ??
		entries?.[name]
	);
}
