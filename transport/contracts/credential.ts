import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';

import type { HttpResponse, ServiceFailure } from './response';

/** Decrypted fields of a credential, expressions resolved. */
export type CredentialData = ICredentialDataDecryptedObject;

export interface Limits {
	/** At most so many in any second; 0 where the service publishes no limit: the pace follows its refusals. */
	requestsPerSecond: number;
	/** At most so many in any minute, where the service has such a limit. */
	requestsPerMinute?: number;
	/** Requests side by side. */
	concurrency: number;
	/** 0 where no daily quota is known. Days end at midnight UTC. */
	requestsPerDay: number;
	/** Where the numbers of requests are from, for the documents; without it the service publishes none. */
	source?: string;
	/** The numbers are the share of one of several n8n processes. `timeSlots`: there is not one request a second for each of them. */
	shared?: { processes: number; timeSlots: boolean };
}

/** A request for a token. */
export interface TokenRequest {
	url: string;
	headers?: Record<string, string>;
	/** Sent as application/json. */
	json?: IDataObject;
	/** Sent as application/x-www-form-urlencoded. */
	form?: Record<string, string>;
}

/** What a token endpoint answered, read by shape. */
export interface TokenResponse {
	accessToken?: unknown;
	/** Seconds; whatever the service sent. */
	expiresIn?: unknown;
	/** A refresh token that replaces the one before. */
	refreshToken?: unknown;
}

/** One way to get a token. */
export interface GrantStep {
	/** The request; undefined where this step is not possible, for example without a refresh token. */
	request(credentials: CredentialData, session: TokenSession): TokenRequest | undefined;
	/** It can be repeated at will, and only with good secrets: a credential test may use it. */
	provesSecrets?: true;
	/** An answer without a refresh token means that the one before stays good. */
	keepsRefreshToken?: true;
	/** The fields, by their display names, to look at when the service refuses. */
	fields: string;
	/** What to do when it is refused and no further step is left; default: check the fields. `code` is OAuth's error code. */
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
	/** Further typed values: when one changes the token is renewed, with the refresh token if there is one. */
	inputs?(credentials: CredentialData): string[];
	/** Tried in order; a refused one falls through to the next. */
	steps: readonly GrantStep[];
	read(body: IDataObject): TokenResponse;
	/** Where a refusal has the service's message, as dotted paths, beside the standard OAuth fields. */
	words?: readonly string[];
	/** The service's message when a 2xx answer is a refusal. */
	refusal?(body: IDataObject): string | undefined;
	/** Used where the answer has no usable lifetime. */
	defaultLifetimeSeconds: number;
}

/** A harmless request that succeeds only with a good credential or token. */
export interface Probe {
	method: IHttpRequestMethods;
	host?: string;
	path: string;
	query?: Record<string, string>;
	json?: IDataObject;
	/** What its answer says of the account, by plain names. Absent where it says nothing. */
	account?(body: unknown): IDataObject;
	/** What an answer with this status means once the secrets were accepted, with what to do. */
	refusals?: Readonly<Record<number, string>>;
}

/** A credential type, without what n8n shows of it. */
export interface CredentialProfile<Name extends string = string> {
	/** The n8n credential type. */
	name: Name;
	/** What the service calls it, for the authentication parameter. */
	label: string;
	/** What it does by itself, for the documents, where that is more than to send a key or to renew a token. */
	summary?: string;
	/** The service's name, for messages. */
	service: string;
	/** Base URLs by name; `api` is the main one. Throws a UserError for a bad custom URL. */
	hosts(credentials: CredentialData): Record<string, string>;
	/**
	 * What identifies the account whose quota a request counts against, and proves access to it: at least one value is a secret. The
	 * identifier alone may be public, and a stranger's credential with the same one must not slow the account down.
	 */
	account(credentials: CredentialData): readonly string[];
	/** Header values that prove who calls. Absent for OAuth2, where n8n adds them. */
	headers?(credentials: CredentialData): Record<string, string>;
	/** Display names of the fields that fill a header, or that hold the address of a host beside `api`, for messages. */
	labels?: Readonly<Record<string, string>>;
	grant?: Grant;
	probe: Probe;
	limits: Limits;
	/** Reads an answer of the service: undefined means success. */
	classify(response: HttpResponse): ServiceFailure | undefined;
}
