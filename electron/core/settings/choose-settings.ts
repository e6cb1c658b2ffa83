// Language and printer of this terminal.
import { ok, type Ok } from '#shared/domain/base/result.ts';
import type { Settings } from '#shared/contract/till/sync-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import type { ReadDb } from '../store/sql.ts';
import type { CommandContext, QueryContext, Till } from '../till.ts';
import { readSetting, saveLocale, savePrinter } from './setting-repository.ts';

export function readSettings(ctx: QueryContext): Settings {
  return settingsNow(ctx.till, ctx.db);
}

export function chooseLocale(ctx: CommandContext, request: { locale: Locale }): Ok<Settings> {
  return ok(ctx.write((db) => {
    saveLocale(db, request.locale);
    return settingsNow(ctx.till, db);
  }));
}

export function choosePrinter(ctx: CommandContext, request: { printer: string; paperMm: 58 | 80 }): Ok<Settings> {
  return ok(ctx.write((db) => {
    savePrinter(db, request.printer, request.paperMm);
    return settingsNow(ctx.till, db);
  }));
}

function settingsNow(till: Till, db: ReadDb): Settings {
  const { locale, printer, paperMm } = readSetting(db);
  return { locale: locale ?? till.options.defaultLocale, printer, paperMm };
}
