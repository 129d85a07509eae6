import { form } from '../../nodes/Ooti/form';
import { describeForms } from './support/wire-form.mts';

describeForms(form);
