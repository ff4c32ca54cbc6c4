import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Preferences } from '../../src-shared/models.ts';
import { administration as administrationDe } from './de/administration.ts';
import { peopleImport as peopleImportDe } from './de/people-import.ts';
import { approvals as approvalsDe } from './de/approvals.ts';
import { entry as entryDe } from './de/entry.ts';
import { errors as errorsDe } from './de/errors.ts';
import { finding as findingDe } from './de/finding.ts';
import { general as generalDe } from './de/general.ts';
import { here as hereDe } from './de/here.ts';
import { installation as installationDe } from './de/installation.ts';
import { savedFilters as savedFiltersDe } from './de/saved-filters.ts';
import { review as reviewDe } from './de/review.ts';
import { health as healthDe, usage as usageDe } from './de/health.ts';
import { attachments as attachmentsDe } from './de/attachments.ts';
import { kinds as kindsDe } from './de/kinds.ts';
import { history as historyDe } from './de/history.ts';
import { links as linksDe } from './de/links.ts';
import { oversight as oversightDe } from './de/oversight.ts';
import { items as itemsDe } from './de/items.ts';
import { notifications as notificationsDe } from './de/notifications.ts';
import { onboarding as onboardingDe } from './de/onboarding.ts';
import { personal as personalDe } from './de/personal.ts';
import { programs as programsDe } from './de/programs.ts';
import { sheet as sheetDe } from './de/sheet.ts';
import { vault as vaultDe } from './de/vault.ts';
import { administration } from './en/administration.ts';
import { peopleImport } from './en/people-import.ts';
import { approvals } from './en/approvals.ts';
import { entry } from './en/entry.ts';
import { errors } from './en/errors.ts';
import { finding } from './en/finding.ts';
import { general } from './en/general.ts';
import { here } from './en/here.ts';
import { installation } from './en/installation.ts';
import { savedFilters } from './en/saved-filters.ts';
import { review } from './en/review.ts';
import { health, usage } from './en/health.ts';
import { attachments } from './en/attachments.ts';
import { kinds } from './en/kinds.ts';
import { history } from './en/history.ts';
import { links } from './en/links.ts';
import { oversight } from './en/oversight.ts';
import { items } from './en/items.ts';
import { notifications } from './en/notifications.ts';
import { onboarding } from './en/onboarding.ts';
import { personal } from './en/personal.ts';
import { programs } from './en/programs.ts';
import { sheet } from './en/sheet.ts';
import { vault } from './en/vault.ts';

export const english = {
  ...finding,
  ...general,
  ...entry,
  ...personal,
  ...kinds,
  errors,
  items,
  notifications,
  vault,
  history,
  attachments,
  approvals,
  programs,
  administration,
  peopleImport,
  oversight,
  onboarding,
  sheet,
  here,
  installation,
  savedFilters,
  review,
  links,
  health,
  usage,
};
export const german = {
  ...findingDe,
  ...generalDe,
  ...entryDe,
  ...personalDe,
  ...kindsDe,
  errors: errorsDe,
  items: itemsDe,
  notifications: notificationsDe,
  vault: vaultDe,
  history: historyDe,
  attachments: attachmentsDe,
  approvals: approvalsDe,
  programs: programsDe,
  administration: administrationDe,
  peopleImport: peopleImportDe,
  oversight: oversightDe,
  health: healthDe,
  usage: usageDe,
  onboarding: onboardingDe,
  sheet: sheetDe,
  here: hereDe,
  installation: installationDe,
  savedFilters: savedFiltersDe,
  review: reviewDe,
  links: linksDe,
};

/** The language that a preference stands for on this machine. */
export const languageFor = (preference: Preferences['language']): 'en' | 'de' =>
  preference === 'system' ? (navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en') : preference;

export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: english }, de: { translation: german } },
    lng: languageFor('system'),
    fallbackLng: 'en',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
}

export function setLanguage(preference: Preferences['language']): void {
  const language = languageFor(preference);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
