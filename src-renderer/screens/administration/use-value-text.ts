import { useTranslation } from '../../i18n/use-translation.ts';
import type { Policy, PolicyKey } from '../../../src-shared/policy.ts';
import { useTexts } from './use-texts.ts';

/** What an entry of the policy says, with its unit. */
export function useValueText(): (key: PolicyKey, policy: Policy) => string {
  const { t } = useTranslation();
  const texts = useTexts();
  return (key, policy) => {
    switch (key) {
      case 'joining':
        return t(`oversight.policy.joining.${policy.joining}`);
      case 'loginScreen':
        return t(`oversight.policy.loginScreen.${policy.loginScreen}`);
      case 'guest':
      case 'twoAdministrators':
      case 'agent':
      case 'api':
      case 'apiQueryToken':
        return t(policy[key] ? 'oversight.policy.yes' : 'oversight.policy.no');
      default:
        return `${texts.number(policy[key])} ${t(`oversight.policy.unit.${key}`)}`;
    }
  };
}
