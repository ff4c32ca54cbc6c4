import { NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { joiningSchema, type Policy, type PolicyKey, policySchema, type PolicyView } from '../../../src-shared/policy.ts';
import classes from './policy.module.css';
import { concernOf, type NumberKey, type PolicyProblem, type PolicyWarning, rangeOf } from './policy-entries.ts';
import { useTexts } from './use-texts.ts';

interface PolicyEntryProps {
  readonly name: PolicyKey;
  readonly view: PolicyView;
  readonly wanted: Policy;
  readonly changed: boolean;
  readonly problem: PolicyProblem | undefined;
  readonly warning: PolicyWarning | undefined;
  readonly onChange: (changes: Partial<Policy>) => void;
}

/** One entry: what it is called, what it means and for whom, its value, and what speaks against it. */
export function PolicyEntry({ name, view, wanted, changed, problem, warning, onChange }: PolicyEntryProps) {
  const { t } = useTranslation();
  const id = useId();
  const value = wanted[name];
  const label = { className: classes['label'], id: `${id}-label`, children: t(`oversight.policy.label.${name}`) };
  return (
    <div className={classes['entry']} data-entry={name} data-changed={changed || undefined}>
      <div className={classes['texts']}>
        {name === 'joining' || name === 'loginScreen' ? <span {...label} /> : <label {...label} htmlFor={id} />}
        <p className={classes['help']} id={`${id}-help`}>
          {t(`oversight.policy.help.${name}`)} {changed && <Concerns name={name} view={view} />}
        </p>
        <div role="status">
          {problem !== undefined && (
            <p className={classes['warning']} data-problem>
              {t(`oversight.policy.problem.${problem}`)}
            </p>
          )}
          {problem === undefined && warning !== undefined && (
            <p className={classes['warning']}>
              <IconAlertTriangle size={15} aria-hidden="true" />
              {t(`oversight.policy.warning.${warning}`, { count: typeof value === 'number' ? value : 0 })}
            </p>
          )}
          {name === 'joining' && view.killSwitch !== null && <p className={classes['warning']}>{t('oversight.policy.killSwitch')}</p>}
        </div>
      </div>
      <div className={classes['value']}>
        <Value {...{ id, name, wanted, onChange }} />
      </div>
    </div>
  );
}

function Concerns({ name, view }: { readonly name: PolicyKey; readonly view: PolicyView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const concern = concernOf[name];
  const count = concern === 'administrators' ? view.activeAdministrators : view.activePeople;
  return (
    <span className={classes['concerns']}>
      {concern === 'people' || concern === 'administrators'
        ? t(`oversight.policy.concerns.${concern}`, { count, number: texts.number(count) })
        : t(`oversight.policy.concerns.${concern}`)}
      .
    </span>
  );
}

interface ValueProps {
  /** The control's; its label and help have theirs from it. */
  readonly id: string;
  readonly name: PolicyKey;
  readonly wanted: Policy;
  readonly onChange: (changes: Partial<Policy>) => void;
}

function Value({ id, name, wanted, onChange }: ValueProps) {
  const { t } = useTranslation();
  const named = { 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-help` };
  switch (name) {
    case 'joining':
      return (
        <Radio.Group {...named} value={wanted.joining} onChange={(joining) => onChange({ joining })}>
          <Stack gap={8}>
            {joiningSchema.options.map((option) => (
              <Radio key={option} value={option} label={t(`oversight.policy.joining.${option}`)} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'loginScreen':
      return (
        <Radio.Group {...named} value={wanted.loginScreen} onChange={(loginScreen) => onChange({ loginScreen })}>
          <Stack gap={8}>
            {policySchema.shape.loginScreen.options.map((option) => (
              <Radio key={option} value={option} label={t(`oversight.policy.loginScreen.${option}`)} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'guest':
    case 'twoAdministrators':
    case 'agent':
    case 'api':
    case 'apiQueryToken':
      return (
        <Switch {...{ id, ...named }} checked={wanted[name]} onChange={(event) => onChange({ [name]: event.currentTarget.checked })} />
      );
    default:
      return <NumberValue name={name} value={wanted[name]} named={{ id, ...named }} onChange={(value) => onChange({ [name]: value })} />;
  }
}

interface NumberValueProps {
  readonly name: NumberKey;
  readonly value: number;
  readonly named: object;
  readonly onChange: (value: number) => void;
}

function NumberValue({ name, value, named, onChange }: NumberValueProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { min, max } = rangeOf(name);
  const range = { min: texts.number(min), max: texts.number(max) };
  const inside = Number.isInteger(value) && value >= min && value <= max;
  return (
    <>
      <div className={classes['number']}>
        <NumberInput
          {...named}
          w={96}
          min={min}
          max={max}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          value={Number.isNaN(value) ? '' : value}
          onChange={(typed) => onChange(typed === '' ? Number.NaN : Number(typed))}
          error={!inside}
        />
        <span>{t(`oversight.policy.unit.${name}`)}</span>
      </div>
      <p className={classes['range']} data-problem={!inside || undefined} role={inside ? undefined : 'alert'}>
        {t(inside ? 'oversight.policy.range' : 'oversight.policy.outOfRange', range)}
      </p>
    </>
  );
}
