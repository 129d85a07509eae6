import { form } from '../../nodes/Ottimate/form';
import { describeRows } from './support/wire-suite.mts';

describeRows(form, 52);
