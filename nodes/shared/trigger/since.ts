import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import { readDate } from '../input/readers/date';
import { problem, read } from '../input/readers/origin';
import { isEmpty } from '../input/readers/text';
import { checkEmpty } from './polling';
import type { TriggerContext } from './webhook-parameters';

const LABEL = 'Fetch Events Since';

const ONCE =
	'This is done once, when the workflow is published; enter another time to do it again.';

/** Clocks differ, and a date may be entered as "now". */
const AHEAD_MS = 60_000;

/**
 * The option that fetches what happened before the trigger was activated.
 *
 * @param what is fetched, in a sentence
 * @param shown where the option is of use, if not everywhere
 */
export function fetchSince(
	what: string,
	shown?: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties {
	return {
		displayName: LABEL,
		name: 'since',
		type: 'dateTime',
		noDataExpression: true,
		default: '',
		description: [what, ONCE].join(' '),
		...(shown ? { displayOptions: { show: shown } } : {}),
	};
}

/** A moment, and its day in the workflow's time zone. */
export interface Since {
	/** ms since the epoch. */
	moment: number;
	/** `2026-01-31` */
	day: string;
}

/**
 * The time from which on events are fetched; undefined where it is empty.
 *
 * @throws NodeOperationError for what is not a date, lies in the future, or is an expression that finds nothing
 */
export function sinceIn(context: TriggerContext | IPollFunctions): Since | undefined {
	const options: unknown = context.getNodeParameter('options', {});
	const value = isRecord(options) ? options.since : undefined;
	checkEmpty(context, ['options', 'since'], LABEL, value);
	if (isEmpty(value)) return undefined;
	const date = read({ context, label: LABEL }, () =>
		readDate(value, context.getTimezone(), { type: 'dateTime' }),
	);
	if (date.toMillis() > Date.now() + AHEAD_MS) {
		throw problem(
			context,
			undefined,
			`"${LABEL}" lies in the future`,
			'Enter a time in the past, or leave it empty.',
		);
	}
	return { moment: date.toMillis(), day: date.toFormat('yyyy-MM-dd') };
}
