import type { Answers } from '../../../transport/contracts/answer';
import { account } from './account';
import { orders } from './orders';
import { setup } from './setup';
import { shipping } from './shipping';

/** From the saved answers of OTO’s Postman collection. */
export const answers: Answers = { ...account, ...orders, ...shipping, ...setup };
