import type { Answers } from '../../../transport/contracts/answer';
import { catalog } from './catalog';
import { invoices } from './invoices';
import { masterData } from './master-data';
import { purchasing } from './purchasing';

/** From Ottimate’s OpenAPI file 1.0.0. */
export const answers: Answers = { ...masterData, ...purchasing, ...invoices, ...catalog };
