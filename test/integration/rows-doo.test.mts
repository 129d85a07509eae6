import { form } from '../../nodes/Doo/form';
import { describeRows } from './support/wire-suite.mts';

describeRows(form, 5);
