import type { IExecuteFunctions } from 'n8n-workflow';

import { optionsIn } from './item-parameters';
import type { EmptyRule } from './given-value';

const LABEL = 'If an Expression Is Empty';
const RULES = [
	{ value: 'leaveOut', label: 'Leave the Field Out' },
	{ value: 'refuse', label: 'Refuse the Item' },
];

/** The rule of the option "If an Expression Is Empty". */
export function emptyRuleOf(context: IExecuteFunctions, itemIndex: number): EmptyRule | undefined {
	const options = optionsIn(context, itemIndex);
	if (options.optionalId('ifExpressionEmpty', LABEL) === undefined) return undefined;
	const rule = options.choice('ifExpressionEmpty', LABEL, RULES);
	return rule === 'refuse' ? 'refuse' : 'leaveOut';
}
