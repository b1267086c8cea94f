/** What the portal's pages do beyond being read; all of it is absent, not broken, where scripts are off. */

import { openActs } from "./acts";
import { openListening } from "./listen";
import { openRecordings } from "./recording";
import { openSizes } from "./sizes";

openSizes();
openActs();
openListening();
openRecordings();
