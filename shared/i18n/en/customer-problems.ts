// English words for problems of finding a card, of what may be done with it, and of the customer's document.
import type { ProblemWords } from '../problem-words.ts';
import { documentTypeText } from '../term-texts.ts';

const lookAgain = 'May I see your document once more?';

export const customerProblems = {
  'lookup-unreadable': { what: 'This is neither a phone number nor a card number.', tellCustomer: 'What is your phone number, or may I see the number on the card?', next: 'Enter an 11-digit phone number, or the card number that begins with 8986.' },
  'msisdn-invalid': { what: 'A phone number has 11 digits and begins with 1.', tellCustomer: 'Could you tell me the number once more?', next: 'Enter the number again as the customer says it.' },
  'msisdn-data-card': { what: 'This 13-digit number belongs to a data card; stores cannot renew it.', tellCustomer: 'Whoever issued this card renews it, we cannot.', next: 'Ask for an 11-digit phone number and look that up.' },
  'iccid-invalid': { what: 'A card number begins with 8986 and has 19 or 20 characters.', tellCustomer: 'May I see the card once more?', next: 'Scan it again or type what is printed on it; the phone number works too.' },
  'subscriber-unknown': {
    what: ({ isOnline }) => (isOnline ? 'The carrier has no such number.' : 'This terminal does not know the number, and the carrier cannot be reached.'),
    tellCustomer: ({ isOnline }) => (isOnline ? 'I cannot find this number, is it a Heyon card?' : 'The network is down, I can only look this number up once it is back.'),
    next: ({ isOnline }) => (isOnline ? 'Check the number, or look up the number on the card.' : 'Look it up again when the network is back; take no money yet.'),
  },
  'card-unbound': { what: 'This card has not been bound to a person yet.', tellCustomer: 'The card has to be bound to you before it can be renewed.', next: 'Take no money yet; the hotline helps the customer to bind it.' },
  'card-on-hold': { what: 'The number is on hold and has not been resumed.', tellCustomer: 'Your number is on hold, please resume it before renewing.', next: 'Take no money yet; the hotline resumes the number.' },
  'real-name-block': { what: 'The real-name check of this number is open, no money may be taken.', tellCustomer: 'Your number needs a real-name check first; please have your document ready.', next: 'Take no money; the hotline tells the customer how to do the check.' },
  'card-closing-offline': { what: 'This number is about to be closed and can only be renewed online.', tellCustomer: 'I need the network to renew this number, and it is down.', next: 'Take no money yet; try again when the network is back.' },
  'card-closed': { what: 'This number is closed and cannot be renewed.', tellCustomer: 'This number was closed, I cannot renew it.', next: 'Take no money; the hotline answers questions.' },
  'card-recycled': { what: 'This number was taken back and may belong to somebody else by now.', tellCustomer: 'This number was taken back, I cannot renew it.', next: 'Take no money; the hotline answers questions.' },
  'directory-too-old': { what: 'What this terminal knows of the number is too old to renew it offline.', tellCustomer: 'I need the network to renew this number, and it is down.', next: 'Take no money yet; look it up again when the network is back.' },
  'document-length': { what: 'The document number has the wrong length.', tellCustomer: lookAgain, next: 'Count the characters on the document and enter them again.' },
  'document-format': { what: 'The number does not look like one of this kind of document.', tellCustomer: lookAgain, next: 'Check the kind of document first, then enter the number again.' },
  'document-check-digit': { what: 'A character of the document number is wrong: its check does not add up.', tellCustomer: lookAgain, next: 'Enter it again, character by character.' },
  'document-region-unknown': { what: 'The region at the beginning of the number does not exist.', tellCustomer: lookAgain, next: 'Enter the first digits again, and check the kind of document.' },
  'document-date-invalid': { what: 'The date in the number does not exist.', tellCustomer: lookAgain, next: 'Enter the digits of the date of birth again.' },
  'document-birth-future': { what: 'The date of birth in the number has not come yet.', tellCustomer: lookAgain, next: 'Enter the digits of the date of birth again; look at the computer\'s date too.' },
  'document-15-digit': { what: 'This is an old ID number of 15 digits, which is no longer valid.', tellCustomer: 'The old 15-digit ID is no longer valid, may I see your present one?', next: 'Ask for the 18-digit ID card or another valid document.' },
  'document-training-only': { what: 'This number is for training and cannot be used in a real store.', tellCustomer: lookAgain, next: 'Enter the number on the customer\'s document.' },
  'document-other-type': {
    what: ({ actualType }) => `This number belongs to another kind of document: ${documentTypeText(actualType, 'en')}.`,
    tellCustomer: lookAgain,
    next: 'Choose the kind of document the customer holds and enter the number again.',
  },
  'document-expired': {
    what: ({ expiredOn }, say) => `The document was valid until ${say.date(expiredOn)}.`,
    tellCustomer: 'Your document has expired, do you have another one?',
    next: 'Ask for a valid document; without one take no money.',
  },
  'identity-needed': { what: 'This sale needs a look at the customer\'s document first.', tellCustomer: 'I have to look at your identity document.', next: 'Go back to the document step and type or scan its number.' },
  'identity-refused': {
    what: ({ outcome }) => (outcome === 'expired' ? 'The customer\'s document has expired, so the sale cannot go on.' : 'The document and the card belong to different people.'),
    tellCustomer: ({ outcome }) => (outcome === 'expired' ? 'Your document has expired, do you have another one?' : 'The card is registered with another document; please let its owner come with theirs.'),
    next: ({ outcome }) => (outcome === 'expired' ? 'Ask for a valid document; without one take no money.' : 'See whether the number was mistyped; if it really differs take no money.'),
  },
} as const satisfies Partial<ProblemWords>;
