import { mountScreen } from "$lib/screen";
import Stage from "./Stage.svelte";

mountScreen(Stage);
