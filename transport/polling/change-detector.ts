import type { IDataObject } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { Provider } from '../contracts/provider';

/** What a watch remembers between polls: flat, as n8n notices new top-level values of static data only. */
export type DetectorState = Record<string, string | number>;

/** What one run of a detector works with. */
export interface DetectorContext {
	client: ApiClient;
	provider: Provider;
	/** ms since the epoch. */
	deadline: number;
}

export interface DetectionResult {
	/** The events, oldest first where the service gives times. */
	rows: IDataObject[];
	state: DetectorState;
	/** Requests that every poll takes, however little has changed. */
	requests: number;
}

/** Finds out what is new in a list. Remembers nothing itself: a step whose state is not kept has not happened. */
export interface ChangeDetector {
	/** Sets the base line. */
	begin(context: DetectorContext): Promise<DetectionResult>;
	next(context: DetectorContext, state: DetectorState): Promise<DetectionResult>;
	/** A recent record to try a workflow with. */
	sample(context: DetectorContext): Promise<IDataObject | undefined>;
}

/** The first filled value at the keys, as text. */
export function textAt(row: IDataObject, keys: readonly string[]): string | undefined {
	for (const key of keys) {
		const value = row[key];
		if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
			return String(value);
		}
	}
	return undefined;
}
