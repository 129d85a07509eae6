import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';

import type { ServiceOutputs } from '../../nodes/shared/form/outputs/schemas';
import type { CredentialTypeName, ServiceId } from '../../providers';
import type { CredentialData, Limits } from '../../transport/contracts/credential';
import type { Secret, SecretPlace } from '../n8n/secrets/finder.mts';
import type { ServiceModule } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import type { Calls } from './calls.mts';
import type { Envelope } from './envelopes.mts';
import type { Changes } from './examples.mts';
import type { TestedForm } from './form.mts';
import type { HiddenFailure } from './hidden-failures.mts';
import type { Happenings, Polled, Registering } from './triggers.mts';

/** A credential type that exchanges secrets for tokens by our own code. */
export interface TokenFacts {
	/** Typed fields that make another grant when they change, addresses included. */
	grant: readonly string[];
	/** Typed fields whose change asks for a new token of the same grant. */
	inputs?: readonly string[];
	/** Of a GET that is answered 404 with a good token. */
	missing: string;
	/** The service does not say how long a token lives: one that has run out is found by its refusal. */
	lifetimeUnknown?: true;
	/** A token answer in the service's own form, where that is not `access_token` and `expires_in`. */
	answer?(token: string): object;
	/** Answers that refuse the token without a status of 401. */
	refusals?: ReadonlyArray<{ status: number; body: IDataObject }>;
	/** An answer for missing rights that looks like a refused token. */
	forbidden?: { status: number; body: IDataObject; says: string };
	/** There is a refresh token: how an exchange is told from another, the first ones where it stays the same, and those after it is dead. */
	refresh?: {
		kindOf(request: { path: string; rawBody: string }): string;
		kept: readonly string[];
		dead?: readonly string[];
	};
	/** The secrets cannot be proven twice: a test with a token that is still good proves the token. */
	singleUse?: true;
}

/** A credential type: what the design fixes of it, and how tests use it. Names are API and never change. */
export interface TestedCredential {
	type: CredentialTypeName;
	credential: ICredentialType;
	environments: readonly string[];
	/** Fields that a person fills in, besides environment, addresses and limits. */
	fields: readonly string[];
	/** Fields of a custom environment, each with its host: a base URL of the simulator by name. */
	addresses: Readonly<Record<string, string>>;
	masked: readonly string[];
	/** Address of the API. */
	api: string;
	/** What a person may have typed, and with a token type the token. */
	filled: CredentialData;
	/** What the sources say, and how many requests side by side are ours to choose. */
	limits: Omit<Limits, 'source'>;
	/** How a connection check calls the way to a token. */
	signIn: 'key' | 'token from the secrets' | 'token from an authorization code' | 'OAuth2 by n8n';
	/** What a connection check tells of the simulator's account, as text; null where the service tells nothing. */
	account: Readonly<Record<string, RegExp>> | null;
	/** What a signed request carries then; absent where n8n signs. */
	headers?: Readonly<Record<string, string>>;
	/** The request of the credential test. */
	test?: { method: string; url: string };
	/** Fields that the simulator's secrets of the same names fill. */
	secrets: readonly string[];
	/** Further fields that lead to the simulator, such as a code that it has to issue first. */
	more?(sandbox: Sandbox): Promise<ICredentialDataDecryptedObject>;
	/** The secret that a test makes wrong or changes: the name of the field, and of the simulator's secret. */
	secret: string;
	/** What the test button and a node say when it is wrong. */
	refused: RegExp;
	/** Answers to a connection check whose secrets are good, and what the check makes of them. */
	refusals?: ReadonlyArray<{
		status: number;
		body: IDataObject;
		report: IDataObject;
		advises: RegExp;
	}>;
	/** A harmless call: as the catalogue names it, the path with its parts filled in, the base URL by name. */
	call: { key: string; path: string; base: string; body?: IDataObject };
	token?: TokenFacts;
}

/** A workflow of docs/examples with the service's own node, and what shows that it has done its job. */
export interface TestedExample {
	/** Of docs/examples, without the ending. */
	name: string;
	/** What it shows, and what a person sets before it runs: cells of docs/examples/README.md. */
	shows: string;
	toSet: string;
	/** The credential type that it runs with. */
	credential: CredentialTypeName;
	/** The node whose items show that it has done its job; absent where a test of its own runs it. */
	shown?: string;
	/** What the example asks a person for. */
	changes?: Changes;
	/** What has to happen at the service before. */
	before?: { path: string; body: object };
	/** What happens at the service before: an action of the simulator. */
	happens?: string;
	/** What its trigger gives: a test does not wait for an event. */
	given?: IDataObject;
	/** What README and the page of the service show it for. */
	showcase?: string;
	/** It asks a person by email: the answer that lets it go on. */
	approval?: 'Approve' | 'Decline';
}

/** A service's node as a person meets it in the editor, with the simulator's seeded records. */
export interface TestedPanel {
	/** What a person types into the nodes panel: the service's name, and tasks. */
	words: string[];
	/** Of the list that the panel offers. */
	action: string;
	typed: Record<string, string>;
	rows: { count: number; text: string };
	/** Another operation of the same node, with a record from a list. */
	chosen: { resource: string; operation: string; parameter: string; words: string; gives: string };
	/** An ID that nothing has, and what the error says of it. */
	unknown: { id: string; says: string; advises: string };
	/** A third operation: labels of its fields, other words of its form, a list inside its filters. */
	form: {
		resource: string;
		operation: string;
		labels: string[];
		says?: string;
		filter?: { name: string; parameter: string; words: string };
	};
	/** Parameters that leave nothing to complain of. */
	complete: INodeParameters;
}

/** A trigger as a person meets it in the editor. */
export interface TestedTriggerPanel {
	task: string;
	/** Of the list of triggers that the panel offers. */
	event: string;
	/** Fields of the form, by their labels. */
	labels: string[];
	typed: Record<string, string>;
	picked: Record<string, string>;
	/** A list without which it cannot run, and an ID that nothing has; without it the account leads nowhere. */
	unknown?: { list: string; id: string; says: string };
	/** What the service sends while the trigger listens; without it the trigger fetches a record. */
	sent?: { type: string; payload: Record<string, unknown> };
	/** Stands in the item. */
	gives: string;
	/** Parameters that leave nothing to complain of. */
	complete: INodeParameters;
}

/**
 * All that tests know of one service. What is optional is a capability that a service may lack; a test of all services then leaves
 * it out.
 */
export interface TestedService {
	id: ServiceId;
	/** The form of its node, and what its operations give. */
	outputs: ServiceOutputs;
	action: INodeType;
	trigger?: INodeType;
	polled?: readonly Polled[];
	happenings?: Happenings;
	registering?: Registering;
	simulator: ServiceModule;
	/** In the order of the provider's. Tests use the first one unless they name another. */
	credentials: readonly TestedCredential[];
	calls: Calls;
	form: TestedForm;
	hiddenFailures?: readonly HiddenFailure[];
	/** `resource.operation` that a fresh node starts with: a list to read, or what sends nothing before a person fills it in. */
	fresh: string;
	/** Operations that the API Request offers alone: the node has forms for the others. */
	formsForSome?: true;
	/** A harmless GET for each of many items, with their number `{{ $json.n }}` in it; the first credential's call if absent. */
	numbered?: string;
	/** Answers, and what has to be read out of each. */
	envelopes?: readonly Envelope[];
	/** Where the service's documents have secrets go; anywhere else they must not be. */
	secretPlaces: readonly SecretPlace[];
	/** Secrets that only the simulator's own memory has, such as those of registrations. */
	secretsInMemory?(): ReadonlyArray<Omit<Secret, 'service'>>;
	/** One after the other: some go on where the one before has left off. */
	examples: readonly TestedExample[];
	panel?: TestedPanel;
	triggerPanel?: TestedTriggerPanel;
}
