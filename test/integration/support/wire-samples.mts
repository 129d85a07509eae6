import type { NodeParameterValueType } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';

/** The workflow's time zone: three hours before UTC all year round. */
export const ZONE = 'Asia/Riyadh';

/** The file that the bench puts into the field `data` of each item. */
export const FILE = { name: 'Bill 7.pdf', type: 'application/pdf', content: '%PDF-1.7 \xE9\xFF' };

/** What a person enters into a field, and what the service has to get. */
export interface Sample {
	entered: NodeParameterValueType;
	wire: unknown;
}

const LOCAL_DAY = { yyyy: '2026', MM: '03', dd: '01', HH: '00', mm: '00', ss: '00', SSS: '000' };
/** 01:30 in the workflow's time zone is the evening before in UTC. */
const LOCAL = { ...LOCAL_DAY, HH: '01', mm: '30' };
const UTC = { ...LOCAL, MM: '02', dd: '28', HH: '22' };

function written(format: string, parts: Readonly<Record<string, string>>): string {
	return format
		.split(/'([^']*)'/)
		.map((text, index) =>
			index % 2 === 1
				? text
				: text.replace(/[A-Za-z]+/g, (token) => {
						const part = parts[token];
						if (part === undefined) throw new Error(`The test does not know ${token} in ${format}`);
						return part;
					}),
		)
		.join('');
}

/** Two ways in which n8n hands a day over: as text, and as the moment at which it begins in the workflow's zone. */
const DAYS = ['2026-03-01', '2026-02-28T21:00:00.000Z'];
const MOMENTS = ['2026-03-01T01:30:00', '2026-03-01T05:30:00.000+07:00'];

function dateSample({ type, format, zone }: Field, second: boolean): Sample {
	if (type === 'date') {
		const entered = DAYS[second ? 1 : 0] ?? '';
		return { entered, wire: written(format ?? 'yyyy-MM-dd', LOCAL_DAY) };
	}
	const parts = zone === 'workflow' ? LOCAL : UTC;
	return {
		entered: MOMENTS[second ? 1 : 0] ?? '',
		wire: written(format ?? "yyyy-MM-dd'T'HH:mm:ss'Z'", parts),
	};
}

function jsonSample({ name, example = '' }: Field): Sample {
	const object = { name, 'é&?': [1, null, true], nested: { empty: '' } };
	const wire = example.startsWith('[') ? [object, { n: 2 }] : object;
	return { entered: JSON.stringify(wire), wire };
}

/** Every character here has a meaning in an address. */
const AWKWARD = 'é/?&=#%20+ ;"1';

/**
 * A value for a field, its own for each `index`.
 *
 * @param second the other way to enter it, where there are two
 */
export function sampleOf(field: Field, index: number, second = false): Sample {
	const { name, type, format, integer, options = [] } = field;
	const last = options.at(-1) ?? '';
	switch (type) {
		case 'number':
			return second
				? { entered: `${1000 + index}`, wire: 1000 + index }
				: { entered: 2000 + index, wire: 2000 + index };
		case 'boolean':
			return { entered: second ? 'true' : true, wire: true };
		case 'date':
		case 'dateTime':
			return dateSample(field, second);
		case 'options':
			return { entered: last, wire: last };
		case 'multiOptions': {
			const list = [last, options[0] ?? ''];
			return { entered: list, wire: format === 'comma' ? list.join(',') : list };
		}
		case 'json':
			return jsonSample(field);
		case 'file':
			return { entered: 'data', wire: FILE };
		case 'string':
			if (format === 'list' && integer) {
				const list = [1000 + index, 3000 + index];
				return { entered: list.join(', '), wire: list };
			}
			if (format === 'list') return { entered: `a${index}, b c`, wire: [`a${index}`, 'b c'] };
			return format === 'comma'
				? { entered: `a${index},b c`, wire: `a${index},b c` }
				: { entered: `${name} ${AWKWARD}`, wire: `${name} ${AWKWARD}` };
	}
}

/** A path part, with what has to be encoded in it. */
export function partSample(name: string, { options = [] }: Partial<Field> = {}): Sample {
	const last = options.at(-1);
	if (last !== undefined) return { entered: last, wire: encodeURIComponent(last) };
	const text = `${name} 1${AWKWARD}`;
	return { entered: text, wire: encodeURIComponent(text) };
}
