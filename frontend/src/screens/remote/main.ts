import { mountScreen } from "$lib/screen";
import Remote from "./Remote.svelte";

mountScreen(Remote);
