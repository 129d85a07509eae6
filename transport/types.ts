import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';

/** Decrypted fields of a credential, expressions resolved. */
export type CredentialData = ICredentialDataDecryptedObject;

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
	/** A file field that takes several files. */
	multiple?: true;
	/** What a file may be: endings of its name. */
	accepts?: readonly string[];
	/** The MIME types that these endings stand for, by ending. */
	mimeTypes?: Readonly<Record<string, string>>;
	/** Largest file in bytes. */
	maxBytes?: number;
	/** A document in a language of its own: the editor gives it room. */
	code?: true;
	/** Nobody may read it over a shoulder: the editor masks it. */
	secret?: true;
	/** Another field says the same, and better: forms do not ask for this one. */
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
export interface Outcome {
	json: IDataObject;
	/** The service's words, where this record failed. */
	failure?: string;
	/** Which record it is and what to do about it, in words for a person. */
	details?: string;
	/** Which of the records sent it is, counted from 0, where the answer tells. */
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
	/** Where the answer tells the number of rows, as a dotted path. */
	total?: string;
	/** Where the answer tells the number of pages. */
	totalPages?: string;
	/** Where the answer links the next page: null or absent there means the end. The link itself is never followed. */
	next?: string;
	/** A status that means "beyond the last page". */
	endStatus?: number;
}

/** One documented endpoint: the only place where it is described. */
export interface EndpointRow {
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
	records?: string;
	/** Reads the rows of a list without pages that are not in one place; `records` says that there are rows at all. */
	rows?(body: unknown): IDataObject[];
	/** Where the one record is, for an answer that wraps it. */
	record?: string;
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
	outcomes?(body: unknown, sent: readonly unknown[]): Outcome[];
	/** A call without side effects although its method is not GET. */
	safe?: true;
	/** A call that the credential makes by itself. */
	token?: true;
	/** A page for a browser, not for a workflow. */
	interactive?: true;
	/** Keys of the answer that hold secrets: masked in items. */
	secretKeys?: readonly string[];
	/** Query parameters of addresses in the answer that hold secrets: masked in items. */
	secretParameters?: readonly string[];
	/** Which public document says so. */
	source: string;
	certainty: Certainty;
}

export interface Limits {
	requestsPerSecond: number;
	/** Requests that may go out at once after a pause. */
	burst: number;
	/** Requests side by side. */
	concurrency: number;
	/** 0 where no daily quota is known. Days end at midnight UTC. */
	requestsPerDay: number;
	/** The numbers are the share of one of several n8n processes. `inTurns`: a burst of one is too much for all of them at once. */
	shared?: { processes: number; inTurns: boolean };
}

/** An answer of a service, whatever its status. */
export interface Reply {
	status: number;
	/** Lower-cased names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON where the content is JSON, else text; undefined where the body is empty. */
	body: unknown;
	raw: Buffer;
}

/**
 * What an answer means.
 * `expired`: the token is refused, a new one helps. `doubtful`: refused for the token or for missing rights, ask which.
 * `limited`: too many requests. `temporary`: a later try may help. `final`: it will not.
 */
export type FailureKind = 'expired' | 'doubtful' | 'limited' | 'temporary' | 'final';

export interface ServiceFailure {
	kind: FailureKind;
	/** The service's own words. */
	message: string;
	/** The service's own code. */
	code?: string;
	/** What the person can do about it. */
	hint?: string;
}

/** A request for a token. */
export interface ExchangeRequest {
	url: string;
	headers?: Record<string, string>;
	/** Sent as application/json. */
	json?: IDataObject;
	/** Sent as application/x-www-form-urlencoded. */
	form?: Record<string, string>;
}

/** What a token endpoint answered, read by shape. */
export interface ExchangeAnswer {
	accessToken?: unknown;
	/** Seconds; whatever the service sent. */
	expiresIn?: unknown;
	/** A refresh token that belongs to the session and replaces the one before. */
	refreshToken?: unknown;
}

/** One way to get a token. */
export interface ExchangeStep {
	/** The request; undefined where this way is not open (no refresh token yet, say). */
	request(credentials: CredentialData, session: TokenSession): ExchangeRequest | undefined;
	/** It can be repeated at will, and only with good secrets: a credential test may use it. */
	provesSecrets?: true;
	/** An answer without a refresh token means that the one before stays good. */
	keepsRefreshToken?: true;
	/** The fields, by their display names, to look at when the service refuses. */
	fields: string;
	/** What to do when it is refused and no further step is left; default: check the fields. `code` is OAuth's word for the refusal. */
	advice?(credentials: CredentialData, code?: string): string;
}

/** What earlier exchanges of the same grant left behind. */
export interface TokenSession {
	refreshToken?: string;
	/** The grant was exchanged before: a one-use code is burnt. */
	exchanged: boolean;
}

/** How a credential type turns what a person typed into tokens. */
export interface Grant {
	/** The token endpoint. */
	url(credentials: CredentialData): string;
	/** Values that identify the grant. */
	identity(credentials: CredentialData): string[];
	/** Further typed values: when one changes the token is renewed, with the session's refresh token if there is one. */
	inputs?(credentials: CredentialData): string[];
	/** Tried in order; a refused one falls through to the next. */
	steps: readonly ExchangeStep[];
	read(body: IDataObject): ExchangeAnswer;
	/** Where a refusal holds the service's words, as dotted paths; OAuth's own places are known. */
	words?: readonly string[];
	/** The service's words when a 2xx answer is a refusal. */
	refusal?(body: IDataObject): string | undefined;
	/** Used where the answer tells no usable lifetime. */
	defaultLifetimeSeconds: number;
}

/** A harmless request that tells whether a credential or token is good. */
export interface Probe {
	method: IHttpRequestMethods;
	host?: string;
	path: string;
	query?: Record<string, string>;
	json?: IDataObject;
}

/** A credential type, without what n8n shows of it. */
export interface CredentialProfile {
	/** The n8n credential type. */
	name: string;
	/** What the service calls it, for the authentication parameter. */
	label: string;
	/** The service's name, for messages. */
	service: string;
	/** Base URLs by name; `api` is the main one. Throws a UserError for a bad custom URL. */
	hosts(credentials: CredentialData): Record<string, string>;
	/** Whose quota a request counts against. */
	account(credentials: CredentialData): string;
	/** Header values that prove who calls. Absent for OAuth2, where n8n adds them. */
	headers?(credentials: CredentialData): Record<string, string>;
	/** Display names of the fields that fill a header, or that hold the address of a host beside `api`, for messages. */
	labels?: Readonly<Record<string, string>>;
	grant?: Grant;
	probe: Probe;
	limits: Limits;
	/** Reads an answer of the service: undefined means success. */
	readFailure(reply: Reply): ServiceFailure | undefined;
}

/** A service: everything that differs from the other four. */
export interface Provider {
	id: string;
	name: string;
	description: string;
	documentationUrl: string;
	credentials: readonly CredentialProfile[];
	paging?: Paging;
	/** Keys that hold the rows of a list, for paths without a row. */
	recordKeys: readonly string[];
	endpoints: readonly EndpointRow[];
	/** Hosts for downloads without a credential, https only. */
	downloadHosts?: readonly string[];
}
