import { form } from '../../nodes/Ottimate/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, { share: [0, 2] });
