import { form } from '../../nodes/Otesse/form';
import { describeRows } from './support/wire-suite.mts';

describeRows(form, 19);
