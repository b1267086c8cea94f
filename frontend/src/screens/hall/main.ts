import { mountScreen } from "$lib/screen";
import Hall from "./Hall.svelte";

mountScreen(Hall);
