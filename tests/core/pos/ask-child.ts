// Asks two questions as the support tool does, and says how long the answers were and what they were.
import { askHidden } from '#scripts/pos/ask-hidden.ts';

const answers = [await askHidden('PIN: '), await askHidden('code: ')];
process.stdout.write(`\nanswers=${Buffer.from(JSON.stringify(answers)).toString('base64')}\n`);
