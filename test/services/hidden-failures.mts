import type { IDataObject } from 'n8n-workflow';

import type { ProviderRequestOptions } from '../n8n/workflows.mts';

/** An answer with a good status that says that something failed. */
export interface HiddenFailure {
	/** What was asked for, in words. */
	what: string;
	asked: Omit<ProviderRequestOptions, 'service' | 'credential'>;
	answer: IDataObject;
	/** What failed, in words. */
	failures: RegExp[];
	/** Records that went through. */
	done: number;
	/** An answer to the same request that hides nothing, and what is said of one without content. */
	good?: { answer: IDataObject; empty: string };
}
