import type { Field } from '../../../transport/contracts/endpoint';
import { flags } from './words/flags';
import { numbers } from './words/numbers';
import { references } from './words/references';
import { texts } from './words/texts';

/** Every parameter name of OOTI, with what it means almost everywhere. */
export const vocabulary: Readonly<Record<string, Omit<Field, 'name'>>> = {
	...references,
	...numbers,
	...flags,
	...texts,
};
