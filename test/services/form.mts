import type { INodeParameters, INodeType } from 'n8n-workflow';

import type { LineList } from '../../nodes/shared/form/line-list';
import type { NestedObject } from '../../nodes/shared/form/nested-object';

/** A list to pick from, and what its own tests do not ask: words to search, or a page after the first. */
export interface Question {
	method: string;
	parameters: INodeParameters;
	filter?: string;
	/** In each of the names that were found. */
	found?: RegExp;
	/** Rows on the second page. */
	second?: number;
	/** What the parent puts into the path or the query of each call. */
	parent?: RegExp;
}

/** What the editor shows below the name of a node with these parameters. */
export interface Subtitle {
	of: INodeType;
	with: INodeParameters;
	reads: string;
}

/** The forms and items of a service's nodes, as far as its rows do not tell. Operations are `resource.operation`. */
export interface TestedForm {
	/** Words of the trade that find the node in the editor. */
	words: readonly [string, ...string[]];
	subtitles: readonly [Subtitle, ...Subtitle[]];
	/** Forms of changes begin with the record: the fields above it, for operations that have one there. */
	recordFirst?: Readonly<Record<string, string>>;
	/** Operations that wait for the service, with their limits among the options. */
	waits?: readonly string[];
	/** Resources whose reads give fewer fields than a write takes. */
	shortRows?: readonly string[];
	/** Body fields whose parts the form asks for one by one. */
	parts?: ReadonlyArray<{ of: string; object: NestedObject }>;
	/** Body fields whose lines the form asks for. */
	lines?: ReadonlyArray<{ of: string; list: LineList }>;
	/** Figures and keys of the provider that its node folder must not spell again. */
	spelt?: RegExp;
	/** Endpoints whose answer no source gives, where all others are known. */
	answersUnknown?: readonly string[];
	/** Operations without an output schema, where all others have one. */
	schemasMissing?: readonly string[];
	/** Keys of the items that a fresh node gives. */
	keys?: Readonly<Record<string, readonly string[]>>;
	pickers?: readonly Question[];
	/** A list of the seed: the key that tells its rows apart, how many there are, and on how many pages. */
	wholeList?: { endpoint: string; key: string; rows: number; pages: number };
	/** Updates of a record, with nothing filled in but which one. */
	emptyUpdates?: ReadonlyArray<{ resource: string; with: INodeParameters }>;
	/** Sentences of its page in docs/ with figures of the provider. */
	figures?: readonly string[];
}
