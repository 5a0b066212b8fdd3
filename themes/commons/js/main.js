// The page works without any of this. What is here makes it quicker.
import { addAppearanceSwitch } from "./parts/appearance-switch.js";
import { followContents } from "./parts/contents.js";
import { closeMenuFromOutside } from "./parts/menu.js";
import { addPackButton } from "./parts/pack-button.js";
import { readyForPaper } from "./parts/paper.js";
import { addSearch } from "./parts/search.js";

addAppearanceSwitch(document);
closeMenuFromOutside(document);
followContents(document);
addPackButton(document);
readyForPaper(document);
addSearch(document);
