import { mountScreen } from "$lib/screen";
import Control from "./Control.svelte";

mountScreen(Control);
