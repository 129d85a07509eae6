import { tested } from '../services/index.mts';
import type { TestedExample } from '../services/types.mts';

/** An example of a service's node, and the node whose items show that it has done its job. */
export interface ExampleRun extends TestedExample {
	file: string;
	shown: string;
}

/** One after the other: some go on where the one before has left off. */
export const EXAMPLE_RUNS: readonly ExampleRun[] = tested.flatMap(({ examples }) =>
	examples.flatMap(({ shown, ...example }) =>
		shown === undefined ? [] : [{ ...example, shown, file: `${example.name}.json` }],
	),
);
