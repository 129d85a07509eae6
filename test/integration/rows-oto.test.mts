import { form } from '../../nodes/Oto/form';
import { describeRows } from './support/wire-suite.mts';

describeRows(form, 74);
