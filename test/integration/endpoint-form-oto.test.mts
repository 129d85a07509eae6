import { form } from '../../nodes/Oto/form';
import { describeForms } from './support/wire-form.mts';

describeForms(form);
