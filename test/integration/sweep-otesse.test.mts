import { form } from '../../nodes/Otesse/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form);
