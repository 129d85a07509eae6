import { expect, it } from '@jest/globals';

import { answersOf } from '../../nodes/shared/form/outputs/schemas';
import { answers } from '../../providers/ottimate/answers';
import { INVOICE_ROW, VENDOR_ROW } from '../../providers/ottimate/watched-rows';

it.each([
	// Links are signed anew in each answer.
	['invoice.getMany', 'results', INVOICE_ROW, ['url', 'images']],
	['vendor.getMany', 'vendors', VENDOR_ROW, []],
] as const)(
	'the rows of %s that are watched are those of its answer',
	(key, path, watched, links) => {
		const { properties = {} } = answersOf(answers).rowsOf(key, path);
		expect(watched.filter((name) => !(name in properties))).toEqual([]);
		expect(Object.keys(properties).filter((name) => !watched.includes(name))).toEqual(links);
	},
);
