// @vitest-environment happy-dom
// Activating the terminal: two codes, and what is said before and after the network was asked.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { EnrolmentScreen, cleanEnrolmentCode, lacksOf } from '#renderer/features/enrolment/enrolment-screen.tsx';
import { terminal } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const fresh = { 'terminal.read': () => yes({ ...terminal, phase: 'not-enrolled' as const, terminalId: null, storeId: null, storeName: null }) };

afterEach(cleanup);

describe('enrolment/enrolment-screen', () => {
  it('goes from the first code to the second with Enter, and sends both with the next', async () => {
    const { user, sent } = showScreen(<EnrolmentScreen />, { ...fresh, 'terminal.enrol': () => no({ code: 'activation-refused' }) });
    await user.keyboard(' SZ-001{Enter}');
    expect(document.activeElement).toBe(screen.getByTestId('enrol-activation-code'));
    await user.keyboard('USED-0001{Enter}');
    await waitFor(() => expect(sent('terminal.enrol')).toEqual([{ storeCode: 'SZ-001', activationCode: 'USED-0001' }]));
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('activation-refused');
  });

  it('asks nobody while a code is missing', async () => {
    const { user, sent } = showScreen(<EnrolmentScreen />, fresh);
    await user.click(screen.getByTestId('enrol'));
    expect(screen.getByText('请输入门店编码。')).toBeTruthy();
    expect(sent('terminal.enrol')).toEqual([]);
  });
});

describe('enrolment/codes', () => {
  it('names what is missing or misformed', () => {
    expect([lacksOf('', ''), lacksOf('深圳', 'ABC'), lacksOf('SZ-001', 'TRAIN-0001')]).toEqual([
      { storeCode: 'storeCodeMissing', activationCode: 'activationCodeMissing' },
      { storeCode: 'storeCodeForm', activationCode: 'activationCodeMissing' },
      { storeCode: null, activationCode: null },
    ]);
  });

  it('folds full-width letters and drops spaces around', () => {
    expect(cleanEnrolmentCode(' ＳＺ-００１ ')).toBe('SZ-001');
  });
});
