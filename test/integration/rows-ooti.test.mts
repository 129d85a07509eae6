import { form } from '../../nodes/Ooti/form';
import { describeRows } from './support/wire-suite.mts';

describeRows(form, 617);
