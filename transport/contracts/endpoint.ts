import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** How sure a fact about a service is: published by the service, read off its own SDK, seen elsewhere, or concluded. */
export type Certainty = 'official' | 'sdk' | 'thirdParty' | 'inferred' | 'contradictory';

export type FieldType =
	| 'string'
	| 'number'
	| 'boolean'
	| 'date'
	| 'dateTime'
	| 'options'
	| 'multiOptions'
	| 'json'
	| 'file';

/** One parameter of an endpoint. */
export interface Field {
	name: string;
	type: FieldType;
	required?: true;
	description?: string;
	/** The values a service accepts, for `options` and `multiOptions`. */
	options?: readonly string[];
	/** `options` are those that are known; the service takes others too. */
	open?: true;
	default?: string | number | boolean;
	example?: string;
	/** How a value is written on the wire where the type alone does not say it, e.g. `dd-MM-yyyy` (luxon tokens) `comma` for a text of values with commas between, or `list` for a list. */
	format?: string;
	/** A moment with a `format` is written in the workflow's time zone; otherwise in UTC. */
	zone?: 'workflow';
	/** Takes several: files, or records that are picked from a list. */
	multiple?: true;
	/** What a file may be: endings of its name. */
	accepts?: readonly string[];
	/** The MIME types that these endings stand for, by ending. */
	mimeTypes?: Readonly<Record<string, string>>;
	/** Largest file in bytes. */
	maxBytes?: number;
	/** A document in a language of its own: the editor gives it room. */
	code?: true;
	/** A secret: the editor masks it. */
	secret?: true;
	/** Replaced by another field: forms do not have this one. */
	superseded?: true;
	/** JSON that is the whole body, not a member of it. */
	whole?: true;
	/** A whole number: fractions are refused. */
	integer?: true;
	/** An amount in whole cents: 15000 is 150.00. */
	cents?: true;
	/** An ID that goes out as text: white space around it is removed. */
	id?: true;
}

/** What became of one record of a call that can fail for some of its records. */
export interface RecordResult {
	json: IDataObject;
	/** The service's words, where this record failed. */
	failure?: string;
	/** Which record it is and what to do about it, in words for a person. */
	details?: string;
	/** Which of the records sent it is, counted from 0, where the answer has it. */
	record?: number;
}

/** A call that takes many records at once. */
export interface Batch {
	/** Body field that holds the list; absent where the body itself is the list, and `body` describes one record. */
	key?: string;
	/** Most records in one call. */
	max: number;
	/** The records are plain values, IDs say: `key` is then a field like any other, and each input item brings one or a list. */
	plain?: true;
	/** A list inside the records, and how many entries of it one call may hold in all. */
	inside?: { key: string; max: number };
	/** A status that refuses all records of a call because of one of them, and changes nothing: the others may be sent without it. */
	refusedTogether?: number;
	/** The fields of one record of the list under `key`, for a form. */
	fields?: readonly Field[];
}

/** How an endpoint hands out its rows page by page. Page numbers start at 1. */
export interface Paging {
	in: 'query' | 'body';
	page: string;
	/** Name of the page size parameter; absent where the service decides alone. */
	size?: string;
	/** Largest page size that the service is known to accept. */
	maxSize: number;
	/** Where the answer has the number of rows, as a dotted path. */
	total?: string;
	/** The total may be that of the page: equal to the number of its rows it proves no end. */
	totalMayCountPage?: true;
	/** Where the answer has the number of pages, as a dotted path. */
	totalPages?: string;
	/** The member of the answer that links the next page: null means the end, an answer without it proves nothing. The link itself is never followed. */
	next?: string;
	/** A status that means "beyond the last page". */
	endStatus?: number;
}

/** One documented endpoint: the only place where it is described. */
export interface EndpointDefinition {
	resource: string;
	/** n8n's words: create, delete, get, getMany, update, upsert, else a verb. */
	operation: string;
	method: IHttpRequestMethods;
	/** Below the base URL, with `{name}` parts. */
	path: string;
	/** Which of the provider's hosts; the API host if absent. */
	host?: string;
	summary: string;
	query?: readonly Field[];
	body?: readonly Field[];
	headers?: readonly Field[];
	/** Descriptions of path parts, by name. */
	parts?: Readonly<Record<string, string>>;
	/** The values of path parts that take only a few, by name. */
	partOptions?: Readonly<Record<string, readonly string[]>>;
	contentType?: 'json' | 'form' | 'multipart' | 'graphql';
	/** Where the rows are, as a dotted path; empty for an answer that is itself the list. Absent: one record. */
	itemsPath?: string;
	/** Reads the rows of a list without pages that are not in one place; `itemsPath` marks it as a list. */
	rows?(body: unknown): IDataObject[];
	/** Where the one record is, for an answer that wraps it. */
	itemPath?: string;
	/** Paging, where it differs from the provider's; false where a list comes whole. */
	paging?: Partial<Paging> | false;
	/** Many records in one call. */
	batch?: Batch;
	/** The service accepts an `Idempotency-Key` header. */
	idempotencyKey?: true;
	/** The answer is a file. */
	binary?: 'download';
	/** What a 2xx answer may hide, in words. */
	hidesFailures?: string;
	/** Reads a 2xx answer that can hide failures, record by record. `sent` are the records of the request. */
	recordResults?(body: unknown, sent: readonly unknown[]): RecordResult[];
	/**
	 * What a second sending does, where the method does not say it: GET and HEAD are safe, everything else may do the same once more.
	 * `safe`: nothing, the call only reads. `idempotent`: nothing beyond the first. `never`: the call changes data although it is a GET.
	 */
	repeat?: 'safe' | 'idempotent' | 'never';
	/** A call that the credential makes by itself. */
	token?: true;
	/** A page for a browser, not for a workflow. */
	interactive?: true;
	/** Keys of the answer that hold secrets: masked in items. */
	secretKeys?: readonly string[];
	/** Where items hold credentials, masked or not, as dotted paths. */
	sensitive?: readonly string[];
	/** Query parameters of addresses in the answer that hold secrets: masked in items. */
	secretParameters?: readonly string[];
	/** The public document that it is from. */
	source: string;
	certainty: Certainty;
}
