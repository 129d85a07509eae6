import type { IDataObject } from 'n8n-workflow';

import { Session } from '../client/api-client';
import type { Provider } from '../contracts/provider';

/** What a watch remembers between polls: flat, as n8n notices new top-level values of static data only. */
export type WatchState = Record<string, string | number>;

/** One look at a service. */
export interface Look {
	session: Session;
	provider: Provider;
	/** ms since the epoch. */
	deadline: number;
}

export interface Step {
	/** The events, oldest first where the service tells times. */
	rows: IDataObject[];
	state: WatchState;
	/** Requests that every poll takes, however little has changed. */
	requests: number;
}

/** Finds out what is new in a list. Remembers nothing itself: a step whose state is not kept has not happened. */
export interface Watch {
	/** Sets the base line. */
	begin(look: Look): Promise<Step>;
	next(look: Look, state: WatchState): Promise<Step>;
	/** A recent record to try a workflow with. */
	sample(look: Look): Promise<IDataObject | undefined>;
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
