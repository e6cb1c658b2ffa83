// Playwright's expect with the patience a busy machine needs, also outside of a test.
import { expect as plain } from '@playwright/test';

export const expect = plain.configure({ timeout: 30_000 });
