import { form } from '../../nodes/Doo/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form);
