// Activating the terminal for a store: two codes, once.
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { LazyProblemNotice } from '#renderer/ui/lazy-problem-notice.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import './enrolment.css';

type Lack = 'storeCodeMissing' | 'storeCodeForm' | 'activationCodeMissing';

/** What keeps the two codes from being sent: the contract's own limits, said before the network is asked. */
export function lacksOf(storeCode: string, activationCode: string): { readonly storeCode: Lack | null; readonly activationCode: Lack | null } {
  const formed = /^[A-Za-z0-9._-]{1,64}$/.test(storeCode);
  return {
    storeCode: storeCode === '' ? 'storeCodeMissing' : (formed ? null : 'storeCodeForm'),
    activationCode: activationCode.length < 4 || activationCode.length > 64 ? 'activationCodeMissing' : null,
  };
}

/** Codes come from letters and screens: full-width forms and spaces around them are no mistakes. */
export function cleanEnrolmentCode(typed: string): string {
  return typed.normalize('NFKC').trim();
}

function Steps(): ReactNode {
  const { t } = useTranslation('enrolment');
  return (
    <aside className="enrolment-side">
      <h2>{t('stepsTitle')}</h2>
      <ol>{[t('step1'), t('step2'), t('step3')].map((step, index) => <li key={step}><span aria-hidden="true">{index + 1}</span>{step}</li>)}</ol>
      <h2>{t('helpTitle')}</h2>
      <p>{t('help')}</p>
    </aside>
  );
}

interface CodeFieldProps {
  readonly name: 'storeCode' | 'activationCode';
  readonly testId: string;
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly lack: Lack | null;
  readonly isBusy: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

function CodeField({ name, testId, value, onType, lack, isBusy, inputRef }: CodeFieldProps): ReactNode {
  const { t } = useTranslation('enrolment');
  return (
    <Field label={t(name)} hint={t(`${name}Hint`)} problem={lack === null ? null : t(lack)}>
      {(control) => (
        <input
          ref={inputRef} id={control.id} className="text-input" data-size="large" data-testid={testId} value={value} readOnly={isBusy} maxLength={64}
          autoComplete="off" spellCheck={false} aria-describedby={control.describedBy} aria-invalid={control.isInvalid}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The form itself; on success the till announces its new phase and the app moves on. */
function EnrolmentForm(): ReactNode {
  const { t } = useTranslation('enrolment');
  const terminal = useTillQuery('terminal.read', {});
  const enrol = useTillCommand('terminal.enrol');
  const [storeCode, setStoreCode] = useState('');
  const [activationCode, setActivationCode] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const codes = { storeCode: cleanEnrolmentCode(storeCode), activationCode: cleanEnrolmentCode(activationCode) };
  const lacks = lacksOf(codes.storeCode, codes.activationCode);
  const isBusy = enrol.isBusy || terminal.value?.phase === 'enrolling';
  const submit = (): void => {
    // Enter in the first field goes on to the second one.
    if (lacks.storeCode === null && codes.activationCode === '' && document.activeElement === first.current) return second.current?.focus();
    setHasTried(true);
    if (lacks.storeCode === null && lacks.activationCode === null) void enrol.run(codes);
  };
  const change = (set: (value: string) => void) => (value: string): void => {
    set(value);
    enrol.clearProblem();
  };
  return (
    <div className="enrolment-form">
      <h1>{t('title')}</h1>
      <p className="enrolment-intro">{t('intro')}</p>
      <CodeField name="storeCode" testId="enrol-store-code" value={storeCode} onType={change(setStoreCode)} lack={hasTried ? lacks.storeCode : null} isBusy={isBusy} inputRef={first} />
      <CodeField name="activationCode" testId="enrol-activation-code" value={activationCode} onType={change(setActivationCode)} lack={hasTried ? lacks.activationCode : null} isBusy={isBusy} inputRef={second} />
      <div className="enrolment-below">
        {isBusy ? <p role="status">{t('busyHint')}</p> : null}
        {enrol.problem === null || isBusy ? null : <LazyProblemNotice problem={enrol.problem} hasCustomer={false} />}
      </div>
      <PrimaryButton testId="enrol" onPress={submit} isDisabled={isBusy}>{t(isBusy ? 'busy' : 'enrol')}</PrimaryButton>
    </div>
  );
}

/** Fills the page the app puts it on until the terminal belongs to a store. */
export function EnrolmentScreen(): ReactNode {
  const { t } = useTranslation('enrolment');
  const locale = useLocale();
  const chooseLocale = useTillCommand('settings.choose-locale');
  return (
    <main className="enrolment" data-testid="enrolment-screen">
      <div className="enrolment-top"><LanguageChoice locale={locale} label={t('language')} onChoose={(chosen) => void chooseLocale.run({ locale: chosen })} /></div>
      <div className="enrolment-columns">
        <EnrolmentForm />
        <Steps />
      </div>
    </main>
  );
}
